"""Where docgen puts what it writes itself: the order of keys, the headings of steps, the place of a missing key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Layout(NamedTuple):
    """How docgen lays out an answer file.

    `keys` is the order of the top-level keys. `headings` gives the comment line before a step's first key: it holds for
    all keys from this one on until the next that has one. `opening` is the comment at the top of a new file; its lines
    are without the sign `#`.
    """

    keys: tuple[str, ...] = ()
    headings: Mapping[str, str] = {}
    opening: str = ""

    def heading_over(self, key: str) -> str | None:
        """The heading of the step that `key` belongs to; None before the first step and for unknown keys."""
        heading = None
        for known in self.keys:
            heading = self.headings.get(known, heading)
            if known == key:
                return heading
        return None


def place_for(key: str, present: Sequence[str], order: Sequence[str]) -> int:
    """The index in `present` at which `key` is inserted: after the nearest earlier sibling that `order` gives.

    Where there is none, before the nearest later one; where `order` does not help, at the end.
    """
    if key not in order:
        return len(present)
    rank = list(order).index(key)
    for earlier in reversed(order[:rank]):
        if earlier in present:
            return present.index(earlier) + 1
    for later in order[rank + 1 :]:
        if later in present:
            return present.index(later)
    return len(present)
