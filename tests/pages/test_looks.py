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


@pytest.mark.parametrize(
    ("kind", "style", "share"),
    [
        ("single", "single", 1),
        ("thick", "single", 2),
        ("double", "double", 1),
        ("dotted", "dotted", 1),
        ("dottedHeavy", "dotted", 2),
        ("dash", "dashed", 1),
        ("dashedHeavy", "dashed", 2),
        ("dashLong", "long dashed", 1),
        ("dashLongHeavy", "long dashed", 2),
        ("dotDash", "dot dash", 1),
        ("dashDotHeavy", "dot dash", 2),
        ("dotDotDash", "dot dot dash", 1),
        ("dashDotDotHeavy", "dot dot dash", 2),
        ("wave", "wave", 1),
        ("wavyHeavy", "wave", 2),
        ("wavyDouble", "double wave", 1),
    ],
)
def test_underlines_keep_their_kind_and_weight(fonts, kind, style, share):
    (usual,) = rules(items(fonts, r("字", '<w:u w:val="single"/>')))
    (rule,) = rules(items(fonts, r("字", f'<w:u w:val="{kind}"/>')))
    assert rule.style == style
    assert rule.width == pytest.approx(share * usual.width)


def test_an_underline_may_have_a_colour_of_its_own(fonts):
    found = rules(items(fonts, r("字", '<w:color w:val="0000FF"/><w:u w:val="single" w:color="FF0000"/>')))
    assert [rule.color for rule in found] == ["FF0000"]
    found = rules(items(fonts, r("字", '<w:color w:val="0000FF"/><w:u w:val="single" w:color="auto"/>')))
    assert [rule.color for rule in found] == ["0000FF"]


def test_an_underline_of_words_stops_at_spaces(fonts):
    words = rules(items(fonts, r("协作 计划", '<w:u w:val="words"/>')))
    whole = rules(items(fonts, r("协作 计划", '<w:u w:val="single"/>')))
    assert len(words) == 2
    assert words[0].x2 < words[1].x1
    assert (words[0].x1, words[1].x2) == pytest.approx((whole[0].x1, whole[-1].x2))


@pytest.mark.parametrize(
    ("kind", "language", "is_above"),
    [
        ("dot", "zh-CN", False),
        ("dot", "ja-JP", True),
        ("underDot", "ja-JP", False),
        ("comma", "zh-CN", True),
        ("circle", "zh-CN", True),
    ],
)
def test_emphasis_marks_stand_at_the_side_of_their_kind_and_language(fonts, kind, language, is_above):
    found = items(fonts, r("着重", f'<w:lang w:eastAsia="{language}"/><w:em w:val="{kind}"/>'))
    (text,) = texts(found)
    first, second = rules(found)
    assert (first.y1 < text.baseline - 0.88 * text.size) == is_above
    assert (first.y1 > text.baseline) != is_above
    assert (first.x1 + first.x2) / 2 - text.x == pytest.approx(5.25)
    assert second.x1 - first.x1 == pytest.approx(10.5)


def test_a_border_goes_around_all_text_that_has_it(fonts):
    line = '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="FF0000"/>'
    found = items(fonts, r("前"), r("框内", line), r("粗", "<w:b/>" + line), r("后"))
    before, first, second, after = texts(found)
    top, bottom, left, right = rules(found)
    assert (left.x1, right.x1) == pytest.approx((first.x, second.x + second.advance))
    assert top.y1 < first.baseline - 0.8 * first.size < first.baseline < bottom.y1
    assert (top.x1, top.x2) == pytest.approx((left.x1 - 0.25, right.x1 + 0.25))
    assert {rule.color for rule in rules(found)} == {"FF0000"}
    assert (before.x + before.advance, after.x) == pytest.approx((left.x1, right.x1))


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
        '<w:em w:val="comma"/>',
        '<w:em w:val="circle"/>',
        '<w:u w:val="wave"/>',
        '<w:u w:val="wavyDouble"/>',
        '<w:u w:val="dotDotDash"/>',
        '<w:bdr w:val="single" w:sz="4"/>',
        '<w:highlight w:val="yellow"/>',
        '<w:w w:val="150"/>',
    ):
        assert darkness(properties) > 1.02 * plain, properties
