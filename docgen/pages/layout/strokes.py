"""The lines, marks and colours that adorn text: under it, through it, above it, around it, behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.spans import Span
from docgen.pages.line_kinds import LEADER_DOT, LEADER_PITCH
from docgen.pages.model import FillItem, RuleItem
from docgen.pages.read.border_model import Border
from docgen.pages.read.format_model import Leader
from docgen.pages.read.run_model import RunStyle

if TYPE_CHECKING:
    from docgen.pages.layout.sheet import Sheet

_TOLERANCE = 0.01
"""Points by which rounding may part what meets."""

_STRIKE_RISE = 0.3
"""Em above the baseline of a line through text: the middle of Han and of small Latin letters."""

_DOT_DROP, _DOT_WIDTH = 0.22, 0.14
"""Em of a dot below a character (着重号): its middle below the baseline, and its width."""

_MARK_RISE, _MARK_WIDTH = 1.0, {"dot": 0.14, "comma": 0.07, "circle": 0.16}
"""Em of a mark above a character: its middle above the baseline, clear of Han; its width, that of a comma's stroke."""

_RING_PEN = 0.03
"""Em of the line that a ring is drawn with."""

_WORD = re.compile(r"\S+")


class Underline(NamedTuple):
    """A line under text, through it, or a dot: from `x1` to `x2`, its middle `drop` below the baseline."""

    x1: Pt
    x2: Pt
    drop: Pt
    width: Pt
    color: str
    style: str = "single"
    heavy: bool = False


class Shade(NamedTuple):
    """Colour behind text and a border around it, from `ascent` above the baseline to `descent` below it."""

    x1: Pt
    x2: Pt
    ascent: Pt
    descent: Pt
    color: str | None
    border: Border | None = None

    def moved(self, right: Pt, up: Pt) -> Shade:
        """The same at another place."""
        return self._replace(x1=self.x1 + right, x2=self.x2 + right, ascent=self.ascent + up, descent=self.descent - up)

    def emit(self, sheet: Sheet, x: Pt, baseline: Pt) -> None:
        """Put it onto `sheet`, where its line begins at `x`."""
        x1, x2, y1, y2 = x + self.x1, x + self.x2, baseline - self.ascent, baseline + self.descent
        if self.color:
            sheet.fills.append(FillItem(x1, y1, x2 - x1, y2 - y1, self.color))
        if self.border:
            out = self.border.width / 2  # so that the corners close
            edges = ((x1 - out, y1, x2 + out, y1), (x1 - out, y2, x2 + out, y2), (x1, y1, x1, y2), (x2, y1, x2, y2))
            sheet.rules += [RuleItem(*edge, *self.border) for edge in edges]


def shade_text(shades: list[Shade], x1: Pt, x2: Pt, span: Span) -> None:
    """Add the colour behind text and the border around it; a border that goes on becomes longer (17.3.2.4)."""
    adornment = span.style.adornment
    shade = Shade(x1, x2, span.ascent, span.descent, adornment.shading, adornment.border)
    last = shades[-1] if shades else None
    if last and last.border and last[4:] == shade[4:] and abs(last.x2 - x1) < _TOLERANCE:
        shades[-1] = last._replace(
            x2=x2, ascent=max(last.ascent, shade.ascent), descent=max(last.descent, shade.descent)
        )
    else:
        shades.append(shade)


def draw_under(underlines: list[Underline], x1: Pt, x2: Pt, span: Span) -> None:
    """Add the line under text from `x1` to `x2`; one that goes on becomes longer."""
    face, size = span.face, span.style.size
    # A tab has no face of its own; these are usual proportions.
    drop = -face.underline_position * size if face else 0.12 * size
    width = face.underline_thickness * size if face else 0.05 * size
    adornment = span.style.adornment
    kind, heavy = adornment.underline, adornment.heavy_underline
    color = adornment.underline_color or span.style.color
    if kind == "thick":
        kind, heavy = "single", True
    if kind == "words":
        kind = "single"
    if heavy:
        width *= 2
    drop -= adornment.rise
    if (
        underlines
        and underlines[-1].style == kind
        and underlines[-1].heavy == heavy
        and underlines[-1].drop > 0
        and abs(underlines[-1].x2 - x1) < _TOLERANCE
        and underlines[-1].color == color
    ):
        last = underlines.pop()
        x1, drop, width = last.x1, max(drop, last.drop), max(width, last.width)
    underlines.append(Underline(x1, x2, drop, width, color, kind, heavy))


def words_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where the words of `text[start:end]` go: what an underline of words only is drawn under."""
    return (found.span() for found in _WORD.finditer(text, start, end))


def strike_through(underlines: list[Underline], x1: Pt, x2: Pt, span: Span) -> None:
    """Add the line or lines through text."""
    style = span.style
    kind = style.adornment.strike
    drop = -_STRIKE_RISE * style.size - style.adornment.rise
    underlines.append(Underline(x1, x2, drop, 0.05 * style.size, style.color, kind))


def draw_leader(x1: Pt, x2: Pt, leader: Leader, style: RunStyle) -> Underline:
    """What fills the way to a tab stop. Dots stand at the same places in every line, as a period is wide."""
    size = style.size
    if leader == "line":
        return Underline(x1, x2, 0.12 * size, 0.05 * size, style.color)
    gap = LEADER_PITCH * size
    first = ceil(x1 / gap) * gap
    drop = -_STRIKE_RISE * size if leader in {"middle dots", "hyphens"} else -0.04 * size
    kind = "dashed" if leader == "hyphens" else "leader"
    return Underline(min(first, x2), x2, drop, LEADER_DOT * size, style.color, kind)


def emphasis_mark(middle: Pt, span: Span) -> Underline:
    """The mark below or above a character whose middle is at `middle`."""
    style = span.style
    kind = style.adornment.emphasis
    if kind != "dot below":
        drop = -_MARK_RISE * style.size - style.adornment.rise
        width = _MARK_WIDTH[kind] * style.size
        if kind == "circle":
            return Underline(middle - width / 2, middle + width / 2, drop, _RING_PEN * style.size, style.color, "ring")
        return Underline(middle, middle, drop, width, style.color, kind)
    drop = _DOT_DROP * style.size - style.adornment.rise
    return Underline(middle, middle, drop, _DOT_WIDTH * style.size, style.color, "dot")
