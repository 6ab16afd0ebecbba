"""Draws a chart as a PNG picture, for Word files.

Speed decides how: the chart is drawn in shades of grey, so that its characters can be smooth in one byte a pixel, and
its colours come back through the palette. That works because no two colours of a chart have the same lightness
(`docgen.charts.palette`), which greyscale printing asks for anyway. Lines are not smoothed: nearly all are level or
upright, and at 200 dots an inch the few others look smooth on paper; on the screen, Word reduces the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.charts.glyphs import GlyphCase, glyph_case
from docgen.charts.model import Chart, Label, Line, Polygon, Rect, Shape
from docgen.charts.png import Pixels
from docgen.lengths import Pt

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from docgen.fonts import FontLibrary

_SHARE_OF_WIDTH = {"start": 0.0, "middle": 0.5, "end": 1.0}


def to_png(chart: Chart, fonts: FontLibrary, dpi: int = 200) -> bytes:
    """`chart` as a PNG file of 8-bit palette colours that knows its resolution; the same chart gives the same bytes."""
    picture = _drawn(chart, dpi / 72)
    _letter(picture, chart, fonts, dpi / 72)
    return Pixels(picture.width, picture.height, picture.tobytes(), _palette(chart), dpi).as_png()


def _drawn(chart: Chart, scale: float) -> Image.Image:
    """Everything but the text, in greys."""
    from PIL import Image, ImageDraw

    width, height = (max(1, round(length * scale)) for length in (chart.width, chart.height))
    image = Image.new("L", (width, height), 255)
    pen = _Pen(ImageDraw.Draw(image), scale)
    for shape in chart.shapes:
        pen.draw(shape)
    return image


def _letter(picture: Image.Image, chart: Chart, fonts: FontLibrary, scale: float) -> None:
    """Set the labels on the picture. Characters come smooth from their font, and nothing covers them."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(picture)
    cases: set[GlyphCase] = set()
    for label in chart.shapes:
        if not isinstance(label, Label):
            continue
        size, ink = round(label.size * scale, 2), lightness(label.color)
        pieces = fonts.split(label.text, fonts.face(label.family, bold=label.bold))
        x = label.x * scale - sum(face.width(text) for face, text in pieces) * size * _SHARE_OF_WIDTH[label.anchor]
        base = round(label.y * scale)
        for face, text in pieces:
            case = glyph_case(face.file.path, size, face.synthetic_bold)
            cases.add(case)
            for character, advance in zip(text, face.advances(text), strict=True):
                glyph = case[character]
                if glyph is not None:
                    pen.bitmap((round(x) + glyph.left, base + glyph.top), glyph.mask, ink)
                x += advance * size
    for case in cases:
        case.save()


@dataclass(slots=True, eq=False, repr=False)
class _Pen:
    """Draws shapes in their lightness; `scale` is pixels to a point."""

    canvas: ImageDraw.ImageDraw
    scale: float

    def draw(self, shape: Shape) -> None:
        """Draw one shape, unless it is text, over what is there."""
        match shape:
            case Line():
                self._line(shape)
            case Rect():
                self._rect(shape)
            case Polygon():
                self._polygon(shape)
            case Label():
                pass

    def _line(self, shape: Line) -> None:
        for start, end in _dashes(shape):
            self.canvas.line(self._points(start, end), lightness(shape.color), self._thickness(shape.width))

    def _rect(self, shape: Rect) -> None:
        half = shape.stroke_width / 2 if shape.stroke else 0
        x1, y1 = (shape.x - half) * self.scale, (shape.y - half) * self.scale
        x2, y2 = (shape.x + shape.width + half) * self.scale - 1, (shape.y + shape.height + half) * self.scale - 1
        box = (x1, y1, max(x1, x2), max(y1, y2))
        fill = lightness(shape.fill) if shape.fill else None
        outline = lightness(shape.stroke) if shape.stroke else None
        thickness = self._thickness(shape.stroke_width) if shape.stroke else 0
        radius = min(shape.radius + half, (box[2] - x1) / 2, (box[3] - y1) / 2) * self.scale if shape.radius else 0
        if radius:
            self.canvas.rounded_rectangle(box, radius, fill, outline, thickness)
        else:
            self.canvas.rectangle(box, fill, outline, thickness)

    def _polygon(self, shape: Polygon) -> None:
        points = self._points(*shape.points)
        if shape.fill:
            self.canvas.polygon(points, lightness(shape.fill))
        if shape.stroke:
            self.canvas.line(
                [*points, *points[:2]], lightness(shape.stroke), self._thickness(shape.stroke_width), "curve"
            )

    def _points(self, *points: tuple[Pt, Pt]) -> list[tuple[float, float]]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _thickness(self, width: Pt) -> int:
        return max(1, round(width * self.scale))


def lightness(color: str) -> int:
    """The lightness of `RRGGBB` from 0 to 255 (ITU-R BT.601 luma)."""
    red, green, blue = int(color[:2], 16), int(color[2:4], 16), int(color[4:], 16)
    return round(0.299 * red + 0.587 * green + 0.114 * blue)


def _palette(chart: Chart) -> bytes:
    """256 colours by lightness: greys, with every colour of the chart in its place."""
    palette = bytearray(level for level in range(256) for _ in range(3))
    for color in _colors(chart):
        place = 3 * lightness(color)
        palette[place : place + 3] = bytes.fromhex(color)
    return bytes(palette)


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
