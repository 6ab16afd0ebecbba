"""Draws one panel of a Gantt chart: a table of names and owners on the left, the days on the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from docgen.charts.gantt_axis import Tick, TimeAxis, time_axis
from docgen.charts.gantt_marks import (
    PlacedTask,
    arrow_head,
    date_label,
    dependency,
    phase_mark,
    place_task,
    task_mark,
)
from docgen.charts.gantt_plan import PhaseRow, Row, Span, TaskRow
from docgen.charts.model import Line, Rect, Shape
from docgen.charts.palette import GREY, GRID_GREY, HAIRLINE, LINE, REST, RULE_GREY, SMALLEST_TEXT, TINT
from docgen.charts.typography import Lettering
from docgen.lengths import Pt

_CELL_MARGIN: Final[Pt] = 3
_LONGEST_SHADED: Final = 124
_TALLEST_BAR: Final[Pt] = 8.5
_EDGE: Final[Pt] = 0.5


class Columns(NamedTuple):
    """The columns of a panel: where they stand, the text set in them, the space between rows."""

    text: Lettering
    heading: Lettering
    space: Pt
    x: Pt
    name_width: Pt
    owner_width: Pt
    plot_width: Pt
    is_cut: bool = False

    @classmethod
    def of(cls, rows: Sequence[Row], width: Pt, text: Lettering, space: Pt, *, is_cut: bool = False) -> Columns:
        """Columns as wide as the names and owners of `rows` need, within a share of `width`.

        Where `is_cut`, each is one line: a longer one ends with ….
        """
        names = [text.width(row.name) for row in rows]
        owners = [text.width(row.owner) for row in rows if isinstance(row, TaskRow)]
        margin = 2 * _CELL_MARGIN
        name = min(max([*names, 40.0]) + margin + 1, 0.33 * width)
        owner = min(max([*owners, 24.0]) + margin + 1, 0.19 * width)
        heading = Lettering(text.fonts, text.size, bold=True)
        return cls(text, heading, space, 0, name, owner, width - name - owner - 2 * _EDGE, is_cut)

    def moved(self, dx: Pt) -> Columns:
        """The same columns, `dx` further right."""
        return self._replace(x=self.x + dx + _EDGE)

    @property
    def head_height(self) -> Pt:
        """The height of the scale's two lines."""
        return 2 * self.head_line

    @property
    def head_line(self) -> Pt:
        """The height of one line of the scale."""
        return self.text.size + 5

    @property
    def owner_x(self) -> Pt:
        """The left edge of the owners."""
        return self.x + self.name_width

    @property
    def plot_x(self) -> Pt:
        """The left edge of the days."""
        return self.owner_x + self.owner_width

    @property
    def right(self) -> Pt:
        """The right edge of the panel."""
        return self.plot_x + self.plot_width

    def name_lines(self, row: Row) -> tuple[str, ...]:
        """A row's name as it is set; a phase's may run on over the owners."""
        if isinstance(row, PhaseRow):
            width = self.name_width + self.owner_width - 2 * _CELL_MARGIN
            return self._set(row.name, self.heading, width)
        return self._set(row.name, self.text, self.name_width - 2 * _CELL_MARGIN)

    def owner_lines(self, row: Row) -> tuple[str, ...]:
        """A task's owner as it is set."""
        if not isinstance(row, TaskRow):
            return ()
        return self._set(row.owner, self.text, self.owner_width - 2 * _CELL_MARGIN)

    def _set(self, words: str, text: Lettering, width: Pt) -> tuple[str, ...]:
        lines = text.lines(words, width)
        if not self.is_cut or len(lines) < 2:
            return lines
        first = text.filled_lines(words, width)[0]
        return (f"{first[:-1]}…",)

    def row_height(self, row: Row) -> Pt:
        """How high `row` is."""
        return max(1, len(self.name_lines(row)), len(self.owner_lines(row))) * self.text.leading + self.space


def draw_panel(
    rows: Sequence[Row], columns: Columns, span: Span | None, is_rest_day: Callable[[dt.date], bool]
) -> tuple[list[Shape], Pt]:
    """The shapes of a panel from the top down, and where it ends."""
    edges = [_EDGE + columns.head_height]
    for row in rows:
        edges.append(edges[-1] + columns.row_height(row))
    bottom = edges[-1]
    axis = time_axis(span, columns.plot_x, columns.plot_width, _scale_text(columns)) if span else None
    shapes: list[Shape] = _rest_days(axis, edges[0], bottom, is_rest_day) if axis else []
    shapes += _bands(rows, edges, columns)
    shapes += _scale(axis, columns, bottom) if axis else []
    shapes += _table(rows, edges, columns)
    shapes += _marks(rows, edges, columns, axis) if axis else []
    return shapes, bottom + _EDGE


def _scale_text(columns: Columns) -> Lettering:
    return Lettering(columns.text.fonts, max(SMALLEST_TEXT, columns.text.size - 1), color=GREY)


def _bands(rows: Sequence[Row], edges: Sequence[Pt], columns: Columns) -> list[Shape]:
    """The tint behind the head and behind each phase."""
    width = columns.right - columns.x
    head: list[Shape] = [Rect(columns.x, _EDGE, width, columns.head_height, TINT)]
    return head + [
        Rect(columns.x, top, width, bottom - top, TINT)
        for row, top, bottom in zip(rows, edges, edges[1:], strict=False)
        if isinstance(row, PhaseRow)
    ]


def _rest_days(axis: TimeAxis, top: Pt, bottom: Pt, is_rest_day: Callable[[dt.date], bool]) -> list[Shape]:
    if axis.span.days > _LONGEST_SHADED:
        return []
    days = [axis.span.start + dt.timedelta(days=number) for number in range(axis.span.days)]
    return [Rect(axis.at(day), top, axis.day_width, bottom - top, REST) for day in days if is_rest_day(day)]


def _scale(axis: TimeAxis, columns: Columns, bottom: Pt) -> list[Shape]:
    text = _scale_text(columns)
    shapes: list[Shape] = []
    levels: tuple[tuple[tuple[Tick, ...], Pt], ...] = (
        (axis.upper, _EDGE),
        (axis.lower, _EDGE + columns.head_line),
    )
    for ticks, top in levels:
        is_upper = ticks is axis.upper
        for tick in ticks:
            end = _EDGE + columns.head_line if is_upper else bottom
            shapes.append(Line(tick.x1, top, tick.x1, end, HAIRLINE, RULE_GREY if is_upper else GRID_GREY))
            if tick.label:
                base = top + columns.head_line / 2 + text.size * 0.36
                shapes.append(text.label((tick.x1 + tick.x2) / 2, base, tick.label, "middle"))
    middle = _EDGE + columns.head_line
    shapes.append(Line(columns.plot_x, middle, columns.right, middle, HAIRLINE, RULE_GREY))
    return shapes


def _table(rows: Sequence[Row], edges: Sequence[Pt], columns: Columns) -> list[Shape]:
    """Names and owners, the lines between rows, and the frame."""
    heading = columns.heading
    owners = replace(columns.text, color=GREY)
    shapes: list[Shape] = []
    base = _EDGE + columns.head_height / 2 + heading.size * 0.36
    shapes.append(heading.label(columns.x + columns.name_width / 2, base, "任务", "middle"))
    shapes.append(heading.label(columns.owner_x + columns.owner_width / 2, base, "负责", "middle"))
    for row, top, bottom in zip(rows, edges, edges[1:], strict=False):
        shapes.append(Line(columns.x, top, columns.right, top, HAIRLINE, RULE_GREY))
        name = heading if isinstance(row, PhaseRow) else columns.text
        shapes += _stacked(columns.name_lines(row), name, columns.x + _CELL_MARGIN, (top + bottom) / 2)
        shapes += _stacked(columns.owner_lines(row), owners, columns.owner_x + _CELL_MARGIN, (top + bottom) / 2)
    shapes.append(Line(columns.plot_x, _EDGE, columns.plot_x, edges[-1], HAIRLINE, RULE_GREY))
    shapes.append(Rect(columns.x, _EDGE, columns.right - columns.x, edges[-1] - _EDGE, stroke=GREY, stroke_width=LINE))
    return shapes


def _stacked(lines: Sequence[str], text: Lettering, x: Pt, middle: Pt) -> list[Shape]:
    """Lines of text about `middle`."""
    first = middle - (len(lines) - 1) / 2 * text.leading + text.size * 0.36
    return [text.label(x, first + number * text.leading, line) for number, line in enumerate(lines)]


def _marks(rows: Sequence[Row], edges: Sequence[Pt], columns: Columns, axis: TimeAxis) -> list[Shape]:
    placed: dict[str, PlacedTask] = {}
    brackets: list[Shape] = []
    tasks: list[PlacedTask] = []
    for row, top, bottom in zip(rows, edges, edges[1:], strict=False):
        middle, height = (top + bottom) / 2, min(_TALLEST_BAR, (bottom - top) * 0.62)
        if isinstance(row, PhaseRow):
            brackets += phase_mark(row, axis, middle)
        elif row.span is not None:
            tasks.append(place_task(row, row.span, axis, middle, height))
            placed.setdefault(row.name, tasks[-1])
    lines: list[Line] = []
    heads: list[Shape] = []
    for task in tasks:
        for name in task.task.predecessors:
            if name in placed and placed[name] is not task:
                lines += (way := dependency(placed[name], task))
                heads.append(arrow_head(way[-1]))
    bars = [shape for task in tasks for shape in task_mark(task)]
    return [*brackets, *lines, *bars, *heads, *_date_labels(tasks, lines, columns, axis)]


def _date_labels(tasks: Sequence[PlacedTask], lines: Sequence[Line], columns: Columns, axis: TimeAxis) -> list[Shape]:
    text = Lettering(columns.text.fonts, SMALLEST_TEXT, color=GREY)
    limits = (columns.plot_x + 1, columns.right - 1)
    within_year = axis.span.start.year == axis.span.end.year
    labels = (date_label(task, text, limits, lines, within_year) for task in tasks)
    return [label for label in labels if label is not None]
