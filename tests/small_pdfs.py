"""Small PDF files of other programs, made with reportlab and pypdf, for annexes and finished pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas


def pdf(*pages: Callable[[Canvas], object] | str, size: tuple[float, float] = (595, 842), **settings: Any) -> bytes:
    """A PDF file; a page that is a text says it, in the middle."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, **settings)
    for page in pages:
        if isinstance(page, str):
            canvas.drawCentredString(size[0] / 2, size[1] / 2, page)
        else:
            page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def rewritten(data: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """A PDF file after `change`."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """A PDF file that nobody opens without its password."""
    return rewritten(data, lambda writer: writer.encrypt("geheim", algorithm="RC4-128"))


def turned_page(data: bytes, degrees: int) -> bytes:
    """A PDF file whose first page is seen turned."""
    return rewritten(data, lambda writer: writer.pages[0].rotate(degrees))


def cropped(data: bytes, left: float, bottom: float, right: float, top: float) -> bytes:
    """A PDF file whose first page is seen in part."""

    def crop(writer: PdfWriter) -> None:
        writer.pages[0].cropbox.lower_left = (left, bottom)
        writer.pages[0].cropbox.upper_right = (right, top)

    return rewritten(data, crop)
