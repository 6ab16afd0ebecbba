"""Makes a chart of any set of shapes keep its promises: a size within bounds, and a word where there is no data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.charts.model import Chart, Label, Line, Polygon, Rect, Shape
from docgen.charts.palette import GREY, RULE_GREY
from docgen.lengths import Pt

NO_DATA = "暂无数据"
_PORTRAIT_HEIGHT: Pt = 640
_LANDSCAPE_HEIGHT: Pt = 390
_WIDEST_PORTRAIT: Pt = 560


class Bounds(NamedTuple):
    """The room a chart has: its width, and the greatest height it may take."""

    width: Pt
    height: Pt

    @classmethod
    def of(cls, width: Pt, max_height: Pt | None) -> Bounds:
        """`max_height`, or what an A4 page of that text width holds below a heading."""
        if max_height is None:
            max_height = _PORTRAIT_HEIGHT if width <= _WIDEST_PORTRAIT else _LANDSCAPE_HEIGHT
        return cls(width, max_height)


def empty_chart(name: str, title: str, width: Pt) -> Chart:
    """A chart that says it has no data."""
    height: Pt = 60
    frame = Rect(0.5, 0.5, width - 1, height - 1, stroke=RULE_GREY)
    note = Label(width / 2, height / 2 + 4, NO_DATA, 10.5, color=GREY, anchor="middle")
    return Chart(name, title, width, height, (frame, note))


def bounded(chart: Chart, bounds: Bounds) -> Chart:
    """`chart`, or where it is too large for `bounds` all of it made smaller: the last resort, when no layout fits."""
    factor = min(1.0, bounds.height / chart.height, bounds.width / chart.width)
    if factor == 1.0:
        return chart
    shift = (bounds.width - chart.width * factor) / 2
    shapes = tuple(_scaled(shape, factor, shift) for shape in chart.shapes)
    return chart._replace(width=bounds.width, height=chart.height * factor, shapes=shapes)


def moved(shapes: Sequence[Shape], dx: Pt, dy: Pt) -> tuple[Shape, ...]:
    """`shapes`, all shifted by the same way."""
    return tuple(_transformed(shape, 1.0, dx, dy) for shape in shapes)


def _scaled(shape: Shape, factor: float, shift: Pt) -> Shape:
    return _transformed(shape, factor, shift, 0)


def _transformed(shape: Shape, factor: float, dx: Pt, dy: Pt) -> Shape:
    match shape:
        case Line():
            x1, y1, x2, y2 = (
                shape.x1 * factor + dx,
                shape.y1 * factor + dy,
                shape.x2 * factor + dx,
                shape.y2 * factor + dy,
            )
            return shape._replace(x1=x1, y1=y1, x2=x2, y2=y2, width=shape.width * factor)
        case Rect():
            return shape._replace(
                x=shape.x * factor + dx,
                y=shape.y * factor + dy,
                width=shape.width * factor,
                height=shape.height * factor,
                stroke_width=shape.stroke_width * factor,
                radius=shape.radius * factor,
            )
        case Polygon():
            points = tuple((x * factor + dx, y * factor + dy) for x, y in shape.points)
            return shape._replace(points=points, stroke_width=shape.stroke_width * factor)
        case Label():
            return shape._replace(x=shape.x * factor + dx, y=shape.y * factor + dy, size=shape.size * factor)
