"""The print file, as a printer gets it."""

from __future__ import annotations

import io
from collections import Counter

import pypdfium2
import pytest
import zxingcpp
from small_bundle import (
    EDITION,
    LANDSCAPE,
    checked,
    document,
    fonts,
    page,
    plan_documents,
    signatory,
    signing_page,
    text,
)

from docgen.bundle import assemble
from docgen.bundle.code import StampCode
from docgen.lengths import from_mm
from docgen.paper import Holder, Layout, print_file
from docgen.paper.seal import Guide

HOLDERS = [Holder("市场部"), Holder("行政部", 2)]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Nine pages: a cover, control, contents, two and two landscape ones, a register, the signing page."""
    documents = [*plan_documents(), signing_page("市场部")]
    return assemble(documents, checked(signatory("市场部")), EDITION, fonts()).pdf


def words(page: pypdfium2.PdfPage) -> str:
    return "".join(page.get_textpage().get_text_range().split())


def test_every_page_of_every_copy_names_copy_and_holder(pdf: bytes) -> None:
    printed = pypdfium2.PdfDocument(print_file(pdf, HOLDERS, Layout(duplex=False), fonts()))
    assert len(printed) == 27
    marks = ["第1份·市场部存", "第2份·行政部存", "第3份·行政部存"]
    for number, sheet in enumerate(printed):
        found = Counter({mark: words(sheet).count(mark) for mark in marks})
        assert +found == {marks[number // 9]: 1}, number


def test_in_duplex_each_copy_begins_on_a_front(pdf: bytes) -> None:
    printed = pypdfium2.PdfDocument(print_file(pdf, HOLDERS, Layout(), fonts()))
    assert len(printed) == 30
    assert [number for number, sheet in enumerate(printed) if not words(sheet)] == [9, 19, 29]


def test_pages_keep_their_size_and_their_code(pdf: bytes) -> None:
    printed = pypdfium2.PdfDocument(print_file(pdf, HOLDERS[:1], Layout(paging_seal=True), fonts()))
    with pypdfium2.PdfDocument(pdf) as bundle:
        sizes = [bundle.get_page_size(number) for number in range(9)]
    for number, size in enumerate(sizes):
        assert printed.get_page_size(number) == pytest.approx(size, abs=0.1)
        picture = printed[number].render(scale=200 / 72).to_pil()
        codes = [StampCode.decode(found.text).page for found in zxingcpp.read_barcodes(picture)]
        assert codes == [number + 1]


def test_guides_for_the_paging_seal_stand_on_fronts_only(pdf: bytes) -> None:
    printed = pypdfium2.PdfDocument(print_file(pdf, HOLDERS[:1], Layout(paging_seal=True), fonts()))
    assert [f"骑缝章{sheet}/5" in words(printed[2 * sheet - 2]) for sheet in range(1, 6)] == [True] * 5
    assert not any("骑缝章" in words(printed[number]) for number in range(1, 9, 2))
    plain = pypdfium2.PdfDocument(print_file(pdf, HOLDERS[:1], Layout(), fonts()))
    assert not any("骑缝章" in words(sheet) for sheet in plain)


def test_guides_stand_where_a_printer_still_prints(pdf: bytes) -> None:
    printed = pypdfium2.PdfDocument(print_file(pdf, HOLDERS[:1], Layout(duplex=False, paging_seal=True), fonts()))
    for sheet in printed:
        picture = sheet.render(scale=2).to_pil().convert("L")
        edge = round(2 * from_mm(4.5))
        rim = [picture.crop((0, 0, picture.width, edge)), picture.crop((picture.width - edge, 0, *picture.size))]
        assert all(part.getextrema() == (255, 255) for part in rim)


@pytest.mark.parametrize(("pages", "seals"), [(1, 1), (40, 1), (41, 2), (200, 5)])
def test_no_seal_crosses_more_than_twenty_sheets(pages: int, seals: int) -> None:
    groups = Counter(Guide(page, pages, True).group for page in range(1, pages + 1, 2))
    assert sorted(groups) == list(range(1, seals + 1))
    assert max(groups.values()) <= 20
    assert max(groups.values()) - min(groups.values()) <= 1


def test_the_mark_moves_aside_where_the_page_has_print_at_its_head() -> None:
    width = from_mm(210)
    crowded = page(text("机密★长期", width - from_mm(55), from_mm(8)))
    turned = page(text("横向", 80, 120), size=LANDSCAPE)
    documents = [document("a", "甲", [crowded]), document("b", "乙", [turned])]
    bundle = assemble(documents, checked(), EDITION, fonts()).pdf
    printed = pypdfium2.PdfDocument(print_file(bundle, HOLDERS[:1], Layout(), fonts()))
    left = printed[1].get_textpage().get_text_bounded(0, 800, from_mm(80), 842)
    assert "".join(left.split()) == "第1份·市场部存"


def test_the_same_bundle_gives_the_same_print(pdf: bytes) -> None:
    one, other = (print_file(pdf, HOLDERS, Layout(), fonts()) for _ in range(2))
    pages = [
        [item.render(scale=0.5).to_pil().tobytes() for item in pypdfium2.PdfDocument(file)] for file in (one, other)
    ]
    assert pages[0] == pages[1]
    assert pypdfium2.PdfDocument(io.BytesIO(one)).get_version() >= 14
