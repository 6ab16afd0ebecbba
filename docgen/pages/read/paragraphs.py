"""Paragraphs: their format, mark and content (ECMA-376 17.3.1)."""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.messages import message
from docgen.pages.read.context import Reading
from docgen.pages.read.grid import NO_GRID
from docgen.pages.read.model import Bookmark, Inline, Paragraph, PlaceMark, RunStyle, TextRun
from docgen.pages.read.ooxml import Element, W, child
from docgen.pages.read.paragraph_properties import ParagraphLook
from docgen.pages.read.runs import InlineReader
from docgen.pages.read.styles import ParagraphKind


class ReadParagraph(NamedTuple):
    """A paragraph as read alone; its neighbours still decide about the space between them.

    `vanishes` where neither its mark nor anything in it is on paper.
    """

    paragraph: Paragraph
    style: str
    look: ParagraphLook
    vanishes: bool = False

    def without_space(self, *, before: bool, after: bool) -> ReadParagraph:
        """The same without its space before, after or both."""
        if not (before or after):
            return self
        old = self.paragraph.format
        spaced = old._replace(
            space_before=0 if before else old.space_before, space_after=0 if after else old.space_after
        )
        return self._replace(paragraph=self.paragraph._replace(format=spaced))


def read_paragraph(element: Element, reading: Reading, joined: list[Element]) -> ReadParagraph | None:
    """Read a `w:p`; `reading` stands at it.

    One whose end was deleted (ECMA-376 17.13.5.15) goes on in the next one, whose properties count, as in Word: it
    waits in `joined`, and the result is None.
    """
    kind = _kind(element, reading)
    if kind.mark_is_deleted:
        joined.append(element)
        return None
    if not joined:
        return _read([element], kind, reading)
    elements = [*joined, element]
    joined.clear()
    return _read(elements, kind, reading)


def read_joined(joined: list[Element], reading: Reading) -> ReadParagraph:
    """Read the paragraphs that waited for one to go on in, where none comes: the last of them counts."""
    elements = list(joined)
    joined.clear()
    return _read(elements, _kind(elements[-1], reading), reading)


def _kind(element: Element, reading: Reading) -> ParagraphKind:
    return reading.story.sheet.paragraph_kind(child(element, _PROPERTIES), reading.cell, reading.auto_color)


def _read(elements: list[Element], kind: ParagraphKind, reading: Reading) -> ReadParagraph:
    """Read `elements` as one paragraph of this kind."""
    grid = reading.grid if kind.look.grid_applies else NO_GRID
    inline_reader = InlineReader(reading, kind.runs, grid.spacing, grid.cell)
    is_gone = kind.mark.hidden or kind.mark_is_deleted
    number = inline_reader.number(kind.label) if kind.label and not is_gone else None
    for element in elements:
        inline_reader.read(element)
    inlines = tuple(inline_reader.inlines)
    if is_gone and inlines and all(isinstance(inline, Bookmark) for inline in inlines):
        reading.story.marks += [inline for inline in inlines if isinstance(inline, Bookmark)]
        inlines = ()
    for construct in kind.look.beyond:
        reading.cannot_set(construct)
    if kind.mark.hidden and not all(isinstance(inline, PlaceMark | Bookmark) for inline in inlines):
        reading.cannot_set(message("hidden end of a paragraph, which joins it to the next"))

    mark = kind.mark.style
    form = kind.look.format(_character_width(inlines, mark), reading.grid, reading.story.settings.typography)
    paragraph = Paragraph(inlines, form, mark, kind.look.heading, number, inline_reader.draws)
    return ReadParagraph(paragraph, kind.style, kind.look, vanishes=is_gone and not inlines)


_PROPERTIES = W + "pPr"


def _character_width(inlines: tuple[Inline, ...], mark: RunStyle) -> Pt:
    """What an indent of one character is: the size of the first text, or of the mark where there is none.

    ECMA-376 17.3.1.12 says "character unit" without saying whose; this is what a reader expects to see.
    """
    for inline in inlines:
        if isinstance(inline, TextRun):
            return inline.style.size
    return mark.size
