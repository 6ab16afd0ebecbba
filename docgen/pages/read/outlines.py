"""Outlines of shapes with straight edges, by the name of their preset (ECMA-376 20.1.10.56, presetShapeDefinitions).

Each is a list of corners as shares of the shape's width and height. Adjustments are those that a shape gives, else the
preset's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt

Corners: TypeAlias = tuple[tuple[float, float], ...]
"""(across, down) of each corner: 0 to 1."""


class Size(NamedTuple):
    """The size of a shape; lengths along an axis are shares of the shorter side there."""

    width: Pt
    height: Pt

    def across(self, share: float) -> float:
        """`share` of the shorter side, as a share of the width."""
        return min(share * min(self.width, self.height) / self.width, 1) if self.width else 0

    def down(self, share: float) -> float:
        """`share` of the shorter side, as a share of the height."""
        return min(share * min(self.width, self.height) / self.height, 1) if self.height else 0


def _right_arrow(size: Size, adjust: Sequence[float]) -> Corners:
    """A shaft as wide as the first adjustment, a head as long as the second."""
    edge, neck = (1 - min(adjust[0], 1)) / 2, 1 - size.across(adjust[1])
    return ((0, edge), (neck, edge), (neck, 0), (1, 0.5), (neck, 1), (neck, 1 - edge), (0, 1 - edge))


def _down_arrow(size: Size, adjust: Sequence[float]) -> Corners:
    return _swapped(_right_arrow(Size(size.height, size.width), adjust))


def _left_right_arrow(size: Size, adjust: Sequence[float]) -> Corners:
    edge, neck = (1 - min(adjust[0], 1)) / 2, min(size.across(adjust[1]), 0.5)
    upper = ((0, 0.5), (neck, 0), (neck, edge), (1 - neck, edge), (1 - neck, 0), (1, 0.5))
    return (*upper, *[(x, 1 - y) for x, y in upper[-2:0:-1]])


def _parallelogram(size: Size, adjust: Sequence[float]) -> Corners:
    slant = size.across(adjust[0])
    return ((slant, 0), (1, 0), (1 - slant, 1), (0, 1))


def _trapezoid(size: Size, adjust: Sequence[float]) -> Corners:
    slant = min(size.across(adjust[0]), 0.5)
    return ((slant, 0), (1 - slant, 0), (1, 1), (0, 1))


def _hexagon(size: Size, adjust: Sequence[float]) -> Corners:
    slant = min(size.across(adjust[0]), 0.5)
    return ((0, 0.5), (slant, 0), (1 - slant, 0), (1, 0.5), (1 - slant, 1), (slant, 1))


def _home_plate(size: Size, adjust: Sequence[float]) -> Corners:
    neck = 1 - size.across(adjust[0])
    return ((0, 0), (neck, 0), (1, 0.5), (neck, 1), (0, 1))


def _chevron(size: Size, adjust: Sequence[float]) -> Corners:
    tip = size.across(adjust[0])
    return ((0, 0), (1 - tip, 0), (1, 0.5), (1 - tip, 1), (0, 1), (tip, 0.5))


def _star(_: Size, __: Sequence[float]) -> Corners:
    """The star with five points, its tips on the edges of its frame: its middle is a little below that of the frame."""
    inner = 0.381966
    points = [
        (sin(turn * pi / 5) * (inner if turn % 2 else 1), -cos(turn * pi / 5) * (inner if turn % 2 else 1))
        for turn in range(10)
    ]
    wide, low = max(x for x, _ in points), max(y for _, y in points)
    return tuple([(0.5 + x / wide / 2, (y + 1) / (low + 1)) for x, y in points])


def _swapped(corners: Corners) -> Corners:
    """The same about the diagonal: what led to the right leads down."""
    return tuple([(y, x) for x, y in corners])


def _mirrored(
    make: Callable[[Size, Sequence[float]], Corners], *, across: bool
) -> Callable[[Size, Sequence[float]], Corners]:
    def mirrored(size: Size, adjust: Sequence[float]) -> Corners:
        return tuple([(1 - x, y) if across else (x, 1 - y) for x, y in make(size, adjust)])

    return mirrored


_HALVES = (0.5, 0.5)
_PRESETS: dict[str, tuple[Callable[[Size, Sequence[float]], Corners], tuple[float, ...]]] = {
    "rightArrow": (_right_arrow, _HALVES),
    "leftArrow": (_mirrored(_right_arrow, across=True), _HALVES),
    "downArrow": (_down_arrow, _HALVES),
    "upArrow": (_mirrored(_down_arrow, across=False), _HALVES),
    "leftRightArrow": (_left_right_arrow, _HALVES),
    "parallelogram": (_parallelogram, (0.25,)),
    "trapezoid": (_trapezoid, (0.25,)),
    "homePlate": (_home_plate, (0.5,)),
    "chevron": (_chevron, (0.5,)),
    "rtTriangle": (lambda _, __: ((0, 0), (1, 1), (0, 1)), ()),
    "triangle": (lambda _, adjust: ((adjust[0], 0), (1, 1), (0, 1)), (0.5,)),
    "diamond": (lambda _, __: ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)), ()),
    "flowChartDecision": (lambda _, __: ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)), ()),
    "flowChartInputOutput": (lambda _, __: ((0.2, 0), (1, 0), (0.8, 1), (0, 1)), ()),
    "flowChartPreparation": (lambda _, __: ((0.2, 0), (0.8, 0), (1, 0.5), (0.8, 1), (0.2, 1), (0, 0.5)), ()),
    "flowChartManualOperation": (lambda _, __: ((0, 0), (1, 0), (0.8, 1), (0.2, 1)), ()),
    "flowChartMerge": (lambda _, __: ((0, 0), (1, 0), (0.5, 1)), ()),
    "flowChartExtract": (lambda _, __: ((0.5, 0), (1, 1), (0, 1)), ()),
    "flowChartOffpageConnector": (lambda _, __: ((0, 0), (1, 0), (1, 0.8), (0.5, 1), (0, 0.8)), ()),
}
_ADJUSTED_OTHERWISE = {"hexagon": (_hexagon, (0.25,)), "star5": (_star, ())}
"""Of these only the preset's own form is known: their adjustments count in another way."""

EDGED = frozenset({*_PRESETS, *_ADJUSTED_OTHERWISE})
"""The presets that are known here."""


def corners_of(preset: str, width: Pt, height: Pt, adjusted: Sequence[float]) -> Corners | None:
    """The corners of a preset; `adjusted` are shares in its own order. None where it is adjusted in an unknown way."""
    size = Size(width, height)
    if preset in _ADJUSTED_OTHERWISE:
        make, usual = _ADJUSTED_OTHERWISE[preset]
        return None if adjusted else make(size, usual)
    make, usual = _PRESETS[preset]
    return make(size, (*adjusted[: len(usual)], *usual[len(adjusted) :]))


_TEXT_INSETS: dict[str, tuple[float, float, float, float]] = {
    "triangle": (0.25, 0.5, 0.25, 0),
    "flowChartExtract": (0.25, 0.5, 0.25, 0),
    "flowChartMerge": (0.25, 0, 0.25, 0.5),
    "rtTriangle": (1 / 12, 7 / 12, 5 / 12, 1 / 12),
    "diamond": (0.25, 0.25, 0.25, 0.25),
    "flowChartDecision": (0.25, 0.25, 0.25, 0.25),
    "star5": (0.31, 0.38, 0.31, 0.24),
    "flowChartInputOutput": (0.2, 0, 0.2, 0),
    "flowChartPreparation": (0.2, 0, 0.2, 0),
    "flowChartManualOperation": (0.2, 0, 0.2, 0),
    "flowChartOffpageConnector": (0, 0, 0, 0.2),
    "homePlate": (0, 0, 0.15, 0),
}


def text_insets(preset: str, corners: Corners) -> tuple[float, float, float, float]:
    """How far inside its frame a preset's text begins: shares of its size at the left, top, right and bottom."""
    if preset in {"rightArrow", "leftArrow", "leftRightArrow"}:
        edge = min(abs(y) for _, y in corners if y > 0)
        return (0, edge, 0, edge) if edge < 0.5 else (0, 0, 0, 0)
    if preset in {"downArrow", "upArrow"}:
        edge = min(abs(x) for x, _ in corners if x > 0)
        return (edge, 0, edge, 0) if edge < 0.5 else (0, 0, 0, 0)
    return _TEXT_INSETS.get(preset, (0.15, 0.1, 0.15, 0.1))
