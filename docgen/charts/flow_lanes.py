"""Gives the ways of a flow their tracks, so that no two of different edges lie on each other, and sizes the lanes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from docgen.charts.flow_boxes import FlowText
from docgen.charts.flow_graph import Edge
from docgen.charts.flow_grid import Grid
from docgen.charts.flow_routes import Route
from docgen.lengths import Pt

TRACK: Final[Pt] = 6
ARROW: Final[Pt] = 5
PORT: Final[Pt] = 10
"""How far from the middle of a box a way enters that comes from aside."""
WIDEST_BOX: Final[Pt] = 150
_CHANNEL: Final = 2.2
_GUTTER: Final[Pt] = 16
_EDGE: Final[Pt] = 2
_SIDE_LABEL: Final[Pt] = 44
_MOST_ABOVE: Final = 3
_NARROWEST_LABEL: Final[Pt] = 24
_AT_PORT: Final = 0.25


class _Stretch(NamedTuple):
    """A leg of a route in its lane, from `low` to `high`; those with the same `net` may lie on each other."""

    low: float
    high: float
    rank: int
    net: tuple[int, int]
    route: int
    leg: int


@dataclass(eq=False, repr=False)
class Lane:
    """A channel or gutter: room before the tracks, the tracks, room after them; `start` is its upper or left edge."""

    before: Pt = 0
    tracks: int = 0
    after: Pt = 0
    size: Pt = 0
    start: Pt = 0

    def at(self, track: int) -> Pt:
        """Where `track` runs."""
        return (
            self.start
            + self.before
            + (self.size - self.before - self.after - (self.tracks - 1) * TRACK) / 2
            + (track * TRACK)
        )


@dataclass(eq=False, repr=False)
class Lanes:
    """All lanes of a grid, the width of the boxes between them, the track of every leg by (route, leg), and conditions.

    `conditions` has those of the edges in lines. `beside_exit` tells which of them stand where their edge
    leaves; the others stand where it enters. `lowest` says how high a row must be at least for those at sides.
    """

    channels: list[Lane]
    gutters: list[Lane]
    box: Pt = 0
    tracks: dict[tuple[int, int], int] = field(default_factory=dict)
    conditions: dict[int, tuple[str, ...]] = field(default_factory=dict)
    beside_exit: set[int] = field(default_factory=set)
    lowest: dict[int, Pt] = field(default_factory=dict)


def lay_lanes(grid: Grid, routes: Sequence[Route], text: FlowText, width: Pt) -> Lanes:
    """Lanes for `routes`, sized so that boxes of equal width (at most `WIDEST_BOX`) take what is left of `width`."""
    lanes = Lanes([Lane() for _ in range(grid.rows + 1)], [Lane() for _ in range(grid.columns + 1)])
    for level, group in ((True, lanes.channels), (False, lanes.gutters)):
        for number, lane in enumerate(group):
            lane.tracks = _assign(_stretches(grid, routes, level, number), lanes.tracks)
    _conditions_at_sides(grid, routes, lanes, text)
    for number, lane in enumerate(lanes.gutters):
        is_used = lane.tracks or lane.before or lane.after
        needed = lane.before + lane.after + (lane.tracks + 1) * TRACK if is_used else 0
        lane.size = max(needed, _GUTTER if 0 < number < grid.columns else _EDGE)
    lanes.box = min(WIDEST_BOX, (width - sum(lane.size for lane in lanes.gutters)) / grid.columns)
    _conditions_in_channels(grid, routes, lanes, text)
    for number, lane in enumerate(lanes.channels):
        is_inner = 0 < number < grid.rows
        lane.after += ARROW + 2
        needed = lane.before + (lane.tracks + 1) * TRACK + lane.after
        lane.size = max(needed, _CHANNEL * text.name.size) if is_inner else needed if lane.tracks else TRACK
    return lanes


def _stretches(grid: Grid, routes: Sequence[Route], level: bool, lane: int) -> list[_Stretch]:
    """What runs in a lane, in units of half a column or whole rows."""
    found = []
    for number, route in enumerate(routes):
        for leg, (is_level, where) in enumerate(route.legs):
            if is_level == level and where == lane:
                low, high = sorted(_reach(grid, route, leg))
                rank, net = _rank_and_net(grid, route, number, leg)
                found.append(_Stretch(low, high, rank, net, number, leg))
    return found


def _reach(grid: Grid, route: Route, leg: int) -> tuple[float, float]:
    """Where a leg begins and ends along its lane: columns count 2 each and gutters stand at even numbers."""
    here, there = grid.places[route.edge.source], grid.places[route.edge.target]
    before, after = route.legs[:leg], route.legs[leg + 1 :]
    if route.legs[leg].is_level:
        start = 2.0 * before[-1].lane if before else 2 * here.column + 1
        end = 2.0 * after[0].lane if after else 2 * there.column + 1 + _AT_PORT * route.port
    else:
        start = 2.0 * before[-1].lane if before else 2 * here.row + 1
        end = 2.0 * after[0].lane if after else 2 * there.row + 1
    return start, end


def _rank_and_net(grid: Grid, route: Route, number: int, leg: int) -> tuple[int, tuple[int, int]]:
    """Which tracks a leg prefers: forks above merges; in a gutter, what leaves or enters the left column left."""
    if route.legs[leg].is_level:
        forks = leg == 0 and route.exit == "bottom"
        return (0, (0, route.edge.source)) if forks else (1, (1, number))
    gutter = route.legs[leg].lane
    here = grid.places[route.edge.source]
    leaves_left_column = leg == 0 and route.exit == "right" and here.column == gutter - 1
    return (0 if leaves_left_column else 1), (1, number)


def _assign(stretches: Sequence[_Stretch], tracks: dict[tuple[int, int], int]) -> int:
    """Give each stretch the first track that is free for it; ranks do not mix. Returns how many tracks there are."""
    first = 0
    for rank in (0, 1):
        filled: list[list[_Stretch]] = []
        for stretch in sorted(each for each in stretches if each.rank == rank):
            free = (n for n, others in enumerate(filled) if not any(_clash(stretch, other) for other in others))
            track = next(free, len(filled))
            if track == len(filled):
                filled.append([])
            filled[track].append(stretch)
            tracks[stretch.route, stretch.leg] = first + track
        first += len(filled)
    return first


def _clash(one: _Stretch, other: _Stretch) -> bool:
    return one.net != other.net and one.low <= other.high and other.low <= one.high


def _conditions_at_sides(grid: Grid, routes: Sequence[Route], lanes: Lanes, text: FlowText) -> None:
    """Conditions of edges that leave at a side stand in the gutter there, which makes room for them."""
    for number, route in enumerate(routes):
        if route.exit == "bottom" or not route.edge.condition:
            continue
        lines = text.condition.lines(route.edge.condition, _SIDE_LABEL)
        lanes.conditions[number] = lines
        lanes.beside_exit.add(number)
        row = grid.places[route.edge.source].row
        lanes.lowest[row] = max(lanes.lowest.get(row, 0), 2 * (lines_above(lines) * text.condition.leading + 4))
        room = max(map(text.condition.width, lines)) + 5
        column = grid.places[route.edge.source].column
        if route.exit == "right":
            lanes.gutters[column + 1].before = max(lanes.gutters[column + 1].before, room)
        else:
            lanes.gutters[column].after = max(lanes.gutters[column].after, room)


def lines_above(lines: Sequence[str]) -> int:
    """How many lines of a condition stand above the way that leaves at a side; the others stand below it."""
    return len(lines) if len(lines) <= _MOST_ABOVE else -(-len(lines) // 2)


def _conditions_in_channels(grid: Grid, routes: Sequence[Route], lanes: Lanes, text: FlowText) -> None:
    """Other conditions stand below their box where they are the only ones there, else above the box they lead to."""
    below: dict[int, list[int]] = {}
    for number, route in enumerate(routes):
        if route.exit == "bottom" and route.edge.condition:
            below.setdefault(route.edge.source, []).append(number)
    room = max(_NARROWEST_LABEL, lanes.box / 2 - PORT - 5)
    at_side: dict[tuple[int, int], int] = {}
    leaving = _leaving_below(routes)
    for source, numbers in below.items():
        for number in numbers:
            edge: Edge = routes[number].edge
            lines = text.condition.lines(edge.condition, room)
            lanes.conditions[number] = lines
            height = len(lines) * text.condition.leading + 4
            if leaving[source] == 1:
                lanes.beside_exit.add(number)
                lane = lanes.channels[grid.places[source].row + 1]
                lane.before = max(lane.before, height)
            else:
                side = (edge.target, label_side(routes, edge.target, routes[number].port))
                at_side[side] = at_side.get(side, 0) + len(lines)
                lane = lanes.channels[grid.places[edge.target].row]
                lane.after = max(lane.after, at_side[side] * text.condition.leading + 2)


def label_side(routes: Sequence[Route], target: int, port: int) -> int:
    """On which side of the ways into `target` the condition of the one at `port` stands: -1 left, 1 right.

    That of the middle one stands where no other way runs, or else beyond the right one.
    """
    used = {route.port for route in routes if route.edge.target == target and route.entry == "top"}
    return -1 if port < 0 or (port == 0 and 1 in used and -1 not in used) else 1


def _leaving_below(routes: Sequence[Route]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for route in routes:
        if route.exit == "bottom":
            counts[route.edge.source] = counts.get(route.edge.source, 0) + 1
    return counts
