"""How tall lines are, and where their baselines lie, by the rule of their paragraph (ECMA-376 17.3.1.33).

docs/layout-engine.md says where the figures are from.
"""

from __future__ import annotations

from math import ceil

from docgen.lengths import Pt
from docgen.pages.layout.lines import Line, is_bare
from docgen.pages.layout.measure import Measurer
from docgen.pages.read.format_model import ParagraphFormat
from docgen.pages.read.run_model import RunStyle

_EXACT_ASCENT = 0.8
"""Of a line of exact height: the part above the baseline, in Word and LibreOffice alike."""

_GRID_NEED = 1.3 / 1.437
"""Of a line's height: what counts where lines of the grid are counted. Word reckons 1.3 em for 宋体, 仿宋 and their
like; the bundled Song has 1.437, and 小四 (12 pt) would take two lines of Word's usual grid instead of one."""

_ROUNDING = 0.01


def type_of_mark(mark: RunStyle, measurer: Measurer) -> tuple[Pt, Pt]:
    """(ascent, descent) of a line that holds no type but the paragraph's mark."""
    face = measurer.face(mark, wide=True)
    return face.ascent * mark.size, (face.line_height - face.ascent) * mark.size


def size_of(line: Line, form: ParagraphFormat, empty: tuple[Pt, Pt]) -> tuple[Pt, Pt]:
    """(height, baseline from the top) of a line; `empty` is (ascent, descent) of one without type."""
    if line.ends and is_bare(line):
        return 0, 0  # a break of its own takes no line
    height, baseline = leading(*((line.ascent, line.descent) if line.segments else empty), form)
    if line.picture_height > baseline:
        # Word cuts a picture off that is taller than its exact line; here the line grows, so that nothing is lost.
        return line.picture_height + (height - baseline if line.segments else 0), line.picture_height
    return height, baseline


def leading(ascent: Pt, descent: Pt, form: ParagraphFormat) -> tuple[Pt, Pt]:
    """(height, baseline from the top) of a line of type by the paragraph's line rule (ECMA-376 17.3.1.33)."""
    natural = ascent + descent
    if form.line_rule == "exact":
        return form.line, _EXACT_ASCENT * form.line
    if form.grid:
        return _on_grid(ascent, descent, form)
    if form.line_rule == "at_least":
        height = max(natural, form.line)
        return height, ascent + height - natural
    height = natural * form.line
    return height, ascent + min(height - natural, 0)  # what is added goes below the type, what is taken off is above it


def _on_grid(ascent: Pt, descent: Pt, form: ParagraphFormat) -> tuple[Pt, Pt]:
    """(height, baseline from the top) on a document grid: as many of its lines as the type needs (17.6.5).

    The type stands in the middle of them; what a multiple or a least height adds goes below and above, as elsewhere.
    """
    natural = ascent + descent
    taken = max(ceil(natural * _GRID_NEED / form.grid - _ROUNDING), 1) * form.grid
    baseline = ascent + (taken - natural) / 2
    if form.line_rule == "at_least":
        height = max(taken, form.line)
        return height, baseline + height - taken
    return taken * max(form.line, 1), baseline
