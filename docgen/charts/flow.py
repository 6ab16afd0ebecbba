"""Turns the flow nodes of a plan into the flow chart (S4-3; signs as in ISO 5807).

Where the flow begins and ends stand boxes with round ends; decisions are diamonds with their conditions at the lines
that leave them; key nodes have a double frame and the word 关键; what leads back is dashed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from docgen.charts.fitting import Bounds, bounded, empty_chart, moved
from docgen.charts.flow_boxes import baselines
from docgen.charts.flow_connectors import Connector, PlacedNode
from docgen.charts.flow_graph import read_graph
from docgen.charts.flow_layout import FlowLayout, lay_out
from docgen.charts.model import Chart, Line, Polygon, Rect, Shape
from docgen.charts.palette import ACCENT, BOLD_LINE, DARK, GREY, HAIRLINE, INK, LINE, WHITE
from docgen.charts.typography import Lettering
from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary

NAME: Final = "flow-chart"
TITLE: Final = "协作流程图"
KEY_WORD: Final = "关键"
_HEAD_LENGTH: Final[Pt] = 5
_HEAD_HALF: Final[Pt] = 2.2
_INSET: Final[Pt] = 2.4
_DASH: Final = (3.2, 2.0)


def flow_chart(values: Mapping[str, Any], fonts: FontLibrary, width: Pt, *, max_height: Pt | None = None) -> Chart:
    """The flow chart of `values` (CheckedAnswers.values), `width` points wide and at most `max_height` high.

    A flow too long for the height continues in columns to the right.
    """
    graph = read_graph(values)
    if not graph.nodes:
        return empty_chart(NAME, TITLE, width)
    bounds = Bounds.of(width, max_height)
    layout = lay_out(graph, bounds, fonts)
    shapes = [shape for connector in layout.connectors for shape in _line(connector)]
    for placed in layout.nodes:
        shapes += _box(placed, layout)
    shapes += [label for connector in layout.connectors for label in connector.labels]
    shapes += _legend(layout)
    return bounded(Chart(NAME, TITLE, layout.width, layout.height, tuple(shapes)), bounds)


def _line(connector: Connector) -> Iterator[Shape]:
    """The line of an edge; it ends inside its arrow head, so that the head stays sharp."""
    *points, last = connector.points
    before = points[-1]
    dx, dy = _direction(before, last)
    end = (last[0] - dx * _HEAD_LENGTH, last[1] - dy * _HEAD_LENGTH)
    dash = _DASH if connector.edge.is_back else ()
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], end], strict=True):
        yield Line(x1, y1, x2, y2, LINE, DARK, dash)
    left = (end[0] - dy * _HEAD_HALF, end[1] + dx * _HEAD_HALF)
    right = (end[0] + dy * _HEAD_HALF, end[1] - dx * _HEAD_HALF)
    yield Polygon((last, left, right), DARK)


def _direction(start: tuple[Pt, Pt], end: tuple[Pt, Pt]) -> tuple[int, int]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    if abs(dx) > abs(dy):
        return (1 if dx > 0 else -1), 0
    return 0, (1 if dy > 0 else -1)


def _box(placed: PlacedNode, layout: FlowLayout) -> list[Shape]:
    is_key = placed.node.is_key
    color, width = (ACCENT, BOLD_LINE) if is_key else (DARK, LINE)
    shapes = [_frame(placed, 0, color, width)]
    if is_key:
        shapes.append(_frame(placed, _INSET, color, HAIRLINE))
        shapes += _tag(placed, layout)
    x, y = placed.middle
    middle = y + (1 if is_key else 0)
    lines = baselines(placed.shape, middle, layout.text)
    return [*shapes, *(lettering.label(x, base, line, "middle") for lettering, line, base in lines)]


def _frame(placed: PlacedNode, inset: Pt, color: str, stroke: Pt) -> Shape:
    """The outline of a node, or a line inside it at a distance of `inset`."""
    x, y = placed.x + inset, placed.y + inset
    width, height = placed.shape.width - 2 * inset, placed.shape.height - 2 * inset
    fill = None if inset else WHITE
    if not placed.node.is_decision:
        return Rect(x, y, width, height, fill, color, stroke, max(0.5, placed.radius - inset))
    cut = placed.shape.cut
    if inset:
        slope = placed.shape.height / 2 / cut
        aside = inset * (1 + slope * slope) ** 0.5 / slope
        x, width = placed.x + aside, placed.shape.width - 2 * aside
        cut = min(width / 2, height / 2 / slope)
    middle = y + height / 2
    corners = (
        (x, middle),
        (x + cut, y),
        (x + width - cut, y),
        (x + width, middle),
        (x + width - cut, y + height),
        (x + cut, y + height),
    )
    return Polygon(corners, fill, color, stroke)


def _tag(placed: PlacedNode, layout: FlowLayout) -> list[Shape]:
    """The word 关键 on the upper edge, left of where lines come in; at a diamond outside its slope."""
    text = Lettering(layout.text.name.fonts, 7, bold=True, color=WHITE)
    width, height = text.width(KEY_WORD) + 4, 9.0
    cut = placed.shape.cut
    if cut > placed.shape.width / 3:
        x, y = placed.x + cut / 2 - width, placed.y + placed.shape.height / 4 - height + 2
    else:
        leftmost = cut + 2 if placed.node.is_decision else max(7, placed.radius)
        x, y = min(placed.x + leftmost, placed.middle[0] - width - 14), placed.y - height / 2
    return [
        Rect(x, y, width, height, ACCENT, radius=1.5),
        text.label(x + width / 2, y + height / 2 + 2.5, KEY_WORD, "middle"),
    ]


def _legend(layout: FlowLayout) -> list[Shape]:
    """What the signs mean: those that occur."""
    text = Lettering(layout.text.name.fonts, 7.5, color=GREY)
    top = layout.height - 12
    shapes: list[Shape] = []
    x = 1.0
    for sign, word in _signs(layout, top):
        shapes += [_shifted(shape, x) for shape in sign]
        shapes.append(text.label(x + 23, top + 7.2, word))
        x += 23 + text.width(word) + 14
    return shapes


def _signs(layout: FlowLayout, y: Pt) -> Iterator[tuple[Sequence[Shape], str]]:
    nodes = layout.nodes
    if any(placed.is_end and not placed.node.is_decision for placed in nodes):
        yield [Rect(0, y, 18, 9, WHITE, DARK, LINE, 4.5)], "开始或结束"
    if any(placed.node.is_decision for placed in nodes):
        yield [Polygon(((0, y + 4.5), (9, y), (18, y + 4.5), (9, y + 9)), WHITE, DARK, LINE)], "决策"
    if any(placed.node.is_key for placed in nodes):
        yield (
            [Rect(0, y, 18, 9, WHITE, ACCENT, BOLD_LINE, 1), Rect(2, y + 2, 14, 5, None, ACCENT, HAIRLINE)],
            "关键节点",
        )
    if any(connector.edge.is_back for connector in layout.connectors):
        yield [Line(0, y + 4.5, 18, y + 4.5, LINE, INK, _DASH)], "退回"


def _shifted(shape: Shape, dx: Pt) -> Shape:
    return moved([shape], dx, 0)[0]
