"""Footnotes and endnotes: their numbers, and what they say (ECMA-376 17.11).

A footnote goes where its reference is, as an inline that the layout takes to the foot of the page; endnotes are
gathered and follow the last section. Numbers are counted in reading order, which is that of the references.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.block_model import Block, Paragraph
from docgen.pages.read.document_model import NoteSeparators, Section
from docgen.pages.read.format_model import TabStop
from docgen.pages.read.inline_model import Note, PageField, Tab
from docgen.pages.read.note_format import NoteFormat
from docgen.pages.read.numerals import numeral
from docgen.pages.read.ooxml import Element, W, child, flag
from docgen.pages.read.run_model import RunStyle
from docgen.pages.read.unsupported import Place
from docgen.pages.read.whole import check_read

if TYPE_CHECKING:
    from docgen.pages.read.context import Reading
    from docgen.pages.read.package import Part

Kind: TypeAlias = Literal["footnote", "endnote"]
ReadBlocks: TypeAlias = "Callable[[Element, Reading], tuple[Block, ...]]"


class PageMark(NamedTuple):
    """The mark of a footnote that its page numbers: its name in the document, and its numerals."""

    name: str
    numerals: str

    def field(self, style: RunStyle, *, in_note: bool) -> PageField:
        """The mark at the reference or before the note's text."""
        return PageField("NOTE MARK" if in_note else "NOTE", style, self.numerals, self.name)


NoteMark: TypeAlias = "str | PageMark"

_SEPARATOR_WIDTH: Pt = 144  # two inches, in Word
_WIDEST: Pt = 10_000  # a line that goes on to the right edge, wherever that is
_MISSING: Mapping[Kind, Message] = {
    "footnote": message("footnote that has no text"),
    "endnote": message("endnote that has no text"),
}


class NoteReader:
    """Reads the notes of one kind as they are referred to; `part` holds them all."""

    def __init__(self, kind: Kind, part: Part | None, usual: NoteFormat, read_blocks: ReadBlocks) -> None:
        self.gathered: list[Block] = []
        self._kind: Kind = kind
        self._part = part
        self._usual = self._format = usual
        self._read_blocks = read_blocks
        self._number = usual.start
        self._count = 0
        self._reading: Reading | None = None
        self._elements: dict[str, Element] = {}
        for element in part.root if part else ():
            key = element.get(W + "type", "normal")
            self._elements[element.get(W + "id", "") if key == "normal" else key] = element

    def begin_section(self, properties: Element | None, reading: Reading) -> None:
        """Go on in a section with these properties; `reading` stands at its beginning."""
        first = self._reading is None
        self._reading = reading
        self._format = self._usual.over(child(properties, f"{W}{self._kind}Pr"))
        if first or self._format.restart == "eachSect":
            self._number = self._format.start

    def refer(self, reference: Element, reading: Reading) -> tuple[NoteMark, Note | None]:
        """The mark of a reference, and the note that stands at the foot of its page."""
        element = self._elements.get(reference.get(W + "id", ""))
        if element is None or self._reading is None or self._part is None:
            reading.cannot_set(_MISSING[self._kind])
            return "", None
        self._count += 1
        mark = "" if flag(reference.get(W + "customMarkFollows")) else self._next_mark(reading)
        note = self._read(element, self._part, self._reading, mark)
        if self._kind == "footnote":
            return mark, Note(note)
        self.gathered += note
        return mark, None

    def separators(self) -> NoteSeparators | None:
        """What stands above the notes; None where nothing referred to one."""
        if not self._count:
            return None
        return NoteSeparators(
            first=self._separator("separator", _SEPARATOR_WIDTH),
            continued=self._separator("continuationSeparator", _WIDEST),
            beneath_text=self._usual.position == "beneathText",
        )

    def _next_mark(self, reading: Reading) -> NoteMark:
        mark = numeral(self._number, self._format.format)
        if mark is None:
            reading.cannot_set(message("numbers in the format “{format}”", format=self._format.format))
        self._number += 1
        if self._format.restart == "eachPage" and self._kind == "footnote" and mark:
            return PageMark(f"{self._count}", self._format.format)
        return mark or ""

    def _read(self, element: Element, part: Part, reading: Reading, mark: NoteMark = "") -> tuple[Block, ...]:
        story = reading.story.beside(part)
        story.note_mark = mark
        place = Place(self._kind, self._count)
        blocks = self._read_blocks(element, reading._replace(story=story, place=place))
        check_read(element, blocks, story, place)
        story.close(place)
        return blocks

    def _separator(self, kind: str, width: Pt) -> tuple[Block, ...]:
        element = self._elements.get(kind)
        if element is None or self._part is None or self._reading is None:
            return ()
        return tuple([_ruled(block, width) for block in self._read(element, self._part, self._reading)])


def _ruled(block: Block, width: Pt) -> Block:
    """A paragraph in which a `w:separator`, read as a tab, draws a line of this width."""
    if not isinstance(block, Paragraph) or not any(isinstance(inline, Tab) for inline in block.inlines):
        return block
    return block._replace(format=block.format._replace(tab_stops=(TabStop(width, "left", "line"),)))


class Notes(NamedTuple):
    """The footnotes and endnotes of a document."""

    footnotes: NoteReader
    endnotes: NoteReader

    def begin_section(self, properties: Element | None, reading: Reading) -> None:
        """Go on in a section with these properties; `reading` stands at its beginning."""
        self.footnotes.begin_section(properties, reading)
        self.endnotes.begin_section(properties, reading)

    def ended(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """The sections with the endnotes behind the last of them."""
        separators = self.endnotes.separators()
        if separators is None:
            return sections
        last = sections[-1]
        return (*sections[:-1], last._replace(blocks=(*last.blocks, *separators.first, *self.endnotes.gathered)))
