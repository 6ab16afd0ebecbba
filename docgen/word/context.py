"""What the tags of a template may name: the answers in the words on paper, and what follows from them.

docs/templates.md describes every name for template authors; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.edition import Edition
from docgen.form.model import Field
from docgen.messages import Translator
from docgen.retention import last_day
from docgen.rules.model import CheckedAnswers, Finding, Severity

_FINGERPRINT_SHOWN = 20
"""Hexadecimal digits of the fingerprint on paper: the same 80 bits as in the page's code."""


def template_context(checked: CheckedAnswers, edition: Edition) -> dict[str, Any]:
    """Everything that tags may name, except the functions that put pictures and places into the page."""
    values = {key: on_paper(value, checked.pack.fields.get(key)) for key, value in checked.values.items()}
    departments: Sequence[Mapping[str, Any]] = values.get("departments") or []
    roles = {row["name"]: row["role"] for row in departments}
    years = (values.get("archive") or {}).get("retention_years")
    return {
        **values,
        "pack": {"title": checked.pack.title.zh, "document_kind": checked.pack.document_kind},
        "edition": _edition(edition),
        "lead": _lead(checked, departments),
        "signatories": [{**row, "role": roles.get(row["department"])} for row in values.get("signatories") or []],
        "flow": [{**node, "next_text": _next_text(node["next"])} for node in values.get("flow") or []],
        "schedule": _by_phase(values.get("phases") or [], values.get("tasks") or []),
        "matrix": _matrix(values.get("raci") or [], departments),
        "retention_until": last_day(edition.date, years) if isinstance(years, int) else None,
        "findings": [_finding(finding) for finding in checked.findings],
    }


def on_paper(value: Any, field: Field | None) -> Any:
    """`value` with the ids of enums replaced by their words on paper, all the way down."""
    if field is None:
        return value
    if isinstance(value, list):
        if field.is_list and field.children:
            return [_row_on_paper(row, field) for row in value]
        return [field.words.get(item, item) if isinstance(item, str) else item for item in value]
    if isinstance(value, dict):
        return _row_on_paper(value, field)
    return field.words.get(value, value) if isinstance(value, str) else value


def _row_on_paper(row: Any, field: Field) -> Any:
    if not isinstance(row, dict):
        return row
    return {key: on_paper(value, field.children.get(key)) for key, value in row.items()}


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "name": edition.name,
        "number": edition.number,
        "version": edition.version,
        "date": edition.date,
        "status": "草稿" if edition.is_draft else "正式",
        "is_draft": edition.is_draft,
        "organisation": edition.organisation.name,
        "fingerprint": edition.fingerprint[:_FINGERPRINT_SHOWN].upper(),
        "earlier": [{"version": item.version, "date": item.date} for item in edition.earlier],
    }


def _lead(checked: CheckedAnswers, departments: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The leading department's row; in a draft without one, the first, or a row of gaps."""
    raw = checked.values.get("departments") or []
    leads = [row for row, given in zip(departments, raw, strict=True) if given["role"] == "lead"]
    if leads or departments:
        return (leads or departments)[0]
    field = checked.pack.fields.get("departments")
    return dict.fromkeys(field.children if field else (), "【待填】")


def _next_text(following: Sequence[Mapping[str, Any]]) -> str:
    """Where the work goes next: 同意 → 铺货与培训；退回 → 提出推广方案."""
    return "；".join(
        f"{item['condition']} → {item['node']}" if item.get("condition") else str(item["node"]) for item in following
    )


def _by_phase(phases: Sequence[Mapping[str, Any]], tasks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The tasks under their phases, in the order of both; tasks of an unknown phase (in a draft) come last."""
    names = list(dict.fromkeys([phase["name"] for phase in phases] + [task["phase"] for task in tasks]))
    groups = [{"phase": name, "tasks": [task for task in tasks if task["phase"] == name]} for name in names]
    return [group for group in groups if group["tasks"]]


def _matrix(raci: Sequence[Mapping[str, Any]], departments: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The RACI matrix by department: a head's letter stands in the column of the head's department."""
    columns = [row["name"] for row in departments]
    home = {row["head"]: row["name"] for row in departments} | {name: name for name in columns}
    rows = []
    for row in raci:
        letters: dict[str, list[str]] = {name: [] for name in columns}
        for letter in "ARCI":
            holders = row[letter] if isinstance(row[letter], list) else [row[letter]]
            for holder in holders:
                cell = letters.setdefault(home.get(holder, holder), [])
                if letter not in cell:
                    cell.append(letter)
        cells = ["/".join(letters[name]) for name in columns]
        others = [name for name in letters if name not in columns]
        rows.append({"task": row["task"], "approver": row["A"], "cells": cells, "others": others})
    return {"departments": columns, "rows": rows}


def _finding(finding: Finding) -> dict[str, Any]:
    say = Translator("zh")
    return {
        "rule": finding.rule,
        "severity": "错误" if finding.severity is Severity.ERROR else "提示",
        "line": finding.line,
        "place": say(finding.path),
        "message": say(finding.message),
        "mend": say(finding.mend),
    }
