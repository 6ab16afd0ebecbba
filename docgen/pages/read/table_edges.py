"""Settles the borders of a table's cells, so that two cells that share a line agree about it (ECMA-376 17.4.66)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TypeAlias

from docgen.pages.read.borders import NO_BORDER, Claim, winner
from docgen.pages.read.model import Border, Edges
from docgen.pages.read.table_grid import Grid, GridCell

NO_CLAIM = Claim(NO_BORDER)
Claims: TypeAlias = dict[str, Claim]
# The stretches of one side of a cell: the border drawn on each, and the cell beyond, None at the table's edge or a gap.
Stretches: TypeAlias = list[tuple[Border, GridCell | None]]

_OPPOSITE = {"top": "bottom", "right": "left", "bottom": "top", "left": "right"}


def settle_edges(grid: Grid, claims_of: Callable[[GridCell], Claims]) -> dict[int, Edges]:
    """The edges of every cell, by the `id` of the grid cell.

    Where one long cell meets several with different borders, the several carry them and the long one carries none on
    that side; so the line is right whoever draws it.
    """
    cells = [cell for row in grid.rows for cell in row.cells]
    claims = {id(cell): claims_of(cell) for cell in cells}
    sides = {id(cell): {side: _stretches(cell, side, grid, claims) for side in _OPPOSITE} for cell in cells}
    return {id(cell): Edges(**{side: _border(cell, side, sides) for side in _OPPOSITE}) for cell in cells}


def _stretches(cell: GridCell, side: str, grid: Grid, claims: dict[int, Claims]) -> Stretches:
    own = claims[id(cell)].get(side, NO_CLAIM)
    comes_second = side in {"top", "left"}
    found: Stretches = []
    for neighbour in _neighbours(cell, side, grid):
        if neighbour is None:
            found.append((own.border, None))
            continue
        other = claims[id(neighbour)].get(_OPPOSITE[side], NO_CLAIM)
        found.append((winner(other, own) if comes_second else winner(own, other), neighbour))
    return found


def _neighbours(cell: GridCell, side: str, grid: Grid) -> list[GridCell | None]:
    """The cells beyond a side, each once; None for the table's edge or a gap."""
    if side in {"left", "right"}:
        column = cell.column - 1 if side == "left" else cell.end
        found = [grid.owners[row].get(column) for row in range(cell.row, cell.bottom)]
    else:
        row = cell.row - 1 if side == "top" else cell.bottom
        owned = grid.owners[row] if 0 <= row < len(grid.owners) else {}
        found = [owned.get(column) for column in range(cell.column, cell.end)]
    return found if len(found) == 1 else [key for key, _ in groupby(found)]


def _border(cell: GridCell, side: str, sides: dict[int, dict[str, Stretches]]) -> Border:
    stretches = sides[id(cell)][side]
    if _is_uniform(stretches):
        return stretches[0][0]
    if all(beyond is not None and _is_uniform(sides[id(beyond)][_OPPOSITE[side]]) for _, beyond in stretches):
        return NO_BORDER
    strongest = NO_BORDER
    for border, _ in stretches:
        strongest = winner(Claim(strongest), Claim(border))
    return strongest


def _is_uniform(stretches: Stretches) -> bool:
    return len(stretches) == 1 or all(border == stretches[0][0] for border, _ in stretches)
