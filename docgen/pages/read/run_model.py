"""How characters look: runs of text, their styles and what adorns them.

Lengths are points. Styles, defaults and the theme are resolved to what applies here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from docgen.lengths import Pt
from docgen.pages.read.border_model import Border

UnderlineKind = Literal[
    "single", "thick", "double", "dotted", "dashed", "words", "long dashed", "dot dash", "dot dot dash", "wave",
    "double wave",
]  # fmt: skip
EmphasisMark = Literal["", "dot below", "dot", "comma", "circle"]


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
