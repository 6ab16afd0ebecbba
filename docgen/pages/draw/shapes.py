"""Strokes that are no straight lines: waves under text, rings and commas above it (ISO 32000-1, 8.5.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import hypot

from docgen.lengths import Pt
from docgen.pages.model import RuleItem

_HALF_WAVE = 3.5
"""Widths of the line from one crossing of its middle to the next, by eye beside Word's."""

_SWING = 2.0
"""Widths of the line by which the handles of a wave's curves lie off its middle; the wave itself goes 3/4 as far."""

_ROUND = 0.5523
"""Of the radius: the handles of a quarter circle drawn as one curve."""


def wave(rule: RuleItem, height: Pt) -> str:
    """A line that swings around the rule."""
    return _wave(rule, height, 0)


def double_wave(rule: RuleItem, height: Pt) -> str:
    """Two waves side by side."""
    apart = 1.5 * rule.width
    return _wave(rule, height, apart) + " " + _wave(rule, height, -apart)


def _wave(rule: RuleItem, height: Pt, beside: Pt) -> str:
    """A wave whose middle lies `beside` the rule, to the left as one looks along it."""
    length = hypot(rule.x2 - rule.x1, rule.y2 - rule.y1) or 1
    across, up = (rule.x2 - rule.x1) / length, (rule.y1 - rule.y2) / length

    def point(along: Pt, swing: Pt) -> str:
        x, y = along * across - (beside + swing) * up, along * up + (beside + swing) * across
        return f"{rule.x1 + x:.3f} {height - rule.y1 + y:.3f}"

    return f"{point(0, 0)} m {' '.join(_half_waves(rule, length, point))} S"


def _half_waves(rule: RuleItem, length: Pt, point: Callable[[Pt, Pt], str]) -> Iterator[str]:
    """Curves to both sides in turn, the last of them as long as room is left."""
    step, swing = _HALF_WAVE * rule.width, _SWING * rule.width
    at: Pt = 0
    while at < length:
        end = min(at + step, length)
        third = (end - at) / 3
        handle = swing * (end - at) / step
        yield f"{point(at + third, handle)} {point(end - third, handle)} {point(end, 0)} c"
        at, swing = end, -swing


def ring(rule: RuleItem, height: Pt) -> str:
    """A circle whose diameter is the rule."""
    radius = (rule.x2 - rule.x1) / 2
    x, y, handle = (rule.x1 + rule.x2) / 2, height - rule.y1, _ROUND * radius
    return (
        f"{x + radius:.3f} {y:.3f} m "
        f"{x + radius:.3f} {y + handle:.3f} {x + handle:.3f} {y + radius:.3f} {x:.3f} {y + radius:.3f} c "
        f"{x - handle:.3f} {y + radius:.3f} {x - radius:.3f} {y + handle:.3f} {x - radius:.3f} {y:.3f} c "
        f"{x - radius:.3f} {y - handle:.3f} {x - handle:.3f} {y - radius:.3f} {x:.3f} {y - radius:.3f} c "
        f"{x + handle:.3f} {y - radius:.3f} {x + radius:.3f} {y - handle:.3f} {x + radius:.3f} {y:.3f} c s"
    )


def comma(rule: RuleItem, height: Pt) -> str:
    """A short slanted stroke with round ends, its middle at the rule's."""
    reach, y = 0.8 * rule.width, height - rule.y1
    return f"{rule.x1 - reach:.3f} {y + reach:.3f} m {rule.x1 + reach:.3f} {y - reach:.3f} l S"


SHAPES: Mapping[str, Callable[[RuleItem, Pt], str]] = {
    "wave": wave, "double wave": double_wave, "ring": ring, "comma": comma,
}  # fmt: skip
