"""Sets paragraphs and tables into flows, remembering what it has set: tables say the same words again and again."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.lengths import Pt
from docgen.pages.layout.flow import Element, Flow
from docgen.pages.layout.measure import Measurer, Resolve
from docgen.pages.layout.paragraphs import Frame, Strip, set_paragraph
from docgen.pages.layout.tables import TableElement, begins_page, set_table
from docgen.pages.read.model import Block, PageField, Paragraph


class Typesetter:
    """Sets the blocks of one document; `resolve` says what its page fields read, `tab` is its default tab stop."""

    def __init__(self, measurer: Measurer, resolve: Resolve, tab: Pt) -> None:
        self._measurer = measurer
        self._resolve = resolve
        self._tab = tab
        self._known: dict[tuple[Paragraph, Frame], tuple[Strip, ...]] = {}

    def flow(self, blocks: Sequence[Block], width: Pt, *, in_cell: bool = False) -> Flow:
        """Set `blocks` in a column of `width`."""
        frame = Frame(width, self._tab, in_cell)
        elements: list[Element] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                elements += self._paragraph(block, frame)
            elif block.rows:
                breaks = not in_cell and begins_page(block)
                elements.append(TableElement(set_table(block, width, self._cell), breaks=breaks))
        return Flow(tuple(elements))

    def _cell(self, blocks: Sequence[Block], width: Pt) -> Flow:
        return self.flow(blocks, width, in_cell=True)

    def _paragraph(self, paragraph: Paragraph, frame: Frame) -> tuple[Strip, ...]:
        key = (paragraph, frame)
        strips = self._known.get(key)
        if strips is None:
            strips = set_paragraph(paragraph, frame, self._measurer, self._resolve)
            if not any(isinstance(inline, PageField) for inline in paragraph.inlines):
                self._known[key] = strips
        return strips
