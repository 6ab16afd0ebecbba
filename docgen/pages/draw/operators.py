"""Writes rules and fills as PDF operators (ISO 32000-1, 8.5).

Operators are appended to the page stream directly, which `Canvas.addLiteral` is for: reportlab's own methods look up
and format the whole graphics state for each line, and for a dense table that took more time than its layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot
from typing import TYPE_CHECKING

from docgen.charts.vector import rgb
from docgen.lengths import Pt
from docgen.pages.colors import mixed
from docgen.pages.draw.shapes import SHAPES
from docgen.pages.line_kinds import LEADER_DOT, LEADER_PITCH, Stroke, strokes
from docgen.pages.model import FillItem, RuleItem

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_WHITE = "FFFFFF"
_ROUND = {"dot", "leader", "comma"}


def draw_fills(canvas: Canvas, height: Pt, fills: Sequence[FillItem]) -> None:
    """Fill rectangles."""
    code = ["q"]
    color = None
    for fill in fills:
        if fill.color != color:
            color = fill.color
            code.append(f"{rgb(color)} rg")
        code.append(f"{fill.x:.3f} {height - fill.y - fill.height:.3f} {fill.width:.3f} {fill.height:.3f} re f")
    code.append("Q")
    canvas.addLiteral("\n".join(code))


def draw_rules(canvas: Canvas, height: Pt, rules: Sequence[RuleItem]) -> None:
    """Draw lines: their ends are butt, since layout has made them reach as far as they shall."""
    code = ["q"]
    state: tuple[Pt, str, str] | None = None
    shape: Callable[[RuleItem, Pt], str] | None = None
    parts: tuple[Stroke, ...] = ()
    uneven = False
    for rule in rules:
        if (rule.width, rule.color, rule.style) != state:
            state = (rule.width, rule.color, rule.style)
            code.append(f"{rule.width:.3f} w {rgb(rule.color)} RG {dash_of(rule.style, rule.width)}")
            shape, parts = SHAPES.get(rule.style), strokes(rule.style, rule.width)
            uneven = len({part[1:] for part in parts}) > 1
        if shape:
            code.append(shape(rule, height))
            continue
        for part in parts:
            if uneven:
                code.append(f"{part.width:.3f} w {rgb(mixed(_WHITE, rule.color, part.tint))} RG")
            dx, dy = _beside(rule, part.offset) if part.offset else (0, 0)
            code.append(
                f"{rule.x1 + dx:.3f} {height - rule.y1 - dy:.3f} m {rule.x2 + dx:.3f} {height - rule.y2 - dy:.3f} l S"
            )
    code.append("Q")
    canvas.addLiteral("\n".join(code))


def dash_of(style: str, line: Pt) -> str:
    """Dash pattern and ends, in widths of the `line` as Word has it: dots of one width, dashes of four or eight."""
    width = max(line, 0.5)
    patterns = {
        "dashed": f"[{4 * width:.3f} {2 * width:.3f}]",
        "small dashed": f"[{4 * width:.3f} {width:.3f}]",
        "dotted": f"[{width:.3f} {width:.3f}]",
        "leader": f"[0 {LEADER_PITCH / LEADER_DOT * line:.3f}]",
        "long dashed": f"[{8 * width:.3f} {3 * width:.3f}]",
        "slanted dot dash": f"[{4 * width:.3f} {width:.3f} {2 * width:.3f} {width:.3f}]",
        "dot dash": f"[{4 * width:.3f} {2 * width:.3f} {width:.3f} {2 * width:.3f}]",
        "dot dot dash": f"[{4 * width:.3f} {2 * width:.3f} {width:.3f} {2 * width:.3f} {width:.3f} {2 * width:.3f}]",
    }
    return f"{patterns.get(style, '[]')} 0 d {1 if style in _ROUND else 0} J"


def _beside(rule: RuleItem, offset: Pt) -> tuple[Pt, Pt]:
    """How far a stroke of a rule lies from its middle, to the right and down; those of upright ones to the right."""
    across, down = rule.x2 - rule.x1, rule.y2 - rule.y1
    if not across:
        return offset, 0
    length = hypot(across, down) or 1
    return -offset * down / length, offset * across / length
