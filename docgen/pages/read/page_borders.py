"""Lines around the pages of a section (ECMA-376 17.6.10), such as frame a cover or a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from docgen.messages import Message
from docgen.pages.read.border_model import PageBorders
from docgen.pages.read.borders import border_beyond
from docgen.pages.read.ooxml import Element, W, child
from docgen.pages.read.paragraph_borders import read_paragraph_border
from docgen.pages.read.settings import Settings

_PAGES: dict[str | None, Literal["first", "not first"]] = {"firstPage": "first", "notFirstPage": "not first"}


def read_page_borders(properties: Element | None, settings: Settings) -> PageBorders | None:
    """The lines; None where there are none."""
    element = child(properties, W + "pgBorders")
    if element is None:
        return None
    sides = {side: read_paragraph_border(element, side) for side in ("top", "right", "bottom", "left")}
    if not any(sides.values()):
        return None
    return PageBorders(
        **sides,
        from_edge=element.get(W + "offsetFrom") == "page",
        pages=_PAGES.get(element.get(W + "display"), "all"),
        around_header=settings.borders_surround_header,
        around_footer=settings.borders_surround_footer,
    )


def page_borders_beyond(properties: Element | None) -> Iterator[Message]:
    """What of the lines cannot be drawn: kinds that are nowhere drawn, and small pictures in a row (17.18.2)."""
    element = child(properties, W + "pgBorders")
    told = [border_beyond(edge) for edge in element] if element is not None else []
    yield from (found for found in told if found)
