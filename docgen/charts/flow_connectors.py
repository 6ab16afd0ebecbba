"""Turns routes into lines: the coordinates of every connector and of its condition's labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from docgen.charts.flow_boxes import FlowText, Outline
from docgen.charts.flow_graph import Edge, Node
from docgen.charts.flow_lanes import ARROW, PORT, Lanes, label_side, lines_above
from docgen.charts.flow_routes import Route
from docgen.charts.model import Label
from docgen.lengths import Pt

Point: TypeAlias = tuple[Pt, Pt]

_ROUNDEST: Final[Pt] = 14
_ROUNDED: Final[Pt] = 2


class PlacedNode(NamedTuple):
    """A node with its outline; (`x`, `y`) is the top left corner of what surrounds it."""

    node: Node
    shape: Outline
    x: Pt
    y: Pt
    row: int
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
        inset = self.radius - math.sqrt(max(0.0, self.radius**2 - beyond**2))
        return self.x + inset if side == "left" else self.x + self.shape.width - inset

    def top_at(self, x: Pt) -> Pt:
        """Where the outline's upper edge is at `x`; a decision's falls off to both sides."""
        if not self.shape.cut:
            return self.y
        flat = self.shape.width / 2 - self.shape.cut
        beyond = max(0.0, abs(x - self.middle[0]) - flat)
        return self.y + beyond / self.shape.cut * self.shape.height / 2


class Connector(NamedTuple):
    """An edge as a line with right angles, from its source's outline to its target's, with its condition's labels."""

    edge: Edge
    points: tuple[Point, ...]
    labels: tuple[Label, ...]


def connect(
    nodes: Sequence[PlacedNode], routes: Sequence[Route], lanes: Lanes, text: FlowText
) -> tuple[Connector, ...]:
    """A connector for each route, in their order."""
    return _Connecting(nodes, routes, lanes, text).connectors()


class _Connecting(NamedTuple):
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
            port = target.middle[0] + route.port * PORT
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
                side = label_side(self.routes, route.edge.target, route.port)
                place = (route.edge.target, side)
                labels[number] = self._above_entry(route, side, words, stacked.get(place, 0))
                stacked[place] = stacked.get(place, 0) + len(words)
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
        """On the line that leaves at the side, and of a long condition the rest below it."""
        text = self.text.condition
        above = lines_above(words)
        x = start[0] + 3 if route.exit == "right" else start[0] - 3
        first = start[1] - 3 - (above - 1) * text.leading
        labels = []
        for n, line in enumerate(words):
            drop = text.leading * 0.5 if n >= above else 0
            labels.append(
                text.label(x, first + n * text.leading + drop, line, "start" if route.exit == "right" else "end")
            )
        return labels

    def _above_entry(self, route: Route, side: int, words: Sequence[str], below: int) -> list[Label]:
        """At the lower end of the channel above the target, above what already stands there."""
        text = self.text.condition
        target = self.nodes[route.edge.target]
        channel = self.lanes.channels[target.row]
        last = channel.start + channel.size - ARROW - 3 - below * text.leading
        ways = [other for other in self.routes if other.edge.target == route.edge.target and other.entry == "top"]
        outermost = max(0, *(other.port * side for other in ways), 0)
        x = target.middle[0] + side * (outermost * PORT + 4)
        first = last - (len(words) - 1) * text.leading
        return [text.label(x, first + n * text.leading, w, "start" if side > 0 else "end") for n, w in enumerate(words)]


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
