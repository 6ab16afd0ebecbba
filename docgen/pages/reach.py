"""Proves that all text stands on paper: a character that is laid out beyond the edge of its page is lost, too.

Such a place comes of what the document asks for: a table wider than the page, an indent of a metre, a row that may not
split on a page that is too low for it. Word prints what remains of it; here it is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians, sin
from typing import TypeAlias

from docgen.errors import Fault
from docgen.lengths import Pt
from docgen.messages import message
from docgen.pages.model import Item, LaidOutDocument, Page, TextItem, TurnedItem

Point: TypeAlias = tuple[Pt, Pt]

_SHARE = 0.5
"""Of the type's size: by so much a character may stick out, which is less than what a reader knows it by."""
_START = 12


def faults_of_reach(document: LaidOutDocument) -> Iterator[Fault]:
    """A fault for each page that has text beyond its edge."""
    title = document.word.spec.title
    for number, page in enumerate(document.pages, 1):
        beyond = next(_beyond(page), None)
        if beyond:
            start = beyond.strip()[:_START]
            yield Fault(
                message("“{title}” has text beyond the edge of the page: “{start}”", title=title, start=start),
                message("Make tables and indents narrower, margins smaller, or the page larger."),
                file=document.word.spec.template,
                place=message("page {page}", page=number),
            )


def _beyond(page: Page) -> Iterator[str]:
    """The texts that do not stand on the page; spaces need not."""
    for item in page.items:
        if isinstance(item, TextItem) and not item.turns:
            if _is_beyond(item, page):
                yield item.text.rstrip()
        elif isinstance(item, TextItem | TurnedItem):
            yield from _turned_beyond(item, page)


def _is_beyond(item: TextItem, page: Page) -> bool:
    """Whether level text sticks out of the page; most does not, and its spaces need not be counted."""
    room = item.size * _SHARE
    begins = room * _SHARE <= item.baseline <= page.height + room * _SHARE and item.x >= -room
    furthest = page.width + room
    if begins and item.x + item.advance <= furthest:
        return False
    text = item.text.rstrip()
    return bool(text) and not (begins and item.x + item.advance * len(text) / len(item.text) <= furthest)


def _turned_beyond(item: TextItem | TurnedItem, page: Page) -> Iterator[str]:
    """The same for what is turned: of text the ends of its line count."""
    for text, ends in _lines(item):
        room = text.size * _SHARE
        if text.text.strip() and not all(
            -room <= x <= page.width + room and -room <= y <= page.height + room for x, y in ends
        ):
            yield text.text.rstrip()


def _lines(item: Item) -> Iterator[tuple[TextItem, list[Point]]]:
    """Texts with the two ends of each one's baseline, where they stand on the page."""
    if isinstance(item, TextItem):
        across, down = ((1, 0), (0, 1), (-1, 0), (0, -1))[item.turns]
        end = item.x + across * item.advance, item.baseline + down * item.advance
        yield item, [(item.x, item.baseline), end]
    elif isinstance(item, TurnedItem):
        for inner in item.items:
            for text, ends in _lines(inner):
                yield text, [_turned(item, end) for end in ends]


def _turned(item: TurnedItem, point: Point) -> Point:
    """Where a point of what is turned comes to: it is mirrored, then turned about the middle."""
    middle_x, middle_y = item.x + item.width / 2, item.y + item.height / 2
    x = (point[0] - middle_x) * (-1 if item.flips[0] else 1)
    y = (point[1] - middle_y) * (-1 if item.flips[1] else 1)
    cosine, sine = cos(radians(item.angle)), sin(radians(item.angle))
    return middle_x + x * cosine - y * sine, middle_y + x * sine + y * cosine
