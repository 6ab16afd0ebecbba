"""The stretches of a paragraph's text that have one face and one style."""

from __future__ import annotations

from typing import NamedTuple

from docgen.fonts import Face
from docgen.lengths import Pt
from docgen.pages.read.run_model import RunStyle


class Span(NamedTuple):
    """Characters from `start` up to the next span, of one face and style. `face` is None for what is no text.

    `ascent` and `descent` are those of its type; the descent includes the gap between lines.
    """

    start: int
    face: Face | None
    style: RunStyle
    wide: bool
    ascent: Pt = 0
    descent: Pt = 0
