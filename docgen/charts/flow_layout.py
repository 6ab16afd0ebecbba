"""Lays a flow out: from a graph and the room there is to boxes and connectors with coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from docgen.charts.fitting import Bounds
from docgen.charts.flow_boxes import FlowText, Outline, outline
from docgen.charts.flow_connectors import Connector, PlacedNode, connect
from docgen.charts.flow_graph import FlowGraph
from docgen.charts.flow_grid import Grid, Layering, layer, place
from docgen.charts.flow_lanes import Lane, Lanes, lay_lanes
from docgen.charts.flow_routes import find_routes
from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary


_STEPS: Final = ((9.0, 9.5), (8.5, 9.5), (8.0, 9.5), (7.5, 9.0), (7.0, 8.0), (7.0, 6.0))
"""Text size, and how many characters a line in a box must hold where there are bands: from the most legible on."""
_CHARACTERS_IN_ONE_BAND: Final = 7.5
_BOX_PADDING: Final[Pt] = 14
_LOWEST_ROW: Final[Pt] = 28
_WIDEST_ROW: Final = 8
_GROWTH: Final = 1.2
_LEGEND_HEIGHT: Final[Pt] = 16


class FlowLayout(NamedTuple):
    """A flow with coordinates, points from the top left corner; the legend's room is part of `height`."""

    width: Pt
    height: Pt
    nodes: tuple[PlacedNode, ...]
    connectors: tuple[Connector, ...]
    text: FlowText


def lay_out(graph: FlowGraph, bounds: Bounds, fonts: FontLibrary) -> FlowLayout:
    """The most legible layout within `bounds`: large text before small, few bands before many.

    Where none fits, one for bounds of the same shape that are larger, as little as need be.
    """
    layerings: dict[int, Layering] = {}
    for step in _STEPS:
        text = FlowText.of(fonts, step[0])
        layout = _fitting(graph, bounds, text, step, layerings)
        if layout is not None:
            return layout
    while layout is None:
        bounds = Bounds(bounds.width * _GROWTH, bounds.height * _GROWTH)
        layout = _fitting(graph, bounds, text, step, layerings)
    return layout


def _fitting(
    graph: FlowGraph, bounds: Bounds, text: FlowText, step: tuple[Pt, float], layerings: dict[int, Layering]
) -> FlowLayout | None:
    """The first layout with this text that is within `bounds`."""
    for grid, narrowest in _grids(graph, bounds, step, layerings):
        layout = _Layouter(graph, grid, text, bounds.width).layout(narrowest)
        if layout is not None and layout.height <= bounds.height:
            return layout
    return None


def _grids(
    graph: FlowGraph, bounds: Bounds, step: tuple[Pt, float], layerings: dict[int, Layering]
) -> Iterator[tuple[Grid, Pt]]:
    """The grids that could fit, those of few bands and wide rows first, and how wide their boxes must be."""
    size, characters = step
    lowest_row = 2 * size + _LOWEST_ROW
    seen: set[Grid] = set()
    most_bands = int(bounds.width // (size * characters))
    for bands in range(1, most_bands + 1):
        in_line = characters if bands > 1 else min(characters, _CHARACTERS_IN_ONE_BAND)
        narrowest = size * in_line + _BOX_PADDING
        most = max(1, int(bounds.width // narrowest))
        for widest in range(min(most, _WIDEST_ROW), 0, -1):
            if widest not in layerings:
                layerings[widest] = layer(graph, widest)
            rows = len(layerings[widest].rows)
            if -(-rows // bands) * lowest_row > bounds.height:
                continue
            grid = place(layerings[widest], min(bands, rows))
            if grid.columns <= most and grid not in seen:
                seen.add(grid)
                yield grid, narrowest


class _Layouter(NamedTuple):
    graph: FlowGraph
    grid: Grid
    text: FlowText
    width: Pt

    def layout(self, narrowest: Pt) -> FlowLayout | None:
        """The layout on this grid; None where its boxes would be below `narrowest`."""
        routes = find_routes(self.graph, self.grid)
        lanes = lay_lanes(self.grid, routes, self.text, self.width)
        box = lanes.box
        if box < narrowest:
            return None
        shapes = [outline(node, box, self.text) for node in self.graph.nodes]
        bottom = self._set_lanes(lanes, box, shapes)
        nodes = self._placed(lanes, shapes)
        connectors = connect(nodes, routes, lanes, self.text)
        return FlowLayout(self.width, bottom + _LEGEND_HEIGHT, nodes, connectors, self.text)

    def _set_lanes(self, lanes: Lanes, box: Pt, shapes: Sequence[Outline]) -> Pt:
        """Put the lanes where they belong between rows and columns; returns where the last one ends."""
        used = box * self.grid.columns + sum(lane.size for lane in lanes.gutters)
        _put(lanes.gutters, [box] * self.grid.columns, max(0.0, (self.width - used) / 2))
        rows = [lanes.lowest.get(row, 0.0) for row in range(self.grid.rows)]
        for shape, at in zip(shapes, self.grid.places, strict=True):
            rows[at.row] = max(rows[at.row], shape.height)
        return _put(lanes.channels, rows, 0)

    def _placed(self, lanes: Lanes, shapes: Sequence[Outline]) -> tuple[PlacedNode, ...]:
        placed = []
        for index, (shape, at) in enumerate(zip(shapes, self.grid.places, strict=True)):
            above, below = lanes.channels[at.row], lanes.channels[at.row + 1]
            x = lanes.gutters[at.column].start + lanes.gutters[at.column].size
            y = (above.start + above.size + below.start - shape.height) / 2
            placed.append(PlacedNode(self.graph.nodes[index], shape, x, y, at.row, index in self.graph.ends))
        return tuple(placed)


def _put(lanes: Sequence[Lane], between: Sequence[Pt], start: Pt) -> Pt:
    for lane, size in zip(lanes, [*between, 0], strict=True):
        lane.start = start
        start += lane.size + size
    return start
