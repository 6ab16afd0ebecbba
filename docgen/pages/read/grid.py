"""The document grid: lines, and characters on them, at set distances (ECMA-376 17.6.5).

Chinese Word files have one by default; by GB/T 9704 it makes 22 lines of 28 characters.
"""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.read.ooxml import Element, W, number, twips

_LINE_UNIT: Pt = 12  # what `w:beforeLines` counts where no grid sets the line pitch: 240 twips
_WITH_LINES = {"lines", "linesAndChars", "snapToChars"}
_USUAL_SIZE: Pt = 10.5
_CHARACTER_UNIT = 4096  # `w:charSpace` counts 4096ths of a point


class Grid(NamedTuple):
    """What a grid asks for. `line_unit` is the height that "one line" means in a paragraph's space above or below.

    `pitch` is the distance of its lines, or 0 where lines keep to none; `spacing` what it adds to every character;
    `cell` the width of the cells in which characters stand, or 0 where they stand in none.
    """

    line_unit: Pt = _LINE_UNIT
    pitch: Pt = 0
    spacing: Pt = 0
    cell: Pt = 0

    def without_lines(self) -> Grid:
        """The same where lines do not keep to it: in tables, unless the document asks for it (17.15.3.1)."""
        return self._replace(pitch=0) if self.pitch else self


NO_GRID = Grid()


def read_grid(element: Element | None, size: Pt = _USUAL_SIZE) -> Grid:
    """The grid that a `w:docGrid` describes, where usual text is of this `size`: a cell is one character wide."""
    kind = None if element is None else element.get(W + "type")
    if element is None or kind not in _WITH_LINES:
        return NO_GRID
    pitch = twips(element.get(W + "linePitch"))
    spacing = number(element.get(W + "charSpace")) / _CHARACTER_UNIT
    if kind == "snapToChars":
        return Grid(pitch or _LINE_UNIT, pitch, cell=max(size + spacing, 1))
    return Grid(pitch or _LINE_UNIT, pitch, spacing if kind == "linesAndChars" else 0)
