"""Settles the borders of a table's cells, so that two cells that share a line agree about it (ECMA-376 17.4.66)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from docgen.pages.read.border_model import Border, Edges
from docgen.pages.read.borders import NO_BORDER, Claim, Claims, winner
from docgen.pages.read.table_grid import Grid, GridCell, Neighbours

_SIDES = ("top", "right", "bottom", "left")
_OPPOSITE = {"top": "bottom", "right": "left", "bottom": "top", "left": "right"}


def settle_edges(grid: Grid, claims_of: Callable[[GridCell], Claims]) -> dict[GridCell, Edges]:
    """The edges of every cell.

    Where one long cell meets several with different borders, the several carry them and the long one carries none on
    that side; so the line is right whoever draws it.
    """
    settling = _Settling(grid, {cell: claims_of(cell) for row in grid.rows for cell in row.cells})
    return {cell: settling.edges(cell) for cell in settling.claims}


def edges_apart(claims: Claims) -> Edges:
    """The edges of a cell that has space around it, and so all to itself."""
    return Edges(claims.top.border, claims.right.border, claims.bottom.border, claims.left.border)


def frame_of(borders: Mapping[str, Border]) -> Edges:
    """The lines around a table whose cells have space around them: its own outer ones."""
    return Edges(*[borders.get(side, NO_BORDER) for side in _SIDES])


class _Settling:
    """The grid with what each cell wants on its edges."""

    def __init__(self, grid: Grid, claims: dict[GridCell, Claims]) -> None:
        self.grid = grid
        self.claims = claims
        self._claims_of: dict[GridCell | None, Claims | None] = {None: None, **{cell: claims[cell] for cell in claims}}

    def edges(self, cell: GridCell) -> Edges:
        """The borders that a cell carries."""
        row, column = cell.row, cell.column
        if cell.row_span == cell.column_span == 1:
            of, at = self._claims_of, self.grid.owner
            above, right, below, left = (
                at(row - 1, column),
                at(row, column + 1),
                at(row + 1, column),
                at(row, column - 1),
            )
            return _between(self.claims[cell], of[above], of[right], of[below], of[left])
        beyond = zip(_SIDES, self.grid.beyond(cell), strict=True)
        return Edges(*[self._border(cell, side, found) for side, found in beyond])

    def _border(self, cell: GridCell, side: str, beyond: Neighbours) -> Border:
        """The border that a cell carries on one side."""
        drawn = self._drawn(cell, side, beyond)
        if _all_equal(drawn):
            return drawn[0]
        if all(neighbour is not None and self._is_uniform(neighbour, _OPPOSITE[side]) for neighbour in beyond):
            return Border()
        strongest = drawn[0]
        for border in drawn[1:]:
            strongest = winner(Claim(strongest), Claim(border))
        return strongest

    def _is_uniform(self, cell: GridCell, side: str) -> bool:
        return _all_equal(self._drawn(cell, side, self.grid.beyond(cell)[_SIDES.index(side)]))

    def _drawn(self, cell: GridCell, side: str, beyond: Neighbours) -> list[Border]:
        own = self.claims[cell]
        return [_on_line(own, side, self._claims_of[neighbour]) for neighbour in beyond]


@lru_cache(maxsize=4096)  # claims are shared by cells alike, so most inner cells of a table are one entry
def _between(
    own: Claims, above: Claims | None, right: Claims | None, below: Claims | None, left: Claims | None
) -> Edges:
    """The edges of a cell with just one neighbour on each side, None for the table's edge or a gap."""
    beyond = zip(_SIDES, (above, right, below, left), strict=True)
    return Edges(*[_on_line(own, side, other) for side, other in beyond])


def _on_line(own: Claims, side: str, other: Claims | None) -> Border:
    """What is drawn on the line between a cell and the one beyond, None for the table's edge or a gap."""
    mine: Claim = getattr(own, side)
    if other is None:
        return mine.border
    theirs: Claim = getattr(other, _OPPOSITE[side])
    return winner(theirs, mine) if side in {"top", "left"} else winner(mine, theirs)


def _all_equal(borders: list[Border]) -> bool:
    return all(border == borders[0] for border in borders)
