"""How paragraphs are set: indents, spaces, lines, tab stops, boxes and the rules that lines are broken by.

Lengths are points. What a paragraph consists of is in `block_model`.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from docgen.lengths import Pt
from docgen.pages.read.border_model import ParagraphBorder

Alignment = Literal["left", "center", "right", "justify", "distribute"]
LineRule = Literal["auto", "exact", "at_least"]
TabAlignment = Literal["left", "center", "right", "decimal", "bar"]
Leader = Literal["dots", "middle dots", "hyphens", "line"]
Upright = Literal["baseline", "top", "center", "bottom"]


class TabStop(NamedTuple):
    """A tab stop: its place from the left edge of the text, how text stands at it, and what fills the way there."""

    position: Pt
    alignment: TabAlignment = "left"
    leader: Leader | None = None


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
