"""The grid, merges, rows, cells and looks of tables."""

import pytest
from pages.read.word_xml import (
    A4,
    all_paragraphs,
    blocks,
    constructs,
    first_table,
    p,
    read,
    tbl,
    tc,
    text_of,
    tr,
    unsupported,
)


def table(*rows: str, properties: str = "", grid: tuple[int, ...] = (2000, 2000, 2000), **others: object):
    return first_table(read(tbl(*rows, properties=properties, grid=grid), **others))


def spans(found) -> list[list[tuple[str, int, int, int]]]:
    """(text, column, column span, row span) of every cell."""
    return [[(text_of(c.blocks), c.column, c.column_span, c.row_span) for c in row.cells] for row in found.rows]


MERGE, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merges_in_both_directions():
    found = table(
        tr(tc("甲", '<w:gridSpan w:val="2"/>' + MERGE), tc("乙")),
        tr(tc("", '<w:gridSpan w:val="2"/>' + GOES_ON), tc("丙", MERGE)),
        tr(tc("丁"), tc("戊"), tc("", '<w:vMerge w:val="continue"/>')),
    )
    assert spans(found) == [
        [("甲", 0, 2, 2), ("乙", 2, 1, 1)],
        [("丙", 2, 1, 2)],
        [("丁", 0, 1, 1), ("戊", 1, 1, 1)],
    ]


def test_the_older_horizontal_merge():
    found = table(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("乙")))
    assert spans(found) == [[("甲", 0, 2, 1), ("乙", 2, 1, 1)]]


def test_a_merge_that_continues_nothing_is_a_cell_of_its_own():
    assert spans(table(tr(tc("甲"), tc("乙")), tr(tc("丙", GOES_ON), tc("丁")), grid=(1000, 1000))) == [
        [("甲", 0, 1, 1), ("乙", 1, 1, 1)],
        [("丙", 0, 1, 1), ("丁", 1, 1, 1)],
    ]


def test_a_new_merge_begins_under_another():
    rows = [tr(tc("甲", MERGE)), tr(tc("", GOES_ON)), tr(tc("乙", MERGE)), tr(tc("", GOES_ON))]
    assert spans(table(*rows, grid=(1000,))) == [[("甲", 0, 1, 2)], [], [("乙", 0, 1, 2)], []]


def test_text_that_a_merge_covers_is_told():
    body = tbl(tr(tc("甲", MERGE)), tr(tc("看不见", GOES_ON)), grid=(1000,))
    assert unsupported(read(body)) == [("text in a cell that a merge covers", "body, table 1, row 1, cell 1")]


def test_rows_that_begin_and_end_inside_the_grid():
    found = table(
        tr(tc("甲"), tc("乙"), tc("丙")),
        tr(tc("丁"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert spans(found)[1] == [("丁", 1, 1, 1)]


def test_rows_and_cells_inside_controls():
    row = f"<w:sdt><w:sdtContent>{tr(tc('甲'))}</w:sdtContent></w:sdt>"
    assert spans(table(row, tr(tc("乙")), grid=(1000,))) == [[("甲", 0, 1, 1)], [("乙", 0, 1, 1)]]


def test_hidden_and_deleted_rows_are_not_there():
    rows = [tr(tc("甲")), tr(tc("乙"), properties="<w:hidden/>"), tr(tc("丙"), properties="<w:del/>"), tr(tc("丁"))]
    assert text_of((table(*rows, grid=(1000,)),)) == "甲丁"


@pytest.mark.parametrize(
    ("properties", "grid", "cells", "expected"),
    [
        ("", (2000, 1000), ("", ""), (100, 50)),
        ('<w:tblW w:w="0" w:type="auto"/>', (0, 0), ('<w:tcW w:w="600" w:type="dxa"/>',) * 2, (30, 30)),
        ('<w:tblW w:w="2400" w:type="dxa"/>', (), ("", ""), (60, 60)),
        ('<w:tblW w:w="2500" w:type="pct"/>', (1000, 3000), ("", ""), (61.875, 185.625)),
        ('<w:tblW w:w="100%" w:type="pct"/>', (1000, 3000), ("", ""), (123.75, 371.25)),
        ("", (), ("", ""), (247.5, 247.5)),
        ("", (2000,), ("", ""), (100, 395)),
    ],
)
def test_column_widths(properties, grid, cells, expected):
    body = tbl(tr(*(tc("字", cell) for cell in cells)), properties=properties, grid=grid)
    found = first_table(read(body + f"<w:sectPr>{A4}</w:sectPr>"))
    assert found.columns == pytest.approx(expected)


def test_a_nested_table_takes_its_share_of_the_cell():
    inner = tbl(tr(tc("内")), properties='<w:tblW w:w="5000" w:type="pct"/>', grid=(100,))
    cell = f"<w:tc><w:tcPr/>{inner}<w:p/></w:tc>"
    outer = table(tr(cell), grid=(4000,), properties=margins(left=100, right=300))
    assert outer.rows[0].cells[0].blocks[0].columns == (180,)


def margins(tag: str = "tblCellMar", **sides: int) -> str:
    inside = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items())
    return f"<w:{tag}>{inside}</w:{tag}>"


def test_cell_margins_come_from_the_cell_then_the_row_then_the_table_then_the_style():
    styles = f'<w:style w:type="table" w:styleId="T"><w:tblPr>{margins(left=20, right=40, top=60)}</w:tblPr></w:style>'
    exceptions = f"<w:tblPrEx>{margins(left=200)}</w:tblPrEx>"
    found = table(
        tr(tc("甲"), tc("乙", margins("tcMar", start=300))),
        tr(tc("丙")).replace("<w:tr>", "<w:tr>" + exceptions),
        properties='<w:tblStyle w:val="T"/>' + margins(right=100),
        styles=styles,
    )
    sides = [(c.margins.left, c.margins.right, c.margins.top) for row in found.rows for c in row.cells]
    assert sides == [(1, 5, 3), (15, 5, 3), (10, 5, 3)]


def test_without_any_margins_a_cell_has_those_of_the_standard():
    found = table(tr(tc("甲"))).rows[0].cells[0].margins
    assert (found.left, found.right, found.top, found.bottom) == (5.75, 5.75, 0, 0)


def test_row_properties():
    found = table(
        tr(tc("头"), properties="<w:tblHeader/><w:cantSplit/>"),
        tr(tc("头"), properties="<w:tblHeader/>"),
        tr(tc("甲"), properties='<w:trHeight w:val="500"/>'),
        tr(tc("乙"), properties='<w:trHeight w:val="600" w:hRule="exact"/><w:tblHeader/>'),
        tr(tc("丙"), properties='<w:tblHeader w:val="0"/>'),
        grid=(1000,),
    )
    assert [row.is_header for row in found.rows] == [True, True, False, False, False]
    assert [row.can_split for row in found.rows] == [False, True, True, True, True]
    heights = [(row.height_rule, row.height) for row in found.rows]
    assert heights == [("auto", 0), ("auto", 0), ("at_least", 25), ("exact", 30), ("auto", 0)]


@pytest.mark.parametrize(
    ("shading", "expected"),
    [
        ('<w:shd w:val="clear" w:fill="d9d9d9"/>', "D9D9D9"),
        ('<w:shd w:val="clear" w:fill="auto"/>', None),
        ('<w:shd w:val="nil" w:fill="FF0000"/>', None),
        ('<w:shd w:val="pct25" w:color="auto" w:fill="auto"/>', "BFBFBF"),
        ('<w:shd w:val="solid" w:color="112233" w:fill="auto"/>', "112233"),
    ],
)
def test_shading(shading, expected):
    assert table(tr(tc("甲", shading))).rows[0].cells[0].shading == expected


def test_text_of_automatic_colour_is_white_on_a_dark_ground():
    dark, light = '<w:shd w:val="clear" w:fill="1F3864"/>', '<w:shd w:val="clear" w:fill="DDDDDD"/>'
    found = table(tr(tc("甲", dark), tc("乙", light), tc("丙")))
    colors = [paragraph.inlines[0].style.color for paragraph in all_paragraphs((found,))]
    assert colors == ["FFFFFF", "000000", "000000"]


def test_vertical_alignment_and_place():
    found = table(
        tr(tc("甲", '<w:vAlign w:val="center"/>'), tc("乙", '<w:vAlign w:val="bottom"/>'), tc("丙")),
        properties='<w:jc w:val="center"/><w:tblInd w:w="500" w:type="dxa"/>',
    )
    assert [cell.vertical for cell in found.rows[0].cells] == ["center", "bottom", "top"]
    assert (found.alignment, found.indent) == ("center", 0)


@pytest.mark.parametrize(("mode", "indent"), [(15, 20), (14, 15), (None, 15)])
def test_before_word_2013_the_indent_is_that_of_the_text(mode, indent):
    setting = f'<w:compat><w:compatSetting w:name="compatibilityMode" w:val="{mode}"/></w:compat>' if mode else ""
    properties = '<w:tblInd w:w="400" w:type="dxa"/>' + margins(left=100)
    assert table(tr(tc("甲")), properties=properties, settings=setting).indent == indent


# --- conditional formatting ------------------------------------------------------------------------------------------


def conditional(**parts: str) -> str:
    inside = "".join(f'<w:tblStylePr w:type="{name}">{content}</w:tblStylePr>' for name, content in parts.items())
    return f'<w:style w:type="table" w:styleId="T">{inside}</w:style>'


def fill(color: str) -> str:
    return f'<w:tcPr><w:shd w:val="clear" w:fill="{color}"/></w:tcPr>'


SHADES = conditional(
    wholeTable=fill("000000"), band1Horz=fill("111111"), band2Horz=fill("222222"), band1Vert=fill("333333"),
    firstRow=fill("444444"), lastRow=fill("555555"), firstCol=fill("666666"), lastCol=fill("777777"),
    neCell=fill("888888"), nwCell=fill("999999"),
)  # fmt: skip


def shades(look: str) -> list[str]:
    rows = [tr(*[tc("格")] * 3)] * 4
    found = table(*rows, properties=f'<w:tblStyle w:val="T"/>{look}', styles=SHADES)
    return ["".join(cell.shading[0] for cell in row.cells) for row in found.rows]


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ('<w:tblLook w:val="0600"/>', ["000", "000", "000", "000"]),
        ('<w:tblLook w:firstRow="1" w:lastRow="1" w:noHBand="1" w:noVBand="1"/>', ["444", "000", "000", "555"]),
        ('<w:tblLook w:val="0400"/>', ["111", "222", "111", "222"]),
        ('<w:tblLook w:val="0420"/>', ["444", "111", "222", "111"]),
        ('<w:tblLook w:val="0200"/>', ["303", "303", "303", "303"]),
        ('<w:tblLook w:val="07A0"/>', ["948", "607", "607", "607"]),
        ('<w:tblLook w:val="07A0" w:lastColumn="1" w:firstColumn="0"/>', ["448", "007", "007", "007"]),
        ("", ["111", "222", "111", "222"]),
    ],
)
def test_the_look_switches_conditional_formats_on(look, expected):
    assert shades(look) == expected


def test_bands_may_be_several_rows_high():
    style = SHADES.replace(
        '<w:style w:type="table" w:styleId="T">',
        '<w:style w:type="table" w:styleId="T"><w:tblPr><w:tblStyleRowBandSize w:val="2"/></w:tblPr>',
    )
    rows = [tr(tc("格"))] * 5
    found = table(*rows, properties='<w:tblStyle w:val="T"/><w:tblLook w:val="0400"/>', styles=style, grid=(1000,))
    assert [row.cells[0].shading[0] for row in found.rows] == ["1", "1", "2", "2", "1"]


def test_bands_may_be_several_columns_wide():
    style = SHADES.replace(
        '<w:style w:type="table" w:styleId="T">',
        '<w:style w:type="table" w:styleId="T"><w:tblPr><w:tblStyleColBandSize w:val="2"/></w:tblPr>',
    )
    look = '<w:tblStyle w:val="T"/><w:tblLook w:val="0200"/>'
    found = table(tr(*[tc("格")] * 6), properties=look, styles=style, grid=(1000,) * 6)
    assert [cell.shading[0] for cell in found.rows[0].cells] == ["3", "3", "0", "0", "3", "3"]


def test_conditions_may_slant_a_corner_and_let_text_run_down():
    slanted = '<w:tcPr><w:tcBorders><w:tl2br w:val="single" w:sz="8"/></w:tcBorders></w:tcPr>'
    down = '<w:tcPr><w:textDirection w:val="tbRlV"/></w:tcPr>'
    look = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1" w:firstColumn="1"/>'
    found = table(
        tr(tc("角"), tc("头")),
        tr(tc("列"), tc("身")),
        properties=look,
        styles=conditional(firstCol=down, nwCell=slanted),
    )
    cells = [cell for row in found.rows for cell in row.cells]
    assert [cell.direction for cell in cells] == ["down", "across", "down", "across"]
    assert [cell.diagonals is not None for cell in cells] == [True, False, False, False]
    assert cells[0].diagonals.falling.width == 1


def test_a_row_takes_the_largest_upper_margin_of_its_cells():
    found = table(tr(tc("一", margins("tcMar", top=200)), tc("二", margins("tcMar", bottom=100)), tc("三")))
    assert [(cell.margins.top, cell.margins.bottom) for cell in found.rows[0].cells] == [(10, 0), (10, 5), (10, 0)]


def test_conditional_formats_reach_text_and_are_inherited_by_styles():
    styles = conditional(firstRow="<w:pPr><w:jc w:val='center'/></w:pPr><w:rPr><w:b/></w:rPr>") + (
        '<w:style w:type="table" w:styleId="U"><w:basedOn w:val="T"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:i/></w:rPr></w:tblStylePr></w:style>'
    )
    look = '<w:tblStyle w:val="U"/><w:tblLook w:firstRow="1"/>'
    found = table(tr(tc("头")), tr(tc("身")), properties=look, grid=(1000,), styles=styles)
    head, body = all_paragraphs((found,))
    assert (head.format.alignment, body.format.alignment) == ("center", "left")
    assert (head.inlines[0].style.bold, head.inlines[0].style.italic) == (True, True)
    assert (body.inlines[0].style.bold, body.inlines[0].style.italic) == (False, False)


def test_a_nested_table_does_not_take_the_look_of_the_outer_one():
    styles = conditional(wholeTable="<w:rPr><w:b/></w:rPr>")
    cell = f"<w:tc>{tbl(tr(tc('内')), grid=(500,))}{p('外')}</w:tc>"
    found = table(tr(cell), properties='<w:tblStyle w:val="T"/>', styles=styles)
    assert [(run.inlines[0].text, run.inlines[0].style.bold) for run in all_paragraphs((found,))] == [
        ("内", False),
        ("外", True),
    ]


def test_a_span_that_no_table_can_have_does_not_exhaust_memory():
    document = read(tbl(tr(tc("甲", '<w:gridSpan w:val="999999999"/>')), grid=(1000,)))
    assert text_of(blocks(document)) == "甲"
    assert constructs(document) == []
