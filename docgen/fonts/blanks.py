"""Characters that leave no ink: how wide they are where a font does not say.

Decided here once, so that layout, coverage and embedding agree: a character of `NO_WIDTH` has advance 0 in every face
and is never missing; a space of `SPACES` is never missing either. Other control characters (U+0000 and the like) are
nothing a document may hold: every face lacks them.
"""

from __future__ import annotations

from collections.abc import Mapping


def _no_width() -> frozenset[int]:
    line_control = [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]  # layout turns them into positions
    joiners_and_marks = [0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), 0xFEFF]
    bidi_and_invisible_operators = [*range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    variation_selectors = [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
    return frozenset([*line_control, *joiners_and_marks, *bidi_and_invisible_operators, *variation_selectors])


NO_WIDTH = _no_width()
"""Code points with advance 0: line controls, joiners (U+200B–U+200D, U+2060, U+FEFF), marks, variation selectors."""

SPACES: Mapping[int, float] = {
    0x2000: 1 / 2,
    0x2001: 1,
    0x2002: 1 / 2,
    0x2003: 1,
    0x2004: 1 / 3,
    0x2005: 1 / 4,
    0x2006: 1 / 6,
    0x2007: 1 / 2,
    0x2008: 1 / 4,
    0x2009: 1 / 5,
    0x200A: 1 / 10,
    0x202F: 1 / 5,
    0x205F: 4 / 18,
    0x3000: 1,
}
"""Code point → advance in em (Unicode 15, section 6.2) of the spaces that a font may leave out."""

STAND_INS: Mapping[int, int] = {0xA0: 0x20, 0x2010: 0x2D, 0x2011: 0x2D}
"""Code point → the one that looks the same: no-break space, hyphen, no-break hyphen."""


def is_control(code: int) -> bool:
    """Whether `code` is a C0 or C1 control; some fonts have glyphs for those, which no document should show."""
    return code < 0x20 or 0x7F <= code < 0xA0
