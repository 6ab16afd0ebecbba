"""Breaks a `Stream` into lines and places each line's characters: greedy, with the prohibitions of `characters`.

Turns a stream, the widths of its lines and an alignment into `Line`s whose coordinates start at the paragraph's left
edge and at the baseline. Guarantees: the lines' characters together are the stream's, in order; a line is wider than
its measure only where one character is, or by the spaces that hang at its end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.fonts import Face
from docgen.lengths import Pt
from docgen.pages.layout.characters import emergency_break, is_compressible, is_hanging
from docgen.pages.layout.flow import Ends
from docgen.pages.layout.links import LinkedText, link_text
from docgen.pages.layout.measure import Mark, SetCompound, Stream
from docgen.pages.layout.spans import Span
from docgen.pages.layout.standing import Standing
from docgen.pages.layout.strokes import (
    Shade,
    Underline,
    draw_leader,
    draw_under,
    emphasis_mark,
    shade_text,
    strike_through,
    words_of,
)
from docgen.pages.layout.upright import Levelling
from docgen.pages.read.drawing_model import Anchored
from docgen.pages.read.format_model import Alignment, Leader, TabStop, Upright
from docgen.pages.read.inline_model import AbsoluteTab, PageField, Picture
from docgen.pages.read.run_model import PLAIN

_TOLERANCE = 0.01
"""Points by which rounding may make a line that fits look too long."""

_LEAST_BESIDE: Pt = 36
"""What indents leave of the room beside something at least."""

_ENDS: dict[str, Ends] = {"\f": "page", "\v": "column"}
_STRETCHING = frozenset({"justify", "distribute"})


class Segment(NamedTuple):
    """Characters that are drawn at one go; `x` from the paragraph's left edge, `spacing` after every character."""

    x: Pt
    text: str
    face: Face
    size: Pt
    color: str
    advance: Pt
    spacing: Pt
    scale: float = 1
    rise: Pt = 0


class Line(NamedTuple):
    """One line. `ascent` and `descent` are those of its type, `picture_height` that of its tallest picture.

    `ends` says what a break at its end ends: the column or the page, else nothing. `start` is its first character in
    the paragraph; `anchors` are those of floating drawings, each with its place from the paragraph's left edge.
    """

    segments: tuple[Segment, ...]
    underlines: tuple[Underline, ...]
    pictures: tuple[tuple[Pt, Picture | Standing], ...]
    fields: tuple[tuple[PageField, str], ...]
    ascent: Pt
    descent: Pt
    picture_height: Pt
    ends: Ends
    shades: tuple[Shade, ...] = ()
    links: tuple[LinkedText, ...] = ()
    marks: tuple[Mark, ...] = ()
    start: int = 0
    anchors: tuple[tuple[Pt, Anchored], ...] = ()


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
        own = next((stop for stop in self.stops if stop.position > x + _TOLERANCE), None)
        if self.first < self.rest and x < self.rest - _TOLERANCE and (own is None or self.rest < own.position):
            return TabStop(self.rest)
        return own or TabStop((int((x + _TOLERANCE) // self.tab) + 1) * self.tab)


class _Tab(NamedTuple):
    """A tab on a line: where in the stream it is, how wide it became, and what fills it."""

    at: int
    width: Pt
    leader: Leader | None = None


class _Cut(NamedTuple):
    """The characters of one line. `end` is where the next begins; `last`: paragraph or forced break end it.

    `squeeze` is what its last mark loses of its width.
    """

    start: int
    end: int
    left: Pt
    tabs: tuple[_Tab, ...]
    squeeze: Pt
    last: bool


def break_lines(stream: Stream, measure: Measure) -> list[Line]:
    """Break `stream` and place its lines; where nothing is, or nothing follows a forced break, an empty line."""
    return [_place(stream, cut, measure) for cut in _cuts(stream, measure)]


def _cuts(stream: Stream, measure: Measure) -> Iterator[_Cut]:
    start, left = 0, measure.first
    while True:
        cut = _next_cut(stream, start, left, measure)
        yield cut
        start, left = cut.end, measure.rest
        if _is_end(stream, cut):
            return


def _is_end(stream: Stream, cut: _Cut) -> bool:
    """Whether no line follows; one does where a forced break is the last character."""
    length = len(stream.text)
    return cut.end >= length and not (length and cut.last and stream.classes[-1] == "L" and cut.end > cut.start)


class Row(NamedTuple):
    """A line that stands in several rooms beside one another. `end` is where the next begins, None where none does."""

    line: Line
    end: int | None


def break_row(stream: Stream, start: int, rooms: Sequence[tuple[Pt, Pt]], measure: Measure, indent_right: Pt) -> Row:
    """Place one line from `start` on in `rooms`, from left to right, the paragraph's indents inside the outer ones.

    A word that does not fit into a room goes to the next; only in the last it is broken.
    """
    lines: list[Line] = []
    at, indent = start, measure.rest if start else measure.first
    for number, (left, right) in enumerate(rooms):
        inner = measure._replace(right=right - (indent_right if number == len(rooms) - 1 else 0))
        if left > 0:  # beside something: not into it
            indent = max(indent, 0)
        if right - left < measure.right + indent_right:  # and not so far in that nothing has room
            indent = min(indent, max(inner.right - left - _LEAST_BESIDE, 0))
        cut = _next_cut(stream, at, left + indent, inner)
        is_whole = cut.last or cut.end >= len(stream.text) or _last_break(stream, cut.end) == cut.end
        if not is_whole and number < len(rooms) - 1:
            continue
        lines.append(_place(stream, cut, inner))
        at, indent = cut.end, 0
        if cut.last or _is_end(stream, cut):
            return Row(_joined(lines), None if _is_end(stream, cut) else cut.end)
    return Row(_joined(lines), at)


def _joined(lines: Sequence[Line]) -> Line:
    """The pieces of one line as a whole."""
    first, *others = lines
    for line in others:
        first = first._replace(
            segments=first.segments + line.segments,
            underlines=first.underlines + line.underlines,
            pictures=first.pictures + line.pictures,
            fields=first.fields + line.fields,
            ascent=max(first.ascent, line.ascent),
            descent=max(first.descent, line.descent),
            picture_height=max(first.picture_height, line.picture_height),
            ends=line.ends,
            shades=first.shades + line.shades,
            links=first.links + line.links,
            marks=first.marks + line.marks,
            anchors=first.anchors + line.anchors,
        )
    return first


def _next_cut(stream: Stream, start: int, left: Pt, measure: Measure) -> _Cut:
    """The line that begins at `start`."""
    forced = stream.classes.find("L", start)
    stop = forced if forced >= 0 else len(stream.text)
    if start >= stop:
        return _Cut(start, stop + (forced >= 0), left, (), 0, last=True)
    left -= stream.outset(start)
    room = measure.right - left
    tabs = tuple(_tabs(stream, start, stop, left, measure)) if stream.tabs else ()
    limit = stream.lefts[start] + room - sum(tab.width for tab in tabs) + _TOLERANCE
    end = bisect_right(stream.rights, limit, start, stop)
    fit = _past_spaces(stream, end, stop)
    if fit >= stop:
        return _Cut(start, stop + (forced >= 0), left, tabs, 0, last=True)
    squeezed, squeeze = _squeezed(stream, fit, stop, limit, measure) if fit == end else (0, 0)
    if squeezed:
        last = squeezed >= stop
        return _Cut(start, squeezed + (last and forced >= 0), left, tabs, squeeze, last)
    opportunity = _last_break(stream, fit)
    end = opportunity if opportunity > start else emergency_break(stream.break_classes, start, max(end, start + 1))
    return _Cut(start, end, left, tuple(tab for tab in tabs if tab.at < end), 0, last=False)


def _last_break(stream: Stream, index: int) -> int:
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
    may_end = end >= stop or _last_break(stream, end) == end
    if 2 * half < 0.9 * span.style.size * span.style.scale or not may_end:
        return 0, 0
    if stream.typography.compresses and stream.rights[index] - half <= limit:
        return end, half
    hangs = measure.hangs and is_hanging(stream.shadow[index]) and stream.lefts[index] <= limit
    return (end, 2 * half) if hangs else (0, 0)


def _tabs(stream: Stream, start: int, stop: int, left: Pt, measure: Measure) -> Iterator[_Tab]:
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
        yield _Tab(index, width, stop_there.leader)


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


def _place(stream: Stream, cut: _Cut, measure: Measure) -> Line:
    if len(stream.cuts) == 1 and not cut.tabs and not stream.marks and not stream.fields:
        span = stream.spans[0]
        style = span.style
        widens = measure.alignment in _STRETCHING and not (cut.last and measure.alignment == "justify")
        if span.face and style.adornment is PLAIN and not style.underline and not widens:
            return _place_plain(stream, cut, measure, span, span.face)
    placing = _Placing(stream, cut, measure)
    placing.run()
    pictures = tuple(placing.pictures)
    marks = _marks(stream, cut) if stream.marks else ()
    return Line(
        segments=tuple(placing.segments),
        underlines=tuple(placing.underlines),
        pictures=pictures,
        fields=tuple([found for index, found in stream.fields.items() if cut.start <= index < cut.end]),
        ascent=placing.ascent,
        descent=placing.descent,
        picture_height=max([picture.height for _, picture in pictures]) if pictures else 0,
        ends=_ENDS.get(stream.text[cut.end - 1], "") if cut.end > cut.start else "",
        shades=tuple(placing.shades),
        links=tuple(placing.links),
        marks=tuple([mark for _, mark in marks]),
        start=cut.start,
        anchors=tuple([(placing.x_at(at), mark) for at, mark in marks if isinstance(mark, Anchored)]) if marks else (),
    )


def _place_plain(stream: Stream, cut: _Cut, measure: Measure, span: Span, face: Face) -> Line:
    """A line of text in one style with nothing about it, as `_Placing` would set it: most lines of most tables."""
    start, end, left = cut.start, cut.end, cut.left
    text, style = stream.text[start:end], span.style
    visible = len(text.rstrip(" \u3000\n\f\v"))
    first = stream.lefts[start]
    if measure.alignment in {"center", "right"}:
        natural = stream.rights[start + visible - 1] - first - cut.squeeze if visible else 0
        left += _before(measure.alignment, max(measure.right - left - natural, 0))
    advance = stream.rights[end - 1] - first - (cut.squeeze if visible else 0)
    segment = Segment(left, text, face, style.size, style.color, advance, style.spacing, style.scale)
    return Line((segment,), (), (), (), span.ascent, span.descent, 0, "", start=start)


def _marks(stream: Stream, cut: _Cut) -> list[tuple[int, Mark]]:
    """Those on the line; what stands behind the last character of all belongs to the last line."""
    is_last = cut.end >= len(stream.text) and (cut.end == cut.start or stream.classes[-1] != "L")
    end = cut.end + is_last
    return [found for found in stream.marks if cut.start <= found[0] < end]


class _Placing:
    """Places the characters of one line."""

    def __init__(self, stream: Stream, cut: _Cut, measure: Measure) -> None:
        self._stream = stream
        self._cut = cut
        self._upright = measure.upright
        self.segments: list[Segment] = []
        self.underlines: list[Underline] = []
        self.pictures: list[tuple[Pt, Picture | Standing]] = []
        self.shades: list[Shade] = []
        self.links: list[LinkedText] = []
        self.ascent: Pt = 0
        self.descent: Pt = 0
        visible = len(stream.text[cut.start : cut.end].rstrip(" \u3000\n\f\v")) + cut.start
        self._visible = visible
        natural = sum([tab.width for tab in cut.tabs])
        if visible > cut.start:
            natural += stream.rights[visible - 1] - stream.lefts[cut.start] - cut.squeeze
        free = max(measure.right - cut.left - natural, 0)
        self._delta = self._stretch(free, measure.alignment)
        self._origin = cut.left + _before(measure.alignment, free)

    def _stretch(self, free: Pt, alignment: Alignment) -> Pt:
        """What justification adds to each gap; the last line stays as it is."""
        self._first_gap = bisect_right(self._stream.stretched, self._cut.start)
        if alignment not in _STRETCHING or self._cut.tabs:
            return 0
        if self._cut.last and alignment == "justify" and not self._is_broken_and_widened():
            return 0
        gaps = bisect_left(self._stream.stretched, self._visible) - self._first_gap
        return free / gaps if gaps > 0 else 0

    def _is_broken_and_widened(self) -> bool:
        """Whether a line break ends the line, in a document that justifies such lines, too."""
        stream, cut = self._stream, self._cut
        return stream.typography.widens_broken and cut.end > cut.start and stream.text[cut.end - 1] == "\n"

    def _widened(self, index: int) -> Pt:
        """What all gaps up to and including that before `index` were widened by."""
        if not self._delta:
            return 0
        return self._delta * (bisect_right(self._stream.stretched, min(index, self._visible - 1)) - self._first_gap)

    def _x(self, index: int) -> Pt:
        """The left edge of a character."""
        stream, cut = self._stream, self._cut
        x = self._origin + (stream.lefts[index] - stream.lefts[cut.start])
        if cut.tabs:
            x += sum(tab.width for tab in cut.tabs if tab.at < index)
        return x + self._widened(index) if self._delta else x

    def x_at(self, index: int) -> Pt:
        """Where a character begins that may stand behind the last one."""
        cut = self._cut
        if cut.start == cut.end:
            return self._origin
        return self._x(index) if index < cut.end else self._right(cut.end)

    def run(self) -> None:
        """Place the line's text, underlines and pictures."""
        stream, cut = self._stream, self._cut
        place = bisect_right(stream.cuts, cut.start) - 1
        start = cut.start
        levelling = self._levelling(place) if self._upright != "baseline" else None
        while start < cut.end:
            following = stream.cuts[place + 1] if place + 1 < len(stream.cuts) else len(stream.text)
            end = min(following, cut.end)
            span = stream.spans[place]
            if levelling:
                span = levelling.level(span)
            if span.face:
                self.ascent = max(self.ascent, span.ascent)
                self.descent = max(self.descent, span.descent)
                self.segments.append(self._segment(start, end, span, span.face))
            elif start in stream.pictures:
                self.pictures.append((self._x(start), stream.pictures[start]))
            elif start in stream.compounds:
                self._compound(self._x(start), stream.compounds[start])
            if span.style.underline:
                self._underline(start, end, span)
            if span.style.adornment is not PLAIN:
                self._adorn(start, end, span)
            start, place = end, place + 1
        self._lead()

    def _compound(self, x: Pt, compound: SetCompound) -> None:
        """Characters above, below or over one another: each layer is a line of its own."""
        self.ascent = max(self.ascent, compound.ascent)
        self.descent = max(self.descent, compound.descent)
        for stream, rise, alignment in compound.layers:
            whole = _Cut(0, len(stream.text), 0, (), 0, last=True)
            layer = _place(stream, whole, Measure(0, 0, compound.width, 1, alignment))
            self.segments += [part._replace(x=part.x + x, rise=part.rise + rise) for part in layer.segments]
            self.underlines += [
                line._replace(x1=line.x1 + x, x2=line.x2 + x, drop=line.drop - rise) for line in layer.underlines
            ]
            self.shades += [shade.moved(x, rise) for shade in layer.shades]
            self.links += [link.moved(x, rise) for link in layer.links]

    def _levelling(self, place: int) -> Levelling:
        """How the type of the line stands beside one another; the line begins in the span at `place`."""
        stream, cut = self._stream, self._cut
        spans = stream.spans[place : bisect_left(stream.cuts, cut.end)]
        pictures = [picture for index, picture in stream.pictures.items() if cut.start <= index < cut.end]
        return Levelling(self._upright, spans, pictures)

    def _segment(self, start: int, end: int, span: Span, face: Face) -> Segment:
        stream = self._stream
        advance = stream.rights[end - 1] - stream.lefts[start]
        spacing = span.style.spacing
        if self._delta and span.wide and end - start > 1:
            widened = self._widened(end - 1) - self._widened(start)
            advance += widened
            spacing += self._delta if widened else 0
        if self._cut.squeeze and start < self._visible <= end:
            advance -= self._cut.squeeze
        style = span.style
        return Segment(
            self._x(start), stream.text[start:end], face, style.size, style.color, advance, spacing,
            style.scale, style.adornment.rise,
        )  # fmt: skip

    def _underline(self, start: int, end: int, span: Span) -> None:
        """The line under characters, or under the words among them."""
        if span.style.adornment.underline == "words":
            for first, last in words_of(self._stream.text, start, end):
                draw_under(self.underlines, self._x(first), self._right(last), span)
        else:
            draw_under(self.underlines, self._x(start), self._right(end), span)

    def _adorn(self, start: int, end: int, span: Span) -> None:
        """Lines through the text, marks at it, colour behind it, a border around it."""
        x1, x2 = self._x(start), self._right(end)
        adornment = span.style.adornment
        if adornment.strike != "none":
            strike_through(self.underlines, x1, x2, span)
        if (adornment.shading or adornment.border) and span.face:
            shade_text(self.shades, x1, x2, span)
        if adornment.link and end > start and start < self._visible:
            link_text(self.links, x1, x2, span, adornment.link)
        if adornment.emphasis and span.face:
            for index in range(start, end):
                if self._stream.text[index].isalnum():
                    middle = self._x(index) + (self._stream.rights[index] - self._stream.lefts[index]) / 2
                    self.underlines.append(emphasis_mark(middle, span))

    def _lead(self) -> None:
        """What fills the ways to tab stops."""
        for tab in self._cut.tabs:
            if tab.leader:
                span = self._stream.spans[bisect_right(self._stream.cuts, tab.at) - 1]
                x = self._x(tab.at)
                self.underlines.append(draw_leader(x, x + tab.width, tab.leader, span.style))

    def _right(self, end: int) -> Pt:
        """Where an underline up to `end` stops: at the next character of the line, or at the line's own end."""
        if end < self._cut.end:
            return self._x(end)
        right = self._x(end - 1) + self._stream.rights[end - 1] - self._stream.lefts[end - 1]
        return right + sum(tab.width for tab in self._cut.tabs if tab.at == end - 1)


def _before(alignment: Alignment, free: Pt) -> Pt:
    """How much of the free width lies before the line."""
    if alignment == "center":
        return free / 2
    return free if alignment == "right" else 0
