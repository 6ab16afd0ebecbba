"""Decides which columns of a table a terminal has room for, and how wide each is. Widths are in terminal cells.

Does not draw, and knows nothing of what the cells mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


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
