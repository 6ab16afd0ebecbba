"""Where a floating table stands (`w:tblpPr`, ECMA-376 17.4.57): what Word writes when somebody drags a table.

Set are those that text does not run beside: it goes on below them, after the lines that fit above. Others are named.
"""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.block_model import Floating
from docgen.pages.read.context import Reading
from docgen.pages.read.ooxml import Element, W, child, twips, val

_BESIDE: Pt = 72
"""Where less than an inch is left beside a table, Word sets no text there."""

_ROUNDING: Pt = 1.5


class Placing(NamedTuple):
    """How far from the text's left edge the table's own lies, and how it floats above what follows."""

    x: Pt
    floating: Floating


def read_placing(element: Element, where: Element, reading: Reading, wide: Pt) -> Placing | Message:
    """The place of a table, `wide` altogether, whose `w:tblpPr` is `where`; else what of it cannot be set."""
    x, field = _across(where, reading, wide)
    gap = _down(element, where, reading)
    if x is None or gap is None:
        return message("floating table at a fixed place of the page")
    if gap < -_ROUNDING:
        return message("floating table above the place where it stands in the text")
    if max(x - field[0], field[1] - x - wide) > _BESIDE + _ROUNDING:
        return message("floating table with text beside it")
    distance = {name: twips(where.get(W + f"{name}FromText")) for name in ("top", "bottom")}
    return Placing(x, Floating(max(gap, 0), distance["top"], distance["bottom"]))


def _across(where: Element, reading: Reading, wide: Pt) -> tuple[Pt | None, tuple[Pt, Pt]]:
    """From the text's left edge to the table's, and from where to where text would stand beside it."""
    text = (0.0, reading.room)
    base = text
    anchor, paper = where.get(W + "horzAnchor"), reading.paper
    if anchor in {"margin", "page"} and not paper.width:
        return None, text
    if anchor == "page":
        base = (-paper.left, paper.width - paper.left)
    match where.get(W + "tblpXSpec"):
        case "center":
            return (base[0] + base[1] - wide) / 2, text
        case "right" | "outside":
            return base[1] - wide, text
        case "left" | "inside":
            return base[0], text
    return base[0] + twips(where.get(W + "tblpX")), text


def _down(element: Element, where: Element, reading: Reading) -> Pt | None:
    """From the top of what follows the table to the table's top."""
    y = twips(where.get(W + "tblpY"))
    spec = where.get(W + "tblpYSpec")
    anchor = where.get(W + "vertAnchor", "page")
    if anchor == "text":
        return y if spec in {None, "inline", "top"} else None
    if spec not in {None, "top", "inside"} or not (reading.paper.width and _opens_page(element)):
        return None
    return (0 if spec else y) - (reading.paper.top if anchor == "page" else 0)


def _opens_page(element: Element) -> bool:
    """Whether nothing stands before it in its section, and that begins on a page of its own."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None or parent.tag != W + "body":
        return False
    if before is None:
        return True
    return _section_in(before) is not None and _start(element) != "continuous"


def _section_in(element: Element) -> Element | None:
    """The `w:sectPr` that ends a section with a paragraph."""
    return child(child(element, W + "pPr"), W + "sectPr")


def _start(element: Element) -> str | None:
    """How the section begins that an element of the body stands in; its `w:sectPr` comes behind."""
    for following in element.itersiblings():
        section = following if following.tag == W + "sectPr" else _section_in(following)
        if section is not None:
            return val(child(section, W + "type"))
    return None
