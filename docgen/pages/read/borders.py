"""Borders: how they are written, and which of two that claim the same line is drawn (ECMA-376 17.4.66)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from docgen.lengths import Pt, from_eighths
from docgen.messages import Message, message
from docgen.pages.line_kinds import RANKS, LineKind, lines_of
from docgen.pages.read.border_model import Border
from docgen.pages.read.ooxml import Element, W, color, number, val
from docgen.pages.read.theme import Theme

NO_BORDER = Border()

_THINNEST: Pt = from_eighths(2)  # Word sets nothing thinner
_THICKEST: Pt = from_eighths(96)  # ST_EighthPointMeasure of a line border ends there (ECMA-376 17.3.4)
_USUAL = 4  # eighths, where `w:sz` is missing

_LINES: dict[str, LineKind] = {  # ST_Border (ECMA-376 17.18.2), without the pictures that pages alone can have
    "single": "single", "thick": "single", "double": "double", "triple": "triple",
    "dotted": "dotted", "dashed": "dashed", "dashSmallGap": "small dashed",
    "dotDash": "dot dash", "dotDotDash": "dot dot dash", "dashDotStroked": "slanted dot dash",
    "thinThickSmallGap": "thin thick", "thickThinSmallGap": "thick thin",
    "thinThickThinSmallGap": "thin thick thin",
    "thinThickMediumGap": "thin thick medium", "thickThinMediumGap": "thick thin medium",
    "thinThickThinMediumGap": "thin thick thin medium",
    "thinThickLargeGap": "thin thick large", "thickThinLargeGap": "thick thin large",
    "thinThickThinLargeGap": "thin thick thin large",
    "wave": "wave", "doubleWave": "double wave",
    "threeDEmboss": "raised", "outset": "raised", "threeDEngrave": "sunken", "inset": "sunken",
}  # fmt: skip


class Claim(NamedTuple):
    """What one cell wants on one of its edges; `own` where the cell (not its table) says so."""

    border: Border
    own: bool = False


NO_CLAIM = Claim(NO_BORDER)


class Claims:
    """What one cell wants on its four edges. Cells alike share one: it is a key, by identity."""

    __slots__ = ("bottom", "left", "right", "top")

    def __init__(self, by_edge: Mapping[str, Claim]) -> None:
        self.top = by_edge.get("top", NO_CLAIM)
        self.right = by_edge.get("right", NO_CLAIM)
        self.bottom = by_edge.get("bottom", NO_CLAIM)
        self.left = by_edge.get("left", NO_CLAIM)


def read_border(element: Element, theme: Theme) -> Border:
    """A border element; `nil` and `none` give width 0."""
    kind = val(element) or "none"
    if kind in {"nil", "none"}:
        return NO_BORDER
    drawn = color(element.get(W + "color")) or theme.color(element.get(W + "themeColor")) or "000000"
    width = from_eighths(number(element.get(W + "sz"), _USUAL))
    return Border(min(max(width, _THINNEST), _THICKEST), drawn, _LINES.get(kind, "single"))


def border_beyond(element: Element) -> Message | None:
    """What of a border the engine cannot draw."""
    kind = val(element) or "none"
    if kind in {"nil", "none"} or kind in _LINES:
        return None
    return message("border of the kind “{kind}”", kind=kind)


def winner(first: Claim, second: Claim) -> Border:
    """The border drawn where two cells meet; `first` is the left or upper one (ECMA-376 17.4.66).

    No border yields to a border; a cell's own goes before its table's; then the heavier, the darker, the first counts.
    """
    if first is second or first.border is second.border:
        return first.border
    if not first.border.width or not second.border.width:
        return first.border if first.border.width else second.border
    if first.own != second.own:
        return first.border if first.own else second.border
    return max(first.border, second.border, key=_strength)


@lru_cache(maxsize=256)
def _strength(border: Border) -> tuple[float, int, tuple[int, ...]]:
    weight = border.width * lines_of(border.style)
    return weight, RANKS[border.style], tuple(-part for part in _brightness(border.color))


def _brightness(color: str) -> tuple[int, int, int]:
    """The three sums that are compared in turn (17.4.66): R + B + 2G, then B + 2G, then G; the smaller is drawn."""
    try:
        red, green, blue = bytes.fromhex(color)
    except ValueError:
        return 0, 0, 0
    return red + blue + 2 * green, blue + 2 * green, green
