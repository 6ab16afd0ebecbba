"""Lines above and below paragraphs."""

from __future__ import annotations

import pytest
from pages.constructs import edges, file
from pages.read.word_xml import p
from small_pages import word

from docgen.pages import lay_out
from docgen.pages.model import RuleItem, TextItem


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
