"""Colours as they are written everywhere here: `RRGGBB`, in capitals."""

from __future__ import annotations

NAMED = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
    "gray": "808080", "silver": "C0C0C0", "maroon": "800000", "navy": "000080", "purple": "800080", "teal": "008080",
    "olive": "808000", "lime": "00FF00", "aqua": "00FFFF", "fuchsia": "FF00FF",
}  # fmt: skip
"""The sixteen that HTML 4 has names for, and VML and DrawingML after it."""


def mixed(color: str, other: str, share: float) -> str:
    """`share` of a colour, the rest of another."""
    pairs = zip(bytes.fromhex(color), bytes.fromhex(other), strict=True)
    return bytes(min(max(round(share * one + (1 - share) * two), 0), 255) for one, two in pairs).hex().upper()
