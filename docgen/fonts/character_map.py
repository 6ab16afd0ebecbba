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


class _Runs(NamedTuple):
    """Runs of consecutive code points with consecutive glyphs, ascending: the first, the last, the glyph of the first.

    A Chinese font has seven thousand of them; as columns they are read in no time.
    """

    firsts: Sequence[int]
    lasts: Sequence[int]
    glyphs: Sequence[int]

    @classmethod
    def of(cls, firsts: Sequence[int], lasts: Sequence[int], glyphs: Sequence[int]) -> _Runs:
        """The runs in order, in which the specification wants them and not every font has them."""
        if list(firsts) == sorted(firsts):
            return cls(firsts, lasts, glyphs)
        return cls(*zip(*sorted(zip(firsts, lasts, glyphs, strict=True)), strict=True))


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

    def glyph(self, code: int) -> int:
        """The glyph of code point `code`; 0 where there is none."""
        firsts, lasts, glyphs = self._runs
        index = bisect_right(firsts, code) - 1
        if index >= 0 and code <= lasts[index]:
            return glyphs[index] + code - firsts[index]
        return self._singles.get(code, 0)

    def _read(self, table: bytes, offsets: Sequence[int]) -> _Runs:
        for offset in offsets:
            (form,) = struct.unpack_from(">H", table, offset)
            if form == 12:
                return self._read_format_12(table, offset)
            if form == 4:
                return self._read_format_4(table, offset)
        raise ValueError("no Unicode character map")

    def _read_format_12(self, table: bytes, offset: int) -> _Runs:
        (count,) = struct.unpack_from(">L", table, offset + 12)
        numbers = struct.unpack_from(f">{3 * count}L", table, offset + 16)
        return _Runs.of(numbers[0::3], numbers[1::3], numbers[2::3])

    def _read_format_4(self, table: bytes, offset: int) -> _Runs:
        """Segments with an offset of 0 are runs; the glyphs of the others are listed one by one."""
        (doubled,) = struct.unpack_from(">H", table, offset + 6)
        count = doubled // 2
        words = _big_endian_words(table[offset + 14 :])
        ends, starts = words[:count], words[count + 1 : 2 * count + 1]
        deltas, distances = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 : 4 * count + 1]
        runs: list[tuple[int, int, int]] = []
        segments = zip(starts, ends, deltas, distances, strict=True)
        for place, (first, last, delta, distance) in enumerate(segments, 3 * count + 1):
            if distance:
                at = place + distance // 2
                listed = zip(range(first, last + 1), words[at : at + last - first + 1], strict=False)
                self._singles.update((code, (glyph + delta) % 0x10000) for code, glyph in listed if glyph)
            elif (first + delta) % 0x10000 <= (last + delta) % 0x10000:
                runs.append((first, last, (first + delta) % 0x10000))
            else:  # glyph numbers wrap around
                self._singles.update((code, (code + delta) % 0x10000) for code in range(first, last + 1))
        return _Runs.of(*zip(*runs, strict=True)) if runs else _Runs((), (), ())


def _big_endian_words(raw: bytes) -> array[int]:
    words = array("H", raw[: len(raw) // 2 * 2])
    if sys.byteorder == "little":
        words.byteswap()
    return words
