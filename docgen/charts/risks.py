"""Turns the risks of a plan into the risk matrix (S4-5): probability by impact, numbered circles, and a list.

The number of a risk is its row in the risk table. A risk without both ratings (in a draft) stands in the list only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docgen.charts.fitting import Bounds, bounded, empty_chart
from docgen.charts.model import Chart, Label, Line, Polygon, Rect, Shape
from docgen.charts.palette import GREY, INK, LINE, RISK_SHADES, WHITE
from docgen.charts.typography import Lettering
from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary

NAME: Final = "risk-matrix"
TITLE: Final = "风险矩阵"
_LEVELS: Final = {"low": 0, "medium": 1, "high": 2}
_WORDS: Final = ("低", "中", "高")
_AXIS: Final[Pt] = 34
_RADIUS: Final[Pt] = 7
_PITCH: Final[Pt] = 15.5
_GAP: Final[Pt] = 14
_PROPORTION: Final = 0.72
_LOWEST_CELL: Final[Pt] = 30
_SCALE_HEIGHT: Final[Pt] = 28
"""The words below the grid: the levels, and what they are levels of."""
_TEXT_SIZES: Final = (8.5, 8, 7.5, 7)
_MOST_LINES: Final = (1000, 2, 1)
"""How many lines of a risk are listed: all, or where they do not fit the first ones; the table has the whole text."""


class Risk(NamedTuple):
    """One risk; levels are 0 low to 2 high, None where not rated."""

    number: int
    text: str
    impact: int | None
    probability: int | None

    @property
    def is_rated(self) -> bool:
        """Whether it has a place in the matrix."""
        return self.impact is not None and self.probability is not None


class _Arrangement(NamedTuple):
    """How the chart is put together: the grid's width, the list's place and number of columns, its text."""

    grid_width: Pt
    list_x: Pt
    list_width: Pt
    below: bool
    columns: int
    size: Pt
    most_lines: int


def risk_matrix(values: Mapping[str, Any], fonts: FontLibrary, width: Pt, *, max_height: Pt | None = None) -> Chart:
    """The risk matrix of `values` (CheckedAnswers.values), `width` points wide and at most `max_height` high.

    The list of risks stands beside the grid, or below it in columns where there are too many for that.
    """
    risks = read_risks(values)
    if not risks:
        return empty_chart(NAME, TITLE, width)
    bounds = Bounds.of(width, max_height)
    for most_lines in _MOST_LINES:
        for size in _TEXT_SIZES:
            charts = [
                _draw(risks, arrangement, bounds, fonts) for arrangement in _arrangements(width, size, most_lines)
            ]
            lowest = min(charts, key=lambda chart: chart.height)
            if lowest.height <= bounds.height:
                return lowest
    return bounded(lowest, bounds)


def read_risks(values: Mapping[str, Any]) -> tuple[Risk, ...]:
    """The risks in the order of their table, numbered from 1."""
    return tuple(
        Risk(number, str(row.get("risk") or ""), _LEVELS.get(row.get("impact")), _LEVELS.get(row.get("probability")))
        for number, row in enumerate(values.get("risks") or [], 1)
    )


def _arrangements(width: Pt, size: Pt, most_lines: int) -> list[_Arrangement]:
    """The list beside the grid or below it; where both take the same height, the first is chosen."""
    grid = min(0.52 * width, 300.0)
    room = width - grid - _GAP
    text = (size, most_lines)
    beside = [
        _Arrangement(grid, grid + _GAP, room, False, columns, *text) for columns in (1, 2) if room / columns > 150
    ]
    return [*beside, _Arrangement(min(width, 360.0), 0, width, True, max(2, round(width / 220)), *text)]


def _draw(risks: Sequence[Risk], arrangement: _Arrangement, bounds: Bounds, fonts: FontLibrary) -> Chart:
    grid, grid_height = _grid(risks, arrangement.grid_width, bounds.height, fonts)
    text = Lettering(fonts, arrangement.size)
    top = grid_height + _GAP if arrangement.below else 0
    listing, bottom = _listing(risks, arrangement, top, text)
    return Chart(NAME, TITLE, bounds.width, max(grid_height, bottom), (*grid, *listing))


def _grid(risks: Sequence[Risk], width: Pt, room: Pt, fonts: FontLibrary) -> tuple[list[Shape], Pt]:
    """The nine cells with their circles; flatter cells where the room is low."""
    cell = (width - _AXIS - 1) / 3
    usual = min(_PROPORTION * cell, max(_LOWEST_CELL, (room - _SCALE_HEIGHT - 1) / 3))
    per_row = max(1, int((cell - 2) // _PITCH))
    members = {
        (impact, probability): [r for r in risks if (r.impact, r.probability) == (impact, probability)]
        for impact in range(3)
        for probability in range(3)
    }
    shapes: list[Shape] = []
    word, y = Lettering(fonts, 9), 1.0
    for probability in (2, 1, 0):
        fullest = max(len(members[impact, probability]) for impact in range(3))
        height = max(usual, math.ceil(fullest / per_row) * _PITCH + 10)
        shapes.append(word.label(_AXIS - 8, y + height / 2 + 3.2, _WORDS[probability], "middle"))
        for impact in range(3):
            x = _AXIS + impact * cell
            shapes.append(Rect(x, y, cell, height, RISK_SHADES[impact + probability], GREY, LINE))
            shapes += _circles(members[impact, probability], x + cell / 2, y + height / 2, per_row, fonts)
        y += height
    for impact in range(3):
        shapes.append(word.label(_AXIS + (impact + 0.5) * cell, y + 12, _WORDS[impact], "middle"))
    return [*shapes, *_axes(1.0, y, width, fonts)], y + _SCALE_HEIGHT


def _axes(top: Pt, bottom: Pt, width: Pt, fonts: FontLibrary) -> list[Shape]:
    """Titles of both axes, the upright one set character by character as Chinese is."""
    title = Lettering(fonts, 8.5, bold=True)
    middle = (top + bottom) / 2
    upright = "发生概率"
    first = middle - (len(upright) - 1) / 2 * 11 + 3
    shapes: list[Shape] = [title.label(7, first + 11 * place, letter, "middle") for place, letter in enumerate(upright)]
    shapes += _arrow(7, first - 14, 7, top + 4)
    centre, base = (_AXIS + width) / 2, bottom + 24
    shapes.append(title.label(centre, base, "影响程度", "middle"))
    shapes += _arrow(centre + 24, base - 3, width - 4, base - 3)
    return shapes


def _arrow(x1: Pt, y1: Pt, x2: Pt, y2: Pt) -> list[Shape]:
    if abs(x2 - x1) + abs(y2 - y1) < 8:
        return []
    if x1 == x2:
        head = ((x2, y2), (x2 - 2, y2 + 5), (x2 + 2, y2 + 5))
    else:
        head = ((x2, y2), (x2 - 5, y2 - 2), (x2 - 5, y2 + 2))
    return [Line(x1, y1, x2, y2, LINE, GREY), Polygon(head, GREY)]


def _circles(risks: Sequence[Risk], x: Pt, y: Pt, per_row: int, fonts: FontLibrary) -> list[Shape]:
    """The circles of one cell in rows around its middle."""
    rows = [risks[start : start + per_row] for start in range(0, len(risks), per_row)]
    shapes: list[Shape] = []
    for line, row in enumerate(rows):
        middle = y + (line - (len(rows) - 1) / 2) * _PITCH
        for place, risk in enumerate(row):
            shapes += _circle(x + (place - (len(row) - 1) / 2) * _PITCH, middle, risk.number, fonts)
    return shapes


def _circle(x: Pt, y: Pt, number: int, fonts: FontLibrary) -> tuple[Rect, Label]:
    digits = Lettering(fonts, 8 if number < 100 else 7, bold=number < 100)
    ring = Rect(x - _RADIUS, y - _RADIUS, 2 * _RADIUS, 2 * _RADIUS, WHITE, INK, LINE, _RADIUS)
    return ring, digits.label(x, y + digits.size * 0.36, str(number), "middle")


def _listing(risks: Sequence[Risk], arrangement: _Arrangement, top: Pt, text: Lettering) -> tuple[list[Shape], Pt]:
    """The numbered list, filled column by column; returns its lower edge too."""
    column = (arrangement.list_width - (arrangement.columns - 1) * _GAP) / arrangement.columns
    indent = 2 * _RADIUS + 6
    entries = [
        (risk, _first_lines(text.filled_lines(_described(risk), column - indent), arrangement.most_lines))
        for risk in risks
    ]
    heights = [max(2 * _RADIUS, len(lines) * text.leading) + 4 for _, lines in entries]
    wanted = sum(heights) / arrangement.columns
    shapes: list[Shape] = []
    x, y, bottom = arrangement.list_x, top, top
    for (risk, lines), height in zip(entries, heights, strict=True):
        if y > top and y - top + height / 2 > wanted and x + 1 < arrangement.list_x + arrangement.list_width - column:
            x, y = x + column + _GAP, top
        shapes += _circle(x + _RADIUS + 0.5, y + _RADIUS + 1, risk.number, text.fonts)
        first = y + 1 + _RADIUS + text.size * 0.36 if len(lines) == 1 else y + text.size
        shapes += [text.label(x + indent, first + place * text.leading, line) for place, line in enumerate(lines)]
        y += height
        bottom = max(bottom, y)
    return shapes, bottom + 1


def _first_lines(lines: Sequence[str], most: int) -> Sequence[str]:
    """All lines, or the first ones with … at their end."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def _described(risk: Risk) -> str:
    return risk.text if risk.is_rated else f"{risk.text}（未评级）"
