"""The comparison of pages: other programs' smoothing passes, what a reader would notice does not."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable

import pypdfium2
import pytest
from page_pictures.comparison import RESOLUTION, difference
from page_pictures.keeping import kept
from page_pictures.pages import KEPT
from pages.constructs import file
from pages.read.word_xml import p, tbl, tc, tr
from PIL import Image
from small_pages import pdf_of, word

from docgen.fonts import FontLibrary
from docgen.lengths import from_mm
from docgen.pages import lay_out
from docgen.pages.model import Item, LaidOutDocument, RuleItem, TextItem

LINES = ("为推进协作，现制定本计划。", "Lead: 2026-07-01, 12:30 i.", "一、各部门负责人已审阅。", "末行")
SIZE = 18  # half points: the smallest type of our templates
A_MILLIMETRE = from_mm(1)


@pytest.fixture(scope="module")
def fonts() -> FontLibrary:
    return FontLibrary.open()


@pytest.fixture(scope="module")
def document(fonts: FontLibrary) -> LaidOutDocument:
    body = "".join(p(line) for line in LINES) + tbl(tr(tc("格"), tc("12")), grid=(2000, 2000), properties=BORDERS)
    (document,) = lay_out([word(docx=file(body, size=SIZE))], fonts)
    return document


BORDERS = (
    '<w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/>'
    '<w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/></w:tblBorders>'
)


def drawn(pdf: bytes) -> Image.Image:
    """The first page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[0].render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")


def changed(document: LaidOutDocument, change: Callable[[Item], Item | None]) -> LaidOutDocument:
    (page,) = document.pages
    items = tuple(new for item in page.items if (new := change(item)) is not None)
    return dataclasses.replace(document, pages=(page._replace(items=items),))


def test_equal_pages_do_not_differ(document, fonts):
    assert difference(drawn(pdf_of(document, fonts)), drawn(pdf_of(document, fonts))) is None


def test_edges_may_be_smoothed_in_other_ways(document, fonts):
    """Every grey pixel is up to 24 greys darker or lighter: ten times what versions of PDFium differ in."""
    noise, before = random.Random(7), drawn(pdf_of(document, fonts))
    after = before.copy()
    after.putdata(
        [grey if grey == 255 else min(255, max(0, grey + noise.randint(-24, 24))) for grey in before.tobytes()]
    )
    assert before.tobytes() != after.tobytes()
    assert difference(before, after) is None


def test_greys_may_be_rounded(document, fonts):
    before = drawn(pdf_of(document, fonts))
    assert difference(kept(before), before) is None
    assert len({*kept(before).tobytes()}) <= 16 < len({*before.tobytes()})


@pytest.mark.parametrize("line", range(len(LINES)))
@pytest.mark.parametrize(("across", "down"), [(1, 0), (-1, 0), (0, 1), (0, -1)])
def test_a_line_that_moved_by_a_millimetre_is_found(document, fonts, line, across, down):
    moved = sorted({item.baseline for item in document.pages[0].items if isinstance(item, TextItem)})[line]

    def move(item: Item) -> Item:
        if isinstance(item, TextItem) and item.baseline == moved:
            return item._replace(x=item.x + across * A_MILLIMETRE, baseline=moved + down * A_MILLIMETRE)
        return item

    found = difference(drawn(pdf_of(document, fonts)), drawn(pdf_of(changed(document, move), fonts)))
    assert found is not None
    top = float(found.place.split(", ")[1].split(" ")[0])
    assert abs(top - (moved / A_MILLIMETRE - 3)) < 3


@pytest.mark.parametrize("character", sorted(set("".join(LINES)) - {" "}))
def test_a_lost_character_is_found(document, fonts, character):
    """Only one of them is lost, and the others stay where they are."""
    is_lost = False

    def lose(item: Item) -> Item:
        nonlocal is_lost
        if is_lost or not isinstance(item, TextItem) or character not in item.text:
            return item
        is_lost = True
        return item._replace(text=item.text.replace(character, "　" if ord(character) > 0x2000 else " ", 1))

    after = drawn(pdf_of(changed(document, lose), fonts))
    assert is_lost
    assert difference(drawn(pdf_of(document, fonts)), after) is not None


def test_a_rule_that_is_gone_or_moved_is_found(document, fonts):
    before = drawn(pdf_of(document, fonts))
    rules = [item for item in document.pages[0].items if isinstance(item, RuleItem)]
    assert rules
    for rule in rules:
        gone = changed(document, lambda item, rule=rule: None if item == rule else item)
        assert difference(before, drawn(pdf_of(gone, fonts))) is not None
        by = rule._replace(x1=rule.x1 + A_MILLIMETRE, x2=rule.x2 + A_MILLIMETRE)
        if rule.x1 != rule.x2:
            by = rule._replace(y1=rule.y1 + A_MILLIMETRE, y2=rule.y2 + A_MILLIMETRE)
        moved = changed(document, lambda item, rule=rule, by=by: by if item == rule else item)
        assert difference(before, drawn(pdf_of(moved, fonts))) is not None


def test_a_page_of_another_size_is_found(document, fonts):
    before = drawn(pdf_of(document, fonts))
    found = difference(before, before.crop((0, 0, before.width - 3, before.height)))
    assert found is not None
    assert found.place == "the page has 209 x 297 mm instead of 210 x 297"


def test_the_picture_shows_what_came_and_what_went(document, fonts):
    before = drawn(pdf_of(document, fonts))
    blank = Image.new("L", before.size, "white")
    went, came = difference(before, blank), difference(blank, before)
    assert went is not None
    assert came is not None
    colours = [{pixel for _, pixel in shown.picture.getcolors(1 << 24)} for shown in (went, came)]
    assert any(blue > red for red, _, blue in colours[0])
    assert not any(red > blue for red, _, blue in colours[0])
    assert any(red > blue for red, _, blue in colours[1])


def test_the_kept_pictures_are_small():
    assert 0 < sum(picture.stat().st_size for picture in KEPT.glob("*.png")) < 3_000_000
