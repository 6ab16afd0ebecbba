"""Drawings with their text set: how large they are, and what they put on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.flow import Stacked
from docgen.pages.layout.lines import Line
from docgen.pages.layout.sheet import Drawn, Sheet, emit_all
from docgen.pages.layout.standing import Standing
from docgen.pages.layout.strips import Strip
from docgen.pages.model import Item, PictureItem, ShapeItem, TextItem, TurnedItem
from docgen.pages.read.block_model import Block, tags_in
from docgen.pages.read.border_model import Margins
from docgen.pages.read.drawing_model import Drawing, Shape, WordArt
from docgen.pages.read.run_model import RunStyle

SetBlocks: TypeAlias = Callable[[Sequence[Block], Pt], Stacked]
"""Sets blocks in a box of the given width."""

SetLine: TypeAlias = Callable[[str, RunStyle], Line]
"""Sets text on one line, however long."""

_INSCRIBED = 0.1464
"""Of an ellipse's size: how far the rectangle that it holds lies inside its edges, (1 - cos 45°) / 2."""

_TERMINATOR_INSET = 1018 / 21600
"""Of the width of a terminator in a flow chart (presetShapeDefinitions)."""

_CORNER_INSET = 0.2929
"""Of the radius of round corners, likewise."""

_NARROWEST: Pt = 1
_ROUNDING = 0.05
_ART_SIZE: Pt = 100
"""The size in which word art is set before it is stretched."""


class SetShape(NamedTuple):
    """A shape with its text set, which begins at `text_x` and `text_y` of the shape; `height` is what it grew to."""

    shape: Shape
    height: Pt
    drawn: Drawn
    text_x: Pt = 0
    text_y: Pt = 0
    tags: tuple[str, ...] = ()
    art: Line | None = None


@dataclass(eq=False, repr=False)
class SetDrawing(Standing):
    """A drawing ready for the page; in a line of text it stands as high as a picture."""

    width: Pt
    height: Pt
    shapes: tuple[SetShape, ...]
    x: Pt = 0
    y: Pt = 0

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Put it onto `sheet`, on top of the text."""
        sheet.front.append((_IN_LINE, self.draw(sheet, x, y)))

    def draw(self, sheet: Sheet, x: Pt, y: Pt, *, cut_out: bool = False) -> list[Item]:
        """Its items with their top left corner at (`x`, `y`); its text, tags and pictures are counted in `sheet`."""
        items: list[Item] = []
        for shape in self.shapes:
            items += _draw(shape, sheet, x + self.x, y + self.y, cut_out=cut_out)
        return items


_IN_LINE = -1
"""Below everything that floats."""


def set_drawing(drawing: Drawing, set_blocks: SetBlocks, set_line: SetLine) -> SetDrawing:
    """Set the text of a drawing. Where it needs more room than there is, its shape grows."""
    shapes = tuple([_set(shape, set_blocks, set_line) for shape in drawing.shapes])
    if len(shapes) == 1:
        return SetDrawing(shapes[0].shape.width, shapes[0].height, shapes)
    height = max([drawing.height, *[shape.shape.y + shape.height for shape in shapes]])
    return SetDrawing(drawing.width, height, shapes)


def in_line(drawing: SetDrawing) -> SetDrawing:
    """The drawing as it stands in a line: one that is turned takes the room of the rectangle around it."""
    shape = drawing.shapes[0].shape
    if len(drawing.shapes) > 1 or not shape.rotation:
        return drawing
    width, height = _around(drawing.width, drawing.height, shape.rotation)
    x, y = (width - drawing.width) / 2, (height - drawing.height) / 2
    return SetDrawing(width, height, drawing.shapes, x, y)


def _around(width: Pt, height: Pt, angle: float) -> tuple[Pt, Pt]:
    """(width, height) of what holds a rectangle that is turned."""
    across, down = abs(cos(radians(angle))), abs(sin(radians(angle)))
    return width * across + height * down, width * down + height * across


def _set(shape: Shape, set_blocks: SetBlocks, set_line: SetLine) -> SetShape:
    art = set_line(shape.art.text, shape.art.style._replace(size=_ART_SIZE)) if shape.art else None
    body = shape.text
    if body is None:
        return SetShape(shape, shape.height, [], art=art)
    left, top, right, bottom = _insets(shape)
    room = max(shape.width - left - right, _NARROWEST)
    stacked = set_blocks(body.blocks, room)
    if body.narrow and (narrower := min(_natural(stacked.drawn), room)) < room:
        shape = shape._replace(width=shape.width - room + narrower)
        stacked = set_blocks(body.blocks, narrower)
    needed = stacked.height + top + bottom
    height = needed if body.grows else max(needed, shape.height)
    spare = height - needed
    text_y = top + {"top": 0, "center": spare / 2, "bottom": spare}[body.vertical]
    return SetShape(shape, height, stacked.drawn, left, text_y, tags_in(body.blocks), art)


def _natural(drawn: Drawn) -> Pt:
    """The width of the widest line, and no less than what lets it stand in one."""
    widths = [_reach(what.line) for _, _, what in drawn if isinstance(what, Strip)]
    return max([_NARROWEST, *widths]) + _ROUNDING


def _reach(line: Line) -> Pt:
    """How far it is from the left edge of what stands first on a line to the right edge of what stands last."""
    edges = [(part.x, part.x + part.advance) for part in line.segments]
    edges += [(x, x + picture.width) for x, picture in line.pictures]
    return max(right for _, right in edges) - min(left for left, _ in edges) if edges else 0


def _insets(shape: Shape) -> tuple[Pt, Pt, Pt, Pt]:
    """How far from its left, top, right and bottom edge a shape's text begins."""
    across = down = 0.0
    if shape.outline == "round rect":
        across = down = shape.corner * min(shape.width, shape.height) * _CORNER_INSET
    elif shape.outline == "terminator":
        across, down = _TERMINATOR_INSET * shape.width, _INSCRIBED * shape.height
    elif shape.outline == "ellipse":
        across, down = _INSCRIBED * shape.width, _INSCRIBED * shape.height
    insets = shape.text.insets if shape.text else Margins(0, 0, 0, 0)
    left, top, right, bottom = shape.margins
    return (
        insets.left + across + left * shape.width,
        insets.top + down + top * shape.height,
        insets.right + across + right * shape.width,
        insets.bottom + down + bottom * shape.height,
    )


def _draw(placed: SetShape, sheet: Sheet, x: Pt, y: Pt, *, cut_out: bool) -> list[Item]:
    shape = placed.shape
    box = (x + shape.x, y + shape.y, shape.width, placed.height)
    items = _outline(placed, box, sheet, cut_out=cut_out)
    if shape.rotation or (any(shape.flips) and not (box[2] and box[3] and _is_symmetric(shape))):
        items = [_turned(box, shape.rotation, shape.flips, items)]
    for tag in placed.tags:
        sheet.place(tag, box)
    if placed.drawn:
        layer = sheet.layer()
        emit_all(placed.drawn, layer, box[0] + placed.text_x, box[1] + placed.text_y)
        text = layer.items()
        sheet.take(layer, is_turned=bool(shape.rotation))
        items += [_turned(box, shape.rotation, (False, False), text)] if shape.rotation else text
    return items


def _is_symmetric(shape: Shape) -> bool:
    """Whether mirroring changes nothing of what is drawn."""
    return shape.picture is None and shape.outline not in {"line", "edged"}


def _turned(box: tuple[Pt, Pt, Pt, Pt], angle: float, flips: tuple[bool, bool], items: Sequence[Item]) -> TurnedItem:
    x, y, width, height = box
    across, down = _around(width, height, angle)
    return TurnedItem(x - (across - width) / 2, y - (down - height) / 2, across, down, angle, flips, tuple(items))


def _outline(placed: SetShape, box: tuple[Pt, Pt, Pt, Pt], sheet: Sheet, *, cut_out: bool) -> list[Item]:
    """The shape itself, and what fills it, before it is turned."""
    shape, items = placed.shape, list[Item]()
    stroke = shape.stroke
    if shape.picture:
        name, data, crop = shape.picture
        items.append(PictureItem(*box, name, data, crop, cut_out))
        sheet.counted_pictures += not sheet.repeating
    if shape.fill or stroke:
        items.append(
            ShapeItem(
                *box,
                outline=shape.outline,
                fill=shape.fill,
                stroke=stroke.color if stroke else None,
                stroke_width=stroke.width if stroke else 0,
                dash=stroke.dash if stroke else "single",
                corner=shape.corner * min(box[2], box[3]),
                heads=stroke.ends if stroke else (),
                corners=shape.corners,
            )
        )
    if shape.art and placed.art:
        items += _stretched(shape.art, placed.art, box)
        if not sheet.repeating:
            sheet.counted.append(shape.art.text)
    return items


def _stretched(art: WordArt, line: Line, box: tuple[Pt, Pt, Pt, Pt]) -> list[Item]:
    """Word art: the line from its ascent to its descent as tall as the box, and as wide."""
    x, y, width, height = box
    last = line.segments[-1]
    down = height / ((line.ascent + line.descent) or 1)
    across = width / ((last.x + last.advance) or 1)
    return [
        TextItem(
            x + segment.x * across,
            y + line.ascent * down,
            segment.text,
            segment.face,
            segment.size * down,
            art.style.color,
            segment.advance * across,
            segment.spacing * across,
            across / down,
        )
        for segment in line.segments
    ]
