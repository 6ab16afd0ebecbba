"""How the cells of a table look: what table style, table, row and cell properties come to (ECMA-376 17.7.2)."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.lengths import Pt, from_twips
from docgen.messages import Message
from docgen.pages.read.block_model import TextDirection
from docgen.pages.read.border_model import Border, Diagonals, Margins
from docgen.pages.read.borders import NO_BORDER, Claim, Claims
from docgen.pages.read.cell_properties import Vertical
from docgen.pages.read.ooxml import Element, W, child, fingerprint, val
from docgen.pages.read.styles import CellStyle, StyleSheet
from docgen.pages.read.table_conditions import INSIDE, Conditions, Region, claims_of_region, claims_of_style
from docgen.pages.read.table_grid import Grid, GridCell, GridRow
from docgen.pages.read.table_properties import TableLayer, read_look, read_table_layer

NORMAL_MARGINS: dict[str, Pt] = {
    "top": 0,
    "bottom": 0,
    "left": from_twips(115),
    "right": from_twips(115),
}  # 17.4.34, .41


class CellLook:
    """What applies to a cell: `style` inside it, the rest to itself. Cells alike share one: it is a key, by identity.

    `own_claims` are those of the borders that its properties name.
    """

    __slots__ = (
        "beyond", "diagonals", "direction", "fits", "hides_mark", "margins", "own_claims", "shading", "style",
        "vertical",
    )  # fmt: skip

    def __init__(self, cell: GridCell, style: CellStyle, row: TableFormat) -> None:
        own = cell.properties.layer
        layer = own.over(style.layers.cell)
        sides = {**NORMAL_MARGINS, **row.layer.margins, **layer.margins}
        self.style = style
        self.own_claims: Mapping[str, Claim] = {edge: Claim(border, own=True) for edge, border in own.borders.items()}
        self.margins = Margins(**{side: sides[side] for side in NORMAL_MARGINS})
        self.shading = layer.shading or None
        self.vertical: Vertical = layer.vertical or "top"
        self.direction: TextDirection = layer.direction or "across"
        self.diagonals = _diagonals(layer.borders)
        self.fits = layer.switches.get("tcFitText", False)
        self.hides_mark = layer.switches.get("hideMark", False)
        self.beyond: tuple[Message, ...] = tuple(construct for construct in layer.beyond.values() if construct)


def _diagonals(borders: Mapping[str, Border]) -> Diagonals | None:
    """The lines from corner to corner, None where there are none (17.4.74, .80)."""
    found = Diagonals(borders.get("tl2br", NO_BORDER), borders.get("tr2bl", NO_BORDER))
    return found if found.falling.width or found.rising.width else None


class TableFormat:
    """What style and properties say of a table, or of a row with exceptions (`w:tblPrEx`, 17.4.60).

    Tables alike share one: it is a key, by identity. `switches` are those of its `w:tblLook`.
    """

    __slots__ = ("layer", "style_id", "switches")

    def __init__(self, style_id: str, layer: TableLayer, switches: frozenset[str]) -> None:
        self.style_id = style_id
        self.layer = layer
        self.switches = switches

    @property
    def margins(self) -> dict[str, Pt]:
        """The cell margins."""
        return {**NORMAL_MARGINS, **self.layer.margins}


class TableLook:
    """The looks of one table's cells. What cells alike come to is remembered by the sheet, over all tables."""

    def __init__(self, sheet: StyleSheet, table_format: TableFormat, grid: Grid) -> None:
        bands = table_format.layer.bands
        self.format = table_format
        self._sheet = sheet
        self._style = sheet.style("table", table_format.style_id)
        self._rows = [_row_format(row, table_format, sheet) for row in grid.rows]
        self._conditions = Conditions(
            look=table_format.switches,
            rows=len(grid.rows),
            columns=grid.width,
            row_band=max(1, bands.get("tblStyleRowBandSize", 1)),
            column_band=max(1, bands.get("tblStyleColBandSize", 1)),
        )
        self._whole = self._conditions.whole
        self._looks: dict[GridCell, CellLook] = {}

    @property
    def first_row_leads(self) -> bool:
        """Whether the style makes the first row a header, which is repeated overleaf."""
        first = self._style.conditional.get("firstRow")
        return first is not None and first.is_header and "firstRow" in self.format.switches

    def cell(self, cell: GridCell) -> CellLook:
        """How a cell looks."""
        look = self._looks.get(cell)
        if look is None:
            look = self._looks[cell] = self._shared_look(cell, tuple(self._regions(cell)))
        return look

    def _regions(self, cell: GridCell) -> dict[str, Region]:
        """The conditions that format the cell, with their regions."""
        conditional = self._style.conditional
        if not conditional:
            return {}
        return {name: region for name, region in self._conditions.regions(cell).items() if name in conditional}

    def _shared_look(self, cell: GridCell, applied: tuple[str, ...]) -> CellLook:
        row = self._rows[cell.row]

        def make() -> CellLook:
            return CellLook(cell, self._sheet.cell_style(row.style_id, applied), row)

        return self._sheet.remembered(("cell look", row, cell.properties, applied), make)

    def claims(self, cell: GridCell) -> Claims:
        """What a cell wants on its edges: its own borders before those of conditional formats before the table's.

        The lower edge of a merged cell is that of the last cell it covers (17.4.85).
        """
        look, regions = self.cell(cell), self._regions(cell)
        apart = bool(self.format.layer.spacing)
        last = self._sheet.cell_properties(child(cell.covered[-1], W + "tcPr")) if cell.row_span > 1 else None

        def make() -> Claims:
            names = INSIDE if apart else self._whole.names(cell)
            claims = claims_of_region(self._rows[cell.row].layer.borders, names, own=False)
            claims |= claims_of_style(cell, self._style, regions, apart=apart)
            claims |= look.own_claims
            if last is not None and "bottom" in last.layer.borders:
                claims["bottom"] = Claim(last.layer.borders["bottom"], own=True)
            return Claims(claims)

        at_edges = tuple([region.at_edges(cell) for region in (self._whole, *regions.values())])
        return self._sheet.remembered(("claims", look, last, at_edges), make)


def read_table_look(table: Element, grid: Grid, sheet: StyleSheet) -> TableLook:
    """What the properties of a `w:tbl` and its style say of its cells."""
    properties = child(table, W + "tblPr")

    def make() -> TableFormat:
        style_id = sheet.style_id("table", val(child(properties, W + "tblStyle")))
        layer = read_table_layer(properties, sheet.theme).over(sheet.style("table", style_id).layers.table)
        return TableFormat(style_id, layer, read_look(properties))

    return TableLook(sheet, sheet.remembered(("table", fingerprint(properties)), make), grid)


def _row_format(row: GridRow, table: TableFormat, sheet: StyleSheet) -> TableFormat:
    exceptions = child(row.element, W + "tblPrEx")
    if exceptions is None:
        return table

    def make() -> TableFormat:
        return TableFormat(table.style_id, read_table_layer(exceptions, sheet.theme).over(table.layer), table.switches)

    return sheet.remembered(("row", table, fingerprint(exceptions)), make)
