"""Text that runs down or up in a cell: it is set in lines as anywhere, and turned by a quarter when it is drawn.

Turns what stands in a cell and the width of the cell into contents that can be drawn at any height from the least one
on. In text that runs down, Han stand upright, one below the other; Latin letters, brackets and dashes lie on their side
(GB/T 15834-2011, 5.2; ECMA-376 17.18.93). Stops and commas move to the right, to the upper end of their square.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias
from unicodedata import east_asian_width

from docgen.lengths import Pt
from docgen.pages.layout.flow import Ends, Flow, Placement, Stacked, fill
from docgen.pages.layout.sheet import Drawn, Sheet, emit_all
from docgen.pages.model import FillItem, HeadingMark, Place, RuleItem, TextItem
from docgen.pages.read.model import Block, Paragraph, TextDirection

_LEAST_TALL: Pt = 56.75
"""What a row of its own height gives to vertical text that needs it: LibreOffice's 1135 twips."""

_NARROWEST: Pt = 1
_UNLIMITED: Pt = 1e6
_EXACT: Pt = 0.5
"""How near to the least height the search for it comes."""

_MIDDLE = 0.38
"""Em from the baseline up to the middle of a Han character's square, which reaches from -0.12 to 0.88."""

_LYING = frozenset("（）〔〕［］｛｝《》〈〉「」『』【】〖〗“”‘’—…～－–―‥〜()[]{}<>|｜")
"""What lies on its side in a line that runs down, whatever its width."""

_STOPS = frozenset("，。、．,")
"""In Chinese type these stand at the lower left of their square; in a line that runs down, at the upper right."""

_HALF_STOPS = frozenset("：；！？")
"""These stand in the left half of their square; in a line that runs down, in its middle."""

SetBlocks: TypeAlias = Callable[[Sequence[Block], Pt], Stacked]


class Turned:
    """The contents of a cell `side` wide between its margins, in which text runs in `direction`.

    `place` says where its lines stand in the cell: `top` is where they begin.
    """

    def __init__(
        self, blocks: Sequence[Block], side: Pt, direction: TextDirection, place: str, set_blocks: SetBlocks
    ) -> None:
        self._blocks = tuple([_within(block) for block in blocks])
        self._side = max(side, _NARROWEST)
        self._direction = direction
        self._place = place
        self._set = set_blocks

    def needs(self, height: Pt, *, grows: bool) -> Pt:
        """The height at which all lines stand beside each other in the cell, where its rows say that it has `height`.

        Rows that `grow` give short text the height that it needs for one line.
        """
        longest = self._longest()
        if grows:
            height = min(longest, _LEAST_TALL)
        if height > 0 and self._fits(height):
            return min(height, longest)
        low, high = max(height, _NARROWEST), max(longest, height, 2 * _NARROWEST)
        if not self._fits(high):
            return high  # more paragraphs than there is room for side by side: no height helps
        while high - low > _EXACT:
            middle = (low + high) / 2
            low, high = (low, middle) if self._fits(middle) else (middle, high)
        return high

    def _fits(self, height: Pt) -> bool:
        return self._set(self._blocks, height).height <= self._side + 0.01

    def _longest(self) -> Pt:
        """The length of the longest line, where none is broken."""
        sheet = Sheet(0)
        emit_all(self._set(tuple([_level(block) for block in self._blocks]), _UNLIMITED).drawn, sheet, 0, 0)
        return max([item.x + item.advance for item in sheet.texts], default=0) + _EXACT

    def holds(self, rest: Flow) -> bool:
        """Whether what is left stands beside each other in the cell."""
        return rest.height <= self._side + 0.01

    def drawn(self, height: Pt) -> Drawn:
        """All of it in a cell that is `height` tall between its margins."""
        set_here = self._set(self._blocks, max(height, _NARROWEST))
        return self._turned(set_here.drawn, set_here.height, height)

    def flow(self, height: Pt) -> Flow:
        """It as an element of a page that is to be `height` tall."""
        return Flow((_Element(self, height),))

    def part(self, height: Pt, flow: Flow | None) -> tuple[Drawn, Flow | None]:
        """As much of what is left, all of it where `flow` is None, as fits where no page is tall enough; the rest."""
        filled = fill(flow or self._set(self._blocks, max(height, _NARROWEST)).flow, self._side, force=True)
        return self._turned(filled.drawn, filled.height, height), filled.rest

    def _turned(self, drawn: Drawn, across: Pt, height: Pt) -> Drawn:
        spare = self._side - across
        begin = spare / 2 if spare < 0 else {"center": spare / 2, "bottom": spare}.get(self._place, 0)
        return [(0, 0, _Drawing(drawn, begin, self._side, height, self._direction))]


def _within(block: Block) -> Block:
    """A block of which no mark hangs beyond the end of its lines: there the cell ends, without a margin."""
    if not isinstance(block, Paragraph) or not block.format.hangs_punctuation:
        return block
    return block._replace(format=block.format._replace(hangs_punctuation=False))


def _level(block: Block) -> Block:
    """A block that begins at the left, so that where it ends is how long it is."""
    if not isinstance(block, Paragraph):
        return block
    return block._replace(format=block.format._replace(alignment="left"))


class _Element(NamedTuple):
    """What is left of turned contents, as an element of a flow: it stays whole where a page is tall enough."""

    turned: Turned
    least: Pt
    rest: Flow | None = None

    before: Pt = 0
    after: Pt = 0
    glue: bool = False
    breaks: bool = False
    ends: Ends = ""
    whole: bool = True

    @property
    def height(self) -> Pt:
        """What is left of it may take another page, however tall that is."""
        return self.least if self.rest is None or self.turned.holds(self.rest) else _UNLIMITED

    @property
    def head(self) -> Pt:
        return self.least

    def at_head(self) -> _Element:
        return self

    def place(self, room: Pt, *, force: bool, follow: Pt) -> Placement | None:  # noqa: ARG002 - the protocol's
        if self.rest is None and self.least <= room + 0.01:
            return Placement(self.turned.drawn(self.least), self.least, None)
        if not force and (self.rest is None or self.least > room):
            return None
        height = min(max(room, _NARROWEST), self.least)
        drawn, rest = self.turned.part(height, self.rest)
        return Placement(drawn, height, self._replace(rest=rest, least=height) if rest else None)

    def place_all(self, drawn: Drawn, y: Pt) -> Pt:
        drawn += [(x, y + down, what) for x, down, what in self.turned.drawn(self.least)]
        return self.least


class _Drawing(NamedTuple):
    """Contents that begin `begin` into a cell of `side` by `height`, drawn turned."""

    drawn: Drawn
    begin: Pt
    side: Pt
    height: Pt
    direction: TextDirection

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Put it onto `sheet` with the top left corner of the cell's room at (`x`, `y`)."""
        flat = Sheet(sheet.number)
        flat.repeating = sheet.repeating
        emit_all(self.drawn, flat, 0, self.begin)
        flat.boxes.close()
        turn = _Down(x + self.side, y) if self.direction == "down" else _Up(x, y + self.height)
        for text in flat.texts:
            sheet.texts += turn.text(text)
        sheet.rules += [_turned_rule(rule, turn) for rule in flat.rules]
        sheet.fills += [FillItem(*turn.box(*fill_[:4]), fill_.color) for fill_ in flat.fills]
        sheet.places += [Place(place.tag, place.page, *turn.box(*place[2:])) for place in flat.places]
        sheet.headings += [
            HeadingMark(mark.level, mark.text, mark.page, turn.point(0, mark.y)[1]) for mark in flat.headings
        ]
        sheet.links += [(turn.box(*box), link) for box, link in flat.links]
        sheet.fields += flat.fields
        sheet.bookmarks += flat.bookmarks
        sheet.counted += flat.counted


class _Turn:
    """A quarter turn around a point: where lines begin, and the first of them."""

    def __init__(self, x: Pt, y: Pt) -> None:
        self.x = x
        self.y = y

    def point(self, along: Pt, down: Pt) -> tuple[Pt, Pt]:
        """Where a point of the level contents comes to."""
        raise NotImplementedError

    def text(self, item: TextItem) -> Iterator[TextItem]:
        """A text item, turned."""
        raise NotImplementedError

    def box(self, x: Pt, y: Pt, width: Pt, height: Pt) -> tuple[Pt, Pt, Pt, Pt]:
        """A rectangle."""
        (x1, y1), (x2, y2) = self.point(x, y), self.point(x + width, y + height)
        return min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)


class _Up(_Turn):
    """To the left: lines read upwards, and the first stands at the left."""

    def point(self, along: Pt, down: Pt) -> tuple[Pt, Pt]:
        return self.x + down, self.y - along

    def text(self, item: TextItem) -> Iterator[TextItem]:
        x, y = self.point(item.x, item.baseline)
        yield item._replace(x=x, baseline=y, turns=3)


class _Down(_Turn):
    """To the right: lines read downwards, and the first stands at the right. Han stay upright."""

    def point(self, along: Pt, down: Pt) -> tuple[Pt, Pt]:
        return self.x - down, self.y + along

    def text(self, item: TextItem) -> Iterator[TextItem]:
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


def _placed(item: TextItem) -> Iterator[tuple[str, Pt]]:
    """The characters with the room that each takes along its line."""
    for letter, advance in zip(item.text, item.face.advances(item.text), strict=True):
        yield letter, advance * item.size * item.scale + item.spacing


def _stands(letter: str, size: Pt, advance: Pt) -> bool:
    """Whether a character stands upright in a line that runs down (after Unicode's Vertical_Orientation)."""
    if letter in _LYING:
        return False
    width = east_asian_width(letter)
    return width in {"W", "F"} or (width == "A" and advance >= 0.9 * size)


def _turned_rule(rule: RuleItem, turn: _Turn) -> RuleItem:
    (x1, y1), (x2, y2) = turn.point(rule.x1, rule.y1), turn.point(rule.x2, rule.y2)
    return rule._replace(x1=x1, y1=y1, x2=x2, y2=y2)
