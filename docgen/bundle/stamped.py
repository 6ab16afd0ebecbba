"""Reads back from a page of a bundle what its stamp says: the QR code that `docgen.bundle.qr` drew.

The code is a path of rectangles in the page's content, so that it is read without rendering, and exactly.
"""

from __future__ import annotations

import re

from docgen.bundle.code import StampCode
from docgen.bundle.qr import QUIET_ZONE

_DRAWN = re.compile(rb"0 g [0-9.]+ 0 0 -[0-9.]+ [0-9.]+ [0-9.]+ cm ((?:[0-9]+ [0-9]+ [0-9]+ 1 re ){20,})f")
_RECTANGLE = re.compile(rb"([0-9]+) ([0-9]+) ([0-9]+) 1 re")
_SCALE = 2
"""Pixels a module: a reader wants more than one."""


def read_stamp(content: bytes) -> StampCode | None:
    """The stamp in the content stream of one page; None where there is none, or more than one."""
    drawn = _DRAWN.findall(content)
    if len(drawn) != 1:
        return None
    try:
        return StampCode.decode(_decode(drawn[0]))
    except ValueError:
        return None


def _decode(rectangles: bytes) -> str:
    """The text of the code. Raises ValueError where it cannot be read."""
    import zxingcpp

    runs = [tuple(map(int, run)) for run in _RECTANGLE.findall(rectangles)]
    side = max(max(x + length, y + 1) for x, y, length in runs) + QUIET_ZONE
    if side > 200:
        raise ValueError("not a code of ours")
    pixels = bytearray(b"\xff" * (side * _SCALE) ** 2)
    for x, y, length in runs:
        for row in range(y * _SCALE, (y + 1) * _SCALE):
            start = row * side * _SCALE + x * _SCALE
            pixels[start : start + length * _SCALE] = b"\x00" * (length * _SCALE)
    picture = memoryview(pixels).cast("B", (side * _SCALE, side * _SCALE))
    found = zxingcpp.read_barcodes(picture, try_rotate=False, try_downscale=False, is_pure=True)
    if len(found) != 1:
        raise ValueError("no code")
    return str(found[0].text)
