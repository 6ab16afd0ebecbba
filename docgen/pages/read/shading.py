"""Shading: the colour that a `w:shd` of a cell, a paragraph or a run gives on paper (ECMA-376 17.3.5)."""

from __future__ import annotations

from docgen.messages import Message, message
from docgen.pages.read.ooxml import Element, W, color, number, val

_LINES = ("Stripe", "Cross")
_SHARE, _THIN_SHARE = 0.5, 0.25  # of the area that lines of a pattern cover, by eye


def read_shading(element: Element) -> str:
    """The colour that a `w:shd` gives on paper, "" for none (ECMA-376 17.3.5).

    A tint such as `pct20` is a fifth of its colour on its fill; `solid` is its colour alone. A pattern of lines is set
    as the tint that it makes from afar.
    """
    pattern = val(element) or "clear"
    fill = color(element.get(W + "fill"))
    if pattern == "nil" or (pattern == "clear" and fill is None):
        return ""
    share = _share(pattern)
    fill = fill or "FFFFFF"
    return _mixed(color(element.get(W + "color")) or "000000", fill, share) if share else fill


def shading_beyond(element: Element) -> Message | None:
    """A pattern of lines, which the engine does not draw."""
    pattern = val(element) or "clear"
    known = pattern in {"nil", "clear", "solid"} or pattern.startswith("pct")
    return None if known else message("shading pattern “{pattern}”", pattern=pattern)


def _share(pattern: str) -> float:
    if pattern == "solid":
        return 1
    if pattern.endswith(_LINES):
        return _THIN_SHARE if pattern.startswith("thin") else _SHARE
    return min(max(number(pattern.removeprefix("pct")) / 100, 0), 1) if pattern.startswith("pct") else 0


def _mixed(over: str, under: str, share: float) -> str:
    pairs = zip(bytes.fromhex(over), bytes.fromhex(under), strict=True)
    return bytes(round(share * one + (1 - share) * other) for one, other in pairs).hex().upper()
