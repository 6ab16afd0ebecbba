"""Draws a chart on a PDF page: lines as lines, text as text in embedded fonts. Does not lay anything out.

The page's coordinates are turned into the chart's (y down), and the shapes written as PDF operators (ISO 32000-1, 8.5
and 9.4) with the numbers that they have; reportlab's own methods take five times as long.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from docgen.charts.model import Chart, Label, Line, Polygon, Rect, Shape
from docgen.charts.palette import SYNTHETIC_BOLD
from docgen.lengths import Pt

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from docgen.fonts import FontLibrary
    from docgen.fonts.typecase import Typecase

_ROUND_ENDS = "1 J 1 j"
_CORNER = 0.4472
"""Of the radius: how far from the corner a quarter circle's control points lie."""
_SHARE_OF_WIDTH = {"start": 0.0, "middle": 0.5, "end": 1.0}
_PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
"""The operator that paints a path, by whether it is filled and whether it is stroked."""


def draw_chart(canvas: Canvas, chart: Chart, x: Pt, y: Pt, scale: float, fonts: FontLibrary) -> None:
    """Draw `chart` on `canvas` with its top left corner at (`x`, `y`) in the canvas's own coordinates (y up).

    `scale` is points on the page to one point of the chart. The canvas's state is as before afterwards.
    """
    from docgen.fonts.typecase import Typecase

    pen = _Pen(Typecase(canvas, fonts), fonts)
    for shape in chart.shapes:
        pen.draw(shape)
    opening = f"q {scale:.6f} 0 0 {-scale:.6f} {x:.3f} {y:.3f} cm {_ROUND_ENDS}"
    canvas.addLiteral("\n".join([opening, *pen.code, "Q"]))


class _Pen:
    """Writes shapes, and of colours and line widths what changes; `code` grows by what it has written."""

    def __init__(self, typecase: Typecase, fonts: FontLibrary) -> None:
        self.code: list[str] = []
        self._typecase = typecase
        self._fonts = fonts
        self._fill: str | None = None
        self._stroke: tuple[str, Pt] | None = None

    def draw(self, shape: Shape) -> None:
        """Write one shape."""
        match shape:
            case Line():
                self._line(shape)
            case Rect():
                self._path(_rounded(shape) if shape.radius else _rectangle(shape), shape)
            case Polygon():
                points = " l ".join([f"{x:.3f} {y:.3f}" for x, y in shape.points])
                self._path(points.replace(" l ", " m ", 1) + " l h", shape)
            case Label():
                self._label(shape)

    def _line(self, shape: Line) -> None:
        self._set_stroke(shape.color, shape.width)
        line = f"{shape.x1:.3f} {shape.y1:.3f} m {shape.x2:.3f} {shape.y2:.3f} l S"
        if shape.dash:
            dash = " ".join([f"{length:.3f}" for length in shape.dash])
            line = f"q 0 J [{dash}] 0 d {line} Q"
        self.code.append(line)

    def _path(self, path: str, shape: Rect | Polygon) -> None:
        if shape.fill is not None:
            self._set_fill(shape.fill)
        if shape.stroke is not None:
            self._set_stroke(shape.stroke, shape.stroke_width)
        self.code.append(f"{path} {_PAINT[shape.fill is not None, shape.stroke is not None]}")

    def _label(self, shape: Label) -> None:
        pieces = self._fonts.split(shape.text, self._fonts.face(shape.family, bold=shape.bold))
        widths = [face.width(text) * shape.size for face, text in pieces]
        x = shape.x - sum(widths) * _SHARE_OF_WIDTH[shape.anchor]
        self._set_fill(shape.color)
        for (face, text), width in zip(pieces, widths, strict=True):
            font, codes = self._typecase.name(face), self._typecase.codes(face, text)
            if face.synthetic_bold:
                self._set_stroke(shape.color, shape.size * SYNTHETIC_BOLD)
            mode = 2 if face.synthetic_bold else 0
            self.code.append(
                f"BT {mode} Tr {font} {shape.size:.3f} Tf 1 0 0 -1 {x:.3f} {shape.y:.3f} Tm <{codes}> Tj ET"
            )
            x += width

    def _set_fill(self, color: str) -> None:
        if color != self._fill:
            self._fill = color
            self.code.append(f"{rgb(color)} rg")

    def _set_stroke(self, color: str, width: Pt) -> None:
        if (color, width) != self._stroke:
            self._stroke = (color, width)
            self.code.append(f"{rgb(color)} RG {width:.3f} w")


def _rectangle(shape: Rect) -> str:
    return f"{shape.x:.3f} {shape.y:.3f} {shape.width:.3f} {shape.height:.3f} re"


def _rounded(shape: Rect) -> str:
    """The outline, clockwise from the left end of the upper edge; a corner is a Bézier curve."""
    radius = min(shape.radius, shape.width / 2, shape.height / 2)
    near = _CORNER * radius
    left, top, right, bottom = shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    steps = (
        ("m", (left + radius, top)),
        ("l", (right - radius, top)),
        ("c", (right - near, top, right, top + near, right, top + radius)),
        ("l", (right, bottom - radius)),
        ("c", (right, bottom - near, right - near, bottom, right - radius, bottom)),
        ("l", (left + radius, bottom)),
        ("c", (left + near, bottom, left, bottom - near, left, bottom - radius)),
        ("l", (left, top + radius)),
        ("c", (left, top + near, left + near, top, left + radius, top)),
    )
    written = [f"{' '.join([f'{place:.3f}' for place in places])} {operator}" for operator, places in steps]
    return " ".join([*written, "h"])


@lru_cache(maxsize=256)
def rgb(color: str) -> str:
    """The three operands of `rg` and `RG` for `RRGGBB`."""
    return " ".join(f"{int(color[place : place + 2], 16) / 255:.4g}" for place in (0, 2, 4))
