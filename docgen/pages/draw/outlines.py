"""Draws shapes, and what is turned or mirrored (ISO 32000-1, 8.3.4, 8.5)."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, radians, sin
from typing import TYPE_CHECKING

from docgen.charts.vector import rgb
from docgen.lengths import Pt
from docgen.pages.draw.operators import dash_of
from docgen.pages.model import ShapeItem, TurnedItem

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_ROUND = 0.5523
"""Of the radius: the handles of a quarter circle drawn as one curve."""

_TERMINATOR = 3475 / 21600
"""Of the width of a terminator in a flow chart: how wide its ends are (ECMA-376, presetShapeDefinitions)."""

_HEAD = 3
"""Widths of the line: how long an arrow head is, and how wide, of the middle size (ECMA-376 20.1.10.33)."""

_THINNEST_HEAD: Pt = 2
"""Arrow heads of thinner lines are as large as those of this, as in Word."""


def draw_shapes(canvas: Canvas, height: Pt, shapes: Sequence[ShapeItem]) -> None:
    """Draw shapes on a page of `height`, one on top of the other."""
    canvas.addLiteral("\n".join(["q", *[_shape(shape, height) for shape in shapes], "Q"]))


def _shape(shape: ShapeItem, height: Pt) -> str:
    if shape.outline == "line":
        return _line(shape, height) if shape.stroke else ""
    code = []
    if shape.fill:
        code.append(f"{rgb(shape.fill)} rg")
    if shape.stroke:
        code.append(f"{rgb(shape.stroke)} RG {shape.stroke_width:.3f} w {dash_of(shape.dash, shape.stroke_width)} 0 j")
    paint = {(True, True): "B", (True, False): "f", (False, True): "S"}.get((bool(shape.fill), bool(shape.stroke)), "n")
    code.append(f"{_path(shape, height - shape.y - shape.height)} {paint}")
    return " ".join(code)


def _path(shape: ShapeItem, bottom: Pt) -> str:
    """The closed path of an outline, in PDF's coordinates."""
    left, right, top = shape.x, shape.x + shape.width, bottom + shape.height
    match shape.outline:
        case "ellipse":
            return _rounded(left, bottom, right, top, (shape.width / 2, shape.height / 2))
        case "terminator":
            return _rounded(left, bottom, right, top, (_TERMINATOR * shape.width, shape.height / 2))
        case "round rect":
            return _rounded(left, bottom, right, top, (shape.corner, shape.corner))
        case "edged":
            return _polygon(*[(left + x * shape.width, top - y * shape.height) for x, y in shape.corners])
    return f"{left:.3f} {bottom:.3f} {shape.width:.3f} {shape.height:.3f} re"


def _polygon(*points: tuple[Pt, Pt]) -> str:
    first, *rest = points
    return f"{first[0]:.3f} {first[1]:.3f} m {' '.join(f'{x:.3f} {y:.3f} l' for x, y in rest)} h"


def _rounded(left: Pt, bottom: Pt, right: Pt, top: Pt, radius: tuple[Pt, Pt]) -> str:
    """A rectangle with round corners; an ellipse where they meet."""
    (x, y), (a, b) = radius, ((1 - _ROUND) * radius[0], (1 - _ROUND) * radius[1])
    return (
        f"{left + x:.3f} {bottom:.3f} m {right - x:.3f} {bottom:.3f} l "
        f"{right - a:.3f} {bottom:.3f} {right:.3f} {bottom + b:.3f} {right:.3f} {bottom + y:.3f} c "
        f"{right:.3f} {top - y:.3f} l "
        f"{right:.3f} {top - b:.3f} {right - a:.3f} {top:.3f} {right - x:.3f} {top:.3f} c "
        f"{left + x:.3f} {top:.3f} l "
        f"{left + a:.3f} {top:.3f} {left:.3f} {top - b:.3f} {left:.3f} {top - y:.3f} c "
        f"{left:.3f} {bottom + y:.3f} l "
        f"{left:.3f} {bottom + b:.3f} {left + a:.3f} {bottom:.3f} {left + x:.3f} {bottom:.3f} c h"
    )


def _line(shape: ShapeItem, height: Pt) -> str:
    """A straight line with its arrow heads, which take as much off it as they are long."""
    start, end = (shape.x, height - shape.y), (shape.x + shape.width, height - shape.y - shape.height)
    color = rgb(shape.stroke or "000000")
    angle = atan2(end[1] - start[1], end[0] - start[0])
    size = _HEAD * max(shape.stroke_width, _THINNEST_HEAD)
    code = []
    if "start" in shape.heads:
        code.append(_head(start, angle, size))
        start = (start[0] + size * cos(angle), start[1] + size * sin(angle))
    if "end" in shape.heads:
        code.append(_head(end, angle + radians(180), size))
        end = (end[0] - size * cos(angle), end[1] - size * sin(angle))
    stroke = f"{color} RG {shape.stroke_width:.3f} w {dash_of(shape.dash, shape.stroke_width)}"
    stroke += f" {start[0]:.3f} {start[1]:.3f} m {end[0]:.3f} {end[1]:.3f} l S"
    return " ".join([stroke, f"{color} rg", *code]) if code else stroke


def _head(tip: tuple[Pt, Pt], angle: float, size: Pt) -> str:
    """A filled triangle whose tip is where a line ends; `angle` leads from there along the line."""
    x, y = tip[0] + size * cos(angle), tip[1] + size * sin(angle)
    dx, dy = size / 2 * sin(angle), size / 2 * cos(angle)
    return _polygon(tip, (x - dx, y + dy), (x + dx, y - dy)) + " f"


def turn(canvas: Canvas, height: Pt, item: TurnedItem) -> None:
    """Have what is drawn next be turned and mirrored as `item` says; the caller keeps the state before."""
    x, y = item.x + item.width / 2, height - item.y - item.height / 2
    canvas.translate(x, y)
    canvas.rotate(-item.angle)
    canvas.scale(-1 if item.flips[0] else 1, -1 if item.flips[1] else 1)
    canvas.translate(-x, -y)
