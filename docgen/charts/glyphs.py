"""Draws the characters of chart pictures as masks, and keeps them between runs.

Drawing a character that no run has drawn takes a quarter of a millisecond, most of it FreeType fitting its outline to
the pixels; plans use much the same characters in the same sizes.
"""

from __future__ import annotations

import math
from contextvars import ContextVar
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from docgen.charts.palette import SYNTHETIC_BOLD
from docgen.kept import KeptStore

if TYPE_CHECKING:
    from PIL import Image, ImageFont

_MOST_GLYPHS = 1000
"""Of one face and size, some 500 bytes each; what comes after them is drawn each time."""
_WORTH_SAVING = 8
"""Masks are written anew when one in so many of them is new: a batch does not write them after every plan."""


PlainGlyph: TypeAlias = tuple[int, int, bytes, int, int]
"""A glyph as plain data, which is what can be kept: width, height and pixels of the mask, left, top."""


class Glyph(NamedTuple):
    """A character as a mask, and where that stands relative to the character's origin on the baseline, in pixels."""

    mask: Image.Image
    left: int
    top: int


class GlyphCase:
    """The characters of one font file in one size (pixels to the em); `is_bolder` has them drawn with a stroke."""

    def __init__(self, file: Path, size: float, is_bolder: bool, store: KeptStore | None) -> None:
        self._file = file
        self._size = size
        self._stroke = round(size * SYNTHETIC_BOLD) if is_bolder else 0
        self._store = store
        self._plain: dict[str, PlainGlyph | None] = store.load(self._name) or {} if store else {}
        self._saved = len(self._plain)
        self._glyphs: dict[str, Glyph | None] = {}

    def __getitem__(self, character: str) -> Glyph | None:
        """What `character` looks like; None where it leaves no ink."""
        try:
            return self._glyphs[character]
        except KeyError:
            return self._found(character)

    def save(self) -> None:
        """Keep the masks for the next run, if there are enough new ones."""
        if self._store and (len(self._plain) - self._saved) * _WORTH_SAVING > self._saved:
            self._saved = len(self._plain)
            self._store.save(self._name, self._plain)

    @cached_property
    def _name(self) -> bytes:
        """All that the masks depend on."""
        state = self._file.stat()
        return f"{self._file} {state.st_size} {state.st_mtime_ns} {self._size} {self._stroke}".encode()

    def _found(self, character: str) -> Glyph | None:
        plain = self._plain[character] if character in self._plain else self._drawn(character)
        if len(self._glyphs) >= _MOST_GLYPHS:
            return _of(plain)
        self._plain[character] = plain
        glyph = self._glyphs[character] = _of(plain)
        return glyph

    def _drawn(self, character: str) -> PlainGlyph | None:
        from PIL import Image, ImageDraw

        room = math.ceil(self._size)
        cell = Image.new("L", (3 * room, 3 * room))
        pen = ImageDraw.Draw(cell)
        pen.text((room, 2 * room), character, 255, self._font, "ls", stroke_width=self._stroke)
        box = cell.getbbox()
        if box is None:
            return None
        mask = cell.crop(box)
        return mask.width, mask.height, mask.tobytes(), box[0] - room, box[1] - 2 * room

    @cached_property
    def _font(self) -> ImageFont.FreeTypeFont:
        from PIL import ImageFont

        return ImageFont.truetype(str(self._file), self._size, layout_engine=ImageFont.Layout.BASIC)


def _of(plain: PlainGlyph | None) -> Glyph | None:
    from PIL import Image

    if plain is None:
        return None
    width, height, pixels, left, top = plain
    return Glyph(Image.frombytes("L", (width, height), pixels), left, top)


GLYPHS_KEPT: ContextVar[KeptStore | None] = ContextVar("glyphs_kept", default=None)
"""Where characters are kept between runs; None: nowhere."""


def glyphs_in(folder: Path) -> KeptStore:
    """A store of characters in `folder`, for `GLYPHS_KEPT`."""
    return KeptStore(folder, ".glyphs", ("PIL._imagingft", "docgen.charts.palette", __name__))


@lru_cache(maxsize=32)
def glyph_case(file: Path, size: float, is_bolder: bool) -> GlyphCase:
    """The one case of these characters."""
    return GlyphCase(file, size, is_bolder, GLYPHS_KEPT.get())
