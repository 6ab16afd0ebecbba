"""What adorns text: where its lines, dots and colours stand, and that they get into the PDF."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pages.constructs import file, par, r
from small_pages import pdf_of, word

from docgen.pages import lay_out
from docgen.pages.model import FillItem, RuleItem, TextItem


def items(fonts, *runs: str):
    (document,) = lay_out([word(docx=file(par(*runs)))], fonts)
    return document.pages[0].items


def texts(found) -> list[TextItem]:
    return [item for item in found if isinstance(item, TextItem)]


def rules(found) -> list[RuleItem]:
    return [item for item in found if isinstance(item, RuleItem)]


def test_superscripts_are_smaller_and_stand_higher_subscripts_lower(fonts):
    base, above, below = texts(
        items(
            fonts,
            r("米"),
            r("二", '<w:vertAlign w:val="superscript"/>'),
            r("一", '<w:vertAlign w:val="subscript"/>'),
        )
    )
    assert above.size == below.size == pytest.approx(0.65 * 10.5)
    assert above.baseline < base.baseline < below.baseline


def test_raised_text_stands_higher_by_half_points(fonts):
    base, raised = texts(items(fonts, r("平"), r("升", '<w:position w:val="12"/>')))
    assert base.baseline - raised.baseline == pytest.approx(6)
    assert raised.size == base.size


@pytest.mark.parametrize(("properties", "style"), [("<w:strike/>", "single"), ("<w:dstrike/>", "double")])
def test_a_line_goes_through_struck_text_and_no_other(fonts, properties, style):
    found = items(fonts, r("留"), r("删除", properties), r("留"))
    (rule,) = rules(found)
    kept, struck, _ = texts(found)
    assert (rule.x1, rule.x2, rule.style) == (struck.x, struck.x + struck.advance, style)
    assert struck.baseline - struck.size < rule.y1 < struck.baseline
    assert kept.x + kept.advance == pytest.approx(rule.x1)


@pytest.mark.parametrize(
    ("properties", "color"),
    [
        ('<w:highlight w:val="yellow"/>', "FFFF00"),
        ('<w:shd w:val="clear" w:fill="D9D9D9"/>', "D9D9D9"),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', "808080"),
        ('<w:highlight w:val="red"/><w:shd w:val="clear" w:fill="D9D9D9"/>', "FF0000"),
    ],
)
def test_colour_lies_behind_just_the_text(fonts, properties, color):
    found = items(fonts, r("前"), r("重点", properties), r("后"))
    (fill,) = [item for item in found if isinstance(item, FillItem)]
    _, marked, _ = texts(found)
    assert fill.color == color
    assert (fill.x, fill.width) == pytest.approx((marked.x, marked.advance))
    assert fill.y < marked.baseline - 0.8 * marked.size
    assert fill.y + fill.height > marked.baseline


def test_a_dot_stands_below_each_emphasised_character_but_no_mark(fonts):
    found = items(fonts, r("着重，号", '<w:em w:val="dot"/>'))
    dots = rules(found)
    assert [dot.style for dot in dots] == ["dot"] * 3
    (text,) = texts(found)
    assert [dot.x1 - text.x for dot in dots] == pytest.approx([5.25, 15.75, 36.75])
    assert all(dot.y1 > text.baseline for dot in dots)


def test_underlines_keep_their_kind(fonts):
    found = items(
        fonts, r("一", '<w:u w:val="double"/>'), r("二", '<w:u w:val="dotted"/>'), r("三", '<w:u w:val="dash"/>')
    )
    assert [rule.style for rule in rules(found)] == ["double", "dotted", "dashed"]


def test_wider_characters_and_wider_spaces_take_the_room_they_are_drawn_in(fonts):
    wide, spaced, plain = texts(
        items(fonts, r("放宽", '<w:w w:val="200"/>'), r("加宽", '<w:spacing w:val="60"/>'), r("常"))
    )
    assert (wide.scale, wide.advance) == (2, 42)
    assert (spaced.spacing, spaced.advance) == (3, 27)
    assert plain.x == pytest.approx(wide.x + 42 + 27)


def test_small_capitals_are_capitals_of_a_smaller_size(fonts):
    found = texts(items(fonts, r("Mc名", "<w:smallCaps/>")))
    assert [(item.text, round(item.size, 2)) for item in found] == [("M", 10.5), ("C", 8.4), ("名", 10.5)]


def test_all_of_it_is_drawn(fonts):
    def darkness(properties: str) -> int:
        (document,) = lay_out([word(docx=file(par(r("字样字样", properties))))], fonts)
        with pypdfium2.PdfDocument(io.BytesIO(pdf_of(document, fonts))) as pdf:
            page = pdf[0]
            assert page.get_textpage().get_text_bounded().strip() == "字样字样"
            return sum(255 - grey for grey in page.render().to_pil().convert("L").tobytes())

    plain = darkness("")
    for properties in (
        "<w:strike/>",
        "<w:dstrike/>",
        '<w:em w:val="dot"/>',
        '<w:highlight w:val="yellow"/>',
        '<w:w w:val="150"/>',
    ):
        assert darkness(properties) > 1.02 * plain, properties
