"""Text fitted to its cell: each paragraph is one line, as wide as the cell (`w:tcFitText`, ECMA-376 17.4.67)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.flow import Stacked
from docgen.pages.layout.sheet import right_edge
from docgen.pages.read.block_model import Block, Paragraph
from docgen.pages.read.inline_model import Inline
from docgen.pages.read.run_model import TextRun

SetBlocks: TypeAlias = Callable[[Sequence[Block], Pt], Stacked]

_UNLIMITED: Pt = 1e6
_ROUNDING = 0.999
"""Of the width that characters are narrowed to, so that the last of them is not the one that does not fit."""


def fitted(blocks: Sequence[Block], width: Pt, set_blocks: SetBlocks) -> tuple[Block, ...]:
    """The blocks of a cell with each paragraph's characters moved apart, or made narrower, to fill `width`."""
    return tuple([_fitted(block, width, set_blocks) if isinstance(block, Paragraph) else block for block in blocks])


def _fitted(paragraph: Paragraph, width: Pt, set_blocks: SetBlocks) -> Paragraph:
    form = paragraph.format
    room = width - form.indent_left - form.indent_right - form.first_line
    level = paragraph._replace(format=form._replace(alignment="left", first_line=0, indent_left=0, indent_right=0))
    natural = right_edge(set_blocks((level,), _UNLIMITED).drawn)
    if not natural or room <= 0:
        return paragraph
    if natural <= room:
        return paragraph._replace(format=form._replace(alignment="distribute"))
    share = _ROUNDING * room / natural
    return paragraph._replace(inlines=tuple([_narrowed(inline, share) for inline in paragraph.inlines]))


def _narrowed(inline: Inline, share: float) -> Inline:
    if not isinstance(inline, TextRun):
        return inline
    style = inline.style
    return inline._replace(style=style._replace(scale=style.scale * share, spacing=style.spacing * share))
