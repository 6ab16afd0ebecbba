"""Fills, lines and pictures of shapes in VML (ECMA-376-4 19.1.2.5, .11, .21)."""

from __future__ import annotations

from docgen.messages import message
from docgen.pages.colors import mixed
from docgen.pages.read.context import Reading
from docgen.pages.read.drawing_model import Crop, Dash, End, ShownPicture, Stroke
from docgen.pages.read.ooxml import OFFICE, Element, R, V, child
from docgen.pages.read.pictures import Tone, read_picture_file
from docgen.pages.read.vml_values import Style, color_of, fraction, is_true, length

_WHITE = "FFFFFF"
_ENDS: tuple[tuple[End, str], ...] = (("start", "startarrow"), ("end", "endarrow"))
_FILLS_BEYOND = {
    "gradient": message("shape filled with a gradient"),
    "gradientRadial": message("shape filled with a gradient"),
    "tile": message("shape filled with a picture"),
    "frame": message("shape filled with a picture"),
    "pattern": message("shape filled with a pattern"),
}
_DASHES: dict[str, Dash] = {
    "solid": "single", "1 1": "dotted", "shortdot": "dotted", "dot": "dotted", "dash": "dashed", "shortdash": "dashed",
    "longdash": "long dashed", "dashdot": "dot dash", "shortdashdot": "dot dash", "longdashdot": "dot dash",
    "shortdashdotdot": "dot dot dash", "longdashdotdot": "dot dot dash",
}  # fmt: skip


def read_fill(element: Element, reading: Reading, style: Style) -> str | None:
    """The colour that fills a shape; white where nothing is said. What lets through what lies below is noted.

    Behind text there is nothing below but paper: there the colour is mixed with white.
    """
    if element.get("filled") is not None and not is_true(element.get("filled")):
        return None
    fill = child(element, V + "fill")
    if fill is not None and fill.get("on") is not None and not is_true(fill.get("on")):
        return None
    kind = fill.get("type", "solid") if fill is not None else "solid"
    if kind in _FILLS_BEYOND:
        reading.cannot_set(_FILLS_BEYOND[kind])
    color = color_of(fill.get("color") if fill is not None else None) or color_of(element.get("fillcolor")) or _WHITE
    opacity = fraction(fill.get("opacity") if fill is not None else None, 1)
    if opacity >= 1 or opacity <= 0:
        return color if opacity else None
    if not style.get("z-index", "").startswith("-"):
        reading.cannot_set(message("shape that lets through what lies below"))
    return mixed(color, _WHITE, max(opacity, 0))


def read_stroke(element: Element, reading: Reading) -> Stroke | None:
    """The line around a shape; black and 0.75 pt wide where nothing is said."""
    if element.get("stroked") is not None and not is_true(element.get("stroked")):
        return None
    stroke = child(element, V + "stroke")
    said: dict[str, str] = {} if stroke is None else {str(key): str(value) for key, value in stroke.items()}
    get = said.get
    if get("on") is not None and not is_true(get("on")):
        return None
    weight = element.get("strokeweight") or get("weight")
    color = color_of(get("color")) or color_of(element.get("strokecolor")) or "000000"
    if get("linestyle", "single") != "single":
        reading.cannot_set(message("shape with a double outline"))
    ends = tuple([name for name, arrow in _ENDS if get(arrow, "none") != "none"])
    dash = _DASHES.get(get("dashstyle", "solid"), "dashed")
    return Stroke(length(weight, "px") if weight else 0.75, color, dash, ends)


def read_vml_picture(image: Element, reading: Reading) -> ShownPicture | None:
    """The picture of a `v:imagedata`; None, and that noted, where it cannot be set."""
    gain, black = fraction(image.get("gain"), 1), fraction(image.get("blacklevel"), 0)
    tone = Tone(black, gain, is_true(image.get("grayscale")))
    data = read_picture_file(image.get(R + "id", ""), reading, tone)
    if data is None:
        return None
    crop = Crop(*(fraction(image.get(f"crop{edge}"), 0) for edge in ("left", "top", "right", "bottom")))
    return ShownPicture(image.get(OFFICE + "title", ""), data, crop)
