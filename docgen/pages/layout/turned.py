"""Text that runs down or up in a cell: it is set in lines as anywhere, and turned by a quarter when it is drawn.

Turns what stands in a cell and the width of the cell into contents that can be drawn at any height from the least one
on (ECMA-376 17.18.93). How characters stand in a turned line is `turning`'s affair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.flow import Ends, Flow, Placement, Stacked, fill
from docgen.pages.layout.sheet import Drawn, Sheet, emit_all, right_edge
from docgen.pages.layout.turning import Down, Up, put_turned
from docgen.pages.read.block_model import Block, Paragraph, TextDirection

_LEAST_TALL: Pt = 56.75
"""What a row of its own height gives to vertical text that needs it: LibreOffice's 1135 twips."""

_NARROWEST: Pt = 1
_UNLIMITED: Pt = 1e6
_EXACT: Pt = 0.5
"""How near to the least height the search for it comes."""

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
        return right_edge(self._set(tuple([_level(block) for block in self._blocks]), _UNLIMITED).drawn) + _EXACT

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
        turn = Down(x + self.side, y) if self.direction == "down" else Up(x, y + self.height)
        put_turned(flat, sheet, turn)
