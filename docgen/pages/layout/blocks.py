"""Sets paragraphs and tables into flows."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.lengths import Pt
from docgen.pages.layout.flow import Element, Flow
from docgen.pages.layout.measure import Resolve
from docgen.pages.layout.paragraphs import Frame, ParagraphSetter
from docgen.pages.layout.tables import TableElement, begins_page, set_table
from docgen.pages.read.model import Block, Paragraph


class Typesetter:
    """Sets the blocks of one document; `resolve` says what its page fields read, `tab` is its default tab stop."""

    def __init__(self, setter: ParagraphSetter, resolve: Resolve, tab: Pt) -> None:
        self._setter = setter
        self._resolve = resolve
        self._tab = tab

    def flow(self, blocks: Sequence[Block], width: Pt, *, in_cell: bool = False) -> Flow:
        """Set `blocks` in a column of `width`."""
        frame = Frame(width, self._tab, in_cell)
        elements: list[Element] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                elements += self._setter.set(block, frame, self._resolve)
            elif block.rows:
                breaks = not in_cell and begins_page(block)
                elements.append(TableElement(set_table(block, width, self._cell), breaks=breaks))
        return Flow(tuple(elements))

    def _cell(self, blocks: Sequence[Block], width: Pt) -> Flow:
        return self.flow(blocks, width, in_cell=True)
