"""Sets a node's text and finds the outline around it: a box, or for a decision a diamond (ISO 5807, 9.2.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from docgen.charts.flow_graph import Node
from docgen.charts.palette import GREY, SMALLEST_TEXT
from docgen.charts.typography import Lettering
from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary

_PADDING_X: Pt = 7
_PADDING_Y: Pt = 5
_KEY_EXTRA: Pt = 2
_DIAMOND_SHARES = (0.62, 0.72, 0.52, 0.44)
_TALLEST_DIAMOND = 0.78
_FLATTEST_DIAMOND = 0.36


class FlowText(NamedTuple):
    """The letterings of a flow chart."""

    name: Lettering
    department: Lettering
    condition: Lettering

    @classmethod
    def of(cls, fonts: FontLibrary, size: Pt) -> FlowText:
        """Names in `size`, the rest a little smaller."""
        small = max(SMALLEST_TEXT, size - 1.5)
        return cls(
            Lettering(fonts, size),
            Lettering(fonts, small, color=GREY),
            Lettering(fonts, small),
        )


class Outline(NamedTuple):
    """A node's text in lines and the size around it.

    `cut` is how far the corners of a decision are drawn in at each end: half the width makes a diamond, 0 a box.
    """

    names: tuple[str, ...]
    departments: tuple[str, ...]
    width: Pt
    height: Pt
    cut: Pt = 0


def outline(node: Node, width: Pt, text: FlowText) -> Outline:
    """The outline for `node`, `width` wide and as high as its text needs."""
    if node.is_decision:
        return _decision(node, width, text)
    room = width - 2 * _PADDING_X
    names, departments = text.name.lines(node.name, room), text.department.list_lines(node.departments, room)
    height = _text_height(names, departments, text) + 2 * _PADDING_Y + (_KEY_EXTRA if node.is_key else 0)
    return Outline(names, departments, width, height)


def baselines(shape: Outline, middle: Pt, text: FlowText) -> list[tuple[Lettering, str, Pt]]:
    """The lines of a node's text about `middle`, each with its baseline."""
    y = middle - _text_height(shape.names, shape.departments, text) / 2
    lines = []
    for lettering, words in ((text.name, shape.names), (text.department, shape.departments)):
        for line in words:
            lines.append((lettering, line, y + lettering.leading / 2 + lettering.size * 0.36))
            y += lettering.leading
    return lines


def _text_height(names: Sequence[str], departments: Sequence[str], text: FlowText) -> Pt:
    return max(1, len(names)) * text.name.leading + len(departments) * text.department.leading


def _decision(node: Node, width: Pt, text: FlowText) -> Outline:
    """The lowest diamond that holds the text; where even that is too tall, a hexagon."""
    for cut in (width / 2, width / 4, width / 8):
        outlines = [_pointed(node, width, cut, share, text) for share in _DIAMOND_SHARES]
        lowest = min(outlines, key=lambda shape: shape.height)
        if lowest.height <= _TALLEST_DIAMOND * width:
            break
    return lowest


def _pointed(node: Node, width: Pt, cut: Pt, share: float, text: FlowText) -> Outline:
    """A decision whose lines take up to `share` of the width where that is a diamond, more in a hexagon."""
    room = max(share * width, width - 2 * cut - 2)
    names, departments = text.name.lines(node.name, room), text.department.list_lines(node.departments, room)
    bare = Outline(names, departments, width, 0, cut)
    half = max(_text_height(names, departments, text) / 2 + 3, _FLATTEST_DIAMOND * width * cut / width)
    for lettering, line, base in baselines(bare, 0, text):
        corner = max(abs(base - lettering.size * 0.88), abs(base + lettering.size * 0.12)) + 1.5
        free = width / 2 - lettering.width(line) / 2 - 2 - (2 if node.is_key else 0)
        half = max(half, corner * cut / max(free, 1))
    return Outline(names, departments, width, 2 * half + (2 * _KEY_EXTRA if node.is_key else 0), cut)
