"""A Word document as the layout engine sees it: every style, default and merge resolved to what applies here.

Lengths are points. Nothing in this tree refers back to the XML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from docgen.errors import Anchor
from docgen.lengths import Pt
from docgen.messages import Message
from docgen.pages.line_kinds import LineKind
from docgen.pages.read.drawing_model import Anchored, Drawing

Alignment = Literal["left", "center", "right", "justify", "distribute"]
LineRule = Literal["auto", "exact", "at_least"]
TabAlignment = Literal["left", "center", "right", "decimal", "bar"]
Leader = Literal["dots", "middle dots", "hyphens", "line"]
UnderlineKind = Literal[
    "single", "thick", "double", "dotted", "dashed", "words", "long dashed", "dot dash", "dot dot dash", "wave",
    "double wave",
]  # fmt: skip
Upright = Literal["baseline", "top", "center", "bottom"]
EmphasisMark = Literal["", "dot below", "dot", "comma", "circle"]


class Border(NamedTuple):
    """One edge of a cell, paragraph or run; width 0 means none."""

    width: Pt = 0
    color: str = "000000"
    style: LineKind = "single"


class Link(NamedTuple):
    """Where a click on text leads: to `uri`, or where that is empty to the `Bookmark` of this name."""

    uri: str = ""
    bookmark: str = ""


class Fit(NamedTuple):
    """The width that text is fitted to; runs in a row of one `group` are fitted together (ECMA-376 17.3.2.14)."""

    width: Pt
    group: str = ""


class Combined(NamedTuple):
    """Two lines in one (17.3.2.10): runs in a row of one `group` are, between two `brackets` or none."""

    group: str
    brackets: str = ""


class Adornment(NamedTuple):
    """What is seldom: `rise` above the baseline; lines, marks and colour beside the characters themselves.

    `shading` is the colour behind them, `emphasis` the mark at each: a dot below (着重号), or what stands above. An
    underline of `words` stops at spaces; `underline_color` is None where it is the text's. `border` goes around them.
    `cell` is the width of the document grid's cells that the characters stand in, or 0. A click on them follows `link`.
    `fit` is the width that they are spread over or squeezed into. None that reaches the layout is `combined`.
    """

    rise: Pt = 0
    strike: Literal["none", "single", "double"] = "none"
    underline: UnderlineKind = "single"
    shading: str | None = None
    emphasis: EmphasisMark = ""
    underline_color: str | None = None
    heavy_underline: bool = False
    border: Border | None = None
    cell: Pt = 0
    link: Link | None = None
    fit: Fit | None = None
    combined: Combined | None = None


PLAIN = Adornment()


class RunStyle(NamedTuple):
    """How characters look, after document defaults, styles and direct formatting (ECMA-376 17.7.2).

    `spacing` is what follows every character beside its own width, that of a grid of characters included;
    `scale` widens or narrows the characters themselves. `size` is that of a superscript where it is one.
    """

    latin: str = "Times New Roman"
    east_asian: str = "宋体"
    size: Pt = 10.5
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = "000000"
    spacing: Pt = 0
    scale: float = 1
    adornment: Adornment = PLAIN


class TextRun(NamedTuple):
    """Characters in one style; holds no line break, tab or control character."""

    text: str
    style: RunStyle


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


class AbsoluteTab(NamedTuple):
    """Where an alignment tab leads: to the left, the middle or the right of the text (ECMA-376 17.3.3.23).

    That reaches from margin to margin, or from indent to indent where it is `within_indents`.
    """

    alignment: Literal["left", "center", "right"]
    within_indents: bool = False
    leader: Leader | None = None


class TabStop(NamedTuple):
    """A tab stop: its place from the left edge of the text, how text stands at it, and what fills the way there."""

    position: Pt
    alignment: TabAlignment = "left"
    leader: Leader | None = None


class ParagraphBorder(NamedTuple):
    """A line above or below a paragraph, `space` away from its text."""

    border: Border
    space: Pt = 0


class Typography(NamedTuple):
    """The East Asian rules that lines are broken by (ECMA-376 17.3.1.1, .2, .16, .43, .45; 17.15.1.18, .58, .59).

    `compresses` punctuation between characters and at a line's end, `compresses_start` at its start; `prohibits` some
    marks to begin and end lines: those of `no_start` and `no_end`, or the usual ones where these are empty.
    `breaks_words` of Latin letters anywhere. `spaces_letters` and `spaces_digits` put a quarter of an em between them
    and Han. `widens_broken` justified lines: those that end at a line break, too (17.15.3.5).
    """

    compresses: bool = True
    compresses_start: bool = False
    prohibits: bool = True
    no_start: str = ""
    no_end: str = ""
    breaks_words: bool = False
    spaces_letters: bool = True
    spaces_digits: bool = True
    widens_broken: bool = False


USUAL_TYPOGRAPHY = Typography()
"""What a Chinese Word file asks for where nobody changed anything."""


class ParagraphBox(NamedTuple):
    """What stands around and lies behind a whole paragraph (ECMA-376 17.3.1.24, .31).

    `left` and `right` stand outside its indents, as does `bar`; `bars` are the tab stops that draw a line instead of
    stopping at it. `joins_above` and `joins_below` where the neighbours are in the same box, so that the space between
    is too. `above` and `below` then are the box's own lines, which are drawn where a page ends in it.
    """

    left: ParagraphBorder | None = None
    right: ParagraphBorder | None = None
    bar: ParagraphBorder | None = None
    shading: str | None = None
    bars: tuple[Pt, ...] = ()
    above: ParagraphBorder | None = None
    below: ParagraphBorder | None = None
    joins_above: bool = False
    joins_below: bool = False


NO_BOX = ParagraphBox()


class ParagraphFormat(NamedTuple):
    """How a paragraph is set. `first_line` is relative to `indent_left` and negative for a hanging indent.

    `line` is a multiple of the font's own line height for the rule `auto`, else points. `grid` is the distance of the
    lines of the document grid that the paragraph stands on, or 0. With `hangs_punctuation` a stop or comma may stand
    beyond the right edge. `upright` says how type of different sizes stands on a line (17.3.1.39); with
    `mirrors_indents` left and right indent change places on even pages (17.3.1.18).
    """

    alignment: Alignment = "left"
    indent_left: Pt = 0
    indent_right: Pt = 0
    first_line: Pt = 0
    space_before: Pt = 0
    space_after: Pt = 0
    line_rule: LineRule = "auto"
    line: float = 1.0
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    widow_control: bool = True
    grid: Pt = 0
    hangs_punctuation: bool = False
    tab_stops: tuple[TabStop, ...] = ()
    border_above: ParagraphBorder | None = None
    border_below: ParagraphBorder | None = None
    box: ParagraphBox | None = None
    typography: Typography = USUAL_TYPOGRAPHY
    upright: Upright = "baseline"
    mirrors_indents: bool = False


class Outdent(NamedTuple):
    """How far a list's number stands out to the left: by this `share` of the width of its `characters` (17.9.8).

    A number that is aligned to the right ends where one that is aligned to the left would begin.
    """

    characters: int
    share: float


class Paragraph(NamedTuple):
    """A paragraph; `mark` is the style of its mark, which gives an empty paragraph its height.

    `heading` is its outline level from 1, or 0. Neighbours of one style may suppress the space between them
    (`w:contextualSpacing`): that is already in the formats. `draws` where a `Drawing` is among its inlines, or an
    `Anchored` one.
    """

    inlines: tuple[Inline, ...]
    format: ParagraphFormat
    mark: RunStyle
    heading: int = 0
    number: Outdent | None = None
    draws: bool = False


class Edges(NamedTuple):
    """The four borders of a cell, with table style, table borders and cell borders resolved (ECMA-376 17.4.66)."""

    top: Border = Border()
    right: Border = Border()
    bottom: Border = Border()
    left: Border = Border()


class Margins(NamedTuple):
    """The space between a cell's edges and its contents, or a page's edges and its body."""

    top: Pt = 0
    right: Pt = 5.4
    bottom: Pt = 0
    left: Pt = 5.4


class Diagonals(NamedTuple):
    """The lines from corner to corner of a cell: from its top left (`w:tl2br`) and from its bottom left (`w:tr2bl`)."""

    falling: Border = Border()
    rising: Border = Border()


TextDirection = Literal["across", "down", "turned left"]
"""How text runs in a cell (17.18.93): lines from left to right; from top to bottom with Han upright, the first line
at the right; turned by a quarter to the left, so that it reads upwards."""


class Cell(NamedTuple):
    """A cell at its top left place; cells that a merge covers do not appear.

    `column` is the 0-based grid column where it begins, `column_span` and `row_span` how many it covers. `fits`: each
    paragraph is made as wide as the cell; `hides_mark`: without contents it takes no height.
    """

    column: int
    column_span: int
    row_span: int
    blocks: tuple[Block, ...]
    edges: Edges
    margins: Margins
    shading: str | None = None
    vertical: Literal["top", "center", "bottom"] = "top"
    diagonals: Diagonals | None = None
    direction: TextDirection = "across"
    fits: bool = False
    hides_mark: bool = False


class Row(NamedTuple):
    """A table row. `height_rule` `auto` ignores `height`."""

    cells: tuple[Cell, ...]
    height: Pt = 0
    height_rule: Literal["auto", "exact", "at_least"] = "auto"
    can_split: bool = True
    is_header: bool = False


class Autofit(NamedTuple):
    """How contents fit the columns of a table to themselves (`w:tblLayout` autofit, 17.18.87).

    Columns are widened for what cannot be broken, at the cost of others. Where contents `decide`, columns are as wide
    as their longest lines, or share the width that the table `wants`, or all the room there is.
    """

    wants: Pt = 0
    decide: bool = False


class Floating(NamedTuple):
    """How a table floats: `gap` from the top of what follows to its own, with the lines that fit there above it.

    `above` and `below` are its distances from text.
    """

    gap: Pt = 0
    above: Pt = 0
    below: Pt = 0


class Table(NamedTuple):
    """A table with its grid. `indent` is from the left margin to the first column's left edge (before `alignment`).

    `fit` is None where the columns stay as wide as they are. `spacing` is the space around each cell; where there is
    any, every cell has borders of its own, and the table has a `frame`.
    """

    columns: tuple[Pt, ...]
    rows: tuple[Row, ...]
    alignment: Literal["left", "center", "right"] = "left"
    indent: Pt = 0
    fit: Autofit | None = None
    floating: Floating | None = None
    spacing: Pt = 0
    frame: Edges = Edges()


Block: TypeAlias = Paragraph | Table


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


class PageBorders(NamedTuple):
    """The lines around a section's pages (17.6.10), each with its distance; `pages` says which pages have them.

    They are that far from the edges of the page where they go `from_edge`, else from the text, whose header and footer
    they surround if `around_header` and `around_footer` say so.
    """

    top: ParagraphBorder | None = None
    right: ParagraphBorder | None = None
    bottom: ParagraphBorder | None = None
    left: ParagraphBorder | None = None
    from_edge: bool = False
    pages: Literal["all", "first", "not first"] = "all"
    around_header: bool = True
    around_footer: bool = True


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
