"""Places a table's rows on pages: which rows stand where, what of a cell stands on which page, headers repeated.

A row that may split does so at lines, where every cell can begin; one that may not goes to the next page, and splits
only where it is taller than a page. A cell over several rows goes on with its contents on the next page.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.flow import TOLERANCE, Ends, Filled, Flow, Placement, fill
from docgen.pages.layout.sheet import Copy, Drawn, Sheet
from docgen.pages.layout.tables.borders import CellPiece, Grid
from docgen.pages.layout.tables.grid import SetCell, SetRow, SetTable
from docgen.pages.layout.tables.spaced import SpacedGrid

_UNLIMITED = float("inf")
_NOTHING = Flow(())


class TableElement(NamedTuple):
    """What of a table is still to be placed: the rows from `start` on.

    `carried` has what is left of cells that began on an earlier page; `begun` is the height that the row `start` has
    there already.
    """

    table: SetTable
    start: int = 0
    carried: Mapping[SetCell, Flow] = MappingProxyType({})
    begun: Pt = 0

    before: Pt = 0
    after: Pt = 0
    breaks: bool = False
    ends: Ends = ""

    @property
    def _is_whole(self) -> bool:
        """Whether nothing of the table is placed yet."""
        return not (self.start or self.carried)

    @property
    def glue(self) -> bool:
        """Whether its last row keeps with what follows."""
        rows = self.table.rows
        return bool(rows) and rows[-1].glue and self.table.headers < len(rows)

    @property
    def whole(self) -> bool:
        """Whether all its rows keep together."""
        return self._is_whole and all(row.glue for row in self.table.rows)

    @property
    def height(self) -> Pt:
        """The height of the rows that are left, as if no page ended among them."""
        placed = None if self._is_whole else self.place(_UNLIMITED, force=True, follow=0)
        return placed.height if placed else sum(row.height for row in self.table.rows)

    @property
    def head(self) -> Pt:
        """The height of the first rows that keep together, with the beginning of the next."""
        return _chain(self.table, 0, 0, _UNLIMITED) if self._is_whole else 0

    def at_head(self) -> TableElement:
        """The same: header rows are repeated when rows are left over."""
        return self

    def place(self, room: Pt, *, force: bool, follow: Pt) -> Placement | None:
        """Place the rows that fit into `room`."""
        return _Fragment(self, room, force, follow).place()

    def place_all(self, drawn: Drawn, y: Pt) -> Pt:
        """Place all its rows."""
        placement = self.place(_UNLIMITED, force=True, follow=0)
        if placement is None:
            return 0
        drawn += [(x, y + down, what) for x, down, what in placement.drawn]
        return placement.height


def _chain(table: SetTable, start: int, follow: Pt, limit: Pt) -> Pt:
    """The height of the row `start` and of the rows that keep with it, the last only as far as it must begin."""
    total: Pt = 0
    for row in islice(table.rows, start, None):
        if not row.glue:
            return total + row.head
        total += row.height
        if total > limit:
            return total
    return total + follow


class _Fragment:
    """The part of a table that stands in one space: its rows with their heights, its cells' pieces, what is left."""

    def __init__(self, element: TableElement, room: Pt, force: bool, follow: Pt) -> None:
        self._table = element.table
        self._element = element
        self._room = room
        self._force = force
        self._follow = follow
        self._carried = dict(element.carried)
        self._contents: Drawn = []
        self._pieces: list[CellPiece] = []
        self._lines: list[Pt] = [0]
        self._first = element.start
        self._headers = 0
        self._loose = False
        self._open = [cell for cell in self._table.spanning if cell.row < element.start <= cell.last_row]

    @property
    def _y(self) -> Pt:
        return self._lines[-1]

    @property
    def _is_empty(self) -> bool:
        return len(self._lines) == 1 + self._headers

    def place(self) -> Placement | None:
        """Place row after row; None if not even the first one fits."""
        self._repeat_headers()
        rest: TableElement | None = None
        for index in range(self._element.start, len(self._table.rows)):
            forced = self._force and self._is_empty
            if self._may_begin(index, forced):
                height = self._height_of(index)
                if self._y + height <= self._room + TOLERANCE:
                    self._place_row(index, height)
                    continue
                rest = self._split_row(index, forced)
                if rest is None and forced:
                    self._place_row(index, self._clamped(index, height))
                    continue
            rest = rest or TableElement(self._table, index, self._carried, self._begun(index))
            break
        if self._is_empty:
            return None
        rest = self._close(rest) if rest else None
        return Placement(self._draw(ends=rest is None), self._y, rest)

    def _may_begin(self, index: int, forced: bool) -> bool:
        """Whether the row fits with all that keeps with it; where no page is so tall, rows come one by one."""
        if self._loose or self._y + self._needed(index) <= self._room + TOLERANCE:
            return True
        self._loose = forced
        return forced

    def _clamped(self, index: int, height: Pt) -> Pt:
        """A row that is taller than a page for no text's sake ends at the page's foot."""
        return height if self._table.rows[index].exact else min(height, max(self._room - self._y, 0))

    # Heights

    def _begun(self, index: int) -> Pt:
        return self._element.begun if index == self._element.start else 0

    def _needed(self, index: int) -> Pt:
        """What must fit so that the row may begin here: its head, or all of it with the head of what it keeps with."""
        row = self._table.rows[index]
        if self._begun(index):
            return 0
        if not row.glue:
            return min(row.head, self._height_of(index))
        return _chain(self._table, index, self._follow, self._room)

    def _height_of(self, index: int) -> Pt:
        """The height of the row here, given what is left of its cells."""
        row = self._table.rows[index]
        if row.exact:
            return row.own
        height = row.own
        if index == self._element.start and self._carried:
            left = (self._left(cell) for cell in row.single)
            height = max([row.least - self._begun(index), *left])
        for cell in self._open:
            if cell.last_row == index:
                height = max(height, self._left(cell) - (self._y - self._top_of(cell)))
        return height

    def _left(self, cell: SetCell) -> Pt:
        """The height that the cell still needs."""
        flow = self._carried.get(cell)
        return cell.height if flow is None else flow.height + cell.padding

    def _top_of(self, cell: SetCell) -> Pt:
        """Where the cell's piece begins in this fragment."""
        return self._lines[max(cell.row - self._first, 0) + self._headers]

    # Placing

    def _repeat_headers(self) -> None:
        """Repeat the header rows, unless they would leave no room for the row that goes on below them."""
        table, start = self._table, self._element.start
        if not table.headers or start < table.headers:
            return
        headers = table.rows[: table.headers]
        height = sum(row.height for row in headers)
        following = self._height_of(start) if not table.rows[start].can_split else table.rows[start].head
        if height + min(following, self._room / 2) > self._room:
            return
        copy = _Fragment(TableElement(_only(table, headers)), _UNLIMITED, True, 0)
        placed = copy.place()
        if placed:
            self._contents.append((0, 0, Copy(copy._contents)))
            self._pieces += copy._pieces
            self._lines = copy._lines
            self._headers = len(headers)

    def _place_row(self, index: int, height: Pt) -> None:
        row = self._table.rows[index]
        top = self._y
        self._lines.append(top + height)
        for cell in row.single:
            self._piece(cell, top, top + height)
        if not self._table.spanning:
            return
        self._open += [cell for cell in row.cells if cell.spans]
        for cell in [cell for cell in self._open if cell.last_row == index]:
            self._piece(cell, self._top_of(cell), top + height)
            self._open.remove(cell)

    def _piece(self, cell: SetCell, top: Pt, bottom: Pt) -> None:
        """Put all that is left of a cell into its box."""
        fresh = self._is_fresh(cell)
        flow = self._carried.pop(cell, None)
        if flow is None:
            drawn, height = cell.drawn, cell.content  # of turned contents, `_put` knows more
        else:
            filled = fill(flow, _UNLIMITED, force=True)
            drawn, height = filled.drawn, filled.height
        self._put(cell, Filled(drawn, height, None), (top, bottom), fresh=fresh, is_first=flow is None)

    def _is_fresh(self, cell: SetCell) -> bool:
        """Whether nothing of a cell's contents is placed yet, though the cell may have begun on an earlier page."""
        flow = self._carried.get(cell)
        return flow is None or (bool(flow.elements) and not flow.start and flow.first is None)

    def _put(self, cell: SetCell, part: Filled, box: tuple[Pt, Pt], *, fresh: bool, is_first: bool) -> None:
        """Put a part of a cell into its box. What runs down or up fills the box, wherever it stands in it."""
        top, bottom = box
        drawn, height = part.drawn, part.height
        if cell.turned:
            height = max(bottom - top - cell.padding, height)
            if fresh and part.rest is None:
                drawn = cell.turned.drawn(height)
        spare = max(bottom - top - height - cell.padding, 0)
        down = top + cell.top + {"center": spare / 2, "bottom": spare}.get(cell.cell.vertical, 0)
        right = cell.x + cell.left
        self._contents += [(right + x, down + y, what) for x, y, what in drawn]
        if cell.tags and is_first:
            self._contents.append((cell.x, top, _TagBox(cell.tags, cell.width, bottom - top)))
        self._pieces.append(CellPiece(cell.cell, top, bottom))

    # Breaking

    def _split_row(self, index: int, forced: bool) -> TableElement | None:
        """Place what fits of the row's cells; None if one cannot begin here, or the row may not split."""
        row = self._table.rows[index]
        room = self._room - self._y
        if row.exact or not (row.can_split or forced):
            return None
        if not forced and self._contents_height(row) <= room + TOLERANCE:
            return None  # the row's own height is too much: it goes to the next page as a whole
        parts = {cell: self._part(cell, room, forced) for cell in row.single}
        parts |= {
            cell: self._part(cell, self._room - self._top_of(cell), forced)
            for cell in self._open
            if cell.last_row == index
        }
        begins = all(part.drawn or not self._flow(cell).elements for cell, part in parts.items() if not cell.spans)
        if not any(part.rest for part in parts.values()) or not (begins or forced):
            return None
        if not any(part.drawn for part in parts.values()):
            return None
        height = max(
            (part.height + cell.padding - (self._y - self._top_of(cell) if cell.spans else 0))
            for cell, part in parts.items()
        )
        height = max(height, 0)
        top = self._y
        self._lines.append(top + height)
        self._open += [cell for cell in row.cells if cell.spans]
        begun = self._begun(index) + height
        for cell, part in parts.items():
            was_carried, fresh = cell in self._carried, self._is_fresh(cell)
            self._carried[cell] = part.rest or _NOTHING
            box = (self._top_of(cell) if cell.spans else top, top + height)
            self._put(cell, part, box, fresh=fresh, is_first=not was_carried)
        self._open = [cell for cell in self._open if cell not in parts]
        return TableElement(self._table, index, self._carried, begun)

    def _contents_height(self, row: SetRow) -> Pt:
        return max((self._left(cell) for cell in (*row.single, *self._open)), default=0)

    def _flow(self, cell: SetCell) -> Flow:
        return self._carried.get(cell, cell.flow)

    def _part(self, cell: SetCell, room: Pt, forced: bool) -> Filled:
        return fill(self._flow(cell), max(room - cell.padding, 0), force=forced)

    def _close(self, rest: TableElement) -> TableElement:
        """End the cells that go on in later rows: as much of their contents as fits stays here."""
        carried = dict(rest.carried)
        for cell in self._open:
            top = self._top_of(cell)
            part = fill(self._flow(cell), self._y - top - cell.padding, force=False)
            self._put(cell, part, (top, self._y), fresh=self._is_fresh(cell), is_first=cell not in carried)
            carried[cell] = part.rest or _NOTHING
        return rest._replace(carried=carried)

    def _draw(self, *, ends: bool) -> Drawn:
        table, left = self._table, self._table.left
        grid: Grid | SpacedGrid
        if table.spacing:
            grid = SpacedGrid(table.edges, tuple(self._lines), tuple(self._pieces), table.spacing, table.frame)
        else:
            grid = Grid(table.edges, tuple(self._lines), tuple(self._pieces), ends)
        return [(left, 0, grid), *[(left + x, y, what) for x, y, what in self._contents]]


def _only(table: SetTable, rows: tuple[SetRow, ...]) -> SetTable:
    """The table with its header rows only."""
    spanning = tuple(cell for row in rows for cell in row.cells if cell.spans)
    return table._replace(rows=rows, headers=0, spanning=spanning)


class _TagBox(NamedTuple):
    """Reports a cell that holds tagged content controls."""

    tags: tuple[str, ...]
    width: Pt
    height: Pt

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        for tag in self.tags:
            sheet.place(tag, (x, y, self.width, self.height))
