"""Rules on publication and the archive (S4-7)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.messages import message
from docgen.naming import faults_of_directory, faults_of_name, plan_file_name
from docgen.rules.model import Severity
from docgen.rules.normal import shown
from docgen.rules.plan import Plan
from docgen.rules.registry import Breach, rule

_SHORTEST_RETENTION = 2
"""Years (S4-7)."""
_ADMINISTRATION = "行政"
"""What every name of an administration department holds: 行政部, 行政人事部, 综合行政中心."""


@rule("F1", Severity.ERROR, "S4-7", needs=("publication.viewers",), trusts=("departments.name",))
def every_department_may_view(plan: Plan) -> Iterator[Breach]:
    """All participating departments may view the plan."""
    for name in plan.roster.left_out(plan.values["publication"]["viewers"]):
        problem = message("“{name}” takes part but may not view the plan", name=name)
        yield Breach(("publication", "viewers"), problem, message("Add it to the viewers."))


@rule("F1", Severity.WARNING, "S4-7", needs=("publication.editors",), trusts=("departments.name", "departments.role"))
def only_the_lead_edits(plan: Plan) -> Iterator[Breach]:
    """Nobody but the lead department may edit."""
    for place, name in enumerate(plan.values["publication"]["editors"]):
        if name and plan.lead and name != plan.lead:
            problem = message("“{name}” may edit beside the lead department “{lead}”", name=name, lead=plan.lead)
            mend = message("Let only the lead department edit; others may view.")
            yield Breach(("publication", "editors", place), problem, mend)


@rule(
    "F2",
    Severity.ERROR,
    "S4-7",
    needs=("title", "period", "archive.file_name"),
    trusts=("departments.name", "departments.role"),
)
def file_name_is_safe(plan: Plan) -> Iterator[Breach]:
    """The file name follows the pattern and is safe everywhere."""
    right = plan_file_name(plan.values, plan.pack.document_kind)
    given = plan.values["archive"]["file_name"]
    if not given:
        mend = message("Change the title, or give archive.file_name a name of its own.")
        for fault in faults_of_name(right) if plan.values["title"] else ():
            yield Breach(("title",), message("The title makes no safe file name: {fault}", fault=fault), mend)
        return
    faults = faults_of_name(given)
    mend = message("Write {name}, or leave archive.file_name out.", name=shown(right))
    for fault in faults:
        yield Breach(("archive", "file_name"), message("The file name is not safe: {fault}", fault=fault), mend)
    if not faults and (lacking := _lacking(given, plan)):
        problem = message("The file name “{name}” lacks {parts}", name=shown(given), parts=lacking)
        yield Breach(("archive", "file_name"), problem, mend)


def _lacking(name: str, plan: Plan) -> list[str]:
    """The parts of the pattern that a file name of the user's own does not have."""
    period = plan.values["period"]
    parts = [
        f"{period['year']}年" if period["year"] else "",
        f"Q{period['quarter']}" if period["quarter"] else "",
        plan.pack.document_kind,
        f"_{plan.lead}" if plan.lead else "",
    ]
    return [part for part in parts if part and part not in name]


@rule("F2", Severity.ERROR, "S4-7", needs=("archive.directory",))
def directory_is_safe(plan: Plan) -> Iterator[Breach]:
    """The archive directory is relative, and each of its parts is a safe name."""
    directory = plan.values["archive"]["directory"]
    for fault in faults_of_directory(directory) if isinstance(directory, str) else ():
        problem = message("The archive directory is not safe: {fault}", fault=fault)
        mend = message(
            "Write folders below the archive with “/” between them, for example {example}.", example="协作计划/2026/Q3"
        )
        yield Breach(("archive", "directory"), problem, mend)


@rule("F3", Severity.ERROR, "S4-7", needs=("archive.retention_years",))
def plan_is_kept_long_enough(plan: Plan) -> Iterator[Breach]:
    """The plan is kept for at least two years."""
    years = plan.values["archive"]["retention_years"]
    if isinstance(years, int | float) and years < _SHORTEST_RETENTION:
        problem = message("A retention of {years} years is too short", years=years)
        mend = message("Keep it for at least {least} years.", least=_SHORTEST_RETENTION)
        yield Breach(("archive", "retention_years"), problem, mend)
    elif years is None:
        problem = message("How long the plan is kept is not said")
        mend = message("Keep it for at least {least} years.", least=_SHORTEST_RETENTION)
        yield Breach(("archive", "retention_years"), problem, mend)


@rule(
    "F3",
    Severity.ERROR,
    "S4-7",
    needs=("archive.paper_copies",),
    trusts=("departments.name", "departments.role", "archive.paper_copies.holder"),
)
def paper_copies_are_kept(plan: Plan) -> Iterator[Breach]:
    """The lead department and administration each keep a paper copy."""
    rows = plan.values["archive"]["paper_copies"]
    holders = [row["holder"] for row in rows if row and row["holder"]]
    path = ("archive", "paper_copies")
    if plan.lead and plan.lead not in holders:
        problem = message("The lead department “{lead}” keeps no paper copy", lead=plan.lead)
        yield Breach(path, problem, message("Add a paper copy with this holder."))
    if not any(_ADMINISTRATION in holder for holder in holders):
        problem = message("Administration ({name}) keeps no paper copy", name="行政部")
        yield Breach(path, problem, message("Add a paper copy with this holder."))
