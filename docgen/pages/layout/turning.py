"""Turns what stands on a sheet by a quarter, for text that runs down or up.

In text that runs down, Han stand upright, one below the other; Latin letters, brackets and dashes lie on their side.
Stops and commas move to the right, to the upper end of their square (GB/T 15834-2011, 5.2). All of it is geometry:
glyphs that some fonts have for vertical text are not looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias
from unicodedata import east_asian_width

from docgen.lengths import Pt
from docgen.pages.layout.sheet import Sheet
from docgen.pages.model import FillItem, HeadingMark, Place, RuleItem, TextItem

_MIDDLE = 0.38
"""Em from the baseline up to the middle of a Han character's square, which reaches from -0.12 to 0.88."""

_WIDE = 0.9
"""Em from which on a character that may be either is set as wide as Han, and stands upright as they do."""

_LYING = frozenset("（）〔〕［］｛｝《》〈〉「」『』【】〖〗“”‘’—…～－–―‥〜()[]{}<>|｜")
"""What lies on its side in a line that runs down, whatever its width."""

_STOPS = frozenset("，。、．,")
"""In Chinese type these stand at the lower left of their square; in a line that runs down, at the upper right."""

_HALF_STOPS = frozenset("：；！？")
"""These stand in the left half of their square; in a line that runs down, in its middle."""


class Up(NamedTuple):
    """A quarter to the left around the point where lines begin: they read upwards, and the first stands at the left."""

    x: Pt
    y: Pt

    def point(self, along: Pt, down: Pt) -> tuple[Pt, Pt]:
        """Where a point of the level contents comes to."""
        return self.x + down, self.y - along

    def texts(self, item: TextItem) -> Iterator[TextItem]:
        """Text as it stands in a turned line."""
        x, y = self.point(item.x, item.baseline)
        yield item._replace(x=x, baseline=y, turns=3)


class Down(NamedTuple):
    """A quarter to the right around the point where lines begin: they read downwards, the first stands at the right."""

    x: Pt
    y: Pt

    def point(self, along: Pt, down: Pt) -> tuple[Pt, Pt]:
        """Where a point of the level contents comes to."""
        return self.x - down, self.y + along

    def texts(self, item: TextItem) -> Iterator[TextItem]:
        """Text as it stands in a turned line: each upright character by itself, others in stretches."""
        along = item.x
        for stands, group in groupby(_placed(item), key=lambda placed: _stands(placed[0], item.size, placed[1])):
            letters = list(group)
            if stands:
                for letter, advance in letters:
                    yield self._upright(item, letter, along, advance)
                    along += advance
            else:
                x, y = self.point(along, item.baseline)
                width = sum(advance for _, advance in letters)
                text = "".join(letter for letter, _ in letters)
                yield item._replace(x=x, baseline=y, text=text, advance=width, turns=1)
                along += width

    def _upright(self, item: TextItem, letter: str, along: Pt, advance: Pt) -> TextItem:
        """One character, its square in the middle of the line."""
        width = advance - item.spacing
        x, y = self.point(along + width / 2, item.baseline - _MIDDLE * item.size)
        right = 0.5 if letter in _STOPS else 0.25 if letter in _HALF_STOPS else 0
        up = 0.5 if letter in _STOPS else 0
        return item._replace(
            x=x - width / 2 + right * width,
            baseline=y + (_MIDDLE - up) * item.size,
            text=letter,
            advance=width,
            spacing=0,
        )


Turn: TypeAlias = Down | Up


def put_turned(flat: Sheet, sheet: Sheet, turn: Turn) -> None:
    """Put all that stands on `flat`, where no picture does, onto `sheet`, turned."""
    for text in flat.texts:
        sheet.texts += turn.texts(text)
    sheet.rules += [_turned_rule(rule, turn) for rule in flat.rules]
    sheet.fills += [FillItem(*_box(turn, *fill[:4]), fill.color) for fill in flat.fills]
    sheet.places += [Place(place.tag, place.page, *_box(turn, *place[2:])) for place in flat.places]
    sheet.headings += [
        HeadingMark(mark.level, mark.text, mark.page, turn.point(0, mark.y)[1]) for mark in flat.headings
    ]
    sheet.links += [(_box(turn, *box), link) for box, link in flat.links]
    sheet.fields += flat.fields
    sheet.bookmarks += flat.bookmarks
    sheet.styled += flat.styled
    sheet.counted += flat.counted


def _box(turn: Turn, x: Pt, y: Pt, width: Pt, height: Pt) -> tuple[Pt, Pt, Pt, Pt]:
    """Where a rectangle comes to."""
    (x1, y1), (x2, y2) = turn.point(x, y), turn.point(x + width, y + height)
    return min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)


def _turned_rule(rule: RuleItem, turn: Turn) -> RuleItem:
    (x1, y1), (x2, y2) = turn.point(rule.x1, rule.y1), turn.point(rule.x2, rule.y2)
    return rule._replace(x1=x1, y1=y1, x2=x2, y2=y2)


def _placed(item: TextItem) -> Iterator[tuple[str, Pt]]:
    """The characters with the room that each takes along its line."""
    for letter, advance in zip(item.text, item.face.advances(item.text), strict=True):
        yield letter, advance * item.size * item.scale + item.spacing


def _stands(letter: str, size: Pt, advance: Pt) -> bool:
    """Whether a character stands upright in a line that runs down (after Unicode's Vertical_Orientation)."""
    if letter in _LYING:
        return False
    width = east_asian_width(letter)
    return width in {"W", "F"} or (width == "A" and advance >= _WIDE * size)
