"""Turns places as a PDF file has them into places on the page as it is seen: cropped, rotated, y down from the top."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pypdfium2

_FINE = 1000
"""PDFium answers in whole pixels: so many a point."""


class Seen(NamedTuple):
    """A rectangle on the page as it is seen: its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float


def point_on_page(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """Where the point (x, y) of PDF space is seen, in points from the page's top left corner."""
    from pypdfium2 import raw

    width, height = page.get_size()
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, round(width * _FINE), round(height * _FINE), 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def on_page(page: pypdfium2.PdfPage, left: float, bottom: float, right: float, top: float) -> Seen:
    """Where a rectangle of PDF space is seen."""
    corners = [point_on_page(page, x, y) for x in (left, right) for y in (bottom, top)]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return Seen(min(across), min(down), max(across) - min(across), max(down) - min(down))
