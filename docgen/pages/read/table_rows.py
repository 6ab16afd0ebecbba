"""Rows that contradict the grid of their table: they are parted where the widths of their own cells say, as in Word.

Word does not trust `w:tblGrid`, which holds what the last layout came to; other programs write what they like there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.read.cell_properties import GridPlace

_SAME: Pt = 3  # widths that differ by less were rounded, or dragged past each other on a screen


class RowPlaces(NamedTuple):
    """What a row's cells say of their places, and how many columns of the grid lie before and behind them."""

    before: int
    after: int
    cells: list[GridPlace]

    @property
    def columns(self) -> int:
        """How many columns of the grid it covers."""
        return self.before + self.after + sum([cell.column_span for cell in self.cells])


class OwnColumns(NamedTuple):
    """A grid made of the cells' own edges: its widths, and each cell's first column and span, row by row."""

    widths: list[Pt]
    spans: list[list[tuple[int, int]]]


def own_columns(rows: Sequence[RowPlaces], grid: Sequence[Pt], *, is_fixed: bool) -> OwnColumns | None:
    """The grid that the rows ask for where they contradict `grid`; None where they do not, or do not say enough.

    Widths that differ are only taken seriously in a table of fixed layout, and where the rows are as long as the grid.
    """
    plain = list(grid)
    if all([cell.width.points for cell in row.cells] == plain and row.columns == len(plain) for row in rows):
        return None  # the usual case
    miscounted = any(row.columns != len(grid) for row in rows)
    if not (miscounted or is_fixed) or not all(cell.width.points for row in rows for cell in row.cells):
        return None
    begun = [sum(grid[: row.before]) for row in rows]
    edges = [
        list(accumulate([cell.width.points for cell in row.cells], initial=start))
        for row, start in zip(rows, begun, strict=True)
    ]
    if not (miscounted or _differ(rows, edges, grid)):
        return None
    lines = _lines({edge for row in edges for edge in row} | {0.0})
    places = [[_nearest(lines, edge) for edge in row] for row in edges]
    spans = [[(left, max(right - left, 1)) for left, right in pairwise(row)] for row in places]
    return OwnColumns([right - left for left, right in pairwise(lines)], spans)


def _differ(rows: Sequence[RowPlaces], edges: Sequence[Sequence[Pt]], grid: Sequence[Pt]) -> bool:
    """Whether rows as long as the grid are parted at other places than it."""
    lines = list(accumulate(grid, initial=0.0))
    if any(abs(row[-1] - lines[len(grid) - said.after]) > _SAME for said, row in zip(rows, edges, strict=True) if row):
        return False
    return any(_nearest_distance(lines, edge) > _SAME for row in edges for edge in row)


def _nearest_distance(lines: Sequence[Pt], edge: Pt) -> Pt:
    return abs(lines[_nearest(lines, edge)] - edge)


def _lines(edges: set[Pt]) -> list[Pt]:
    """The edges from left to right, those that are the same once."""
    lines: list[Pt] = []
    for edge in sorted(edges):
        if not lines or edge - lines[-1] > _SAME:
            lines.append(edge)
    return lines


def _nearest(lines: Sequence[Pt], edge: Pt) -> int:
    place = bisect_left(lines, edge)
    if place and (place == len(lines) or edge - lines[place - 1] <= lines[place] - edge):
        return place - 1
    return place
