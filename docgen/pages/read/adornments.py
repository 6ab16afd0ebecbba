"""What a `w:rPr` says beside font, weight, size and colour: lines, marks, shading, place, width (ECMA-376 17.3.2).

Superscripts and subscripts take 65 % of the size, as in Word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypedDict

from docgen.lengths import Pt
from docgen.messages import Message
from docgen.pages.read.border_model import Border
from docgen.pages.read.borders import NO_BORDER, border_beyond, read_border
from docgen.pages.read.ooxml import Element, W, color, flag, half_points, number, twips, val
from docgen.pages.read.run_model import PLAIN, Adornment, Combined, EmphasisMark, Fit, UnderlineKind
from docgen.pages.read.shading import read_shading
from docgen.pages.read.theme import Theme

_SCRIPT_SIZE = 0.65
_SCRIPT_RISE = {"superscript": 0.35, "subscript": -0.1}  # of the size of the text around
_FULL_WIDTH = 100  # per cent
_MOST_WIDTH = 600  # per cent (ST_TextScale)


class AdornmentValues(TypedDict, total=False):
    """The values of a layer; "" switches off what a layer below asks for."""

    script: str
    position: Pt
    spacing: Pt
    scale: float
    highlight: str
    shading: str
    emphasis: str
    underline_kind: UnderlineKind
    underline_color: str
    heavy_underline: bool
    border: Border
    east_asian_language: str
    fit: Fit
    combined: Combined | None


def adornment(values: AdornmentValues, toggles: Mapping[str, bool], size: Pt) -> Adornment:
    """What the values come to in type of `size`. Highlighting goes before shading (17.3.2.15)."""
    strike: Literal["none", "single", "double"] = "none"
    if toggles.get("dstrike"):
        strike = "double"
    elif toggles.get("strike"):
        strike = "single"
    made = Adornment(
        rise=values.get("position", 0) + _SCRIPT_RISE.get(values.get("script", ""), 0) * size,
        strike=strike,
        underline=values.get("underline_kind", "single"),
        shading=values.get("highlight") or values.get("shading") or None,
        emphasis=_emphasis(values),
        underline_color=values.get("underline_color") or None,
        heavy_underline=values.get("heavy_underline", False),
        fit=values.get("fit"),
        combined=values.get("combined"),
        border=values.get("border", NO_BORDER) if values.get("border", NO_BORDER).width else None,
    )
    return PLAIN if made == PLAIN else made


def size_of_script(values: AdornmentValues, size: Pt) -> Pt:
    """The size of the type, which is smaller in superscripts and subscripts."""
    return size * _SCRIPT_SIZE if values.get("script") in _SCRIPT_RISE else size


def read_adornment(values: AdornmentValues, element: Element) -> None:
    """Add what one child of a `w:rPr` says, if it is about adornment."""
    read = _READ.get(element.tag)
    if read:
        read(values, element)


def text_border_beyond(element: Element) -> Message | None:
    """A border around text that the engine cannot draw."""
    return border_beyond(element)


def _emphasis(values: AdornmentValues) -> EmphasisMark:
    """The mark at each character: a dot stands below Chinese and above Japanese (17.3.2.12, 17.18.24)."""
    kind = values.get("emphasis", "")
    if kind == "dot" and values.get("east_asian_language", "").startswith("ja"):
        return "dot"
    return _EMPHASES.get(kind, "")


_UNDERLINES: dict[str | None, UnderlineKind] = {  # ST_Underline (17.18.99), without its heavy kinds
    "single": "single", "words": "words", "thick": "thick", "double": "double", "dotted": "dotted", "dash": "dashed",
    "dashLong": "long dashed", "dotDash": "dot dash", "dotDotDash": "dot dot dash", "wave": "wave",
    "wavyDouble": "double wave",
}  # fmt: skip
_HEAVY_UNDERLINES: dict[str | None, UnderlineKind] = {
    "dottedHeavy": "dotted", "dashedHeavy": "dashed", "dashLongHeavy": "long dashed", "dashDotHeavy": "dot dash",
    "dashDotDotHeavy": "dot dot dash", "wavyHeavy": "wave",
}  # fmt: skip
_EMPHASES: dict[str, EmphasisMark] = {
    "dot": "dot below", "underDot": "dot below", "comma": "comma", "circle": "circle",
}  # fmt: skip
_BRACKETS: dict[str | None, str] = {"round": "()", "square": "[]", "angle": "<>", "curly": "{}"}
_NO_THEME = Theme({}, {})  # `w:color` holds what a theme colour came to when the file was saved
_HIGHLIGHTS = {  # ST_HighlightColor (17.18.40)
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


def _read_script(values: AdornmentValues, element: Element) -> None:
    values["script"] = val(element) or ""


def _read_position(values: AdornmentValues, element: Element) -> None:
    values["position"] = half_points(val(element))


def _read_spacing(values: AdornmentValues, element: Element) -> None:
    values["spacing"] = twips(val(element))


def _read_scale(values: AdornmentValues, element: Element) -> None:
    percent = number((val(element) or "").removesuffix("%"), _FULL_WIDTH)
    values["scale"] = percent / _FULL_WIDTH if 0 < percent <= _MOST_WIDTH else 1


def _read_highlight(values: AdornmentValues, element: Element) -> None:
    values["highlight"] = _HIGHLIGHTS.get(val(element) or "", "")


def _read_shading(values: AdornmentValues, element: Element) -> None:
    values["shading"] = read_shading(element)


def _read_emphasis(values: AdornmentValues, element: Element) -> None:
    values["emphasis"] = val(element) or ""


def _read_underline(values: AdornmentValues, element: Element) -> None:
    kind = val(element)
    values["underline_kind"] = _UNDERLINES.get(kind) or _HEAVY_UNDERLINES.get(kind, "single")
    values["heavy_underline"] = kind in _HEAVY_UNDERLINES
    values["underline_color"] = color(element.get(W + "color")) or ""


def _read_border(values: AdornmentValues, element: Element) -> None:
    values["border"] = read_border(element, _NO_THEME)


def _read_fit(values: AdornmentValues, element: Element) -> None:
    width = twips(val(element))
    if width > 0:
        values["fit"] = Fit(width, element.get(W + "id", ""))


def _read_layout(values: AdornmentValues, element: Element) -> None:
    brackets = _BRACKETS.get(element.get(W + "combineBrackets"), "")
    is_on = flag(element.get(W + "combine"))
    values["combined"] = Combined(element.get(W + "id", ""), brackets) if is_on else None


def _read_language(values: AdornmentValues, element: Element) -> None:
    if language := element.get(W + "eastAsia"):
        values["east_asian_language"] = language


_READ: dict[str, Callable[[AdornmentValues, Element], None]] = {
    W + "vertAlign": _read_script,
    W + "position": _read_position,
    W + "spacing": _read_spacing,
    W + "w": _read_scale,
    W + "highlight": _read_highlight,
    W + "shd": _read_shading,
    W + "em": _read_emphasis,
    W + "u": _read_underline,
    W + "bdr": _read_border,
    W + "lang": _read_language,
    W + "fitText": _read_fit,
    W + "eastAsianLayout": _read_layout,
}
