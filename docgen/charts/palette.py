"""The few colours and sizes that all charts share.

Signed papers are mostly printed in greyscale, so every colour below differs from its neighbours in lightness and not
only in hue; the pictures for Word files rely on it (see `docgen.charts.raster`).
"""

from __future__ import annotations

from typing import Final

from docgen.lengths import Pt

INK: Final = "1A1A1A"
DARK: Final = "333333"
GREY: Final = "555555"
THIN_GREY: Final = "8C8C8C"
RULE_GREY: Final = "BFBFBF"
GRID_GREY: Final = "DADADA"
TINT: Final = "EDEDED"
REST: Final = "F3F3F3"
ACCENT: Final = "4477AA"
WHITE: Final = "FFFFFF"

RISK_SHADES: Final = ("F8F4F3", "EADEDB", "D8C3BD", "C4A39B", "AD8278")
"""Cell shades of the risk matrix, from the least risk to the greatest; black text is legible on each."""

SMALLEST_TEXT: Final[Pt] = 7
"""Below this, Chinese characters fill in when a paper is copied."""

HAIRLINE: Final[Pt] = 0.4
LINE: Final[Pt] = 0.7
BOLD_LINE: Final[Pt] = 1.3

SYNTHETIC_BOLD: Final = 0.024
"""How wide the stroke around a character is where a font has no bold weight, in em."""
