"""Colours, fills and lines of DrawingML as they are on paper (ECMA-376 20.1.2.3, 20.1.8)."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping
from typing import NamedTuple

from docgen.lengths import from_emu
from docgen.messages import Message, message
from docgen.pages.colors import NAMED, mixed
from docgen.pages.read.drawing_model import Dash, End, Stroke
from docgen.pages.read.ooxml import A, Element, child, local_name, number
from docgen.pages.read.theme import Theme

_WHOLE = 100_000  # thousandths of a percent
_SLOTS = {"bg1": "lt1", "bg2": "lt2", "tx1": "dk1", "tx2": "dk2"}
_NAMED = NAMED | {
    "grey": "808080", "orange": "FFA500",
    "darkRed": "8B0000", "darkBlue": "00008B", "darkGreen": "006400", "lightGray": "D3D3D3", "darkGray": "A9A9A9",
}  # fmt: skip
_DASHES: dict[str, Dash] = {
    "solid": "single", "dot": "dotted", "sysDot": "dotted", "dash": "dashed", "sysDash": "dashed",
    "lgDash": "long dashed", "dashDot": "dot dash", "sysDashDot": "dot dash", "lgDashDot": "dot dash",
    "lgDashDotDot": "dot dot dash", "sysDashDotDot": "dot dot dash",
}  # fmt: skip
_ENDS: tuple[tuple[End, str], ...] = (("start", "headEnd"), ("end", "tailEnd"))
_USUAL_WIDTHS = (0.5, 1.0, 1.5)  # of the lines of Office's own theme


class Paint(NamedTuple):
    """A colour, and how much of what lies below it shows: 1 for nothing."""

    color: str
    alpha: float = 1

    def on_white(self) -> str:
        """What it comes to on white paper."""
        return mixed(self.color, "FFFFFF", self.alpha)


class Filling(NamedTuple):
    """What an element says of a fill: None where it says nothing, "" where there is none; `beyond` what is not set."""

    paint: Paint | None = None
    is_none: bool = False
    beyond: Message | None = None


def read_paint(parent: Element | None, theme: Theme) -> Paint | None:
    """The colour in a `a:solidFill` or a reference to a style; None where it holds none that is known."""
    for element in parent if parent is not None else ():
        color = _base(element, theme)
        if color and len(color) == 6:
            try:
                bytes.fromhex(color)
            except ValueError:
                continue
            return _transformed(color.upper(), element)
    return None


def _base(element: Element, theme: Theme) -> str | None:
    value = element.get("val", "")
    match local_name(element):
        case "srgbClr":
            return value
        case "schemeClr":
            return theme.colors.get(_SLOTS.get(value, value))
        case "sysClr":
            return element.get("lastClr") or {"windowText": "000000", "window": "FFFFFF"}.get(value)
        case "prstClr":
            return _NAMED.get(value)
    return None


def _transformed(color: str, element: Element) -> Paint:
    alpha = 1.0
    for part in element:
        share = number(part.get("val"), _WHOLE) / _WHOLE
        name = local_name(part)
        if name == "alpha":
            alpha = share
        elif name in _TRANSFORMS:
            color = _TRANSFORMS[name](color, share)
    return Paint(color, alpha)


def _in_hls(change: Callable[[float, float, float], tuple[float, float, float]], color: str) -> str:
    red, green, blue = (part / 255 for part in bytes.fromhex(color))
    hue, light, saturation = change(*colorsys.rgb_to_hls(red, green, blue))
    channels = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), min(max(saturation, 0), 1))
    return bytes(round(255 * channel) for channel in channels).hex().upper()


_TRANSFORMS: Mapping[str, Callable[[str, float], str]] = {
    "lumMod": lambda color, share: _in_hls(lambda hue, light, full: (hue, light * share, full), color),
    "lumOff": lambda color, share: _in_hls(lambda hue, light, full: (hue, light + share, full), color),
    "satMod": lambda color, share: _in_hls(lambda hue, light, full: (hue, light, full * share), color),
    "shade": lambda color, share: mixed(color, "000000", share),
    "tint": lambda color, share: mixed(color, "FFFFFF", share),
}


def read_fill(properties: Element | None, theme: Theme) -> Filling:
    """The fill of a `wps:spPr` or `a:ln`."""
    for part in properties if properties is not None else ():
        match local_name(part):
            case "noFill":
                return Filling(is_none=True)
            case "solidFill":
                paint = read_paint(part, theme)
                return Filling(paint) if paint else Filling(beyond=message("colour of a shape that is not known"))
            case "gradFill":
                return Filling(beyond=message("shape filled with a gradient"))
            case "blipFill":
                return Filling(beyond=message("shape filled with a picture"))
            case "pattFill":
                return Filling(beyond=message("shape filled with a pattern"))
    return Filling()


def read_stroke(line: Element | None, style: Element | None, theme: Theme) -> tuple[Stroke | None, Message | None]:
    """The line of an `a:ln` over what `wps:style` refers to in the theme; and what of it cannot be drawn."""
    filling = read_fill(line, theme)
    reference = child(style, A + "lnRef")
    index = number(reference.get("idx")) if reference is not None else 0
    if filling.is_none or (filling.paint is None and filling.beyond is None and not index):
        return None, None
    paint = filling.paint or read_paint(reference, theme) or Paint("000000")
    widths = theme.lines or _USUAL_WIDTHS
    width = widths[min(index, len(widths)) - 1] if index else 0.75
    dash, ends = "solid", tuple[End, ...]()
    beyond = filling.beyond
    if line is not None:
        width = from_emu(number(line.get("w"))) if line.get("w") else width
        preset = child(line, A + "prstDash")
        dash = "solid" if preset is None else preset.get("val", "solid")
        ends = tuple([name for name, end in _ENDS if _has_head(child(line, A + end))])
        if line.get("cmpd", "sng") != "sng":
            beyond = beyond or message("shape with a double outline")
        if child(line, A + "custDash") is not None:
            beyond = beyond or message("shape with dashes of its own")
    return Stroke(width, paint.on_white(), _DASHES.get(dash, "single"), ends), beyond


def _has_head(end: Element | None) -> bool:
    return end is not None and end.get("type", "none") != "none"
