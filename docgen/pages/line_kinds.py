"""Kinds of border lines: which strokes each is made of, and how wide it is altogether (ECMA-376 17.18.2).

Turns the kind of a border and its width into `Stroke`s. Dashes and waves are patterns along a stroke, and are drawing's
affair.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple, get_args

from docgen.lengths import Pt

LEADER_PITCH, LEADER_DOT = 0.25, 0.08
"""Em from dot to dot on the way to a tab stop, and the width of one: those of a period."""

LineKind = Literal[
    "dotted", "small dashed", "dashed", "dot dash", "dot dot dash", "slanted dot dash", "sunken", "raised",
    "wave", "double wave",
    "thin thick thin large", "thick thin large", "thin thick large",
    "thin thick thin medium", "thick thin medium", "thin thick medium",
    "thin thick thin", "thick thin", "thin thick", "triple", "double", "single",
]  # fmt: skip
"""Of two borders of one weight the later kind here is drawn (after 17.4.66, whose list begins with `single`)."""

RANKS: dict[str, int] = {kind: rank for rank, kind in enumerate(get_args(LineKind))}


class Stroke(NamedTuple):
    """One line of a border: `offset` of its middle from the border's, positive to the right of it or below.

    `tint` is the share of white in its colour.
    """

    offset: Pt
    width: Pt
    tint: float = 0


class _Band(NamedTuple):
    """A line or the gap after it: `share` of the border's width and `fixed` points."""

    share: float
    fixed: Pt = 0

    def width(self, of_border: Pt) -> Pt:
        return self.share * of_border + self.fixed


_LINE, _HALF = _Band(1), _Band(0.5)
_THIN, _THICK = _Band(0, 0.75), _Band(0, 1.5)
# Lines and gaps in turn, from above or from the left. Word makes some of them thinner or thicker with `w:sz` and leaves
# others as they are; LibreOffice's rows come to the same heights.
_BANDS: dict[str, tuple[_Band, ...]] = {
    "double": (_LINE, _LINE, _LINE),
    "triple": (_LINE, _LINE, _LINE, _LINE, _LINE),
    "thin thick": (_THIN, _THIN, _LINE),
    "thick thin": (_LINE, _THIN, _THIN),
    "thin thick thin": (_THIN, _THIN, _LINE, _THIN, _THIN),
    "thin thick medium": (_HALF, _HALF, _LINE),
    "thick thin medium": (_LINE, _HALF, _HALF),
    "thin thick thin medium": (_HALF, _HALF, _LINE, _HALF, _HALF),
    "thin thick large": (_THIN, _LINE, _THICK),
    "thick thin large": (_THICK, _LINE, _THIN),
    "thin thick thin large": (_THIN, _LINE, _THICK, _LINE, _THIN),
    "raised": (_HALF, _Band(0), _HALF),
    "sunken": (_HALF, _Band(0), _HALF),
}
_TINTS: dict[str, tuple[float, float]] = {"raised": (0.6, 0), "sunken": (0, 0.6)}
"""Light from above: the lit edge is brighter than the border's colour, by eye."""

_WAVES = {"wave": 4, "double wave": 7}
"""Widths of its line that a wave takes altogether."""


def lines_of(kind: str) -> int:
    """How many lines a border has: two thin ones weigh as much as one twice as wide (17.4.66)."""
    return len(_BANDS.get(kind, (_LINE,))) // 2 + 1 if kind != "double wave" else 2


@lru_cache(maxsize=256)
def strokes(kind: str, width: Pt) -> tuple[Stroke, ...]:
    """The lines of a border of this kind whose file says `width`."""
    bands = _BANDS.get(kind)
    if bands is None:
        return (Stroke(0, width),)
    tints = _TINTS.get(kind, ())
    at = -thickness(kind, width) / 2
    found = []
    for place, band in enumerate(bands):
        wide = band.width(width)
        if place % 2 == 0:
            found.append(Stroke(at + wide / 2, wide, tints[place // 2] if tints else 0))
        at += wide
    return tuple(found)


@lru_cache(maxsize=256)
def thickness(kind: str, width: Pt) -> Pt:
    """How wide a border is from its first line to its last: a double one is two lines and as much between them."""
    bands = _BANDS.get(kind)
    return sum(band.width(width) for band in bands) if bands and width else width * _WAVES.get(kind, 1)
