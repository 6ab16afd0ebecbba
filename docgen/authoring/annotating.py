"""Writes what is wrong with templates into copies of them, as Word comments at the place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import etree

from docgen.errors import Fault, WordError
from docgen.messages import Translator
from docgen.word.comments import Remark, with_comments


def annotate(faults: Iterable[Fault], folder: Path, say: Translator, day: dt.date) -> list[Path]:
    """Write a copy of each Word file that a fault speaks of into `folder`, and give the copies.

    A copy never takes the place of a file that is there. A file that cannot be opened has none: its faults say why.
    """
    by_file: dict[Path, list[Fault]] = {}
    for fault in faults:
        if fault.file is not None and fault.file.suffix.lower() in {".docx", ".dotx"}:
            by_file.setdefault(fault.file, []).append(fault)
    written = []
    for file, some in by_file.items():
        try:
            copy = with_comments(file.read_bytes(), _remarks(some, say), day)
        except (WordError, OSError, etree.XMLSyntaxError):
            continue
        folder.mkdir(parents=True, exist_ok=True)
        written.append(_write_new(copy, folder, file.stem))
    return written


def _remarks(faults: Sequence[Fault], say: Translator) -> list[Remark]:
    """Place, problem and mend: the place, too, since a comment on a header stands elsewhere."""
    remarks = []
    for fault in faults:
        lines = [fault.place, fault.problem, fault.mend]
        remarks.append(Remark("\n".join(say(line) for line in lines if line), fault.anchor))
    return remarks


def _write_new(data: bytes, folder: Path, stem: str) -> Path:
    """Write a file under the first name that is free: plan.docx, plan-2.docx, and so on."""
    number = 1
    while True:
        file = folder / (f"{stem}.docx" if number == 1 else f"{stem}-{number}.docx")
        try:
            with file.open("xb") as stream:
                stream.write(data)
        except FileExistsError:
            number += 1
        else:
            return file
