"""Draws pictures and charts.

A picture with transparency is put on white: paper is, and PDF/A-1 has no transparency. One in CMYK becomes RGB: PDF/A
allows the colours of one device only.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
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
    if item.data not in readers:
        readers[item.data] = _read(item)
    return readers[item.data]


def _read(item: PictureItem) -> ImageReader:
    from reportlab.lib.utils import ImageReader

    try:
        picture = open_picture(item.data)
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
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture).convert("RGB")
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
