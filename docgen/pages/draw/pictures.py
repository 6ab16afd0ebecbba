"""Draws pictures and charts.

A picture with transparency is put on white: paper is, and PDF/A-1 has no transparency. One that floats, a seal on
text, is cut out along its edge instead. One in CMYK becomes RGB: PDF/A allows the colours of one device only.
"""

from __future__ import annotations

import io
from math import prod
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from docgen.errors import Fault, PagesError
from docgen.lengths import Pt
from docgen.messages import message
from docgen.pages.memory import Memory
from docgen.pages.model import PictureItem
from docgen.picture_files import is_see_through, open_picture

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from docgen.charts.model import Chart
    from docgen.fonts import FontLibrary

_KEY = (255, 255, 255)
_KEY_RANGE = [255, 255, 255, 255, 255, 255]
"""The colour that is cut out of a picture: white, since viewers mix it into edges when they make pictures smaller.

A mask by colour is no transparency in the sense of PDF/A-1.
"""

_HALF = 128
"""From this alpha on, of 255, a pixel is there."""

_LEAST = 0.001
"""The least share of a picture that a crop leaves."""

_READERS: WeakKeyDictionary[object, dict[tuple[bytes, bool], tuple[ImageReader, bool]]] = WeakKeyDictionary()
"""The pictures of each document in the making: reportlab embeds equal readers once, and decoding is slow."""

_LOGO_PIXELS: Final = 250_000
_LOGOS: Memory[tuple[bytes, bool], tuple[ImageReader, bool]] = Memory(4)
"""Small pictures, over all documents: the one in the header of each is decoded once."""

_KEPT_PIXELS: Final = 4_000_000
"""A larger picture is decoded anew where it is drawn again: kept, a few of them would fill the memory."""

_MOST_BYTES: Final = 120 * 2**20
"""Of the pixels of one picture; reportlab needs three times as much. A4 in colour at 600 dpi has 104 million."""

_STRIP: Final = 512
"""Rows of pixels that are put on white at a time."""


def draw_picture(canvas: Canvas, height: Pt, item: PictureItem, chart: Chart | None, fonts: FontLibrary) -> None:
    """Draw `item`: `chart` in its box where there is one, else its bytes, which are a PNG or JPEG file."""
    if chart is not None:
        from docgen.charts import draw_chart

        scale = min(item.width / chart.width, item.height / chart.height)
        x = item.x + (item.width - scale * chart.width) / 2
        y = height - item.y - (item.height - scale * chart.height) / 2
        draw_chart(canvas, chart, x, y, scale, fonts)
        return
    x, y = item.x, height - item.y - item.height
    if not any(item.crop):
        _draw_image(canvas, item, (x, y, item.width, item.height))
        return
    left, top, right, bottom = item.crop
    across, down = item.width / max(1 - left - right, _LEAST), item.height / max(1 - top - bottom, _LEAST)
    canvas.saveState()
    canvas.addLiteral(f"{x:.3f} {y:.3f} {item.width:.3f} {item.height:.3f} re W n")
    _draw_image(canvas, item, (x - left * across, y - bottom * down, across, down))
    canvas.restoreState()


def _draw_image(canvas: Canvas, item: PictureItem, box: tuple[Pt, Pt, Pt, Pt]) -> None:
    reader, is_cut_out = _reader(canvas, item)
    canvas.drawImage(reader, *box, mask=_KEY_RANGE if is_cut_out else None)


def _reader(canvas: Canvas, item: PictureItem) -> tuple[ImageReader, bool]:
    """The picture, and whether what has its key colour is cut out of it."""
    document = getattr(canvas, "_doc")  # noqa: B009 - there is no public way to it
    readers = _READERS.setdefault(document, {})
    key = (item.data, item.cut_out)
    read = readers.get(key) or _LOGOS.get(key)
    if read is None:
        read = _read(item)
        pixels = prod(read[0].getSize())
        if pixels <= _LOGO_PIXELS:
            _LOGOS.keep(key, read)
        elif pixels <= _KEPT_PIXELS:
            readers[key] = read
    return read


def _read(item: PictureItem) -> tuple[ImageReader, bool]:
    from reportlab.lib.utils import ImageReader

    try:
        picture = open_picture(item.data)
        if picture.width * picture.height * max(len(picture.getbands()), 1) > _MOST_BYTES:
            raise _too_large(item, picture)
        picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        problem = message("The picture “{name}” cannot be read", name=item.name)
        raise PagesError(Fault(problem, message("Insert it again, as a PNG or JPEG file."))) from error
    if picture.format == "JPEG" and picture.mode != "CMYK":
        return ImageReader(io.BytesIO(item.data)), False  # goes into the PDF as it is
    if item.cut_out and is_see_through(picture):
        return ImageReader(_cut_out(picture)), True
    return ImageReader(_on_white(picture)), False


def _cut_out(picture: Image) -> Image:
    """The picture with the key colour where it is more transparent than not (ISO 32000-1 8.9.6.4).

    Pixels that are all there, or half, are mixed with white, and none keeps the key colour.
    """
    from PIL import Image

    alpha = picture.convert("RGBA").getchannel("A")
    shown = _on_white(picture)
    key = Image.new("RGB", shown.size, _KEY)
    blue = shown.getchannel("B").point([*range(255), 254])  # so that nothing of it has the key colour
    shown = Image.merge("RGB", (shown.getchannel("R"), shown.getchannel("G"), blue))
    return Image.composite(shown, key, alpha.point([255 * (step >= _HALF) for step in range(256)]))


def _on_white(picture: Image) -> Image:
    from PIL import Image

    if is_see_through(picture):
        paper = Image.new("RGB", picture.size, "white")
        for top in range(0, picture.height, _STRIP):
            strip = picture.crop((0, top, picture.width, min(top + _STRIP, picture.height))).convert("RGBA")
            paper.paste(Image.alpha_composite(Image.new("RGBA", strip.size, "white"), strip).convert("RGB"), (0, top))
        return paper
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _too_large(item: PictureItem, picture: Image) -> PagesError:
    problem = message(
        "The picture “{name}” has too many pixels: {width} × {height}",
        name=item.name,
        width=picture.width,
        height=picture.height,
    )
    return PagesError(Fault(problem, message("Make it smaller: 300 dots an inch are enough for print.")))
