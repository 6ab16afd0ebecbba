"""The grid of a table: which cell stands where, and how far merges reach (ECMA-376 17.4.17, .22, .85).

Knows nothing of looks. A cell that a merge covers belongs to the cell that covers it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.lengths import Pt
from docgen.pages.read.ooxml import Element, W, child, number, twips, val
from docgen.pages.read.runs import control_tag
from docgen.pages.read.table_properties import RowProperties, Width, read_row_properties, read_width

_MOST_COLUMNS = 256  # Word allows 63; a file that asks for millions is broken or hostile
_LEAST_COLUMN: Pt = 1  # a column that nothing gives a width is not nothing
_TRANSPARENT = frozenset(W + name for name in ("customXml", "ins", "moveTo"))


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell in its place, all 0-based. `covered` are the cells its merge covers, `tags` the controls around it.

    Rows may be shorter than the grid: `begins_row` and `ends_row` say whether it is the first or last cell of a row.
    """

    element: Element
    properties: Element | None
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
    def merges_down(self) -> bool:
        """Whether a cell below may continue it."""
        return child(self.properties, W + "vMerge") is not None

    @property
    def end(self) -> int:
        """The first column right of it."""
        return self.column + self.column_span

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.row + self.row_span


@dataclass(slots=True)
class GridRow:
    """A row with the cells that begin in it."""

    element: Element
    properties: RowProperties
    cells: list[GridCell]


@dataclass(frozen=True, slots=True)
class Grid:
    """All of a table: its rows, and for every row and column the cell that lies there."""

    rows: list[GridRow]
    width: int
    owners: list[dict[int, GridCell]]


def read_grid(table: Element) -> Grid:
    """Place the cells of a `w:tbl`. Hidden and deleted rows are not there."""
    rows: list[GridRow] = []
    owners: list[dict[int, GridCell]] = []
    for element, tags in _wrapped(table, W + "tr"):
        properties = read_row_properties(child(element, W + "trPr"))
        if not properties.hidden:
            above = owners[-1] if owners else {}
            row, owned = _place_row(element, properties, len(rows), above)
            if row.cells:
                row.cells[0].tags = tags + row.cells[0].tags
            rows.append(row)
            owners.append(owned)
    width = max((column + 1 for owned in owners for column in owned), default=0)
    return Grid(rows, max(width, len(_grid_widths(table))), owners)


def _place_row(
    element: Element, properties: RowProperties, row: int, above: dict[int, GridCell]
) -> tuple[GridRow, dict[int, GridCell]]:
    """Place one row's cells under the row above."""
    cells: list[GridCell] = []
    owned: dict[int, GridCell] = {}
    column = min(properties.before, _MOST_COLUMNS)
    previous: GridCell | None = None
    for count, (cell, tags) in enumerate(_wrapped(element, W + "tc")):
        cell_properties = child(cell, W + "tcPr")
        span = min(max(1, number(val(child(cell_properties, W + "gridSpan")), 1)), _MOST_COLUMNS)
        merging = above.get(column) if _continues(cell_properties, "vMerge") else None
        if previous is not None and _continues(cell_properties, "hMerge"):
            previous.covered.append(cell)
            if previous.row == row:
                previous.column_span += span
            owner = previous
        elif merging is not None and merging.column == column and merging.merges_down:
            merging.covered.append(cell)
            merging.row_span = row - merging.row + 1
            span = merging.column_span
            owner = merging
        else:
            owner = GridCell(cell, cell_properties, row, count, column, span, tags=tags)
            cells.append(owner)
        owned.update(dict.fromkeys(range(column, column + span), owner))
        column += span
        owner.begins_row |= previous is None
        previous = owner
    if previous is not None:
        previous.ends_row = True
    return GridRow(element, properties, cells), owned


def _continues(properties: Element | None, name: str) -> bool:
    """Whether a cell continues a merge: the element is there and does not say `restart` (ECMA-376 17.18.57)."""
    merge = child(properties, W + name)
    return merge is not None and val(merge) != "restart"


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


# --- widths -----------------------------------------------------------------------------------------------------------


def column_widths(table: Element, grid: Grid, width: Width | None, room: Pt) -> tuple[Pt, ...]:
    """The widths of the columns, from `w:tblGrid`, which holds what the last layout came to (ECMA-376 17.4.48).

    A column that the grid leaves out takes the width of a cell that lies in it alone, or an even share of what is left.
    A table that wants a share of the room is brought to it.
    """
    width = width or Width()
    widths = (_grid_widths(table) + [0] * grid.width)[: grid.width]
    wanted = width.points or width.share * room
    if not all(widths):
        own = _cell_widths(grid)
        widths = [column or own.get(index, 0) for index, column in enumerate(widths)]
    if missing := widths.count(0):
        share = max(_LEAST_COLUMN, ((wanted or room) - sum(widths)) / missing)
        widths = [column or share for column in widths]
    total = sum(widths)
    if width.share and total:
        widths = [column * wanted / total for column in widths]
    return tuple(widths)


def _grid_widths(table: Element) -> list[Pt]:
    grid = child(table, W + "tblGrid")
    columns = () if grid is None else grid.iterchildren(W + "gridCol")
    return [max(0, twips(column.get(W + "w"))) for column in columns]


def _cell_widths(grid: Grid) -> dict[int, Pt]:
    """The preferred width of the first cell that lies in one column alone, by column."""
    widths: dict[int, Pt] = {}
    for row in grid.rows:
        for cell in row.cells:
            if cell.column_span == 1 and cell.column not in widths:
                points = read_width(child(cell.properties, W + "tcW")).points
                if points:
                    widths[cell.column] = points
    return widths
