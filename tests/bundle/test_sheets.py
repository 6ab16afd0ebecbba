from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_bundle import A4, LANDSCAPE, document, fonts, page

from docgen.bundle.sheets import Chapter, first_numbers, in_sequence

COUNTS = st.lists(st.integers(1, 5), min_size=1, max_size=6)


def chapters(counts: list[int]) -> list[Chapter]:
    return [Chapter.of(document(f"d{index}", f"文件{index}", count)) for index, count in enumerate(counts)]


@given(COUNTS, st.booleans())
def test_sheets_are_numbered_without_a_gap_and_begin_where_announced(counts: list[int], duplex: bool) -> None:
    bound = chapters(counts)
    sheets = in_sequence(bound, fonts(), duplex=duplex)
    assert [sheet.number for sheet in sheets] == list(range(1, len(sheets) + 1))
    firsts = [sheet.number for sheet in sheets if sheet.chapter and sheet.index == 0]
    assert firsts == first_numbers(counts, duplex=duplex)
    assert [sheet.page for sheet in sheets if sheet.chapter] == [page for chapter in bound for page in chapter.pages]


@given(COUNTS)
def test_duplex_begins_chapters_on_odd_numbers_and_never_adds_two_blanks(counts: list[int]) -> None:
    sheets = in_sequence(chapters(counts), fonts(), duplex=True)
    assert all(sheet.number % 2 for sheet in sheets if sheet.chapter and sheet.index == 0)
    blank = [sheet.number for sheet in sheets if sheet.chapter is None]
    assert all(number % 2 == 0 for number in blank)
    assert sheets[-1].chapter is not None


def test_blank_sheet_has_the_size_of_the_one_before_it() -> None:
    wide = Chapter.of(document("wide", "进度表", [page(size=LANDSCAPE)]))
    high = Chapter.of(document("high", "计划", [page(size=A4)]))
    blank = in_sequence([wide, high], fonts(), duplex=True)[1]
    assert blank.chapter is None
    assert (blank.page.width, blank.page.height) == LANDSCAPE
