"""The lines, dots and colours that adorn text: under it, through it, behind it."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.measure import Span
from docgen.pages.read.model import Leader, RunStyle

_TOLERANCE = 0.01
"""Points by which rounding may part what meets."""

_STRIKE_RISE = 0.3
"""Em above the baseline of a line through text: the middle of Han and of small Latin letters."""

_LEADER_GAP, _LEADER_DOT = 0.25, 0.08
"""Em from dot to dot on the way to a tab stop, and the width of one: those of a period."""

_DOT_DROP, _DOT_WIDTH = 0.22, 0.14
"""Em of a dot below a character (着重号): its middle below the baseline, and its width."""


class Underline(NamedTuple):
    """A line under text, through it, or a dot: from `x1` to `x2`, its middle `drop` below the baseline."""

    x1: Pt
    x2: Pt
    drop: Pt
    width: Pt
    color: str
    style: str = "single"


class Shade(NamedTuple):
    """Colour behind text, from `ascent` above the baseline to `descent` below it."""

    x1: Pt
    x2: Pt
    ascent: Pt
    descent: Pt
    color: str


def draw_under(underlines: list[Underline], x1: Pt, x2: Pt, span: Span) -> None:
    """Add the line under text from `x1` to `x2`; one that goes on becomes longer."""
    face, size = span.face, span.style.size
    # A tab has no face of its own; these are usual proportions.
    drop = -face.underline_position * size if face else 0.12 * size
    width = face.underline_thickness * size if face else 0.05 * size
    kind = span.style.adornment.underline
    if kind == "thick":
        kind, width = "single", 2 * width
    drop -= span.style.adornment.rise
    if (
        underlines
        and underlines[-1].style == kind
        and underlines[-1].drop > 0
        and abs(underlines[-1].x2 - x1) < _TOLERANCE
        and underlines[-1].color == span.style.color
    ):
        last = underlines.pop()
        x1, drop, width = last.x1, max(drop, last.drop), max(width, last.width)
    underlines.append(Underline(x1, x2, drop, width, span.style.color, kind))


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
    gap = _LEADER_GAP * size
    first = ceil(x1 / gap) * gap
    drop = -_STRIKE_RISE * size if leader in {"middle dots", "hyphens"} else -0.04 * size
    kind = "dashed" if leader == "hyphens" else "leader"
    return Underline(min(first, x2), x2, drop, _LEADER_DOT * size, style.color, kind)


def dot_below(middle: Pt, span: Span) -> Underline:
    """The dot below a character whose middle is at `middle`."""
    style = span.style
    drop = _DOT_DROP * style.size - style.adornment.rise
    return Underline(middle, middle, drop, _DOT_WIDTH * style.size, style.color, "dot")
