"""The marks of a Gantt chart: bars and milestones by status, phase brackets, dependency arrows, dates beside bars.

Statuses differ by fill and not by hue, so that a greyscale print tells them apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

from docgen.charts.gantt_axis import TimeAxis
from docgen.charts.gantt_plan import PhaseRow, Span, TaskRow
from docgen.charts.model import Label, Line, Polygon, Rect, Shape
from docgen.charts.palette import ACCENT, DARK, HAIRLINE, INK, LINE, THIN_GREY, WHITE
from docgen.charts.typography import Lettering
from docgen.lengths import Pt

STATUS_WORDS: Final = {"done": "已完成", "in_progress": "进行中", "not_started": "未开始", "delayed": "延期"}
_FILLS: Final = {"done": DARK, "in_progress": ACCENT}
_HATCH_PITCH: Final[Pt] = 2.6
_HEAD: Final[Pt] = 3.0
_SHORTEST_RUN: Final[Pt] = 7.0


class PlacedTask(NamedTuple):
    """A task on the chart: its bar from `x1` to `x2`, the middle of its row, and the bar's height."""

    task: TaskRow
    x1: Pt
    x2: Pt
    middle: Pt
    height: Pt

    @property
    def is_milestone(self) -> bool:
        """A task of a single day."""
        return self.task.span is not None and self.task.span.days == 1

    @property
    def left(self) -> Pt:
        """The left edge of what is drawn; a milestone is a diamond about its day's middle."""
        return (self.x1 + self.x2) / 2 - self.height / 2 - 0.5 if self.is_milestone else self.x1

    @property
    def right(self) -> Pt:
        """The right edge of what is drawn."""
        return (self.x1 + self.x2) / 2 + self.height / 2 + 0.5 if self.is_milestone else self.x2


def place_task(task: TaskRow, span: Span, axis: TimeAxis, middle: Pt, height: Pt) -> PlacedTask:
    """`task` on the axis: a bar begins where its first day begins and ends where its last day ends."""
    return PlacedTask(task, axis.at(span.start), axis.at(span.after), middle, height)


def task_mark(placed: PlacedTask) -> list[Shape]:
    """The bar or milestone of a task."""
    if placed.is_milestone:
        x, y, half = (placed.left + placed.right) / 2, placed.middle, placed.height / 2 + 0.5
        corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
        fill = _FILLS.get(placed.task.status, WHITE)
        mark: list[Shape] = [Polygon(corners, fill, DARK, LINE)]
        if placed.task.status == "delayed":
            mark.append(Line(x - half / 2, y + half / 2, x + half / 2, y - half / 2, LINE, DARK))
        return mark
    return bar(placed.x1, placed.middle - placed.height / 2, placed.x2 - placed.x1, placed.height, placed.task.status)


def bar(x: Pt, y: Pt, width: Pt, height: Pt, status: str) -> list[Shape]:
    """A bar filled by `status`: done solid, in progress a lighter solid, delayed hatched, anything else empty."""
    shapes: list[Shape] = [Rect(x, y, width, height, _FILLS.get(status, WHITE), DARK, LINE)]
    if status == "delayed":
        shapes += _hatching(x, y, width, height)
    return shapes


def phase_mark(phase: PhaseRow, axis: TimeAxis, middle: Pt) -> list[Shape]:
    """A bracket over the days of a phase."""
    if phase.span is None:
        return []
    x1, x2 = axis.at(phase.span.start), axis.at(phase.span.after)
    end = min(4.0, (x2 - x1) / 2)
    top, base = middle - 2.4, middle + 3.6
    outline = ((x1, base), (x1, top), (x2, top), (x2, base), (x2 - end, top + 2.6), (x1 + end, top + 2.6))
    return [Polygon(outline, INK)]


def dependency(before: PlacedTask, after: PlacedTask) -> list[Line]:
    """The line from the end of `before` to the start of `after`; `arrow_head` closes it.

    Where there is room it comes in from the left at the bar's middle, else from above (or below) near the bar's start.
    """
    down = after.middle > before.middle
    leave = before.middle + (before.height / 2 if down else -before.height / 2)
    x = max(before.right - 2, (before.left + before.right) / 2)
    if after.left - x >= _SHORTEST_RUN:
        return [_thin(x, leave, x, after.middle), _thin(x, after.middle, after.left - _HEAD, after.middle)]
    enter = after.middle + (-1 if down else 1) * (after.height / 2 + _HEAD)
    x = (
        min(max(after.left + 2, before.left), (after.left + after.right) / 2)
        if not after.is_milestone
        else _centre(after)
    )
    if x <= before.right:
        return [_thin(x, leave, x, enter)]
    return [_thin(before.right, before.middle, x, before.middle), _thin(x, before.middle, x, enter)]


def arrow_head(last: Line) -> Polygon:
    """The head at the end of `last`, pointing its way."""
    x, y = last.x2, last.y2
    if last.y1 == last.y2:
        way = 1 if last.x2 >= last.x1 else -1
        return Polygon(((x + way * _HEAD, y), (x, y - 1.6), (x, y + 1.6)), THIN_GREY)
    way = 1 if last.y2 >= last.y1 else -1
    return Polygon(((x, y + way * _HEAD), (x - 1.6, y), (x + 1.6, y)), THIN_GREY)


def date_label(
    placed: PlacedTask, text: Lettering, limits: tuple[Pt, Pt], taken: Sequence[Line], within_year: bool
) -> Label | None:
    """The dates beside the bar, right of it or left, where they fit within `limits` and no line in `taken` runs."""
    span = placed.task.span
    if span is None:
        return None
    words = _dates(span, within_year)
    width = text.width(words)
    base = placed.middle + text.size * 0.36
    for start in (placed.right + 3, placed.left - 3 - width):
        free = limits[0] <= start and start + width <= limits[1]
        box = (start - 1, placed.middle - text.size / 2, start + width + 1, placed.middle + text.size / 2)
        if free and not any(_crosses(line, box) for line in taken):
            return text.label(start, base, words)
    return None


def _dates(span: Span, within_year: bool) -> str:
    if span.days == 1:
        return _date(span.start, within_year)
    return f"{_date(span.start, within_year)}–{_date(span.end, within_year)}"


def _date(day: dt.date, within_year: bool) -> str:
    return f"{day.month}/{day.day}" if within_year else f"{day.year % 100:02}/{day.month}/{day.day}"


def _crosses(line: Line, box: tuple[Pt, Pt, Pt, Pt]) -> bool:
    left, top, right, bottom = box
    return (
        min(line.x1, line.x2) <= right
        and max(line.x1, line.x2) >= left
        and min(line.y1, line.y2) <= bottom
        and max(line.y1, line.y2) >= top
    )


def _centre(placed: PlacedTask) -> Pt:
    return (placed.left + placed.right) / 2


def _thin(x1: Pt, y1: Pt, x2: Pt, y2: Pt) -> Line:
    return Line(x1, y1, x2, y2, 0.5, THIN_GREY)


def _hatching(x: Pt, y: Pt, width: Pt, height: Pt) -> list[Line]:
    """Rising strokes across a bar, each cut where the bar ends."""
    strokes = []
    offset = _HATCH_PITCH - height
    while offset < width:
        start, end = max(0.0, offset), min(width, offset + height)
        strokes.append(
            Line(x + start, y + height - (start - offset), x + end, y + height - (end - offset), HAIRLINE, DARK)
        )
        offset += _HATCH_PITCH
    return strokes
