"""Footnotes stand at the foot of the page of their references, whatever the room there; nothing gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import STYLE, lay_out_document, paragraph, row, rows_of, section, word

from docgen.errors import PagesError
from docgen.pages.layout import ParagraphSetter
from docgen.pages.model import LaidOutDocument, LinkItem, RuleItem
from docgen.pages.read.block_model import Block, Table
from docgen.pages.read.document_model import NoteSeparators, WordDocument
from docgen.pages.read.format_model import TabStop
from docgen.pages.read.inline_model import Bookmark, Note, PageBreak, PageField, Tab
from docgen.pages.read.run_model import PLAIN, Link, TextRun

# A small page has 180 pt for its body: 9 lines of 20 pt, 18 characters of 10 pt each.

LINE = paragraph((Tab(STYLE),), tab_stops=(TabStop(144, "left", "line"),))
SEPARATORS = NoteSeparators(first=(LINE,), continued=(LINE,))


def noted(text: str, *notes: str, lines: int = 1) -> Block:
    """A paragraph, the last character of which refers to notes of so many lines."""
    blocks = [(paragraph(note * 18 * (lines - 1) + note),) for note in notes]
    inlines = [part for number, note in enumerate(blocks, 1) for part in (Note(note), TextRun(str(number), STYLE))]
    return paragraph((TextRun(text, STYLE), *inlines))


def laid_out(fonts, *blocks: Block, separators: NoteSeparators = SEPARATORS) -> LaidOutDocument:
    tree = WordDocument((section(*blocks),), notes=separators)
    return lay_out_document(tree, word(), ParagraphSetter(fonts))


def test_notes_stand_at_the_foot_below_a_line(fonts):
    document = laid_out(fonts, noted("甲", "注", "释"), paragraph("乙"))
    (page,) = document.pages
    assert rows_of(page) == ["甲12", "乙", "注", "释"]
    (rule,) = (item for item in page.items if isinstance(item, RuleItem))
    assert (rule.x1, rule.x2 - rule.x1) == (20, 144)
    assert 20 + 180 - 3 * 20 < rule.y1 < 20 + 180 - 2 * 20, "the notes fill the last two lines, the separator the third"


def test_notes_may_follow_the_text_instead(fonts):
    (page,) = laid_out(fonts, noted("甲", "注"), separators=SEPARATORS._replace(beneath_text=True)).pages
    baselines = [item.baseline for item in page.items if hasattr(item, "baseline")]
    assert max(baselines) - min(baselines) == 40


def test_a_line_moves_on_where_its_note_cannot_begin(fonts):
    document = laid_out(fonts, *[paragraph("行")] * 7, noted("甲", "注"), paragraph("乙"))
    assert [rows_of(page) for page in document.pages] == [["行"] * 7, ["甲1", "乙", "注"]]


def test_a_note_that_is_too_long_goes_on_on_the_next_page(fonts):
    document = laid_out(fonts, *[paragraph("行")] * 4, noted("甲", "注", lines=6), paragraph("乙"))
    first, second = (rows_of(page) for page in document.pages)
    assert first == [*["行"] * 4, "甲1", *["注" * 18] * 3]
    assert second == ["乙", "注" * 18, "注" * 18, "注"]


def test_a_note_longer_than_pages_leaves_a_line_of_text_on_each(fonts):
    document = laid_out(fonts, noted("甲", "注", lines=20), paragraph("乙"), paragraph("丙"))
    assert [rows_of(page)[0][0] for page in document.pages] == ["甲", "乙", "丙"]


def test_notes_that_are_left_over_get_a_page_of_their_own(fonts):
    document = laid_out(fonts, noted("甲", "注", lines=12))
    assert [len(rows_of(page)) for page in document.pages] == [8, 5]


def test_a_note_in_a_table_stands_on_the_page_of_its_row(fonts):
    table = Table((90, 90), tuple(row((noted(str(number), "注"),), "格") for number in range(6)))
    document = laid_out(fonts, table)
    for page in document.pages:
        said = rows_of(page)
        assert said.count("注") == sum("格" in line for line in said)
    assert sum(rows_of(page).count("注") for page in document.pages) == 6


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.lists(st.integers(1, 12), max_size=3)), min_size=1, max_size=12))
def test_whatever_the_notes_all_of_them_are_on_pages(fonts, shape):
    """`check_complete`, which every layout ends with, raises where a character is missing."""
    blocks = [
        paragraph((TextRun("字" * 18 * lines, STYLE), *[Note((paragraph("注" * 18 * note),)) for note in notes]))
        for lines, notes in shape
    ]
    document = laid_out(fonts, *blocks)
    assert all(rows_of(page) for page in document.pages)
    lowest = max(item.baseline for page in document.pages for item in page.items if hasattr(item, "baseline"))
    assert lowest < 200, "nothing stands below the body"


LEADING = STYLE._replace(adornment=PLAIN._replace(link=Link(bookmark="here")))
ABROAD = STYLE._replace(adornment=PLAIN._replace(link=Link(uri="https://example.org")))


def test_linked_text_can_be_clicked_line_by_line(fonts):
    document = laid_out(fonts, paragraph((TextRun("前", STYLE), TextRun("链" * 20, ABROAD))), separators=None)
    first, second = (item for item in document.pages[0].items if isinstance(item, LinkItem))
    assert (first.x, first.width, first.uri) == (30, 170, "https://example.org")
    assert (second.x, second.width) == (20, 30)
    assert second.y - first.y == 20


def test_a_link_and_a_page_number_lead_to_where_the_bookmark_stands(fonts):
    number = PageField("PAGEREF", LEADING, bookmark="here")
    blocks = [
        paragraph((number,)),
        paragraph((PageBreak(),)),
        paragraph((PageBreak(),)),
        paragraph((Bookmark("here"),)),
    ]
    document = laid_out(fonts, *blocks, separators=None)
    assert rows_of(document.pages[0]) == ["3"]
    (link,) = (item for item in document.pages[0].items if isinstance(item, LinkItem))
    assert link.page == 2


def test_a_link_to_a_bookmark_that_is_not_there_leads_nowhere(fonts):
    document = laid_out(fonts, paragraph((TextRun("链", LEADING),)), separators=None)
    assert not [item for item in document.pages[0].items if isinstance(item, LinkItem)]


@pytest.mark.parametrize(
    ("inlines", "page"),
    [
        ((TextRun("甲", STYLE), PageBreak(), Bookmark("here")), 1),
        ((Bookmark("here"), PageBreak(), TextRun("甲", STYLE)), 2),
        ((TextRun("甲", STYLE), Bookmark("here"), PageBreak()), 1),
        ((TextRun("甲", STYLE), PageBreak(), TextRun("乙", STYLE), Bookmark("here")), 2),
    ],
)
def test_a_bookmark_beside_a_page_break_is_not_lost(fonts, inlines, page):
    number = paragraph((PageField("PAGEREF", STYLE, bookmark="here"),))
    assert rows_of(laid_out(fonts, number, paragraph(inlines), paragraph("末")).pages[0])[0] == str(page)


def test_a_page_number_of_a_bookmark_that_is_on_no_page_is_no_page_at_all(fonts):
    with pytest.raises(PagesError):
        laid_out(fonts, paragraph((PageField("PAGEREF", STYLE, bookmark="here"),)))


def test_no_space_stands_beside_the_mark_of_a_note(fonts):
    raised = STYLE._replace(adornment=PLAIN._replace(rise=3))
    inlines = (TextRun("汉", STYLE), Note((paragraph("注"),)), TextRun("1", raised), TextRun("字", STYLE))
    first, mark, last = list(laid_out(fonts, paragraph(inlines)).pages[0].items)[:3]
    assert mark.x == first.x + first.advance
    assert last.x == mark.x + mark.advance
