"""Turns text from a clipboard into a grid of cells, as spreadsheets, Word and browsers put tables there.

There is no standard for it. Cells are separated by tabs and rows by line ends; a cell with a line end or a tab inside
stands in quotation marks, doubled within (as RFC 4180, 2.7 has it). Excel leaves other cells as they are, even those
that begin with a quotation mark; LibreOffice puts those in quotes, too. Word quotes nothing.

Does not know what the cells mean.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from docgen.terminal_text import cleaned

Grid: TypeAlias = tuple[tuple[str, ...], ...]
"""Rows of cells, in the order pasted; blank rows are kept, so that the index is the row as pasted."""

_QUOTED = re.compile(r'"((?>[^"]+|"")*+)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*+")
_NEEDS_QUOTES = re.compile(r'[\t\n]|""')


def split_cells(text: str) -> Grid:
    """The cells of a pasted text."""
    text = cleaned(text).rstrip("\n")
    if not text:
        return ()
    grid = _split(text)
    if '"' in text and not _is_even(grid):
        literal = _literal(text)
        grid = literal if _is_even(literal) else grid  # a quotation mark that only looked like the start of a cell
    if not _is_even(grid):
        grid = _rejoined(grid) or grid
    return grid


def _split(text: str) -> Grid:
    rows: list[tuple[str, ...]] = []
    cells: list[str] = []
    place = 0
    while True:
        match = _QUOTED.match(text, place)
        if match and _NEEDS_QUOTES.search(match[1]):
            cells.append(match[1].replace('""', '"'))
        else:
            match = _PLAIN.match(text, place)
            assert match is not None  # noqa: S101 - it matches the empty text
            cells.append(match[0])
        place = match.end()
        if place == len(text) or text[place] == "\n":
            rows.append(tuple(cells))
            cells = []
        if place == len(text):
            return tuple(rows)
        place += 1


def _literal(text: str) -> Grid:
    return tuple(tuple(line.split("\t")) for line in text.split("\n"))


def _is_even(grid: Grid) -> bool:
    """Whether all rows have as many cells, as those of a copied range do. Blank rows do not count."""
    return len({len(row) for row in grid if any(cell.strip() for cell in row)}) <= 1


def _rejoined(grid: Grid) -> Grid | None:
    """`grid` with rows joined that Word tore apart at the paragraphs of a cell; None where that makes no even grid.

    The first row, which holds the heads, gives the number of cells.
    """
    width = len(grid[0])
    rows: list[tuple[str, ...]] = []
    for line in grid:
        torn = rows and len(rows[-1]) < width and len(rows[-1]) + len(line) - 1 <= width
        if torn:
            last = rows[-1]
            rows[-1] = (*last[:-1], f"{last[-1]}\n{line[0]}", *line[1:])
        else:
            rows.append(line)
    return tuple(rows) if width > 1 and all(len(row) == width for row in rows) else None
