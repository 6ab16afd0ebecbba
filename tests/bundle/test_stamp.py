from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import zxingcpp
from pypdfium2 import PdfDocument
from small_bundle import EDITION, checked, document, fonts, page, text

from docgen.bundle import assemble
from docgen.bundle.code import StampCode
from docgen.bundle.sheets import Chapter, Sheet
from docgen.bundle.stamp import Stamp, stamp_sheets
from docgen.edition import Edition
from docgen.errors import BundleError, Fault
from docgen.lengths import from_mm
from docgen.messages import Translator
from docgen.pages.model import FillItem, Item, Page, PictureItem, RuleItem

HEIGHT = from_mm(297)
FOOT = HEIGHT - from_mm(12)


def stamped(whole: Page, edition: Edition = EDITION, key: str = "plan") -> Stamp | Fault:
    chapter = Chapter.of(document(key, "部门协作计划", [whole]))
    stamps, faults = stamp_sheets([Sheet(1, whole, chapter)], edition, fonts())
    return (*stamps, *faults)[0]


def stamp_on(*items: Item, **options: Any) -> Stamp:
    found = stamped(page(*items), **options)
    assert isinstance(found, Stamp)
    return found


def millimetres(length: float) -> float:
    return length / from_mm(1)


def test_stamp_stands_in_the_band_at_the_foot_between_the_margins() -> None:
    stamp = stamp_on()
    assert millimetres(stamp.qr.width) == pytest.approx(16)
    assert millimetres(stamp.qr.right) == pytest.approx(190)
    assert millimetres(HEIGHT - stamp.qr.bottom) == pytest.approx(5)
    assert millimetres(HEIGHT - stamp.qr.top) == pytest.approx(21)
    for item in stamp.items:
        assert item.size >= 7.5
        assert item.x >= from_mm(20)
        assert item.x + item.advance < stamp.qr.left
        assert 5 < millimetres(HEIGHT - item.baseline) < 21


def test_stamp_is_discreet_on_the_cover_only() -> None:
    grey = {item.color for item in stamp_on().items}
    light = {item.color for item in stamp_on(key="cover").items}
    assert max(grey) < min(light)


def test_usual_plan_name_stands_in_full() -> None:
    assert EDITION.name in "".join(item.text for item in stamp_on().items)


def test_long_plan_name_is_shortened_in_its_middle() -> None:
    stamp = stamp_on(edition=dataclasses.replace(EDITION, name="2026年Q3" + "晨曦" * 60 + "_市场部"))
    line = "".join(item.text for item in stamp.items)
    assert "…" in line
    assert "2026年Q3" in line
    assert "_市场部" in line
    assert min(item.x for item in stamp.items) >= from_mm(20)


def test_footer_in_the_middle_is_left_alone() -> None:
    stamp = stamp_on(text("— 3 —", from_mm(99), FOOT))
    assert stamp.qr.right == pytest.approx(from_mm(190))
    assert min(item.x for item in stamp.items) > from_mm(113)


def test_text_moves_to_the_left_where_a_footer_stands_beside_the_code() -> None:
    stamp = stamp_on(text("机密 · 内部资料", from_mm(140), FOOT))
    assert stamp.qr.right == pytest.approx(from_mm(190))
    assert max(item.x + item.advance for item in stamp.items) < from_mm(140)


@pytest.mark.parametrize(
    "footer",
    [
        text("第 3 页", from_mm(176), FOOT),
        FillItem(from_mm(170), FOOT, 60, 10, "D9D9D9"),
        PictureItem(from_mm(170), FOOT, 60, 10, "logo", b""),
        RuleItem(from_mm(170), FOOT, from_mm(190), FOOT, 0.5, "000000"),
    ],
    ids=lambda item: type(item).__name__,
)
def test_code_moves_to_the_left_where_a_footer_stands_at_the_right(footer: Item) -> None:
    stamp = stamp_on(footer)
    assert stamp.qr.left == pytest.approx(from_mm(20))
    assert min(item.x for item in stamp.items) > stamp.qr.right


@pytest.mark.parametrize(
    "item",
    [
        FillItem(0, 0, 600, 850, "FFFFFF"),
        text("　 ", from_mm(176), FOOT),
        text("正文", from_mm(176), HEIGHT - from_mm(23)),
    ],
)
def test_what_has_no_ink_in_the_band_is_no_obstacle(item: Item) -> None:
    assert stamp_on(item) == stamp_on()


def test_page_without_room_is_an_error_that_names_document_page_and_mend() -> None:
    crowded = page(*(text("正文写到了页边" * 6, from_mm(20), HEIGHT - from_mm(y)) for y in (8, 12, 16, 20)))
    documents = [document("risks", "风险应对表", [page(), crowded]), document("raci", "责任矩阵", [crowded])]
    with pytest.raises(BundleError) as caught:
        assemble(documents, checked(), EDITION, fonts())
    say = Translator("en")
    assert [say(fault.place) for fault in caught.value.faults] == ["“风险应对表”, page 2", "“责任矩阵”, page 1"]
    assert all("24 mm" in say(fault.mend) for fault in caught.value.faults)


def test_number_that_no_readable_code_can_hold_is_an_error() -> None:
    with pytest.raises(BundleError) as caught:
        assemble([], checked(), dataclasses.replace(EDITION, number="市" * 60), fonts())
    assert "市" * 60 in Translator("en")(caught.value.faults[0].problem)


def test_longest_number_that_is_taken_can_be_scanned() -> None:
    number = "华东协字〔2026〕第三季度晨曦净水器上市推广第15号"
    bundle = assemble([], checked(), dataclasses.replace(EDITION, number=number), fonts())
    with PdfDocument(bundle.pdf) as pdf:
        image = pdf[0].render(scale=150 / 72).to_pil()
    found = [StampCode.decode(code.text).number for code in zxingcpp.read_barcodes(image)]
    assert found == [number]
