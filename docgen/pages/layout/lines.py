"""A line of text as it is set: its characters, and what is drawn, noted and anchored beside them.

Coordinates start at the paragraph's left edge and at the baseline. What a line is made by is in `breaking`.
"""

from __future__ import annotations

from typing import NamedTuple

from docgen.fonts import Face
from docgen.lengths import Pt
from docgen.pages.layout.flow import Ends
from docgen.pages.layout.inline_text import Mark
from docgen.pages.layout.links import LinkedText
from docgen.pages.layout.standing import Standing
from docgen.pages.layout.strokes import (
    Shade,
    Underline,
)
from docgen.pages.read.drawing_model import Anchored
from docgen.pages.read.inline_model import PageField, Picture


class Segment(NamedTuple):
    """Characters that are drawn at one go; `x` from the paragraph's left edge, `spacing` after every character."""

    x: Pt
    text: str
    face: Face
    size: Pt
    color: str
    advance: Pt
    spacing: Pt
    scale: float = 1
    rise: Pt = 0


class Line(NamedTuple):
    """One line. `ascent` and `descent` are those of its type, `picture_height` that of its tallest picture.

    `ends` says what a break at its end ends: the column or the page, else nothing. `start` is its first character in
    the paragraph; `anchors` are those of floating drawings, each with its place from the paragraph's left edge.
    """

    segments: tuple[Segment, ...]
    underlines: tuple[Underline, ...]
    pictures: tuple[tuple[Pt, Picture | Standing], ...]
    fields: tuple[tuple[PageField, str], ...]
    ascent: Pt
    descent: Pt
    picture_height: Pt
    ends: Ends
    shades: tuple[Shade, ...] = ()
    links: tuple[LinkedText, ...] = ()
    marks: tuple[Mark, ...] = ()
    start: int = 0
    anchors: tuple[tuple[Pt, Anchored], ...] = ()


def is_bare(line: Line) -> bool:
    """Whether neither text nor a picture stands on the line."""
    return not line.segments and not line.pictures
