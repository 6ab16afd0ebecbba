"""Sets Word files that belong to no plan: each becomes a PDF file beside it, or in a folder.

    .docx ─read→ FilledWord ─lay out→ LaidOutDocument ─bind alone→ PDF

The promises are those of a bundle: all text is on the pages, in embedded fonts; what cannot be set is named, and then
there is no PDF; the same file and date give the same bytes. One bad file never stops the others, and LibreOffice, where
it is needed, is started once for all of them.
"""

from __future__ import annotations

import datetime as dt
import io
import traceback
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.archive.store import replace_file
from docgen.errors import DocgenError, Fault, UnforeseenError, WordError
from docgen.fonts import FontLibrary
from docgen.form.model import DocumentSpec
from docgen.messages import Text, message
from docgen.os_errors import reason
from docgen.pages.choice import EngineChoice
from docgen.pages.model import LaidOutDocument
from docgen.word import read_package
from docgen.word.model import FilledWord
from docgen.word.names import DOCUMENT
from docgen.word.zipping import zipped

_OURS = b"/Producer (docgen "


class Press(NamedTuple):
    """What all files of a run share. `folder` takes the PDF files (None: each stands beside its Word file)."""

    engine: EngineChoice
    fonts: FontLibrary
    date: dt.date
    folder: Path | None = None

    def target(self, file: Path) -> Path:
        """Where the PDF of `file` goes."""
        return (self.folder or file.parent) / f"{file.stem}.pdf"


class Printed(NamedTuple):
    """What became of one Word file: a PDF of so many pages, or faults. `trace` is for `--debug`.

    `notices` tell what of the file is left out on purpose.
    """

    file: Path
    pdf: Path | None = None
    pages: int = 0
    faults: tuple[Fault, ...] = ()
    exit_code: int = 0
    trace: str = ""
    notices: tuple[Fault, ...] = ()


def print_files(files: Sequence[Path], press: Press) -> Iterator[Printed]:
    """Set every file; what became of each, in their order."""
    words = {file: _attempt_read(file, files, press) for file in dict.fromkeys(files)}
    ready = [word for word in words.values() if isinstance(word, FilledWord)]
    outcomes = iter(press.engine.attempt(ready, press.fonts))
    for file, word in words.items():
        yield _print(file, word if isinstance(word, DocgenError) else next(outcomes), press)


def read_word(file: Path) -> FilledWord:
    """A Word file that was not made from a template. Raises WordError where it is hostile, broken or none."""
    try:
        data = file.read_bytes()
    except OSError as error:
        problem = message("The Word file cannot be read: {reason}", reason=reason(error))
        raise WordError(Fault(problem, message("Check the path."), file=file)) from error
    return word_of(data, DocumentSpec(key=file.stem, title=Text(file.stem), template=file), file.name)


def word_of(data: bytes, spec: DocumentSpec, name: str) -> FilledWord:
    """The Word file with these bytes, whose faults are told of `spec.template`. Raises WordError."""
    try:
        parts = read_package(data, foreign=True)
    except WordError as error:
        raise WordError(*(_told_of(fault, spec.template) for fault in error.faults)) from error
    docx = data if _is_named_usually(data) else zipped(parts, ())
    return FilledWord(spec, name, lambda: docx)


def _is_named_usually(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return DOCUMENT in archive.namelist()


def _told_of(fault: Fault, file: Path) -> Fault:
    return Fault(fault.problem, fault.mend, file, fault.line, fault.place)


def _attempt_read(file: Path, files: Sequence[Path], press: Press) -> FilledWord | DocgenError:
    """The file, or why it cannot be set: before any is laid out, so that nothing is laid out for nothing."""
    target = press.target(file)
    others = [other for other in dict.fromkeys(files) if other != file and press.target(other) == target]
    if others:
        problem = message("“{other}” would become the same PDF file: {pdf}", other=others[0], pdf=target)
        return WordError(Fault(problem, message("Set them one after the other, into different folders."), file=file))
    if _is_not_ours(target):
        problem = message("There is a PDF file already that was not made by docgen: {pdf}", pdf=target)
        return WordError(Fault(problem, message("Rename it, or name another folder with -o."), file=file))
    try:
        return read_word(file)
    except WordError as error:
        return error


def _is_not_ours(pdf: Path) -> bool:
    """Whether something stands at `pdf` that docgen did not make: a signed scan, say, that nobody wants to lose."""
    try:
        return pdf.exists() and _OURS not in pdf.read_bytes()
    except OSError:
        return True


def _print(file: Path, outcome: LaidOutDocument | DocgenError, press: Press) -> Printed:
    """Write the PDF of a document that was laid out; whatever goes wrong is in the result."""
    from docgen.bundle.alone import bind_alone

    if isinstance(outcome, DocgenError):
        cause = outcome.__cause__ if isinstance(outcome, UnforeseenError) else None
        trace = "".join(traceback.format_exception(cause)) if cause else ""
        return Printed(file, faults=outcome.faults, exit_code=outcome.exit_code, trace=trace)
    target = press.target(file)
    try:
        replace_file(target, bind_alone(outcome, press.date, press.fonts))
    except DocgenError as error:
        return Printed(file, faults=error.faults, exit_code=error.exit_code)
    except OSError as error:
        problem = message("The PDF file cannot be written: {reason}", reason=reason(error))
        fault = Fault(problem, message("Name another folder with -o."), file=target)
        return Printed(file, faults=(fault,), exit_code=1)
    except Exception as error:  # noqa: BLE001 - the boundary that keeps one file's trouble from the others
        fault = Fault(message("Internal error: {reason}", reason=f"{type(error).__name__}: {error}"), file=file)
        return Printed(file, faults=(fault,), exit_code=1, trace=traceback.format_exc())
    return Printed(file, target, len(outcome.pages), notices=outcome.notices)
