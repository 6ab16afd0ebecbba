"""Lines above and below paragraphs, such as a header's (ECMA-376 17.3.1.24). Those beside or between are not known."""

from __future__ import annotations

from docgen.messages import Message, message
from docgen.pages.read.borders import border_beyond, read_border
from docgen.pages.read.model import ParagraphBorder
from docgen.pages.read.ooxml import Element, W, child, local_name, number, val
from docgen.pages.read.theme import Theme

_NONE = {None, "nil", "none"}
_NO_THEME = Theme({}, {})  # `w:color` holds what a theme colour came to when the file was saved


def read_paragraph_border(borders: Element, edge: str) -> ParagraphBorder | None:
    """The line on one edge, `top` or `bottom`, of a `w:pBdr`."""
    element = child(borders, W + edge)
    if element is None or val(element) in _NONE:
        return None
    return ParagraphBorder(read_border(element, _NO_THEME), number(element.get(W + "space")))


def paragraph_borders_beyond(borders: Element) -> Message | None:
    """What of a `w:pBdr` cannot be drawn."""
    for element in borders:
        if val(element) not in _NONE:
            if local_name(element) not in {"top", "bottom"}:
                return message("paragraph border")
            if found := border_beyond(element):
                return found
    return None
