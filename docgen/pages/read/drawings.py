"""Drawings: pictures, shapes and text boxes, in the line and anchored, and the names of everything else that is drawn.

ECMA-376 20.4; what is older stands in `vml`.
"""

from __future__ import annotations

from docgen.lengths import from_emu
from docgen.messages import message
from docgen.pages.read.anchors import read_anchor
from docgen.pages.read.context import Reading
from docgen.pages.read.drawing_model import WHOLE, Anchored, Drawing, Shape
from docgen.pages.read.inline_model import Picture
from docgen.pages.read.ooxml import MC, WP, WPG, A, Element, child, flag, number
from docgen.pages.read.shapes import is_readable, read_shapes

# What the last word of a:graphicData's uri says of a drawing.
_KINDS = {
    "picture": message("picture"),
    "chart": message("chart"),
    "diagram": message("SmartArt"),
    "wordprocessingShape": message("shape or text box"),
    "wordprocessingGroup": message("group of shapes"),
    "wordprocessingCanvas": message("drawing canvas"),
    "wordprocessingInk": message("ink"),
}
# Namespaces of mc:Choice whose content this reader knows (ECMA-376-3 clause 7.6): wp14, w14, a14, wps, wpg.
_UNDERSTOOD = {
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/drawing/2010/main",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}


def chosen_branch(alternatives: Element) -> Element | None:
    """The branch of an `mc:AlternateContent` to read: a choice that is understood, else the fallback.

    Where there is neither, the first choice is read all the same, so that what is in it gets named.
    """
    choices = list(alternatives.iterchildren(MC + "Choice"))
    for choice in choices:
        required = {choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()}
        if required <= _UNDERSTOOD:
            return choice
    fallback = child(alternatives, MC + "Fallback")
    return fallback if fallback is not None else next(iter(choices), None)


def read_drawing(drawing: Element, reading: Reading) -> Picture | Drawing | Anchored | None:
    """What a `w:drawing` shows; None, and the construct noted, where nothing of it can be set."""
    for frame in drawing:
        properties = child(frame, WP + "docPr")
        if properties is not None and flag(properties.get("hidden")):
            continue
        graphic = frame.find(f"{A}graphic/{A}graphicData")
        content = next(iter(graphic), None) if graphic is not None else None
        is_anchor = frame.tag == WP + "anchor"
        if content is None or not is_readable(content):
            kind = "" if graphic is None else graphic.get("uri", "").rpartition("/")[2]
            what = _KINDS.get(kind) or message("drawing “{kind}”", kind=kind)
            reading.cannot_set(message("floating {what}", what=what) if is_anchor else what)
            continue
        name = "" if properties is None else properties.get("name", "")
        read = _framed(frame, read_shapes(content, name, reading), is_group=content.tag == WPG + "wgp")
        if read is not None:
            return read_anchor(frame, read) if is_anchor else in_line(read)
    return None


def _framed(frame: Element, shapes: tuple[Shape, ...], *, is_group: bool) -> Drawing | None:
    """The shapes in the frame that `wp:extent` says: one fills it, those of a group lie in it as they do in theirs."""
    extent = child(frame, WP + "extent")
    width, height = (0 if extent is None else from_emu(number(extent.get(axis))) for axis in ("cx", "cy"))
    if not shapes:
        return None
    if not is_group:
        return Drawing((shapes[0]._replace(x=0, y=0, width=width, height=height),), width, height)
    return Drawing(shapes, width, height)


def in_line(drawing: Drawing) -> Picture | Drawing:
    """The drawing as it stands in a line: a picture to which nothing was done is that and no more."""
    shape = drawing.shapes[0]
    if (
        len(drawing.shapes) == 1
        and shape.picture
        and shape
        == Shape(0, 0, shape.width, shape.height, corner=shape.corner, picture=shape.picture._replace(crop=WHOLE))
    ):
        return Picture(shape.picture.name, shape.picture.data, shape.width, shape.height)
    return drawing
