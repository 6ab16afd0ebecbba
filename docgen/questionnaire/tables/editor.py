"""Lets a person edit a text in the editor of their choice, and gives back what they saved.

What was written is never lost: where the editor fails or leaves something unreadable, its file stays and is named.
"""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from docgen.answers.encoding import decode
from docgen.errors import AnswersError, DocgenError, EnvironmentLackError, Fault
from docgen.messages import message
from docgen.naming import safe_name
from docgen.os_errors import reason
from docgen.questionnaire.tables.row_text import from_text, to_text

if TYPE_CHECKING:
    import subprocess

__all__ = ["edit_in_editor", "from_text", "to_text"]

Run: TypeAlias = "Callable[[list[str]], subprocess.CompletedProcess[Any]]"
"""Runs a command in this terminal and waits for its end, as `subprocess.run` does."""

_USUAL = ("nano", "vim", "vi", "notepad")
"""Editors to be found where none is named, the easiest first."""


def edit_in_editor(text: str, environ: Mapping[str, str], run: Run, name: str = "table") -> str | None:
    """`text` as edited in VISUAL, EDITOR or a usual editor; None where it was emptied or left as it is.

    `name` is what the file is called in the editor. Raises EnvironmentLackError where no editor can be run or it fails,
    AnswersError where what it saved is no text in UTF-8; `text` itself is still the caller's.
    """
    command = _command(environ)
    file = _written(text, environ, name)
    try:
        _edit([*command, str(file)], run)
        edited = _saved(file)
    except DocgenError as error:
        raise type(error)(*error.faults, _kept(file)) from error
    shutil.rmtree(file.parent, ignore_errors=True)
    return edited if edited.strip() and edited != text else None


def _command(environ: Mapping[str, str]) -> list[str]:
    """The editor with its arguments: `EDITOR="code --wait"`."""
    wanted = next((name for name in ("VISUAL", "EDITOR") if environ.get(name, "").strip()), None)
    if wanted is None:
        found = next(filter(None, (shutil.which(name, path=environ.get("PATH")) for name in _USUAL)), None)
        if found is None:
            raise EnvironmentLackError(
                Fault(
                    message("No editor was found"),
                    message("Name yours in the environment variable EDITOR, for example {example}.", example="nano"),
                )
            )
        return [found]
    try:
        return shlex.split(environ[wanted], posix=os.name != "nt")
    except ValueError as error:
        problem = message("{variable} names no editor: “{value}”", variable=wanted, value=environ[wanted])
        raise EnvironmentLackError(Fault(problem, message("Close the quotation mark."))) from error


def _written(text: str, environ: Mapping[str, str], name: str) -> Path:
    """A new file with `text` that only this person can read, in a folder of its own."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="docgen-", dir=environ.get("TMPDIR") or None))
        file = folder / f"{safe_name(name)}.yaml"
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(text.encode())
    except OSError as error:
        problem = message("The text for the editor cannot be written: {reason}", reason=reason(error))
        mend = message("Make room, or name another folder for temporary files in TMPDIR.")
        raise EnvironmentLackError(Fault(problem, mend)) from error
    return file


def _edit(command: list[str], run: Run) -> None:
    mend = message("Check the environment variables VISUAL and EDITOR.")
    try:
        code = run(command).returncode
    except OSError as error:
        problem = message("The editor “{editor}” cannot be run: {reason}", editor=command[0], reason=reason(error))
        raise EnvironmentLackError(Fault(problem, mend)) from error
    if code:
        problem = message("The editor “{editor}” ended with exit code {code}", editor=command[0], code=code)
        raise EnvironmentLackError(Fault(problem, mend))


def _saved(file: Path) -> str:
    """What stands in the file; empty where it was emptied or deleted."""
    try:
        source = file.read_bytes()
    except FileNotFoundError:
        return ""
    except OSError as error:
        problem = message("What the editor saved cannot be read: {reason}", reason=reason(error))
        raise AnswersError(Fault(problem, None, file)) from error
    return decode(source, file).replace("\r\n", "\n") if source.strip(b"\xef\xbb\xbf \t\r\n") else ""


def _kept(file: Path) -> Fault:
    return Fault(
        message("What you wrote is kept in {file}", file=str(file)),
        message("Copy from there what you need, then delete it."),
    )
