"""Decides how wide the columns of a table are, and which a terminal has room for. Widths are in terminal cells.

Does not draw, and knows nothing of what the cells mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.questionnaire.prompts.cells import width


class Need(NamedTuple):
    """What a column would like (`widest`), what it can do with (`least`), and how much it matters (`rank` 0: most)."""

    least: int
    widest: int
    rank: int


def fitted(needs: Sequence[Need], room: int, gap: int) -> dict[int, int]:
    """The widths of the columns that fit into `room`, each with a `gap` before it, by index in the order of `needs`.

    The most important column is always among them, if need be narrower than it can do with.
    """
    widths: dict[int, int] = {}
    left = room
    for index in sorted(range(len(needs)), key=lambda index: needs[index].rank):
        if needs[index].least + gap <= left or not widths:
            widths[index] = max(min(needs[index].least, left - gap), 1)
            left -= widths[index] + gap
    _share(needs, widths, left)
    return dict(sorted(widths.items()))


def _share(needs: Sequence[Need], widths: dict[int, int], left: int) -> None:
    """Give what is `left` to the columns that want more, each time to the narrowest; the first in rank counts half."""
    hungry = [index for index in widths if widths[index] < needs[index].widest]
    while left > 0 and hungry:
        narrowest = min(hungry, key=lambda index: (widths[index] // (1 if needs[index].rank else 2), index))
        widths[narrowest] += 1
        left -= 1
        hungry = [index for index in hungry if widths[index] < needs[index].widest]


def levelled(least: Sequence[int], cells: Sequence[Sequence[Sequence[str]]], room: int) -> list[int]:
    """The widths of columns whose cells wrap: what is left is given, each time, to the one with the most lines to lose.

    `cells` are the lines of each cell, by column and row. Nothing where even the least widths find no room.
    """
    widths, left = list(least), room - sum(least)
    lengths = [[[width(line) for line in lines] for lines in column] for column in cells]
    surplus = [_surplus(column, room) for column, room in zip(lengths, widths, strict=True)]
    while left > 0 and any(surplus):
        index = max(range(len(widths)), key=surplus.__getitem__)
        widths[index] += 1
        left -= 1
        surplus[index] = _surplus(lengths[index], widths[index])
    return widths if left >= 0 else []


def _surplus(column: Sequence[Sequence[int]], room: int) -> int:
    """The lines of a column's cells beyond those in which they were written."""
    return sum(max(length - 1, 0) // room for lengths in column for length in lengths)
