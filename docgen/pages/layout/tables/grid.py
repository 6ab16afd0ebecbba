"""Sets the cells of a table and finds the heights of its rows, before anything is known of pages.

Turns a `Table` into a `SetTable`: every cell's contents broken to the cell's width, every row's height as it is where
no page break comes between (ECMA-376 17.4.80). A cell over several rows makes the last of them grow where it needs to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.boxes import thickness
from docgen.pages.layout.flow import Flow, Stacked
from docgen.pages.layout.sheet import Drawn
from docgen.pages.layout.tables.columns import Extent, fit_columns
from docgen.pages.layout.tables.fitted_cells import fitted
from docgen.pages.layout.tables.spaced import room_around
from docgen.pages.layout.turned import Turned
from docgen.pages.read.block_model import Block, Cell, Paragraph, Row, Table, tags_in
from docgen.pages.read.border_model import NO_EDGES, Edges, Margins

SetBlocks: TypeAlias = Callable[[Sequence[Block], Pt], Stacked]
"""Sets blocks in a cell of the given width."""

_NARROWEST: Pt = 1
"""What a cell has left for its contents at least, whatever its margins."""

_NOTHING = Stacked(Flow(()), [], 0)


@dataclass(eq=False, repr=False)
class SetCell:
    """A cell with its contents set: never changed, and a key, by identity.

    `x` is from the table's left edge; `last_row` the last row that it covers.

    `left` is the margin before the contents, `content` their height, `drawn` they themselves from their own top left
    corner. `top` lies above them: the border, which takes room in its row, and the margin. `padding` is that and what
    lies below; below the table's last row the border takes room too. `turned` are contents that run down or up, which
    are drawn when the height of the rows is known; `content` is the least that they need.
    """

    row: int
    last_row: int
    cell: Cell
    x: Pt
    width: Pt
    flow: Flow
    drawn: Drawn
    content: Pt
    tags: tuple[str, ...]
    top: Pt
    padding: Pt
    left: Pt
    turned: Turned | None = None

    @property
    def spans(self) -> bool:
        """Whether it covers more than one row."""
        return self.last_row > self.row

    @property
    def height(self) -> Pt:
        """The height that the cell needs."""
        return self.content + self.padding


class SetRow(NamedTuple):
    """A row with the cells that begin in it. `head` is the least height in which it can begin on a page.

    `own` is the height without what cells over several rows need, `height` with it.
    """

    cells: tuple[SetCell, ...]
    single: tuple[SetCell, ...]
    own: Pt
    height: Pt
    head: Pt
    least: Pt
    can_split: bool
    exact: bool
    glue: bool


class SetTable(NamedTuple):
    """A table ready for pages. `edges` are the columns' edges from the table's left edge, `left` that of the table.

    `headers` counts the rows that are repeated; `spanning` are the cells over several rows.
    """

    left: Pt
    edges: tuple[Pt, ...]
    rows: tuple[SetRow, ...]
    headers: int
    spanning: tuple[SetCell, ...]
    spacing: Pt = 0
    frame: Edges = NO_EDGES


def set_table(table: Table, width: Pt, set_blocks: SetBlocks, extent: Extent) -> SetTable:
    """Set `table` in a column of `width`."""
    edges = tuple(accumulate(fit_columns(table, width, extent), initial=0.0))
    cells = [
        tuple([_set_cell(cell, index, table, edges, set_blocks) for cell in row.cells])
        for index, row in enumerate(table.rows)
    ]
    spanning = tuple(cell for row in cells for cell in row if cell.spans)
    headers = next((index for index, row in enumerate(table.rows) if not row.is_header), 0)
    rows = _rows(table.rows, cells, spanning, headers)
    free = width - edges[-1]
    left = {"center": free / 2, "right": free}.get(table.alignment, table.indent)
    return SetTable(left, edges, rows, headers, spanning, table.spacing, table.frame)


def begins_page(table: Table) -> bool:
    """Whether the table's first paragraph asks for a new page (in a cell, nothing does)."""
    first = _first_paragraph(table.rows[0])
    return first is not None and first.format.page_break_before


def _set_cell(cell: Cell, row: int, table: Table, edges: tuple[Pt, ...], set_blocks: SetBlocks) -> SetCell:
    rows, margins = table.rows, cell.margins
    x = edges[min(cell.column, len(edges) - 1)]
    width = edges[min(cell.column + cell.column_span, len(edges) - 1)] - x
    if table.spacing:
        margins = _margins_apart(cell, table, row)
    room = max(width - margins.left - margins.right, _NARROWEST)
    last = min(row + max(cell.row_span, 1), len(rows)) - 1
    top = thickness(cell.edges.top) + margins.top
    closes = last == len(rows) - 1 or table.spacing
    padding = top + margins.bottom + (thickness(cell.edges.bottom) if closes else 0)
    tags = tags_in(cell.blocks)
    if cell.direction != "across":
        said = sum(covered.height for covered in rows[row : last + 1])
        turned = Turned(cell.blocks, room, cell.direction, cell.vertical, set_blocks)
        least = turned.needs(max(said - padding, 0), grows=not said)
        flow = turned.flow(least)
        return SetCell(row, last, cell, x, width, flow, [], least, tags, top, padding, margins.left, turned)
    blocks = fitted(cell.blocks, room, set_blocks) if cell.fits else cell.blocks
    flow, drawn, height = _NOTHING if cell.hides_mark and _is_empty(blocks) else set_blocks(blocks, room)
    return SetCell(row, last, cell, x, width, flow, drawn, height, tags, top, padding, margins.left)


def _margins_apart(cell: Cell, table: Table, row: int) -> Margins:
    """The margins of a cell and the space around it, which is twice as much at the table's edge."""
    space, margins = table.spacing, cell.margins
    around = room_around(cell, space, len(table.columns))
    last = row + max(cell.row_span, 1) >= len(table.rows)
    return Margins(
        margins.top + space * (1 + (row == 0)),
        margins.right + around.right,
        margins.bottom + space * (1 + last),
        margins.left + around.left,
    )


def _is_empty(blocks: Sequence[Block]) -> bool:
    return all(isinstance(block, Paragraph) and not block.inlines for block in blocks)


def _rows(
    rows: Sequence[Row], cells: Sequence[tuple[SetCell, ...]], spanning: Sequence[SetCell], headers: int
) -> tuple[SetRow, ...]:
    ending: dict[int, list[SetCell]] = {}
    for cell in spanning:
        ending.setdefault(cell.last_row, []).append(cell)
    result: list[SetRow] = []
    for index, row in enumerate(rows):
        single = tuple([cell for cell in cells[index] if not cell.spans])
        least = 0 if row.height_rule == "auto" else row.height
        exact = row.height_rule == "exact"
        contents = max([cell.height for cell in single], default=0)
        own = max(least if exact else max(contents, least), 0)
        height = own
        if not exact:
            for cell in ending.get(index, ()):
                height = max(height, cell.height - sum(above.height for above in result[cell.row :]))
        can_split = row.can_split and not exact and index >= headers
        head = height
        if can_split and contents > least:
            head = min(height, max([cell.flow.head + cell.padding for cell in single], default=height))
        glue = index < headers or _keeps_next(row)
        result.append(SetRow(cells[index], single, own, height, head, least, can_split, exact, glue))
    return tuple(result)


def _keeps_next(row: Row) -> bool:
    """Word asks the row's first paragraph (it keeps rows together as it does paragraphs)."""
    first = _first_paragraph(row)
    return first is not None and first.format.keep_next


def _first_paragraph(row: Row) -> Paragraph | None:
    for cell in row.cells:
        for block in cell.blocks:
            return block if isinstance(block, Paragraph) else None
    return None
