"""Sets paragraphs and tables into flows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, cast

from docgen.lengths import Pt
from docgen.pages.layout.anchoring import NO_PAGE
from docgen.pages.layout.around import anchored, in_box, stacked_around
from docgen.pages.layout.drawings import SetDrawing, in_line, set_drawing
from docgen.pages.layout.flow import Element, Flow, Stacked, stack
from docgen.pages.layout.inline_text import Resolve
from docgen.pages.layout.paragraphs import ParagraphSetter
from docgen.pages.layout.standing import Standing
from docgen.pages.layout.strips import Frame, Source, Strip
from docgen.pages.layout.tables import TableElement, begins_page, set_table
from docgen.pages.read.block_model import Block, Floating, Paragraph
from docgen.pages.read.drawing_model import Anchored, Drawing, boxes_of
from docgen.pages.read.inline_model import Inline, PageField

SetLines: TypeAlias = Callable[[Paragraph, Frame, Resolve], tuple[Strip, ...]]


class Typesetter:
    """Sets the blocks of one document; `resolve` says what its page fields read, `tab` is its default tab stop."""

    def __init__(self, setter: ParagraphSetter, resolve: Resolve, tab: Pt) -> None:
        self._setter = setter
        self._resolve = resolve
        self._tab = tab
        self._drawings: dict[int, SetDrawing] = {}

    def flow(self, blocks: Sequence[Block], width: Pt, *, goes_around: bool = False) -> Flow:
        """Set `blocks` in a column of a page, `width` wide; text that `goes_around` what floats can be broken anew."""
        return self._flow(blocks, Frame(width, self._tab, in_cell=False), goes_around=goes_around)

    def running(self, blocks: Sequence[Block], width: Pt) -> Flow:
        """Set a header or footer in which something is anchored, so that it can be broken anew."""
        return self._flow(blocks, Frame(width, self._tab, in_cell=True), goes_around=True)

    def stacked(self, blocks: Sequence[Block], width: Pt) -> Stacked:
        """Set what stands in a cell, text box or header: once, however many of however many documents say the same.

        What is anchored in it counts from there; see `running` for headers in which something is.
        """
        known = self._setter.cells
        key = (blocks, width, self._tab)
        contents = known.get(key)
        if contents is None:
            changes = has_field(blocks)
            contents = self._stacked(blocks, Frame(width, self._tab, in_cell=True), remembers=changes)
            if not changes:
                known.keep(key, contents)
        return contents

    def extent(self, blocks: Sequence[Block]) -> tuple[Pt, Pt]:
        """The least and the greatest width of blocks: of what cannot be broken, and of the longest line."""
        least: Pt = 0
        most: Pt = 0
        for block in blocks:
            if isinstance(block, Paragraph):
                narrow, wide = self._setter.extent(self._drawn(block), self._resolve)
            else:
                narrow = wide = sum(block.columns)
            least, most = max(least, narrow), max(most, wide)
        return least, most

    def _stacked(self, blocks: Sequence[Block], frame: Frame, *, remembers: bool) -> Stacked:
        if goes_around(blocks):
            flow = self._flow(blocks, frame, goes_around=True)
            return stacked_around(flow, frame.width, NO_PAGE, self.set_anchored)
        contents = stack(self._flow(blocks, frame, remembers=remembers))
        return in_box(contents) if draws(blocks) else contents

    def set_anchored(self, drawing: Anchored) -> SetDrawing:
        """Set what an anchored drawing holds."""
        key = id(drawing)
        if key not in self._drawings:
            self._drawings[key] = set_drawing(drawing.drawing, self.stacked, self._setter.line_of)
        return self._drawings[key]

    def _flow(
        self, blocks: Sequence[Block], frame: Frame, *, goes_around: bool = False, remembers: bool = True
    ) -> Flow:
        elements: list[Element] = []
        floating: list[tuple[int, Floating]] = []
        set_paragraph = self._setter.set if remembers else self._setter.set_anew
        for block in blocks:
            if isinstance(block, Paragraph):
                if block.draws or goes_around:
                    elements += self._set_drawn(block, frame, set_paragraph, goes_around=goes_around)
                else:
                    elements += set_paragraph(block, frame, self._resolve)
            elif block.rows:
                if block.floating:
                    floating.append((len(elements), block.floating))
                breaks = not frame.in_cell and begins_page(block)
                elements.append(TableElement(set_table(block, frame.width, self.stacked, self.extent), breaks=breaks))
        for place, how in reversed(floating):
            _float(elements, place, how)
        return Flow(tuple(elements))

    def _set_drawn(
        self, paragraph: Paragraph, frame: Frame, set_paragraph: SetLines, *, goes_around: bool
    ) -> Sequence[Strip]:
        """The lines of a paragraph with drawings, or of one that may be broken around some."""
        if paragraph.draws:
            paragraph, set_paragraph = self._drawn(paragraph), self._setter.set_anew
        strips: Sequence[Strip] = set_paragraph(paragraph, frame, self._resolve)
        if goes_around:
            source = self._setter.measured(paragraph, frame, self._resolve)
            strips = [strip._replace(source=Source(source, number)) for number, strip in enumerate(strips)]
        return anchored(strips, frame.width) if paragraph.draws else strips

    def _drawn(self, paragraph: Paragraph) -> Paragraph:
        """The paragraph with the drawings that stand in its lines set."""
        if not paragraph.draws:
            return paragraph
        inlines = tuple([self._standing(inline) for inline in paragraph.inlines])
        return paragraph._replace(inlines=cast(tuple[Inline, ...], inlines))

    def _standing(self, inline: Inline) -> Inline | Standing:
        """A drawing that stands in the line, set; anything else as it is."""
        if isinstance(inline, Drawing):
            return in_line(set_drawing(inline, self.stacked, self._setter.line_of))
        return inline


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


def draws(blocks: Sequence[Block]) -> bool:
    """Whether one of these paragraphs holds a drawing."""
    return any(isinstance(block, Paragraph) and block.draws for block in blocks)


def goes_around(blocks: Sequence[Block]) -> bool:
    """Whether text must go around something that is anchored in one of these paragraphs."""
    return any(
        isinstance(inline, Anchored) and inline.wrap.kind != "none"
        for block in blocks
        if isinstance(block, Paragraph) and block.draws
        for inline in block.inlines
    )


def has_field(blocks: Sequence[Block]) -> bool:
    """Whether anything in `blocks` reads what the page decides."""
    return any(
        any(isinstance(inline, PageField) for inline in block.inlines)
        or (block.draws and any(has_field(box) for inline in block.inlines for box in boxes_of(inline)))
        if isinstance(block, Paragraph)
        else any(has_field(cell.blocks) for row in block.rows for cell in row.cells)
        for block in blocks
    )
