"""Rules on phases, tasks, dependencies and days (S4-4, S2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from docgen.answers.model import KeyPath
from docgen.form.model import Field
from docgen.messages import Message, Text, message
from docgen.rules.editing.duties import span_faults, unlisted
from docgen.rules.graph import cycles
from docgen.rules.model import Severity
from docgen.rules.plan import Plan, Row, nearest
from docgen.rules.registry import Breach, rule

_DUE = frozenset(("end", "deadline", "needed_by"))
"""The fields that hold a due date (domain.md, section 3)."""
_WEEKDAYS = (
    Text("星期一", "Monday"), Text("星期二", "Tuesday"), Text("星期三", "Wednesday"), Text("星期四", "Thursday"),
    Text("星期五", "Friday"), Text("星期六", "Saturday"), Text("星期日", "Sunday"),
)  # fmt: skip


@rule("T1", Severity.ERROR, "S4-4", needs=("start", "end"))
def plan_ends_after_its_start(plan: Plan) -> Iterator[Breach]:
    """The plan's start is not after its end."""
    start, end = plan.values["start"], plan.values["end"]
    if isinstance(start, dt.date) and isinstance(end, dt.date) and start > end:
        problem = message("The plan ends on {end}, before it starts on {start}", start=start, end=end)
        yield Breach(("end",), problem, message("Swap the two days, or correct one."))


@rule("T1", Severity.ERROR, "S4-4", needs=("phases.name", "phases.start", "phases.end"))
def phases_follow_one_another(plan: Plan) -> Iterator[Breach]:
    """Phases stand in the order of their starts, each inside the plan."""
    latest: Row | None = None
    for index, row in plan.rows("phases"):
        yield from span_faults(row, ("phases", index), plan.bounds, message("the plan"))
        if not isinstance(row["start"], dt.date):
            continue
        if latest and row["start"] < latest["start"]:
            problem = message(
                "The phase “{name}” starts on {start}, before “{earlier}” above it ({other})",
                name=row["name"] or "…",
                start=row["start"],
                earlier=latest["name"] or "…",
                other=latest["start"],
            )
            yield Breach(("phases", index, "start"), problem, message("Order the phases by their start."))
        else:
            latest = row


@rule(
    "T1",
    Severity.ERROR,
    "S4-4",
    needs=("tasks.phase", "tasks.start", "tasks.end", "phases.start", "phases.end"),
    trusts=("phases.name",),
)
def tasks_lie_inside_their_phase(plan: Plan) -> Iterator[Breach]:
    """Each task names a phase and lies inside it."""
    phases = {row["name"]: row for _, row in plan.rows("phases") if row["name"]}
    for index, row in plan.rows("tasks"):
        phase = phases.get(row["phase"]) if row["phase"] else None
        if row["phase"] and phase is None:
            problem = message("There is no phase “{name}”", name=row["phase"])
            found = nearest(row["phase"], phases)
            mend = message("Write one of {names}, or add the phase.", names=list(phases))
            if found:
                mend = message("Did you mean “{name}”? Otherwise add the phase.", name=found)
            yield Breach(("tasks", index, "phase"), problem, mend)
        yield from span_faults(
            row, ("tasks", index), _span(phase), message("the phase “{name}”", name=row["phase"] or "…")
        )


def _span(row: Row | None) -> tuple[dt.date, dt.date] | None:
    if row and isinstance(row["start"], dt.date) and isinstance(row["end"], dt.date) and row["start"] <= row["end"]:
        return row["start"], row["end"]
    return None


@rule(
    "T2",
    Severity.ERROR,
    "S4-4",
    needs=("tasks.name", "tasks.deliverables", "tasks.owner_department"),
    trusts=("departments.name",),
)
def tasks_have_deliverable_and_owner(plan: Plan) -> Iterator[Breach]:
    """Each task yields something, and its owner belongs to a listed department."""
    if not plan.values["tasks"]:
        yield Breach(("tasks",), message("The schedule has no tasks"), message("Add at least one task."))
    for index, row in plan.rows("tasks"):
        if not row["deliverables"]:
            problem = message("The task “{name}” has no deliverable", name=row["name"] or "…")
            mend = message("Name what it yields, for example {example}.", example="《区域推广方案》")
            yield Breach(("tasks", index, "deliverables"), problem, mend)
        if plan.roster.unlisted(row["owner_department"]):
            yield Breach(("tasks", index, "owner_department"), *unlisted(row["owner_department"], plan))


@rule("T3", Severity.ERROR, "S2", needs=("tasks.start", "tasks.end"), trusts=("tasks.name", "tasks.after"))
def dependencies_hold(plan: Plan) -> Iterator[Breach]:
    """Predecessors exist, form no cycle, and end before the task starts (the same day is allowed)."""
    rows = [(index, row) for index, row in plan.rows("tasks") if row["name"]]
    by_name = {row["name"]: row for _, row in rows}
    graph = {name: [earlier for earlier in row["after"] if earlier in by_name] for name, row in by_name.items()}
    circles = cycles(graph)
    in_circle = {pair for circle in circles for pair in pairwise(circle)}
    for circle in circles:
        index = next(index for index, row in rows if row["name"] == circle[0])
        problem = message("These tasks wait for one another: {tasks}", tasks=" → ".join(circle))
        yield Breach(("tasks", index, "after"), problem, message("Take one of these predecessors out."))
    for index, row in rows:
        for place, name in enumerate(row["after"]):
            path = ("tasks", index, "after", place)
            if name and name not in by_name:
                yield Breach(path, *_no_such_task(name, list(by_name)))
            elif name and (row["name"], name) not in in_circle:
                yield from _too_early(row, by_name[name], path)


@rule("T3", Severity.ERROR, "S2", needs=("tasks.name", "tasks.after"))
def dependencies_are_unambiguous(plan: Plan) -> Iterator[Breach]:
    """A task that others wait for has a name of its own."""
    awaited = {name for _, row in plan.rows("tasks") for name in row["after"]}
    seen: set[str] = set()
    for index, row in plan.rows("tasks"):
        if row["name"] in seen & awaited:
            problem = message("Two tasks are called “{name}”, and another one waits for it", name=row["name"])
            yield Breach(("tasks", index, "name"), problem, message("Give each task a name of its own."))
        seen |= {row["name"]} if row["name"] else set()


def _no_such_task(name: str, names: list[str]) -> tuple[Message, Message]:
    problem = message("The predecessor “{name}” is not a task of the schedule", name=name)
    if found := nearest(name, names):
        return problem, message("Did you mean “{name}”?", name=found)
    return problem, message("Write the name of a task, or delete it.")


def _too_early(row: Row, earlier: Row, path: KeyPath) -> Iterator[Breach]:
    start, end = row["start"], earlier["end"]
    if isinstance(start, dt.date) and isinstance(end, dt.date) and start < end:
        problem = message(
            "“{name}” starts on {start}, but its predecessor “{earlier}” ends on {end}",
            name=row["name"],
            start=start,
            earlier=earlier["name"],
            end=end,
        )
        yield Breach(
            path,
            problem,
            message("Start it on {end} or later, or let “{earlier}” end sooner.", end=end, earlier=earlier["name"]),
        )


@rule("T4", Severity.WARNING, "practice", needs=())
def due_days_are_working_days(plan: Plan) -> Iterator[Breach]:
    """A due date is a working day; make-up days count as such, public holidays do not."""
    for path, day in _due_days(plan.values, plan.pack.fields, ()):
        if not plan.calendar.is_workday(day):
            yield Breach(path, _rest_day(day, plan), _offer(plan.calendar.next_workday(day), plan))


def _due_days(owner: Any, fields: Mapping[str, Field], path: KeyPath) -> Iterator[tuple[KeyPath, dt.date]]:
    for key, spec in fields.items():
        value = owner[key]
        if key in _DUE and isinstance(value, dt.date):
            yield (*path, key), value
        elif isinstance(value, Mapping):
            yield from _due_days(value, spec.children, (*path, key))
        elif spec.children and isinstance(value, list):
            for index, row in enumerate(value):
                if isinstance(row, Mapping):
                    yield from _due_days(row, spec.children, (*path, key, index))


def _offer(day: dt.date, plan: Plan) -> Message:
    if plan.calendar.is_announced(day.year):
        return message("The next working day is {day}.", day=day)
    return message(
        "The next working day is {day}, unless the holidays of {year}, not announced yet, change it.",
        day=day,
        year=str(day.year),
    )


def _rest_day(day: dt.date, plan: Plan) -> Message:
    weekday = _WEEKDAYS[day.weekday()]
    if holiday := plan.calendar.holiday_name(day):
        return message("{day} ({weekday}) is a public holiday: {holiday}", day=day, weekday=weekday, holiday=holiday)
    if plan.calendar.is_announced(day.year):
        return message("{day} is a rest day ({weekday})", day=day, weekday=weekday)
    return message(
        "{day} is a {weekday}; the holidays of {year} are not announced yet, so it may still become a working day",
        day=day,
        weekday=weekday,
        year=str(day.year),
    )


@rule("T5", Severity.WARNING, "practice", needs=("assignments.task", "assignments.end", "tasks.name", "tasks.end"))
def assignments_agree_with_the_schedule(plan: Plan) -> Iterator[Breach]:
    """An assignment ends on the same day as the task of the same name."""
    ends = {row["name"]: row["end"] for _, row in plan.rows("tasks") if row["name"]}
    for index, row in plan.rows("assignments"):
        planned = ends.get(row["task"])
        if isinstance(row["end"], dt.date) and isinstance(planned, dt.date) and row["end"] != planned:
            problem = message(
                "“{task}” ends on {end} here, but on {planned} in the schedule",
                task=row["task"],
                end=row["end"],
                planned=planned,
            )
            yield Breach(("assignments", index, "end"), problem, message("Write the same day in both places."))
