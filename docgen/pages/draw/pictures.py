"""Draws pictures and charts.

A picture with transparency is put on white: paper is, and PDF/A-1 has no transparency. One in CMYK becomes RGB: PDF/A
allows the colours of one device only.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from docgen.errors import Fault, PagesError
from docgen.lengths import Pt
from docgen.messages import message
from docgen.pages.model import PictureItem
from docgen.picture_files import open_picture

if TYPE_CHECKING:
    from PIL.Image import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    from docgen.charts.model import Chart
    from docgen.fonts import FontLibrary

_READERS: WeakKeyDictionary[object, dict[bytes, ImageReader]] = WeakKeyDictionary()
"""The pictures of each document in the making: reportlab embeds equal readers once, and decoding is slow."""

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
    canvas.drawImage(_reader(canvas, item), item.x, height - item.y - item.height, item.width, item.height)


def _reader(canvas: Canvas, item: PictureItem) -> ImageReader:
    document = getattr(canvas, "_doc")  # noqa: B009 - there is no public way to it
    readers = _READERS.setdefault(document, {})
    reader = readers.get(item.data)
    if reader is None:
        reader = _read(item)
        if reader.getSize()[0] * reader.getSize()[1] <= _KEPT_PIXELS:
            readers[item.data] = reader
    return reader


def _read(item: PictureItem) -> ImageReader:
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
        return ImageReader(io.BytesIO(item.data))  # goes into the PDF as it is
    return ImageReader(_on_white(picture))


def _on_white(picture: Image) -> Image:
    from PIL import Image

    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
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
