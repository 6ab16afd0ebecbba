"""Shading: the colour that a `w:shd` of a cell, a paragraph or a run gives on paper (ECMA-376 17.3.5)."""

from __future__ import annotations

from docgen.messages import Message, message
from docgen.pages.colors import mixed
from docgen.pages.read.ooxml import Element, W, color, number, val

# How much of the ground the pattern's lines cover: stripes half of it, thin ones a quarter; crosses are both at once.
_STRIPES, _THIN = 1 / 2, 1 / 4
_CROSS, _THIN_CROSS = 1 - (1 - _STRIPES) ** 2, 1 - (1 - _THIN) ** 2
_SHARES: dict[str, float] = {
    "nil": 0, "clear": 0, "solid": 1,
    "horzStripe": _STRIPES, "vertStripe": _STRIPES, "diagStripe": _STRIPES, "reverseDiagStripe": _STRIPES,
    "horzCross": _CROSS, "diagCross": _CROSS,
    "thinHorzStripe": _THIN, "thinVertStripe": _THIN, "thinDiagStripe": _THIN, "thinReverseDiagStripe": _THIN,
    "thinHorzCross": _THIN_CROSS, "thinDiagCross": _THIN_CROSS,
}  # fmt: skip
# Word rounds the names of eighths down: pct12 is 12.5 %.
_EIGHTHS = {"pct12": 0.125, "pct37": 0.375, "pct62": 0.625, "pct87": 0.875}


def read_shading(element: Element) -> str:
    """The colour that a `w:shd` gives on paper, "" for none (ECMA-376 17.3.5).

    A tint such as `pct20` is a fifth of its colour on its fill; `solid` is its colour alone. A pattern of stripes or
    crosses is set as the tint that it makes from afar.
    """
    pattern = val(element) or "clear"
    fill = color(element.get(W + "fill"))
    if pattern == "nil" or (pattern == "clear" and fill is None):
        return ""
    share = _share(pattern)
    fill = fill or "FFFFFF"
    return mixed(color(element.get(W + "color")) or "000000", fill, share) if share else fill


def shading_beyond(element: Element) -> Message | None:
    """A pattern of lines, which the engine does not draw."""
    pattern = val(element) or "clear"
    known = pattern in {"nil", "clear", "solid"} or pattern.startswith("pct")
    return None if known else message("shading pattern “{pattern}”", pattern=pattern)


def _share(pattern: str) -> float:
    if pattern.startswith("pct"):
        return _EIGHTHS.get(pattern) or min(max(number(pattern.removeprefix("pct")) / 100, 0), 1)
    return _SHARES.get(pattern, 0)
