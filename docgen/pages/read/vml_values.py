"""How VML writes values: styles as in CSS, lengths with their unit, shares of 65,536 (ECMA-376-4 19.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from docgen.lengths import Pt, from_mm
from docgen.pages.colors import NAMED
from docgen.pages.read.ooxml import Element

Style: TypeAlias = Mapping[str, str]

_LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(pt|in|mm|cm|px|pc|emu|)\s*$")
_UNITS: dict[str, Pt] = {"pt": 1, "in": 72, "mm": from_mm(1), "cm": from_mm(10), "px": 0.75, "pc": 12, "emu": 1 / 12700}
_TRUE = {"t", "true", "1", "on", "yes"}
_COLOR = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")
_NAMES = NAMED | {"window": "FFFFFF", "windowText": "000000"}


def style_of(element: Element) -> Style:
    """The `style` of an element."""
    pairs = (part.partition(":") for part in element.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def length(text: str | None, unit: str = "") -> Pt:
    """A length in points; a bare number is in `unit`, or counts as it is (in groups, and where Word writes 0)."""
    found = _LENGTH.match(text or "")
    if not found:
        return 0
    return float(found[1]) * _UNITS.get(found[2] or unit, 1)


def point_of(text: str | None) -> tuple[Pt, Pt]:
    """A pair of lengths: `12pt,3pt`."""
    x, _, y = (text or "").partition(",")
    return length(x), length(y)


def fraction(text: str | None, usual: float) -> float:
    """A share: `.5`, `50%`, or `32768f` of 65,536."""
    if not text:
        return usual
    try:
        if text.endswith("f"):
            return float(text[:-1]) / 65536
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return usual


def is_true(text: str | None) -> bool:
    """Whether a value of VML is a yes."""
    return text in _TRUE


def color_of(text: str | None) -> str | None:
    """A colour as `RRGGBB`: what stands before any index of a palette, such as `#4f81bd [3204]`."""
    text = (text or "").strip()
    found = _COLOR.match(text)
    if found and (text.startswith("#") or text.split()[0].lower() not in _NAMES):
        digits = found[1]
        return (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)).upper()
    return _NAMES.get(text.split()[0]) if text else None
