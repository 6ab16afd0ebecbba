"""Paragraphs: their format, mark and content (ECMA-376 17.3.1)."""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.read.block_model import Paragraph
from docgen.pages.read.context import Reading
from docgen.pages.read.grid import NO_GRID
from docgen.pages.read.inline_model import Bookmark, Inline
from docgen.pages.read.ooxml import Element, W, child
from docgen.pages.read.paragraph_properties import ParagraphLook
from docgen.pages.read.run_model import RunStyle, TextRun
from docgen.pages.read.runs import InlineReader
from docgen.pages.read.style_references import style_mark
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


class Waiting(NamedTuple):
    """A paragraph without an end of its own, which goes on in the next one. `kind` is its own where its text keeps it.

    That is so where its end is hidden, as behind a heading that stands in one line with text (17.3.2.36, .41). Where
    its end was deleted (17.13.5.15), nothing of it is left.
    """

    element: Element
    kind: ParagraphKind | None = None


def read_paragraph(element: Element, reading: Reading, joined: list[Waiting]) -> ReadParagraph | None:
    """Read a `w:p`; `reading` stands at it.

    One without an end goes on in the next one, whose properties count, as in Word: it waits in `joined`, and the result
    is None.
    """
    kind = _kind(element, reading)
    if kind.mark_is_deleted or kind.mark.hidden:
        joined.append(Waiting(element, None if kind.mark_is_deleted else kind))
        return None
    if not joined:
        return _read([Waiting(element)], kind, reading)
    waiting = [*joined, Waiting(element)]
    joined.clear()
    return _read(waiting, kind, reading)


def read_joined(joined: list[Waiting], reading: Reading) -> ReadParagraph:
    """Read the paragraphs that waited for one to go on in, where none comes: the last of them counts."""
    waiting = list(joined)
    joined.clear()
    return _read(waiting, _kind(waiting[-1].element, reading), reading)


def _kind(element: Element, reading: Reading) -> ParagraphKind:
    return reading.story.sheet.paragraph_kind(child(element, _PROPERTIES), reading.cell, reading.auto_color)


def _read(waiting: list[Waiting], kind: ParagraphKind, reading: Reading) -> ReadParagraph:
    """Read all that waited as one paragraph of this kind."""
    grid = reading.grid if kind.look.grid_applies else NO_GRID
    inline_reader = InlineReader(reading, kind.runs, grid.spacing, grid.cell)
    is_gone = kind.mark.hidden or kind.mark_is_deleted
    number = inline_reader.number(kind.label) if kind.label and not is_gone else None
    for element, own in waiting:
        inline_reader.read_part(element, own or kind, is_numbered=own is not None)
    inlines = tuple(inline_reader.inlines)
    if is_gone and inlines and all(isinstance(inline, Bookmark) for inline in inlines):
        reading.story.marks += [inline for inline in inlines if isinstance(inline, Bookmark)]
        inlines = ()
    if reading.story.references.marks_styles:
        inlines = _marked(inlines, kind.style, inline_reader, reading)
    for construct in kind.look.beyond:
        reading.cannot_set(construct)
    mark = kind.mark.style
    form = kind.look.format(_character_width(inlines, mark), reading.grid, reading.story.settings.typography)
    paragraph = Paragraph(inlines, form, mark, kind.look.heading, number, inline_reader.draws)
    return ReadParagraph(paragraph, kind.style, kind.look, vanishes=is_gone and not inlines)


def _marked(
    inlines: tuple[Inline, ...], style: str, inline_reader: InlineReader, reading: Reading
) -> tuple[Inline, ...]:
    """The inlines of a paragraph of the body with what headers may show of it."""
    mark = None if reading.story.fields.in_margins else style_mark(style, inline_reader.label, inlines)
    if mark is None:
        return inlines
    reading.story.references.use(style)
    return (mark, *inlines)


_PROPERTIES = W + "pPr"


def _character_width(inlines: tuple[Inline, ...], mark: RunStyle) -> Pt:
    """What an indent of one character is: the size of the first text, or of the mark where there is none.

    ECMA-376 17.3.1.12 says "character unit" without saying whose; this is what a reader expects to see.
    """
    for inline in inlines:
        if isinstance(inline, TextRun):
            return inline.style.size
    return mark.size
