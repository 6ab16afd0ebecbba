"""Lays a flow out: from a graph and the room there is to boxes, connectors and condition labels with coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from docgen.charts.fitting import Bounds
from docgen.charts.flow_boxes import FlowText, Outline, outline
from docgen.charts.flow_graph import Edge, FlowGraph, Node
from docgen.charts.flow_grid import Grid, Layering, layer, place
from docgen.charts.flow_lanes import ARROW, Lane, Lanes, lay_lanes
from docgen.charts.flow_routes import Route, find_routes
from docgen.charts.model import Label
from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary

Point: TypeAlias = tuple[Pt, Pt]

_STEPS: Final = ((9.0, 9.5), (8.5, 9.5), (8.0, 9.5), (7.5, 9.0), (7.0, 8.0), (7.0, 6.0))
"""Text size, and how many characters a line in a box must hold where there are bands: from the most legible on."""
_CHARACTERS_IN_ONE_BAND: Final = 7.5
_WIDEST_BOX: Final[Pt] = 150
_BOX_PADDING: Final[Pt] = 14
_ROUNDEST: Final[Pt] = 14
_ROUNDED: Final[Pt] = 2
_PORT: Final[Pt] = 10
_LOWEST_ROW: Final[Pt] = 28
_WIDEST_ROW: Final = 8
_GROWTH: Final = 1.2
_LEGEND_HEIGHT: Final[Pt] = 16


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with its outline; (`x`, `y`) is the top left corner of what surrounds it."""

    node: Node
    shape: Outline
    x: Pt
    y: Pt
    is_end: bool

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.shape.width / 2, self.y + self.shape.height / 2

    @property
    def radius(self) -> Pt:
        """The radius of a box's corners: large where the flow begins or ends."""
        return min(self.shape.height / 2, _ROUNDEST) if self.is_end else _ROUNDED

    def side_at(self, y: Pt, side: Literal["left", "right"]) -> Pt:
        """Where the outline of a box (not of a decision) is at the height `y`."""
        beyond = max(0.0, abs(y - self.middle[1]) - (self.shape.height / 2 - self.radius))
        inset = self.radius - math.sqrt(self.radius**2 - beyond**2)
        return self.x + inset if side == "left" else self.x + self.shape.width - inset

    def top_at(self, x: Pt) -> Pt:
        """Where the outline's upper edge is at `x`; a decision's falls off to both sides."""
        flat = self.shape.width / 2 - self.shape.cut
        beyond = max(0.0, abs(x - self.middle[0]) - flat)
        return self.y + (beyond / self.shape.cut * self.shape.height / 2 if beyond else 0)


@dataclass(frozen=True, slots=True)
class Connector:
    """An edge as a line with right angles, from its source's outline to its target's, with its condition's labels."""

    edge: Edge
    points: tuple[Point, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class FlowLayout:
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


@dataclass
class _Layouter:
    graph: FlowGraph
    grid: Grid
    text: FlowText
    width: Pt

    def layout(self, narrowest: Pt) -> FlowLayout | None:
        """The layout on this grid; None where its boxes would be below `narrowest`."""
        routes = find_routes(self.graph, self.grid)
        lanes = lay_lanes(self.grid, routes, self.text, self.width)
        box = min(_WIDEST_BOX, (self.width - sum(lane.size for lane in lanes.gutters)) / self.grid.columns)
        if box < narrowest:
            return None
        shapes = [outline(node, box, self.text) for node in self.graph.nodes]
        bottom = self._set_lanes(lanes, box, shapes)
        nodes = self._placed(lanes, shapes)
        connectors = _Connecting(nodes, routes, lanes, self.text).connectors()
        return FlowLayout(self.width, bottom + _LEGEND_HEIGHT, nodes, connectors, self.text)

    def _set_lanes(self, lanes: Lanes, box: Pt, shapes: Sequence[Outline]) -> Pt:
        """Put the lanes where they belong between rows and columns; returns where the last one ends."""
        used = box * self.grid.columns + sum(lane.size for lane in lanes.gutters)
        _put(lanes.gutters, [box] * self.grid.columns, max(0.0, (self.width - used) / 2))
        rows = [0.0] * self.grid.rows
        for shape, at in zip(shapes, self.grid.places, strict=True):
            rows[at.row] = max(rows[at.row], shape.height)
        return _put(lanes.channels, rows, 0)

    def _placed(self, lanes: Lanes, shapes: Sequence[Outline]) -> tuple[PlacedNode, ...]:
        placed = []
        for index, (shape, at) in enumerate(zip(shapes, self.grid.places, strict=True)):
            above, below = lanes.channels[at.row], lanes.channels[at.row + 1]
            x = lanes.gutters[at.column].start + lanes.gutters[at.column].size
            y = (above.start + above.size + below.start - shape.height) / 2
            placed.append(PlacedNode(self.graph.nodes[index], shape, x, y, index in self.graph.ends))
        return tuple(placed)


def _put(lanes: Sequence[Lane], between: Sequence[Pt], start: Pt) -> Pt:
    for lane, size in zip(lanes, [*between, 0], strict=True):
        lane.start = start
        start += lane.size + size
    return start


@dataclass
class _Connecting:
    """Turns routes into lines."""

    nodes: Sequence[PlacedNode]
    routes: Sequence[Route]
    lanes: Lanes
    text: FlowText

    def connectors(self) -> tuple[Connector, ...]:
        """A connector for each route."""
        lines = [self._points(number, route) for number, route in enumerate(self.routes)]
        labels = self._labels(lines)
        return tuple(
            Connector(route.edge, tuple(points), tuple(labels.get(number, ())))
            for number, (route, points) in enumerate(zip(self.routes, lines, strict=True))
        )

    def _points(self, number: int, route: Route) -> list[Point]:
        source, target = self.nodes[route.edge.source], self.nodes[route.edge.target]
        points = [self._start(route, source)]
        x, y = points[0]
        for leg, (is_level, where) in enumerate(route.legs):
            track = self.lanes.tracks[number, leg]
            if is_level:
                y = self.lanes.channels[where].at(track)
            else:
                x = self.lanes.gutters[where].at(track)
            points.append((x, y))
        if route.entry == "top":
            port = target.middle[0] + route.port * _PORT
            points += [(port, y), (port, target.top_at(port))]
        else:
            level = target.middle[1] - target.shape.height / 4
            edge = target.side_at(level, route.entry)
            points += [(x, level), (edge, level)]
        return _straightened(points)

    def _start(self, route: Route, source: PlacedNode) -> Point:
        x, y = source.middle
        if route.exit == "bottom":
            return x, source.y + source.shape.height
        return (source.x if route.exit == "left" else source.x + source.shape.width), y

    def _labels(self, lines: Sequence[Sequence[Point]]) -> dict[int, list[Label]]:
        labels: dict[int, list[Label]] = {}
        stacked: dict[tuple[int, int], int] = {}
        for number, words in self.lanes.conditions.items():
            route = self.routes[number]
            if number not in self.lanes.beside_exit:
                port = (route.edge.target, route.port)
                labels[number] = self._above_entry(route, lines[number][-1], words, stacked.get(port, 0))
                stacked[port] = stacked.get(port, 0) + len(words)
            elif route.exit == "bottom":
                labels[number] = self._below_exit(lines[number][0], words)
            else:
                labels[number] = self._beside_exit(route, lines[number][0], words)
        return labels

    def _below_exit(self, start: Point, words: Sequence[str]) -> list[Label]:
        text = self.text.condition
        return [
            text.label(start[0] + 4, start[1] + 2.5 + text.size * 0.9 + n * text.leading, line)
            for n, line in enumerate(words)
        ]

    def _beside_exit(self, route: Route, start: Point, words: Sequence[str]) -> list[Label]:
        """On the line that leaves at the side; what would stand higher than the node goes below the line."""
        text = self.text.condition
        room = self.nodes[route.edge.source].shape.height / 2 + 4
        above = len(words) if len(words) * text.leading <= room else -(-len(words) // 2)
        x = start[0] + 3 if route.exit == "right" else start[0] - 3
        first = start[1] - 3 - (above - 1) * text.leading
        labels = []
        for n, line in enumerate(words):
            drop = text.leading * 0.5 if n >= above else 0
            labels.append(
                text.label(x, first + n * text.leading + drop, line, "start" if route.exit == "right" else "end")
            )
        return labels

    def _above_entry(self, route: Route, end: Point, words: Sequence[str], below: int) -> list[Label]:
        text = self.text.condition
        target = self.nodes[route.edge.target]
        channel_end = min(end[1], target.y + target.shape.height) - ARROW - 3
        last = channel_end - below * text.leading
        count = len(words)
        if route.port < 0:
            return [
                text.label(end[0] - 4, last - (count - 1 - n) * text.leading, w, "end") for n, w in enumerate(words)
            ]
        return [text.label(end[0] + 4, last - (count - 1 - n) * text.leading, w) for n, w in enumerate(words)]


def _straightened(points: Sequence[Point]) -> list[Point]:
    """Without points that stand on each other or on the way between their neighbours."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) < 0.01 and abs(point[1] - kept[-1][1]) < 0.01:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _in_line(a: Point, b: Point, c: Point) -> bool:
    upright = abs(a[0] - b[0]) < 0.01 and abs(b[0] - c[0]) < 0.01
    level = abs(a[1] - b[1]) < 0.01 and abs(b[1] - c[1]) < 0.01
    return upright or level
