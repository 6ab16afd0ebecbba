"""Turns pixels of a palette into a PNG file (ISO/IEC 15948), the same for the same pixels. Draws nothing."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE_COLOURS = 3
_NO_FILTER = b"\0"
_LEVEL = 1  # of zlib: a seventh faster than 3, and an eighth larger
_INCH = 0.0254  # metres


class Pixels(NamedTuple):
    """A picture: `places` has a byte for each pixel, row after row, its place in `palette`: three bytes a colour."""

    width: int
    height: int
    places: bytes
    palette: bytes
    dpi: int

    def as_png(self) -> bytes:
        """The PNG file, which knows its resolution. Nearly all of the time goes into zlib, which needs no Python."""
        header = struct.pack(">2L5B", self.width, self.height, 8, _PALETTE_COLOURS, 0, 0, 0)
        per_metre = round(self.dpi / _INCH)
        starts = range(0, len(self.places), self.width)
        rows = b"".join([part for start in starts for part in (_NO_FILTER, self.places[start : start + self.width])])
        chunks = (
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", self.palette),
            _chunk(b"pHYs", struct.pack(">2LB", per_metre, per_metre, 1)),
            _chunk(b"IDAT", zlib.compress(rows, _LEVEL)),
            _chunk(b"IEND", b""),
        )
        return _SIGNATURE + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">L4s", len(content), kind) + content + struct.pack(">L", checksum)
