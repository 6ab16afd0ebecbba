"""Fills a space of limited height from a sequence of elements: the same way for a page, a header and a table cell.

Turns a `Flow` and a height into what stands in that height and the flow that is left over. Every fill that is forced
places at least one line, so filling a flow again and again ends, and places everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.sheet import Drawn

Ends: TypeAlias = Literal["", "column", "page"]
"""What a forced break ends; nothing where there is none."""

_UNLIMITED = float("inf")
TOLERANCE = 0.01
"""Points by which rounding may make what fits look too tall."""


class Placement(NamedTuple):
    """What an element put into the room it was given, its height, and what of it is left."""

    drawn: Drawn
    height: Pt
    rest: Element | None


class Element(Protocol):
    """A line of a paragraph, or a table."""

    @property
    def before(self) -> Pt:
        """The space above, dropped where a page begins by overflow."""

    @property
    def after(self) -> Pt:
        """The space below, which may stick out at the foot."""

    @property
    def height(self) -> Pt:
        """The height of the whole, unbroken."""

    @property
    def head(self) -> Pt:
        """The least height that lets it begin."""

    @property
    def glue(self) -> bool:
        """Whether no break may come between this and the next element."""

    @property
    def whole(self) -> bool:
        """Whether no break may come inside."""

    @property
    def breaks(self) -> bool:
        """Whether a page must end before it."""

    @property
    def ends(self) -> Ends:
        """What must end after it."""

    def at_head(self) -> Element:
        """The same where a page (or a column, or what of a cell is on a page) begins with it."""

    def place(self, room: Pt, *, force: bool, follow: Pt) -> Placement | None:
        """Place what fits into `room`: None if nothing does. With `force`, something is placed whatever the room.

        `follow` is the height of what is glued to the end of this element and has to fit as well.
        """

    def place_all(self, drawn: Drawn, y: Pt) -> Pt:
        """Add all of it to `drawn`, `y` down, where no page ends; its height."""


class Flow(NamedTuple):
    """The elements from `start` on; `first` replaces the one at `start` where part of it is placed already.

    `keeps_before` says that the space above the first element stays: at the very top, and after a forced break.
    """

    elements: Sequence[Element]
    start: int = 0
    first: Element | None = None
    keeps_before: bool = True

    @property
    def height(self) -> Pt:
        """The height of all that is left, unbroken, with the space below the last element."""
        if self.start >= len(self.elements):
            return 0
        total, after = 0.0, 0.0
        for element in (self.first or self.elements[self.start], *self.elements[self.start + 1 :]):
            total += max(after, element.before) + element.height
            after = element.after
        return total + after - (0 if self.keeps_before else (self.first or self.elements[self.start]).before)

    @property
    def head(self) -> Pt:
        """The least height that lets it begin."""
        return _needed(self, self.start, self.first, _UNLIMITED) if self.start < len(self.elements) else 0


class Filled(NamedTuple):
    """What stands in the filled space, how much of its height is used, and what is left.

    `ended` says what a forced break ended there; nothing where the room ended, or the flow. `foot` is what notes take
    of the room, at its end.
    """

    drawn: Drawn
    height: Pt
    rest: Flow | None
    ended: Ends = ""
    foot: Pt = 0


def fill(flow: Flow, room: Pt, *, force: bool) -> Filled:
    """Place as much of `flow` as `room` takes. With `force` at least one line is placed; else it may be nothing.

    Between two elements stands the larger of the spaces below and above, as in Word and LibreOffice.

    Elements that are glued move to the next space together, unless they are too tall for any.
    """
    drawn: Drawn = []
    y: Pt = 0
    bottom: Pt = 0
    after: Pt = 0
    together = True
    keeps_before = flow.keeps_before
    index, count = flow.start, len(flow.elements)
    first = flow.first
    if index and first is None and index < count:
        first = flow.elements[index].at_head()
    while index < count:
        element = first or flow.elements[index]
        if element.breaks and drawn:
            return Filled(drawn, bottom, Flow(flow.elements, index), "page")
        before = max(element.before, after) if drawn or keeps_before else 0
        if together and y + before + _needed(flow, index, first, room) > room + TOLERANCE:
            if drawn or not force:
                return Filled(drawn, bottom, Flow(flow.elements, index, first, keeps_before and not drawn))
            together = False  # too tall for any page: line by line
        follow = _needed(flow, index + 1, None, room) if together and element.glue and index + 1 < count else 0
        placement = element.place(room - y - before, force=force and not drawn, follow=follow)
        if placement is None:
            return Filled(drawn, bottom, Flow(flow.elements, index, first, keeps_before and not drawn))
        drawn += [(x, y + before + down, what) for x, down, what in placement.drawn]
        bottom = y + before + placement.height
        if placement.rest is not None:
            return Filled(drawn, bottom, Flow(flow.elements, index, placement.rest, keeps_before=False))
        y, after = bottom, element.after
        index, first = index + 1, None
        if element.ends and index < count:
            return Filled(drawn, bottom, Flow(flow.elements, index), element.ends)
    return Filled(drawn, y + after, None)


class Stacked(NamedTuple):
    """A flow and all of it placed where no page ends: what a table cell, header or footer holds; its height."""

    flow: Flow
    drawn: Drawn
    height: Pt


def stack(flow: Flow) -> Stacked:
    """Place all of a flow where no page ends."""
    drawn: Drawn = []
    y: Pt = 0
    after: Pt = 0
    for element in flow.elements:
        y += max(element.before, after)
        y += element.place_all(drawn, y)
        after = element.after
    return Stacked(flow, drawn, y + after)


def _needed(flow: Flow, index: int, first: Element | None, room: Pt) -> Pt:
    """The height of the element at `index` and all that is glued to it; no further than `room`."""
    total: Pt = 0
    after: Pt = 0
    for place in range(index, len(flow.elements)):
        element = (first if place == index else None) or flow.elements[place]
        if place > index:
            if element.breaks:
                break
            total += max(after, element.before)
        if not (element.whole and element.glue):
            return total + element.head
        total += element.height
        after = element.after
        if total > room:
            break
    return total
