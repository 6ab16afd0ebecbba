"""Draws tables whose cells have space around them (`w:tblCellSpacing`, ECMA-376 17.4.45): each cell has its own box.

The space between two cells, and between a cell and the frame around the table, is twice what the file says.
"""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.boxes import thickness
from docgen.pages.layout.sheet import Sheet
from docgen.pages.layout.tables.borders import CellPiece, emit_diagonals
from docgen.pages.model import FillItem, RuleItem
from docgen.pages.read.block_model import Cell
from docgen.pages.read.border_model import Border, Edges


class Around(NamedTuple):
    """The space left and right of a cell."""

    left: Pt
    right: Pt


def room_around(cell: Cell, space: Pt, columns: int) -> Around:
    """The space beside a cell of a table with so many columns."""
    last = cell.column + cell.column_span >= columns
    return Around(space * (1 + (cell.column == 0)), space * (1 + last))


class SpacedGrid(NamedTuple):
    """What is drawn of a fragment besides its contents. `columns` and `lines` are the edges of its columns and rows."""

    columns: tuple[Pt, ...]
    lines: tuple[Pt, ...]
    pieces: tuple[CellPiece, ...]
    space: Pt
    frame: Edges

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Put shading and borders onto `sheet`."""
        for piece in self.pieces:
            left, top, right, bottom = self._box(piece)
            box = (x + left, y + top, x + right, y + bottom)
            if piece.cell.shading:
                sheet.fills.append(FillItem(x + left, y + top, right - left, bottom - top, piece.cell.shading))
            emit_diagonals(sheet, piece.cell, box)
            _emit_box(sheet, piece.cell.edges, box)
        if self.pieces:
            _emit_box(sheet, self.frame, (x, y, x + self.columns[-1], y + self.lines[-1]))

    def _box(self, piece: CellPiece) -> tuple[Pt, Pt, Pt, Pt]:
        """Left, top, right and bottom of a cell's own box."""
        cell, count = piece.cell, len(self.columns) - 1
        around = room_around(cell, self.space, count)
        left = self.columns[min(cell.column, count)] + around.left
        right = self.columns[min(cell.column + cell.column_span, count)] - around.right
        top = piece.top + self.space * (1 + (piece.top <= 0))
        bottom = piece.bottom - self.space * (1 + (piece.bottom >= self.lines[-1]))
        return left, top, max(right, left), max(bottom, top)


def _emit_box(sheet: Sheet, edges: Edges, box: tuple[Pt, Pt, Pt, Pt]) -> None:
    """The four lines of a box, their outer sides at its edges."""
    left, top, right, bottom = box
    _emit(sheet, edges.top, (left, top, right, top), down=1)
    _emit(sheet, edges.bottom, (left, bottom, right, bottom), down=-1)
    _emit(sheet, edges.left, (left, top, left, bottom), across=1)
    _emit(sheet, edges.right, (right, top, right, bottom), across=-1)


def _emit(sheet: Sheet, border: Border, line: tuple[Pt, Pt, Pt, Pt], across: int = 0, down: int = 0) -> None:
    if border.width:
        half = thickness(border) / 2
        dx, dy = across * half, down * half
        sheet.rules.append(RuleItem(line[0] + dx, line[1] + dy, line[2] + dx, line[3] + dy, *border))
