"""Tables: every cell with the look that its table style, table, row and own properties come to (ECMA-376 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from docgen.lengths import Pt, from_twips
from docgen.messages import Message, message
from docgen.pages.read.borders import Claim
from docgen.pages.read.cell_properties import Vertical, read_cell_layer
from docgen.pages.read.context import BLACK, Reading
from docgen.pages.read.model import Block, Cell, Edges, Margins, PlaceMark, Row, Table
from docgen.pages.read.ooxml import Element, W, child, fingerprint, val
from docgen.pages.read.styles import CellStyle, Style
from docgen.pages.read.table_conditions import Conditions, claims_of_region, claims_of_style
from docgen.pages.read.table_edges import Claims, settle_edges
from docgen.pages.read.table_grid import Grid, GridCell, GridRow, column_widths, read_grid
from docgen.pages.read.table_properties import TableLayer, read_look, read_table_layer

ReadBlocks: TypeAlias = Callable[[Element, Reading], tuple[Block, ...]]

_NORMAL_MARGINS = {"top": 0.0, "bottom": 0.0, "left": from_twips(115), "right": from_twips(115)}  # 17.4.34, .41
_DARK = 62  # of 255: on a darker ground, text whose colour is `auto` turns white, as in Word
_WHITE = "FFFFFF"


@dataclass(frozen=True, slots=True)
class CellLook:
    """What applies to a cell: `style` inside it, the rest to itself. `own_borders` are those its properties name."""

    style: CellStyle
    own_borders: Claims
    margins: Margins
    shading: str | None
    vertical: Vertical
    beyond: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _TableReading:
    """One table while it is read. `rows` are the table layers of the rows, which may differ (`w:tblPrEx`, 17.4.60)."""

    reading: Reading
    grid: Grid
    style_id: str
    style: Style
    layer: TableLayer
    rows: list[TableLayer]
    conditions: Conditions
    columns: tuple[Pt, ...]
    read_blocks: ReadBlocks

    looks: dict[Hashable, CellLook] = field(default_factory=dict)

    def look(self, cell: GridCell) -> CellLook:
        """How a cell looks; cells alike in place and properties share it."""
        regions = self.conditions.regions(cell) if self.style.conditional else {}
        applied = tuple(name for name in regions if name in self.style.conditional)
        key = (applied, _look_key(cell.properties), id(self.rows[cell.row]))
        if key not in self.looks:
            self.looks[key] = self._make_look(cell, applied)
        return self.looks[key]

    def _make_look(self, cell: GridCell, applied: tuple[str, ...]) -> CellLook:
        sheet = self.reading.story.sheet
        style = sheet.cell_style(self.style_id, applied)
        own = read_cell_layer(cell.properties, sheet.theme)
        layer = own.over(style.layers.cell)
        sides = {**_NORMAL_MARGINS, **self.rows[cell.row].margins, **layer.margins}
        return CellLook(
            style=style,
            own_borders={edge: Claim(border, own=True) for edge, border in own.borders.items()},
            margins=Margins(**{side: sides[side] for side in _NORMAL_MARGINS}),
            shading=layer.shading or None,
            vertical=layer.vertical or "top",
            beyond=tuple(construct for construct in layer.beyond.values() if construct),
        )


def read_table(element: Element, reading: Reading, read_blocks: ReadBlocks) -> Table:
    """Read a `w:tbl`; `reading` stands at it, and `read_blocks` reads what stands in its cells."""
    table = _open(element, reading, read_blocks)
    for construct in table.layer.beyond.values():
        if construct:
            reading.cannot_set(construct)
    edges = settle_edges(table.grid, lambda cell: _claims(cell, table))
    alignment = table.layer.alignment or "left"
    return Table(
        columns=table.columns,
        rows=tuple(_read_rows(table, edges)),
        alignment=alignment,
        indent=_indent(table) if alignment == "left" else 0,
    )


def _open(element: Element, reading: Reading, read_blocks: ReadBlocks) -> _TableReading:
    sheet = reading.story.sheet
    properties = child(element, W + "tblPr")
    style_id = sheet.style_id("table", val(child(properties, W + "tblStyle")))
    style = sheet.style("table", style_id)
    layer = read_table_layer(properties, sheet.theme).over(style.layers.table)
    grid = read_grid(element)
    return _TableReading(
        reading=reading,
        grid=grid,
        style_id=style_id,
        style=style,
        layer=layer,
        rows=[_row_layer(row, layer, reading) for row in grid.rows],
        conditions=Conditions(
            look=read_look(properties),
            rows=len(grid.rows),
            columns=grid.width,
            row_band=max(1, layer.bands.get("tblStyleRowBandSize", 1)),
            column_band=max(1, layer.bands.get("tblStyleColBandSize", 1)),
        ),
        columns=column_widths(element, grid, layer.width, reading.room),
        read_blocks=read_blocks,
    )


def _row_layer(row: GridRow, layer: TableLayer, reading: Reading) -> TableLayer:
    exceptions = child(row.element, W + "tblPrEx")
    return layer if exceptions is None else read_table_layer(exceptions, reading.story.sheet.theme).over(layer)


def _indent(table: _TableReading) -> Pt:
    """From the margin to the table's edge. Before Word 2013 the indent is that of the first cell's text."""
    indent = table.layer.indent or 0
    if table.reading.story.settings.indents_cell_text:
        return indent - {**_NORMAL_MARGINS, **table.layer.margins}["left"]
    return indent


def _claims(cell: GridCell, table: _TableReading) -> Claims:
    """What a cell wants on its edges: its own borders before those of the style's conditions before the table's.

    The lower edge of a merged cell is that of the last cell it covers (17.4.85).
    """
    names = table.conditions.whole.names(cell)
    claims = claims_of_region(table.rows[cell.row].borders, names, own=False)
    if table.style.conditional:
        claims |= claims_of_style(cell, table.style, table.conditions.regions(cell))
    claims |= table.look(cell).own_borders
    if cell.row_span > 1:
        last = read_cell_layer(child(cell.covered[-1], W + "tcPr"), table.reading.story.sheet.theme)
        if "bottom" in last.borders:
            claims["bottom"] = Claim(last.borders["bottom"], own=True)
    return claims


def _read_rows(table: _TableReading, edges: dict[int, Edges]) -> list[Row]:
    """The rows. Header rows count only from the first row on without a gap (ECMA-376 17.4.49)."""
    rows: list[Row] = []
    leads = True
    for row in table.grid.rows:
        properties = row.properties
        leads = leads and properties.is_header
        if properties.beyond:
            table.reading.cannot_set(properties.beyond)
        rows.append(
            Row(
                cells=tuple(_read_cell(cell, table, edges[id(cell)]) for cell in row.cells),
                height=properties.height,
                height_rule="exact" if properties.exact else "at_least" if properties.height else "auto",
                can_split=properties.can_split,
                is_header=leads,
            )
        )
    return rows


def _read_cell(cell: GridCell, table: _TableReading, edges: Edges) -> Cell:
    outer, look = table.reading, table.look(cell)
    reading = outer.in_cell(
        outer.place.cell(cell.row + 1, cell.number + 1),
        room=sum(table.columns[cell.column : cell.end]) - look.margins.left - look.margins.right,
        cell=look.style,
        auto_color=_readable_on(look.shading) if look.shading else outer.auto_color,
    )
    for construct in look.beyond:
        reading.cannot_set(construct)
    if any((text.text or "").strip() for covered in cell.covered for text in covered.iter(W + "t")):
        reading.cannot_set(message("text in a cell that a merge covers"))
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
    )


def _look_key(properties: Element | None) -> Hashable:
    """What of a `w:tcPr` decides the look: all but the cell's place in the grid."""
    if properties is None:
        return ()
    return tuple(fingerprint(part) for part in properties if part.tag not in _PLACING)


_PLACING = frozenset({W + "tcW", W + "gridSpan", W + "vMerge", W + "hMerge", W + "cnfStyle"})


@lru_cache(maxsize=256)
def _readable_on(shading: str) -> str:
    """The colour that `auto` means on a ground."""
    try:
        red, green, blue = bytes.fromhex(shading)
    except ValueError:
        return BLACK
    return _WHITE if (red * 76 + green * 151 + blue * 29) / 256 <= _DARK else BLACK
