"""Tab stops: what a `w:tabs` says, and what the layers of a paragraph come to (ECMA-376 17.3.1.38).

Stops of all layers count together; a stop of the kind `clear` takes away the one at its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.model import Leader, TabAlignment, TabStop
from docgen.pages.read.ooxml import Element, W, twips, val

Stops: TypeAlias = Mapping[Pt, TabStop | None]
"""Stops by their place; None where a layer takes one away."""

_ALIGNMENTS: dict[str | None, TabAlignment] = {
    "center": "center", "right": "right", "end": "right", "decimal": "decimal",
}  # fmt: skip
_LEADERS: dict[str | None, Leader] = {
    "dot": "dots", "middleDot": "middle dots", "hyphen": "hyphens", "underscore": "line", "heavy": "line",
}  # fmt: skip


def read_tab_stops(element: Element) -> Stops:
    """The stops of a `w:tabs`."""
    stops: dict[Pt, TabStop | None] = {}
    for stop in element:
        kind = val(stop)
        place = twips(stop.get(W + "pos"))
        leader = _LEADERS.get(stop.get(W + "leader"))
        stops[place] = None if kind == "clear" else TabStop(place, _ALIGNMENTS.get(kind, "left"), leader)
    return stops


def tab_stops_beyond(element: Element) -> Message | None:
    """A stop that draws a bar rather than stops at it."""
    return message("tab stop that draws a bar") if any(val(stop) == "bar" for stop in element) else None


def settled(stops: Stops) -> tuple[TabStop, ...]:
    """The stops that are left, from left to right."""
    return tuple(sorted(stop for stop in stops.values() if stop is not None))
