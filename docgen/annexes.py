"""Turns the paths under `annexes` of an answer file into annexes: files that go into the bundle as they are.

A *shelf* reads each file once, so that what was checked is what is bound. A file that cannot be bound (missing,
damaged, protected by a password, of another kind) is told by `inspect`, for the check to tell at its line.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from docgen.errors import DocgenError, Fault
from docgen.form.model import DocumentSpec
from docgen.messages import Text, message
from docgen.naming import safe_name
from docgen.os_errors import reason
from docgen.pages.model import FinishedPdf
from docgen.rules.model import Flaw, Severity
from docgen.word.model import FilledWord

LARGEST = 100 * 2**20
"""Bytes of one annex: what a mail server or a signing portal lets pass is far less."""
_PUT_IT_THERE = message("Put the file there, or correct the path; it begins at the folder of the answer file.")
_ALREADY_SAYS = re.compile(r"附[件录表图]")


class Shelf:
    """The annexes of one plan, read when first asked for; `folder` is that of the answer file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, bytes | Flaw] = {}

    def inspect(self, path: str) -> Flaw | None:
        """What is wrong with the file at `path`; None where nothing is."""
        found = self._look(path)
        if isinstance(found, Flaw):
            return found
        return None if not path.lower().rstrip().endswith(".pdf") else _doubt(path, found)

    def take(self, paths: object) -> tuple[FilledWord | FinishedPdf, ...]:
        """The annexes in their order, numbered as they are listed; those with a flaw, in drafts, are left out.

        `paths` is what the answers say, list or not: that they are sound is for the check to tell.
        """
        return tuple(
            _annex(number, self._file(path), data)
            for number, path in enumerate(paths if isinstance(paths, list) else (), 1)
            if isinstance(path, str) and isinstance(data := self._look(path), bytes)
        )

    def _file(self, path: str) -> Path:
        return self._folder / _way(path)

    def _look(self, path: str) -> bytes | Flaw:
        if path not in self._read:
            self._read[path] = _examine(path, self._file(path))
        return self._read[path]


def _way(path: str) -> str:
    """A path as written in an answer file, its parts separated by `/`."""
    return path.strip().replace("\\", "/")


def digest(annexes: Iterable[FilledWord | FinishedPdf]) -> str:
    """What identifies the annexes: their titles and contents; empty where there are none."""
    told = [f"{annex.spec.title.zh}\n{hashlib.sha256(annex.data).hexdigest()}" for annex in annexes]
    return hashlib.sha256("\n".join(told).encode()).hexdigest() if told else ""


def _annex(number: int, file: Path, data: bytes) -> FilledWord | FinishedPdf:
    """An annex under its title: `附件1　测试报告`, unless its name says already that it is one."""
    name = file.stem.strip()
    title = name if _ALREADY_SAYS.match(name) else f"附件{number}　{name}"
    spec = DocumentSpec(key=f"annex-{number}", title=Text(title), template=file, part="annex")
    file_name = f"附件{number:02d}_{safe_name(name)}{file.suffix.lower()}"
    if file.suffix.lower() == ".pdf":
        return FinishedPdf(spec, file_name, data)
    return FilledWord(spec, file_name, lambda: data)


def _examine(path: str, file: Path) -> bytes | Flaw:
    """The bytes of a file that can be bound, or what is wrong with it."""
    kind = file.suffix.lower()
    if kind not in {".docx", ".dotx", ".pdf"}:
        return Flaw(
            message("The annex “{path}” is neither a Word file (.docx) nor a PDF file", path=path),
            message("Save it as .docx or .pdf."),
        )
    if flaw := _flaw_of_path(path):
        return flaw
    try:
        if flaw := _flaw_of_file(path, file):
            return flaw
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        return Flaw(message("The annex “{path}” cannot be read: {reason}", path=path, reason=why), _PUT_IT_THERE)
    return (_flaw_of_pdf(path, data) if kind == ".pdf" else _flaw_of_word(path, data)) or data


def _flaw_of_path(path: str) -> Flaw | None:
    """A path that leaves the answer file's folder: whoever is sent that folder would not have the annex."""
    way = _way(path)
    if PurePosixPath(way).is_absolute() or PureWindowsPath(way).drive:
        return Flaw(
            message("The path of the annex “{path}” is absolute", path=path),
            message("Write it from the folder of the answer file on, so that both can be moved together."),
        )
    if posixpath.normpath(way).split("/")[0] == "..":
        return Flaw(
            message("The path of the annex “{path}” leads out of the folder of the answer file", path=path),
            message("Put the file into that folder or below it, so that both can be moved together."),
        )
    return None


def _flaw_of_file(path: str, file: Path) -> Flaw | None:
    """A file that is not to be read: a pipe or device, which might never end, or a very large one. Raises OSError."""
    found = file.stat()
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        return Flaw(message("The annex “{path}” is no ordinary file", path=path), _PUT_IT_THERE)
    if found.st_size > LARGEST:
        return Flaw(
            message("The annex “{path}” is larger than {limit} MB", path=path, limit=LARGEST // 2**20),
            message("Make its pictures smaller."),
        )
    return None


def _flaw_of_pdf(path: str, data: bytes) -> Flaw | None:
    from docgen.bundle.imported import can_import
    from docgen.pages.finished import OpenPdf, UnusablePdfError

    again = message("Print it to a new PDF file, and name that.")
    try:
        with OpenPdf(data) as pdf:
            pdf.look_through()
    except UnusablePdfError as error:
        return {
            "encrypted": Flaw(
                message("The annex “{path}” is protected by a password", path=path),
                message("Save it without a password."),
            ),
            "empty": Flaw(message("The annex “{path}” has no pages", path=path), again),
            "large": Flaw(message("The annex “{path}” has too many pages", path=path), message("Divide it.")),
        }.get(error.reason, Flaw(message("The annex “{path}” is damaged, or no PDF file", path=path), again))
    if not can_import(data):
        return Flaw(message("The annex “{path}” is damaged, or no PDF file", path=path), again)
    return None


def _doubt(path: str, data: bytes) -> Flaw | None:
    """What a PDF file takes from the bundle that it is bound into."""
    from docgen.bundle.imported import is_archival

    if is_archival(data):
        return None
    return Flaw(
        message("The annex “{path}” is no PDF/A, so that the bundle will not be either", path=path),
        message("Where the archive asks for PDF/A, save the annex as PDF/A (ISO 19005)."),
        Severity.WARNING,
    )


def _flaw_of_word(path: str, data: bytes) -> Flaw | None:
    from docgen.pages.read import read_document
    from docgen.word import read_package

    try:
        read_package(data, foreign=True)
        read_document(data, name=path)
    except DocgenError as error:
        return _of_fault(path, error.faults[0])
    return None


def _of_fault(path: str, fault: Fault) -> Flaw:
    problem = message("The annex “{path}” cannot be bound: {reason}", path=path, reason=fault.problem)
    return Flaw(problem, fault.mend or message("Open it in Word or WPS and save it as .docx."))
