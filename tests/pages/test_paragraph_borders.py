"""Lines around paragraphs, and colour behind them."""

from __future__ import annotations

import pytest
from pages.constructs import TAB, TEXT, edges, file, par, r, tabs
from pages.paragraph_constructs import box, shade
from pages.read.word_xml import p
from small_pages import word

from docgen.pages import lay_out
from docgen.pages.model import FillItem, RuleItem, TextItem


def items(fonts, body: str):
    (document,) = lay_out([word(docx=file(body))], fonts)
    found = document.pages[0].items
    return [i for i in found if isinstance(i, TextItem)], [i for i in found if isinstance(i, RuleItem)]


def test_a_line_lies_below_the_text_over_the_width_of_the_paragraph(fonts):
    (text,), (rule,) = items(fonts, p("红头", '<w:ind w:left="400" w:right="200"/>' + edges("bottom")))
    assert (rule.x1, rule.x2) == pytest.approx((text.x, 11906 / 20 - 1953 / 20 - 10))
    assert rule.y1 == pytest.approx(72 + 1.437 * 10.5 + 6 + 0.75)
    assert (rule.width, rule.color) == (1.5, "FF0000")


def test_a_line_above_moves_the_text_down(fonts):
    (alone,), _ = items(fonts, p("字"))
    (text,), (rule,) = items(fonts, p("字", edges("top")))
    assert text.baseline - alone.baseline == pytest.approx(7.5)
    assert rule.y1 == pytest.approx(72.75)


def test_neighbours_with_the_same_borders_stand_within_one(fonts):
    _, rules = items(fonts, p("甲", edges("top", "bottom")) + p("乙", edges("top", "bottom")))
    assert len(rules) == 2
    _, rules = items(fonts, p("甲", edges("top", "bottom")) + p("乙", edges("bottom")))
    assert len(rules) == 3


# --- boxes and shading ------------------------------------------------------------------------------------------------

LEFT, RIGHT = 1953 / 20, 11906 / 20 - 1953 / 20
NATURAL = 1.437 * 10.5


def page_items(fonts, body: str, page: int = 0):
    (document,) = lay_out([word(docx=file(body))], fonts)
    found = document.pages[page].items
    return [[i for i in found if isinstance(i, kind)] for kind in (TextItem, RuleItem, FillItem)]


def test_a_box_stands_outside_the_indents_and_closes_at_its_corners(fonts):
    (text,), rules, _ = page_items(fonts, p("字", box("top", "left", "bottom", "right") + '<w:ind w:left="400"/>'))
    assert text.x == pytest.approx(LEFT + 20)
    top, bottom = [rule for rule in rules if rule.y1 == rule.y2]
    left, right = [rule for rule in rules if rule.x1 == rule.x2]
    assert (left.x1, right.x1) == pytest.approx((LEFT + 20 - 6.75, RIGHT + 6.75))
    assert (top.x1, top.x2) == pytest.approx((left.x1 - 0.75, right.x1 + 0.75))
    assert (left.y1, left.y2) == pytest.approx((top.y1 - 0.75, bottom.y1 + 0.75))


def test_neighbours_in_one_box_share_its_sides_over_the_space_between(fonts):
    spaced = box("top", "left", "bottom", "right") + '<w:spacing w:after="400"/>'
    _, rules, _ = page_items(fonts, p("甲", spaced) + p("乙", spaced) + p("丙"))
    assert len(rules) == 4
    assert max(rule.y2 - rule.y1 for rule in rules) == pytest.approx(2 * NATURAL + 20 + 15)


def test_the_line_between_parts_neighbours_and_no_others(fonts):
    lined = box("top", "between", "bottom")
    (first, second), rules, _ = page_items(fonts, p("甲", lined) + p("乙", lined))
    assert len(rules) == 3
    between = rules[1]
    assert first.baseline < between.y1 < second.baseline
    assert second.baseline - first.baseline == pytest.approx(NATURAL + 6 + 1.5 + 6)
    _, rules, _ = page_items(fonts, p("甲", lined) + p("隔") + p("乙", lined))
    assert len(rules) == 4


def test_a_bar_stands_outside_the_text(fonts):
    (text,), (bar,), _ = page_items(fonts, p("字", box("bar")))
    assert bar.x1 == bar.x2 == pytest.approx(text.x - 6.75)


def test_shading_lies_between_the_indents_behind_all_lines(fonts):
    shaded = shade("D9E2F3") + '<w:ind w:left="400" w:right="200" w:firstLine="420"/>'
    _, _, (fill,) = page_items(fonts, p(TEXT * 2, shaded))
    assert (fill.x, fill.x + fill.width) == pytest.approx((LEFT + 20, RIGHT - 10))
    assert (fill.y, fill.height) == pytest.approx((72, 3 * NATURAL), abs=0.01)
    assert fill.color == "D9E2F3"


def test_shading_fills_the_space_between_paragraphs_of_one_colour_only(fonts):
    spaced = '<w:spacing w:after="400"/>'
    body = p("甲", shade("D9E2F3") + spaced) + p("乙", shade("D9E2F3") + spaced) + p("丙", shade("FBE4D5"))
    _, _, (both, other) = page_items(fonts, body)
    assert both.height == pytest.approx(2 * NATURAL + 20, abs=0.01)
    assert other.y == pytest.approx(both.y + both.height + 20, abs=0.01)


def test_a_box_is_closed_where_a_page_ends_in_it_and_opened_again(fonts):
    body = p("占行", '<w:spacing w:before="12400"/>') + p(TEXT * 6, box("top", "left", "bottom", "right"))
    for page in (0, 1):
        _, rules, _ = page_items(fonts, body, page)
        top, bottom = sorted((rule for rule in rules if rule.y1 == rule.y2), key=lambda rule: rule.y1)
        left, right = [rule for rule in rules if rule.x1 == rule.x2]
        assert (left.y1, left.y2) == (right.y1, right.y2) == pytest.approx((top.y1 - 0.75, bottom.y1 + 0.75))
        assert bottom.y1 < 16838 / 20 - 1358 / 20


def test_highlighting_lies_on_top_of_the_shading_of_its_paragraph(fonts):
    _, _, (below, above) = page_items(fonts, p("字", shade("D9E2F3"), run='<w:highlight w:val="yellow"/>'))
    assert (below.color, above.color) == ("D9E2F3", "FFFF00")


def test_a_bar_among_the_tab_stops_goes_through_the_paragraph_and_stops_nothing(fonts):
    bar = tabs(("bar", 1000), ("left", 2000))
    (_, after), (line,), _ = page_items(fonts, par(r("甲"), TAB, r("乙"), properties=bar))
    assert line.x1 == line.x2 == pytest.approx(LEFT + 50)
    assert line.y2 - line.y1 == pytest.approx(NATURAL)
    assert after.x == pytest.approx(LEFT + 100)
