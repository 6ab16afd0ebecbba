"""Paragraphs: their format, mark and content (ECMA-376 17.3.1)."""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.messages import message
from docgen.pages.read.context import Reading
from docgen.pages.read.grid import NO_GRID
from docgen.pages.read.model import Inline, Paragraph, PlaceMark, RunStyle, TextRun
from docgen.pages.read.ooxml import Element, W, child
from docgen.pages.read.paragraph_properties import ParagraphLook
from docgen.pages.read.runs import InlineReader


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


def read_paragraph(element: Element, reading: Reading) -> ReadParagraph:
    """Read a `w:p`; `reading` stands at it."""
    kind = reading.story.sheet.paragraph_kind(child(element, _PROPERTIES), reading.cell, reading.auto_color)
    grid = reading.grid if kind.look.grid_applies else NO_GRID
    inline_reader = InlineReader(reading, kind.runs, grid.spacing, grid.cell)
    is_gone = kind.mark.hidden or kind.mark_is_deleted
    number = inline_reader.number(kind.label) if kind.label and not is_gone else None
    inline_reader.read(element)
    inlines = tuple(inline_reader.inlines)
    for construct in kind.look.beyond:
        reading.cannot_set(construct)
    if is_gone and not all(isinstance(inline, PlaceMark) for inline in inlines):
        reading.cannot_set(message("hidden or deleted end of a paragraph, which joins it to the next"))

    mark = kind.mark.style
    form = kind.look.format(_character_width(inlines, mark), reading.grid, reading.story.settings.typography)
    paragraph = Paragraph(inlines, form, mark, kind.look.heading, number)
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
