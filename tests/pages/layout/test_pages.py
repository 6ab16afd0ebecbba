from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import STYLE, cell, lay_out_blocks, lay_out_sections, paragraph, row, rows_of, section, texts, word

from docgen.errors import PagesError
from docgen.fonts import FontLibrary
from docgen.messages import Text
from docgen.pages.layout import ParagraphSetter, lay_out_document, text_of
from docgen.pages.layout.complete import check_complete
from docgen.pages.layout.sheet import Sheet
from docgen.pages.read.block_model import Row, Table
from docgen.pages.read.border_model import Margins
from docgen.pages.read.document_model import HeaderFooter, WordDocument
from docgen.pages.read.inline_model import LineBreak, PageBreak, PageField, Picture, PlaceMark, Tab
from docgen.pages.read.run_model import TextRun

# A small page has 180 pt for its body: 9 lines of 20 pt, 18 characters of 10 pt each.


def lines(count: int, name: str = "行") -> str:
    """Text that fills `count` lines."""
    return (name * 18) * (count - 1) + name * 5


def test_text_runs_on_over_pages_without_loss(fonts):
    document = lay_out_blocks(fonts, paragraph(lines(30)))
    assert [len(rows_of(page)) for page in document.pages] == [9, 9, 9, 3]
    assert text_of(document).replace("\f", "") == lines(30)


def test_paragraphs_break_where_no_line_stands_alone(fonts):
    document = lay_out_blocks(fonts, paragraph(lines(8, "甲")), paragraph(lines(3, "乙")))
    assert [len(rows_of(page)) for page in document.pages] == [8, 3], "no orphan at the foot"
    document = lay_out_blocks(fonts, paragraph(lines(10, "甲")))
    assert [len(rows_of(page)) for page in document.pages] == [8, 2], "no widow at the head"
    document = lay_out_blocks(fonts, paragraph(lines(10, "甲"), widow_control=False))
    assert [len(rows_of(page)) for page in document.pages] == [9, 1]


def test_lines_of_a_paragraph_that_keeps_them_move_together(fonts):
    document = lay_out_blocks(fonts, paragraph(lines(6, "甲")), paragraph(lines(5, "乙"), keep_lines=True))
    assert [len(rows_of(page)) for page in document.pages] == [6, 5]


def test_headings_move_with_what_follows(fonts):
    blocks = [
        paragraph(lines(6, "甲")),
        paragraph("第一章", keep_next=True),
        paragraph("第一节", keep_next=True),
        paragraph(lines(5, "乙")),
    ]
    document = lay_out_blocks(fonts, *blocks)
    assert [rows_of(page)[-1][0] for page in document.pages] == ["甲", "乙"]
    assert rows_of(document.pages[1])[:2] == ["第一章", "第一节"]


def test_a_heading_moves_with_a_tables_header_and_first_row(fonts):
    table = Table((90, 90), (row("名", "值", is_header=True), row(lines(1), "一"), row("三", "四")))
    document = lay_out_blocks(fonts, paragraph(lines(7, "甲")), paragraph("表一", keep_next=True), table)
    assert [rows_of(page)[0][:2] for page in document.pages] == ["甲甲", "表一"]


def test_paragraphs_that_all_keep_with_the_next_still_fill_pages(fonts):
    document = lay_out_blocks(fonts, *[paragraph(f"第{index}项", keep_next=True) for index in range(40)])
    assert [len(rows_of(page)) for page in document.pages] == [9, 9, 9, 9, 4]


def test_the_larger_space_stands_between_paragraphs_and_is_dropped_where_a_page_begins_by_overflow(fonts):
    blocks = [paragraph("一", space_after=10), paragraph("二", space_before=5)]
    first, second = texts(lay_out_blocks(fonts, *blocks).pages[0])
    assert second.baseline - first.baseline == pytest.approx(30)
    spaced = lay_out_blocks(fonts, paragraph(lines(9)), paragraph("二", space_before=30))
    assert texts(spaced.pages[1])[0].baseline == texts(spaced.pages[0])[0].baseline
    broken = lay_out_blocks(fonts, paragraph("一"), paragraph("二", space_before=30, page_break_before=True))
    assert texts(broken.pages[1])[0].baseline == texts(broken.pages[0])[0].baseline + 30


def test_page_breaks(fonts):
    inside = (TextRun("前", STYLE), PageBreak(), TextRun("后", STYLE))
    assert [rows_of(page) for page in lay_out_blocks(fonts, paragraph(inside)).pages] == [["前"], ["后"]]
    alone = lay_out_blocks(fonts, paragraph("前"), paragraph((PageBreak(),)), paragraph("后"))
    assert [rows_of(page) for page in alone.pages] == [["前"], ["后"]]
    before = lay_out_blocks(fonts, paragraph("前", page_break_before=True), paragraph("后", page_break_before=True))
    assert [rows_of(page) for page in before.pages] == [["前"], ["后"]]
    leading = lay_out_blocks(fonts, paragraph("前"), paragraph((PageBreak(), TextRun("后", STYLE)), heading=1))
    assert [rows_of(page) for page in leading.pages] == [["前"], ["后"]]
    assert leading.headings[0].page == 1


def test_exact_at_least_and_multiple_line_heights(fonts):
    def pitch(**form: object) -> float:
        first, second = texts(lay_out_blocks(fonts, paragraph("一", **form), paragraph("二", **form)).pages[0])
        return second.baseline - first.baseline

    natural = 10 * fonts.face("宋体").line_height
    assert pitch(line_rule="exact", line=12) == pytest.approx(12)
    assert pitch(line_rule="at_least", line=30) == pytest.approx(30)
    assert pitch(line_rule="at_least", line=3) == pytest.approx(natural)
    assert pitch(line_rule="auto", line=1.5) == pytest.approx(1.5 * natural)


def test_a_picture_makes_room_for_itself(fonts):
    picture = Picture("图", b"", 100, 90)
    document = lay_out_blocks(fonts, paragraph("一"), paragraph((picture,)), paragraph("二"))
    (item,) = [item for item in document.pages[0].items if item.__class__.__name__ == "PictureItem"]
    first, second = texts(document.pages[0])
    assert (item.width, item.height) == (100, 90)
    assert item.y == pytest.approx(40)
    assert second.baseline - first.baseline == pytest.approx(20 + 90)
    many = lay_out_blocks(fonts, *[paragraph((picture,)) for _ in range(5)])
    assert [len(page.items) for page in many.pages] == [2, 2, 1]


def test_a_picture_taller_than_the_page_ends(fonts):
    assert (
        len(lay_out_blocks(fonts, paragraph("一"), paragraph((Picture("图", b"", 9, 900),)), paragraph("二")).pages)
        == 3
    )


def test_empty_paragraphs_take_a_line(fonts):
    first, second = texts(lay_out_blocks(fonts, paragraph("一"), paragraph(), paragraph("二")).pages[0])
    assert second.baseline - first.baseline == pytest.approx(40)
    broken = paragraph((TextRun("一", STYLE), LineBreak(STYLE), LineBreak(STYLE), TextRun("二", STYLE)))
    first, second = texts(lay_out_blocks(fonts, broken).pages[0])
    assert second.baseline - first.baseline == pytest.approx(40)


def test_sections_have_their_own_pages(fonts):
    portrait, landscape = section(paragraph("竖")), section(paragraph("横"), width=400, height=100)
    document = lay_out_sections(fonts, portrait, landscape, portrait)
    assert [(page.width, page.height) for page in document.pages] == [(220, 220), (400, 100), (220, 220)]
    assert [rows_of(page) for page in document.pages] == [["竖"], ["横"], ["竖"]]


def numbered(before: str = "") -> tuple:
    inlines = (
        TextRun(before + "第", STYLE),
        PageField("PAGE", STYLE),
        TextRun("页共", STYLE),
        PageField("NUMPAGES", STYLE),
        TextRun("页", STYLE),
    )
    return (paragraph(inlines),)


def test_footers_number_the_pages(fonts):
    document = lay_out_blocks(fonts, paragraph(lines(20)), footers=HeaderFooter(numbered()))
    assert [rows_of(page)[-1] for page in document.pages] == ["第1页共3页", "第2页共3页", "第3页共3页"]


def test_first_and_even_headers(fonts):
    headers = HeaderFooter((paragraph("奇"),), first=(paragraph("首"),), even=(paragraph("偶"),))
    document = lay_out_blocks(fonts, paragraph(lines(30)), headers=headers)
    assert [rows_of(page)[0] for page in document.pages] == ["首", "偶", "奇", "偶"]


def test_a_tall_header_pushes_the_body_down(fonts):
    headers = HeaderFooter(tuple(paragraph("眉") for _ in range(3)))
    document = lay_out_blocks(fonts, paragraph(lines(9)), headers=headers)
    assert [len(rows_of(page)) for page in document.pages] == [3 + 6, 3 + 3]
    body = [item for item in texts(document.pages[0]) if item.text[0] == "行"]
    assert min(item.baseline for item in body) == pytest.approx(5 + 60 + 16)


def test_headers_that_leave_no_room_do_not_hang(fonts):
    headers = HeaderFooter(tuple(paragraph("眉") for _ in range(30)))
    document = lay_out_blocks(fonts, paragraph(lines(12)), headers=headers)
    assert "".join(row for page in document.pages for row in rows_of(page)).count("行") == len(lines(12))


def test_page_fields_in_the_body_read_the_page_they_stand_on(fonts):
    document = lay_out_blocks(fonts, paragraph(lines(12)), *numbered("这是"), paragraph(lines(12)))
    assert "这是第2页共3页" in rows_of(document.pages[1])


def test_places_are_the_paragraph_or_the_cell_that_holds_the_mark(fonts):
    tagged = paragraph((PlaceMark("sign:市场部"), TextRun("签字", STYLE)))
    table = Table((60, 60), (row("一", "二"), row("三", (tagged,), height=50, height_rule="at_least")))
    document = lay_out_blocks(fonts, paragraph(lines(9)), tagged, table)
    first, second = document.places
    assert (first.tag, first.page, first.x, first.y, first.width, first.height) == ("sign:市场部", 1, 20, 20, 180, 20)
    assert (second.page, second.x, second.width) == (1, 80, 60)
    assert second.y == pytest.approx(60.5)
    assert second.height == pytest.approx(50)


def test_headings_are_marked_with_page_and_place(fonts):
    document = lay_out_blocks(
        fonts, paragraph("第一章", heading=1), paragraph(lines(9)), paragraph("第二节", heading=2)
    )
    assert [(mark.level, mark.text, mark.page) for mark in document.headings] == [(1, "第一章", 0), (2, "第二节", 1)]
    assert document.headings[0].y == 20


def test_an_empty_document_has_one_page(fonts):
    assert len(lay_out_blocks(fonts).pages) == 1
    assert len(lay_out_blocks(fonts, paragraph()).pages) == 1


def test_a_page_without_room_still_takes_one_line_a_page(fonts):
    document = lay_out_blocks(fonts, paragraph(lines(4)), margins=Margins(150, 20, 150, 20))
    assert len(document.pages) == 4


def test_lost_text_is_an_error():
    tree = WordDocument((section(paragraph("协作计划")),))
    sheet = Sheet(0)
    sheet.counted.append("协作计")
    with pytest.raises(PagesError) as raised:
        check_complete(tree, [sheet], Text("计划"))
    assert raised.value.faults[0].problem.params["characters"] == 1


def test_equal_trees_give_equal_pages(fonts):
    tree = WordDocument((section(paragraph(lines(20)), Table((60, 60), (row("一", "二"),))),))
    first, second = (lay_out_document(tree, word(), ParagraphSetter(fonts)) for _ in range(2))
    assert first.pages == second.pages
    assert replace(first, word=None) == replace(second, word=None)


inlines = st.lists(
    st.one_of(
        st.integers(1, 90).map(lambda count: TextRun("协作计划，" * (count // 5) + "责任", STYLE)),
        st.sampled_from([TextRun("RACI V1.0 ", STYLE), LineBreak(STYLE), PageBreak(), Tab(STYLE), PlaceMark("tag")]),
        st.sampled_from([Picture("图", b"", 30, 30), Picture("大图", b"", 300, 500), PageField("PAGE", STYLE)]),
    ),
    max_size=6,
).map(tuple)

formats = st.fixed_dictionaries(
    {},
    optional={
        "alignment": st.sampled_from(["left", "center", "right", "justify", "distribute"]),
        "indent_left": st.floats(-10, 300),
        "first_line": st.floats(-50, 50),
        "space_before": st.floats(0, 300),
        "space_after": st.floats(0, 300),
        "line_rule": st.sampled_from(["auto", "at_least", "exact"]),
        "keep_next": st.booleans(),
        "keep_lines": st.booleans(),
        "page_break_before": st.booleans(),
        "widow_control": st.booleans(),
    },
)
paragraphs = st.builds(lambda parts, form: paragraph(parts, **form), inlines, formats)


def table_of(blocks):
    cells = st.lists(st.lists(blocks, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3)
    rows = st.builds(
        lambda contents, splits, header: Row(
            tuple(cell(content, index) for index, content in enumerate(contents)), can_split=splits, is_header=header
        ),
        cells,
        st.booleans(),
        st.booleans(),
    )
    return st.lists(rows, min_size=1, max_size=4).map(lambda rows: Table((60.0, 60.0, 60.0), tuple(rows)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.recursive(paragraphs, table_of, max_leaves=8), min_size=1, max_size=6))
def test_any_document_ends_and_shows_all_its_text(blocks):
    # lay_out_blocks raises PagesError where a character or picture is lost.
    fonts = FontLibrary.open()
    document = lay_out_blocks(fonts, *blocks, paragraph("终"))
    assert "终" in "".join(rows_of(document.pages[-1]))
