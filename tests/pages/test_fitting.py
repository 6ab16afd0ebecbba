"""Text fitted to a width, tabs that lead to a place of their own, type of different sizes on a line."""

from __future__ import annotations

import pytest
from pages.constructs import TAB, TEXT, file, par, r, tabs
from pages.read.word_xml import p
from pages.section_constructs import PAGE_BREAK
from small_pages import word

from docgen.pages import lay_out
from docgen.pages.model import RuleItem, TextItem

LEFT, WIDTH, SIZE = 1953 / 20, 400.0, 10.5


def fitted(text: str, width: int, more: str = "", group: int = 1) -> str:
    return r(text, f'{more}<w:fitText w:val="{width}" w:id="{group}"/>')


def items(fonts, body: str, page: int = 0, **others) -> list[TextItem]:
    (document,) = lay_out([word(docx=file(body, **others))], fonts)
    return [item for item in document.pages[page].items if isinstance(item, TextItem)]


def placed(fonts, body: str) -> dict[str, float]:
    """Where each character stands, from the left margin."""
    found = {}
    for item in items(fonts, body):
        x = item.x
        for character in item.text:
            found[character] = round(x - LEFT, 2)
            x += item.face.width(character) * item.size * item.scale + item.spacing
    return found


def test_text_is_spread_over_its_width_from_edge_to_edge(fonts):
    places = placed(fonts, par(fitted("姓名", 840), r("：甲")) + par(fitted("身份证", 840, group=2)))
    assert places["名"] == pytest.approx(42 - SIZE)
    assert places["："] == pytest.approx(42)
    assert (places["身"], places["证"]) == (0, pytest.approx(42 - SIZE))
    assert places["份"] == pytest.approx((42 - SIZE) / 2)


def test_what_word_stored_for_its_own_fonts_does_not_count(fonts):
    stored = par(fitted("姓", 840, '<w:spacing w:val="450"/>'), fitted("名", 840), r("甲"))
    assert placed(fonts, stored) == placed(fonts, par(fitted("姓名", 840), r("甲")))


def test_text_that_is_too_wide_gets_narrower_characters(fonts):
    first, last = items(fonts, par(fitted("统一社会信用代码", 1050), r("甲")))
    assert first.scale == pytest.approx(52.5 / 84)
    assert last.x - LEFT == pytest.approx(52.5)


def test_a_single_character_takes_the_whole_width(fonts):
    assert placed(fonts, par(fitted("甲", 840), r("乙"))) == {"甲": 0, "乙": 42}


def test_no_line_ends_in_fitted_text_and_justification_leaves_it_alone(fonts):
    body = par(r(TEXT[:35]), fitted("姓名", 840), r(TEXT), properties='<w:jc w:val="both"/>')
    lines: dict[float, str] = {}
    for item in items(fonts, body):
        lines[item.baseline] = lines.get(item.baseline, "") + item.text
    first, second, *_ = lines.values()
    assert first == TEXT[:35]
    assert second.startswith("姓名")
    (name,) = (item for item in items(fonts, body) if item.text[0] == "名" or item.text == "姓名")
    assert name.x - LEFT == pytest.approx(0 if name.text == "姓名" else 42 - SIZE)


def test_a_longer_name_and_its_label_in_other_looks_are_fitted_as_one(fonts):
    places = placed(fonts, par(fitted("甲", 1050), fitted("乙", 1050, "<w:b/>"), fitted("丙", 1050), r("丁")))
    assert (places["乙"], places["丙"], places["丁"]) == (
        pytest.approx((52.5 - SIZE) / 2), pytest.approx(52.5 - SIZE), pytest.approx(52.5),
    )  # fmt: skip


def aligned(alignment: str, base: str = "margin", leader: str = "none") -> str:
    return f'<w:r><w:ptab w:relativeTo="{base}" w:alignment="{alignment}" w:leader="{leader}"/></w:r>'


def test_alignment_tabs_lead_to_the_middle_and_the_right_whatever_tab_stops_there_are(fonts):
    body = par(r("左"), aligned("center"), r("中间"), aligned("right"), r("右边"), properties=tabs(("left", 900)))
    places = placed(fonts, body)
    assert places["中"] == pytest.approx(WIDTH / 2 - SIZE, abs=0.1)
    assert places["右"] == pytest.approx(WIDTH - 2 * SIZE, abs=0.1)


def test_alignment_tabs_lead_from_indent_to_indent_where_they_say_so(fonts):
    indents = '<w:ind w:left="1000" w:right="2000"/>'
    places = placed(
        fonts, par(aligned("center", "indent"), r("甲"), aligned("right", "indent"), r("乙"), properties=indents)
    )
    assert places["甲"] == pytest.approx(50 + (WIDTH - 150) / 2 - SIZE / 2, abs=0.1)
    assert places["乙"] == pytest.approx(WIDTH - 100 - SIZE, abs=0.1)


def test_an_alignment_tab_draws_its_leader(fonts):
    (document,) = lay_out([word(docx=file(par(r("章"), aligned("right", leader="dot"), r("1"))))], fonts)
    (leader,) = (item for item in document.pages[0].items if isinstance(item, RuleItem))
    assert leader.style == "leader"
    assert leader.x2 > LEFT + WIDTH - 10


@pytest.mark.parametrize(
    ("upright", "place"), [("baseline", 0), ("auto", 0), ("top", 1), ("center", 0.5), ("bottom", 0)]
)
def test_type_of_different_sizes_stands_level_by_its_tops_middles_or_bottoms(fonts, upright, place):
    body = par(r("大", '<w:sz w:val="60"/>'), r("小"), properties=f'<w:textAlignment w:val="{upright}"/>')
    large, small = items(fonts, body)
    above, below = large.face.ascent * (30 - SIZE), (large.face.line_height - large.face.ascent) * (30 - SIZE)
    rise = large.baseline - small.baseline
    expected = {"baseline": 0, "auto": 0, "top": above, "center": (above - below) / 2, "bottom": -below}[upright]
    assert rise == pytest.approx(expected)
    assert (rise > 0) == (place > 0)


def test_mirrored_indents_change_places_on_even_pages(fonts):
    indented = p(TEXT, '<w:ind w:left="1000" w:right="400"/><w:mirrorIndents/>')
    body = indented + PAGE_BREAK + indented
    odd, even = (items(fonts, body, page)[0] for page in (0, 1))
    assert (odd.x - LEFT, even.x - LEFT) == (pytest.approx(50), pytest.approx(20))
    assert odd.text == even.text


def test_a_tab_before_an_alignment_tab_is_a_usual_one(fonts):
    places = placed(fonts, par(TAB, r("甲"), aligned("right"), r("乙"), properties=tabs(("left", 900))))
    assert places["甲"] == pytest.approx(45)
