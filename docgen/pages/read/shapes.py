"""Shapes, text boxes, pictures and groups of DrawingML (ECMA-376 20.1, 20.2; `wps` and `wpg` of Word 2010).

What a drawing has that the engine cannot draw is noted; its text is read all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from docgen.lengths import Pt, from_emu
from docgen.messages import Message, message
from docgen.pages.read.border_model import Margins
from docgen.pages.read.boxes import read_body
from docgen.pages.read.context import Reading
from docgen.pages.read.drawing_colors import Filling, read_fill, read_paint, read_stroke
from docgen.pages.read.drawing_model import Outline, Shape, TextBody
from docgen.pages.read.ooxml import PIC, WPG, WPS, A, Element, child, flag, local_name, number
from docgen.pages.read.outlines import EDGED, corners_of, text_insets
from docgen.pages.read.pictures import read_shown_picture

_DEGREE = 60_000  # `rot` counts in these parts
_CORNER_UNIT = 100_000
_USUAL_CORNER = 16_667
_INSET_X, _INSET_Y = 91_440, 45_720  # EMU: what a:bodyPr means where it says nothing (21.1.2.1.1)
_OUTLINES: dict[str, Outline] = {
    "rect": "rect", "roundRect": "round rect", "ellipse": "ellipse", "line": "line", "straightConnector1": "line",
    "flowChartProcess": "rect", "flowChartAlternateProcess": "round rect", "flowChartTerminator": "terminator",
    "flowChartConnector": "ellipse",
}  # fmt: skip
_EFFECTS = {"picture": message("picture with an effect"), "shape": message("shape with an effect")}
_TURNED_TEXT = {None, "horz"}
_ANCHORS: dict[str, Literal["top", "center", "bottom"]] = {"ctr": "center", "b": "bottom"}


class Scale(NamedTuple):
    """How the coordinates inside a group become points in its drawing (20.1.7.5)."""

    x: Pt = 0
    y: Pt = 0
    across: float = 1
    down: float = 1
    from_x: Pt = 0
    from_y: Pt = 0

    def place(self, shape: Shape) -> Shape:
        """The shape where it lies in the drawing."""
        return shape._replace(
            x=self.x + (shape.x - self.from_x) * self.across,
            y=self.y + (shape.y - self.from_y) * self.down,
            width=shape.width * self.across,
            height=shape.height * self.down,
        )


ReadShapes: TypeAlias = Callable[[Element, str, Reading], Iterator[Shape]]


def read_shapes(graphic: Element, name: str, reading: Reading) -> tuple[Shape, ...]:
    """What a `pic:pic`, `wps:wsp` or `wpg:wgp` draws, in its own coordinates; `name` is that of its picture."""
    return tuple(_READERS[graphic.tag](graphic, name, reading))


def is_readable(graphic: Element) -> bool:
    """Whether the element is one of these."""
    return graphic.tag in _READERS


def _read_picture(picture: Element, name: str, reading: Reading) -> Iterator[Shape]:
    shown = read_shown_picture(picture, name, reading)
    properties = child(picture, PIC + "spPr")
    shape = _framed(properties, reading, "picture")
    if shown is None or shape is None:
        return
    stroke, beyond = read_stroke(child(properties, A + "ln"), None, reading.story.sheet.theme)
    _note(reading, beyond)
    if shape.outline != "rect":
        reading.cannot_set(message("picture cut to a shape"))
    yield shape._replace(picture=shown, stroke=stroke)


def _read_shape(element: Element, _: str, reading: Reading) -> Iterator[Shape]:
    properties, style = child(element, WPS + "spPr"), child(element, WPS + "style")
    body, box = child(element, WPS + "bodyPr"), child(element, WPS + "txbx")
    shape = _framed(properties, reading, "shape")
    text = _read_text(box, body, style, reading)
    if child(element, WPS + "linkedTxbx") is not None or (box is not None and box.get("id")):
        reading.cannot_set(message("text box that goes on in another"))
    if shape is None:
        return
    filling = _filled(read_fill(properties, reading.story.sheet.theme), style, reading)
    stroke, beyond = read_stroke(child(properties, A + "ln"), style, reading.story.sheet.theme)
    for found in (filling.beyond, beyond, _effect(style, reading)):
        _note(reading, found)
    if filling.paint and not filling.paint.alpha:
        filling = Filling(is_none=True)
    if filling.paint and filling.paint.alpha < 1 and shape.outline != "line":
        reading.cannot_set(message("shape that lets through what lies below"))
    fill = filling.paint.color if filling.paint and shape.outline != "line" else None
    if stroke and stroke.ends and shape.outline != "line":
        stroke = stroke._replace(ends=())
    yield shape._replace(fill=fill, stroke=stroke, text=text)


def _read_group(group: Element, name: str, reading: Reading) -> Iterator[Shape]:
    frame = child(child(group, WPG + "grpSpPr"), A + "xfrm")
    scale = _scale(frame)
    if frame is not None and (number(frame.get("rot")) or flag(frame.get("flipH")) or flag(frame.get("flipV"))):
        reading.cannot_set(message("group of shapes that is turned or mirrored"))
    for part in group:
        if part.tag in _READERS:
            for shape in _READERS[part.tag](part, name, reading):
                yield scale.place(shape)
        elif local_name(part) not in _GROUP_PROPERTIES:
            reading.cannot_set(message("{what} in a group of shapes", what=local_name(part)))


_READERS: dict[str, ReadShapes] = {
    PIC + "pic": _read_picture,
    WPS + "wsp": _read_shape,
    WPG + "wgp": _read_group,
    WPG + "grpSp": _read_group,
}
_GROUP_PROPERTIES = {"grpSpPr", "cNvGrpSpPr", "cNvPr", "extLst"}


def _scale(frame: Element | None) -> Scale:
    """An `a:xfrm` of a group."""
    numbers = [_emus(frame, name, keys) for name, keys in (("off", "xy"), ("chOff", "xy"))]
    (x, y), (from_x, from_y) = numbers
    width, height = _emus(frame, "ext", ("cx", "cy"))
    inner_width, inner_height = _emus(frame, "chExt", ("cx", "cy"))
    across = width / inner_width if inner_width else 1
    down = height / inner_height if inner_height else 1
    return Scale(x, y, across, down, from_x, from_y)


def _emus(frame: Element | None, name: str, keys: str | tuple[str, str]) -> tuple[Pt, Pt]:
    found = child(frame, A + name)
    one, two = (0 if found is None else from_emu(number(found.get(key))) for key in keys)
    return one, two


def _framed(properties: Element | None, reading: Reading, what: Literal["picture", "shape"]) -> Shape | None:
    """The frame, outline and rotation that an `spPr` gives; None where its outline cannot be drawn."""
    frame = child(properties, A + "xfrm")
    (x, y), (width, height) = _emus(frame, "off", "xy"), _emus(frame, "ext", ("cx", "cy"))
    shape: Shape | None = Shape(x, y, width, height)
    for part in properties if properties is not None else ():
        match local_name(part):
            case "prstGeom":
                shape = _preset(part, Shape(x, y, width, height))
                if shape is None:
                    _note(reading, _geometry_beyond(part.get("prst", ""), what))
            case "custGeom":
                shape = None
                _note(reading, _geometry_beyond("custGeom", what))
            case "effectLst" | "effectDag" | "scene3d" | "sp3d" if len(part):
                reading.cannot_set(_EFFECTS[what])
    if shape is None:
        return None
    rotation = number(frame.get("rot")) / _DEGREE % 360 if frame is not None else 0
    flips = (flag(frame.get("flipH")), flag(frame.get("flipV"))) if frame is not None else (False, False)
    return shape._replace(rotation=rotation, flips=flips)


def _preset(geometry: Element, shape: Shape) -> Shape | None:
    """The shape with the outline of a preset; None where that is not known."""
    preset = geometry.get("prst", "rect")
    if preset in EDGED:
        guides = geometry.findall(f"{A}avLst/{A}gd")
        adjusted = [number(guide.get("fmla", "").removeprefix("val ")) / _CORNER_UNIT for guide in guides]
        corners = corners_of(preset, shape.width, shape.height, adjusted)
        if corners is None:
            return None
        return shape._replace(outline="edged", corners=corners, margins=text_insets(preset, corners))
    outline = _OUTLINES.get(preset)
    return outline and shape._replace(outline=outline, corner=_corner(geometry))


def _geometry_beyond(name: str, what: Literal["picture", "shape"]) -> Message:
    if what == "picture":
        return message("picture cut to a shape")
    return message("shape “{name}”", name=name)


def _corner(geometry: Element) -> float:
    """The radius of round corners as a share of the shorter side (20.1.9.18)."""
    guide = geometry.find(f"{A}avLst/{A}gd")
    said = "" if guide is None else guide.get("fmla", "").removeprefix("val ")
    return min(max(number(said, _USUAL_CORNER) / _CORNER_UNIT, 0), 0.5)


def _filled(filling: Filling, style: Element | None, reading: Reading) -> Filling:
    """The fill over what the style refers to in the theme."""
    reference = child(style, A + "fillRef")
    index = number(reference.get("idx")) if reference is not None else 0
    if filling.paint or filling.is_none or filling.beyond or not index:
        return filling
    theme = reading.story.sheet.theme
    kind = theme.fills[index - 1] if 0 < index <= len(theme.fills) else "solidFill" if index == 1 else "gradFill"
    if kind != "solidFill":
        return Filling(beyond=message("shape filled with a gradient"))
    return Filling(read_paint(reference, theme))


def _effect(style: Element | None, reading: Reading) -> Message | None:
    reference = child(style, A + "effectRef")
    index = number(reference.get("idx")) if reference is not None else 0
    effects = reading.story.sheet.theme.effects
    return message("shape with an effect") if 0 < index <= len(effects) and effects[index - 1] else None


def _read_text(box: Element | None, body: Element | None, style: Element | None, reading: Reading) -> TextBody | None:
    """What is written in the shape."""
    content = next(iter(box), None) if box is not None else None
    if content is None:
        return None
    said = {} if body is None else {str(key): str(value) for key, value in body.items()}
    get = said.get
    left, top, right, bottom = (
        from_emu(number(get(f"{edge}Ins"), usual))
        for edge, usual in zip("ltrb", (_INSET_X, _INSET_Y, _INSET_X, _INSET_Y), strict=True)
    )
    for construct in _text_beyond(body):
        reading.cannot_set(construct)
    color = read_paint(child(style, A + "fontRef"), reading.story.sheet.theme)
    blocks = read_body(content, reading, color.color if color else None)
    grows = child(body, A + "spAutoFit") is not None
    return TextBody(blocks, Margins(top, right, bottom, left), _ANCHORS.get(get("anchor", "t"), "top"), grows)


def _text_beyond(body: Element | None) -> Iterator[Message]:
    if body is None:
        return
    if body.get("vert") not in _TURNED_TEXT:
        yield message("vertical text")
    if number(body.get("rot")):
        yield message("text that is turned in its text box")
    if number(body.get("numCol"), 1) > 1:
        yield message("text box with columns")
    if flag(body.get("anchorCtr")):
        yield message("text in the middle of its text box from side to side")
    warp = child(body, A + "prstTxWarp")
    if warp is not None and warp.get("prst") != "textNoShape":
        yield message("word art")


def _note(reading: Reading, construct: Message | None) -> None:
    if construct is not None:
        reading.cannot_set(construct)
