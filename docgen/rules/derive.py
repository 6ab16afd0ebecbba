"""Adds what follows from the answers: the RACI matrix, the titles of approvers, the file name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.form.model import FormPack
from docgen.naming import plan_file_name
from docgen.rules.settle import GAP


def derive(values: dict[str, Any], pack: FormPack) -> None:
    """Fill in, in place, what is absent and can be derived. `values` have every field of `pack`."""
    departments = {row["name"]: row for row in values.get("departments", ()) if isinstance(row.get("name"), str)}
    if "raci" in values and not values["raci"]:
        values["raci"] = _matrix(values, pack, departments)
    for decision in values.get("decisions", ()):
        for approver in decision.get("approvers", ()):
            approver["title"] = approver.get("title") or _title_of(approver.get("name"), departments)
    archive = values.get("archive")
    if archive and "file_name" in archive and archive["file_name"] is None:
        archive["file_name"] = plan_file_name(values, pack.document_kind)


def _matrix(
    values: Mapping[str, Any], pack: FormPack, departments: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The RACI matrix that the assignments amount to; empty where the pack has none with the columns it takes."""
    assignments = pack.fields.get("assignments")
    if assignments is None or not assignments.children.keys() >= {"task", "responsible", "cooperating"}:
        return []
    columns = pack.fields["raci"].children
    rows = [_raci_row(assignment, departments) for assignment in values["assignments"]]
    return [{key: row.get(key) for key in columns} for row in rows]


def _raci_row(assignment: Mapping[str, Any], departments: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """One row of the matrix (S1-3, S2): one A, at least one R.

    R is the responsible department. A is its head, by name: a department cannot sign, its head can, and answers for the
    result. C are the cooperating departments, who contribute and so are asked before. I are all others: the plan is
    theirs too, and they are told.
    """
    responsible, cooperating = assignment["responsible"], assignment["cooperating"]
    own = departments.get(responsible) if isinstance(responsible, str) else None
    return {
        "task": assignment["task"],
        "R": [responsible],
        "A": own.get("head") if own else GAP,
        "C": list(cooperating),
        "I": [name for name in departments if name != responsible and name not in cooperating],
    }


def _title_of(head: object, departments: Mapping[str, Mapping[str, Any]]) -> Any:
    return next((row.get("head_title") for row in departments.values() if row.get("head") == head), None)
