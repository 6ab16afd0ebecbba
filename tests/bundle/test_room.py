"""Annexes make room for the stamp; everything else keeps its size."""

from __future__ import annotations

import pytest
from small_bundle import A4, EDITION, checked, document, fonts, page, signatory, signing_page, text

from docgen.bundle import assemble
from docgen.bundle.room import with_room
from docgen.bundle.sheets import Chapter, in_sequence
from docgen.bundle.stamp import Stamper
from docgen.errors import BundleError, Fault
from docgen.lengths import from_mm
from docgen.pages.model import FillItem, HeadingMark, LaidOutDocument, Page, PictureItem, RuleItem, TextItem


def roomier(given: LaidOutDocument) -> Chapter:
    chapters = [Chapter.of(given)]
    sheets = in_sequence(chapters, fonts(), duplex=False)
    (chapter,) = with_room(chapters, sheets, Stamper(EDITION, fonts(), len(sheets)))
    for sheet in in_sequence([chapter], fonts(), duplex=False):
        assert not isinstance(Stamper(EDITION, fonts(), len(sheets)).stamp(sheet), Fault)
    return chapter


def annex(*pages: Page, headings: tuple[HeadingMark, ...] = ()) -> LaidOutDocument:
    return document("annex-1", "附件1", pages, part="annex", headings=headings)


FULL = FillItem(0, 0, *A4, "DDDDDD")


def test_a_page_with_a_free_foot_stays_as_it_is() -> None:
    pages = (page(text("正文", 80, 120)), page(text("— 1 —", 280, 800)))
    assert roomier(annex(*pages)).pages == pages


def test_a_page_with_something_in_the_way_becomes_smaller_as_a_whole() -> None:
    items = (
        FULL,
        text("最后一行", 80, 830, size=12),
        RuleItem(0, 0, 595, 842, 1, "000000"),
        PictureItem(10, 20, 30, 40, "p", b""),
    )
    (small,) = roomier(annex(page(*items))).pages
    assert (small.width, small.height) == A4
    fill, line, rule, picture = small.items
    assert isinstance(line, TextItem)
    assert isinstance(fill, FillItem)
    assert isinstance(rule, RuleItem)
    assert isinstance(picture, PictureItem)
    factor = fill.width / A4[0]
    assert factor == pytest.approx((A4[1] - from_mm(22)) / A4[1])
    assert (fill.x, fill.y) == pytest.approx(((1 - factor) * A4[0] / 2, 0))
    assert line.size == pytest.approx(12 * factor)
    assert line.advance == pytest.approx(items[1].advance * factor)
    assert line.baseline == pytest.approx(830 * factor)
    assert (rule.x2 - rule.x1, rule.y2 - rule.y1) == pytest.approx((595 * factor, 842 * factor))
    assert (picture.width, picture.height) == pytest.approx((30 * factor, 40 * factor))


def test_only_the_pages_in_question_change_and_headings_move_along() -> None:
    marks = (HeadingMark(1, "一", 0, 500), HeadingMark(1, "二", 1, 500))
    chapter = roomier(annex(page(text("正文", 80, 120)), page(FULL), headings=marks))
    assert chapter.pages[0].items == (text("正文", 80, 120),)
    assert chapter.document is not None
    first, second = chapter.document.headings
    assert first.y == 500
    assert second.y == pytest.approx(500 * (A4[1] - from_mm(22)) / A4[1])


@pytest.mark.parametrize("size", [(200, 120), (60, 60), (595, 100), (100, 842)])
def test_a_page_too_small_for_a_stamp_lies_on_a_larger_one(size: tuple[float, float]) -> None:
    (larger,) = roomier(annex(page(FillItem(0, 0, *size, "DDDDDD"), size=size))).pages
    assert larger.width == max(size[0], from_mm(148))
    assert larger.height == max(size[1], from_mm(105))
    (fill,) = larger.items
    assert isinstance(fill, FillItem)
    assert fill.x >= 0
    assert fill.y >= -0.001
    assert fill.width / fill.height == pytest.approx(size[0] / size[1])


def test_a_document_of_the_pack_is_left_alone_and_its_fault_told() -> None:
    documents = [document("plan", "计划", [page(FULL)]), signing_page("市场部")]
    with pytest.raises(BundleError):
        assemble(documents, checked(signatory("市场部")), EDITION, fonts())
