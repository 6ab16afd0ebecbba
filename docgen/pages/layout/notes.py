"""Fills pages that have footnotes: the text from the top, the notes of its lines at the foot (ECMA-376 17.11).

A line stands on a page only where its notes can begin there. What of the last note finds no room goes on at the foot of
the next page, as in Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from docgen.lengths import Pt
from docgen.pages.layout.blocks import Typesetter
from docgen.pages.layout.flow import TOLERANCE, Element, Filled, Flow, fill, stack
from docgen.pages.layout.sheet import Copy, Drawn
from docgen.pages.layout.strips import Strip
from docgen.pages.read.block_model import Block
from docgen.pages.read.document_model import NoteSeparators
from docgen.pages.read.inline_model import Note


class FillPage(Protocol):
    """Fills a column of a page, as `fill` does."""

    def __call__(self, flow: Flow, room: Pt, *, force: bool) -> Filled:
        """Place as much of `flow` as `room` takes; with `force` at least one line."""


def fill_with_notes(separators: NoteSeparators | None, typesetter: Typesetter, width: Pt) -> FillPage:
    """What fills one page after the other of text `width` wide; `separators` is None where there are no footnotes."""
    if separators is None:
        return fill
    return NoteFiller(separators, typesetter, width)


class NoteFiller:
    """Fills the pages of a section; keeps what of the notes is still to be placed, `pending`."""

    def __init__(self, separators: NoteSeparators, typesetter: Typesetter, width: Pt) -> None:
        self._typesetter = typesetter
        self._width = width
        self._first = stack(self._flow(separators.first))
        self._continued = stack(self._flow(separators.continued or separators.first))
        self._beneath_text = separators.beneath_text
        self.pending: tuple[Element, ...] = ()

    def _flow(self, blocks: Sequence[Block]) -> Flow:
        return self._typesetter.flow(blocks, self._width)

    def __call__(self, flow: Flow, room: Pt, *, force: bool) -> Filled:
        """Place text and notes into `room`. The rest is an empty flow where only notes are left."""
        separator = self._continued if self.pending else self._first
        below = _Below(self.pending, separator.height)
        filled = fill(flow, room - min(below.height, max(room - flow.head, 0)), force=force)
        limit = self._limit(filled.drawn, room, below)
        if limit is not None:
            filled = fill(flow, limit, force=force)
        elements = below.with_notes([self._flow(note.blocks) for _, notes in _lines(filled.drawn) for note in notes])
        if not elements:
            return filled
        area = fill(Flow(elements), room - filled.height - separator.height, force=force and not filled.drawn)
        self.pending = _elements(area.rest) if area.rest else ()
        drawn = filled.drawn
        if area.drawn:
            top = filled.height if self._beneath_text else max(room - area.height - separator.height, filled.height)
            drawn = [*drawn, (0, top, Copy(separator.drawn)), *_moved(area.drawn, top + separator.height)]
        rest = filled.rest or (Flow(()) if self.pending else None)
        taken = area.height + separator.height if area.drawn and not self._beneath_text else 0
        return Filled(drawn, filled.height, rest, filled.ended, taken)

    def _limit(self, drawn: Drawn, room: Pt, below: _Below) -> Pt | None:
        """How far down the text may reach so that the notes of its lines find room; None where all of it may stay.

        The notes of a line must fit but for the last one, which has to begin at least.
        """
        fits: Pt = 0
        set_notes: list[Flow] = []
        for bottom, notes in _lines(drawn):
            set_notes += [self._flow(note.blocks) for note in notes]
            needed = below.height_with(set_notes, begins=bool(notes))
            if needed and bottom + needed > room + TOLERANCE:
                return fits
            fits = bottom
        return None


class _Below(NamedTuple):
    """What a page has at its foot before any of its own notes: those that go on here, and the separator's height."""

    pending: tuple[Element, ...]
    separator: Pt

    @property
    def height(self) -> Pt:
        """The height that is taken already."""
        return self.separator + Flow(self.pending).height if self.pending else 0

    def with_notes(self, notes: Sequence[Flow]) -> tuple[Element, ...]:
        """All of it with the page's own notes behind."""
        return (*self.pending, *(element for note in notes for element in note.elements))

    def height_with(self, notes: Sequence[Flow], *, begins: bool) -> Pt:
        """The height with the page's own notes; where the last `begins`, only what it needs for that."""
        if not begins:
            elements = self.with_notes(notes)
            return self.separator + Flow(elements).height if elements else 0
        return self.separator + Flow(self.with_notes(notes[:-1])).height + notes[-1].head


def _lines(drawn: Drawn) -> Iterator[tuple[Pt, list[Note]]]:
    """Where each line of text ends, from the top down, and its notes; lines in cells side by side come in turn."""
    lines = [(y + strip.height, strip) for _, y, strip in drawn if isinstance(strip, Strip)]
    for bottom, strip in sorted(lines, key=lambda line: line[0]):
        yield bottom, [mark for mark in strip.line.marks if isinstance(mark, Note)]


def _elements(flow: Flow) -> tuple[Element, ...]:
    """What a flow has left."""
    return (flow.first or flow.elements[flow.start], *flow.elements[flow.start + 1 :])


def _moved(drawn: Drawn, down: Pt) -> Drawn:
    return [(x, y + down, what) for x, y, what in drawn]
