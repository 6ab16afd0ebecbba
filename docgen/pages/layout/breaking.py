"""Breaks a `Stream` into lines, one below the other or in rooms beside what floats.

Turns a stream and the `Measure` of its lines into `Line`s. Guarantees: the lines' characters together are the stream's,
in order; a line is wider than its measure only where one character is, or by the spaces that hang at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.cutting import Cut, Measure, is_end, last_break, next_cut
from docgen.pages.layout.lines import Line
from docgen.pages.layout.placing import place_line
from docgen.pages.layout.streams import Stream

_LEAST_BESIDE: Pt = 36
"""What indents leave of the room beside something at least."""


def break_lines(stream: Stream, measure: Measure) -> list[Line]:
    """Break `stream` and place its lines; where nothing is, or nothing follows a forced break, an empty line."""
    return [place_line(stream, cut, measure) for cut in _cuts(stream, measure)]


def _cuts(stream: Stream, measure: Measure) -> Iterator[Cut]:
    start, left = 0, measure.first
    while True:
        cut = next_cut(stream, start, left, measure)
        yield cut
        start, left = cut.end, measure.rest
        if is_end(stream, cut):
            return


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
        cut = next_cut(stream, at, left + indent, inner)
        is_whole = cut.last or cut.end >= len(stream.text) or last_break(stream, cut.end) == cut.end
        if not is_whole and number < len(rooms) - 1:
            continue
        lines.append(place_line(stream, cut, inner))
        at, indent = cut.end, 0
        if cut.last or is_end(stream, cut):
            return Row(_joined(lines), None if is_end(stream, cut) else cut.end)
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
