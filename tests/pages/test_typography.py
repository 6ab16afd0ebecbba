"""The East Asian rules of a document and its paragraphs, each against what Word does where it is on and off.

LibreOffice compresses nothing and hangs every stop: so these tests hold docgen to Word.
"""

from __future__ import annotations

import pytest
from pages.constructs import file
from pages.office_pages import ours
from pages.read.word_xml import blocks, p, read
from small_pages import word

from docgen.pages import lay_out
from docgen.pages.model import TextItem

COMPRESS = '<w:characterSpacingControl w:val="compressPunctuation"/>'
HAN = "协作计划跨部门责任分工风险应对"
SIZE = 10


def room(points: float) -> str:
    """An indent that leaves lines of so many points: the page has 400."""
    return f'<w:ind w:right="{8000 - round(20 * points)}"/>'


def lines(fonts, text: str, properties: str = "", settings: str = COMPRESS, width: float = 10 * SIZE) -> list[str]:
    docx = file(p(text, room(width) + properties), size=2 * SIZE, settings=settings)
    return [line.text for line in ours(docx, fonts)]


def end(fonts, text: str, properties: str = "", settings: str = COMPRESS) -> float:
    """Where a line ends, from the left edge of the text."""
    docx = file(p(text, properties), size=2 * SIZE, settings=settings)
    (document,) = lay_out([word(docx=docx)], fonts)
    return max(i.x + i.advance for i in document.pages[0].items if isinstance(i, TextItem)) - 1953 / 20


def test_punctuation_is_compressed_where_the_document_says_so(fonts):
    assert end(fonts, "（一）、二") == pytest.approx(4.5 * SIZE)
    for settings in ("", '<w:characterSpacingControl w:val="doNotCompress"/>'):
        assert end(fonts, "（一）、二", settings=settings) == pytest.approx(5 * SIZE)


def test_two_opening_marks_stand_close(fonts):
    assert end(fonts, "甲（《乙》）丙") == pytest.approx(6 * SIZE)
    assert end(fonts, "甲（《乙》）丙", settings="") == pytest.approx(7 * SIZE)


WORDS_NO_START = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
WORDS_NO_END = "$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（［｛￡￥"


@pytest.mark.parametrize("mark", WORDS_NO_START)
def test_no_mark_begins_a_line_that_word_for_chinese_lets_begin_none(fonts, mark):
    text = HAN[:9] + "计" + mark + "划" + HAN[:5]
    assert all(line[0] != mark for line in lines(fonts, text, '<w:overflowPunct w:val="0"/>', settings=""))


@pytest.mark.parametrize("mark", WORDS_NO_END)
def test_no_mark_ends_a_line_that_word_for_chinese_lets_end_none(fonts, mark):
    for before in (8, 9):
        text = HAN[:before] + mark + HAN[:12]
        assert all(line[-1] != mark for line in lines(fonts, text, settings=""))


def test_a_space_at_which_a_line_ends_is_on_the_page(fonts):
    text = "see the collaboration plan of both departments for all responsibilities"
    docx = file(p(text, room(120)), size=2 * SIZE)
    (document,) = lay_out([word(docx=docx)], fonts)
    assert "".join(item.text for item in document.pages[0].items if isinstance(item, TextItem)) == text
    broken = lines(fonts, text, width=120)
    assert len(broken) > 1
    assert set(broken) <= set(joined_words(text)), "no word is torn"


def joined_words(text: str) -> list[str]:
    """Every run of whole words, without the spaces."""
    words = text.split()
    return ["".join(words[first:last]) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]


def test_a_mark_gives_up_its_empty_half_at_a_line_s_end_only_where_the_document_says_so(fonts):
    text = HAN[:9] + "）" + HAN
    assert lines(fonts, text, width=9.5 * SIZE)[0] == HAN[:9] + "）"
    assert lines(fonts, text, settings="", width=9.5 * SIZE)[0] == HAN[:8]


def test_a_stop_hangs_where_the_paragraph_allows_it(fonts):
    text = HAN[:10] + "。" + HAN
    assert lines(fonts, text)[0] == HAN[:10] + "。"
    assert lines(fonts, text, '<w:overflowPunct w:val="0"/>')[0] == HAN[:9]


def test_an_opening_mark_stands_flush_at_a_line_s_start_where_the_paragraph_asks_for_it(fonts):
    def starts(properties: str) -> list[float]:
        docx = file(p(HAN[:10] + "（" + HAN, room(100) + properties), size=2 * SIZE, settings=COMPRESS)
        return [line.x - 1953 / 20 for line in ours(docx, fonts)]

    assert starts("") == pytest.approx([0, 0, 0])
    assert starts("<w:topLinePunct/>") == pytest.approx([0, -SIZE / 2, 0])


def test_an_opening_mark_that_stands_flush_leaves_its_half_to_the_line(fonts):
    text = HAN[:10] + "（" + HAN[:10]
    assert [len(line) for line in lines(fonts, text, width=10.5 * SIZE)] == [10, 10, 1]
    assert [len(line) for line in lines(fonts, text, "<w:topLinePunct/>", width=10.5 * SIZE)] == [10, 11]


def test_without_prohibitions_any_mark_may_begin_or_end_a_line(fonts):
    text = HAN[:10] + "》" + HAN[:8] + "《" + HAN[:3]
    assert lines(fonts, text)[0] == HAN[:9]
    assert lines(fonts, text, '<w:kinsoku w:val="0"/>') == [HAN[:10], "》" + HAN[:8] + "《", HAN[:3]]


def test_a_document_may_name_the_marks_itself(fonts):
    before = '<w:noLineBreaksBefore w:lang="{}" w:val="计、"/>'
    text = HAN[3:13] + "计划"
    assert lines(fonts, text)[0] == HAN[3:13]
    assert lines(fonts, text, settings=before.format("zh-CN"))[0] == HAN[3:12]
    assert lines(fonts, text, settings=before.format("ja-JP"))[0] == HAN[3:13]
    assert lines(fonts, HAN[:10] + "》后", settings=before.format("zh-CN")) == [HAN[:10], "》后"]
    after = '<w:noLineBreaksAfter w:lang="zh-CN" w:val="对"/>'
    assert lines(fonts, HAN[:9] + "对后", settings=after) == [HAN[:9], "对后"]


def test_no_list_tears_a_dash(fonts):
    own = '<w:noLineBreaksBefore w:lang="zh-CN" w:val="、"/>'
    assert lines(fonts, HAN[:9] + "——后", settings=own)[0] == HAN[:8]


def test_words_break_anywhere_where_the_paragraph_asks_for_it(fonts):
    text = HAN[:7] + "collaboration"
    assert lines(fonts, text) == [HAN[:7], "collaboration"]
    first, *others = lines(fonts, text, '<w:wordWrap w:val="0"/>')
    assert first.startswith(HAN[:7] + "co")
    assert first + "".join(others) == text


@pytest.mark.parametrize(
    ("properties", "gaps"), [("", 4), ('<w:autoSpaceDE w:val="0"/>', 2), ('<w:autoSpaceDN w:val="0"/>', 2)]
)
def test_letters_and_digits_stand_off_from_han_where_the_paragraph_asks_for_it(fonts, properties, gaps):
    least = end(fonts, "第12条见AB处", '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>')
    assert end(fonts, "第12条见AB处", properties) - least == pytest.approx(gaps * SIZE / 4)


def test_a_paragraph_takes_back_one_rule_of_its_style_and_keeps_the_other():
    rules = '<w:pPr><w:kinsoku w:val="0"/><w:topLinePunct/></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Q">{rules}</w:style>'
    (paragraph,) = blocks(read(p("字", '<w:pStyle w:val="Q"/><w:kinsoku/>'), styles=styles))
    assert paragraph.format.typography.prohibits
    assert paragraph.format.typography.compresses_start


def test_an_address_breaks_where_it_must_and_loses_nothing(fonts):
    text = "见https://example.org/plans/2026/product-launch/annexes/responsibilities-and-deadlines所列"
    broken = lines(fonts, text)
    assert "".join(broken) == text
    assert len(broken) > 4
    assert all(line[0] not in "/-" for line in broken)
