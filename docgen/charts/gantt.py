"""Turns phases and tasks of a plan into the Gantt chart (S4-4): a row for each, on a scale that suits the span.

Rows shrink before they wrap into a second panel beside the first; both panels have the same scale. Where that does not
suffice, long names are cut to one line: the table of tasks has the whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docgen.charts.fitting import Bounds, bounded, empty_chart
from docgen.charts.gantt_marks import STATUS_WORDS, bar
from docgen.charts.gantt_panel import Columns, draw_panel
from docgen.charts.gantt_plan import PhaseRow, Row, TaskRow, read_rows, whole_span
from docgen.charts.model import Chart, Shape
from docgen.charts.palette import GREY
from docgen.charts.typography import Lettering
from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary

NAME: Final = "gantt-chart"
TITLE: Final = "甘特图"
_LEGEND_HEIGHT: Final[Pt] = 16
_PANEL_GAP: Final[Pt] = 14
_NARROWEST_PANEL: Final[Pt] = 300
_DENSITIES: Final = ((8.5, 7.5), (8.5, 5.5), (8.0, 4.0), (7.5, 2.6), (7.0, 1.4), (7.0, 0.5))
"""Text size and the space between the lines of neighbouring rows, from the roomiest to the tightest."""


class _Setting(NamedTuple):
    """One way to set the chart: how many panels, with which columns."""

    panels: int
    panel_width: Pt
    columns: Columns


def gantt_chart(
    values: Mapping[str, Any],
    fonts: FontLibrary,
    width: Pt,
    *,
    max_height: Pt | None = None,
    is_rest_day: Callable[[dt.date], bool] | None = None,
) -> Chart:
    """The Gantt chart of `values` (CheckedAnswers.values), `width` points wide and at most `max_height` high.

    Rest days are shaded where the span is four months or less: weekends, unless `is_rest_day` knows better.
    """
    rows = read_rows(values)
    if not rows:
        return empty_chart(NAME, TITLE, width)
    bounds = Bounds.of(width, max_height)
    rests = is_rest_day or _is_weekend
    for setting in _settings(rows, bounds, fonts):
        split = _split(rows, setting, bounds)
        if split is not None:
            break
    else:
        split = _evenly(rows, setting.panels)
    return bounded(_draw(split, setting, bounds, rests), bounds)


def _settings(rows: Sequence[Row], bounds: Bounds, fonts: FontLibrary) -> Iterator[_Setting]:
    """The ways to set the chart, from the most legible on."""
    most = max(1, int((bounds.width + _PANEL_GAP) // (_NARROWEST_PANEL + _PANEL_GAP)))
    for is_cut in (False, True):
        for panels in range(1, most + 1):
            panel_width = (bounds.width - (panels - 1) * _PANEL_GAP) / panels
            for size, space in _DENSITIES:
                columns = Columns.of(rows, panel_width, Lettering(fonts, size), space, is_cut=is_cut)
                yield _Setting(panels, panel_width, columns)


def _split(rows: Sequence[Row], setting: _Setting, bounds: Bounds) -> list[Sequence[Row]] | None:
    """The rows of each panel; None where they do not fit. A phase's heading never stands last in a panel."""
    room = bounds.height - setting.columns.head_height - _LEGEND_HEIGHT
    parts: list[list[Row]] = [[]]
    used = 0.0
    for row in rows:
        height = setting.columns.row_height(row)
        if used + height > room and parts[-1]:
            moved = [parts[-1].pop()] if isinstance(parts[-1][-1], PhaseRow) and len(parts[-1]) > 1 else []
            parts.append(moved)
            used = sum(setting.columns.row_height(each) for each in moved)
        parts[-1].append(row)
        used += height
    fits = len(parts) <= setting.panels and all(
        sum(map(setting.columns.row_height, part)) <= room + 0.01 for part in parts
    )
    return [*parts] if fits else None


def _evenly(rows: Sequence[Row], panels: int) -> list[Sequence[Row]]:
    count = -(-len(rows) // panels)
    return [rows[start : start + count] for start in range(0, len(rows), count)]


def _draw(
    parts: Sequence[Sequence[Row]], setting: _Setting, bounds: Bounds, is_rest_day: Callable[[dt.date], bool]
) -> Chart:
    span = whole_span([row for part in parts for row in part])
    shapes: list[Shape] = []
    bottom = 0.0
    for number, part in enumerate(parts):
        left = number * (setting.panel_width + _PANEL_GAP)
        panel, height = draw_panel(part, setting.columns.moved(left), span, is_rest_day)
        shapes += panel
        bottom = max(bottom, height)
    shapes += _legend([row for part in parts for row in part], bottom + 4, setting.columns.text)
    return Chart(NAME, TITLE, bounds.width, bottom + _LEGEND_HEIGHT, tuple(shapes))


def _legend(rows: Sequence[Row], top: Pt, text: Lettering) -> list[Shape]:
    """What the fills mean; only those that occur, and the milestone where there is one."""
    words = Lettering(text.fonts, 7.5, color=GREY)
    used = {row.status for row in rows if isinstance(row, TaskRow) and row.span is not None}
    shapes: list[Shape] = []
    x = 1.0
    for status, word in STATUS_WORDS.items():
        if status in used:
            shapes += [*bar(x, top + 1.5, 16, 7, status), words.label(x + 20, top + 8, word)]
            x += 20 + words.width(word) + 14
    if any(isinstance(row, TaskRow) and row.span is not None and row.span.days == 1 for row in rows):
        shapes.append(words.label(x, top + 8, "◇ 一天完成的任务"))
    return shapes


def _is_weekend(day: dt.date) -> bool:
    return day.weekday() >= 5
