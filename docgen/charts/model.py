"""A chart as a list of shapes, independent of what draws it.

All coordinates are points from the chart's top left corner, x to the right, y down. Colours are `RRGGBB`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from docgen.lengths import Pt


class Line(NamedTuple):
    """A straight line; `dash` is (on, off) in points or empty."""

    x1: Pt
    y1: Pt
    x2: Pt
    y2: Pt
    width: Pt = 0.75
    color: str = "000000"
    dash: tuple[Pt, ...] = ()


class Rect(NamedTuple):
    """A rectangle with optional fill, stroke and corner radius."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    fill: str | None = None
    stroke: str | None = None
    stroke_width: Pt = 0.75
    radius: Pt = 0


class Polygon(NamedTuple):
    """A closed polygon."""

    points: tuple[tuple[Pt, Pt], ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: Pt = 0.75


class Label(NamedTuple):
    """One line of text; (x, y) is its baseline at `anchor`. `family` is a name that FontLibrary.face knows."""

    x: Pt
    y: Pt
    text: str
    size: Pt
    family: str = "黑体"
    bold: bool = False
    color: str = "000000"
    anchor: Literal["start", "middle", "end"] = "start"


Shape: TypeAlias = Line | Rect | Polygon | Label


class Chart(NamedTuple):
    """A finished chart of a fixed size. `name` is unique in a document: `flow-chart`, `gantt-chart`, `risk-matrix`."""

    name: str
    title: str
    width: Pt
    height: Pt
    shapes: tuple[Shape, ...]
