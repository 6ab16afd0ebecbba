"""Rules on goals, wording and scope (S4-1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from docgen.messages import message
from docgen.rules.model import Severity
from docgen.rules.normal import shown
from docgen.rules.plan import Plan
from docgen.rules.registry import Breach, rule
from docgen.rules.wording import slogan_in, vague_words_in

_SHORTEST_STATEMENT = 5
"""Characters; no Chinese sentence that names a verb, an object and a bound is shorter."""

_PLAIN_WORDING = (("goals", "statement"), ("assignments", "standard"), ("risks", "measure"), ("risks", "trigger"))
"""The columns whose wording G2 reads."""


@rule("G1", Severity.ERROR, "S4-1", needs=("goals.statement",))
def goals_are_specific(plan: Plan) -> Iterator[Breach]:
    """A statement says what will have been done; it is no slogan."""
    for index, goal in plan.rows("goals"):
        statement = goal["statement"]
        if not statement:
            continue
        path = ("goals", index, "statement")
        mend = message("Say what will have been done, for whom or where, in one plain sentence.")
        if slogan := slogan_in(statement):
            problem = message(
                "“{statement}” is a slogan: “{word}” says nothing that can be done",
                statement=shown(statement),
                word=slogan,
            )
            yield Breach(path, problem, mend)
        elif len(statement) < _SHORTEST_STATEMENT:
            yield Breach(path, message("“{statement}” is too short to be specific", statement=statement), mend)


@rule("G1", Severity.ERROR, "S4-1", needs=("goals.deadline", "start", "end"))
def goals_end_inside_the_plan(plan: Plan) -> Iterator[Breach]:
    """A goal's deadline lies between the plan's start and end."""
    for index, goal in plan.rows("goals"):
        deadline = goal["deadline"]
        if plan.bounds and isinstance(deadline, dt.date) and not plan.bounds[0] <= deadline <= plan.bounds[1]:
            start, end = plan.bounds
            problem = message(
                "The deadline {deadline} lies outside the plan ({start} to {end})",
                deadline=deadline,
                start=start,
                end=end,
            )
            yield Breach(
                ("goals", index, "deadline"),
                problem,
                message("Write a day from {start} to {end}, or change the plan's start or end.", start=start, end=end),
            )


@rule("G2", Severity.WARNING, "S4-1", needs=())
def wording_is_not_vague(plan: Plan) -> Iterator[Breach]:
    """Goals, standards, measures and triggers do without vague words."""
    for key, column in _PLAIN_WORDING:
        for index, row in plan.rows(key):
            for word in vague_words_in(row.get(column) or ""):
                problem = message("“{word}” in “{text}” is vague", word=word.text, text=shown(row[column]))
                yield Breach((key, index, column), problem, message("Instead, {advice}.", advice=word.advice))


@rule("G3", Severity.ERROR, "S4-1", needs=("in_scope", "out_of_scope.item"))
def scope_has_two_sides(plan: Plan) -> Iterator[Breach]:
    """At least one item is in and one is out, and none is both."""
    if not plan.values["in_scope"]:
        yield Breach(("in_scope",), message("Nothing is inside the scope"), message("Name at least one joint work."))
    if not plan.values["out_of_scope"]:
        problem = message("Nothing is outside the scope")
        yield Breach(
            ("out_of_scope",), problem, message("Name at least one item that is not done, and who handles it.")
        )
    inside = {_plain(item) for item in plan.values["in_scope"] if isinstance(item, str)}
    for index, row in plan.rows("out_of_scope"):
        if row["item"] and _plain(row["item"]) in inside:
            problem = message("“{item}” is both inside and outside the scope", item=shown(row["item"]))
            yield Breach(("out_of_scope", index, "item"), problem, message("Delete it on one of the two sides."))


def _plain(item: str) -> str:
    return "".join(item.split()).rstrip("。；;.")
