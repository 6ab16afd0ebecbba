"""Reads theme1.xml: the fonts and colours that styles name by their role (ECMA-376 20.1.4.1, 20.1.6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docgen.lengths import Pt, from_emu
from docgen.pages.read.ooxml import A, Element, child, color, local_name, number

_LATIN_SLOTS = {"majorAscii": "major", "majorHAnsi": "major", "minorAscii": "minor", "minorHAnsi": "minor"}
_EAST_ASIAN_SLOTS = {"majorEastAsia": "major", "minorEastAsia": "minor"}
# How w:themeColor names the slots of a:clrScheme under the usual w:clrSchemeMapping (ECMA-376 17.18.97).
_COLOR_SLOTS = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2",
    "text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_HAIRLINE = 9525  # EMU: what a line is wide that says nothing (ECMA-376 20.1.2.2.24)
_SCRIPTS = {"zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}


class Theme(NamedTuple):
    """Font names by (`major` | `minor`, `latin` | `east_asian`), colours as `RRGGBB` by their slot.

    `lines` are the widths of the lines that styles of shapes name by number from 1; `fills` what kind of fill those are
    (20.1.4.1.14): `solidFill`, `gradFill` …; `effects` whether there is one.
    """

    fonts: Mapping[tuple[str, str], str]
    colors: Mapping[str, str]
    lines: tuple[Pt, ...] = ()
    fills: tuple[str, ...] = ()
    effects: tuple[bool, ...] = ()

    def latin(self, slot: str | None) -> str | None:
        """The font for `w:asciiTheme="minorHAnsi"` and the like; None where the theme has none."""
        return self.fonts.get((_LATIN_SLOTS.get(slot or "", ""), "latin"))

    def east_asian(self, slot: str | None) -> str | None:
        """The font for `w:eastAsiaTheme="minorEastAsia"` and the like."""
        return self.fonts.get((_EAST_ASIAN_SLOTS.get(slot or "", ""), "east_asian"))

    def color(self, name: str | None) -> str | None:
        """The colour of a `w:themeColor`."""
        return self.colors.get(_COLOR_SLOTS.get(name or "", name or ""))


NO_THEME = Theme({}, {})


def read_theme(root: Element | None, east_asian_language: str) -> Theme:
    """The theme whose East Asian fonts are those of `east_asian_language` (`w:themeFontLang`, ECMA-376 17.15.1.88)."""
    if root is None:
        return NO_THEME
    script = _SCRIPTS.get(east_asian_language, "Hans")
    fonts: dict[tuple[str, str], str] = {}
    for scheme in root.iter(A + "majorFont", A + "minorFont"):
        role = "major" if scheme.tag == A + "majorFont" else "minor"
        latin, east_asian = _typeface(scheme, "latin"), _typeface(scheme, "ea") or _script_font(scheme, script)
        fonts |= {(role, slot): name for slot, name in (("latin", latin), ("east_asian", east_asian)) if name}
    return Theme(fonts, _colors(root), *_formats(root))


def _formats(root: Element) -> tuple[tuple[Pt, ...], tuple[str, ...], tuple[bool, ...]]:
    """What the theme says of shapes (20.1.4.1.14)."""
    lines = next(root.iter(A + "lnStyleLst"), ())
    fills = next(root.iter(A + "fillStyleLst"), ())
    effects = next(root.iter(A + "effectStyleLst"), ())
    return (
        tuple([from_emu(number(line.get("w"), _HAIRLINE)) for line in lines]),
        tuple([local_name(fill) for fill in fills]),
        tuple([any(len(part) > 0 for part in effect) for effect in effects]),
    )


def _typeface(scheme: Element, slot: str) -> str:
    font = child(scheme, A + slot)
    return "" if font is None else font.get("typeface", "")


def _script_font(scheme: Element, script: str) -> str:
    fonts = (font for font in scheme.iterchildren(A + "font") if font.get("script") == script)
    font = next(fonts, None)
    return "" if font is None else font.get("typeface", "")


def _colors(root: Element) -> dict[str, str]:
    scheme = next(root.iter(A + "clrScheme"), None)
    colors: dict[str, str] = {}
    for slot in scheme if scheme is not None else ():
        for choice in slot:
            value = color(choice.get("lastClr")) or color(choice.get("val"))
            if value:
                colors[slot.tag.rpartition("}")[2]] = value
    return colors
