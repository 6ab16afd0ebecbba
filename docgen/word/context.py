"""Turns checked answers into the names that templates use: the contract of docs/templates.md.

Every answer stands under its own key, with enum ids turned into the words on paper; the rest is what paper needs beside
the answers: the edition, the leading department, the RACI matrix, tasks by phase, the findings of a draft.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from docgen.edition import Edition
from docgen.form.model import DocumentSpec, Field
from docgen.messages import Translator
from docgen.retention import last_day
from docgen.rules.model import CheckedAnswers, Severity

GAP: Final = "【待填】"
CONTENT_DIGITS: Final = 20
"""Hex digits of the fingerprint on paper, as many as the stamp's code holds."""


def template_context(checked: CheckedAnswers, edition: Edition) -> dict[str, Any]:
    """All names for the templates of one plan, but for the functions that draw."""
    answers = {key: _on_paper(checked.values.get(key), field) for key, field in checked.pack.fields.items()}
    departments = _rows(answers, "departments")
    lead = next((row for row in departments if row.get("role") == "牵头"), None)
    participants = [row["name"] for row in departments if row is not lead]
    return {
        **answers,
        "pack": {"title": checked.pack.title.zh, "kind": checked.pack.document_kind},
        "edition": _edition(edition),
        "versions": _versions(edition),
        "retention_until": _retention_until(answers, edition),
        "lead": lead or dict.fromkeys(("name", "role", "head", "head_title", "contact"), GAP) | {"liaisons": []},
        "participants": participants,
        "signers": _signers(_rows(answers, "signatories"), departments),
        "schedule": _schedule(_rows(answers, "phases"), _rows(answers, "tasks")),
        "raci_matrix": _raci_matrix(_rows(answers, "raci"), departments),
        "attachments": [spec.title.zh for spec in included_documents(checked, edition) if spec.part == "body"][1:],
        "findings": _findings(checked) if edition.is_draft else [],
    }


def included_documents(checked: CheckedAnswers, edition: Edition) -> list[DocumentSpec]:
    """The documents that this plan has: a `condition` needs its field filled, a `draft_only` one needs a draft."""
    return [
        spec
        for spec in checked.pack.documents
        if (edition.is_draft or not spec.draft_only) and (spec.condition is None or checked.values.get(spec.condition))
    ]


def _on_paper(value: Any, field: Field) -> Any:
    """`value` with the ids of enums turned into their words, all the way down."""
    if isinstance(value, (list, tuple)):
        return [_on_paper(item, field) for item in value]
    if isinstance(value, Mapping):
        return {
            key: _on_paper(item, field.children[key]) if key in field.children else item for key, item in value.items()
        }
    return field.words.get(value, value) if isinstance(value, str) else value


def _rows(answers: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = answers.get(key)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "name": edition.name,
        "number": edition.number,
        "version": edition.version,
        "date": edition.date,
        "status": "草稿" if edition.is_draft else "正式",
        "is_draft": edition.is_draft,
        "organisation": edition.organisation.name,
        "has_logo": edition.organisation.logo is not None,
        "fingerprint": _short(edition.fingerprint),
        "earlier": [_version(item.version, item.date, item.fingerprint, "") for item in edition.earlier],
    }


def _versions(edition: Edition) -> list[dict[str, Any]]:
    """The earlier versions and this one, for the control page."""
    earlier = [_version(item.version, item.date, item.fingerprint, "已归档") for item in edition.earlier]
    note = "草稿" if edition.is_draft else "本版"
    return [*earlier, _version(edition.version, edition.date, edition.fingerprint, note)]


def _version(version: str, date: Any, fingerprint: str, note: str) -> dict[str, Any]:
    return {"version": version, "date": date, "fingerprint": _short(fingerprint), "note": note}


def _short(fingerprint: str) -> str:
    return fingerprint[:CONTENT_DIGITS].upper()


def _retention_until(answers: Mapping[str, Any], edition: Edition) -> Any:
    archive = answers.get("archive")
    years = archive.get("retention_years") if isinstance(archive, Mapping) else None
    return last_day(edition.date, years) if isinstance(years, int) else GAP


def _signers(
    signatories: Sequence[Mapping[str, Any]], departments: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The signatories, each with its department's role."""
    roles = {row["name"]: row["role"] for row in departments}
    return [{**row, "role": roles.get(row["department"], "参与")} for row in signatories]


def _schedule(phases: Sequence[Mapping[str, Any]], tasks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The phases, each with its tasks; tasks of a phase that is not listed come last, under its name."""
    listed = {phase["name"] for phase in phases}
    strays = dict.fromkeys(task["phase"] for task in tasks if task["phase"] not in listed)
    rows = [*phases, *({"name": name, "start": None, "end": None} for name in strays)]
    return [{**phase, "tasks": [task for task in tasks if task["phase"] == phase["name"]]} for phase in rows]


def _raci_matrix(raci: Sequence[Mapping[str, Any]], departments: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Letters by task and department: a head's letter stands in the department's column, the head as `approver`."""
    names = [row["name"] for row in departments]
    home = {row["head"]: row["name"] for row in departments} | {name: name for name in names}
    heads = {row["name"]: row["head"] for row in departments}
    rows = [
        {**row, "cells": [_letters(row, name, home) for name in names], "approver": heads.get(row["A"], row["A"])}
        for row in raci
    ]
    return {"departments": names, "rows": rows}


def _letters(row: Mapping[str, Any], department: str, home: Mapping[Any, str]) -> str:
    held = [letter for letter in "ARCI" if any(home.get(holder) == department for holder in _holders(row[letter]))]
    return "/".join(held)


def _holders(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _findings(checked: CheckedAnswers) -> list[dict[str, str]]:
    say = Translator("zh")
    words = {Severity.ERROR: "错误", Severity.WARNING: "提示"}
    return [
        {
            "rule": "格式" if finding.rule == "schema" else finding.rule,
            "severity": words[finding.severity],
            "place": f"{say(finding.path)}（第 {finding.line} 行）",
            "message": say(finding.message),
            "mend": say(finding.mend),
            "source": finding.source,
        }
        for finding in checked.findings
    ]
