"""Drawings in the older form of Word, VML: pictures, shapes, text boxes, word art (ECMA-376-4 clause 14, 19.1).

Word still writes its watermarks so, and files of older versions of Word and WPS hold everything so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.border_model import Margins
from docgen.pages.read.boxes import read_body
from docgen.pages.read.context import Reading
from docgen.pages.read.drawing_model import Anchored, Drawing, Outline, Shape, TextBody, WordArt
from docgen.pages.read.drawings import in_line
from docgen.pages.read.inline_model import Picture
from docgen.pages.read.ooxml import OFFICE, Element, V, W, child, local_name
from docgen.pages.read.outlines import corners_of, text_insets
from docgen.pages.read.run_model import RunStyle
from docgen.pages.read.shapes import Scale
from docgen.pages.read.vml_anchors import read_vml_anchor
from docgen.pages.read.vml_looks import read_fill, read_stroke, read_vml_picture
from docgen.pages.read.vml_values import Style, fraction, is_true, length, point_of, style_of

_OUTLINES: dict[str, Outline] = {
    "rect": "rect", "roundrect": "round rect", "oval": "ellipse", "line": "line",
}  # fmt: skip
# The numbers of shape types (o:spt): what `type="#_x0000_t202"` and the like mean.
_TYPES: dict[str, Outline] = {
    "1": "rect", "2": "round rect", "3": "ellipse", "20": "line", "32": "line",
    "75": "rect", "109": "rect", "116": "terminator", "120": "ellipse", "136": "rect", "176": "round rect",
    "202": "rect",
}  # fmt: skip
# Those with straight edges, by their name in DrawingML: only as they are where nothing is adjusted.
_EDGED = {
    "4": "diamond", "5": "triangle", "6": "rtTriangle", "110": "flowChartDecision", "111": "flowChartInputOutput",
    "117": "flowChartPreparation", "119": "flowChartManualOperation", "127": "flowChartExtract",
    "128": "flowChartMerge",
}  # fmt: skip
_TYPE = re.compile(r"t(\d+)$")
_CORNER = 0.2  # of the shorter side: what v:roundrect means where it says nothing (19.1.2.16)
_INSETS: tuple[Pt, ...] = (7.2, 3.6, 7.2, 3.6)  # left, top, right, bottom, likewise (19.1.2.22)
_SHAPES = {V + name for name in ("shape", "rect", "roundrect", "oval", "line", "group")}
_PASSED_OVER = {V + "shapetype"}
_ART_COLOR = "C0C0C0"
_RULE: Pt = 1.5  # the height of a horizontal line that says nothing


def read_pict(pict: Element, reading: Reading) -> Picture | Drawing | Anchored | None:
    """What a `w:pict` shows; None, and what of it cannot be set noted, where nothing of it can."""
    if pict.tag == W + "object":
        reading.cannot_set(message("embedded object"))
        return None
    for element in pict:
        if element.tag not in _SHAPES:
            if element.tag not in _PASSED_OVER and element.tag.startswith(V):
                reading.cannot_set(message("shape"))
            continue
        style = style_of(element)
        if style.get("visibility") == "hidden":
            continue
        shapes = tuple(_read(element, reading, Scale()))
        if not shapes:
            continue
        if style.get("position") != "absolute":
            return in_line(_moved(shapes))
        return read_vml_anchor(element, style, _moved(shapes))
    return None


def _moved(shapes: tuple[Shape, ...]) -> Drawing:
    """The shapes counted from the top left corner of all of them."""
    left, top = min(shape.x for shape in shapes), min(shape.y for shape in shapes)
    moved = tuple(shape._replace(x=shape.x - left, y=shape.y - top) for shape in shapes)
    width, height = max(shape.x + shape.width for shape in moved), max(shape.y + shape.height for shape in moved)
    return Drawing(moved, width, height)


def _read(element: Element, reading: Reading, scale: Scale) -> Iterator[Shape]:
    """The shapes of an element, those in a group each."""
    style = style_of(element)
    if element.tag == V + "group":
        inner = _group_scale(element, style, scale)
        for part in element:
            if part.tag in _SHAPES:
                yield from _read(part, reading, inner)
        return
    text = _read_text(element, reading)
    outline = _outline(element, reading)
    if outline is None:
        return
    framed = _line(element, style) if element.tag == V + "line" else _frame(style)
    shape = scale.place(framed._replace(outline=outline, corner=_corner(element), text=text))
    if outline == "edged":
        shape = _edged(shape, _type(element))
    if is_true(element.get(OFFICE + "hr")):
        yield _horizontal_line(element, shape, reading)
        return
    for construct in _beyond(element):
        reading.cannot_set(construct)
    if child(element, V + "imagedata") is not None:
        yield from _shown(element, shape, reading)
        return
    fill, stroke = read_fill(element, reading, style), read_stroke(element, reading)
    art = _word_art(element, reading)
    if art:
        yield shape._replace(art=art._replace(style=art.style._replace(color=fill or _ART_COLOR)))
    else:
        yield shape._replace(fill=None if outline == "line" else fill, stroke=stroke)


def _shown(element: Element, shape: Shape, reading: Reading) -> Iterator[Shape]:
    """A `v:imagedata`: no line is around it unless the shape says so."""
    image = child(element, V + "imagedata")
    shown = None if image is None else read_vml_picture(image, reading)
    if shown:
        stroke = read_stroke(element, reading) if is_true(element.get("stroked")) else None
        yield shape._replace(picture=shown, stroke=stroke)


def _frame(style: Style) -> Shape:
    """The rectangle that a style gives: of its margins where it floats, of `left` and `top` in a group."""
    width, height = length(style.get("width")), length(style.get("height"))
    x, y = length(style.get("left")), length(style.get("top"))
    flips = ("x" in style.get("flip", ""), "y" in style.get("flip", ""))
    return Shape(x, y, width, height, rotation=_rotation(style), flips=flips)


def _rotation(style: Style) -> float:
    """Degrees; `fd` counts 65,536ths of one (19.1.2.19)."""
    text = style.get("rotation", "0")
    try:
        return (float(text[:-2]) / 65536 if text.endswith("fd") else float(text)) % 360
    except ValueError:
        return 0


def _line(element: Element, style: Style) -> Shape:
    """A `v:line` goes from one point to another (19.1.2.12)."""
    (x1, y1), (x2, y2) = point_of(element.get("from")), point_of(element.get("to"))
    rising = (x2 - x1) * (y2 - y1) < 0
    return Shape(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1), rotation=_rotation(style), flips=(False, rising))


def _outline(element: Element, reading: Reading) -> Outline | None:
    """What the element draws the outline of; None, and that noted, where it is something else."""
    outline = _OUTLINES.get(local_name(element))
    if outline:
        return outline
    number = _type(element)
    if number in _TYPES:
        outline = _TYPES[number]
    elif number in _EDGED and element.get("adj") is None:
        outline = "edged"
    elif not number and element.get("path") is None:
        outline = "rect"
    if outline is None and child(element, V + "textpath") is not None:
        reading.cannot_set(message("word art"))
    elif outline is None:
        reading.cannot_set(message("shape “{name}”", name=number or "path"))
    return outline


def _type(element: Element) -> str:
    """The number of a shape's type."""
    found = _TYPE.search(element.get("type", ""))
    return found[1] if found else element.get(OFFICE + "spt", "")


def _edged(shape: Shape, number: str) -> Shape:
    preset = _EDGED[number]
    corners = corners_of(preset, shape.width, shape.height, ()) or ()
    return shape._replace(corners=corners, margins=text_insets(preset, corners))


def _corner(element: Element) -> float:
    said = element.get("arcsize")
    return min(fraction(said, _CORNER), 0.5)


def _group_scale(element: Element, style: Style, outer: Scale) -> Scale:
    """How the coordinates in a group become points (19.1.2.7)."""
    frame = outer.place(_frame(style))
    from_x, from_y = point_of(element.get("coordorigin"))
    across, down = point_of(element.get("coordsize") or "1000,1000")
    return Scale(frame.x, frame.y, frame.width / (across or 1), frame.height / (down or 1), from_x, from_y)


def _read_text(element: Element, reading: Reading) -> TextBody | None:
    box = child(element, V + "textbox")
    content = child(box, W + "txbxContent")
    if box is None or content is None:
        return None
    style = style_of(box)
    if style.get("layout-flow") in {"vertical", "vertical-ideographic"}:
        reading.cannot_set(message("vertical text"))
    if style.get("mso-next-textbox"):
        reading.cannot_set(message("text box that goes on in another"))
    left, top, right, bottom = _insets(box.get("inset", ""))
    vertical = style_of(element).get("v-text-anchor", "")
    return TextBody(
        read_body(content, reading, None),
        Margins(top, right, bottom, left),
        "center" if vertical.startswith("middle") else "bottom" if vertical.startswith("bottom") else "top",
        grows=style.get("mso-fit-shape-to-text") in {"t", "true"},
    )


def _insets(text: str) -> Iterator[Pt]:
    said = text.split(",") if text else []
    for place, usual in enumerate(_INSETS):
        part = said[place].strip() if place < len(said) else ""
        yield length(part) if part else usual


def _word_art(element: Element, reading: Reading) -> WordArt | None:
    """The `v:textpath` of a watermark: text in one line that fills its shape (19.1.2.23)."""
    path = child(element, V + "textpath")
    if path is None or not path.get("string"):
        return None
    style = style_of(path)
    font = style.get("font-family", "").strip("\"'") or "宋体"
    text = path.get("string", "").strip()
    if "\n" in text:
        reading.cannot_set(message("word art of several lines"))
    bold, italic = style.get("font-weight") == "bold", style.get("font-style") == "italic"
    return WordArt(text, RunStyle(latin=font, east_asian=font, bold=bold, italic=italic))


def _horizontal_line(element: Element, shape: Shape, reading: Reading) -> Shape:
    """An `o:hr`: as wide as the text unless it says how much of that (19.2.2.11)."""
    share = element.get(OFFICE + "hrpct")
    width = reading.room * float(share) / 1000 if share and share.isdigit() and int(share) else shape.width
    color = read_fill(element, reading, {}) or "A0A0A0"
    return shape._replace(
        width=width or reading.room, height=shape.height or _RULE, fill=color, stroke=None, picture=None, text=None
    )


def _beyond(element: Element) -> Iterator[Message]:
    shadow = child(element, V + "shadow")
    if shadow is not None and is_true(shadow.get("on")):
        yield message("shape with an effect")
    extrusion = child(element, OFFICE + "extrusion")
    if extrusion is not None and is_true(extrusion.get("on")):
        yield message("shape with an effect")
