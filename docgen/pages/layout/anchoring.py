"""Where anchored drawings stand: what their positions count from (ECMA-376 20.4.2.10, .11, 20.4.3.1 to .5)."""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.obstacles import Obstacle, Room
from docgen.pages.read.border_model import Margins
from docgen.pages.read.drawing_model import Anchored, Position, Wrap


class PageFrame(NamedTuple):
    """The page that positions count from. `is_even`: what is inside on odd pages is on the right there."""

    width: Pt
    height: Pt
    margins: Margins
    is_even: bool = False


NO_PAGE = PageFrame(0, 0, Margins(0, 0, 0, 0))
"""Where everything counts from a cell or text box."""


class AnchorPoint(NamedTuple):
    """A drawing's anchor in a line of text: `x` from the column's left edge, `width` is the column's.

    The paragraph begins `up` above the line. `top` says how far above the line the contents of the cell or text box
    begin that it is in; None where it is in none.
    """

    anchored: Anchored
    x: Pt
    up: Pt
    width: Pt
    top: Pt | None = None


class Spot(NamedTuple):
    """An anchor point on the page: its column's left edge is at `x`, its line's top at `y`. A copy is `repeating`."""

    point: AnchorPoint
    x: Pt
    y: Pt
    repeating: bool = False


def corner(spot: Spot, size: tuple[Pt, Pt], page: PageFrame) -> tuple[Pt, Pt]:
    """The top left corner, on the page, of a drawing of this (width, height)."""
    anchored = spot.point.anchored
    left = _placed(anchored.across, size[0], _across(anchored.across.relative, spot, page), page.is_even)
    top = _placed(anchored.down, size[1], _down(anchored.down.relative, spot, page), page.is_even)
    if spot.point.top is None and anchored.down.relative in {"paragraph", "line"} and not anchored.down.align:
        top = max(min(top, page.height - size[1]), 0)  # Word keeps it on the page
    return left, top


def obstacle(wrap: Wrap, corner: tuple[Pt, Pt], size: tuple[Pt, Pt]) -> Obstacle:
    """What text goes around, of a drawing with this top left corner and (width, height)."""
    left, top = corner
    return Obstacle(
        left - wrap.left,
        top - wrap.top,
        left + size[0] + wrap.right,
        top + size[1] + wrap.bottom,
        wrap.side,
        whole=wrap.kind == "top and bottom",
        above=wrap.top,
    )


def _placed(position: Position, size: Pt, reference: Room, is_even: bool) -> Pt:
    start, end = reference
    if position.align:
        free = end - start - size
        align = position.align
        if align in {"inside", "outside"}:
            align = "left" if (align == "inside") != is_even else "right"
        return start + {"center": free / 2, "right": free, "bottom": free}.get(align, 0)
    return start + (position.offset if position.share is None else position.share * (end - start))


def _across(relative: str, spot: Spot, page: PageFrame) -> Room:
    """From where to where the horizontal reference goes."""
    point = spot.point
    if relative == "character":
        return spot.x + point.x, spot.x + point.x
    if relative == "column" or (point.top is not None and point.anchored.in_cell):
        return spot.x, spot.x + point.width
    margins = page.margins
    before, behind = (0.0, margins.left), (page.width - margins.right, page.width)
    inside, outside = (behind, before) if page.is_even else (before, behind)
    return {
        "page": (0.0, page.width),
        "leftMargin": before,
        "rightMargin": behind,
        "insideMargin": inside,
        "outsideMargin": outside,
    }.get(relative, (margins.left, page.width - margins.right))


def _down(relative: str, spot: Spot, page: PageFrame) -> Room:
    """From where to where the vertical reference goes."""
    point = spot.point
    if relative == "line":
        return spot.y, spot.y
    if relative == "paragraph":
        return spot.y - point.up, spot.y - point.up
    if point.top is not None and point.anchored.in_cell:
        return spot.y - point.top, spot.y - point.top
    margins = page.margins
    head, foot = (0.0, margins.top), (page.height - margins.bottom, page.height)
    return {
        "page": (0.0, page.height),
        "topMargin": head,
        "insideMargin": head,
        "bottomMargin": foot,
        "outsideMargin": foot,
    }.get(relative, (margins.top, page.height - margins.bottom))
