"""Reads a TrueType file (.ttf, or one font of a .ttc) as far as measuring and embedding need it.

The file is mapped into memory and little is expanded on opening: a character's glyph and advance are looked up when
they are first asked for, and outlines are read only for the glyphs that a document uses. Not done here: CFF outlines,
hinting, kerning, ligatures, vertical text.

The clauses are those of the OpenType specification 1.9.
"""

from __future__ import annotations

import mmap
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docgen.fonts import blanks
from docgen.fonts.character_map import CharacterMap

_NEEDED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_USE_TYPO_METRICS = 1 << 7


class UnusableFontError(ValueError):
    """A file is no TrueType font that can be embedded. `reason` is `cff`, `locked` or `broken`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Metrics(NamedTuple):
    """A font's vertical measures, in em: positive, but `underline_position`, the line's middle below the baseline."""

    ascent: float
    descent: float
    line_gap: float
    cap_height: float
    underline_position: float
    underline_thickness: float


class TrueTypeFile:
    """One font of a file. `advances` maps a character to its advance in em and remembers what it was asked.

    Raises UnusableFontError for outlines in CFF, for a font whose makers forbid embedding, and for a file that
    contradicts itself; OSError where it cannot be read.
    """

    def __init__(self, path: Path, family: str = "") -> None:
        """Open `path`; of a collection the font that calls itself `family`, else the first."""
        self.path = path
        with path.open("rb") as file:
            try:
                self.data: mmap.mmap = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                self._open(family)
            except (struct.error, ValueError, IndexError, KeyError, OverflowError) as error:
                raise error if isinstance(error, UnusableFontError) else UnusableFontError("broken") from error
        self.advances: dict[str, float] = _Advances(self)
        self._present: set[str] = set()
        self._glyphs: dict[int, int] = {}

    def _open(self, family: str) -> None:
        fonts = [self._directory(offset) for offset in self._font_offsets()]
        called = (number for number, tables in enumerate(fonts) if family.casefold() in self._families(tables))
        self.number = next(called, 0)
        self.tables = fonts[self.number]
        if any(tag not in self.tables for tag in _NEEDED):
            raise UnusableFontError("cff" if "CFF " in self.tables or "CFF2" in self.tables else "broken")
        if any(start + length > len(self.data) for start, length in self.tables.values()):
            raise UnusableFontError("broken")
        self.units_per_em: int = self._field("head", 18, "H")
        self.glyph_count: int = self._field("maxp", 4, "H")
        self._full_metrics: int = self._field("hhea", 34, "H")
        self._long_offsets = self._field("head", 50, "h") == 1
        _, end = self.outline_range(self.glyph_count - 1)
        if not self.units_per_em or not self._full_metrics or end > self.tables["glyf"][1]:
            raise UnusableFontError("broken")
        if self._is_locked():
            raise UnusableFontError("locked")
        self.metrics = self._metrics()
        self.name = self._postscript_name()
        self._characters = CharacterMap(self.table("cmap"))

    # Characters

    def glyph(self, code: int) -> int:
        """The glyph that draws code point `code`; 0 where the font lacks it or it leaves no ink."""
        glyph = self._glyphs.get(code)
        if glyph is None:
            glyph = self._glyphs[code] = self._find_glyph(code)
        return glyph

    def _find_glyph(self, code: int) -> int:
        if code in blanks.NO_WIDTH or blanks.is_control(code):
            return 0
        glyph = self._characters.glyph(code)
        if not glyph and code in blanks.STAND_INS:
            return self._characters.glyph(blanks.STAND_INS[code])
        return glyph

    def has(self, char: str) -> bool:
        """Whether the font can set `char`, blank characters included."""
        return char in self._present or self.covers(char)

    def covers(self, text: str) -> bool:
        """Whether the font can set every character of `text`."""
        if self._present.issuperset(text):
            return True
        known = {char for char in set(text) - self._present if self._knows(ord(char))}
        self._present |= known
        return self._present.issuperset(text)

    def advance(self, code: int) -> float:
        """The advance of code point `code` in em; where the font lacks it, that of its .notdef."""
        if code in blanks.NO_WIDTH:
            return 0.0
        glyph = self.glyph(code)
        if not glyph and code in blanks.SPACES:
            return blanks.SPACES[code]
        start, _ = self.tables["hmtx"]
        index = min(glyph, self._full_metrics - 1)
        return int.from_bytes(self.data[start + 4 * index : start + 4 * index + 2]) / self.units_per_em

    def _knows(self, code: int) -> bool:
        return code in blanks.NO_WIDTH or code in blanks.SPACES or self.glyph(code) > 0

    # Outlines

    def outline_range(self, glyph: int) -> tuple[int, int]:
        """Where the outline of `glyph` starts and ends inside the table glyf, in bytes."""
        start, length = self.tables["loca"]
        size, form, factor = (4, ">2L", 1) if self._long_offsets else (2, ">2H", 2)
        if size * (glyph + 2) > length:
            raise UnusableFontError("broken")
        first, end = struct.unpack_from(form, self.data, start + size * glyph)
        return first * factor, end * factor

    def outline(self, glyph: int) -> bytes:
        """The outline of `glyph` as it stands in the table glyf; empty for a blank."""
        start = self.tables["glyf"][0]
        first, end = self.outline_range(glyph)
        return self.data[start + first : start + end]

    def side_bearing(self, glyph: int) -> int:
        """The left side bearing of `glyph` in font units (table hmtx)."""
        start, _ = self.tables["hmtx"]
        beyond = glyph - self._full_metrics
        at = start + 4 * glyph + 2 if beyond < 0 else start + 4 * self._full_metrics + 2 * beyond
        return int(struct.unpack_from(">h", self.data, at)[0])

    def table(self, tag: str) -> bytes:
        """A whole table; empty where the font has none of that name."""
        start, length = self.tables.get(tag, (0, 0))
        return self.data[start : start + length]

    @property
    def bounding_box(self) -> tuple[int, int, int, int]:
        """The box around all glyphs: left, bottom, right, top in font units (table head)."""
        start, _ = self.tables["head"]
        left, bottom, right, top = struct.unpack_from(">4h", self.data, start + 36)
        return left, bottom, right, top

    @property
    def family(self) -> str:
        """What the font calls its family (name 16, else 1), by which other programs know it."""
        names = dict(self._names(self.tables))
        return names.get(16) or names.get(1) or self.name

    # Reading

    def _field(self, tag: str, offset: int, form: str) -> int:
        return int(struct.unpack_from(">" + form, self.data, self.tables[tag][0] + offset)[0])

    def _font_offsets(self) -> list[int]:
        if self.data[:4] == b"ttcf":
            (count,) = struct.unpack_from(">L", self.data, 8)
            return list(struct.unpack_from(f">{count}L", self.data, 12))
        return [0]

    def _directory(self, offset: int) -> dict[str, tuple[int, int]]:
        kind = self.data[offset : offset + 4]
        if kind not in _TRUETYPE:
            raise UnusableFontError("cff" if kind == b"OTTO" else "broken")
        (count,) = struct.unpack_from(">H", self.data, offset + 4)
        records = struct.iter_unpack(">4s4xLL", self.data[offset + 12 : offset + 12 + 16 * count])
        return {tag.decode("latin-1"): (start, length) for tag, start, length in records}

    def _names(self, tables: dict[str, tuple[int, int]]) -> Iterator[tuple[int, str]]:
        if "name" not in tables:
            return
        start, _ = tables["name"]
        _, count, texts = struct.unpack_from(">3H", self.data, start)
        records = struct.iter_unpack(">6H", self.data[start + 6 : start + 6 + 12 * count])
        for platform, _, _, name_id, length, offset in records:
            raw = self.data[start + texts + offset : start + texts + offset + length]
            yield name_id, raw.decode("mac_roman" if platform == 1 else "utf-16-be", "replace")

    def _families(self, tables: dict[str, tuple[int, int]]) -> set[str]:
        return {text.casefold() for name_id, text in self._names(tables) if name_id in (1, 4, 16)}

    def _postscript_name(self) -> str:
        names = [text for name_id, text in self._names(self.tables) if name_id == 6]
        return re.sub(r"[^A-Za-z0-9+_-]", "", names[0] if names else self.path.stem) or "Unnamed"

    def _is_locked(self) -> bool:
        """OS/2 fsType: restricted (2) without a milder permission, no subsetting (0x100), bitmaps only (0x200)."""
        if "OS/2" not in self.tables:
            return False
        permission = self._field("OS/2", 8, "H")
        return permission & 0xF == 2 or bool(permission & 0x300)

    def _metrics(self) -> Metrics:
        """The line metrics that LibreOffice takes on Linux, so that both engines set lines of the same height.

        It takes the ascender, descender and line gap of hhea; OS/2's typographic ones where the font asks for that
        (USE_TYPO_METRICS); OS/2's Windows ones where hhea is empty. For the bundled Song and Hei, hhea and the Windows
        figures that Word uses are equal.
        """
        start, _ = self.tables["hhea"]
        ascent, descent, gap = struct.unpack_from(">3h", self.data, start + 4)
        cap_height = ascent
        if "OS/2" in self.tables:
            start, length = self.tables["OS/2"]
            selection, _, _, *typo, win_up, win_down = struct.unpack_from(">3H3h2H", self.data, start + 62)
            if selection & _USE_TYPO_METRICS and (typo[0] or typo[1]):
                ascent, descent, gap = typo
            elif not ascent and not descent:
                ascent, descent = win_up, -win_down
            if length >= 90:
                cap_height = self._field("OS/2", 88, "h") or cap_height
        position, thickness = -self.units_per_em // 10, self.units_per_em // 20
        if "post" in self.tables:
            position, thickness = struct.unpack_from(">2h", self.data, self.tables["post"][0] + 8)
        middle = position - thickness / 2  # post says where the line's upper edge is
        figures = (ascent, -descent, gap, cap_height, middle, thickness)
        return Metrics(*(figure / self.units_per_em for figure in figures))


class _Advances(dict[str, float]):
    """Character → advance in em, filled in as it is asked for."""

    def __init__(self, font: TrueTypeFile) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, char: str) -> float:
        advance = self[char] = self._font.advance(ord(char))
        return advance
