"""Finds a way for every edge of a flow through the lanes between boxes; lengths come later.

Between the rows of the grid run channels (number k is above row k), between its columns gutters (number k is left of
column k). A way leaves its box below or at a side, follows channels and gutters in turn, and enters its box from above
or, to close a loop, at a side. So no way ever touches another box.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docgen.charts.flow_graph import Edge, FlowGraph
from docgen.charts.flow_grid import Grid, Place

Exit = Literal["bottom", "left", "right"]
Entry = Literal["top", "left", "right"]


class Leg(NamedTuple):
    """A stretch of a way: along channel `lane` (level) or gutter `lane` (upright)."""

    is_level: bool
    lane: int


class Route(NamedTuple):
    """The way of one edge. `port` is where it enters the top: -1 left of the middle, 0 in it, 1 right of it.

    Without legs it runs straight down, or from the side over to the target's column and down.
    """

    edge: Edge
    exit: Exit
    entry: Entry
    legs: tuple[Leg, ...]
    port: int = 0


@dataclass(eq=False, repr=False)
class _Router:
    graph: FlowGraph
    grid: Grid
    exits: set[tuple[int, str]] = field(default_factory=set)
    side_entries: dict[tuple[int, int], int] = field(default_factory=dict)
    claims: dict[Place, list[Edge]] = field(default_factory=dict)

    def routes(self) -> tuple[Route, ...]:
        """A way for each edge, in the order of the graph's edges."""
        exits = {edge: side for node in range(len(self.graph.nodes)) for edge, side in self._exits_of(node)}
        self.exits = {(edge.source, side) for edge, side in exits.items()}
        for edge in self.graph.edges:
            if exits[edge] == "bottom" and self._is_straight(edge):
                here, there = self.grid.places[edge.source], self.grid.places[edge.target]
                self._claim(edge, here.column, range(here.row + 1, there.row))
        return tuple(self._route(edge, exits[edge]) for edge in self.graph.edges)

    # Leaving

    def _exits_of(self, node: int) -> list[tuple[Edge, Exit]]:
        """The main way leaves below; others with a condition and all loops at the sides, as long as those are free."""
        edges = [edge for edge in self.graph.edges if edge.source == node]
        forward = [edge for edge in edges if not edge.is_back]
        main = next((edge for edge in forward if self._is_straight(edge)), forward[0] if forward else None)
        taken: set[Exit] = set()
        exits: list[tuple[Edge, Exit]] = []
        for edge in edges:
            side: Exit = "bottom"
            if edge is not main and (edge.is_back or edge.condition or self.graph.nodes[node].is_decision):
                side = self._free_side(edge, taken)
                taken.add(side)
            exits.append((edge, side))
        return exits

    def _free_side(self, edge: Edge, taken: set[Exit]) -> Exit:
        here, there = self.grid.places[edge.source], self.grid.places[edge.target]
        sides: tuple[Exit, ...] = ("left", "right") if there.column < here.column else ("right", "left")
        return next((side for side in sides if side not in taken), "bottom")

    def _is_straight(self, edge: Edge) -> bool:
        here, there = self.grid.places[edge.source], self.grid.places[edge.target]
        below = here.column == there.column and here.row < there.row
        return below and self.grid.is_free(here.column, range(here.row + 1, there.row))

    # On the way

    def _route(self, edge: Edge, leave: Exit) -> Route:
        here, there = self.grid.places[edge.source], self.grid.places[edge.target]
        if leave == "bottom":
            if self._is_straight(edge):
                return Route(edge, leave, "top", ())
            legs = self._legs_from_below(edge, here, there)
            return Route(edge, leave, "top", legs, self._port(there, legs, here.column))
        gutter = here.column + (leave == "right")
        if self._leads_over(edge, here, there, leave):
            return Route(edge, leave, "top", ())
        entry = self._side_entry(edge, gutter)
        if entry is not None:
            return Route(edge, leave, entry, (Leg(False, gutter),))
        legs = (Leg(False, gutter), Leg(True, there.row))
        return Route(edge, leave, "top", legs, self._port(there, legs, here.column))

    def _legs_from_below(self, edge: Edge, here: Place, there: Place) -> tuple[Leg, ...]:
        if there.row > here.row:
            between = range(here.row + 1, there.row)
            if here.column != there.column and self.grid.is_free(there.column, between):
                return (Leg(True, here.row + 1),)
            if here.column != there.column and self._claim(edge, here.column, between):
                return (Leg(True, there.row),)
        gutter = there.column if there.column > here.column else there.column + 1
        return (Leg(True, here.row + 1), Leg(False, gutter), Leg(True, there.row))

    def _leads_over(self, edge: Edge, here: Place, there: Place, leave: Exit) -> bool:
        """Whether the way can go sideways to the next column and straight down in it."""
        aside = 1 if leave == "right" else -1
        beside = there.row > here.row and there.column == here.column + aside
        return beside and self._claim(edge, there.column, range(here.row, there.row))

    def _claim(self, edge: Edge, column: int, rows: range) -> bool:
        """Take the middle of free cells for a way straight down, unless a way to and from elsewhere has it."""
        cells = [Place(row, column) for row in rows]
        others = [other for cell in cells for other in self.claims.get(cell, ())]
        if not self.grid.is_free(column, rows) or any(
            other.source != edge.source and other.target != edge.target for other in others
        ):
            return False
        for cell in cells:
            self.claims.setdefault(cell, []).append(edge)
        return True

    # Entering

    def _side_entry(self, edge: Edge, gutter: int) -> Entry | None:
        """The side of the target that faces `gutter`, if a loop may enter there."""
        there = self.grid.places[edge.target]
        entry: Entry | None = None
        if there.column == gutter - 1:
            entry = "right"
        elif there.column == gutter:
            entry = "left"
        is_free = self.side_entries.get((there.row, gutter), edge.target) == edge.target
        if not entry or not is_free or (edge.target, entry) in self.exits:
            return None
        if not edge.is_back or self.graph.nodes[edge.target].is_decision:
            return None
        self.side_entries[there.row, gutter] = edge.target
        return entry

    def _port(self, there: Place, legs: tuple[Leg, ...], source_column: int) -> int:
        """The middle of the top is kept for what comes straight down, where anything stands above."""
        if self.grid.is_free(there.column, range(there.row)):
            return 0
        gutters = [leg.lane for leg in legs if not leg.is_level]
        from_right = gutters[-1] > there.column if gutters else source_column > there.column
        return 1 if from_right else -1


def find_routes(graph: FlowGraph, grid: Grid) -> tuple[Route, ...]:
    """A way for every edge of `graph`, in their order."""
    return _Router(graph, grid).routes()
