"""Phonetic guides, two lines in one, combined and enclosed characters."""

from __future__ import annotations

import pytest
from pages.constructs import TEXT, file, par, r
from pages.read.word_xml import constructs, p, read
from small_pages import word

from docgen.fonts import FontLibrary
from docgen.pages import lay_out
from docgen.pages.model import TextItem

SIZE = 10.5


def ruby(base: str, guide: str, more: str = "", align: str = "center") -> str:
    properties = f'<w:rubyPr><w:rubyAlign w:val="{align}"/><w:hps w:val="10"/><w:hpsRaise w:val="20"/></w:rubyPr>'
    small = r(guide, '<w:sz w:val="10"/>')
    return f"<w:r><w:ruby>{properties}<w:rt>{small}</w:rt><w:rubyBase>{r(base)}{more}</w:rubyBase></w:ruby></w:r>"


def two_lines(text: str, brackets: str = "none", group: int = 1) -> str:
    return r(text, f'<w:eastAsianLayout w:id="{group}" w:combine="1" w:combineBrackets="{brackets}"/>')


def equation(*pieces: tuple[str, str]) -> str:
    """An EQ field, which has no stored result."""
    written = "".join(
        f'<w:r><w:rPr>{look}</w:rPr><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'
        for text, look in pieces
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + written + end


def items(fonts: FontLibrary, body: str) -> list[TextItem]:
    (document,) = lay_out([word(docx=file(body))], fonts)
    return [item for item in document.pages[0].items if isinstance(item, TextItem)]


def found(fonts: FontLibrary, body: str) -> dict[str, TextItem]:
    return {item.text: item for item in items(fonts, body)}


def test_a_guide_stands_above_the_middle_of_its_text(fonts):
    placed = found(fonts, par(r("汉"), ruby("拼音", "pīn"), r("后")))
    base, guide = placed["拼音"], placed["pīn"]
    assert (guide.size, base.baseline - guide.baseline) == (5, 10)
    assert guide.x + guide.advance / 2 == pytest.approx(base.x + SIZE)
    assert placed["后"].x == pytest.approx(base.x + 2 * SIZE)


def test_text_stands_in_the_middle_below_a_wider_guide(fonts):
    placed = found(fonts, par(ruby("拼", "shuāngyīn"), r("后")))
    guide, base = placed["shuāngyīn"], placed["拼"]
    assert guide.advance > SIZE
    assert base.x + SIZE / 2 == pytest.approx(guide.x + guide.advance / 2)
    assert placed["后"].x == pytest.approx(guide.x + guide.advance)


def test_guides_may_be_spread_over_their_text(fonts):
    placed = items(fonts, par(ruby("拼音指南", "かな", align="distributeLetter")))
    guides = [item for item in placed if item.size == 5]
    assert guides[0].x == pytest.approx(placed[0].x)
    assert guides[-1].x + guides[-1].advance == pytest.approx(placed[0].x + 4 * SIZE)


def test_a_line_with_guides_is_taller(fonts):
    plain, guided, after = (
        item.baseline for item in items(fonts, p("甲") + par(ruby("乙", "yǐ")) + p("丙"))[:4] if item.size > 5
    )
    assert guided - plain > after - guided


def test_a_guide_with_more_than_text_is_told_and_its_text_kept():
    document = read(par(ruby("拼", "pīn", more="<w:r><w:tab/></w:r>")))
    assert constructs(document) == ["phonetic guide"]


def test_two_lines_in_one_are_half_as_large_and_fill_one_line(fonts):
    placed = found(fonts, par(r("印发"), two_lines("市场部研发"), r("通知")))
    upper, lower = placed["市场部"], placed["研发"]
    assert upper.size == lower.size == SIZE / 2
    assert upper.x == lower.x == pytest.approx(placed["印发"].x + 2 * SIZE)
    assert lower.baseline - upper.baseline == pytest.approx(SIZE / 2)
    assert placed["通知"].x == pytest.approx(upper.x + 3 * SIZE / 2)
    assert len({item.baseline for item in items(fonts, p("甲") + par(two_lines("乙丙")) + p("丁"))}) == 4


@pytest.mark.parametrize(("brackets", "around"), [("round", "()"), ("square", "[]"), ("curly", "{}"), ("angle", "<>")])
def test_brackets_of_full_size_stand_around_two_lines_in_one(fonts, brackets, around):
    placed = found(fonts, par(two_lines("甲乙", brackets)))
    assert {placed[bracket].size for bracket in around} == {SIZE}
    assert placed[around[0]].x < placed["甲"].x < placed[around[1]].x


def test_runs_of_one_group_are_two_lines_together_and_those_of_two_apart(fonts):
    placed = found(fonts, par(two_lines("甲乙"), r("丙", '<w:b/><w:eastAsianLayout w:id="1" w:combine="1"/>')))
    assert placed["甲乙"].baseline < placed["丙"].baseline
    apart = found(fonts, par(two_lines("甲乙"), two_lines("丙丁", group=2)))
    assert apart["丙"].x == pytest.approx(apart["甲"].x + SIZE / 2)


def test_no_line_ends_in_two_lines_in_one(fonts):
    texts = [item.text for item in items(fonts, par(r(TEXT[:36]), two_lines("一二三四五六七八九十"), r("后")))]
    assert texts == [TEXT[:36], "一二三四五", "六七八九十", "后"]
    rows = {round(item.baseline) for item in items(fonts, par(r(TEXT[:36]), two_lines("一二三四五六七八九十")))}
    assert max(rows) - min(rows) > SIZE


def test_an_enclosed_character_stands_in_the_middle_of_its_ring(fonts):
    ring = '<w:position w:val="-4"/><w:sz w:val="31"/>'
    placed = found(fonts, par(r("带"), equation((" eq \\o\\ac(", ""), ("○", ring), (",12)", "")), r("圈")))
    around, inside = placed["○"], placed["12"]
    assert around.x + around.advance / 2 == pytest.approx(inside.x + inside.advance / 2)
    assert (around.size, around.baseline - inside.baseline) == (15.5, 2)
    assert placed["圈"].x == pytest.approx(around.x + around.advance)


def test_combined_characters_are_raised_and_lowered_as_the_field_says(fonts):
    small = '<w:sz w:val="10"/>'
    placed = found(fonts, par(equation(("eq \\o\\ad(\\s\\up 6(加急),\\s\\do 2(件))", small)), r("后")))
    upper, lower = placed["加急"], placed["件"]
    assert lower.baseline - upper.baseline == 8
    assert placed["后"].baseline - upper.baseline == 6


@pytest.mark.parametrize("instruction", ["eq \\f(1,2)", "eq \\o(\\r(2),x)", "eq \\o()", "eq \\s\\up 6(x)"])
def test_other_equations_are_told(instruction):
    assert constructs(read(par(equation((instruction, ""))))) == ["field EQ without a stored result"]
