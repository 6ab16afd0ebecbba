"""Text frames: paragraphs that stand out of the text, as older versions of Word set page numbers (ECMA-376 17.3.1.11).

Neighbours with the same frame stand in one. It becomes a text box without insets that is anchored in the paragraph
after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.read.block_model import Block
from docgen.pages.read.border_model import Margins
from docgen.pages.read.drawing_model import Anchored, Drawing, Position, Shape, TextBody, Wrap
from docgen.pages.read.ooxml import W, twips

_RELATIVE = {
    ("x", "text"): "column", ("x", "margin"): "margin", ("x", "page"): "page",
    ("y", "text"): "paragraph", ("y", "margin"): "margin", ("y", "page"): "page",
}  # fmt: skip
_BESIDE = {"around", "auto", "tight", "through"}


class TextFrame(NamedTuple):
    """What a `w:framePr` says. A `width` of 0 is that of the text; `fixed` where the height is one at least."""

    across: Position
    down: Position
    wrap: Wrap
    width: Pt = 0
    height: Pt = 0
    fixed: bool = False

    def around(self, blocks: tuple[Block, ...], room: Pt) -> Anchored:
        """The frame with what stands in it, where `room` is the width of the text."""
        text = TextBody(blocks, Margins(0, 0, 0, 0), grows=not self.fixed, narrow=not self.width)
        width = self.width or room
        drawing = Drawing((Shape(0, 0, width, self.height, text=text),), width, self.height)
        return Anchored(drawing, self.across, self.down, self.wrap)


def read_frame(properties: Mapping[str, str]) -> TextFrame | None:
    """The attributes of a `w:framePr`; None for a drop cap, which is something else."""
    if properties.get(W + "dropCap", "none") != "none":
        return None
    beside, above = twips(properties.get(W + "hSpace")), twips(properties.get(W + "vSpace"))
    kind = properties.get(W + "wrap", "around")
    height = twips(properties.get(W + "h"))
    return TextFrame(
        _position(properties, "x", _RELATIVE.get(("x", properties.get(W + "hAnchor", "text")), "column")),
        _position(properties, "y", _RELATIVE.get(("y", properties.get(W + "vAnchor", "margin")), "margin")),
        Wrap("square" if kind in _BESIDE else "top and bottom", "both", above, beside, above, beside),
        twips(properties.get(W + "w")),
        height,
        fixed=bool(height) and properties.get(W + "hRule", "atLeast") != "auto",
    )


def _position(properties: Mapping[str, str], axis: str, relative: str) -> Position:
    align = properties.get(f"{W}{axis}Align", "")
    if align and align != "inline":
        return Position(relative, align=align)
    distance = twips(properties.get(W + axis))
    if axis == "y" and not distance:  # in Word, no distance is none from the text: a frame at an edge is 1 from there
        return Position("paragraph", 0)
    return Position(relative, distance)
