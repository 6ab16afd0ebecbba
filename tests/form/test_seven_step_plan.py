"""The pack that comes with docgen: complete in both languages, and its schema takes the examples' every key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cerberus
import pytest

from docgen.answers import load_answers
from docgen.form import bundled_forms, load_pack
from docgen.form.model import Field, FormPack
from docgen.messages import Text, Translator
from docgen.rules import check

EXAMPLES = sorted((bundled_forms() / "seven-step-plan" / "examples").glob("*.yaml"))


@pytest.fixture(scope="module")
def pack() -> FormPack:
    return load_pack("seven-step-plan", [bundled_forms()])


def all_fields(fields: Mapping[str, Field], path: str = "") -> Iterator[tuple[str, Field]]:
    for key, field in fields.items():
        yield path + key, field
        yield from all_fields(field.children, f"{path}{key}.")


def test_steps_are_the_seven_of_the_standard(pack: FormPack) -> None:
    assert [(step.key, step.title.zh) for step in pack.steps] == [
        ("scope", "明确协作目标与核心范围"),
        ("responsibilities", "梳理部门职责分工"),
        ("process", "制定协作流程与沟通机制"),
        ("schedule", "细化时间节点与交付成果"),
        ("risks", "预判风险并制定应对措施"),
        ("review", "文档审核与修订"),
        ("publish", "发布与存档"),
    ]


def test_everything_people_see_is_there_in_both_languages(pack: FormPack) -> None:
    texts: list[tuple[str, Text]] = [("title", pack.title)]
    for step in pack.steps:
        texts += [(step.key, text) for text in (step.title, step.purpose, step.guidance)]
    texts += [(spec.key, spec.title) for spec in pack.documents]
    for path, field in all_fields(pack.fields):
        texts += [(path, field.label), (path, field.help)]
        if field.is_list and field.children:
            texts.append((f"{path} row", field.row))
    assert [where for where, text in texts if not (text.zh and text.en)] == []


def test_every_field_that_is_typed_in_has_an_example(pack: FormPack) -> None:
    bare = [path for path, field in all_fields(pack.fields) if field.example is None and not field.children]
    assert bare == []


def test_examples_of_fields_are_valid_answers(pack: FormPack) -> None:
    bad = {}
    for path, field in all_fields(pack.fields):
        if field.example is None or (field.is_list and field.children):
            continue  # the example of a table shows its short form
        example = dt.date.fromisoformat(field.example) if field.rules["type"] == "date" else field.example
        validator = cerberus.Validator({"field": field.rules})
        if not validator.validate({"field": example}):
            bad[path] = validator.errors
    assert bad == {}


def test_labels_in_one_table_are_distinct(pack: FormPack) -> None:
    for path, field in all_fields(pack.fields):
        labels = [child.label.zh for child in field.children.values()]
        assert len(labels) == len(set(labels)), path


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("goals.target", "G1"),
        ("goals.deadline", "G1"),
        ("in_scope", "G3"),
        ("departments.head", "D1"),
        ("assignments.responsible", "A1"),
        ("assignments.standard", "A3"),
        ("raci.A", "R1"),
        ("flow.departments", "P1"),
        ("communication.frequency", "P3"),
        ("decisions.approvers", "P3"),
        ("phases.start", "T1"),
        ("tasks.owner", "T2"),
        ("tasks.deliverables", "T2"),
        ("tasks.status", "T2"),
        ("risks.impact", "K1"),
        ("risks.responsible", "K1"),
        ("reviews", "V1"),
        ("disputes.conclusion", "V2"),
        ("signatories", "V3"),
        ("publication.viewers", "F1"),
        ("archive.retention_years", "F3"),
        ("archive.paper_copies", "F3"),
    ],
)
def test_structural_fault_carries_the_editing_rule_it_belongs_to(pack: FormPack, path: str, rule: str) -> None:
    assert dict(all_fields(pack.fields))[path].rule == rule


@pytest.mark.parametrize("key", ["tools", "resources", "budget", "disputes", "revisions", "number", "raci"])
def test_optional_fields_may_be_absent(pack: FormPack, key: str) -> None:
    assert not pack.schema[key].get("required")


def test_documents_come_in_the_order_of_the_bundle(pack: FormPack) -> None:
    assert [(spec.part, spec.key) for spec in pack.documents] == [
        *(("front", key) for key in ("cover", "control", "findings")),
        *(("body", key) for key in ("plan", "responsibilities", "raci", "process", "schedule", "resources")),
        *(("body", key) for key in ("risks", "review", "signing")),
        ("back", "publication"),
    ]
    assert [spec.key for spec in pack.documents if spec.signed] == ["signing"]
    assert [spec.key for spec in pack.documents if spec.draft_only] == ["findings"]
    assert [(spec.key, spec.condition) for spec in pack.documents if spec.condition] == [("resources", "resources")]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_example_gives_no_finding(pack: FormPack, file: Path) -> None:
    say = Translator("en")
    report = check(load_answers(file), pack)
    assert [(finding.rule, finding.line, say(finding.message)) for finding in report.findings] == []
    assert report.checked is not None


def test_examples_cover_the_four_occasions_and_both_extremes(pack: FormPack) -> None:
    plans = [load_answers(file).data for file in EXAMPLES]
    words = pack.fields["occasion"].words
    assert {plan["occasion"] for plan in plans} == set(words.values())
    assert min(len(plan["departments"]) for plan in plans) == 2
    assert max(len(plan["departments"]) for plan in plans) >= 8
    assert max(longest(plan) for plan in plans) > 200
    assert any("raci" in plan for plan in plans)
    assert any("resources" not in plan and "budget" not in plan for plan in plans)
    assert any("D+5工作日" in str(plan) for plan in plans)


def longest(value: Any) -> int:
    """The length of the longest text in a table."""
    if isinstance(value, dict | list):
        return max((longest(item) for item in (value.values() if isinstance(value, dict) else value)), default=0)
    return len(value) if isinstance(value, str) else 0
