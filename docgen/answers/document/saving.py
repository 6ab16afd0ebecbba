"""Puts the bytes of an answer file on disk so that the file is at every moment the old one or the new one, whole.

They are written into a hidden file beside it and flushed; then that takes the file's name, and the folder is flushed.
What a killed run leaves is a hidden file, which the next saving sweeps away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from docgen.errors import AnswersError, Fault
from docgen.flushing import flush_folder
from docgen.messages import Message, message
from docgen.os_errors import reason


class ChangedElsewhereError(AnswersError):
    """The file on disk is not what was last read or written here: somebody else has changed it meanwhile."""


def target_of(file: Path) -> Path:
    """The file that is replaced: where `file` is a link, that which it leads to."""
    return Path(os.path.realpath(file))


def save_bytes(file: Path, data: bytes, expected: bytes | None) -> None:
    """Replace the contents of `file` by `data`; the caller holds its lock.

    `expected` is what the file is known to hold; None: it does not exist yet. A file that has vanished is written
    anew. Raises ChangedElsewhereError where it holds something else, AnswersError where the system refuses.
    """
    target = target_of(file)
    try:
        _refuse_foreign(file, target, expected)
        sweep(target)
        _replace(target, data)
    except OSError as error:
        raise AnswersError(refusal(file, error)) from error


def sweep(target: Path) -> None:
    """Remove what killed runs left beside `target`; the caller holds its lock."""
    for leftover in target.parent.glob(_escaped(_prefix(target)) + "*"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _refuse_foreign(file: Path, target: Path, expected: bytes | None) -> None:
    try:
        present = target.read_bytes()
    except FileNotFoundError:
        return
    if expected is None:
        problem, mend = message("The answer file exists already"), message("Choose another name, or edit that file.")
    elif present != expected:
        problem = message("The answer file has been changed elsewhere since it was read")
        mend = message("Read it again, then repeat what is missing; or save under another name.")
    else:
        return
    raise ChangedElsewhereError(Fault(problem, mend, file))


def _replace(target: Path, data: bytes) -> None:
    mode = _mode(target)
    staging = target.with_name(f"{_prefix(target)}{os.getpid()}")
    try:
        with staging.open("xb") as handle:
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(handle.fileno(), mode)
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        staging.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            staging.unlink(missing_ok=True)
        raise
    flush_folder(target.parent)


def _mode(target: Path) -> int | None:
    """The permissions of `target`, None where it does not exist. Raises PermissionError where it may not be written."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):  # replacing asks only for the folder's permission
        raise PermissionError(errno.EACCES, "read-only", str(target))
    return mode


def _prefix(target: Path) -> str:
    return f".{target.name}.saving-"


def _escaped(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def refusal(file: Path, error: OSError) -> Fault:
    """Why the system does not let `file` be saved, and what to do."""
    problem = message("The answer file cannot be saved: {reason}", reason=reason(error))
    return Fault(problem, _mend(target_of(file), error), file)


def _mend(target: Path, error: OSError) -> Message:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return message("Make room on the disk, then save again; what was saved before is still there.")
    if not target.parent.is_dir():
        return message("Make the folder “{folder}”, or choose another place.", folder=str(target.parent))
    return message("Check that you may write to the file and in the folder “{folder}”.", folder=str(target.parent))
