"""What a pack says about asking is read as values, and what is wrong in it is told with file, line and mend."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import cerberus
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.errors import FormError
from docgen.form import ask as a
from docgen.form import bundled_forms, list_packs, load_pack
from docgen.form.ask_check import check_asks
from docgen.form.model import Field, FormPack
from docgen.messages import Text, Translator

PACK = """\
key: visit
title: 来访计划
version: "1.0"
document_kind: 来访计划
steps:
  - key: basics
    title: 基本情况
    fields:
      occasion:
        type: string
        allowed: [client, audit]
        meta: {label: 事由, words: {client: 客户来访, audit: 审核来访}, ask: {default: client}}
      start: {type: date, meta: {label: 开始, ask: {default: {today: true}}}}
      guests:
        type: list
        schema: guest
        meta: {label: 来宾, ask: {offer: organisation.departments}}
      seats:
        type: list
        schema:
          name: {type: string, meta: {label: 姓名, ask: {choices: [guests.name], others: true}}}
          row: {type: integer, meta: {label: 排, ask: {when: {name: {given: true}}, before: name}}}
        meta: {label: 座位, ask: {rows: {each: guests, set: {name: {from: .name}}}}}
documents:
  - {key: list, title: 来宾名单, template: list.docx}
"""
SHARED = """\
guest:
  name: {type: string, required: true, meta: {label: 姓名}}
  host: {type: string, meta: {label: 陪同, ask: {choices: [departments.head]}}}
  vip: {type: boolean, meta: {label: 贵宾, ask: {default: false}}}
  car: {type: string, meta: {label: 用车, ask: {when: {vip: true}}}}
"""
SAY = Translator("en")


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    (tmp_path / "visit").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "visit" / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "shared" / "fields.yaml").write_text(SHARED, encoding="utf-8")
    (tmp_path / "visit" / "list.docx").touch()
    return tmp_path


def change(forms: Path, old: str, new: str, file: str = "visit/pack.yaml") -> None:
    text = (forms / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (forms / file).write_text(text.replace(old, new), encoding="utf-8")


def ask_of(forms: Path, ask: str) -> a.Ask:
    """What docgen reads where `ask` stands at the field `start`."""
    change(forms, "ask: {default: {today: true}}", f"ask: {ask}")
    return load_pack("visit", [forms]).fields["start"].ask


def expression(forms: Path, text: str) -> a.Expression | None:
    return ask_of(forms, f"{{default: {text}}}").default


def faults(forms: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(FormError) as caught:
        check_asks(load_pack("visit", [forms]))
    assert all(fault.mend and fault.file for fault in caught.value.faults)
    return [
        (fault.file.name if fault.file else "", fault.line, f"{SAY(fault.problem)} {SAY(fault.mend or '')}")
        for fault in caught.value.faults
    ]


def plan(*keys: str) -> a.Reference:
    return a.Reference(a.Origin.PLAN, keys)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("5", a.Literal(5)),
        ("[一, 二]", a.Literal(["一", "二"])),
        ("{from: start}", a.From(plan("start"))),
        (
            "{from: guests.name, where: {vip: true, name: .host}}",
            a.From(
                plan("guests", "name"),
                (
                    a.Condition("vip", a.Literal(True)),
                    a.Condition("name", a.From(a.Reference(a.Origin.ROW, ("host",)))),
                ),
            ),
        ),
        ("{from: ^.end, workdays_later: 1}", a.Later(a.From(a.Reference(a.Origin.BEFORE, ("end",))), 1)),
        ("{from: ..decision}", a.From(a.Reference(a.Origin.AROUND, ("decision",)))),
        ("{unmet: flow.next.node}", a.Unmet(plan("flow", "next", "node"))),
        ("{today: quarter, months_later: 1}", a.Today("quarter", 1)),
        ("{period: end}", a.Period("end")),
        ("{settings: archive.retention_years}", a.Setting("archive.retention_years")),
        ("{share: 10, of: .total}", a.Share(10, a.Reference(a.Origin.ROW, ("total",)))),
        ("{count: .approvers}", a.Count(a.Reference(a.Origin.ROW, ("approvers",)))),
        ("{first: 一, then: 二}", a.FirstThen(a.Literal("一"), a.Literal("二"))),
        ("{any: [{today: true}, 3]}", a.FirstOf((a.Today(), a.Literal(3)))),
        ("{latest: {today: true}}", a.Extreme((a.Today(),), latest=True)),
        (
            "{by: occasion, cases: {audit: 1}, else: 2}",
            a.By(a.From(plan("occasion")), (("audit", a.Literal(1)),), a.Literal(2)),
        ),
        (
            '{text: "计划/{start}[/Q{period.quarter}]"}',
            a.Template(("计划/", plan("start"), a.Droppable(("/Q", plan("period", "quarter"))))),
        ),
    ],
)
def test_expression_is_read_as_what_it_says(forms: Path, text: str, meaning: a.Expression) -> None:
    found = expression(forms, text)
    assert (type(found), found) == (type(meaning), meaning)


def test_parts_of_an_ask_are_read(forms: Path) -> None:
    ask = ask_of(
        forms,
        '{choices: [guests.name], options: [其他], without: [.x], typed: true, separators: "、", derived: true, '
        "when: {occasion: [client, audit]}, whether: {zh: 有吗？, en: Any?}, before: guests, examples: {audit: 甲}}",
    )
    assert ask.choices == (plan("guests", "name"),)
    assert (ask.options, ask.separators, ask.derived, ask.before) == (("其他",), "、", True, "guests")
    assert ask.others  # what is typed may be anything
    assert ask.when == (a.When(a.Reference(a.Origin.ROW, ("occasion",)), ("client", "audit")),)
    assert ask.whether == Text("有吗？", "Any?")
    assert ask.examples == {"audit": "甲"}


def test_field_that_says_nothing_about_asking_has_an_empty_ask(forms: Path) -> None:
    assert load_pack("visit", [forms]).fields["guests"].children["name"].ask == a.NOTHING_SAID


def test_column_is_asked_before_the_one_it_names(forms: Path) -> None:
    assert a.asking_order(load_pack("visit", [forms]).fields["seats"].children) == ("row", "name")
    change(forms, "before: name", "before: row")
    assert a.asking_order(load_pack("visit", [forms]).fields["seats"].children) == ("name", "row")


def test_sound_pack_has_no_fault(forms: Path) -> None:
    check_asks(load_pack("visit", [forms]))


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        pytest.param("default: client", "defualt: client", 12, "default", id="misspelt part"),
        pytest.param("{today: true}", "{toda: true}", 13, "today", id="unknown operator"),
        pytest.param("{today: true}", "{}", 13, "Known", id="no operator"),
        pytest.param("{today: true}", "{today: true, where: {vip: true}}", 13, "where", id="do not go together"),
        pytest.param("{today: true}", "{today: never}", 13, "today", id="no part of a day"),
        pytest.param("{today: true}", "{today: true, workdays_later: 0.5}", 13, "workdays_later", id="half a day"),
        pytest.param("{today: true}", "{period: middle}", 13, "start", id="no edge of a period"),
        pytest.param("{today: true}", "{settings: archive.years}", 13, "archive.retention_years", id="unknown setting"),
        pytest.param("{today: true}", "{from: begin}", 13, "begin", id="unknown field"),
        pytest.param("{today: true}", "{from: guests.nam}", 13, "name", id="unknown column"),
        pytest.param("{today: true}", "{from: guests.name, where: {vib: true}}", 13, "vip", id="picks by no column"),
        pytest.param("{today: true}", "{from: 来宾}", 13, "departments.name", id="no place"),
        pytest.param("{today: true}", "{share: much, of: start}", 13, "share", id="share is no number"),
        pytest.param("{today: true}", "{share: 10}", 13, "departments.name", id="share of nothing"),
        pytest.param("{today: true}", '{text: "{startt}"}', 13, "start", id="unknown field in a text"),
        pytest.param("{today: true}", "{any: [{today: 1}, {unmet: 5}]}", 13, "5", id="two in one expression"),
        pytest.param("default: client", "default: clients", 12, "client", id="default is no id"),
        pytest.param("default: client", "default: {first: client, then: x}", 12, "x", id="part of a default is no id"),
        pytest.param("default: client", "choices: client", 12, "departments.name", id="choices are no list"),
        pytest.param("default: client", "choices: [departments.name]", 12, "departments", id="table not in the pack"),
        pytest.param("default: client", "examples: {visit: 1}", 12, "visit", id="no occasion"),
        pytest.param("default: client", "derived: maybe", 12, "true", id="no truth value"),
        pytest.param("default: client", "separators: 3", 12, "separators", id="no characters"),
        pytest.param("default: client", "whether: [1]", 12, "whether", id="no question"),
        pytest.param("ask: {default: client}", "ask: client", 12, "ask", id="no mapping at all"),
        pytest.param("organisation.departments", "organisation.people", 17, "organisation.departments", id="no offer"),
        pytest.param("{given: true}", "{given: false}", 22, "given", id="cannot be asked for"),
        pytest.param("when: {name:", "when: {nam:", 22, "name", id="condition on no field"),
        pytest.param("before: name", "before: names", 22, "name", id="before no sibling"),
        pytest.param("each: guests", "each: guest", 23, "guests", id="rows of no table"),
        pytest.param("{name: {from: .name}}", "{nam: {from: .name}}", 23, "name", id="rows set no column"),
        pytest.param("{from: .name}", "{from: .nam}", 23, "name", id="rows take no column"),
        pytest.param("{each: guests, set: {name: {from: .name}}}", "[{rows: 1}]", 23, "row", id="row without column"),
        pytest.param("{each: guests, set: {name: {from: .name}}}", "5", 23, "rows", id="no rows"),
    ],
)
def test_fault_is_told_with_line_and_mend(forms: Path, old: str, new: str, line: int, words: str) -> None:
    change(forms, old, new)
    found = faults(forms)
    assert {(file, at) for file, at, _ in found} == {("pack.yaml", line)}
    assert words in " ".join(said for _, _, said in found)


def test_condition_on_a_value_that_never_is_is_told(forms: Path) -> None:
    change(forms, "{default: {today: true}}", "{when: {occasion: [audit, clients]}}")
    [(_, line, said)] = faults(forms)
    assert line == 13
    assert "“clients”" in said


def test_all_faults_are_told_at_once_each_in_its_own_file(forms: Path) -> None:
    change(forms, "default: client", "default: clients")
    change(forms, "{today: true}", "{toda: true}")
    change(forms, "default: false", "defalt: false", "shared/fields.yaml")
    found = {(file, line) for file, line, _ in faults(forms)}
    assert found == {("pack.yaml", 12), ("pack.yaml", 13), ("fields.yaml", 4)}


def test_shared_set_may_name_a_table_that_this_pack_lacks_but_no_column_that_a_table_lacks(forms: Path) -> None:
    check_asks(load_pack("visit", [forms]))  # guest.host offers departments.head, and there are no departments
    change(forms, "departments.head", "seats.head", "shared/fields.yaml")
    assert [(file, line) for file, line, _ in faults(forms)] == [("fields.yaml", 3)]


def test_building_does_not_depend_on_what_is_said_about_asking(forms: Path) -> None:
    change(forms, "{today: true}", "{toda: true}")
    assert load_pack("visit", [forms]).fields["start"].ask.default == a.Literal(None)


@given(st.data())
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_anywhere_in_an_ask_is_read_or_refused(forms: Path, data: st.DataObject) -> None:
    """Replace one value of the asks of a pack by another kind of value: never anything but a pack or a FormError."""
    pack = yaml.safe_load(PACK)
    fields = pack["steps"][0]["fields"]
    asks = [fields[key]["meta"] for key in ("occasion", "start", "guests", "seats")]
    asks += [column["meta"] for column in fields["seats"]["schema"].values()]
    owner, key = data.draw(st.sampled_from([place for ask in asks for place in places(ask["ask"])]))
    odd = [None, 5, True, "x", "", ".", [], [1], [[]], {}, {"zh": 1}, {"from": {}}, {"by": []}, {"any": {"text": 1}}]
    owner[key] = data.draw(st.sampled_from(odd))
    (forms / "visit" / "pack.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    read = load_pack("visit", [forms])
    with contextlib.suppress(FormError):
        check_asks(read)
    assert all(fault.mend and fault.line for place in read.asks for fault in place.source.faults)
    assert all(isinstance(field.ask, a.Ask) for _, field in all_fields(read.fields))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


def all_fields(fields: Mapping[str, Field], path: str = "") -> Iterator[tuple[str, Field]]:
    for key, field in fields.items():
        yield path + key, field
        yield from all_fields(field.children, f"{path}{key}.")


@pytest.mark.parametrize("pack", list_packs([bundled_forms()]), ids=lambda pack: pack.key)
class TestBundledPack:
    def test_has_no_fault(self, pack: FormPack) -> None:
        check_asks(pack)

    def test_examples_by_occasion_are_valid_answers_for_every_occasion_and_all_differ(self, pack: FormPack) -> None:
        occasions = set(pack.fields[a.OCCASION].rules["allowed"]) if a.OCCASION in pack.fields else set()
        for path, field in all_fields(pack.fields):
            examples = field.ask.examples
            if not examples:
                continue
            assert set(examples) == occasions, path
            assert len({str(example) for example in examples.values()}) == len(occasions), path
            for example in examples.values():
                value = dt.date.fromisoformat(example) if field.rules["type"] == "date" else example
                assert cerberus.Validator({"field": field.rules}).validate({"field": value}), (path, example)

    def test_questions_are_there_in_both_languages(self, pack: FormPack) -> None:
        asked = [field.ask.whether for _, field in all_fields(pack.fields) if field.ask.whether]
        assert all(question.zh.endswith("？") and question.en.endswith("?") for question in asked)
