"""What stands in a paragraph: text, breaks, tabs, fields, pictures, marks and notes.

Lengths are points. Drawings are in `drawing_model`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.read.drawing_model import Anchored, Drawing
from docgen.pages.read.format_model import Alignment, Leader
from docgen.pages.read.run_model import RunStyle, TextRun

if TYPE_CHECKING:
    from docgen.pages.read.block_model import Block


@dataclass(frozen=True, slots=True)
class LineBreak:
    """`w:br` without a type, or `w:cr`."""

    style: RunStyle


@dataclass(frozen=True, slots=True)
class PageBreak:
    """`w:br w:type="page"`."""


@dataclass(frozen=True, slots=True)
class ColumnBreak:
    """`w:br w:type="column"`, which in a section of one column ends the page."""


class AbsoluteTab(NamedTuple):
    """Where an alignment tab leads: to the left, the middle or the right of the text (ECMA-376 17.3.3.23).

    That reaches from margin to margin, or from indent to indent where it is `within_indents`.
    """

    alignment: Literal["left", "center", "right"]
    within_indents: bool = False
    leader: Leader | None = None


@dataclass(frozen=True, slots=True)
class Tab:
    """`w:tab`, which goes to the paragraph's next tab stop, else to the next default one.

    With a `place`, `w:ptab`, which goes there whatever tab stops there are.
    """

    style: RunStyle
    place: AbsoluteTab | None = None


class PageField(NamedTuple):
    """A number that the page decides: PAGE, NUMPAGES, SECTION, SECTIONPAGES (ECMA-376 17.16.5.35, .33, .49, .50).

    PAGEREF is the page of a `bookmark` (17.16.5.36). `numerals` is the number format (17.18.59) that the field itself
    asks for. STYLEREF is the text of a paragraph whose style has the id `bookmark`; `numerals` are its switches.
    NOTE is the mark of the footnote `bookmark` where those of each page are numbered by themselves, NOTE MARK the same
    before the note's own text. `stored` is the text that it takes the place of, where no field marks that.
    """

    kind: Literal["PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "STYLEREF", "NOTE", "NOTE MARK"]
    style: RunStyle
    numerals: str | None = None
    bookmark: str = ""
    stored: str = ""


class Picture(NamedTuple):
    """An inline picture; `name` is its `wp:docPr` name, `data` the bytes of a PNG or JPEG file."""

    name: str
    data: bytes
    width: Pt
    height: Pt


class Layer(NamedTuple):
    """Text of a `Compound`, its baseline `rise` above that of the line."""

    runs: tuple[TextRun, ...]
    rise: Pt
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Compound:
    """Characters that stand above, below or over one another, as wide as the widest of the `layers`.

    No line ends in it. `strut` is the look of type that makes the line at least as high; `text` is how it reads.
    """

    layers: tuple[Layer, ...]
    strut: RunStyle
    text: str


class PlaceMark(NamedTuple):
    """A content control with a tag (`w:sdt/w:sdtPr/w:tag`): the layout reports the cell or paragraph that holds it."""

    tag: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a bookmark begins (`w:bookmarkStart`): links and PAGEREF fields lead to its page."""

    bookmark: str


@dataclass(frozen=True, slots=True)
class StyleMark:
    """Where a paragraph of a style begins, with its text and its number: headers may show them (STYLEREF)."""

    style: str
    text: str
    number: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its blocks stand at the foot of the page that holds the character behind this, its mark."""

    blocks: tuple[Block, ...]


Inline: TypeAlias = (
    TextRun
    | LineBreak
    | PageBreak
    | ColumnBreak
    | Tab
    | PageField
    | Picture
    | Compound
    | PlaceMark
    | Bookmark
    | StyleMark
    | Note
    | Drawing
    | Anchored
)
