"""Tables on the terminal, in which a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.cli.console import Console


_NARROW = 10
"""Columns of the terminal that are left for a text where numbers, versions and dates, which people copy, stay whole."""
_BETWEEN = 3
"""Columns between two columns of the table."""


_LONG = 500
"""Rows from which on a table is for searching and piping, and seconds of layout would only be in the way."""


def table(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table with a line of heads; a very long one plainly, without fitting it to the terminal."""
    if len(rows) > _LONG:
        _print_plainly(console, heads, rows)
        return
    from rich import box
    from rich.console import Console as RichConsole
    from rich.table import Table
    from rich.text import Text

    target = RichConsole(highlight=False)
    if not target.is_terminal:
        target = RichConsole(highlight=False, width=200)  # a pipe has no edge to wrap at
    columns = [[row[number] for row in rows] for number in range(len(heads))]
    whole = [all(cell.isascii() for cell in cells) for cells in columns]
    needed = sum(
        max(map(len, cells), default=0) if is_whole else _NARROW for cells, is_whole in zip(columns, whole, strict=True)
    )
    has_room = needed + _BETWEEN * len(heads) <= target.width
    view = Table(box=box.SIMPLE_HEAD)
    for head, is_whole in zip(heads, whole, strict=True):
        view.add_column(head, overflow="fold", no_wrap=is_whole and has_room)
    for row in rows:
        view.add_row(*(Text(console.safe(cell)) for cell in row))
    target.print(view)


def _print_plainly(console: Console, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    lines = [heads, *([console.safe(cell) for cell in row] for row in rows)]
    widths = [max(map(_columns, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell + " " * (width - _columns(cell)) for cell, width in zip(line, widths, strict=True))
        console.print("  ".join(cells).rstrip())


@lru_cache(maxsize=4096)
def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char) for char in text)
