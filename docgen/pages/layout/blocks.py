"""Sets paragraphs and tables into flows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.flow import Element, Flow, Stacked, stack
from docgen.pages.layout.measure import Resolve
from docgen.pages.layout.paragraphs import Frame, ParagraphSetter, Strip
from docgen.pages.layout.tables import TableElement, begins_page, set_table
from docgen.pages.read.model import Block, Floating, PageField, Paragraph

SetParagraph: TypeAlias = Callable[[Paragraph, Frame, Resolve], tuple[Strip, ...]]


class Typesetter:
    """Sets the blocks of one document; `resolve` says what its page fields read, `tab` is its default tab stop."""

    def __init__(self, setter: ParagraphSetter, resolve: Resolve, tab: Pt) -> None:
        self._setter = setter
        self._resolve = resolve
        self._tab = tab

    def flow(self, blocks: Sequence[Block], width: Pt) -> Flow:
        """Set `blocks` in a column of a page, `width` wide."""
        return self._flow(blocks, Frame(width, self._tab, in_cell=False), self._setter.set)

    def stacked(self, blocks: Sequence[Block], width: Pt) -> Stacked:
        """Set what stands in a cell, header or footer: once, however many of however many documents say the same."""
        known = self._setter.cells
        key = (blocks, width, self._tab)
        contents = known.get(key)
        if contents is None:
            contents = stack(self._flow(blocks, Frame(width, self._tab, in_cell=True), self._setter.set_anew))
            if not _has_field(blocks):
                known.keep(key, contents)
        return contents

    def extent(self, blocks: Sequence[Block]) -> tuple[Pt, Pt]:
        """The least and the greatest width of blocks: of what cannot be broken, and of the longest line."""
        least: Pt = 0
        most: Pt = 0
        for block in blocks:
            if isinstance(block, Paragraph):
                narrow, wide = self._setter.extent(block, self._resolve)
            else:
                narrow = wide = sum(block.columns)
            least, most = max(least, narrow), max(most, wide)
        return least, most

    def _flow(self, blocks: Sequence[Block], frame: Frame, set_paragraph: SetParagraph) -> Flow:
        elements: list[Element] = []
        floating: list[tuple[int, Floating]] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                elements += set_paragraph(block, frame, self._resolve)
            elif block.rows:
                if block.floating:
                    floating.append((len(elements), block.floating))
                breaks = not frame.in_cell and begins_page(block)
                elements.append(TableElement(set_table(block, frame.width, self.stacked, self.extent), breaks=breaks))
        for place, how in reversed(floating):
            _float(elements, place, how)
        return Flow(tuple(elements))


def _float(elements: list[Element], place: int, how: Floating) -> None:
    """Move a floating table below the lines behind it that fit above it."""
    table = elements.pop(place)
    used: Pt = 0
    after: Pt = 0
    while place < len(elements):
        line = elements[place]
        needed = used + max(after, line.before) + line.height
        if not isinstance(line, Strip) or line.breaks or line.ends or needed > how.gap - how.above:
            break
        used, after = needed, line.after
        place += 1
    if isinstance(table, TableElement):
        table = table._replace(before=max(how.gap - used, 0), after=how.below)
    elements.insert(place, table)


def _has_field(blocks: Sequence[Block]) -> bool:
    """Whether anything in `blocks` reads what the page decides."""
    return any(
        any(isinstance(inline, PageField) for inline in block.inlines)
        if isinstance(block, Paragraph)
        else any(_has_field(cell.blocks) for row in block.rows for cell in row.cells)
        for block in blocks
    )
