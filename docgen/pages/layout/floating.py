"""Floating drawings of a page: where text must keep clear of them, and how they get onto the page."""

from __future__ import annotations

from docgen.pages.layout.anchoring import PageFrame
from docgen.pages.layout.around import Scene
from docgen.pages.layout.sheet import Sheet
from docgen.pages.read.document_model import Section

_BELOW_ALL = 1 << 40
"""What floats in headers and footers lies this much below what floats in the text (`relativeHeight` has 32 bits)."""


def page_frame(section: Section, number: int) -> PageFrame:
    """The page that positions count from; with mirrored margins, even pages are the other way round."""
    margins, is_even = section.margins, number % 2 == 0
    if section.mirrored and is_even:
        margins = margins._replace(left=margins.right, right=margins.left)
    return PageFrame(section.width, section.height, margins, is_even)


def place_floating(sheet: Sheet, scene: Scene, *, in_header: bool = False) -> None:
    """Put what is anchored on `sheet` onto it; what is so in a header or footer lies behind all text, as in Word."""
    while sheet.spots:
        spots, sheet.spots = sheet.spots, []
        for spot in spots:
            anchored = spot.point.anchored
            drawing, (x, y) = scene.placed(spot)
            before, sheet.repeating = sheet.repeating, spot.repeating
            items = drawing.draw(sheet, x, y, cut_out=True)
            sheet.repeating = before
            layer = sheet.behind if in_header or anchored.behind else sheet.front
            layer.append((anchored.order - in_header * _BELOW_ALL, items))
