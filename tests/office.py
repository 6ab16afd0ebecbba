"""Word files beyond the embedded engine, and programs that stand where LibreOffice would."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from docgen.form.model import DocumentSpec
from docgen.messages import Text
from docgen.pages.office import Office
from docgen.pages.office.run import Limits
from docgen.word.model import FilledWord
from tools import need

NAMESPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(fill: Callable[[Any], None]) -> bytes:
    """A .docx made with python-docx, in 宋体 and Times New Roman."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    fill(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def plain(text: str = "甲方与乙方") -> bytes:
    """A Word file that both engines set."""
    return word_file(lambda document: document.add_paragraph(text))


def turned(text: str = "从右向左") -> bytes:
    """A Word file beyond the embedded engine: a paragraph that is read from right to left."""

    def fill(document: Any) -> None:
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))

    return word_file(fill)


def xml(document: Any, markup: str) -> Any:
    """Append `markup` to the body; a `w:p` or `w:tbl` without declarations."""
    element = parse_xml(markup.replace(">", f" {NAMESPACES}>", 1))
    document.element.body.insert(len(document.element.body) - 1, element)
    return element


def filled(data: bytes, name: str = "文件") -> FilledWord:
    """A Word file as an engine is handed it."""
    return FilledWord(DocumentSpec(name, Text(name), Path(f"{name}.docx")), f"{name}.docx", lambda: data)


def office(profiles: Path | None = None, limits: Limits | None = None, program: Path | None = None) -> Office:
    """LibreOffice, or `program` in its place."""
    return Office(program or Path(need("soffice")), dict(os.environ), profiles, limits or Limits())


def stand_in(folder: Path, does: str, name: str = "soffice") -> Path:
    """A program in LibreOffice's place: a shell script that notes each start in `starts`, and then `does`.

    In it `$OUT` is the folder for the PDF files, `$PROFILE` that of the profile; `"$@"` are the arguments.
    """
    program = folder / name
    program.write_text(
        f"""#!/bin/bash
echo "$@" >> "{folder}/starts"
for argument in "$@"; do
    case "$previous" in --outdir) OUT=$argument;; esac
    case "$argument" in -env:UserInstallation=*) PROFILE="${{argument#*file://}}";; esac
    previous=$argument
done
{does}
""",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def starts(folder: Path) -> list[str]:
    """The arguments of each start of a stand-in."""
    file = folder / "starts"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def counting_office(folder: Path) -> Path:
    """LibreOffice itself, with each start noted."""
    return stand_in(folder, f'exec "{need("soffice")}" "$@"')
