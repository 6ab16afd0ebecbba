"""What every reader is handed: the running text it reads in, the place, and what applies there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.fields import OpenFields
from docgen.pages.read.grid import NO_GRID, Grid
from docgen.pages.read.inline_model import Bookmark, PlaceMark
from docgen.pages.read.notes import NoteMark, Notes, ReadBlocks
from docgen.pages.read.numbering import Counters
from docgen.pages.read.package import Part
from docgen.pages.read.references import References
from docgen.pages.read.run_model import Link
from docgen.pages.read.settings import Settings
from docgen.pages.read.styles import NO_TABLE, CellStyle, StyleSheet
from docgen.pages.read.unsupported import Findings, Place

BLACK = "000000"


@dataclass(slots=True, eq=False, repr=False)
class Story:
    """One running text, the body or a header or footer, and what is open while it is read.

    `marks` are the tags of content controls that were entered and have met no paragraph yet, and bookmarks; `counters`
    are the numbers of its lists; `links` lead from what is read now, the innermost last. `notes` are what the body may
    refer to; `note_mark` is that of the note that this is. `read_blocks` reads what stands in a text box, and
    `box_counters` are the numbers of the lists in all of those.
    """

    part: Part
    sheet: StyleSheet
    settings: Settings
    findings: Findings
    read_blocks: ReadBlocks
    fields: OpenFields = field(default_factory=OpenFields)
    marks: list[PlaceMark | Bookmark] = field(default_factory=list)
    counters: Counters = field(default_factory=Counters)
    links: list[Link] = field(default_factory=list)
    references: References = field(default_factory=References)
    notes: Notes | None = None
    note_mark: NoteMark = ""
    box_counters: Counters = field(default_factory=Counters)

    def beside(self, part: Part, *, in_margins: bool = False) -> Story:
        """Another running text of the same document, perhaps `in_margins` of its pages."""
        fields = OpenFields(in_margins=in_margins)
        return Story(
            part, self.sheet, self.settings, self.findings, self.read_blocks, fields, references=self.references
        )

    def in_box(self) -> Story:
        """The running text of a text box in this one."""
        story = self.beside(self.part, in_margins=self.fields.in_margins)
        story.counters = story.box_counters = self.box_counters
        return story

    def apart(self) -> Story:
        """A running text of the same styles, in which nothing is yet read, asked for or found."""
        fields = OpenFields(in_margins=self.fields.in_margins)
        return Story(self.part, self.sheet, self.settings, Findings(), self.read_blocks, fields)

    def is_untouched(self) -> bool:
        """Whether reading left nothing here: nothing found, counted, open or referred to."""
        return not (
            self.marks
            or self.links
            or self.findings.are_any
            or self.fields.unfinished()
            or self.counters.have_begun
            or self.box_counters.have_begun
            or self.references.are_any
        )

    def close(self, place: Place) -> None:
        """End the text; a field that is still open may have swallowed part of it, which is noted."""
        if self.fields.unfinished():
            self.findings.add(message("field without an end"), place)


class Paper(NamedTuple):
    """The page: its width, and where its text begins, from the left and from the top.

    The width is 0 where they are not known: in cells and headers, in columns, and where margins change sides.
    """

    width: Pt = 0
    left: Pt = 0
    top: Pt = 0


NO_PAPER = Paper()


class Reading(NamedTuple):
    """Where the reader stands.

    `room` is the width there, `cell` what the table style says, `auto_color` what the colour `auto` means, `grid` the
    document grid, `paper` the page.
    """

    story: Story
    place: Place
    room: Pt
    cell: CellStyle = NO_TABLE
    auto_color: str = BLACK
    grid: Grid = NO_GRID
    paper: Paper = NO_PAPER

    def at(self, place: Place) -> Reading:
        """The same, at another place."""
        return Reading(self.story, place, self.room, self.cell, self.auto_color, self.grid, self.paper)

    def in_cell(self, place: Place, room: Pt, cell: CellStyle, auto_color: str) -> Reading:
        """The same, inside a table cell."""
        grid = self.grid if self.story.settings.grid_in_tables else self.grid.without_lines()
        return Reading(self.story, place, room, cell, auto_color, grid)

    def cannot_set(self, construct: Message) -> None:
        """Note that `construct` stands here and cannot be set."""
        self.story.findings.add(construct, self.place, self.story.part.path)
