"""Sections on pages, where Word and LibreOffice differ, or a page tells more than its lines."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pages.constructs import par, r
from pages.office_pages import ours
from pages.read.word_xml import p
from pages.referring import notes, reference
from pages.section_constructs import PAGE_BREAK, ending, file, number, refer, set_up
from small_pages import word

from docgen.fonts import FontLibrary
from docgen.pages import lay_out
from docgen.pages.model import RuleItem, TextItem

TEXT = "为进一步加强跨部门协作计划的制定和执行工作，特制定本办法。"
FOOTED = refer(footer="footer.xml")


def pages(docx: bytes, fonts: FontLibrary) -> list[list[str]]:
    """The texts of each page's lines, from the top."""
    (document,) = lay_out([word(docx=docx)], fonts)
    found: list[list[str]] = [[] for _ in document.pages]
    for line in ours(docx, fonts):
        found[line.page].append(line.text)
    return found


@pytest.mark.parametrize(
    ("instruction", "numerals", "printed"),
    [
        ("PAGE", "numberInDash", "第-5-页"),
        ("PAGE", "upperRoman", "第V页"),
        ("PAGE", "chineseCountingThousand", "第五页"),
        ("PAGE", "decimalFullWidth", "第５页"),
        (r"PAGE \* roman", "decimal", "第v页"),
        (r"PAGE \* ROMAN", "decimal", "第V页"),
        (r"PAGE  \* CHINESENUM3  \* MERGEFORMAT", "decimal", "第五页"),
        (r"PAGE \* CHINESENUM1", "decimal", "第五页"),
        (r"PAGE \* CHINESENUM2", "decimal", "第伍页"),
        (r"PAGE \* DBNUM1", "decimal", "第五页"),
        (r"PAGE \* GB2", "decimal", "第⑸页"),
        (r"PAGE \* Arabic", "upperRoman", "第5页"),
        (r"NUMPAGES \* CIRCLENUM", "upperRoman", "第①页"),
        ("SECTION", "upperRoman", "第1页"),
    ],
)
def test_numerals_of_the_section_and_of_the_field_itself(
    fonts: FontLibrary, instruction: str, numerals: str, printed: str
) -> None:
    docx = file(
        p("正文") + set_up(FOOTED + f'<w:pgNumType w:fmt="{numerals}" w:start="5"/>'), footer=number(instruction)
    )
    assert pages(docx, fonts) == [["正文", printed]]


def test_pages_of_a_section_are_counted_alone(fonts: FontLibrary) -> None:
    footer = number("SECTIONPAGES", "本节共 ")
    docx = file(
        p("一") + PAGE_BREAK + ending("二", set_up(FOOTED)) + p("三") + set_up(),
        footer=footer,
    )
    assert [page[-1] for page in pages(docx, fonts)] == ["本节共2页", "本节共2页", "本节共1页"]


def test_a_section_on_an_odd_page_has_a_blank_one_before_it(fonts: FontLibrary) -> None:
    docx = file(p("一") + ending("二", set_up(FOOTED)) + p("三") + set_up(kind="oddPage"), footer=number())
    assert pages(docx, fonts) == [["一", "二", "第1页"], [], ["三", "第3页"]]


def test_no_page_is_put_in_where_the_number_is_right(fonts: FontLibrary) -> None:
    docx = file(p("一") + ending("二", set_up(FOOTED)) + p("三") + set_up(kind="evenPage"), footer=number())
    assert pages(docx, fonts) == [["一", "二", "第1页"], ["三", "第2页"]]


def test_a_continuous_section_has_its_own_margins_below_the_one_before(fonts: FontLibrary) -> None:
    docx = file(
        p("上")
        + ending("上完", set_up(margins=(2000, 2000)))
        + p("下")
        + set_up(kind="continuous", margins=(3000, 3000))
    )
    lines = ours(docx, fonts)
    assert [(line.page, round(line.x)) for line in lines] == [(0, 100), (0, 100), (0, 150)]
    assert lines[2].baseline - lines[1].baseline == pytest.approx(lines[1].baseline - lines[0].baseline, abs=0.1)


def test_a_continuous_section_of_another_size_begins_a_page(fonts: FontLibrary) -> None:
    landscape = '<w:pgSz w:w="16838" w:h="11906"/>'
    docx = file(p("竖") + ending("完", set_up()) + p("横") + set_up(kind="continuous", size=landscape))
    assert pages(docx, fonts) == [["竖", "完"], ["横"]]


def test_text_may_stand_in_the_middle_or_at_the_foot_of_its_page(fonts: FontLibrary) -> None:
    places = {}
    for vertical in ("top", "center", "bottom"):
        (line,) = ours(file(p("封面") + set_up(f'<w:vAlign w:val="{vertical}"/>')), fonts)
        places[vertical] = line.baseline
    assert places["top"] < 100
    assert places["center"] == pytest.approx((places["top"] + places["bottom"]) / 2)
    assert 752 < places["bottom"] < 770  # the body ends at 842 - 72


def test_a_page_break_in_columns_leaves_the_others_empty(fonts: FontLibrary) -> None:
    docx = file(p("左栏") + PAGE_BREAK + p("下一页") + set_up('<w:cols w:num="2" w:space="400"/>'))
    assert pages(docx, fonts) == [["左栏"], ["下一页"]]


def test_a_line_stands_between_columns_that_ask_for_it(fonts: FontLibrary) -> None:
    docx = file(p(TEXT * 60) + set_up('<w:cols w:num="2" w:space="400" w:sep="1"/>'))
    (document,) = lay_out([word(docx=docx)], fonts)
    (rule,) = [item for item in document.pages[0].items if isinstance(item, RuleItem)]
    assert rule.x1 == rule.x2 == pytest.approx(595.3 / 2)
    texts = [item for item in document.pages[0].items if isinstance(item, TextItem)]
    assert rule.y2 - rule.y1 > 0.9 * (max(text.baseline for text in texts) - min(text.baseline for text in texts))


def test_a_section_below_another_leaves_the_notes_of_both_their_room(fonts: FontLibrary) -> None:
    above = par(r("上"), reference(1)) + ending("上完", set_up())
    below = p(TEXT * 60) + par(r("下"), reference(2)) + set_up(kind="continuous", margins=(2500, 2500))
    docx = file(above + below, footnotes=notes("甲注", "乙注"))
    first, last = pages(docx, fonts)
    assert first[-1] == "1甲注"
    assert last[-1] == "2乙注"
    on_first = [line.baseline for line in ours(docx, fonts) if line.page == 0]
    assert min(b - a for a, b in pairwise(on_first)) > 10  # no line on another


def test_columns_have_their_notes_at_their_own_feet(fonts: FontLibrary) -> None:
    docx = file(
        par(r("左"), reference(1)) + par('<w:r><w:br w:type="column"/></w:r>') + par(r("右"), reference(2))
        + set_up('<w:cols w:num="2" w:space="400"/>'),
        footnotes=notes("甲注", "乙注"),
    )  # fmt: skip
    (page,) = pages(docx, fonts)
    assert page[0] == "左1"
    assert page[-1] == "1甲注2乙注"  # side by side


def test_equal_paragraphs_on_different_pages_and_in_different_documents_read_their_own_numbers(
    fonts: FontLibrary,
) -> None:
    docx = file(PAGE_BREAK.join([number()] * 3) + set_up())
    other = file(p("另") + PAGE_BREAK + PAGE_BREAK.join([number()] * 3) + set_up())
    for _ in range(2):
        assert pages(docx, fonts) == [["第1页"], ["第2页"], ["第3页"]]
        assert pages(other, fonts) == [["另"], ["第2页"], ["第3页"], ["第4页"]]
