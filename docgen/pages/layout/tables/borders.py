"""Draws the shading and the borders of a table fragment: each edge once, on top of all shading, with square joins.

Where two cells share an edge and ask for different borders, the wider wins, then the higher kind, then the darker
(after ECMA-376 17.4.66). Borders of several lines meet at their outlines: their inner corners are not mitred. Lines
from corner to corner of a cell are drawn on every page that holds part of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.boxes import thickness
from docgen.pages.layout.sheet import Sheet
from docgen.pages.line_kinds import RANKS
from docgen.pages.model import FillItem, RuleItem
from docgen.pages.read.block_model import Cell
from docgen.pages.read.border_model import Border

_NONE = Border()
_SLIM: Pt = 1.5
"""Up to here a border lies on its line; what is wider would touch the text of the row above."""
Edge: TypeAlias = list[Border]


class CellPiece(NamedTuple):
    """The part of a cell that stands in a fragment, from `top` to `bottom` (from the fragment's top)."""

    cell: Cell
    top: Pt
    bottom: Pt


def emit_diagonals(sheet: Sheet, cell: Cell, box: tuple[Pt, Pt, Pt, Pt]) -> None:
    """The lines from corner to corner of a cell, whose left, top, right and bottom these are."""
    left, top, right, bottom = box
    falling, rising = cell.diagonals or (_NONE, _NONE)
    if falling.width:
        sheet.rules.append(RuleItem(left, top, right, bottom, *falling))
    if rising.width:
        sheet.rules.append(RuleItem(left, bottom, right, top, *rising))


class Grid(NamedTuple):
    """What is drawn of a fragment besides its contents. `columns` and `lines` are the edges of its columns and rows.

    `ends` where the table does, so that the last line has room in the row above.
    """

    columns: tuple[Pt, ...]
    lines: tuple[Pt, ...]
    pieces: tuple[CellPiece, ...]
    ends: bool = True

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Put shading and borders onto `sheet`."""
        for piece in self.pieces:
            if piece.cell.shading:
                left, right = self._across(piece.cell)
                width = self.columns[right] - self.columns[left]
                sheet.fills.append(
                    FillItem(x + self.columns[left], y + piece.top, width, piece.bottom - piece.top, piece.cell.shading)
                )
            if piece.cell.diagonals is not None:
                left, right = self._across(piece.cell)
                box = (x + self.columns[left], y + piece.top, x + self.columns[right], y + piece.bottom)
                emit_diagonals(sheet, piece.cell, box)
        self._emit_borders(sheet, x, y)

    def _emit_borders(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        across, down = self._edges()
        for index, (line, edge) in enumerate(zip(self.lines, across, strict=True)):
            for first, last, border in _runs(edge):
                x1 = x + self.columns[first] - _reach(down[first], index)
                x2 = x + self.columns[last] + _reach(down[last], index)
                at = y + line + self._sunk(thickness(border), index)
                sheet.rules.append(RuleItem(x1, at, x2, at, border.width, border.color, border.style))
        for index, (column, edge) in enumerate(zip(self.columns, down, strict=True)):
            for first, last, border in _runs(edge):
                above, below = _reach(across[first], index), _reach(across[last], index)
                y1 = y + self.lines[first] - above + self._sunk(2 * above, first)
                y2 = y + self.lines[last] + below + self._sunk(2 * below, last)
                sheet.rules.append(RuleItem(x + column, y1, x + column, y2, border.width, border.color, border.style))

    def _sunk(self, wide: Pt, line: int) -> Pt:
        """How far down a level border lies from the middle of its line, to be off the text of the row above.

        It takes room of the row below, and at the table's foot of the row above.
        """
        sunk = max(wide - _SLIM, 0) / 2
        if line == len(self.lines) - 1:
            return -sunk if self.ends else 0
        return sunk

    def _across(self, cell: Cell) -> tuple[int, int]:
        """The indexes of a cell's left and right edge."""
        last = len(self.columns) - 1
        return min(cell.column, last), min(cell.column + cell.column_span, last)

    def _edges(self) -> tuple[list[Edge], list[Edge]]:
        """(for each row line the border over each column, for each column edge the border along each row)."""
        columns, rows = len(self.columns) - 1, len(self.lines) - 1
        across = [[_NONE] * columns for _ in range(rows + 1)]
        down = [[_NONE] * rows for _ in range(columns + 1)]
        for piece in self.pieces:
            left, right = self._across(piece.cell)
            top, bottom = bisect_left(self.lines, piece.top), bisect_left(self.lines, piece.bottom)
            edges = piece.cell.edges
            _lay(across[top], left, right, edges.top)
            _lay(across[bottom], left, right, edges.bottom)
            _lay(down[left], top, bottom, edges.left)
            _lay(down[right], top, bottom, edges.right)
        return across, down


def _lay(edge: Edge, first: int, last: int, border: Border) -> None:
    if not border.width:
        return
    for index in range(first, last):
        present = edge[index]
        if present is _NONE or (present is not border and _weight(border) > _weight(present)):
            edge[index] = border


@lru_cache(maxsize=256)
def _weight(border: Border) -> tuple[Pt, int, int]:
    return border.width, RANKS[border.style], -int(border.color, 16)


def _runs(edge: Sequence[Border]) -> Iterator[tuple[int, int, Border]]:
    """(first, last, border) of each stretch of one border."""
    start = 0
    for border, group in groupby(edge):
        end = start + len(list(group))
        if border.width:
            yield start, end, border
        start = end


def _reach(crossing: Edge, index: int) -> Pt:
    """How far a rule reaches past its end so that the corner is filled: half of the widest rule that it meets there."""
    crossed = crossing[max(index - 1, 0) : index + 1]
    return max([thickness(border) / 2 for border in crossed], default=0)
