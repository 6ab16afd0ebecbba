"""Tables: rows and cells in their places, with what stands in them (ECMA-376 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.block_model import Block, Cell, Row, Table
from docgen.pages.read.border_model import NO_EDGES, Edges
from docgen.pages.read.context import BLACK, Reading
from docgen.pages.read.inline_model import PlaceMark
from docgen.pages.read.ooxml import Element, W, child
from docgen.pages.read.table_edges import edges_apart, frame_of, settle_edges
from docgen.pages.read.table_grid import Grid, GridCell, read_grid
from docgen.pages.read.table_looks import TableLook, read_table_look
from docgen.pages.read.table_mirror import mirrored
from docgen.pages.read.table_places import read_placing
from docgen.pages.read.table_widths import column_widths, read_fit

ReadBlocks: TypeAlias = Callable[[Element, Reading], tuple[Block, ...]]

_DARK = 62  # of 255: on a darker ground, text whose colour is `auto` turns white, as in Word
_WHITE = "FFFFFF"
_LEVEL_ONLY = tuple(W + name for name in ("drawing", "pict", "object", "footnoteReference"))


class _TableReading(NamedTuple):
    """One table while it is read."""

    reading: Reading
    grid: Grid
    look: TableLook
    columns: tuple[Pt, ...]
    read_blocks: ReadBlocks


def read_table(element: Element, reading: Reading, read_blocks: ReadBlocks) -> Table:
    """Read a `w:tbl`; `reading` stands at it, and `read_blocks` reads what stands in its cells."""
    grid = read_grid(element, reading.story.sheet)
    look = read_table_look(element, grid, reading.story.sheet)
    for construct in look.format.layer.beyond.values():
        if construct:
            reading.cannot_set(construct)
    layer = look.format.layer
    columns = column_widths(grid, layer.width, reading.room)
    table = _TableReading(reading, grid, look, columns, read_blocks)
    if layer.spacing:
        edges = {cell: edges_apart(look.claims(cell)) for row in grid.rows for cell in row.cells}
    else:
        edges = settle_edges(grid, look.claims)
    alignment = layer.alignment or "left"
    read = Table(
        columns=columns,
        rows=tuple(_read_rows(table, edges)),
        alignment=alignment,
        indent=_indent(table) if alignment == "left" else 0,
        fit=read_fit(grid, layer.width, reading.room, is_fixed=layer.is_fixed or False),
        spacing=layer.spacing or 0,
        frame=frame_of(layer.borders) if layer.spacing else NO_EDGES,
    )
    if layer.mirrored:
        read = mirrored(read)
    where = child(child(element, W + "tblPr"), W + "tblpPr")
    return read if where is None else _placed(read, element, where, table)


def _placed(read: Table, element: Element, where: Element, table: _TableReading) -> Table:
    """A table that floats, at its place; where that cannot be, it is said."""
    placing = read_placing(element, where, table.reading, sum(table.columns))
    if isinstance(placing, Message):
        table.reading.cannot_set(placing)
        return read
    at_text = table.reading.story.settings.indents_cell_text and where.get(W + "tblpXSpec") is None
    indent = placing.x - (table.look.format.margins["left"] if at_text else 0)
    return read._replace(alignment="left", indent=indent, floating=placing.floating)


def _indent(table: _TableReading) -> Pt:
    """From the margin to the table's edge. Before Word 2013 the indent is that of the first cell's text.

    A table in a cell begins with the cell's text, in every version.
    """
    indent = table.look.format.layer.indent or 0
    outer = table.reading.place.outer
    if not table.reading.story.settings.indents_cell_text or (outer is not None and outer.kind == "cell"):
        return indent
    return indent - table.look.format.margins["left"]


def _read_rows(table: _TableReading, edges: dict[GridCell, Edges]) -> Iterator[Row]:
    """The rows. Header rows count only from the first row on without a gap (ECMA-376 17.4.49)."""
    leads = True
    for index, row in enumerate(table.grid.rows):
        properties = row.properties
        leads = leads and (properties.is_header or (index == 0 and table.look.first_row_leads))
        if (properties.spacing or 0) > (table.look.format.layer.spacing or 0):
            table.reading.cannot_set(message("space between the cells of single rows"))
        yield Row(
            cells=_level([_read_cell(cell, table, edges[cell]) for cell in row.cells]),
            height=properties.height,
            height_rule="exact" if properties.exact else "at_least" if properties.height else "auto",
            can_split=properties.can_split,
            is_header=leads,
        )


def _level(cells: list[Cell]) -> tuple[Cell, ...]:
    """The cells of a row with one upper margin, the largest of all, as in Word and LibreOffice."""
    tops = {cell.margins.top for cell in cells}
    if len(tops) > 1:
        top = max(tops)
        cells = [cell._replace(margins=cell.margins._replace(top=top)) for cell in cells]
    return tuple(cells)


def _read_cell(cell: GridCell, table: _TableReading, edges: Edges) -> Cell:
    outer, look = table.reading, table.look.cell(cell)
    reading = outer.in_cell(
        outer.place.cell(cell.row + 1, cell.number + 1),
        room=sum(table.columns[cell.column : cell.end]) - look.margins.left - look.margins.right,
        cell=look.style,
        auto_color=_readable_on(look.shading) if look.shading else outer.auto_color,
    )
    for construct in look.beyond:
        reading.cannot_set(construct)
    if look.direction != "across" and next(cell.element.iter(*_LEVEL_ONLY), None) is not None:
        reading.cannot_set(message("picture or footnote in vertical text"))
    if cell.covered and _has_text(cell.covered):
        reading.cannot_set(message("text in a cell that a merge covers"))
    if cell.tags:
        outer.story.marks.extend(PlaceMark(tag) for tag in cell.tags)
    return Cell(
        column=cell.column,
        column_span=cell.column_span,
        row_span=cell.row_span,
        blocks=table.read_blocks(cell.element, reading),
        edges=edges,
        margins=look.margins,
        shading=look.shading,
        vertical=look.vertical,
        diagonals=look.diagonals,
        direction=look.direction,
        fits=look.fits,
        hides_mark=look.hides_mark,
    )


def _has_text(cells: list[Element]) -> bool:
    return any((text.text or "").strip() for cell in cells for text in cell.iter(W + "t"))


@lru_cache(maxsize=256)
def _readable_on(shading: str) -> str:
    """The colour that `auto` means on a ground."""
    try:
        red, green, blue = bytes.fromhex(shading)
    except ValueError:
        return BLACK
    return _WHITE if (red * 76 + green * 151 + blue * 29) / 256 <= _DARK else BLACK
