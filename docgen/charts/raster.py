"""Draws a chart as a PNG picture, for Word files.

Speed decides how: the chart is drawn in shades of grey at twice the size and reduced, which smooths every edge, and its
colours come back through the palette. That works because no two colours of a chart have the same lightness
(`docgen.charts.palette`), which greyscale printing asks for anyway.
"""

from __future__ import annotations

import io
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from docgen.charts.model import Chart, Label, Line, Polygon, Rect
from docgen.charts.palette import SYNTHETIC_BOLD
from docgen.lengths import Pt

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import ImageFont

    from docgen.fonts import FontLibrary

_OVERSAMPLING = 2
_ANCHOR = {"start": "ls", "middle": "ms", "end": "rs"}


def to_png(chart: Chart, fonts: FontLibrary, dpi: int = 200) -> bytes:
    """`chart` as a PNG file of 8-bit palette colours that knows its resolution; the same chart gives the same bytes."""
    pen = _Pen(chart, fonts, dpi / 72 * _OVERSAMPLING)
    for shape in chart.shapes:
        pen.draw(shape)
    picture = pen.image.reduce(_OVERSAMPLING)
    picture.putpalette(_palette(chart))
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(dpi, dpi), compress_level=4)
    return file.getvalue()


class _Pen:
    """Draws shapes in their lightness on one large grey picture."""

    def __init__(self, chart: Chart, fonts: FontLibrary, scale: float) -> None:
        from PIL import Image, ImageDraw

        size = [max(1, round(length * scale / _OVERSAMPLING)) * _OVERSAMPLING for length in (chart.width, chart.height)]
        self.image = Image.new("L", (size[0], size[1]), 255)
        self._draw = ImageDraw.Draw(self.image)
        self._fonts = fonts
        self._scale = scale

    def draw(self, shape: Line | Rect | Polygon | Label) -> None:
        """Draw one shape over what is there."""
        match shape:
            case Line():
                self._line(shape)
            case Rect():
                self._rect(shape)
            case Polygon():
                self._polygon(shape)
            case Label():
                self._label(shape)

    def _line(self, shape: Line) -> None:
        for start, end in _dashes(shape):
            self._draw.line(self._points(start, end), lightness(shape.color), self._thickness(shape.width))

    def _rect(self, shape: Rect) -> None:
        half = shape.stroke_width / 2 if shape.stroke else 0
        x1, y1 = (shape.x - half) * self._scale, (shape.y - half) * self._scale
        x2, y2 = (shape.x + shape.width + half) * self._scale - 1, (shape.y + shape.height + half) * self._scale - 1
        box = (x1, y1, max(x1, x2), max(y1, y2))
        fill = lightness(shape.fill) if shape.fill else None
        outline = lightness(shape.stroke) if shape.stroke else None
        thickness = self._thickness(shape.stroke_width) if shape.stroke else 0
        radius = min(shape.radius + half, (box[2] - x1) / 2, (box[3] - y1) / 2) * self._scale if shape.radius else 0
        if radius:
            self._draw.rounded_rectangle(box, radius, fill, outline, thickness)
        else:
            self._draw.rectangle(box, fill, outline, thickness)

    def _polygon(self, shape: Polygon) -> None:
        points = self._points(*shape.points)
        if shape.fill:
            self._draw.polygon(points, lightness(shape.fill))
        if shape.stroke:
            self._draw.line(
                [*points, *points[:2]], lightness(shape.stroke), self._thickness(shape.stroke_width), "curve"
            )

    def _label(self, shape: Label) -> None:
        size = shape.size * self._scale
        x, y = shape.x * self._scale, shape.y * self._scale
        pieces = list(self._fonts.split(shape.text, self._fonts.face(shape.family, bold=shape.bold)))
        if len(pieces) > 1 and shape.anchor != "start":
            width = sum(face.width(text) for face, text in pieces) * size
            x -= width if shape.anchor == "end" else width / 2
        anchor = _ANCHOR[shape.anchor] if len(pieces) == 1 else "ls"
        for face, text in pieces:
            bolder = round(size * SYNTHETIC_BOLD) if face.synthetic_bold else 0
            font = _font(face.file.path, round(size, 2))
            self._draw.text((x, y), text, lightness(shape.color), font, anchor, stroke_width=bolder)
            x += face.width(text) * size

    def _points(self, *points: tuple[Pt, Pt]) -> list[tuple[float, float]]:
        return [(x * self._scale, y * self._scale) for x, y in points]

    def _thickness(self, width: Pt) -> int:
        return max(_OVERSAMPLING, round(width * self._scale))


def lightness(color: str) -> int:
    """The lightness of `RRGGBB` from 0 to 255 (ITU-R BT.601 luma)."""
    red, green, blue = int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _palette(chart: Chart) -> list[int]:
    """256 colours by lightness that pass through every colour of the chart."""
    stops = {0: (0, 0, 0), 255: (255, 255, 255)}
    for color in _colors(chart):
        stops[lightness(color)] = (int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16))
    levels = sorted(stops)
    palette: list[int] = []
    for low, high in pairwise(levels):
        for level in range(low, high):
            share = (level - low) / (high - low)
            palette += [round(a + (b - a) * share) for a, b in zip(stops[low], stops[high], strict=True)]
    return [*palette, *stops[255]]


def _colors(chart: Chart) -> set[str]:
    colors: set[str | None] = set()
    for shape in chart.shapes:
        colors |= {shape.color} if isinstance(shape, Line | Label) else {shape.fill, shape.stroke}
    return {color for color in colors if color is not None}


def _dashes(shape: Line) -> list[tuple[tuple[Pt, Pt], tuple[Pt, Pt]]]:
    if not shape.dash:
        return [((shape.x1, shape.y1), (shape.x2, shape.y2))]
    dx, dy = shape.x2 - shape.x1, shape.y2 - shape.y1
    length = (dx * dx + dy * dy) ** 0.5
    if not length:
        return []
    on, period = shape.dash[0], sum(shape.dash)
    dashes = []
    for number in range(int(length / period) + 1):
        start, end = number * period / length, min(length, number * period + on) / length
        if start < end:
            points = ((shape.x1 + dx * start, shape.y1 + dy * start), (shape.x1 + dx * end, shape.y1 + dy * end))
            dashes.append(points)
    return dashes


@lru_cache(maxsize=64)
def _font(file: Path, size: float) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
