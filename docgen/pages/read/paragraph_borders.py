"""The box of a paragraph: lines around it, such as a header's, and the colour behind it (ECMA-376 17.3.1.24, .31).

Neighbours with the same lines and indents stand in one box: which of them draws what is settled here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.lengths import Pt
from docgen.messages import Message
from docgen.pages.read.border_model import Border, ParagraphBorder
from docgen.pages.read.borders import border_beyond, read_border
from docgen.pages.read.format_model import NO_BOX, ParagraphBox, ParagraphFormat
from docgen.pages.read.ooxml import Element, W, child, number, val
from docgen.pages.read.theme import Theme

if TYPE_CHECKING:
    from docgen.pages.read.paragraph_properties import ParagraphValues

_NONE = {None, "nil", "none"}
_NO_THEME = Theme({}, {})  # `w:color` holds what a theme colour came to when the file was saved


def read_paragraph_border(borders: Element, edge: str) -> ParagraphBorder | None:
    """The line on one edge (`top`, `left`, `between`, …) of a `w:pBdr`."""
    element = child(borders, W + edge)
    if element is None or val(element) in _NONE:
        return None
    return ParagraphBorder(read_border(element, _NO_THEME), number(element.get(W + "space")))


def paragraph_borders_beyond(borders: Element) -> Message | None:
    """What of a `w:pBdr` cannot be drawn."""
    for element in borders:
        if found := border_beyond(element):
            return found
    return None


def box_of(values: ParagraphValues, bars: tuple[Pt, ...]) -> ParagraphBox | None:
    """What stands around a paragraph and lies behind it; None where there is nothing."""
    made = ParagraphBox(
        values.get("border_left"),
        values.get("border_right"),
        values.get("border_bar"),
        values.get("shading") or None,
        bars,
        values.get("border_above"),
        values.get("border_below"),
    )
    return None if made == NO_BOX else made


def edges_of(form: ParagraphFormat, between: ParagraphBorder | None) -> tuple[object, ...]:
    """What two neighbours must have in common to stand in one box: their lines and their indents.

    Shading may change within a box; but where there are no lines, it is all that makes one.
    """
    box = form.box or NO_BOX
    lines = (box.above, box.below, box.left, box.right, between)
    shading = None if any(lines) else box.shading
    return (*lines, box.bar, shading, form.indent_left + min(form.first_line, 0), form.indent_right)


def joined_above(form: ParagraphFormat, between: ParagraphBorder | None) -> ParagraphFormat:
    """The format of a paragraph whose upper neighbour is in the same box: the line between goes before its text."""
    box = form.box and form.box._replace(joins_above=True)
    return form._replace(border_above=between, box=box)


def joined_below(form: ParagraphFormat, between: ParagraphBorder | None) -> ParagraphFormat:
    """The same of one whose lower neighbour is: it keeps the distance from the line between, which the other draws."""
    box = form.box and form.box._replace(joins_below=True)
    return form._replace(border_below=between and ParagraphBorder(Border(), between.space), box=box)
