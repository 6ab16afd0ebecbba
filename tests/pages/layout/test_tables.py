from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import STYLE, THIN, cell, lay_out_blocks, paragraph, row, rows_of, texts

from docgen.fonts import FontLibrary
from docgen.pages.layout import text_of
from docgen.pages.model import FillItem, Page, RuleItem
from docgen.pages.read.block_model import Row, Table
from docgen.pages.read.border_model import Border, Edges, Margins
from docgen.pages.read.inline_model import Picture
from docgen.pages.read.run_model import TextRun

FONTS = FontLibrary.open()


def rules(page: Page) -> list[RuleItem]:
    return [item for item in page.items if isinstance(item, RuleItem)]


def across(page: Page) -> list[float]:
    """Where horizontal rules lie."""
    return sorted({round(rule.y1, 2) for rule in rules(page) if rule.y1 == rule.y2})


def tall(count: int, name: str = "行") -> tuple:
    return (paragraph((name * 4) * (count - 1) + name, widow_control=False),)


def at(page: Page, text: str) -> tuple[float, float]:
    item = next(item for item in texts(page) if item.text == text)
    return round(item.x, 2), round(item.baseline, 2)


def test_cells_stand_in_their_columns_and_the_tallest_gives_the_height():
    table = Table((40, 60, 80), (row("一", tall(3), "三"), row("四", "五", "六")))
    page = lay_out_blocks(FONTS, table).pages[0]
    assert [at(page, text)[0] for text in "一三四五六"] == [20, 120, 20, 60, 120]
    assert at(page, "四")[1] - at(page, "一")[1] == pytest.approx(40.5)


def test_a_table_is_left_centred_or_right_with_its_indent():
    for alignment, x in (("left", 27), ("center", 20 + 70), ("right", 20 + 140)):
        table = Table((40,), (row("一"),), alignment, 7)
        assert at(lay_out_blocks(FONTS, table).pages[0], "一")[0] == x


def test_spans_over_columns_and_rows():
    rows = (
        Row((cell("全", 0, span=3),)),
        Row((cell("左", 0, rows=2), cell("中", 1), cell("右", 2))),
        Row((cell("下", 1, span=2),)),
    )
    page = lay_out_blocks(FONTS, Table((40, 40, 40), rows)).pages[0]
    assert at(page, "下") == (60, at(page, "左")[1] + 20.5)
    inner = [rule for rule in rules(page) if rule.y1 == rule.y2 and abs(rule.y1 - (20 + 41)) < 0.01]
    assert [(round(rule.x1), round(rule.x2)) for rule in inner] == [(60, 140)], "no border through the merged cell"


def test_the_last_row_of_a_tall_merged_cell_grows():
    rows = (Row((cell(tall(5), 0, rows=2), cell("一", 1))), Row((cell("二", 1),)), row("三", "四"))
    page = lay_out_blocks(FONTS, Table((40, 40), rows)).pages[0]
    assert at(page, "二")[1] - at(page, "一")[1] == pytest.approx(20.5)
    assert at(page, "四")[1] - at(page, "一")[1] == pytest.approx(100.5)


def test_row_heights_at_least_and_exact():
    rows = (
        row("一", height=50, height_rule="at_least"),
        row(tall(3), height=30, height_rule="at_least"),
        row(tall(3, "丙"), height=30, height_rule="exact"),
        row("四"),
    )
    page = lay_out_blocks(FONTS, Table((40,), rows)).pages[0]
    assert across(page) == pytest.approx([20, 70, 130.5, 160.5, 181.5])


def test_vertical_alignment_and_margins():
    def y(vertical: str) -> float:
        tall_row = Row((cell("一", 0, vertical=vertical, margins=Margins(3, 4, 5, 6)),), 88.5, "exact")
        page = lay_out_blocks(FONTS, Table((40,), (tall_row,))).pages[0]
        assert at(page, "一")[0] == 26
        return at(page, "一")[1] - 20 - 16

    assert y("top") == pytest.approx(3.5)
    assert y("center") == pytest.approx(3.5 + (88.5 - 20 - 8 - 1) / 2)
    assert y("bottom") == pytest.approx(88.5 - 20 - 5 - 0.5)


def test_shading_fills_the_cell_and_lies_below_text_and_borders():
    page = lay_out_blocks(FONTS, Table((40, 40), (Row((cell("一", 0, shading="D9E2F3"), cell("二", 1))),))).pages[0]
    kinds = [type(item).__name__ for item in page.items]
    assert kinds == sorted(kinds, key=["FillItem", "TextItem", "RuleItem"].index)
    (fill,) = [item for item in page.items if isinstance(item, FillItem)]
    assert (fill.x, fill.y, fill.width, fill.height, fill.color) == (20, 20, 40, 21, "D9E2F3")


def test_each_border_is_drawn_once_and_corners_are_filled():
    page = lay_out_blocks(FONTS, Table((40, 40), (row("一", "二"), row("三", "四")))).pages[0]
    assert len(rules(page)) == 6
    top = min((rule for rule in rules(page) if rule.y1 == rule.y2), key=lambda rule: rule.y1)
    assert (top.x1, top.x2) == (19.75, 100.25)


def test_of_two_borders_at_one_edge_the_wider_wins():
    thick = Edges(THIN, Border(2, "FF0000"), THIN, THIN)
    page = lay_out_blocks(FONTS, Table((40, 40), (Row((cell("一", 0, edges=thick), cell("二", 1))),))).pages[0]
    (middle,) = [rule for rule in rules(page) if rule.x1 == rule.x2 == 60]
    assert (middle.width, middle.color) == (2, "FF0000")


def test_header_rows_are_repeated_on_every_page():
    rows = (row("名", "值", is_header=True), *(row(f"第{index}", "一") for index in range(25)))
    document = lay_out_blocks(FONTS, Table((60, 60), rows))
    assert len(document.pages) == 4
    assert all(rows_of(page)[0] == "名值" for page in document.pages)
    assert text_of(document).count("第") == 25


def test_a_header_too_tall_to_repeat_is_not_repeated():
    rows = (row(tall(8, "头"), is_header=True), *(row(tall(2)) for _ in range(9)))
    document = lay_out_blocks(FONTS, Table((40,), rows))
    assert rows_of(document.pages[0])[0][0] == "头"
    assert text_of(document).count("行") == 45


def test_rows_that_may_not_split_move_whole():
    rows = (
        row(tall(4, "甲"), can_split=False),
        row(tall(4, "乙"), can_split=False),
        row(tall(4, "丙"), can_split=False),
    )
    document = lay_out_blocks(FONTS, Table((40,), rows))
    assert [{line[0] for line in rows_of(page)} for page in document.pages] == [{"甲", "乙"}, {"丙"}]


def test_rows_that_may_split_do_so_at_lines_and_close_their_borders():
    document = lay_out_blocks(FONTS, Table((40, 40), (row("一", "二"), row(tall(12), tall(3, "短")))))
    assert [sum(line[0] == "行" for line in rows_of(page)) for page in document.pages] == [7, 5]
    assert across(document.pages[0])[-1] == pytest.approx(20 + 20.5 + 141)
    assert across(document.pages[1])[0] == 20
    assert len([rule for rule in rules(document.pages[1]) if rule.x1 == rule.x2]) == 3


def test_a_row_taller_than_a_page_splits_even_if_it_may_not():
    document = lay_out_blocks(FONTS, paragraph("前"), Table((40,), (row(tall(20), can_split=False), row("后"))))
    assert text_of(document).count("行") == 77
    assert rows_of(document.pages[0]) == ["前"]
    assert len(document.pages) == 4


def test_a_row_of_exact_height_taller_than_a_page_does_not_hang():
    document = lay_out_blocks(FONTS, Table((40,), (row("一", height=900, height_rule="exact"), row("后"))))
    assert rows_of(document.pages[-1]) == ["后"]
    assert len(document.pages) == 2


def test_a_merged_cell_goes_on_on_the_next_page():
    first = Row((cell(tall(14), 0, rows=12), cell("0", 1)), can_split=False)
    others = (Row((cell(str(index), 1),), can_split=False) for index in range(1, 12))
    document = lay_out_blocks(FONTS, Table((40, 40), (first, *others)))
    assert [sum("行" in line for line in rows_of(page)) for page in document.pages] == [8, 6]
    for page in document.pages:
        outline = [rule for rule in rules(page) if rule.x1 == rule.x2 == 20]
        assert len(outline) == 1
        assert outline[0].y1 == pytest.approx(min(across(page)) - 0.25)
        assert outline[0].y2 == pytest.approx(max(across(page)) + 0.25)
        assert {round(rule.x1) for rule in rules(page) if rule.y1 == rule.y2 == across(page)[0]} == {20}


def test_a_merged_cell_with_more_text_than_rows_still_shows_it_all():
    first = Row((cell(tall(30), 0, rows=3), cell("0", 1)), can_split=False)
    others = (Row((cell(str(index), 1),), can_split=False) for index in (1, 2))
    document = lay_out_blocks(FONTS, Table((40, 40), (first, *others)), paragraph("后"))
    assert text_of(document).count("行") == 117
    assert rows_of(document.pages[-1])[-1] == "后"


def test_rows_keep_with_the_next_where_their_paragraphs_do():
    def kept(text: str) -> tuple:
        return (paragraph(text, keep_next=True),)

    rows = (*(row("前") for _ in range(6)), row(kept("甲")), row(kept("乙")), row("丙"), row("丁"))
    document = lay_out_blocks(FONTS, Table((40,), rows))
    assert rows_of(document.pages[1]) == ["甲", "乙", "丙", "丁"]
    document = lay_out_blocks(FONTS, Table((40,), (*(row("前") for _ in range(7)), row(kept("末")))), paragraph("后"))
    assert [rows_of(page) for page in document.pages] == [["前"] * 7, ["末", "后"]]


def test_all_rows_kept_together_still_fill_pages():
    rows = tuple(row((paragraph(str(index), keep_next=True),)) for index in range(30))
    document = lay_out_blocks(FONTS, Table((40,), rows))
    assert [len(rows_of(page)) for page in document.pages] == [8, 8, 8, 6]


def test_nested_tables_split_and_repeat_their_header():
    inner = Table((30, 30), (row("头", "部", is_header=True), *(row(str(index), "内") for index in range(15))))
    document = lay_out_blocks(FONTS, Table((100, 60), (row((inner, paragraph("后")), "外"),)))
    assert len(document.pages) == 3
    assert all("头部" in rows_of(page) for page in document.pages[:2])
    assert text_of(document).count("内") == 15


def test_a_picture_in_a_cell_makes_the_row_taller():
    page = lay_out_blocks(FONTS, Table((60,), (row((paragraph((Picture("图", b"", 50, 70),)),)), row("二")))).pages[0]
    assert across(page)[1] - across(page)[0] == pytest.approx(70.5)


def test_cells_narrower_than_a_character_lose_nothing():
    table = Table((2, 0), (row("协作计划——V1.0，", (paragraph((TextRun("责任", STYLE),)),)),))
    assert sorted(text_of(lay_out_blocks(FONTS, table)).replace("\f", "")) == sorted("协作计划——V1.0，责任")


contents = st.one_of(st.just("一"), st.integers(1, 14).map(tall))


@st.composite
def tables(draw):
    """Tables with random spans, heights and rights to split."""
    columns, count = draw(st.integers(1, 3)), draw(st.integers(1, 8))
    taken: set[tuple[int, int]] = set()
    rows = []
    for index in range(count):
        cells = []
        for column in range(columns):
            if (index, column) in taken:
                continue
            span = draw(st.integers(1, count - index)) if draw(st.booleans()) else 1
            taken |= {(index + down, column) for down in range(span)}
            cells.append(cell(draw(contents), column, rows=span))
        rule = draw(st.sampled_from(["auto", "at_least", "exact"]))
        height = draw(st.sampled_from([10, 50, 300]))
        rows.append(Row(tuple(cells), height, rule, draw(st.booleans()), index == 0 and draw(st.booleans())))
    return Table((45.0,) * columns, tuple(rows))


@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(0, 9))
def test_any_table_ends_and_shows_all_its_text(table, lines_before):
    # lay_out_blocks raises PagesError where a character is lost.
    document = lay_out_blocks(FONTS, *[paragraph("前") for _ in range(lines_before)], table, paragraph("后"))
    assert "后" in "".join(rows_of(document.pages[-1]))
    assert len(document.pages) < 60
    for page in document.pages:
        assert all(rule.x1 <= rule.x2 and rule.y1 <= rule.y2 for rule in rules(page))
