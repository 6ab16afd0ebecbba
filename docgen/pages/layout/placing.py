"""Places the characters of one line, with what is drawn under, through, behind and around them.

Turns a `Cut` and the `Measure` that it was made by into a `Line`, whose characters are those of the cut, in order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from docgen.fonts import Face
from docgen.lengths import Pt
from docgen.pages.layout.cutting import Cut, Measure
from docgen.pages.layout.flow import Ends
from docgen.pages.layout.inline_text import Mark
from docgen.pages.layout.lines import Line, Segment
from docgen.pages.layout.links import LinkedText, link_text
from docgen.pages.layout.spans import Span
from docgen.pages.layout.standing import Standing
from docgen.pages.layout.streams import SetCompound, Stream
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
from docgen.pages.read.format_model import Alignment
from docgen.pages.read.inline_model import Picture
from docgen.pages.read.run_model import PLAIN

_ENDS: dict[str, Ends] = {"\f": "page", "\v": "column"}
_STRETCHING = frozenset({"justify", "distribute"})


def place_line(stream: Stream, cut: Cut, measure: Measure) -> Line:
    """The line of these characters; a plain one is made at once, without `_Placing`."""
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


def _place_plain(stream: Stream, cut: Cut, measure: Measure, span: Span, face: Face) -> Line:
    """A line of text in one style with nothing about it, as `_Placing` would set it: most lines of most tables."""
    start, end, left = cut.start, cut.end, cut.left
    text, style = stream.text[start:end], span.style
    visible = len(text.rstrip(" \u3000\n\f\v"))
    first = stream.lefts[start]
    if measure.alignment in {"center", "right"}:
        natural = stream.rights[start + visible - 1] - first - cut.squeeze if visible else 0
        left += free_before(measure.alignment, max(measure.right - left - natural, 0))
    advance = stream.rights[end - 1] - first - (cut.squeeze if visible else 0)
    segment = Segment(left, text, face, style.size, style.color, advance, style.spacing, style.scale)
    return Line((segment,), (), (), (), span.ascent, span.descent, 0, "", start=start)


def _marks(stream: Stream, cut: Cut) -> list[tuple[int, Mark]]:
    """Those on the line; what stands behind the last character of all belongs to the last line."""
    is_last = cut.end >= len(stream.text) and (cut.end == cut.start or stream.classes[-1] != "L")
    end = cut.end + is_last
    return [found for found in stream.marks if cut.start <= found[0] < end]


class _Placing:
    """Places the characters of one line."""

    def __init__(self, stream: Stream, cut: Cut, measure: Measure) -> None:
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
        self._origin = cut.left + free_before(measure.alignment, free)

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
            whole = Cut(0, len(stream.text), 0, (), 0, last=True)
            layer = place_line(stream, whole, Measure(0, 0, compound.width, 1, alignment))
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


def free_before(alignment: Alignment, free: Pt) -> Pt:
    """How much of the free width lies before the line."""
    if alignment == "center":
        return free / 2
    return free if alignment == "right" else 0
