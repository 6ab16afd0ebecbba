"""How the cells of a table look: what table style, table, row and cell properties come to (ECMA-376 17.7.2)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from docgen.lengths import Pt, from_twips
from docgen.messages import Message
from docgen.pages.read.borders import Claim
from docgen.pages.read.cell_properties import Vertical, read_cell_layer
from docgen.pages.read.model import Margins
from docgen.pages.read.ooxml import Element, W, child, fingerprint, val
from docgen.pages.read.styles import CellStyle, Style, StyleSheet
from docgen.pages.read.table_conditions import Conditions, claims_of_region, claims_of_style
from docgen.pages.read.table_edges import Claims
from docgen.pages.read.table_grid import Grid, GridCell, GridRow
from docgen.pages.read.table_properties import TableLayer, read_look, read_table_layer

NORMAL_MARGINS: dict[str, Pt] = {
    "top": 0,
    "bottom": 0,
    "left": from_twips(115),
    "right": from_twips(115),
}  # 17.4.34, .41


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
class TableLook:
    """The looks of a table's cells; cells alike share one.

    `layer` is what style and table say of the table, `rows` the same row by row with exceptions (`w:tblPrEx`, 17.4.60).
    """

    sheet: StyleSheet
    style_id: str
    layer: TableLayer
    rows: list[TableLayer]
    conditions: Conditions
    _shared: dict[Hashable, CellLook] = field(default_factory=dict)
    _looks: dict[int, CellLook] = field(default_factory=dict)
    _claims: dict[Hashable, Claims] = field(default_factory=dict)

    @property
    def style(self) -> Style:
        """The table style."""
        return self.sheet.style("table", self.style_id)

    @property
    def margins(self) -> dict[str, Pt]:
        """The cell margins of the table."""
        return {**NORMAL_MARGINS, **self.layer.margins}

    def cell(self, cell: GridCell) -> CellLook:
        """How a cell looks."""
        look = self._looks.get(id(cell))
        if look is None:
            look = self._looks[id(cell)] = self._shared_look(cell)
        return look

    def _shared_look(self, cell: GridCell) -> CellLook:
        conditional = self.style.conditional
        regions = self.conditions.regions(cell) if conditional else {}
        applied = tuple(name for name in regions if name in conditional)
        key = (applied, _look_key(cell.properties), id(self.rows[cell.row]))
        if key not in self._shared:
            self._shared[key] = self._make_look(cell, applied)
        return self._shared[key]

    def _make_look(self, cell: GridCell, applied: tuple[str, ...]) -> CellLook:
        style = self.sheet.cell_style(self.style_id, applied)
        own = read_cell_layer(cell.properties, self.sheet.theme)
        layer = own.over(style.layers.cell)
        sides = {**NORMAL_MARGINS, **self.rows[cell.row].margins, **layer.margins}
        return CellLook(
            style=style,
            own_borders={edge: Claim(border, own=True) for edge, border in own.borders.items()},
            margins=Margins(**{side: sides[side] for side in NORMAL_MARGINS}),
            shading=layer.shading or None,
            vertical=layer.vertical or "top",
            beyond=tuple(construct for construct in layer.beyond.values() if construct),
        )

    def claims(self, cell: GridCell) -> Claims:
        """What a cell wants on its edges: its own borders before those of conditional formats before the table's.

        The lower edge of a merged cell is that of the last cell it covers (17.4.85).
        """
        if self.style.conditional or cell.covered:
            return self._make_claims(cell)
        key = (id(self.cell(cell)), id(self.rows[cell.row]), *self.conditions.whole.at_edges(cell))
        if key not in self._claims:
            self._claims[key] = self._make_claims(cell)
        return self._claims[key]

    def _make_claims(self, cell: GridCell) -> Claims:
        names = self.conditions.whole.names(cell)
        claims = claims_of_region(self.rows[cell.row].borders, names, own=False)
        claims |= claims_of_style(cell, self.style, self.conditions.regions(cell))
        claims |= self.cell(cell).own_borders
        if cell.row_span > 1:
            last = read_cell_layer(child(cell.covered[-1], W + "tcPr"), self.sheet.theme)
            if "bottom" in last.borders:
                claims["bottom"] = Claim(last.borders["bottom"], own=True)
        return claims


def read_table_look(table: Element, grid: Grid, sheet: StyleSheet) -> TableLook:
    """What the properties of a `w:tbl` and its style say of its cells."""
    properties = child(table, W + "tblPr")
    style_id = sheet.style_id("table", val(child(properties, W + "tblStyle")))
    layer = read_table_layer(properties, sheet.theme).over(sheet.style("table", style_id).layers.table)
    conditions = Conditions(
        look=read_look(properties),
        rows=len(grid.rows),
        columns=grid.width,
        row_band=max(1, layer.bands.get("tblStyleRowBandSize", 1)),
        column_band=max(1, layer.bands.get("tblStyleColBandSize", 1)),
    )
    return TableLook(sheet, style_id, layer, [_row_layer(row, layer, sheet) for row in grid.rows], conditions)


def _row_layer(row: GridRow, layer: TableLayer, sheet: StyleSheet) -> TableLayer:
    exceptions = child(row.element, W + "tblPrEx")
    return layer if exceptions is None else read_table_layer(exceptions, sheet.theme).over(layer)


def _look_key(properties: Element | None) -> Hashable:
    """What of a `w:tcPr` decides the look: all but the cell's place in the grid."""
    if properties is None:
        return ()
    return tuple(fingerprint(part) for part in properties if part.tag not in _PLACING)


_PLACING = frozenset({W + "tcW", W + "gridSpan", W + "vMerge", W + "hMerge", W + "cnfStyle"})
