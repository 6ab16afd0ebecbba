"""Boxes of paragraphs: colour behind them, lines down their sides and through them (ECMA-376 17.3.1.4, .17, .28, .31).

Every line of a paragraph draws its own piece of the box. A piece that goes on below the one drawn last makes that one
longer instead, over the space between two paragraphs too: a box is one rectangle a page, wherever pages end. Where one
ends in it, it is closed there and opened again on the next.
"""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.line_kinds import thickness as line_thickness
from docgen.pages.model import FillItem, RuleItem
from docgen.pages.read.border_model import Border, ParagraphBorder
from docgen.pages.read.format_model import ParagraphBox, ParagraphFormat

_BAR = Border(0.5)
"""What a bar of the tab stops is drawn with: a thin line, by eye."""

_TOLERANCE = 0.01
"""Points by which rounding may make a line begin above the end of the one before."""


class Side(NamedTuple):
    """A line down a paragraph, its middle `x` from the left edge of the paragraph's column."""

    x: Pt
    border: Border


class BoxPiece(NamedTuple):
    """The piece of a box that belongs to a line of text: from `left` to `right` of the paragraph's column.

    `joins` where the line above is in the same box, `goes_on` where the line below is; `above` and `below` are what the
    box ends with where a page begins or ends there.
    """

    left: Pt
    right: Pt
    shading: str | None
    sides: tuple[Side, ...]
    above: ParagraphBorder | None
    below: ParagraphBorder | None
    joins: bool
    goes_on: bool

    @property
    def opening(self) -> Pt:
        """The height that the line above takes if this is the first piece on a page."""
        return _reach(self.above) if self.joins else 0

    @property
    def closing(self) -> Pt:
        """The height that the line below takes if this is the last piece on a page."""
        return _reach(self.below) if self.goes_on else 0

    def of_line(self, *, first: bool, last: bool) -> BoxPiece:
        """The piece of another line of the same paragraph."""
        return self._replace(joins=self.joins or not first, goes_on=self.goes_on or not last)


class DrawnBox(NamedTuple):
    """The box that was drawn last on a sheet: down to `bottom`, with its places among the sheet's fills and rules."""

    left: Pt
    bottom: Pt
    piece: BoxPiece
    fill: int
    rules: int


def thickness(border: Border) -> Pt:
    """How wide a border is altogether: of a double one, each line and the gap is as wide as it says (17.3.4)."""
    return line_thickness(border.style, border.width)


def box_piece(form: ParagraphFormat, right: Pt) -> BoxPiece | None:
    """The piece of a paragraph's only line, where its text ends at `right`."""
    if form.box is None:
        return None
    left = form.indent_left + min(form.first_line, 0)
    box = form.box
    sides = [Side(place, _BAR) for place in box.bars]
    outer = _outer(box, left, right)
    if box.left:
        sides.append(Side(outer[0] + thickness(box.left.border) / 2, box.left.border))
    if box.right:
        sides.append(Side(outer[1] - thickness(box.right.border) / 2, box.right.border))
    if box.bar:
        sides.append(Side(left - _reach(box.bar) + thickness(box.bar.border) / 2, box.bar.border))
    above = None if box.joins_above and form.border_above else box.above
    return BoxPiece(*outer, box.shading, tuple(sides), above, box.below, box.joins_above, box.joins_below)


def span_of(form: ParagraphFormat, right: Pt) -> tuple[Pt, Pt]:
    """From where to where the lines above and below a paragraph go: out to its sides."""
    left = form.indent_left + min(form.first_line, 0)
    return _outer(form.box, left, right) if form.box else (left, right)


def _outer(box: ParagraphBox, left: Pt, right: Pt) -> tuple[Pt, Pt]:
    return left - _reach(box.left), right + _reach(box.right)


def _reach(line: ParagraphBorder | None) -> Pt:
    """How far a line at the side reaches out, its distance from the text and its width."""
    return line.space + thickness(line.border) if line else 0


class Boxes:
    """Draws boxes onto one sheet's fills and rules; `close` ends the last."""

    def __init__(self, fills: list[FillItem], rules: list[RuleItem]) -> None:
        self._fills = fills
        self._rules = rules
        self._last: DrawnBox | None = None

    def draw(self, piece: BoxPiece, x: Pt, y: Pt, height: Pt) -> None:
        """Draw the piece of a line that stands at (`x`, `y`), or make the box above it longer."""
        last = self._last
        if not (piece.joins and last and last.left == x and last.bottom <= y + _TOLERANCE):
            self.close()
            last = None
        top = last.bottom if last else y
        self._extend(piece, x, top, y + height, last)

    def close(self) -> None:
        """Draw the lower line of a box that goes on, but no longer here."""
        last, self._last = self._last, None
        if not (last and last.piece.closing and last.piece.below):
            return
        border = last.piece.below.border
        bottom = last.bottom + last.piece.closing
        self._extend(last.piece, last.left, last.bottom, bottom, last)
        self._last = None
        left, right = last.left + last.piece.left, last.left + last.piece.right
        y = bottom - thickness(border) / 2
        self._rules.append(RuleItem(left, y, right, y, border.width, border.color, border.style))

    def _extend(self, piece: BoxPiece, x: Pt, top: Pt, bottom: Pt, last: DrawnBox | None) -> None:
        fill = self._shade(piece, x, top, bottom, last)
        rules = self._draw_sides(piece, x, top, bottom, last)
        self._last = DrawnBox(x, bottom, piece, fill, rules)

    def _shade(self, piece: BoxPiece, x: Pt, top: Pt, bottom: Pt, last: DrawnBox | None) -> int:
        if not piece.shading:
            return -1
        if last and last.piece.shading == piece.shading:
            old = self._fills[last.fill]
            self._fills[last.fill] = old._replace(height=bottom - old.y)
            return last.fill
        self._fills.append(FillItem(x + piece.left, top, piece.right - piece.left, bottom - top, piece.shading))
        return len(self._fills) - 1

    def _draw_sides(self, piece: BoxPiece, x: Pt, top: Pt, bottom: Pt, last: DrawnBox | None) -> int:
        if last and last.piece.sides == piece.sides:
            for place in range(last.rules, last.rules + len(piece.sides)):
                self._rules[place] = self._rules[place]._replace(y2=bottom)
            return last.rules
        for side in piece.sides:
            at, border = x + side.x, side.border
            self._rules.append(RuleItem(at, top, at, bottom, border.width, border.color, border.style))
        return len(self._rules) - len(piece.sides)
