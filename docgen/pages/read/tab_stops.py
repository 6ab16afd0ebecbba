"""Tab stops: what a `w:tabs` says, and what the layers of a paragraph come to (ECMA-376 17.3.1.38).

Stops of all layers count together; a stop of the kind `clear` takes away the one at its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from docgen.lengths import Pt
from docgen.pages.read.format_model import Leader, TabAlignment, TabStop
from docgen.pages.read.inline_model import AbsoluteTab
from docgen.pages.read.ooxml import Element, W, twips, val

Stops: TypeAlias = Mapping[Pt, TabStop | None]
"""Stops by their place; None where a layer takes one away."""

_ALIGNMENTS: dict[str | None, TabAlignment] = {
    "center": "center", "right": "right", "end": "right", "decimal": "decimal", "bar": "bar",
}  # fmt: skip
_ABSOLUTE: dict[str | None, Literal["left", "center", "right"]] = {"center": "center", "right": "right"}
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


def read_absolute_tab(element: Element) -> AbsoluteTab:
    """A `w:ptab`."""
    return AbsoluteTab(
        _ABSOLUTE.get(element.get(W + "alignment"), "left"),
        within_indents=element.get(W + "relativeTo") == "indent",
        leader=_LEADERS.get(element.get(W + "leader")),
    )


def settled(stops: Stops) -> tuple[TabStop, ...]:
    """The stops that are left, from left to right; a bar is none, since nothing stops at it."""
    return tuple(sorted(stop for stop in stops.values() if stop is not None and stop.alignment != "bar"))


def bars_among(stops: Stops) -> tuple[Pt, ...]:
    """Where a vertical line goes down through the paragraph, from left to right (ECMA-376 17.18.84)."""
    return tuple(sorted(stop.position for stop in stops.values() if stop is not None and stop.alignment == "bar"))
