"""Small Word templates made by hand, and plans to fill them with."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docgen.answers import load_answers
from docgen.edition import Edition, Organisation, Status
from docgen.fonts import FontLibrary
from docgen.form import bundled_forms, load_pack
from docgen.form.model import DocumentSpec
from docgen.messages import Text, Translator
from docgen.rules import check
from docgen.rules.model import CheckedAnswers
from docgen.word import fill

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "forms" / "seven-step-plan" / "examples" / "product-launch.yaml"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
EDITION = Edition(
    name="2026年Q3晨曦净水器华东区域上市推广协作计划_市场部",
    number="XZ-2026-001",
    version="V1.0",
    date=dt.date(2026, 7, 1),
    status=Status.FINAL,
    organisation=Organisation("晨曦电器集团有限公司"),
    fingerprint="0123456789abcdef" * 4,
)
DRAFT = replace(EDITION, version="V0", status=Status.DRAFT)


@cache
def fonts() -> FontLibrary:
    return FontLibrary.open({})


@cache
def plan(file: Path = EXAMPLE) -> CheckedAnswers:
    report = check(load_answers(file), load_pack("seven-step-plan", (bundled_forms(),)))
    assert report.checked is not None
    return report.checked


def answering(**values: Any) -> CheckedAnswers:
    """The example with some answers replaced, past the rules."""
    return replace(plan(), values={**plan().values, **values})


def with_documents(checked: CheckedAnswers, *templates: Path) -> CheckedAnswers:
    """`checked` with a pack of nothing but `templates`."""
    specs = tuple(DocumentSpec(file.stem, Text(file.stem), file) for file in templates)
    return replace(checked, pack=replace(checked.pack, documents=specs))


def fill_one(template: Path, checked: CheckedAnswers | None = None, edition: Edition = EDITION) -> bytes:
    (word,) = fill(with_documents(checked or plan(), template), edition, fonts())
    return word.docx


def p(text: str) -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of columns of 50 mm, one paragraph a cell."""
    width = 2835
    grid = f'<w:gridCol w:w="{width}"/>' * max(len(row) for row in rows)
    cells = [
        "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{p(text)}</w:tc>' for text in row)
        for row in rows
    ]
    return (
        f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"
    )


def parts_of(*blocks: str, header: str = "") -> dict[str, str]:
    """The parts of a template with these blocks."""
    reference = '<w:headerReference w:type="default" r:id="rId1"/>' if header else ""
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/header" Target="header1.xml"/>' if header else ""
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{content}.document.main+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{content}.header+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:body>{"".join(blocks)}'
        f'<w:sectPr>{reference}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720"/>'
        "</w:sectPr></w:body></w:document>",
    }
    if header:
        parts["word/header1.xml"] = f'<w:hdr xmlns:w="{MAIN}">{header}</w:hdr>'
    return parts


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def template(folder: Path, *blocks: str, header: str = "", name: str = "template") -> Path:
    """A template with these blocks, written to a file."""
    file = folder / f"{name}.docx"
    file.write_bytes(zipped(parts_of(*blocks, header=header)))
    return file


def text_of(docx: bytes) -> str:
    """All text of the body, as python-docx reads it: a line a paragraph, cells of a row between bars."""
    import docx as python_docx
    from docx.table import Table

    lines = []
    for block in python_docx.Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(block, Table):
            lines += ["|".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def told(error: Any) -> list[tuple[str, str, str]]:
    """Place, problem and mend of every fault, in English."""
    say = Translator("en")
    return [(say(f.place) if f.place else "", say(f.problem), say(f.mend) if f.mend else "") for f in error.faults]
