"""What a user changes in a template with Word comes out in the PDF, with no code touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from desk import EXAMPLES, PLAN, Desk
from docx.document import Document
from docx.shared import Mm, Pt
from pypdf import PdfReader
from reading import pdf_text


@pytest.fixture
def edit(desk: Desk, own_pack: Callable[[], Path]) -> Callable[[str, Callable[[Document], None]], Path]:
    """Change one template and build with it; gives the bundle."""

    def change(key: str, with_word: Callable[[Document], None]) -> Path:
        forms = own_pack()
        template = forms / "seven-step-plan" / f"{key}.docx"
        document = docx.Document(str(template))
        with_word(document)
        document.save(str(template))
        assert desk.run("build", PLAN, "--forms", forms).code == 0
        return desk.bundles()[0]

    return change


Edit = Callable[[str, Callable[[Document], None]], Path]


def test_a_sentence_of_their_own(edit: Edit) -> None:
    def add(document: Document) -> None:
        document.add_paragraph("本计划由{{ lead.name }}负责解释。")

    assert "本计划由市场部负责解释。" in pdf_text(edit("plan", add))


def test_another_font_size(edit: Edit) -> None:
    def enlarge(document: Document) -> None:
        run = document.add_paragraph().add_run("特大字号")
        run.font.size = Pt(31)

    sizes: list[float] = []
    for page in PdfReader(edit("plan", enlarge)).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, _tm, _font, size: sizes.append(size) if "特大" in text else None
        )
    assert any(abs(size - 31) < 0.01 for size in sizes), sizes


def test_a_column_removed(edit: Edit, desk: Desk) -> None:
    removed: list[str] = []

    def remove_last_column(document: Document) -> None:
        table = next(item for item in document.tables if len(item.rows) > 2)
        removed.append(table.rows[0].cells[-1].text)
        for row in table.rows:
            *before, last = row._tr.tc_lst
            if before:
                row._tr.remove(last)
            else:  # the row of a tag: Word makes a cell across all columns narrower
                last.tcPr.gridSpan.val -= 1

    pdf = edit("resources", remove_last_column)
    assert removed[0]
    assert removed[0] not in pdf_text(pdf)
    assert "活动策划与执行" in pdf_text(pdf)
    assert desk.bundles() == [pdf]


def test_a_logo_in_the_header(edit: Edit) -> None:
    def add_logo(document: Document) -> None:
        paragraph = document.sections[0].header.add_paragraph()
        paragraph.add_run().add_picture(str(EXAMPLES / "logo.png"), height=Mm(8))

    with_logo = edit("risks", add_logo)
    pages = PdfReader(with_logo).pages
    risk_page = next(page for page in pages if "风险应对与沟通机制表" in page.extract_text() and len(page.images) > 0)
    assert risk_page.images[0].image is not None
