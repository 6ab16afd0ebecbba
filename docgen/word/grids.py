"""Makes a table's grid fit rows whose number of cells came from a loop (`{%tc for … %}`).

The columns that the loop made share the width that the template's table leaves them; the table stays as wide as it was.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from docgen.word.places import W

_TOLERANCE = 0.01


def fit_grids(root: Any) -> bool:
    """Mend every table under `root` whose longest row does not match its grid; whether there was one (17.4.48)."""
    return sum(_fit(table) for table in root.iter(f"{W}tbl")) > 0


def _fit(table: Any) -> bool:
    grid = table.find(f"{W}tblGrid")
    rows = [[cell for cell in row.iter(f"{W}tc") if cell.getparent() is row] for row in table.findall(f"{W}tr")]
    if grid is None or not rows:
        return False
    total = sum(int(column.get(f"{W}w", 0)) for column in grid)
    widths = [_width(cell) for cell in max(rows, key=len) for _ in range(_span(cell))]
    if abs(sum(widths) - total) <= total * _TOLERANCE and len(widths) == len(grid):
        return False
    fitted = _shared(widths, total)
    for column in list(grid):
        grid.remove(column)
    for width in fitted:
        column = grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)})
        grid.append(column)
    for cells in rows:
        start = 0
        for cell in cells:
            end = start + _span(cell)
            _set_width(cell, sum(fitted[start:end]))
            start = end
    return True


def _shared(widths: list[int], total: int) -> list[int]:
    """The longest run of equal columns takes what the others leave; where that is nothing, all shrink alike."""
    runs = [list(run) for _, run in groupby(widths)]
    longest = max(runs, key=len)
    others = sum(widths) - sum(longest)
    if len(longest) > 1 and others < total:
        share = (total - others) // len(longest)
        at = runs.index(longest)
        return (
            [width for run in runs[:at] for width in run]
            + [share] * len(longest)
            + [width for run in runs[at + 1 :] for width in run]
        )
    return [width * total // max(sum(widths), 1) for width in widths]


def _width(cell: Any) -> int:
    width = cell.find(f"{W}tcPr/{W}tcW")
    return int(float(width.get(f"{W}w", 0))) // _span(cell) if width is not None else 0


def _span(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(int(span.get(f"{W}val", 1)), 1) if span is not None else 1


def _set_width(cell: Any, width: int) -> None:
    element = cell.find(f"{W}tcPr/{W}tcW")
    if element is not None:
        element.set(f"{W}w", str(width))
        element.set(f"{W}type", "dxa")
