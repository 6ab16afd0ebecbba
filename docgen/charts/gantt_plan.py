"""Reads phases and tasks from a plan's values as the rows of a Gantt chart. Takes gaps of a draft as they come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias


class Span(NamedTuple):
    """Days from `start` to `end`, both included."""

    start: dt.date
    end: dt.date

    @property
    def after(self) -> dt.date:
        """The day after the last."""
        return self.end + dt.timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days, at least 1."""
        return (self.end - self.start).days + 1


class PhaseRow(NamedTuple):
    """A phase as the heading of its tasks."""

    name: str
    span: Span | None


class TaskRow(NamedTuple):
    """A task; `predecessors` are names of tasks, `status` an enum id or anything else in a draft."""

    name: str
    owner: str
    span: Span | None
    status: str
    predecessors: tuple[str, ...]


_LAST_DAY = dt.date.max - dt.timedelta(days=1)
Row: TypeAlias = PhaseRow | TaskRow


def read_rows(values: Mapping[str, Any]) -> tuple[Row, ...]:
    """Every phase followed by its tasks; tasks of no known phase come last."""
    phases: Sequence[Mapping[str, Any]] = values.get("phases") or []
    tasks: Sequence[Mapping[str, Any]] = values.get("tasks") or []
    names = {phase.get("name") for phase in phases}
    rows: list[Row] = []
    shown: set[object] = set()
    for phase in phases:
        name = phase.get("name")
        rows.append(PhaseRow(str(name or ""), _span(phase)))
        if name not in shown:
            rows += [_task(task) for task in tasks if task.get("phase") == name]
        shown.add(name)
    rows += [_task(task) for task in tasks if task.get("phase") not in names]
    return tuple(rows)


def whole_span(rows: Sequence[Row]) -> Span | None:
    """From the first day of any row to the last; None where no row has dates."""
    spans = [row.span for row in rows if row.span is not None]
    if not spans:
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _task(task: Mapping[str, Any]) -> TaskRow:
    owner = " ".join(str(task[key]) for key in ("owner_department", "owner") if task.get(key))
    after = task.get("after") or []
    status = str(task.get("status") or "")
    return TaskRow(str(task.get("name") or ""), owner, _span(task), status, tuple(str(name) for name in after))


def _span(row: Mapping[str, Any]) -> Span | None:
    """The row's days; one date alone counts as a day, and dates in the wrong order are turned round."""
    dates = [value for value in (row.get("start"), row.get("end")) if isinstance(value, dt.date)]
    return Span(min(dates), min(max(dates), _LAST_DAY)) if dates else None
