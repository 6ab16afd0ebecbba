"""Whole Word files, made with python-docx, through reading, layout and drawing; the PDF is read by other programs."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from office import word_file
from pypdf import PdfReader
from small_pages import pdf_of, word

from docgen.errors import PagesError
from docgen.pages import lay_out
from docgen.pages.layout import text_of
from tools import need

TEXT = (
    "为响应公司2026年战略目标，市场部（牵头）与研发中心、供应链管理部共同开展“新产品X”推广；"
    "在2026-09-30前实现销售额1,200万元，同比增长40%——详见《跨部门合作流程设计与实施模板》（V1.0）……"
    "联系人：𫖯、龘、☑ KPI/OKR, cross-functional don’t → ① ℃。"
)


def field(paragraph, code: str) -> None:
    for kind, content in (("begin", None), (None, code), ("end", None)):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = content
        run._r.append(element)


def rich(document) -> None:
    """Headings, all alignments, formats, a table with both merges over several pages, a landscape section, a footer."""
    document.add_heading("跨部门协作计划", 1)
    for alignment in range(4):
        paragraph = document.add_paragraph(TEXT)
        paragraph.alignment = alignment
        paragraph.paragraph_format.first_line_indent = Pt(24)
    run = document.add_paragraph().add_run("粗体 and italic")
    run.bold = run.italic = run.underline = True
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ["序号", "任务", "部门", "交付标准"], strict=True):
        cell.text = text
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for index in range(40):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text, cells[3].text = str(index), TEXT[: index * 3], "市场部", TEXT[:40]
    for start in range(3, 36, 8):
        table.cell(start, 2).merge(table.cell(start + 5, 2))
    table.cell(1, 0).merge(table.cell(1, 3))
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    document.add_paragraph("横向页")
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("第 ")
    field(footer, "PAGE")
    footer.add_run(" 页 共 ")
    field(footer, "NUMPAGES")
    footer.add_run(" 页")


def body_text(docx_bytes: bytes) -> str:
    """All characters of the body as python-docx (not docgen) finds them."""
    body = docx.Document(io.BytesIO(docx_bytes)).element.body
    return "".join(node.text or "" for node in body.iter(qn("w:t")))


def visible(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@pytest.fixture(scope="module")
def laid_out(fonts):
    content = word_file(rich)
    (document,) = lay_out([word(docx=content)], fonts)
    return content, document, pdf_of(document, fonts)


def test_every_character_of_the_file_is_in_the_text_of_the_pdf(laid_out, tmp_path: Path):
    content, document, pdf = laid_out
    pages = len(document.pages)
    header, footers = "序号任务部门交付标准", "".join(f"第{number}页共{pages}页" for number in range(1, pages + 1))
    (tmp_path / "file.pdf").write_bytes(pdf)
    command = [need("pdftotext"), "-raw", str(tmp_path / "file.pdf"), "-"]
    poppler = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    pypdf = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    repeated = text_of(document).count("交付标准") - 1
    assert repeated > 1
    expected = visible(body_text(content)) + visible(header * repeated) + visible(footers)
    for found in (poppler, pypdf):
        assert visible(found) == expected


def test_pages_have_their_sections_size_and_number(laid_out):
    _, document, pdf = laid_out
    reader = PdfReader(io.BytesIO(pdf))
    assert float(reader.pages[-1].mediabox.width) == pytest.approx(841.9, abs=0.1)
    assert float(reader.pages[-1].mediabox.height) == pytest.approx(595.3, abs=0.1)
    assert "横向页" in reader.pages[-1].extract_text()
    last = "".join(reader.pages[-1].extract_text().split())
    assert f"第{len(document.pages)}页共{len(document.pages)}页" in last


def test_all_fonts_are_embedded(laid_out, tmp_path: Path):
    (tmp_path / "file.pdf").write_bytes(laid_out[2])
    command = [need("pdffonts"), str(tmp_path / "file.pdf")]
    lines = subprocess.run(command, check=True, capture_output=True).stdout.decode().splitlines()[2:]
    assert lines
    assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in lines)


def test_no_text_leaves_the_page(laid_out):
    _, document, _ = laid_out
    for page in document.pages:
        for item in page.items:
            if hasattr(item, "baseline"):
                assert 0 < item.x <= page.width
                assert 0 < item.baseline < page.height
                assert item.x + item.advance < page.width


def test_the_same_file_gives_the_same_bytes(laid_out, fonts):
    content, _, pdf = laid_out
    (document,) = lay_out([word(docx=content)], fonts)
    assert pdf_of(document, fonts) == pdf


def test_headings_are_found(laid_out):
    (heading,) = laid_out[1].headings
    assert (heading.level, heading.text, heading.page) == (1, "跨部门协作计划", 0)


def test_all_that_cannot_be_set_is_named_at_once(fonts):
    def unsupported(document) -> None:
        for name in ("w:object", "w:object"):
            document.add_paragraph("前").add_run()._r.append(OxmlElement(name))

    with pytest.raises(PagesError) as raised:
        lay_out([word(docx=word_file(unsupported)), word(docx=word_file(unsupported))], fonts)
    assert len(raised.value.faults) == 4
    assert all(fault.place and fault.mend for fault in raised.value.faults)


def test_another_engine_can_take_the_place_of_the_embedded_one(fonts):
    taken = []

    def engine(words, library):
        taken.append((words, library))
        return ()

    assert lay_out([], fonts, engine) == ()
    assert taken == [([], fonts)]
