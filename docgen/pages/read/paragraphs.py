"""Paragraphs: their format, mark and content (ECMA-376 17.3.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from docgen.lengths import Pt
from docgen.messages import message
from docgen.pages.read.context import Reading
from docgen.pages.read.model import Inline, Paragraph, PlaceMark, RunStyle, Tab, TextRun
from docgen.pages.read.ooxml import Element, W, child, val
from docgen.pages.read.paragraph_properties import ParagraphLook
from docgen.pages.read.runs import InlineReader


@dataclass(frozen=True, slots=True)
class ReadParagraph:
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
        spaced = replace(
            old, space_before=0 if before else old.space_before, space_after=0 if after else old.space_after
        )
        return replace(self, paragraph=replace(self.paragraph, format=spaced))


def read_paragraph(element: Element, reading: Reading) -> ReadParagraph:
    """Read a `w:p`; `reading` stands at it."""
    sheet = reading.story.sheet
    properties = child(element, W + "pPr")
    style = sheet.style_id("paragraph", val(child(properties, W + "pStyle")))
    look = sheet.paragraph_look(properties, style, reading.cell)
    mark_properties = child(properties, W + "rPr")
    mark = sheet.run_look(mark_properties, style, reading.cell, reading.auto_color)

    inline_reader = InlineReader(reading, style)
    inline_reader.read(element)
    inlines = tuple(inline_reader.inlines)
    _note_beyond(look, inlines, reading)
    is_gone = mark.hidden or (mark_properties is not None and is_on_deleted(mark_properties))
    is_empty = all(isinstance(inline, PlaceMark) for inline in inlines)
    if is_gone and not is_empty:
        reading.cannot_set(message("hidden or deleted end of a paragraph, which joins it to the next"))

    paragraph = Paragraph(
        inlines=inlines,
        format=look.format(_character_width(inlines, mark.style), reading.line_unit),
        mark=mark.style,
        heading=look.heading,
    )
    return ReadParagraph(paragraph, style, look, vanishes=is_gone and not inlines)


def is_on_deleted(mark_properties: Element) -> bool:
    """Whether a tracked change deletes the paragraph's mark (ECMA-376 17.13.5.15)."""
    return child(mark_properties, W + "del") is not None


def _note_beyond(look: ParagraphLook, inlines: tuple[Inline, ...], reading: Reading) -> None:
    for construct in look.beyond:
        reading.cannot_set(construct)
    if look.values.get("tab_stops") and any(isinstance(inline, Tab) for inline in inlines):
        reading.cannot_set(message("tab stops of the paragraph's own"))


def _character_width(inlines: tuple[Inline, ...], mark: RunStyle) -> Pt:
    """What an indent of one character is: the size of the first text, or of the mark where there is none.

    ECMA-376 17.3.1.12 says "character unit" without saying whose; this is what a reader expects to see.
    """
    return next((inline.style.size for inline in inlines if isinstance(inline, TextRun)), mark.size)
