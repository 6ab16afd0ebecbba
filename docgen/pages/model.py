"""Laid-out pages: what stands where. A page is a list of items in drawing order.

All coordinates are points from the page's top left corner, x to the right, y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import Face
    from docgen.word.model import FilledWord


class TextItem(NamedTuple):
    """Characters of one face on one baseline. `advance` is the whole width, `spacing` extra after every character.

    `scale` widens the characters themselves.
    """

    x: Pt
    baseline: Pt
    text: str
    face: Face
    size: Pt
    color: str
    advance: Pt
    spacing: Pt = 0
    scale: float = 1


class RuleItem(NamedTuple):
    """A straight line: a border, an underline; of the style `dot`, a dot of `width` at its one end.

    Of the style `leader`, dots of `width` along it, three widths apart.
    """

    x1: Pt
    y1: Pt
    x2: Pt
    y2: Pt
    width: Pt
    color: str
    style: str = "single"


class FillItem(NamedTuple):
    """A filled rectangle: shading."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    color: str


class PictureItem(NamedTuple):
    """A picture; where `name` is one of the document's charts, the chart is drawn instead of `data`."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    name: str
    data: bytes


Item: TypeAlias = TextItem | RuleItem | FillItem | PictureItem


class Page(NamedTuple):
    """One page."""

    width: Pt
    height: Pt
    items: tuple[Item, ...]


class Place(NamedTuple):
    """The cell (or paragraph) that holds a tagged content control. `page` is 0-based in its document."""

    tag: str
    page: int
    x: Pt
    y: Pt
    width: Pt
    height: Pt


class HeadingMark(NamedTuple):
    """A heading, for the outline. `page` is 0-based in its document, `y` its top."""

    level: int
    text: str
    page: int
    y: Pt


@dataclass(frozen=True, slots=True)
class LaidOutDocument:
    """One document as pages: every character of the Word file is on one of them."""

    word: FilledWord
    pages: tuple[Page, ...]
    places: tuple[Place, ...] = ()
    headings: tuple[HeadingMark, ...] = ()
