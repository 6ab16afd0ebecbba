"""The widths of a table's columns, from its grid, its cells' and its own preferred width (ECMA-376 17.4.48, .63, .71).

What contents make of the columns is the layout's affair: `Autofit` says what they may.
"""

from __future__ import annotations

from docgen.lengths import Pt
from docgen.pages.read.block_model import Autofit
from docgen.pages.read.cell_properties import Width
from docgen.pages.read.table_grid import Grid

_LEAST_COLUMN: Pt = 1  # a column that nothing gives a width is not nothing
_SAME: Pt = 1.5  # word processors round widths to their screen's pixels; what differs by less is the same


def column_widths(grid: Grid, width: Width | None, room: Pt) -> tuple[Pt, ...]:
    """The widths of the columns.

    Where all cells of a column ask for one width it has that, as in Word, whatever `w:tblGrid` says of it; the grid
    holds what the last layout came to. A column that neither gives a width takes an even share of what is left, or
    nothing where no cell lies in it alone. A table that wants a width of its own is brought to it.
    """
    width = width or Width()
    wanted = width.points or width.share * room
    widths = (grid.widths + [0] * grid.width)[: grid.width]
    asked = _asked(grid, wanted or room)
    own = {index for row in grid.rows for cell in row.cells if cell.column_span == 1 for index in [cell.column]}
    widths = [asked.get(index, column) for index, column in enumerate(widths)]
    missing = [index for index, column in enumerate(widths) if not column]
    missing = [index for index in missing if index in own] if sum(widths) else missing
    if missing:
        share = max(_LEAST_COLUMN, ((wanted or room) - sum(widths)) / len(missing))
        widths = [share if index in missing else column for index, column in enumerate(widths)]
    total = sum(widths)
    if wanted and total and (width.share or abs(total - wanted) > _SAME):
        widths = [column * wanted / total for column in widths]
    return tuple(widths)


def read_fit(grid: Grid, width: Width | None, room: Pt, *, is_fixed: bool) -> Autofit | None:
    """What contents may do to the columns: nothing where the layout is fixed (17.4.52).

    They decide where no cell asks for a width and some say so (`auto`), or the grid is silent.
    """
    if is_fixed:
        return None
    width = width or Width()
    places = [cell.properties.place for row in grid.rows for cell in row.cells]
    decide = not any(place.width.points or place.width.share for place in places) and (
        any(place.is_auto for place in places) or not all((grid.widths + [0] * grid.width)[: grid.width])
    )
    return Autofit(width.points or width.share * room, decide)


def _asked(grid: Grid, whole: Pt) -> dict[int, Pt]:
    """The width that all cells which lie in one column alone ask for, by column, where they agree."""
    widths: dict[int, list[Pt]] = {}
    for row in grid.rows:
        for cell in row.cells:
            if cell.column_span == 1:
                width = cell.properties.place.width
                widths.setdefault(cell.column, []).append(width.points or width.share * whole)
    return {
        column: found[0]
        for column, found in widths.items()
        if min(found) > 0 and (max(found) - min(found) <= _SAME or not _known(grid, column))
    }


def _known(grid: Grid, column: int) -> bool:
    return column < len(grid.widths) and bool(grid.widths[column])
