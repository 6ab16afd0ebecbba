"""The grid of a table: which cell stands where, and how far merges reach (ECMA-376 17.4.17, .22, .85).

Knows nothing of looks. A cell that a merge covers belongs to the cell that covers it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.read.cell_properties import MOST_COLUMNS, CellProperties
from docgen.pages.read.ooxml import Element, W, child, twips
from docgen.pages.read.runs import control_tag
from docgen.pages.read.styles import StyleSheet
from docgen.pages.read.table_properties import RowProperties
from docgen.pages.read.table_rows import RowPlaces, own_columns

_TRANSPARENT = frozenset(W + name for name in ("customXml", "ins", "moveTo"))


@dataclass(eq=False, repr=False)
class GridCell:
    """A cell in its place, all 0-based. `covered` are the cells its merge covers, `tags` the controls around it.

    Rows may be shorter than the grid: `begins_row` and `ends_row` say whether it is the first or last cell of a row.
    """

    element: Element
    properties: CellProperties
    row: int
    number: int
    column: int
    column_span: int
    row_span: int = 1
    begins_row: bool = False
    ends_row: bool = False
    covered: list[Element] = field(default_factory=list)
    tags: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The first column right of it."""
        return self.column + self.column_span

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.row + self.row_span


class GridRow(NamedTuple):
    """A row with the cells that begin in it."""

    element: Element
    properties: RowProperties
    cells: list[GridCell]


Neighbours: TypeAlias = list["GridCell | None"]


class Grid(NamedTuple):
    """All of a table: its rows, and for every row and column the cell that lies there.

    `width` counts the columns, of which `widths` gives those that `w:tblGrid` names.
    """

    rows: list[GridRow]
    width: int
    widths: list[Pt]
    owners: list[dict[int, GridCell]]

    def beyond(self, cell: GridCell) -> tuple[Neighbours, Neighbours, Neighbours, Neighbours]:
        """The cells beyond the top, right, bottom and left side: each once, and None for each stretch without any."""
        columns, rows = range(cell.column, cell.end), range(cell.row, cell.bottom)
        at = self.owner
        return (
            _each_once(at(cell.row - 1, column) for column in columns),
            _each_once(at(row, cell.end) for row in rows),
            _each_once(at(cell.bottom, column) for column in columns),
            _each_once(at(row, cell.column - 1) for row in rows),
        )

    def owner(self, row: int, column: int) -> GridCell | None:
        """The cell that lies at a place; None outside the table and where a row is shorter than the grid."""
        return self.owners[row].get(column) if 0 <= row < len(self.owners) else None


def _each_once(cells: Iterable[GridCell | None]) -> Neighbours:
    return [cell for cell, _ in groupby(cells)]


def read_grid(table: Element, sheet: StyleSheet) -> Grid:
    """Place the cells of a `w:tbl`. Hidden and deleted rows are not there."""
    found = list(_rows(table, sheet))
    widths = _grid_widths(table)
    layout = child(child(table, W + "tblPr"), W + "tblLayout")
    own = own_columns(
        [RowPlaces(row.before, row.after, [cell.properties.place for cell in cells]) for _, row, cells, _ in found],
        widths,
        is_fixed=layout is not None and layout.get(W + "type") == "fixed",
    )
    rows: list[GridRow] = []
    owners: list[dict[int, GridCell]] = []
    for element, properties, cells, tags in found:
        placing = _RowPlacing(len(rows), properties.before, owners[-1] if owners else {})
        for number, cell in enumerate(cells):
            placing.place(cell, own.spans[len(rows)][number] if own else None)
        rows.append(GridRow(element, properties, placing.finish(tags)))
        owners.append(placing.owned)
    widths = own.widths if own else widths
    width = max((max(owned) + 1 for owned in owners if owned), default=0)
    return Grid(rows, max(width, len(widths)), widths, owners)


class _Found(NamedTuple):
    """A `w:tc` with what it says, and the tags of the controls around it."""

    element: Element
    properties: CellProperties
    tags: tuple[str, ...]


def _rows(table: Element, sheet: StyleSheet) -> Iterator[tuple[Element, RowProperties, list[_Found], tuple[str, ...]]]:
    """The rows and cells that are there."""
    for element, tags in _wrapped(table, W + "tr"):
        properties = sheet.row_properties(child(element, W + "trPr"))
        if not properties.hidden:
            cells = [
                _Found(cell, sheet.cell_properties(child(cell, W + "tcPr")), cell_tags)
                for cell, cell_tags in _wrapped(element, W + "tc")
            ]
            yield element, properties, [cell for cell in cells if not cell.properties.place.is_deleted], tags


class _RowPlacing:
    """Places one row's cells, one after the other, under the row above; `owned` says whose each column is."""

    def __init__(self, row: int, before: int, above: Mapping[int, GridCell]) -> None:
        self.owned: dict[int, GridCell] = {}
        self._row = row
        self._column = min(before, MOST_COLUMNS)
        self._above = above
        self._cells: list[GridCell] = []
        self._count = 0
        self._previous: GridCell | None = None

    def place(self, cell: _Found, own: tuple[int, int] | None) -> None:
        """Place the next `w:tc`: it goes on with the cell before or above, or is one of its own.

        `own` are its first column and its span where the grid is not the file's.
        """
        element, properties, tags = cell
        place, previous = properties.place, self._previous
        column, span = own or (self._column, place.column_span)
        merging = self._above.get(column) if place.continues_down else None
        if place.continues_right and previous is not None:
            previous.covered.append(element)
            if previous.row == self._row:
                previous.column_span += span
            owner = previous
        elif merging is not None and merging.column == column and merging.properties.place.merges_down:
            merging.covered.append(element)
            merging.row_span = self._row - merging.row + 1
            span = merging.column_span
            owner = merging
        else:
            owner = GridCell(element, properties, self._row, self._count, column, span, tags=tags)
            self._cells.append(owner)
        for covered in range(column, column + span):
            self.owned[covered] = owner
        owner.begins_row |= previous is None
        self._column = column + span
        self._count += 1
        self._previous = owner

    def finish(self, tags: tuple[str, ...]) -> list[GridCell]:
        """The cells that begin in the row; `tags` are those of the controls around it."""
        if self._previous is not None:
            self._previous.ends_row = True
        if self._cells:
            self._cells[0].tags = tags + self._cells[0].tags
        return self._cells


def _wrapped(parent: Element, name: str, tags: tuple[str, ...] = ()) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """The rows or cells of `parent`, also those inside controls, each with the tags entered just before it."""
    for element in parent:
        if element.tag == name:
            yield element, tags
            tags = ()
        elif element.tag in _TRANSPARENT:
            yield from _wrapped(element, name, tags)
        elif element.tag == W + "sdt":
            content = child(element, W + "sdtContent")
            if content is not None:
                tag = control_tag(element)
                yield from _wrapped(content, name, (*tags, tag) if tag else tags)


def _grid_widths(table: Element) -> list[Pt]:
    grid = child(table, W + "tblGrid")
    columns = () if grid is None else grid.iterchildren(W + "gridCol")
    return [max(0, twips(column.get(W + "w"))) for column in columns]
