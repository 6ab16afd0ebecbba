"""Drawings: inline pictures, and the names of everything else that is drawn (ECMA-376 20.4, VML in ECMA-376-4 19)."""

from __future__ import annotations

from docgen.lengths import from_emu
from docgen.messages import Message, message
from docgen.pages.read.context import Reading
from docgen.pages.read.model import Picture
from docgen.pages.read.ooxml import MC, OFFICE, PIC, WP, A, Element, R, V, W, child, flag, local_name, number

_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x09\x00", "WMF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_SET_FORMATS = {"PNG", "JPEG"}
_EMF_MARK = b" EMF"  # bytes 40 to 43 of an enhanced metafile

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
# Namespaces of mc:Choice whose content this reader knows (ECMA-376-3 clause 7.6): wp14, w14, a14.
_UNDERSTOOD = {
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "http://schemas.microsoft.com/office/word/2010/wordml",
    "http://schemas.microsoft.com/office/drawing/2010/main",
}
_HARMLESS_IN_BLIP = {"extLst"}
_VML_TRUE = {"t", "true", "1"}


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


def read_drawing(drawing: Element, reading: Reading) -> Picture | None:
    """The picture of a `w:drawing`; None, and the construct noted, where it is none that can be set."""
    for frame in drawing:
        properties = child(frame, WP + "docPr")
        if properties is not None and flag(properties.get("hidden")):
            continue
        graphic = frame.find(f"{A}graphic/{A}graphicData")
        kind = "" if graphic is None else graphic.get("uri", "").rpartition("/")[2]
        picture = None if graphic is None else child(graphic, PIC + "pic")
        if frame.tag == WP + "inline" and picture is not None:
            return _read_picture(frame, picture, reading)
        what = _KINDS.get(kind) or message("drawing “{kind}”", kind=kind)
        reading.cannot_set(message("floating {what}", what=what) if frame.tag == WP + "anchor" else what)
    return None


def _read_picture(frame: Element, picture: Element, reading: Reading) -> Picture | None:
    blip = picture.find(f"{PIC}blipFill/{A}blip")
    part = None if blip is None else reading.story.part.related(blip.get(R + "embed", ""))
    if part is None:
        reading.cannot_set(message("picture that is linked, not embedded"))
        return None
    data = part.data
    if (file_format := _format_of(data)) not in _SET_FORMATS:
        reading.cannot_set(message("picture in the format {format}", format=file_format))
        return None
    for construct in _picture_beyond(picture):
        reading.cannot_set(construct)
    extent, properties = child(frame, WP + "extent"), child(frame, WP + "docPr")
    return Picture(
        name="" if properties is None else properties.get("name", ""),
        data=data,
        width=0 if extent is None else from_emu(number(extent.get("cx"))),
        height=0 if extent is None else from_emu(number(extent.get("cy"))),
    )


def is_set_format(data: bytes) -> bool:
    """Whether a picture's bytes are of a format that the engine sets."""
    return _format_of(data) in _SET_FORMATS


def _format_of(data: bytes) -> str:
    for start, name in _FORMATS:
        if data.startswith(start):
            return name
    if data[40:44] == _EMF_MARK:
        return "EMF"
    return "SVG" if b"<svg" in data[:1000] else "?"


def _picture_beyond(picture: Element) -> list[Message]:
    """What is done to a picture that the engine cannot do."""
    found: list[Message] = []
    crop = picture.find(f"{PIC}blipFill/{A}srcRect")
    if crop is not None and any(number(crop.get(edge)) for edge in "ltrb"):
        found.append(message("cropped picture"))
    blip = picture.find(f"{PIC}blipFill/{A}blip")
    if blip is not None and any(local_name(effect) not in _HARMLESS_IN_BLIP for effect in blip):
        found.append(message("picture with a colour effect"))
    shape = child(picture, PIC + "spPr")
    for part in shape if shape is not None else ():
        found += _shape_beyond(part)
    return found


def _shape_beyond(part: Element) -> list[Message]:
    match local_name(part):
        case "xfrm" if number(part.get("rot")) or flag(part.get("flipH")) or flag(part.get("flipV")):
            return [message("rotated or mirrored picture")]
        case "prstGeom" if part.get("prst", "rect") != "rect":
            return [message("picture cut to a shape")]
        case "custGeom":
            return [message("picture cut to a shape")]
        case "ln" if child(part, A + "noFill") is None and len(part):
            return [message("picture with an outline")]
        case "effectLst" | "effectDag" | "scene3d" | "sp3d" if len(part):
            return [message("picture with an effect")]
    return []


def vml_construct(picture: Element) -> Message | None:
    """What a `w:pict` or `w:object` shows, in words; None where it shows nothing."""
    if picture.tag == W + "object":
        return message("embedded object")
    if next(picture.iter(V + "textpath"), None) is not None:
        return message("watermark or word art")
    if next(picture.iter(V + "textbox"), None) is not None:
        return message("text box")
    if next(picture.iter(V + "imagedata"), None) is not None:
        return message("picture in the older VML form")
    if any(shape.get(OFFICE + "hr") in _VML_TRUE for shape in picture.iter(V + "rect")):
        return message("horizontal line")
    shapes = [part for part in picture if part.tag != V + "shapetype"]
    return message("shape") if shapes else None
