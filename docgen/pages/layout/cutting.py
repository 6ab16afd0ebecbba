"""Finds the characters of the next line: greedy, with the prohibitions of `characters`.

A bisection finds how far the line reaches, another the last opportunity before that. Guarantees: a line is wider than
its measure only where one character is, or by the spaces that hang at its end. Where its characters stand is for
`placing` to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.characters import emergency_break, is_compressible, is_hanging
from docgen.pages.layout.streams import Stream
from docgen.pages.read.format_model import Alignment, Leader, TabStop, Upright
from docgen.pages.read.inline_model import AbsoluteTab

TOLERANCE = 0.01
"""Points by which rounding may make a line that fits look too long."""


class Measure(NamedTuple):
    """Where lines begin and how wide they are: `first` and `rest` are distances from the paragraph's left edge.

    `right` is where all lines end; `tab` is the distance of the default tab stops, which count from 0. `hangs`: a stop
    or comma that does not fit may stand beyond `right`. The text reaches from margin to margin over `width`. `upright`
    says how type of different sizes stands on a line.
    """

    first: Pt
    rest: Pt
    right: Pt
    tab: Pt
    alignment: Alignment
    hangs: bool = False
    stops: tuple[TabStop, ...] = ()
    width: Pt = 0
    upright: Upright = "baseline"

    def stop_of(self, tab: AbsoluteTab) -> TabStop:
        """Where an alignment tab leads."""
        left, right = (self.rest, self.right) if tab.within_indents else (0, max(self.width, self.right))
        place = {"left": left, "center": (left + right) / 2, "right": right}[tab.alignment]
        return TabStop(place, tab.alignment, tab.leader)

    def next_stop(self, x: Pt) -> TabStop:
        """The tab stop after `x`; a hanging indent is one too. Default ones come after the last of the paragraph's."""
        own = next((stop for stop in self.stops if stop.position > x + TOLERANCE), None)
        if self.first < self.rest and x < self.rest - TOLERANCE and (own is None or self.rest < own.position):
            return TabStop(self.rest)
        return own or TabStop((int((x + TOLERANCE) // self.tab) + 1) * self.tab)


class LineTab(NamedTuple):
    """A tab on a line: where in the stream it is, how wide it became, and what fills it."""

    at: int
    width: Pt
    leader: Leader | None = None


class Cut(NamedTuple):
    """The characters of one line. `end` is where the next begins; `last`: paragraph or forced break end it.

    `squeeze` is what its last mark loses of its width.
    """

    start: int
    end: int
    left: Pt
    tabs: tuple[LineTab, ...]
    squeeze: Pt
    last: bool


def is_end(stream: Stream, cut: Cut) -> bool:
    """Whether no line follows; one does where a forced break is the last character."""
    length = len(stream.text)
    return cut.end >= length and not (length and cut.last and stream.classes[-1] == "L" and cut.end > cut.start)


def next_cut(stream: Stream, start: int, left: Pt, measure: Measure) -> Cut:
    """The line that begins at `start`."""
    forced = stream.classes.find("L", start)
    stop = forced if forced >= 0 else len(stream.text)
    if start >= stop:
        return Cut(start, stop + (forced >= 0), left, (), 0, last=True)
    left -= stream.outset(start)
    room = measure.right - left
    tabs = tuple(_tabs(stream, start, stop, left, measure)) if stream.tabs else ()
    limit = stream.lefts[start] + room - sum(tab.width for tab in tabs) + TOLERANCE
    end = bisect_right(stream.rights, limit, start, stop)
    fit = _past_spaces(stream, end, stop)
    if fit >= stop:
        return Cut(start, stop + (forced >= 0), left, tabs, 0, last=True)
    squeezed, squeeze = _squeezed(stream, fit, stop, limit, measure) if fit == end else (0, 0)
    if squeezed:
        last = squeezed >= stop
        return Cut(start, squeezed + (last and forced >= 0), left, tabs, squeeze, last)
    opportunity = last_break(stream, fit)
    end = opportunity if opportunity > start else emergency_break(stream.break_classes, start, max(end, start + 1))
    return Cut(start, end, left, tuple(tab for tab in tabs if tab.at < end), 0, last=False)


def last_break(stream: Stream, index: int) -> int:
    """The last break opportunity up to `index`, or 0."""
    place = bisect_right(stream.breaks, index)
    return stream.breaks[place - 1] if place else 0


def _past_spaces(stream: Stream, index: int, stop: int) -> int:
    while index < stop and stream.classes[index] in "SI":
        index += 1
    return index


def _squeezed(stream: Stream, index: int, stop: int, limit: Pt, measure: Measure) -> tuple[int, Pt]:
    """(end of line, what was squeezed) if the closing mark at `index` fits without its empty half, else (0, 0).

    One that hangs takes no room at all.
    """
    if not is_compressible(stream.shadow[index]):
        return 0, 0
    half = (stream.rights[index] - stream.lefts[index]) / 2
    span = stream.spans[bisect_right(stream.cuts, index) - 1]
    end = _past_spaces(stream, index + 1, stop)
    may_end = end >= stop or last_break(stream, end) == end
    if 2 * half < 0.9 * span.style.size * span.style.scale or not may_end:
        return 0, 0
    if stream.typography.compresses and stream.rights[index] - half <= limit:
        return end, half
    hangs = measure.hangs and is_hanging(stream.shadow[index]) and stream.lefts[index] <= limit
    return (end, 2 * half) if hangs else (0, 0)


def _tabs(stream: Stream, start: int, stop: int, left: Pt, measure: Measure) -> Iterator[LineTab]:
    """The tabs that the line reaches."""
    shift: Pt = 0
    for index in stream.tabs[bisect_left(stream.tabs, start) :]:
        x = left + stream.lefts[index] - stream.lefts[start] + shift
        if index >= stop or x > measure.right:
            return
        stop_there = measure.stop_of(stream.absolute[index]) if index in stream.absolute else measure.next_stop(x)
        way = min(stop_there.position, measure.right) - x - _before_stop(stream, index + 1, stop, stop_there)
        width = max(way, 0)
        shift += width
        yield LineTab(index, width, stop_there.leader)


def _before_stop(stream: Stream, start: int, stop: int, tab_stop: TabStop) -> Pt:
    """How much of the text from `start` to the next tab stands before a tab stop."""
    if tab_stop.alignment == "left":
        return 0
    end = next((index for index in stream.tabs if start <= index < stop), stop)
    if tab_stop.alignment == "decimal":
        found = re.compile(r"\d(?!\d|[,.]\d)").search(stream.text, start, end)
        point = stream.text.find(".", start, end)
        end = point if point >= 0 else (found.end() if found else end)
    if start >= end:
        return 0
    width = stream.rights[end - 1] - stream.lefts[start]
    return width / 2 if tab_stop.alignment == "center" else width
