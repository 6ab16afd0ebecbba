"""Settles the borders of a table's cells, so that two cells that share a line agree about it (ECMA-376 17.4.66)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from docgen.pages.read.borders import NO_BORDER, Claim, winner
from docgen.pages.read.model import Border, Edges
from docgen.pages.read.table_grid import Grid, GridCell

NO_CLAIM = Claim(NO_BORDER)
Claims: TypeAlias = dict[str, Claim]

_OPPOSITE = {"top": "bottom", "right": "left", "bottom": "top", "left": "right"}


def settle_edges(grid: Grid, claims_of: Callable[[GridCell], Claims]) -> dict[int, Edges]:
    """The edges of every cell, by the `id` of the grid cell.

    Where one long cell meets several with different borders, the several carry them and the long one carries none on
    that side; so the line is right whoever draws it.
    """
    cells = [cell for row in grid.rows for cell in row.cells]
    settling = _Settling(grid, {id(cell): claims_of(cell) for cell in cells})
    return {
        id(cell): Edges(
            settling.border(cell, "top"),
            settling.border(cell, "right"),
            settling.border(cell, "bottom"),
            settling.border(cell, "left"),
        )
        for cell in cells
    }


@dataclass(frozen=True, slots=True)
class _Settling:
    """The grid with what each cell, by its `id`, wants on its edges."""

    grid: Grid
    claims: dict[int, Claims]

    def border(self, cell: GridCell, side: str) -> Border:
        """The border that a cell carries on one side."""
        beyond = self._neighbours(cell, side)
        if len(beyond) == 1:
            return self._drawn(cell, side, beyond[0])
        drawn = [self._drawn(cell, side, neighbour) for neighbour in beyond]
        if _all_equal(drawn):
            return drawn[0]
        if all(neighbour is not None and self._is_uniform(neighbour, _OPPOSITE[side]) for neighbour in beyond):
            return NO_BORDER
        strongest = drawn[0]
        for border in drawn[1:]:
            strongest = winner(Claim(strongest), Claim(border))
        return strongest

    def _is_uniform(self, cell: GridCell, side: str) -> bool:
        return _all_equal([self._drawn(cell, side, neighbour) for neighbour in self._neighbours(cell, side)])

    def _drawn(self, cell: GridCell, side: str, neighbour: GridCell | None) -> Border:
        """What is drawn on the line between a cell and the one beyond, None for the table's edge or a gap."""
        own = self.claims[id(cell)].get(side, NO_CLAIM)
        if neighbour is None:
            return own.border
        other = self.claims[id(neighbour)].get(_OPPOSITE[side], NO_CLAIM)
        return winner(other, own) if side in {"top", "left"} else winner(own, other)

    def _neighbours(self, cell: GridCell, side: str) -> list[GridCell | None]:
        """The cells beyond a side, each once, and None for each stretch without any."""
        owners = self.grid.owners
        if side in {"left", "right"}:
            column = cell.column - 1 if side == "left" else cell.end
            found = [owners[row].get(column) for row in range(cell.row, cell.bottom)]
        else:
            row = cell.row - 1 if side == "top" else cell.bottom
            owned = owners[row] if 0 <= row < len(owners) else {}
            found = [owned.get(column) for column in range(cell.column, cell.end)]
        return found if len(found) == 1 else [neighbour for neighbour, _ in groupby(found)]


def _all_equal(borders: list[Border]) -> bool:
    return all(border == borders[0] for border in borders)
