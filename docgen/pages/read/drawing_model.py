"""Drawings as the layout engine sees them: pictures, shapes and text boxes, in the line or anchored on the page.

Lengths are points, angles degrees clockwise. Colours are resolved. Nothing here refers back to the XML.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.read.border_model import Margins
from docgen.pages.read.run_model import RunStyle

if TYPE_CHECKING:
    from docgen.pages.read.block_model import Block

Outline: TypeAlias = Literal["rect", "round rect", "ellipse", "line", "terminator", "edged"]
Dash: TypeAlias = Literal["single", "dashed", "dotted", "long dashed", "dot dash", "dot dot dash"]
End: TypeAlias = Literal["start", "end"]
WrapKind: TypeAlias = Literal["none", "top and bottom", "square"]
WrapSide: TypeAlias = Literal["both", "left", "right", "largest"]


class Stroke(NamedTuple):
    """The line that an outline is drawn with; `ends` are where it has arrow heads: at its start, its end or both."""

    width: Pt
    color: str
    dash: Dash = "single"
    ends: tuple[End, ...] = ()


class Crop(NamedTuple):
    """What of a picture is cut off at its edges, as shares of its size; negative where it is put in a larger frame."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0


WHOLE = Crop()


class ShownPicture(NamedTuple):
    """A picture that fills a shape; `name` is its `wp:docPr` name, `data` the bytes of a PNG or JPEG file."""

    name: str
    data: bytes
    crop: Crop = WHOLE


class TextBody(NamedTuple):
    """What is written in a shape (`wps:txbx`, `v:textbox`), `insets` away from its edges.

    `grows`: the shape is as tall as its text. Else it has its own height, and grows all the same where that is too low
    for the text. `narrow`: it is no wider than its text.
    """

    blocks: tuple[Block, ...]
    insets: Margins
    vertical: Literal["top", "center", "bottom"] = "top"
    grows: bool = False
    narrow: bool = False


class WordArt(NamedTuple):
    """Text that is stretched to fill its shape: a watermark."""

    text: str
    style: RunStyle


class Shape(NamedTuple):
    """One shape in its drawing, whose top left corner `x` and `y` count from; a line goes from corner to corner.

    `rotation` is about its middle, after it was mirrored by `flips` (horizontally, vertically). The `corners` of an
    `edged` outline are shares of its size, and so is how far inside its text begins, `margins` (left, top, right,
    bottom).
    """

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    outline: Outline = "rect"
    corner: float = 0
    fill: str | None = None
    stroke: Stroke | None = None
    picture: ShownPicture | None = None
    text: TextBody | None = None
    art: WordArt | None = None
    rotation: float = 0
    flips: tuple[bool, bool] = (False, False)
    corners: tuple[tuple[float, float], ...] = ()
    margins: tuple[float, float, float, float] = (0, 0, 0, 0)


class Drawing(NamedTuple):
    """A picture, shape, text box or group of such; in a line of text it is as large as a character would be."""

    shapes: tuple[Shape, ...]
    width: Pt
    height: Pt


class Position(NamedTuple):
    """Where an anchored drawing is along one axis (ECMA-376 20.4.2.10, .11), counted from `relative` to something.

    By `align` where that is given, else by `share` of the size of what it is relative to, else by `offset`.
    """

    relative: str
    offset: Pt = 0
    align: str = ""
    share: float | None = None


class Wrap(NamedTuple):
    """How text goes around an anchored drawing, and how far it stays away (20.4.2.15 to .20)."""

    kind: WrapKind = "none"
    side: WrapSide = "both"
    top: Pt = 0
    right: Pt = 0
    bottom: Pt = 0
    left: Pt = 0


class Anchored(NamedTuple):
    """A drawing anchored at a place in the text (20.4.2.3); takes no room in its line.

    Those with a higher `order` lie on top; `behind` the text or in front of it. `in_cell`: where it is anchored in
    a table cell, its place counts from there. That is so wherever text goes around it, as in Word since 2013.
    """

    drawing: Drawing
    across: Position
    down: Position
    wrap: Wrap = Wrap()
    behind: bool = False
    order: int = 0
    in_cell: bool = True


def boxes_of(inline: object) -> Iterator[tuple[Block, ...]]:
    """What stands in each text box of a drawing, in the line or anchored; nothing for any other inline."""
    drawing = inline.drawing if isinstance(inline, Anchored) else inline
    if isinstance(drawing, Drawing):
        yield from (shape.text.blocks for shape in drawing.shapes if shape.text)
