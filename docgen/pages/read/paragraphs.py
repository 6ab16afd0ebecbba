"""Paragraphs: their format, mark and content (ECMA-376 17.3.1)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from docgen.lengths import Pt
from docgen.messages import message
from docgen.pages.read.context import Reading
from docgen.pages.read.model import Inline, Paragraph, PlaceMark, RunStyle, Tab, TextRun
from docgen.pages.read.ooxml import Element, W, child, fingerprint, val
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
    named, mark_properties, key = _taken_apart(properties)
    style = sheet.style_id("paragraph", named)
    look = sheet.paragraph_look(properties, key, style, reading.cell)
    mark = sheet.run_look(mark_properties, style, reading.cell, reading.auto_color)

    inline_reader = InlineReader(reading, style)
    inline_reader.read(element)
    inlines = tuple(inline_reader.inlines)
    _note_beyond(look, inlines, reading)
    is_gone = mark.hidden or (mark_properties is not None and _is_deleted(mark_properties))
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


def _taken_apart(properties: Element | None) -> tuple[str | None, Element | None, Hashable]:
    """The style that a `w:pPr` names, the properties of its mark, and a key for all that decides the format."""
    style, mark, key = None, None, []
    for part in properties if properties is not None else ():
        tag = part.tag
        if tag == _STYLE:
            style = val(part)
        elif tag == _MARK:
            mark = part
        elif tag not in _NOT_FORMAT:
            key.append(fingerprint(part))
    return style, mark, tuple(key)


_STYLE, _MARK = W + "pStyle", W + "rPr"
_NOT_FORMAT = frozenset({W + "sectPr", W + "pPrChange"})


def _is_deleted(mark_properties: Element) -> bool:
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
