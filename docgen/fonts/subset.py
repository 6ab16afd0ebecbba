"""Turns a font file and the glyphs that a document uses into a small TrueType program for embedding.

The program has the tables that ISO 32000-1 table 126 asks of a CIDFontType2 font (no cmap, names or OS/2). Glyph n of
it is what the caller asked for in place n, so that a PDF can use character identifiers as glyph numbers.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from docgen.fonts.truetype import TrueTypeFile

# Flags of a component in a composite glyph (OpenType 1.9, glyf).
_ARGUMENTS_ARE_WORDS = 1 << 0
_HAS_SCALE = 1 << 3
_MORE_COMPONENTS = 1 << 5
_HAS_X_AND_Y_SCALE = 1 << 6
_HAS_TWO_BY_TWO = 1 << 7
_HINTING = ("cvt ", "fpgm", "prep")
_CHECKSUM_OF_FILE = 0xB1B0AFBA


def subset(font: TrueTypeFile, glyphs: Sequence[int], advances: Sequence[float]) -> bytes:
    """A TrueType program whose glyph n is glyph `glyphs[n]` of `font` with the advance `advances[n]` (em).

    `glyphs[0]` must be 0 (.notdef); a later 0 stands for a blank. Parts of composite glyphs are added at the end.
    """
    sources = list(glyphs)
    outlines = _outlines(font, sources)
    units = font.units_per_em
    metrics: list[int] = []
    for glyph, advance, outline in zip(glyphs, advances, outlines, strict=False):  # parts of composite ones come after
        metrics += (round(advance * units), outline.bearing if glyph else 0)
    for outline in outlines[len(glyphs) :]:
        metrics += (units, outline.bearing)
    offsets = accumulate([len(outline.data) for outline in outlines], initial=0)
    count = len(sources)
    tables = {
        "glyf": b"".join([outline.data for outline in outlines]),
        "head": _patched(_patched(font.table("head"), 8, ">L", 0), 50, ">h", 1),
        "hhea": _patched(font.table("hhea"), 34, ">H", count),
        "hmtx": struct.pack(">" + count * "Hh", *metrics),
        "loca": struct.pack(f">{count + 1}L", *offsets),
        "maxp": _patched(font.table("maxp"), 4, ">H", count),
        **{tag: data for tag in _HINTING if (data := font.table(tag))},
    }
    return _program(tables, {"glyf": sum(outline.checksum for outline in outlines) % (1 << 32)})


def glyph_count(program: bytes) -> int:
    """How many glyphs a program that `subset` made has."""
    records = struct.iter_unpack(">4s4xLL", program[12 : 12 + 16 * int.from_bytes(program[4:6])])
    start = next(offset for tag, offset, _ in records if tag == b"maxp")
    return int.from_bytes(program[start + 4 : start + 6])


class _Outline(NamedTuple):
    """The outline of a glyph, padded to 4 bytes, its checksum, and the glyph's left side bearing in font units."""

    data: bytes
    checksum: int
    bearing: int

    @property
    def is_composite(self) -> bool:
        """Whether it has a negative number of contours: it is made of other glyphs."""
        return self.data[:1] >= b"\x80"


@lru_cache(maxsize=1 << 14)
def _outline(font: TrueTypeFile, glyph: int) -> _Outline:
    """The outline of `glyph` as it stands in the font, once a process: documents have most characters in common."""
    data = _padded(font.outline(glyph))
    return _Outline(data, _checksum(data), font.side_bearing(glyph))


_BLANK = _Outline(b"", 0, 0)


def _outlines(font: TrueTypeFile, sources: list[int]) -> list[_Outline]:
    """The outlines of `sources`, which grows by the parts that composite glyphs are made of."""
    places = {glyph: place for place, glyph in reversed(list(enumerate(sources)))}
    outlines: list[_Outline] = []
    for place, glyph in enumerate(sources):  # sees what is appended on the way
        outline = _outline(font, glyph) if glyph or place == 0 else _BLANK
        if outline.is_composite:
            data = _renumbered(outline.data, sources, places)
            outline = _Outline(data, _checksum(data), outline.bearing)
        outlines.append(outline)
    return outlines


def _renumbered(outline: bytes, sources: list[int], places: dict[int, int]) -> bytes:
    result, at, flags = bytearray(outline), 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, part = struct.unpack_from(">2H", result, at)
        if part not in places:
            places[part] = len(sources)
            sources.append(part)
        struct.pack_into(">H", result, at + 2, places[part])
        at += 8 if flags & _ARGUMENTS_ARE_WORDS else 6
        at += 2 * bool(flags & _HAS_SCALE) + 4 * bool(flags & _HAS_X_AND_Y_SCALE) + 8 * bool(flags & _HAS_TWO_BY_TWO)
    return bytes(result)


def _patched(table: bytes, offset: int, form: str, value: int) -> bytes:
    result = bytearray(table)
    struct.pack_into(form, result, offset, value)
    return bytes(result)


def _program(tables: dict[str, bytes], checksums: Mapping[str, int]) -> bytes:
    """The file of `tables`: header, directory, the tables on 4-byte boundaries, checksums (OpenType 1.9, font file).

    `checksums` are those of tables that are known already.
    """
    power = len(tables).bit_length() - 1
    header = struct.pack(">L4H", 0x00010000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    offset = len(header) + 16 * len(tables)
    directory, total, head = b"", 0, 0
    for tag, data in sorted(tables.items()):
        if tag == "head":
            head = offset
        checksum = checksums[tag] if tag in checksums else _checksum(data)
        directory += struct.pack(">4s3L", tag.encode(), checksum, offset, len(data))
        total += checksum
        offset += len(data) + -len(data) % 4
    total += _checksum(header + directory)
    body = b"".join(_padded(data) for _, data in sorted(tables.items()))
    return _patched(header + directory + body, head + 8, ">L", (_CHECKSUM_OF_FILE - total) % (1 << 32))


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _checksum(data: bytes) -> int:
    """The sum of the big-endian 32-bit words of `data`, modulo 2³²."""
    words = array("I", _padded(data))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) % (1 << 32)
