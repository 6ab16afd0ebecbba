"""The colour space that all colours of a bundle are meant in: an ICC profile of sRGB, made here from its definition.

PDF/A wants colours to look the same on every device, so the file carries the profile of its RGB (ISO 19005-2 6.2.3).
Profiles that can be had come with licences or with the time of their making; this one is made from the figures of
IEC 61966-2-1, adapted to the D50 of ICC profiles, and has the same bytes every time. It is of version 2.1 (ICC.1:1998),
which PDF/A-1 can read too.
"""

from __future__ import annotations

import struct
from functools import cache

NAME = "sRGB IEC61966-2.1"
COMPONENTS = 3
_POINTS = 1024
"""Of the tone curve's table: at 16 bits no value is more than one step off the curve."""
_WHITE = (0.9642, 1.0, 0.8249)
"""D50, as the connection space of ICC profiles has it."""
_PRIMARIES = {
    b"rXYZ": (0.436075, 0.222504, 0.013932),
    b"gXYZ": (0.385065, 0.716879, 0.097105),
    b"bXYZ": (0.143080, 0.060617, 0.714173),
}
"""Red, green and blue of IEC 61966-2-1, taken from D65 to D50 with the Bradford matrix."""
_CREATED = (2026, 1, 1, 0, 0, 0)


@cache
def profile() -> bytes:
    """The profile: header, table of tags, tags; what the three channels share stands there once."""
    curve = _curve()
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text\0\0\0\0" + b"No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(value) for name, value in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = bytearray()
    for data in tags.values():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
    table = b"".join(struct.pack(">4sII", name, places[data], len(data)) for name, data in tags.items())
    return _header(start + len(body)) + struct.pack(">I", len(tags)) + table + body


def _header(size: int) -> bytes:
    """ICC.1:1998-09 6.1: a display's RGB, connected over XYZ, to be rendered perceptually."""
    created = struct.pack(">6H", *_CREATED)
    front = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    return (front + created + b"acsp" + bytes(28) + _fixed(_WHITE)).ljust(128, b"\0")


def _curve() -> bytes:
    """How light each value is, from 0 to 65535 (IEC 61966-2-1, 5.2)."""
    values = [point / (_POINTS - 1) for point in range(_POINTS)]
    lights = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]
    return b"curv\0\0\0\0" + struct.pack(f">I{_POINTS}H", _POINTS, *(round(65535 * light) for light in lights))


def _description(text: str) -> bytes:
    """A textDescriptionType (ICC.1:1998-09 6.5.16): in ASCII only, its other two forms are empty."""
    words = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + bytes(4 + 4 + 2 + 1 + 67)


def _xyz(value: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(value)


def _fixed(value: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(65536 * part) for part in value))
