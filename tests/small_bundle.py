"""Small laid-out documents, checked answers and editions, made by hand, for the tests of `docgen.bundle`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docgen.answers.model import Answers
from docgen.edition import Edition, Organisation, Status
from docgen.fonts import FontLibrary
from docgen.form.model import DocumentSpec, FormPack
from docgen.lengths import from_mm
from docgen.messages import Text
from docgen.pages.model import HeadingMark, Item, LaidOutDocument, Page, Place, TextItem
from docgen.rules.model import CheckedAnswers
from docgen.word.model import FilledWord

A4 = (from_mm(210), from_mm(297))
LANDSCAPE = (from_mm(297), from_mm(210))

EDITION = Edition(
    name="2026年Q3晨曦净水器华东区域上市推广协作计划_市场部",
    number="XZ-2026Q3-K7M2P4",
    version="V1.0",
    date=dt.date(2026, 7, 1),
    status=Status.FINAL,
    organisation=Organisation("晨曦电器有限公司"),
    fingerprint="3f9a2c710b6d4e5f8a91" + "0" * 44,
)
DRAFT = dataclasses.replace(EDITION, status=Status.DRAFT)


@functools.cache
def fonts() -> FontLibrary:
    return FontLibrary.open()


def text(words: str, x: float, baseline: float, size: float = 12) -> TextItem:
    face = fonts().face("宋体")
    return TextItem(x, baseline, words, face, size, "000000", face.width(words) * size)


def page(*items: Item, size: tuple[float, float] = A4) -> Page:
    return Page(*size, items)


def document(
    key: str,
    title: str,
    pages: Sequence[Page] | int = 1,
    *,
    part: Any = "body",
    places: Sequence[Place] = (),
    headings: Sequence[HeadingMark] = (),
) -> LaidOutDocument:
    """A document; a number of pages makes pages that say their title and which page they are."""
    if isinstance(pages, int):
        pages = [page(text(f"{title}正文之{index}", 80, 120)) for index in range(1, pages + 1)]
    spec = DocumentSpec(key, Text(title), Path(f"{key}.docx"), part=part)
    word = FilledWord(spec, f"{title}.docx", f"the Word file of {key}".encode)
    return LaidOutDocument(word, tuple(pages), tuple(places), tuple(headings))


def signing_page(*departments: str, side: float = from_mm(45), items: Sequence[Item] = ()) -> LaidOutDocument:
    """A signing page with a square place for each department, one below the other."""
    places = [
        Place(f"signature:{name}", 0, from_mm(120), from_mm(30) + row * side, side, side)
        for row, name in enumerate(departments)
    ]
    return document("signatures", "签字确认页", [page(*items)], part="back", places=places)


def signatory(department: str, method: str = "paper") -> dict[str, str]:
    return {"department": department, "name": "周岚", "title": f"{department}经理", "method": method}


def checked(*signatories: dict[str, str], extension: str = ".yaml") -> CheckedAnswers:
    pack = FormPack(
        key="seven-step-plan",
        title=Text("七步协作计划"),
        version="1.0",
        document_kind="协作计划",
        folder=Path(),
        steps=(),
        documents=(),
        schema={},
        digest="0" * 64,
    )
    values = {
        "title": "晨曦净水器华东区域上市推广",
        "departments": [{"name": "市场部"}, {"name": "销售部"}],
        "signatories": list(signatories),
    }
    source = "title: 晨曦净水器华东区域上市推广\n".encode()
    answers = Answers(Path(f"plan{extension}"), {}, {}, source)
    return CheckedAnswers(pack, answers, values, (), True, "0" * 64)


def plan_documents() -> list[LaidOutDocument]:
    """A cover, a control page, two documents and a register: five documents on seven pages."""
    return [
        document("cover", "封面", part="front"),
        document("control", "文件控制页", part="front"),
        document(
            "plan",
            "部门协作计划",
            2,
            headings=[
                HeadingMark(1, "部门协作计划", 0, 90),
                HeadingMark(1, "一、背景", 0, 110),
                HeadingMark(3, "（一）核心问题", 0, 300),
                HeadingMark(2, "（二）预期结果", 1, 100),
                HeadingMark(1, "二、目标", 1, 400),
            ],
        ),
        document("schedule", "时间节点进度表", [page(text("进度", 80, 120), size=LANDSCAPE)] * 2),
        document("archive", "发布与存档登记表", part="back"),
    ]
