"""Borders of text, paragraphs, cells and pages, and the margins between them and what they surround.

Lengths are points. Colours are resolved. What is drawn where borders of two cells meet is for the layout to say.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from docgen.lengths import Pt
from docgen.pages.line_kinds import LineKind


class Border(NamedTuple):
    """One edge of a cell, paragraph or run; width 0 means none."""

    width: Pt = 0
    color: str = "000000"
    style: LineKind = "single"


class ParagraphBorder(NamedTuple):
    """A line above or below a paragraph, `space` away from its text."""

    border: Border
    space: Pt = 0


class Edges(NamedTuple):
    """The four borders of a cell, with table style, table borders and cell borders resolved (ECMA-376 17.4.66)."""

    top: Border = Border()
    right: Border = Border()
    bottom: Border = Border()
    left: Border = Border()


NO_EDGES = Edges()


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
