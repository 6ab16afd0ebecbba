"""What a text consists of: paragraphs, and tables whose cells hold such a text again.

Lengths are points. Table styles, merges and conflicts of borders are resolved to what applies at each cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.read.border_model import Diagonals, Edges, Margins
from docgen.pages.read.format_model import ParagraphFormat
from docgen.pages.read.inline_model import Inline, PlaceMark
from docgen.pages.read.run_model import RunStyle


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


def tags_in(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The tags of the content controls in the paragraphs among these blocks; not those in tables."""
    return tuple(
        [
            mark.tag
            for block in blocks
            if isinstance(block, Paragraph)
            for mark in block.inlines
            if isinstance(mark, PlaceMark)
        ]
    )
