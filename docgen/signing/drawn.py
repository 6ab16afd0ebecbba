"""Hands a drawn page to pyHanko as the content of a stamp, from memory: its own class for that reads files only."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.content import PdfContent, ResourceType
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader


class DrawnPage(PdfContent):
    """The first page of the PDF `data`, as a form XObject whose name is always the same."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    def render(self) -> bytes:
        """Import the page into the writer and paint it."""
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._data)))
        self.set_resource(ResourceType.XOBJECT, pdf_name("/Drawn"), drawn)
        x1, y1, x2, y2 = (float(value) for value in drawn.get_object()["/BBox"])
        self.box = BoxConstraints(width=x2 - x1, height=y2 - y1)
        return b"/Drawn Do"
