"""Right-to-left tables (`w:bidiVisual`, ECMA-376 17.4.1): the first column stands at the right.

What such a table calls left is right, of borders, margins and its own place. Text inside the cells runs as ever.
"""

from __future__ import annotations

from docgen.pages.read.block_model import Cell, Table
from docgen.pages.read.border_model import Edges, Margins
from docgen.pages.read.table_properties import HorizontalPlace

_OPPOSITE: dict[str, HorizontalPlace] = {"left": "right", "center": "center", "right": "left"}


def mirrored(table: Table) -> Table:
    """The table with its columns in reverse order."""
    count = len(table.columns)
    rows = [row._replace(cells=tuple([_mirrored(cell, count) for cell in row.cells])) for row in table.rows]
    return table._replace(
        columns=table.columns[::-1],
        rows=tuple(rows),
        alignment=_OPPOSITE[table.alignment],
        indent=0,
        frame=_swapped(table.frame),
    )


def _mirrored(cell: Cell, count: int) -> Cell:
    margins = cell.margins
    return cell._replace(
        column=max(count - cell.column - cell.column_span, 0),
        edges=_swapped(cell.edges),
        margins=Margins(margins.top, margins.left, margins.bottom, margins.right),
    )


def _swapped(edges: Edges) -> Edges:
    return Edges(edges.top, edges.left, edges.bottom, edges.right)
