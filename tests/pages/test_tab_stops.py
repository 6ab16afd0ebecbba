"""Tab stops: which one a tab goes to, how text stands there, and what fills the way."""

from __future__ import annotations

import pytest
from pages.constructs import TAB, file, hanging, par, r, tabs
from pages.read.word_xml import first_paragraph, read
from small_pages import word

from docgen.pages import lay_out
from docgen.pages.model import RuleItem, TextItem
from docgen.pages.read.format_model import TabStop

LEFT = 1953 / 20


def items(fonts, *runs: str, properties: str):
    (document,) = lay_out([word(docx=file(par(*runs, properties=properties)))], fonts)
    return document.pages[0].items


def starts(found) -> list[float]:
    return [item.x - LEFT for item in found if isinstance(item, TextItem)]


def test_text_begins_ends_or_is_centred_at_its_stop(fonts):
    runs = (TAB, r("左字"), TAB, r("中字"), TAB, r("右字"))
    stops = tabs(("left", 1000), ("center", 4000), ("right", 7000))
    assert starts(items(fonts, *runs, properties=stops)) == pytest.approx([50, 200 - 10.5, 350 - 21])


def test_numbers_stand_with_their_points_in_one_column(fonts):
    stops = tabs(("decimal", 4000))
    (whole,) = starts(items(fonts, TAB, r("12"), properties=stops))
    (broken,) = starts(items(fonts, TAB, r("12.75"), properties=stops))
    assert whole == pytest.approx(broken)


def test_after_the_last_stop_come_the_default_ones(fonts):
    assert starts(items(fonts, TAB, r("甲"), TAB, r("乙"), properties=tabs(("left", 500)))) == pytest.approx([25, 36])


def test_a_hanging_indent_is_a_stop_between_the_others(fonts):
    properties = tabs(("left", 600), ("left", 3000)) + hanging(2000, 2000)
    found = starts(items(fonts, TAB, r("甲"), TAB, r("乙"), TAB, r("丙"), properties=properties))
    assert found == pytest.approx([30, 100, 150])


def test_a_stop_beyond_the_right_edge_is_taken_to_stand_at_it(fonts):
    assert starts(items(fonts, TAB, r("右"), properties=tabs(("right", 9000)))) == pytest.approx(
        [400.0 - 10.5], abs=0.2
    )


def test_a_leader_fills_just_the_way_and_is_no_text(fonts):
    found = items(fonts, r("总则"), TAB, r("1"), properties=tabs(("right", 8000, "dot")))
    title, number = (item for item in found if isinstance(item, TextItem))
    (leader,) = (item for item in found if isinstance(item, RuleItem))
    assert leader.style == "leader"
    assert title.x + title.advance <= leader.x1 < title.x + title.advance + 3
    assert leader.x2 == pytest.approx(number.x)


def test_stops_of_styles_and_paragraph_count_together_and_one_is_taken_away():
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:pPr>'
        '<w:tabs><w:tab w:val="left" w:pos="400"/><w:tab w:val="right" w:pos="8000" w:leader="dot"/></w:tabs>'
        "</w:pPr></w:style>"
    )
    own = '<w:pStyle w:val="T"/>' + tabs(("clear", 400), ("left", 600))
    stops = first_paragraph(read(par(r("字"), properties=own), styles=styles)).format.tab_stops
    assert stops == (TabStop(30), TabStop(400, "right", "dots"))
