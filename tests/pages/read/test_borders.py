"""Which border is drawn where cells, tables and styles disagree (ECMA-376 17.4.66)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages.read.word_xml import first_table, read, tbl, tc, tr

from docgen.pages.read.block_model import Table
from docgen.pages.read.border_model import Border
from docgen.pages.read.borders import Claim, winner

MERGE, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def edges(tag: str, **borders: str) -> str:
    """`edges("tblBorders", top="single 8 FF0000")`; the size is in eighths of a point."""
    inside = ""
    for edge, text in borders.items():
        kind, size, color = [*text.split(), "4", "000000"][:3] if " " in text else (text, "4", "000000")
        inside += f'<w:{edge} w:val="{kind}" w:sz="{size}" w:color="{color}"/>'
    return f"<w:{tag}>{inside}</w:{tag}>"


BOX = edges("tblBorders", top="single 12", left="single 12", bottom="single 12", right="single 12",
            insideH="single 4", insideV="dotted 4")  # fmt: skip


def table(*rows: str, properties: str = "", styles: str = "") -> Table:
    return first_table(read(tbl(*rows, properties=properties, grid=(1000, 1000, 1000)), styles=styles))


def widths(found: Table) -> list[list[tuple[float, float, float, float]]]:
    """(top, right, bottom, left) widths of every cell."""
    return [
        [(c.edges.top.width, c.edges.right.width, c.edges.bottom.width, c.edges.left.width) for c in row.cells]
        for row in found.rows
    ]


def test_table_borders_lie_around_and_between_cells():
    found = table(tr(tc(), tc()), tr(tc(), tc()), properties=BOX)
    assert widths(found) == [
        [(1.5, 0.5, 0.5, 1.5), (1.5, 1.5, 0.5, 0.5)],
        [(0.5, 0.5, 1.5, 1.5), (0.5, 1.5, 1.5, 0.5)],
    ]
    assert found.rows[0].cells[0].edges.right.style == "dotted"
    assert found.rows[0].cells[0].edges.bottom.style == "single"


def test_without_any_there_are_none():
    assert widths(table(tr(tc()))) == [[(0, 0, 0, 0)]]


def test_a_cells_own_border_goes_before_its_tables_even_if_thinner():
    cell = edges("tcBorders", top="single 2 FF0000", bottom="single 2 FF0000")
    found = table(tr(tc("", cell)), tr(tc()), properties=BOX)
    assert found.rows[0].cells[0].edges.top == Border(0.25, "FF0000")
    assert found.rows[0].cells[0].edges.bottom == found.rows[1].cells[0].edges.top == Border(0.25, "FF0000")


def test_no_border_yields_to_the_neighbours():
    found = table(
        tr(tc("", edges("tcBorders", right="nil", left="nil")), tc()),
        tr(tc("", edges("tcBorders", right="nil")), tc("", edges("tcBorders", left="none"))),
        properties=BOX,
    )
    assert widths(found)[0] == [(1.5, 0.5, 0.5, 0), (1.5, 1.5, 0.5, 0.5)]
    assert widths(found)[1] == [(0.5, 0, 1.5, 1.5), (0.5, 1.5, 1.5, 0)]


@pytest.mark.parametrize(
    ("left", "right", "drawn"),
    [
        ("single 4 FF0000", "single 12 FFFFFF", Border(1.5, "FFFFFF")),
        ("double 4 FF0000", "single 6 FF0000", Border(0.5, "FF0000", "double")),
        ("single 4 FF0000", "dotted 4 000000", Border(0.5, "FF0000")),
        ("single 4 FFFFFF", "single 4 000000", Border(0.5, "000000")),
        ("single 4 00FF00", "single 4 FF0000", Border(0.5, "FF0000")),
        ("dashed 4 000000", "dotted 4 000000", Border(0.5, "000000", "dashed")),
    ],
)
def test_the_heavier_then_the_higher_style_then_the_darker_is_drawn(left, right, drawn):
    for first, second in ((left, right), (right, left)):
        row = tr(tc("", edges("tcBorders", right=first)), tc("", edges("tcBorders", left=second)))
        one, two = table(row).rows[0].cells
        assert one.edges.right == two.edges.left == drawn


def test_direct_table_borders_go_before_the_styles_edge_by_edge():
    style = edges("tblBorders", top="single 24", bottom="single 24")
    styles = f'<w:style w:type="table" w:styleId="T"><w:tblPr>{style}</w:tblPr></w:style>'
    direct = '<w:tblStyle w:val="T"/>' + edges("tblBorders", top="single 8")
    assert widths(table(tr(tc()), properties=direct, styles=styles)) == [[(1, 0, 3, 0)]]


def test_a_row_may_have_borders_of_its_own():
    exceptions = f"<w:tblPrEx>{edges('tblBorders', left='single 24')}</w:tblPrEx>"
    found = table(tr(tc()), tr(tc()).replace("<w:tr>", "<w:tr>" + exceptions), properties=BOX)
    assert [row[0][3] for row in widths(found)] == [1.5, 3]


def test_a_conditional_format_borders_its_region():
    header = edges("tcBorders", bottom="double 6", insideV="nil", top="single 16")
    styles = (
        f'<w:style w:type="table" w:styleId="T"><w:tblPr>{BOX}</w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{header}</w:tcPr></w:tblStylePr></w:style>'
    )
    look = '<w:tblStyle w:val="T"/><w:tblLook w:firstRow="1"/>'
    found = table(tr(tc(), tc()), tr(tc(), tc()), properties=look, styles=styles)
    first, second = found.rows[0].cells
    assert (first.edges.top.width, first.edges.right.width, second.edges.left.width) == (2, 0, 0)
    assert first.edges.bottom.style == found.rows[1].cells[0].edges.top.style == "double"
    assert first.edges.left.width == 1.5


def test_a_merged_cell_ends_with_the_border_of_the_last_cell_it_covers():
    bottom = edges("tcBorders", bottom="single 24")
    found = table(tr(tc("", MERGE)), tr(tc("", GOES_ON + bottom)), tr(tc()), properties=BOX)
    assert found.rows[0].cells[0].edges.bottom.width == 3
    assert found.rows[2].cells[0].edges.top.width == 3


def test_beside_a_merged_cell_the_borders_of_the_short_cells_are_drawn():
    thick = edges("tcBorders", left="single 24")
    found = table(tr(tc("", MERGE), tc("", thick)), tr(tc("", GOES_ON), tc()), properties=BOX)
    long, upper, lower = found.rows[0].cells[0], found.rows[0].cells[1], found.rows[1].cells[0]
    assert upper.edges.left.width == 3
    assert lower.edges.left.width == 0.5
    assert long.edges.right.width == 0


def test_where_a_row_is_indented_the_cell_above_keeps_its_lower_border():
    indented = tr(tc(), properties='<w:gridBefore w:val="1"/>')
    found = table(tr(tc(), tc()), indented, properties=BOX)
    assert widths(found) == [[(1.5, 0.5, 0.5, 1.5), (1.5, 1.5, 0.5, 0.5)], [(0.5, 1.5, 1.5, 1.5)]]


BORDERS = st.builds(
    Border,
    st.sampled_from([0, 0.25, 0.5, 1.5]),
    st.sampled_from(["000000", "FF0000", "FFFFFF"]),
    st.sampled_from(["single", "double", "dashed", "dotted"]),
)


@given(BORDERS, BORDERS, st.booleans(), st.booleans())
def test_the_winner_is_one_of_the_two_and_none_only_if_both_are(first, second, first_own, second_own):
    drawn = winner(Claim(first, first_own), Claim(second, second_own))
    assert drawn in (first, second)
    assert bool(drawn.width) == bool(first.width or second.width)


CELL_BORDERS = st.fixed_dictionaries(
    {},
    optional={
        edge: st.sampled_from(["nil", "single 4", "double 4", "single 24"])
        for edge in ("top", "left", "bottom", "right")
    },
)


@given(st.lists(st.lists(CELL_BORDERS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_neighbours_agree_about_the_line_they_share(rows):
    found = table(*(tr(*(tc("", edges("tcBorders", **cell)) for cell in row)) for row in rows), properties=BOX)
    for row in found.rows:
        for left, right in zip(row.cells, row.cells[1:], strict=False):
            assert left.edges.right == right.edges.left
    for upper, lower in zip(found.rows, found.rows[1:], strict=False):
        for above, below in zip(upper.cells, lower.cells, strict=True):
            assert above.edges.bottom == below.edges.top
