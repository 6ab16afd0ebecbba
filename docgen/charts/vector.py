"""Draws a chart on a PDF page: lines as lines, text as text in embedded fonts. Does not lay anything out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.charts.model import Chart, Label, Line, Polygon, Rect
from docgen.charts.palette import SYNTHETIC_BOLD
from docgen.lengths import Pt

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.pathobject import PDFPathObject

    from docgen.fonts import FontLibrary

_ROUND = 1
_SHARE_OF_WIDTH = {"start": 0.0, "middle": 0.5, "end": 1.0}


def draw_chart(canvas: Canvas, chart: Chart, x: Pt, y: Pt, scale: float, fonts: FontLibrary) -> None:
    """Draw `chart` on `canvas` with its top left corner at (`x`, `y`) in the canvas's own coordinates (y up).

    `scale` is points on the page to one point of the chart. The canvas's state is as before afterwards.
    """
    canvas.saveState()
    canvas.setLineCap(_ROUND)
    canvas.setLineJoin(_ROUND)
    pen = _Pen(canvas, x, y, scale, fonts)
    for shape in chart.shapes:
        match shape:
            case Line():
                pen.line(shape)
            case Rect():
                pen.rect(shape)
            case Polygon():
                pen.polygon(shape)
            case Label():
                pen.label(shape)
    canvas.restoreState()


@dataclass(slots=True)
class _Pen:
    """Turns the chart's coordinates (y down) into the page's (y up), and remembers nothing else."""

    canvas: Canvas
    left: Pt
    top: Pt
    scale: float
    fonts: FontLibrary

    def line(self, shape: Line) -> None:
        self._stroke(shape.color, shape.width)
        if shape.dash:
            self.canvas.setDash([length * self.scale for length in shape.dash])
            self.canvas.setLineCap(0)
        self.canvas.line(self._x(shape.x1), self._y(shape.y1), self._x(shape.x2), self._y(shape.y2))
        if shape.dash:
            self.canvas.setDash()
            self.canvas.setLineCap(_ROUND)

    def rect(self, shape: Rect) -> None:
        path = self.canvas.beginPath()
        place = (self._x(shape.x), self._y(shape.y + shape.height), shape.width * self.scale, shape.height * self.scale)
        if shape.radius:
            radius = min(shape.radius, shape.width / 2, shape.height / 2)
            path.roundRect(*place, radius * self.scale)
        else:
            path.rect(*place)
        self._paint(path, shape)

    def polygon(self, shape: Polygon) -> None:
        path = self.canvas.beginPath()
        (first_x, first_y), *others = shape.points
        path.moveTo(self._x(first_x), self._y(first_y))
        for x, y in others:
            path.lineTo(self._x(x), self._y(y))
        path.close()
        self._paint(path, shape)

    def label(self, shape: Label) -> None:
        size = shape.size * self.scale
        pieces = list(self.fonts.split(shape.text, self.fonts.face(shape.family, bold=shape.bold)))
        widths = [face.width(text) * size for face, text in pieces]
        x = self._x(shape.x) - sum(widths) * _SHARE_OF_WIDTH[shape.anchor]
        self.canvas.setFillColor(_color(shape.color))
        for (face, text), width in zip(pieces, widths, strict=True):
            self.canvas.setFont(self.fonts.reportlab_name(face), size)
            if face.synthetic_bold:
                self.canvas.setStrokeColor(_color(shape.color))
                self.canvas.setLineWidth(size * SYNTHETIC_BOLD)
            self.canvas.drawString(x, self._y(shape.y), text, mode=2 if face.synthetic_bold else None)
            x += width

    def _paint(self, path: PDFPathObject, shape: Rect | Polygon) -> None:
        if shape.fill is not None:
            self.canvas.setFillColor(_color(shape.fill))
        if shape.stroke is not None:
            self._stroke(shape.stroke, shape.stroke_width)
        self.canvas.drawPath(path, stroke=int(shape.stroke is not None), fill=int(shape.fill is not None))

    def _stroke(self, color: str, width: Pt) -> None:
        self.canvas.setStrokeColor(_color(color))
        self.canvas.setLineWidth(width * self.scale)

    def _x(self, x: Pt) -> Pt:
        return self.left + x * self.scale

    def _y(self, y: Pt) -> Pt:
        return self.top - y * self.scale


def _color(rgb: str) -> tuple[float, float, float]:
    return int(rgb[:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:], 16) / 255
