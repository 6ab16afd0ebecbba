"""A Word document as the layout engine sees it: every style, default and merge resolved to what applies here.

Lengths are points. Nothing in this tree refers back to the XML. From the outside in: sections with their pages, here;
their blocks (`block_model`); what stands in a paragraph (`inline_model`, `drawing_model`) and how it is set
(`format_model`); how characters look (`run_model`); borders (`border_model`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from docgen.errors import Anchor
from docgen.lengths import Pt
from docgen.messages import Message
from docgen.pages.read.block_model import Block
from docgen.pages.read.border_model import Margins, PageBorders


class HeaderFooter(NamedTuple):
    """The headers or footers of a section; `first` and `even` are None where the section does not ask for them."""

    default: tuple[Block, ...] = ()
    first: tuple[Block, ...] | None = None
    even: tuple[Block, ...] | None = None


class Numbering(NamedTuple):
    """How a section's pages are numbered (`w:pgNumType`, ECMA-376 17.6.12); `start` is None where it goes on."""

    numerals: str = "decimal"
    start: int | None = None


class Columns(NamedTuple):
    """The columns of a section's text (17.6.4): how many, the space between two, whether a line stands there."""

    number: int = 1
    space: Pt = 0
    separated: bool = False

    def width(self, room: Pt) -> Pt:
        """Of each column, where `room` is the width of the text."""
        return (room - (self.number - 1) * self.space) / self.number


SectionStart = Literal["page", "even page", "odd page", "continuous"]


class Section(NamedTuple):
    """A stretch of the document with one page set-up. `start` says where it begins (17.6.22).

    `mirrored`: left and right margin change places on even pages (17.15.1.57). `vertical` is where the text stands on
    pages that it does not fill.
    """

    width: Pt
    height: Pt
    margins: Margins
    header_distance: Pt
    footer_distance: Pt
    headers: HeaderFooter
    footers: HeaderFooter
    blocks: tuple[Block, ...]
    start: SectionStart = "page"
    numbering: Numbering = Numbering()
    columns: Columns = Columns()
    mirrored: bool = False
    vertical: Literal["top", "center", "bottom"] = "top"
    borders: PageBorders | None = None

    @property
    def room(self) -> Pt:
        """The width between the margins."""
        return self.width - self.margins.left - self.margins.right


class NoteSeparators(NamedTuple):
    """What stands above the footnotes of a page, and above those that go on from the page before (17.11.23, .1).

    `beneath_text`: the notes follow the text instead of standing at the foot of the page.
    """

    first: tuple[Block, ...] = ()
    continued: tuple[Block, ...] = ()
    beneath_text: bool = False


class Unsupported(NamedTuple):
    """A construct that the engine cannot set, in words, and where it stands (`body, table 2, row 1, cell 3`).

    `anchor` is None where that is no single paragraph.
    """

    construct: Message
    place: Message
    anchor: Anchor | None = None


class WordDocument(NamedTuple):
    """A whole document, ready for layout. Where `unsupported` is not empty, something would be missing on the page.

    `default_tab_stop` is the distance of the tab stops that a `Tab` goes to (ECMA-376 17.15.1.25); `notes` is None
    where it has no footnotes. `left_out` is what is not printed, and rightly so: comments. `simpler` is what is set
    with all of its characters, though more simply than in Word.
    """

    sections: tuple[Section, ...]
    unsupported: tuple[Unsupported, ...] = ()
    default_tab_stop: Pt = 36
    notes: NoteSeparators | None = None
    left_out: tuple[Unsupported, ...] = ()
    simpler: tuple[Unsupported, ...] = ()
