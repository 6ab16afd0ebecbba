"""Strokes that are no straight lines: waves under text, rings and commas above it (ISO 32000-1, 8.5.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from docgen.lengths import Pt
from docgen.pages.model import RuleItem

_HALF_WAVE = 3.5
"""Widths of the line from one crossing of its middle to the next, by eye beside Word's."""

_SWING = 2.0
"""Widths of the line by which the handles of a wave's curves lie off its middle; the wave itself goes 3/4 as far."""

_ROUND = 0.5523
"""Of the radius: the handles of a quarter circle drawn as one curve."""


def wave(rule: RuleItem, height: Pt) -> str:
    """A line that goes up and down around the rule, which must be level."""
    return _wave(rule, height - rule.y1)


def double_wave(rule: RuleItem, height: Pt) -> str:
    """Two waves side by side."""
    apart = 1.5 * rule.width
    return _wave(rule, height - rule.y1 + apart) + " " + _wave(rule, height - rule.y1 - apart)


def _wave(rule: RuleItem, middle: Pt) -> str:
    return f"{rule.x1:.3f} {middle:.3f} m {' '.join(_half_waves(rule, middle))} S"


def _half_waves(rule: RuleItem, middle: Pt) -> Iterator[str]:
    """Curves up and down in turn, the last of them as long as room is left."""
    step, swing = _HALF_WAVE * rule.width, _SWING * rule.width
    x = rule.x1
    while x < rule.x2:
        end = min(x + step, rule.x2)
        third = (end - x) / 3
        handle = middle + swing * (end - x) / step
        yield f"{x + third:.3f} {handle:.3f} {end - third:.3f} {handle:.3f} {end:.3f} {middle:.3f} c"
        x, swing = end, -swing


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
