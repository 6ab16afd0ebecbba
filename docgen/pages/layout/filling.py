"""Fills pages with sections: where each begins, in how many columns it runs, what number its pages have.

A continuous section goes on below the one before, on the same page, if that has its size (ECMA-376 17.6.22). Columns
that a continuous section follows are balanced: as low as they can be with all of their text in them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.anchoring import Spot
from docgen.pages.layout.around import Column, Fill, Scene, settled, spots_in
from docgen.pages.layout.blocks import Typesetter, goes_around
from docgen.pages.layout.floating import page_frame, place_floating
from docgen.pages.layout.flow import Filled, Flow
from docgen.pages.layout.headers import HeaderSetter, PageNumber
from docgen.pages.layout.notes import FillPage, NoteFiller, fill_with_notes
from docgen.pages.layout.obstacles import Obstacle
from docgen.pages.layout.paragraphs import ParagraphSetter
from docgen.pages.layout.sheet import Sheet, emit_all
from docgen.pages.model import RuleItem
from docgen.pages.read.document_model import Section, WordDocument

FillOne: TypeAlias = Callable[[Flow, Column, Fill], Filled]
"""Fills one column by what fills it with a flow."""

_NARROWEST: Pt = 1
_BALANCED: Pt = 0.5
"""How near to the lowest balanced columns come."""
_SEPARATOR: Pt = 0.5
"""The thickness of the line between columns; neither Word nor the standard says it."""


@dataclass(eq=False, repr=False)
class Leaf:
    """One page in the making. `section` is the first on it, which gives it size, header, footer and number.

    `printed` is the number that the page shows; `opens` says that its section begins at its top; `is_blank` that it
    was put in so that the next has an odd or even number. Its body reaches from `top` to `bottom`, and is filled as far
    down as `y`; text goes around its `obstacles`.
    """

    sheet: Sheet
    section: Section
    headers: HeaderSetter
    chapter: int
    printed: int
    opens: bool
    is_blank: bool = False
    top: Pt = 0
    y: Pt = 0
    bottom: Pt = 0
    obstacles: list[Obstacle] = field(default_factory=list)

    def number(self, total: int, section_pages: int) -> PageNumber:
        """What the fields of the page can ask for, in a document of `total` pages."""
        numerals = self.section.numbering.numerals
        return PageNumber(self.printed, total, self.opens, numerals, self.chapter, section_pages)

    def begin(self) -> None:
        """Find where its body begins and ends."""
        number = self.number(self.printed, 1)
        self.top, self.bottom = self.headers.body(number)
        self.obstacles = self.headers.obstacles(number)
        self.y = self.top


class PageFiller:
    """Puts the sections of a document onto pages, one after the other."""

    def __init__(self, tree: WordDocument, typesetter: Typesetter, setter: ParagraphSetter) -> None:
        self._tree = tree
        self._typesetter = typesetter
        self._setter = setter
        self._chapter = 0
        self.leaves: list[Leaf] = []

    def add(self, section: Section, *, balance: bool) -> None:
        """Set a section; `balance` its columns, where a continuous one follows."""
        self._chapter += 1
        headers = HeaderSetter(section, self._setter, self._tree.default_tab_stop)
        if not self._goes_on(section):
            self._open(section, headers)
        width = max(section.columns.width(section.room), _NARROWEST)
        notes = self._tree.notes
        fill_column = fill_with_notes(notes, self._typesetter, width)
        around = headers.goes_around or goes_around(section.blocks) or bool(self.leaves[-1].obstacles)
        flow: Flow | None = self._typesetter.flow(section.blocks, width, goes_around=around)
        while flow is not None:
            leaf = self.leaves[-1]
            scene = Scene(page_frame(section, leaf.printed), self._typesetter.set_anchored)
            columns = _Columns(section, leaf, fill_column, scene if around else None)
            flow = columns.fill(flow, balance=balance and notes is None)
            if leaf.sheet.spots:
                place_floating(leaf.sheet, scene)
            if flow is not None:
                self._turn(section, headers)

    def _goes_on(self, section: Section) -> bool:
        """Whether a section begins on the page that the one before has left."""
        if section.start != "continuous" or not self.leaves:
            return False
        page = self.leaves[-1].section
        return (page.width, page.height) == (section.width, section.height)

    def _open(self, section: Section, headers: HeaderSetter) -> None:
        """Begin a section on a new page, of the kind of number that it asks for."""
        last = self.leaves[-1] if self.leaves else None
        printed = last.printed + 1 if last else 1
        wanted = {"even page": 0, "odd page": 1}.get(section.start, printed % 2)
        if last is not None and printed % 2 != wanted:
            blank = Leaf(Sheet(len(self.leaves)), last.section, last.headers, last.chapter, printed, opens=False)
            self.leaves.append(replace(blank, is_blank=True))
            printed += 1
        if section.numbering.start is not None:
            printed = section.numbering.start
        self._append(section, headers, printed, opens=True)

    def _turn(self, section: Section, headers: HeaderSetter) -> None:
        """Go on with a section on the next page."""
        self._append(section, headers, self.leaves[-1].printed + 1, opens=False)

    def _append(self, section: Section, headers: HeaderSetter, printed: int, *, opens: bool) -> None:
        sheet = Sheet(len(self.leaves), is_even=printed % 2 == 0)
        leaf = Leaf(sheet, section, headers, self._chapter, printed, opens)
        leaf.begin()
        self.leaves.append(leaf)


class _Columns:
    """What is left of a page, as the columns of a section."""

    def __init__(self, section: Section, leaf: Leaf, fill_column: FillPage, scene: Scene | None) -> None:
        self._section = section
        self._leaf = leaf
        self._fill_column = fill_column
        self._scene = scene
        self._room = leaf.bottom - leaf.y
        self._force = leaf.y <= leaf.top

    def fill(self, flow: Flow, *, balance: bool) -> Flow | None:
        """Fill the columns with `flow`; what is left over."""
        columns = self._section.columns
        filled = self._filled(flow, self._room)
        if balance and columns.number > 1 and filled[-1].rest is None:
            filled = self._balanced(flow, filled)
        self._emit(filled)
        return filled[-1].rest

    def _filled(self, flow: Flow, height: Pt) -> list[Filled]:
        """The columns one after the other, each `height` tall, until the text or the page ends."""
        if self._scene is None:
            return self._one_by_one(flow, height, lambda flow, _, fill_column: fill_column(flow))
        pending = self._fill_column.pending if isinstance(self._fill_column, NoteFiller) else ()

        def fill_columns(obstacles: Sequence[Obstacle]) -> list[Filled]:
            if isinstance(self._fill_column, NoteFiller):
                self._fill_column.pending = pending
            return self._one_by_one(
                flow, height, lambda flow, column, fill_column: settled(flow, column, obstacles, fill_column)[0]
            )

        return self._scene.settle(fill_columns, self._spots, self._leaf.obstacles)

    def _column(self, index: int) -> Column:
        """Where a column stands."""
        section = self._section
        width = section.columns.width(section.room)
        return Column(left_margin(section, self._leaf) + index * (width + section.columns.space), self._leaf.y, width)

    def _spots(self, filled: list[Filled]) -> list[Spot]:
        """What is anchored in these columns."""
        return [spot for index, column in enumerate(filled) for spot in spots_in(column.drawn, self._column(index))]

    def _one_by_one(self, flow: Flow, height: Pt, fill_one: FillOne) -> list[Filled]:
        filled: list[Filled] = []
        for index in range(self._section.columns.number):
            force = self._force and index == 0
            column = fill_one(flow, self._column(index), self._repeatable(height, force=force))
            filled.append(column)
            if column.rest is None or column.ended == "page":
                break
            flow = column.rest
        return filled

    def _repeatable(self, height: Pt, *, force: bool) -> Fill:
        """Fills one column; where that is done again, the notes that it begins with are the same."""
        fill_column = self._fill_column
        pending = fill_column.pending if isinstance(fill_column, NoteFiller) else ()

        def fill_again(flow: Flow) -> Filled:
            if isinstance(fill_column, NoteFiller):
                fill_column.pending = pending
            return fill_column(flow, height, force=force)

        return fill_again

    def _balanced(self, flow: Flow, tall: list[Filled]) -> list[Filled]:
        """The lowest columns that still hold all of `flow`, between nothing and as `tall` as they are now."""
        least, most = 0.0, max(column.height for column in tall)
        while most - least > _BALANCED:
            height = (least + most) / 2
            columns = self._filled(flow, height)
            if columns[-1].rest is None:
                most, tall = height, columns
            else:
                least = height
        return tall

    def _emit(self, filled: list[Filled]) -> None:
        section, leaf = self._section, self._leaf
        step = section.columns.width(section.room) + section.columns.space
        left = left_margin(section, leaf)
        depth = max(column.height for column in filled)
        is_full = filled[-1].rest is not None and not filled[-1].ended
        down = 0 if is_full else _lowered(section, self._room - depth - max(column.foot for column in filled))
        for index, column in enumerate(filled):
            emit_all(column.drawn, leaf.sheet, left + index * step, leaf.y + down)
            if index and section.columns.separated:
                x = left + index * step - section.columns.space / 2
                leaf.sheet.rules.append(RuleItem(x, leaf.y, x, leaf.y + depth, _SEPARATOR, "000000"))
        if self._scene:
            leaf.obstacles += self._scene.obstacles(self._spots(filled)).values()
        leaf.y += depth
        leaf.bottom -= max(column.foot for column in filled)


def left_margin(section: Section, leaf: Leaf) -> Pt:
    """The left edge of the text; mirrored margins change sides on even pages."""
    return section.margins.right if section.mirrored and leaf.printed % 2 == 0 else section.margins.left


def _lowered(section: Section, free: Pt) -> Pt:
    """How far down text stands that leaves `free` of the page (ECMA-376 17.6.23)."""
    return {"top": 0.0, "center": free / 2, "bottom": free}[section.vertical] if free > 0 else 0.0
