"""Conditional formatting: which parts of a table style apply to a cell, by where it stands (ECMA-376 17.7.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docgen.pages.read.border_model import Border
from docgen.pages.read.borders import Claim
from docgen.pages.read.styles import Style
from docgen.pages.read.table_grid import GridCell

# For each edge: the name of the border inside a region, where the cell does not lie at the region's own edge.
# Cells with space between them have these all around.
INSIDE = {"top": "insideH", "right": "insideV", "bottom": "insideH", "left": "insideV"}


class Region(NamedTuple):
    """Rows and columns, the ends excluded, that one condition formats as a whole."""

    top: int
    bottom: int
    left: int
    right: int

    def at_edges(self, cell: GridCell) -> tuple[bool, bool, bool, bool]:
        """Whether a cell in here lies at the top, right, bottom and left edge; rows may end before the grid does."""
        return (
            cell.row <= self.top,
            cell.end >= self.right or cell.ends_row,
            cell.bottom >= self.bottom,
            cell.column <= self.left or cell.begins_row,
        )

    def names(self, cell: GridCell) -> dict[str, str]:
        """For each edge of a cell in here, which of the region's borders lies on it."""
        at_edges = zip(INSIDE.items(), self.at_edges(cell), strict=True)
        return {edge: edge if at_edge else inside for (edge, inside), at_edge in at_edges}


class Conditions(NamedTuple):
    """What of a table's style is switched on by `w:tblLook`, and the sizes that it depends on."""

    look: frozenset[str]
    rows: int
    columns: int
    row_band: int = 1
    column_band: int = 1

    @property
    def whole(self) -> Region:
        """The table."""
        return Region(0, self.rows, 0, self.columns)

    def regions(self, cell: GridCell) -> dict[str, Region]:
        """The conditions that apply to a cell with the region of each, in the order of 17.7.6: the strongest last."""
        found = {"wholeTable": self.whole}
        first_row = "firstRow" in self.look and cell.row == 0
        last_row = "lastRow" in self.look and cell.bottom == self.rows
        first_column = "firstColumn" in self.look and cell.begins_row
        last_column = "lastColumn" in self.look and cell.ends_row
        if "noVBand" not in self.look and not (first_column or last_column):
            found |= self._column_band(cell)
        if "noHBand" not in self.look and not (first_row or last_row):
            found |= self._row_band(cell)
        if first_row:
            found["firstRow"] = Region(0, 1, 0, self.columns)
        if last_row:
            found["lastRow"] = Region(self.rows - 1, self.rows, 0, self.columns)
        if first_column:
            found["firstCol"] = Region(0, self.rows, 0, 1)
        if last_column:
            found["lastCol"] = Region(0, self.rows, self.columns - 1, self.columns)
        corners = {
            "neCell": first_row and last_column,
            "nwCell": first_row and first_column,
            "seCell": last_row and last_column,
            "swCell": last_row and first_column,
        }
        own = Region(cell.row, cell.bottom, cell.column, cell.end)
        return found | {name: own for name, applies in corners.items() if applies}

    def _row_band(self, cell: GridCell) -> dict[str, Region]:
        begin = 1 if "firstRow" in self.look else 0
        band = (cell.row - begin) // self.row_band
        top = begin + band * self.row_band
        return {f"band{band % 2 + 1}Horz": Region(top, top + self.row_band, 0, self.columns)}

    def _column_band(self, cell: GridCell) -> dict[str, Region]:
        begin = 1 if "firstColumn" in self.look else 0
        band = (cell.column - begin) // self.column_band
        left = begin + band * self.column_band
        return {f"band{band % 2 + 1}Vert": Region(0, self.rows, left, left + self.column_band)}


def claims_of_style(cell: GridCell, style: Style, regions: dict[str, Region], *, apart: bool) -> dict[str, Claim]:
    """What the style's conditional formats want on the edges of a cell, by edge; it may stand `apart` from others."""
    claims: dict[str, Claim] = {}
    for name, region in regions.items():
        layers = style.conditional.get(name)
        if layers is not None and layers.cell.borders:
            names = INSIDE if apart else region.names(cell)
            claims |= claims_of_region(layers.cell.borders, names, own=True)
    return claims


def claims_of_region(borders: Mapping[str, Border], names: Mapping[str, str], *, own: bool) -> dict[str, Claim]:
    """What a region's borders want on a cell's edges."""
    return {edge: Claim(borders[name], own) for edge, name in names.items() if name in borders}
