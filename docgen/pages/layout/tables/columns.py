"""Fits the columns of a table to what stands in them, where the table lets it (ECMA-376 17.18.87, autofit).

Turns a table's columns into wider and narrower ones. A word or a picture that does not fit widens its column: first at
the cost of columns that have room to spare, then at that of the room beside the table. A table whose columns contents
decide has columns as wide as their longest lines; if that is too much, they give up in proportion to what they could.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.read.block_model import Block, Cell, Paragraph, Table
from docgen.pages.read.inline_model import Picture
from docgen.pages.read.run_model import TextRun

Extent: TypeAlias = Callable[[Sequence[Block]], tuple[Pt, Pt]]
"""The least and the greatest width of blocks: of what cannot be broken, and where nothing is."""

_WORDS = re.compile(r"[!-\u024f]{3,}")
"""What may be a word that is too long: so many characters without a space or Han among them."""

_ROUNDING: Pt = 0.1

_OUTDENT: Pt = 16
"""By so much a table may be wider than its room before that narrows it: the margins of cells stand beside the text."""


class _Need(NamedTuple):
    """The least and the greatest width that columns want."""

    least: list[Pt]
    most: list[Pt]


def fit_columns(table: Table, room: Pt, extent: Extent) -> tuple[Pt, ...]:
    """The columns of `table`, in `room`."""
    if table.fit is None:
        return table.columns
    if table.fit.decide:
        return _by_contents(table, table.fit.wants, room, extent)
    if not table.fit.wants and sum(table.columns) > room + _OUTDENT:
        return _narrowed(table, room, extent)
    return _widened(table, room, extent) if _may_be_cramped(table) else table.columns


def _by_contents(table: Table, wants: Pt, room: Pt, extent: Extent) -> tuple[Pt, ...]:
    need = _need(table, extent)
    target = wants or min(sum(need.most), room)
    if sum(need.most) <= target:
        total = sum(need.most) or 1
        return tuple([most * target / total for most in need.most])
    if sum(need.least) >= target:
        return tuple([least * target / sum(need.least) for least in need.least])
    share = (target - sum(need.least)) / (sum(need.most) - sum(need.least))
    return tuple([least + share * (most - least) for least, most in zip(need.least, need.most, strict=True)])


def _narrowed(table: Table, room: Pt, extent: Extent) -> tuple[Pt, ...]:
    """The columns of a table that would be wider than its room, each with less of what it does not need."""
    least = _need(table, extent).least
    spare = [max(column - need, 0) for need, column in zip(least, table.columns, strict=True)]
    share = min((sum(table.columns) - room) / sum(spare), 1) if sum(spare) else 0
    return tuple([column - share * free for column, free in zip(table.columns, spare, strict=True)])


def _widened(table: Table, room: Pt, extent: Extent) -> tuple[Pt, ...]:
    """The columns with as much more as their words need."""
    least = _need(table, extent).least
    columns = list(table.columns)
    short = sum([max(need - column, 0) for need, column in zip(least, columns, strict=True)])
    if not short:
        return table.columns
    spare = [max(column - need, 0) for need, column in zip(least, columns, strict=True)]
    given = min(short, sum(spare))
    beside = max(min(short - given, room - sum(columns)), 0)
    share = (given + beside) / short
    of_spare = given / sum(spare) if given else 0
    return tuple(
        [
            column + share * max(need - column, 0) - of_spare * free
            for need, column, free in zip(least, columns, spare, strict=True)
        ]
    )


def _may_be_cramped(table: Table) -> bool:
    """Whether a word or a picture might not fit; seldom, and it costs little to know."""
    return any(_is_cramped(cell, table.columns) for row in table.rows for cell in row.cells)


def _is_cramped(cell: Cell, columns: Sequence[Pt]) -> bool:
    width = sum(columns[cell.column : cell.column + cell.column_span]) - cell.margins.left - cell.margins.right
    if cell.direction != "across":
        return False
    for block in cell.blocks:
        if not isinstance(block, Paragraph):
            if sum(block.columns) > width + 1:
                return True
            continue
        for inline in block.inlines:
            if type(inline) is TextRun:
                if len(inline.text) * inline.style.size > width and _longest(inline) > width:
                    return True
            elif isinstance(inline, Picture) and inline.width > width:
                return True
    return False


def _longest(run: TextRun) -> Pt:
    """The most that a word in the run can be wide."""
    return max([len(word) for word in _WORDS.findall(run.text)], default=0) * run.style.size


def _need(table: Table, extent: Extent) -> _Need:
    """What each column needs: what the cells in it alone do, and its share of what wider cells need besides."""
    count = len(table.columns)
    need = _Need([0.0] * count, [0.0] * count)
    cells = [cell for row in table.rows for cell in row.cells if cell.column < count]
    for cell in sorted(cells, key=lambda cell: cell.column_span):
        wants = _of_cell(cell, extent)
        columns = range(cell.column, min(cell.column + cell.column_span, count))
        for place, widths in enumerate(need):
            more = wants[place] - sum([widths[column] for column in columns])
            if more > 0:
                for column, share in _shares(columns, widths, table.columns):
                    widths[column] += share * more
    return need


def _shares(columns: range, widths: Sequence[Pt], given: Sequence[Pt]) -> Iterator[tuple[int, float]]:
    """How columns share what a cell over all of them needs: by what they have, or by what the file gives them."""
    by = widths if sum([widths[column] for column in columns]) else given
    total = sum([by[column] for column in columns])
    for column in columns:
        yield column, by[column] / total if total else 1 / len(columns)


def _of_cell(cell: Cell, extent: Extent) -> tuple[Pt, Pt]:
    margins = cell.margins.left + cell.margins.right + _ROUNDING
    if cell.direction != "across":
        return margins, margins
    least, most = extent(cell.blocks)
    return least + margins, most + margins
