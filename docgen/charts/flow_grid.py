"""Places the nodes of a flow on a grid: rows by progress, columns so that the main line runs straight.

This is the layered method of Sugiyama, Tagawa and Toda (1981) with rows of limited width (Coffman and Graham, 1972). A
long flow continues in a further band of columns to the right, as text does in newspaper columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from docgen.charts.flow_graph import FlowGraph


class Place(NamedTuple):
    """A cell of the grid, counted from its top left."""

    row: int
    column: int


@dataclass(frozen=True)
class Grid:
    """Every node in a cell of its own."""

    rows: int
    columns: int
    places: tuple[Place, ...]

    @cached_property
    def occupied(self) -> dict[Place, int]:
        """Which node stands in a cell."""
        return {place: node for node, place in enumerate(self.places)}

    def is_free(self, column: int, rows: range) -> bool:
        """Whether no node stands in `column` in any of `rows`."""
        return not any(Place(row, column) in self.occupied for row in rows)


class Layering(NamedTuple):
    """The nodes row by row from the top, and for each node its column; bands are not cut yet."""

    rows: tuple[tuple[int, ...], ...]
    columns: tuple[int, ...]


def layer(graph: FlowGraph, widest: int) -> Layering:
    """The layering with at most `widest` nodes in a row."""
    rows = _rows(graph, widest)
    return Layering(rows, tuple(_columns(graph, rows)))


def _rows(graph: FlowGraph, widest: int) -> tuple[tuple[int, ...], ...]:
    """The nodes row by row: each below all that lead to it."""
    level = _longest_ways(graph)
    rows: list[list[int]] = []
    row_of: dict[int, int] = {}
    for node in sorted(range(len(graph.nodes)), key=lambda each: (level[each], each)):
        row = 1 + max((row_of[before] for before in graph.predecessors[node]), default=-1)
        while row < len(rows) and len(rows[row]) >= widest:
            row += 1
        while row >= len(rows):
            rows.append([])
        rows[row].append(node)
        row_of[node] = row
    return tuple(map(tuple, rows))


def place(layering: Layering, bands: int) -> Grid:
    """The grid for `layering`, cut into `bands` of about equal height that stand side by side."""
    rows, column = layering.rows, layering.columns
    height = -(-len(rows) // bands)
    places: dict[int, Place] = {}
    left = 0
    for first in range(0, len(rows), height):
        band = rows[first : first + height]
        used = sorted({column[node] for row in band for node in row})
        for number, row in enumerate(band):
            places |= {node: Place(number, left + used.index(column[node])) for node in row}
        left += len(used)
    return Grid(height, left, tuple(places[node] for node in range(len(column))))


def _longest_ways(graph: FlowGraph) -> list[int]:
    """For each node the number of steps of the longest way to it, loops left out."""
    level = [0] * len(graph.nodes)
    waiting = [len(before) for before in graph.predecessors]
    ready = [node for node, count in enumerate(waiting) if not count]
    while ready:
        node = ready.pop()
        for after in graph.successors[node]:
            level[after] = max(level[after], level[node] + 1)
            waiting[after] -= 1
            if not waiting[after]:
                ready.append(after)
    return level


def _columns(graph: FlowGraph, rows: Sequence[Sequence[int]]) -> list[int]:
    """A column for each node: near the nodes before it, then near those after it, then near those before it again."""
    count = max(map(len, rows))
    middle = (count - 1) / 2
    column = [0] * len(graph.nodes)
    for sweep, neighbours in enumerate((graph.predecessors, graph.successors, graph.predecessors)):
        ordered = rows if neighbours is graph.predecessors else rows[::-1]
        for row in ordered:
            wanted = {
                node: _mean([column[other] for other in neighbours[node]], middle if sweep == 0 else column[node])
                for node in row
            }
            for node, chosen in _nearest(wanted, count).items():
                column[node] = chosen
    return column


def _mean(columns: Sequence[int], otherwise: float) -> float:
    return sum(columns) / len(columns) if columns else otherwise


def _nearest(wanted: dict[int, float], count: int) -> dict[int, int]:
    """Distinct columns for the nodes of a row, in the order of what they want and as near to it as can be."""
    if len(wanted) == count:
        return {node: column for column, node in enumerate(sorted(wanted, key=lambda node: wanted[node]))}
    if len(wanted) == 1:
        return {node: math.ceil(column - 0.5) for node, column in wanted.items()}
    order = sorted(wanted, key=lambda node: wanted[node])
    best = min(
        combinations(range(count), len(order)),
        key=lambda columns: sum(abs(wanted[node] - column) for node, column in zip(order, columns, strict=True)),
    )
    return dict(zip(order, best, strict=True))
