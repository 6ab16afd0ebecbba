"""Rules on review, disputes and signatories (S4-6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from docgen.answers.model import KeyPath
from docgen.messages import message
from docgen.rules.editing.duties import unlisted
from docgen.rules.model import Severity
from docgen.rules.plan import Plan, Row
from docgen.rules.registry import Breach, rule

_DAYS_TO_ANSWER = 3
"""Working days from the return of an opinion to the change it asks for (S4-6)."""
_ASKS_FOR_CHANGE = {"changes": "修改后同意", "objection": "异议"}


@rule("V1", Severity.ERROR, "S4-6", needs=(), trusts=("departments.name", "reviews.department"))
def every_department_has_reviewed(plan: Plan) -> Iterator[Breach]:
    """Each department stands among the reviews."""
    for index, row in plan.rows("reviews"):
        if plan.roster.unlisted(row["department"]):
            yield Breach(("reviews", index, "department"), *unlisted(row["department"], plan))
    for name in plan.roster.left_out(plan.column("reviews", "department")):
        problem = message("“{name}” has not reviewed the plan", name=name)
        yield Breach(("reviews",), problem, message("Add its review: reviewer, days sent and returned, verdict."))


@rule(
    "V1",
    Severity.ERROR,
    "S4-6",
    needs=(
        "reviews.department",
        "reviews.sent",
        "reviews.returned",
        "reviews.verdict",
        "reviews.answer",
        "reviews.revised",
    ),
)
def changes_asked_for_are_answered(plan: Plan) -> Iterator[Breach]:
    """A verdict that asks for a change is answered, within three working days of its return."""
    for index, row in plan.rows("reviews"):
        path = ("reviews", index)
        if isinstance(row["sent"], dt.date) and isinstance(row["returned"], dt.date) and row["returned"] < row["sent"]:
            problem = message(
                "It came back on {returned}, before it was sent on {sent}", returned=row["returned"], sent=row["sent"]
            )
            yield Breach((*path, "returned"), problem, message("Swap the two days, or correct one."))
        elif row["verdict"] in _ASKS_FOR_CHANGE:
            yield from _unanswered(row, path, plan)


def _unanswered(row: Row, path: KeyPath, plan: Plan) -> Iterator[Breach]:
    verdict, department = _ASKS_FOR_CHANGE[row["verdict"]], row["department"] or "…"
    if not row["answer"]:
        problem = message(
            "The verdict “{verdict}” of “{department}” is not answered", verdict=verdict, department=department
        )
        yield Breach((*path, "answer"), problem, message("Say under “answer” what was changed, or why nothing was."))
    returned, revised = row["returned"], row["revised"]
    if revised is None:
        problem = message(
            "The verdict “{verdict}” of “{department}” has no date of revision", verdict=verdict, department=department
        )
        yield Breach((*path, "revised"), problem, message("Write under “revised” the day on which it was dealt with."))
    elif isinstance(returned, dt.date) and isinstance(revised, dt.date):
        yield from _wrong_day(returned, revised, (*path, "revised"), plan)


def _wrong_day(returned: dt.date, revised: dt.date, path: KeyPath, plan: Plan) -> Iterator[Breach]:
    last = plan.calendar.add_workdays(returned, _DAYS_TO_ANSWER)
    if revised < returned:
        problem = message(
            "It was revised on {revised}, before the opinion came back on {returned}",
            revised=revised,
            returned=returned,
        )
        yield Breach(path, problem, message("Correct one of the two days."))
    elif revised > last:
        problem = message(
            "It was revised on {revised}, {days} working days after its return on {returned}; {limit} are allowed",
            revised=revised,
            days=plan.calendar.workdays_between(returned, revised),
            returned=returned,
            limit=_DAYS_TO_ANSWER,
        )
        yield Breach(
            path,
            problem,
            message("The last day was {last}; check the days, or have the department review anew.", last=last),
        )


@rule("V2", Severity.ERROR, "S4-6", needs=("disputes.matter", "disputes.meeting", "disputes.conclusion"))
def disputes_are_settled(plan: Plan) -> Iterator[Breach]:
    """Each dispute has a review meeting and a conclusion."""
    for index, row in plan.rows("disputes"):
        matter = row["matter"] or "…"
        if row["meeting"] is None:
            problem = message("No review meeting was held on the dispute “{matter}”", matter=matter)
            yield Breach(("disputes", index, "meeting"), problem, message("Write the day of the meeting."))
        if not row["conclusion"]:
            problem = message("The dispute “{matter}” has no conclusion", matter=matter)
            yield Breach(("disputes", index, "conclusion"), problem, message("Write what was decided."))


@rule(
    "V3",
    Severity.ERROR,
    "S4-6",
    needs=("signatories.name",),
    trusts=("departments.name", "departments.head", "signatories.department"),
)
def every_head_signs(plan: Plan) -> Iterator[Breach]:
    """There is one signatory for each department: its head."""
    seen: set[str] = set()
    for index, row in plan.rows("signatories"):
        department, path = row["department"], ("signatories", index, "department")
        if plan.roster.unlisted(department):
            yield Breach(path, *unlisted(department, plan))
        elif department in seen:
            problem = message("“{department}” signs twice", department=department)
            yield Breach(path, problem, message("Keep its head alone."))
        elif row["name"] and department in plan.roster.heads and row["name"] != plan.roster.heads[department]:
            head = plan.roster.heads[department]
            problem = message("“{name}” is not the head of “{department}”", name=row["name"], department=department)
            mend = message("Let {head} sign, or correct the head of the department.", head=head)
            yield Breach(("signatories", index, "name"), problem, mend)
        seen |= {department} if department else set()
    for name in plan.roster.left_out(plan.column("signatories", "department")):
        problem = message("Nobody signs for “{name}”", name=name)
        yield Breach(("signatories",), problem, message("Add its head, {head}.", head=plan.roster.heads.get(name, "…")))
