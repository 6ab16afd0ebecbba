"""Checks an answer file: normal form, then structure, then the editing rules; all findings at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.answers.model import ANNEXES, UNFINISHED, Answers, KeyPath
from docgen.form.model import Field, FormPack
from docgen.messages import message
from docgen.naming import named, safe_name
from docgen.rules import editing as _editing  # noqa: F401 -- registers the rules
from docgen.rules.derive import derive
from docgen.rules.model import CheckedAnswers, Finding, Flaw, Report, Severity
from docgen.rules.normal import Normaliser
from docgen.rules.paths import words_for
from docgen.rules.plan import Plan
from docgen.rules.registry import RULES, Breach, EditingRule
from docgen.rules.settle import draft_values, sound_values
from docgen.workdays import WorkCalendar

Coverage = Callable[[str], str]
"""Gives the characters of a text that no font has."""
Inspect = Callable[[str], Flaw | None]
"""Gives what is wrong with the file at a path; None where nothing is."""


def check(
    answers: Answers,
    pack: FormPack,
    *,
    coverage: Coverage | None = None,
    default_retention: int | None = None,
    pending: Collection[str] = (),
    inspect: Inspect | None = None,
) -> Report:
    """Check `answers` against the schema of `pack` and every editing rule that its fields concern.

    `coverage` gives the characters of a text that no font has; without it none is looked for. `default_retention`, in
    years, is taken where the answers name no retention. `pending` are fields that have not been asked for yet: nothing
    is told of them, and no rule that reads one is held against the others. `inspect` looks into the annexes; without it
    nobody does. Never raises, whatever the answers hold.
    """
    told, document = _examined(answers, pack, coverage, default_retention, pending, inspect)
    return _report(told, document, pack, answers)


def find(
    answers: Answers,
    pack: FormPack,
    *,
    coverage: Coverage | None = None,
    default_retention: int | None = None,
    pending: Collection[str] = (),
) -> tuple[Finding, ...]:
    """The findings of `check` alone, for whoever is still asking: what the plan comes to is not worked out."""
    return _examined(answers, pack, coverage, default_retention, pending, None)[0].in_order()


def _examined(
    answers: Answers,
    pack: FormPack,
    coverage: Coverage | None,
    default_retention: int | None,
    pending: Collection[str],
    inspect: Inspect | None,
) -> tuple[_Told, dict[str, Any]]:
    """What is told of the answers, and these in normal form."""
    from docgen.rules.structure import structural_faults  # brings Cerberus, which costs 40 ms

    calendar = WorkCalendar()
    data = _with_retention(answers.data, pack, default_retention)
    normaliser = Normaliser(pack, calendar)
    document = normaliser.read(data)
    unsound = set(normaliser.echoes) | {(key,) for key in pending}
    told = _Told(answers, pack, document, normaliser.origins, unsound, frozenset(pending))
    told.unfinished(document.pop(UNFINISHED, None))
    for rule_id, breach in normaliser.breaches:
        told.structural(rule_id, breach)
    for fault in structural_faults(document, pack):
        if told.structural(fault.rule, fault.breach) and fault.echo:
            told.unsound.add(fault.echo)
    if coverage:
        told.unprintable(coverage)
    if inspect:
        told.annexes(inspect, coverage)
    plan = Plan(sound_values(document, pack, told.unsound), pack, calendar)
    for rule in RULES:
        if _applies(rule, pack, told.unsound):
            for breach in rule.check(plan):
                told.editorial(rule, breach)
    return told, document


@dataclass(slots=True)
class _Told:
    """The findings so far. `unsound` are the places that no rule need look at any more."""

    answers: Answers
    pack: FormPack
    document: Mapping[str, Any]
    origins: Mapping[KeyPath, KeyPath]
    unsound: set[KeyPath]
    pending: Collection[str] = ()
    findings: list[Finding] = field(default_factory=list)

    def in_order(self) -> tuple[Finding, ...]:
        """The findings as they stand in the file."""
        return tuple(sorted(self.findings, key=lambda finding: (finding.line, finding.rule)))

    def unfinished(self, place: object) -> None:
        """Tell that the questionnaire, which left its mark in the file, has not come to its end."""
        if place is not None and UNFINISHED not in self.pending:
            problem = message("The questionnaire that fills in this file has not been finished")
            mend = message("Go on with “docgen edit”, or delete the line “{key}”.", key=UNFINISHED)
            self._add("schema", Severity.ERROR, "", Breach((UNFINISHED,), problem, mend))

    def structural(self, rule_id: str, breach: Breach) -> bool:
        """Tell a fault of structure, unless its place is known to be unsound; whether it was told."""
        if breach.path in self.unsound or any(part in self.pending for part in breach.path[:1]):
            return False
        self.unsound.add(breach.path)
        source = next((rule.source for rule in RULES if rule.id == rule_id), "")
        self._add(rule_id, Severity.ERROR, source, breach)
        return True

    def editorial(self, rule: EditingRule, breach: Breach) -> None:
        """Tell a broken rule, unless what it speaks of has a fault of structure: one fault gives one finding."""
        if not self._is_echo(breach.path):
            self._add(rule.id, breach.severity or rule.severity, rule.source, breach)

    def unprintable(self, coverage: Coverage) -> None:
        """Tell every text that holds a character which no font has. The common case, none, costs one question."""
        texts = list(_texts(self.document, self.pack.fields, ()))
        if not coverage("".join(text for _, text in texts)):
            return
        for path, text in texts:
            if missing := coverage(text):
                chars = [f"{char} ({named(char)})" if char.isprintable() else named(char) for char in missing]
                problem = message("No font has {chars}", chars=chars)
                mend = message("Write it with other characters, or name a font that has them in docgen.toml.")
                self.structural("schema", Breach(path, problem, mend))

    def annexes(self, inspect: Inspect, coverage: Coverage | None) -> None:
        """Tell every annex that cannot be bound, or under whose name nothing can be printed."""
        paths = self.document.get(ANNEXES)
        for index, path in enumerate(paths if isinstance(paths, list) else ()):
            if isinstance(path, str) and path:
                flaw, place = inspect(path), (ANNEXES, index)
                if flaw and flaw.severity is Severity.ERROR:
                    self.structural("schema", Breach(place, flaw.problem, flaw.mend))
                elif coverage and (missing := coverage(path)):
                    problem = message("No font has {chars}", chars=[f"{char} ({named(char)})" for char in missing])
                    self.structural("schema", Breach(place, problem, message("Rename the file.")))
                elif flaw:
                    self._add("schema", flaw.severity, "", Breach(place, flaw.problem, flaw.mend))

    def _is_echo(self, path: KeyPath) -> bool:
        above = any(path[:length] in self.unsound for length in range(1, len(path) + 1))
        return above or (len(path) > 2 and any(place[: len(path)] == path for place in self.unsound))

    def _add(self, rule_id: str, severity: Severity, source: str, breach: Breach) -> None:
        self.findings.append(
            Finding(
                rule=rule_id,
                severity=severity,
                file=self.answers.file,
                line=self.answers.line_of(self._origin(breach.path)),
                key_path=breach.path,
                path=words_for(breach.path, self.pack, self.document),
                message=breach.problem,
                mend=breach.mend,
                source=source,
            )
        )

    def _origin(self, path: KeyPath) -> KeyPath:
        """Where the value at `path` stands in the file."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.origins:
                return self.origins[path[:length]]
        return path


def _with_retention(data: Mapping[str, Any], pack: FormPack, years: int | None) -> Mapping[str, Any]:
    archive, spec = data.get("archive"), pack.fields.get("archive")
    if years is None or spec is None or "retention_years" not in spec.children or not isinstance(archive, Mapping):
        return data
    if archive.get("retention_years") is not None:
        return data
    return {**data, "archive": {**archive, "retention_years": years}}


def _applies(rule: EditingRule, pack: FormPack, unsound: Collection[KeyPath]) -> bool:
    """Whether the pack has the fields of `rule`, and nothing is wrong with them that makes it meaningless."""
    needs = [tuple(name.split(".")) for name in rule.needs]
    trusts = [tuple(name.split(".")) for name in rule.trusts]
    if not all(_has(pack.fields, path) for path in (*needs, *trusts)):
        return False
    columns = {tuple(part for part in place if isinstance(part, str)) for place in unsound}
    return not any(need[:length] in unsound for need in needs for length in range(1, len(need) + 1)) and not any(
        trust[:length] in columns for trust in trusts for length in range(1, len(trust) + 1)
    )


def _has(fields: Mapping[str, Field], path: tuple[str, ...]) -> bool:
    for key in path:
        if key not in fields:
            return False
        fields = fields[key].children
    return True


def _texts(owner: object, fields: Mapping[str, Field], path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Every text that will be printed, with its place."""
    if isinstance(owner, str):
        yield path, owner
    elif isinstance(owner, list):
        for index, item in enumerate(owner):
            yield from _texts(item, fields, (*path, index))
    elif isinstance(owner, Mapping):
        for key, spec in fields.items():
            yield from _texts(owner.get(key), spec.children, (*path, key))


def _report(told: _Told, document: Mapping[str, Any], pack: FormPack, answers: Answers) -> Report:
    findings = told.in_order()
    gaps = {finding.key_path for finding in findings} | told.unsound
    values = draft_values(document, pack, gaps)
    derive(values, pack)
    is_final = not any(finding.severity is Severity.ERROR for finding in findings)
    if not is_final and isinstance(values.get("archive"), dict) and values["archive"].get("file_name"):
        values["archive"]["file_name"] = safe_name(str(values["archive"]["file_name"]))
    digest = _digest(values)
    draft = CheckedAnswers(pack, answers, values, findings, complete=False, digest=digest)
    final = CheckedAnswers(pack, answers, values, findings, complete=True, digest=digest) if is_final else None
    return Report(findings, final, draft)


def _digest(values: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON: keys sorted, no blanks, UTF-8."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_as_json)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _as_json(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
