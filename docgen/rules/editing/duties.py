"""Rules on departments, assignments and the RACI matrix (S4-2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from docgen.messages import Message, message
from docgen.rules.model import Severity
from docgen.rules.plan import Plan, Row, nearest
from docgen.rules.registry import Breach, rule


def unlisted(name: str, plan: Plan) -> tuple[Message, Message]:
    """What is wrong with a department that the plan does not list, and how to mend it."""
    problem = message("“{name}” is not a department of this plan", name=name)
    if found := nearest(name, plan.roster.names):
        return problem, message("Did you mean “{name}”? Otherwise add it to the departments.", name=found)
    return problem, message("Write one of {names}, or add it to the departments.", names=plan.roster.names)


@rule("D1", Severity.ERROR, "S4-2", needs=("departments.name",))
def departments_are_several_and_unique(plan: Plan) -> Iterator[Breach]:
    """There are at least two departments, and each stands there once."""
    rows = plan.values["departments"]
    if len(rows) < 2:
        problem = message("{count} department is listed; a collaboration needs at least two", count=len(rows))
        yield Breach(("departments",), problem, message("Add every department that takes part."))
    seen: set[str] = set()
    for index, row in plan.rows("departments"):
        if row["name"] in seen:
            problem = message("“{name}” is listed twice", name=row["name"])
            yield Breach(("departments", index, "name"), problem, message("Keep one of the entries."))
        seen |= {row["name"]} if row["name"] else set()


@rule("D1", Severity.ERROR, "S4-2", needs=("departments.name",), trusts=("departments.role",))
def one_department_leads(plan: Plan) -> Iterator[Breach]:
    """Exactly one department leads."""
    leads = [(index, row) for index, row in plan.rows("departments") if row["role"] == "lead"]
    if not leads and plan.values["departments"]:
        problem = message("No department leads")
        yield Breach(("departments",), problem, message("Give exactly one department the role {role}.", role="牵头"))
    for index, row in leads[1:]:
        problem = message("“{name}” leads beside “{first}”", name=row["name"], first=leads[0][1]["name"])
        mend = message("Only one department leads: give the others the role {role}.", role="参与")
        yield Breach(("departments", index, "role"), problem, mend)


@rule("D2", Severity.WARNING, "S3", needs=("departments.name", "departments.liaisons"))
def departments_have_liaisons(plan: Plan) -> Iterator[Breach]:
    """Each department has one or two liaisons."""
    for index, row in plan.rows("departments"):
        count = len(row["liaisons"])
        if not 1 <= count <= 2:
            problem = message("“{name}” has {count} liaisons", name=row["name"] or "…", count=count)
            yield Breach(("departments", index, "liaisons"), problem, message("Name one or two persons."))


@rule(
    "A1",
    Severity.ERROR,
    "S4-2",
    needs=("assignments.responsible", "assignments.cooperating"),
    trusts=("departments.name",),
)
def assignments_name_listed_departments(plan: Plan) -> Iterator[Breach]:
    """The responsible department and the cooperating ones are listed, and the former is not among the latter."""
    for index, row in plan.rows("assignments"):
        if plan.roster.unlisted(row["responsible"]):
            yield Breach(("assignments", index, "responsible"), *unlisted(row["responsible"], plan))
        for place, name in enumerate(row["cooperating"]):
            path = ("assignments", index, "cooperating", place)
            if plan.roster.unlisted(name):
                yield Breach(path, *unlisted(name, plan))
            elif name and name == row["responsible"]:
                problem = message("“{name}” is responsible and cannot cooperate with itself", name=name)
                yield Breach(path, problem, message("Delete it from the cooperating departments."))


@rule(
    "A2",
    Severity.ERROR,
    "S4-2",
    needs=(),
    trusts=("departments.name", "assignments.responsible", "assignments.cooperating"),
)
def no_department_is_left_out(plan: Plan) -> Iterator[Breach]:
    """Every department is responsible for something or cooperates in something."""
    mentioned = [name for _, row in plan.rows("assignments") for name in (row["responsible"], *row["cooperating"])]
    for name in plan.roster.left_out(mentioned):
        problem = message("“{name}” is neither responsible for nor cooperating in any task", name=name)
        yield Breach(("assignments",), problem, message("Give it a task, or take it off the departments."))


@rule("A2", Severity.ERROR, "S4-2", needs=("assignments.task", "assignments.responsible"))
def no_task_has_two_masters(plan: Plan) -> Iterator[Breach]:
    """The same task is not given to two responsible departments."""
    first: dict[str, Row] = {}
    for index, row in plan.rows("assignments"):
        if not row["task"] or not row["responsible"]:
            continue
        earlier = first.setdefault("".join(row["task"].split()), row)
        if earlier["responsible"] != row["responsible"]:
            problem = message(
                "“{task}” is given to “{second}” and to “{first}”",
                task=row["task"],
                first=earlier["responsible"],
                second=row["responsible"],
            )
            mend = message("Let one be responsible and the other cooperate, or tell the two tasks apart by name.")
            yield Breach(("assignments", index, "responsible"), problem, mend)


@rule("A3", Severity.ERROR, "S4-2", needs=("assignments.start", "assignments.end", "start", "end"))
def assignments_lie_inside_the_plan(plan: Plan) -> Iterator[Breach]:
    """Start is not after end, and both lie between the plan's start and end."""
    for index, row in plan.rows("assignments"):
        yield from span_faults(row, ("assignments", index), plan.bounds, message("the plan"))


@rule(
    "R1",
    Severity.ERROR,
    "S1-3, S2",
    needs=("raci.task", "raci.R", "raci.A", "raci.C", "raci.I"),
    trusts=("departments.name", "departments.head"),
)
def raci_holders_are_known(plan: Plan) -> Iterator[Breach]:
    """Each row has exactly one A and at least one R; each holder is a listed department or a named head."""
    known = {*plan.roster.names, *plan.roster.heads.values()}
    for index, row in plan.rows("raci"):
        holders = [(("A",), row["A"])] + [
            ((role, place), name) for role in "RCI" for place, name in enumerate(row[role])
        ]
        for place, name in holders:
            if name and name not in known:
                problem = message("“{name}” is neither a department of this plan nor the head of one", name=name)
                found = nearest(name, known)
                mend = message("Write one of {names}, or the name of a head.", names=plan.roster.names)
                if found:
                    mend = message("Did you mean “{name}”? Otherwise add it to the departments.", name=found)
                yield Breach(("raci", index, *place), problem, mend)


def span_faults(
    row: Row, path: tuple[str | int, ...], bounds: tuple[dt.date, dt.date] | None, whole: Message
) -> Iterator[Breach]:
    """Tell of a start after the end, or of a day outside `bounds`, which is the span of `whole`."""
    start, end = row["start"], row["end"]
    if isinstance(start, dt.date) and isinstance(end, dt.date) and start > end:
        problem = message("It ends on {end}, before it starts on {start}", start=start, end=end)
        yield Breach((*path, "end"), problem, message("Swap the two days, or correct one."))
        return
    for key, day in (("start", start), ("end", end)):
        if bounds and isinstance(day, dt.date) and not bounds[0] <= day <= bounds[1]:
            problem = message(
                "{day} lies outside {whole} ({start} to {end})", day=day, whole=whole, start=bounds[0], end=bounds[1]
            )
            mend = message(
                "Write a day from {start} to {end}, or change {whole}.", start=bounds[0], end=bounds[1], whole=whole
            )
            yield Breach((*path, key), problem, mend)
