"""Collects what a page shows, in the order of its layers: fills, then pictures, text, and borders on top.

What floats lies behind or in front of all that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.anchoring import Spot
from docgen.pages.layout.boxes import Boxes
from docgen.pages.layout.links import link_items
from docgen.pages.model import FillItem, HeadingMark, Item, Page, PictureItem, Place, RuleItem, TextItem
from docgen.pages.read.inline_model import Bookmark, PageField, StyleMark
from docgen.pages.read.run_model import Link


class Drawable(Protocol):
    """Something with a size that can be put anywhere on a page."""

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Put it onto `sheet` with its top left corner at (`x`, `y`)."""


Drawn: TypeAlias = list[tuple[Pt, Pt, Drawable]]
"""Drawables, each with the (x, y) where it goes, from the top left corner of what holds it."""


class Sheet:
    """One page in the making. Coordinates are the page's.

    `is_even`: the number that it shows is even. `spots` are the anchors of drawings that are still to be put `behind`
    or in `front` of all else, lowest order first. While `repeating` is true what arrives is a copy (a repeated table
    header, a page header): it is drawn, but it makes no place, no heading, and does not count as the document's text.
    """

    def __init__(self, number: int, *, is_even: bool = False) -> None:
        self.number = number
        self.is_even = is_even
        self.repeating = False
        self.fills: list[FillItem] = []
        self.pictures: list[PictureItem] = []
        self.texts: list[TextItem] = []
        self.rules: list[RuleItem] = []
        self.places: list[Place] = []
        self.headings: list[HeadingMark] = []
        self.fields: list[tuple[PageField, str]] = []
        self.bookmarks: list[str] = []
        self.styled: list[StyleMark] = []
        self.links: list[tuple[tuple[Pt, Pt, Pt, Pt], Link]] = []
        self.counted: list[str] = []
        self.counted_pictures = 0
        self.spots: list[Spot] = []
        self.behind: list[tuple[int, list[Item]]] = []
        self.front: list[tuple[int, list[Item]]] = []
        self.boxes = Boxes(self.fills, self.rules)

    def layer(self) -> Sheet:
        """A sheet for a text box, drawn apart; what is noted on it is noted here (see `take`)."""
        layer = Sheet(self.number, is_even=self.is_even)
        layer.repeating = self.repeating
        layer.places, layer.headings, layer.fields = self.places, self.headings, self.fields
        layer.bookmarks, layer.styled, layer.counted = self.bookmarks, self.styled, self.counted
        return layer

    def take(self, layer: Sheet, *, is_turned: bool) -> None:
        """Note the pictures, links and anchors of a layer; of one that is turned, links are not kept."""
        self.counted_pictures += layer.counted_pictures
        self.spots += layer.spots
        if not is_turned:
            self.links += layer.links

    def items(self) -> list[Item]:
        """What is on it, from the lowest layer to the highest, without its links."""
        self.boxes.close()
        items: list[Item] = [*self.fills, *self.pictures, *self.texts, *self.rules]
        if self.behind or self.front:
            lower = [item for _, drawn in sorted(self.behind, key=_order) for item in drawn]
            upper = [item for _, drawn in sorted(self.front, key=_order) for item in drawn]
            return lower + items + upper
        return items

    def place(self, tag: str, box: tuple[Pt, Pt, Pt, Pt]) -> None:
        """Note the (x, y, width, height) of a tagged content control."""
        if not self.repeating:
            self.places.append(Place(tag, self.number, *box))

    def heading(self, level: int, text: str, y: Pt) -> None:
        """Note a heading."""
        if not self.repeating:
            self.headings.append(HeadingMark(level, text, self.number, y))

    def mark(self, marks: Sequence[object]) -> None:
        """Note the bookmarks and styles among `marks`; notes and anchors have their place on the page already."""
        if not self.repeating:
            self.bookmarks += [mark.bookmark for mark in marks if isinstance(mark, Bookmark)]
            self.styled += [mark for mark in marks if isinstance(mark, StyleMark)]

    def finish(self, width: Pt, height: Pt, bookmarks: Mapping[str, int] = MappingProxyType({})) -> Page:
        """The page, all layers in one list; `bookmarks` says on which page, from 0, those stand that links lead to."""
        items = self.items()
        items += link_items(self.links, bookmarks)
        return Page(width, height, tuple(items))


def _order(layer: tuple[int, list[Item]]) -> int:
    return layer[0]


def emit_all(drawn: Drawn, sheet: Sheet, x: Pt, y: Pt) -> None:
    """Put everything in `drawn` onto `sheet`, moved by (`x`, `y`)."""
    for right, down, what in drawn:
        what.emit(sheet, x + right, y + down)


def right_edge(drawn: Drawn) -> Pt:
    """How far to the right the text in `drawn` reaches; 0 where there is none."""
    sheet = Sheet(0)
    emit_all(drawn, sheet, 0, 0)
    return max([item.x + item.advance for item in sheet.texts], default=0)


class Copy:
    """Wraps what is on the page a second time."""

    def __init__(self, drawn: Drawn) -> None:
        self._drawn = drawn

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Draw it without counting it."""
        before, sheet.repeating = sheet.repeating, True
        emit_all(self._drawn, sheet, x, y)
        sheet.repeating = before


def bookmarked(sheets: Sequence[Sheet]) -> dict[str, int]:
    """On which sheet each bookmark begins, by its number; the first of a name counts."""
    return {name: sheet.number for sheet in reversed(sheets) for name in reversed(sheet.bookmarks)}
