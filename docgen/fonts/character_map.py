"""Which glyph draws a character: the table cmap of a TrueType font (OpenType specification 1.9).

Reads the Unicode subtables of format 12 and format 4, the two that fonts of Chinese text have.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

# (platform, encoding), the one with the most characters first.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0), (3, 0))


class _Run(NamedTuple):
    """Consecutive code points that have consecutive glyphs."""

    first: int
    last: int
    glyph: int


class CharacterMap:
    """Code point → glyph. Raises ValueError for a table without a subtable that it can read."""

    def __init__(self, table: bytes) -> None:
        (count,) = struct.unpack_from(">H", table, 2)
        subtables = {
            (platform, encoding): offset
            for platform, encoding, offset in struct.iter_unpack(">HHL", table[4 : 4 + 8 * count])
        }
        self._singles: dict[int, int] = {}
        self._runs = self._read(table, [subtables[key] for key in _UNICODE if key in subtables])
        self._starts = [run.first for run in self._runs]

    def glyph(self, code: int) -> int:
        """The glyph of code point `code`; 0 where there is none."""
        index = bisect_right(self._starts, code) - 1
        if index >= 0 and code <= self._runs[index].last:
            return self._runs[index].glyph + code - self._runs[index].first
        return self._singles.get(code, 0)

    def _read(self, table: bytes, offsets: Sequence[int]) -> list[_Run]:
        for offset in offsets:
            (form,) = struct.unpack_from(">H", table, offset)
            if form == 12:
                return self._read_format_12(table, offset)
            if form == 4:
                return self._read_format_4(table, offset)
        raise ValueError("no Unicode character map")

    def _read_format_12(self, table: bytes, offset: int) -> list[_Run]:
        (count,) = struct.unpack_from(">L", table, offset + 12)
        groups = struct.iter_unpack(">3L", table[offset + 16 : offset + 16 + 12 * count])
        return sorted(map(_Run._make, groups))

    def _read_format_4(self, table: bytes, offset: int) -> list[_Run]:
        """Segments with an offset of 0 are runs; the glyphs of the others are listed one by one."""
        (doubled,) = struct.unpack_from(">H", table, offset + 6)
        count = doubled // 2
        words = _big_endian_words(table[offset + 14 :])
        ends, starts = words[:count], words[count + 1 : 2 * count + 1]
        deltas, distances = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 : 4 * count + 1]
        runs = []
        segments = zip(starts, ends, deltas, distances, strict=True)
        for place, (first, last, delta, distance) in enumerate(segments, 3 * count + 1):
            if distance:
                at = place + distance // 2
                listed = zip(range(first, last + 1), words[at : at + last - first + 1], strict=False)
                self._singles.update((code, (glyph + delta) % 0x10000) for code, glyph in listed if glyph)
            elif (first + delta) % 0x10000 <= (last + delta) % 0x10000:
                runs.append(_Run(first, last, (first + delta) % 0x10000))
            else:  # glyph numbers wrap around
                self._singles.update((code, (code + delta) % 0x10000) for code in range(first, last + 1))
        return sorted(runs)


def _big_endian_words(raw: bytes) -> array[int]:
    words = array("H", raw[: len(raw) // 2 * 2])
    if sys.byteorder == "little":
        words.byteswap()
    return words
