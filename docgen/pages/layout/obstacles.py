"""What text goes around: rectangles on a page, and where beside them a line has room (ECMA-376 20.4.2.16 to .20)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.read.drawing_model import WrapSide

NARROWEST_BESIDE: Pt = 72
"""Room that text needs beside a floating thing, in Word: an inch. Less is left empty."""

_TOLERANCE = 0.1
"""Points by which what touches may seem to overlap: two of the twips in which word processors reckon."""

Room: TypeAlias = tuple[Pt, Pt]
"""From where to where text may stand."""


class Obstacle(NamedTuple):
    """A rectangle that text keeps out of: on one `side` of it text may stand, or on both; beside `whole` ones none.

    Of its height, `above` is the distance that text keeps from its top.
    """

    left: Pt
    top: Pt
    right: Pt
    bottom: Pt
    side: WrapSide = "both"
    whole: bool = False
    above: Pt = 0

    def moved(self, x: Pt, y: Pt) -> Obstacle:
        """The same, counted from another corner."""
        return self._replace(left=self.left + x, right=self.right + x, top=self.top + y, bottom=self.bottom + y)


class Slot(NamedTuple):
    """Where a line finds room: `skip` further down, in these `rooms` from left to right; all of the width if none.

    `least` is how wide a room must be for it.
    """

    skip: Pt = 0
    rooms: tuple[Room, ...] = ()
    least: Pt = NARROWEST_BESIDE


FREE = Slot()


def slot(obstacles: Sequence[Obstacle], y: Pt, height: Pt, width: Pt, least: Pt = NARROWEST_BESIDE) -> Slot:
    """Where a line of `height` that would begin at `y` finds room in a column of `width`; of no less than `least`.

    Obstacles count from the column's top left corner.
    """
    skip: Pt = 0
    while True:
        met = [
            obstacle
            for obstacle in obstacles
            if obstacle.top < y + skip + height - _TOLERANCE
            and obstacle.bottom > y + skip + _TOLERANCE
            and obstacle.left < width - _TOLERANCE
            and obstacle.right > _TOLERANCE
        ]
        if not met:
            return Slot(skip, (), least)
        rooms = _rooms(met, width, least)
        if rooms:
            return Slot(skip, rooms, least)
        skip = min(obstacle.bottom for obstacle in met) - y


def _rooms(met: Sequence[Obstacle], width: Pt, least: Pt) -> tuple[Room, ...]:
    """What the obstacles beside a line leave of it, where that is wide enough."""
    rooms: list[Room] = [(0, width)]
    for obstacle in met:
        if obstacle.whole:
            return ()
        left, right = _blocked(obstacle, width)
        rooms = [
            part
            for start, end in rooms
            for part in ((start, min(end, left)), (max(start, right), end))
            if part[1] - part[0] > _TOLERANCE
        ]
    return tuple(sorted({room for room in rooms if room[1] - room[0] >= min(least, width)}))


def _blocked(obstacle: Obstacle, width: Pt) -> Room:
    """What an obstacle takes of a line: out to the edge on the side where no text shall be."""
    side = obstacle.side
    if side == "largest":
        side = "left" if obstacle.left > width - obstacle.right else "right"
    return (
        0 if side == "right" else obstacle.left,
        width if side == "left" else obstacle.right,
    )


def lowered(obstacles: Sequence[Obstacle], y: Pt, height: Pt, across: Room) -> Pt:
    """How far down a thing `across` must go that does not flow, a table, so that it meets no obstacle.

    It may come as near to the top of one as there is room: else it would push away what is anchored below it.
    """
    down: Pt = 0
    while True:
        met = [
            obstacle
            for obstacle in obstacles
            if obstacle.top + obstacle.above < y + down + height - _TOLERANCE
            and obstacle.bottom > y + down + _TOLERANCE
            and (obstacle.whole or (obstacle.left < across[1] - _TOLERANCE and obstacle.right > across[0] + _TOLERANCE))
        ]
        if not met:
            return down
        down = max(obstacle.bottom for obstacle in met) - y
