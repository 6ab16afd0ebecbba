"""Checking as a whole: structure told in the user's words, one finding a fault, normal form, drafts, no traceback."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.answers.model import Answers
from docgen.form.model import Field, FormPack
from docgen.messages import Translator
from docgen.rules import check
from docgen.rules.model import Report
from docgen.rules.settle import GAP

Check = Callable[..., Report]
SAY, ZH = Translator("en"), Translator("zh")


def only(report: Report) -> Any:
    [finding] = report.findings
    return finding


def put(*path_and_value: Any) -> Callable[[Any], None]:
    """A change that sets the value at a path."""
    *path, last, value = path_and_value

    def change(data: Any) -> None:
        for part in path:
            data = data[part]
        data[last] = value

    return change


def drop(*path: Any) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        for part in path[:-1]:
            data = data[part]
        del data[path[-1]]

    return change


def test_the_example_gives_no_finding_at_all(pack: FormPack, example: Answers) -> None:
    report = check(example, pack)
    assert report.findings == ()
    assert report.checked is not None
    assert report.checked.complete
    assert not report.draft.complete


# --- structure


def test_a_misspelt_key_names_the_right_one_and_nothing_else_is_told(check_data: Check) -> None:
    finding = only(check_data(lambda data: data.update(titel=data.pop("title"))))
    assert finding.rule == "schema"
    assert "titel" in SAY(finding.message)
    assert "title" in SAY(finding.mend)


def test_a_chinese_label_as_a_key_leads_to_the_key(check_data: Check) -> None:
    finding = only(check_data(lambda data: data["goals"][1].update({"目标值": data["goals"][1].pop("target")})))
    assert "“target”" in SAY(finding.mend)


def test_a_key_like_no_other_lists_the_known_ones(check_data: Check) -> None:
    finding = only(check_data(put("budget", "wibble", 1)))
    assert "total, contingency, unit" in SAY(finding.mend)


@pytest.mark.parametrize(
    ("change", "rule", "says", "mend"),
    [
        (put("goals", 1, "target", "36"), "G1", "“36” is not a number", "without quotes"),
        (put("assignments", 0, "cooperating", "销售部"), "A1", "销售部", "[销售部]"),
        (put("title", ["甲", "乙"]), "schema", "[甲, 乙]", "Keep one"),
        (put("title", 2026), "schema", "2026", '"2026"'),
        (put("conflict_resolution", 0, "level", 1.5), "schema", "1.5", "whole number"),
        (put("conflict_resolution", 0, "level", 4), "schema", "4 is too large", "3"),
        (put("goals", "完成铺货"), "G1", "完成铺货", "list"),
        (put("departments", 2, "研发部"), "D1", "研发部", "Role"),
        (put("departments", 2, None), "D1", "The entry is empty", "delete the entry"),
        (put("departments", 2, "liaisons", 0, None), "D2", "The entry is empty", "delete the entry"),
        (drop("pack"), "schema", "pack", "pack: seven-step-plan"),
        (put("archive", "retention_years", 10**20), "F3", "too large", "1000"),
        (put("budget", 100), "schema", "100", "key: value"),
        (put("flow", 3, "decision", "yes"), "P1", "yes", "true or false"),
        (put("risks", 0, "impact", "很高"), "K1", "很高", "高, 中, 低"),
        (put("period", "quarter", True), "schema", "true", "number"),
        (put("goals", 0, "target", float("nan")), "G1", "nan", "finite"),
        (put("start", 20260701), "schema", "20260701", "2026-07-01"),
        (put("goals", 0, "deadline", "月底"), "G1", "月底", "D+5"),
        (put("goals", 0, "deadline", "2026-02-30"), "G1", "2026-02-30", "28 days"),
        (put("goals", 0, "deadline", "2026/13/1"), "G1", "2026/13/1", "1 to 12"),
        (put("pack", "eight-step-plan"), "schema", "eight-step-plan", "seven-step-plan"),
    ],
)
def test_a_wrong_value_is_named_with_its_mend(
    check_data: Check, change: Callable[[Any], None], rule: str, says: str, mend: str
) -> None:
    finding = only(check_data(change))
    assert finding.rule == rule
    assert says in SAY(finding.message)
    assert mend in SAY(finding.mend)


def test_all_faults_are_told_at_once_in_the_order_of_lines(check_data: Check) -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["archive"]["retention_years"] = 1
        data["goals"][0]["target"] = "many"
        data["tasks"][0]["owner_department"] = "法务部"

    report = check_data(spoil)
    assert [finding.rule for finding in report.findings] == ["G1", "T2", "F3"]
    assert [finding.line for finding in report.findings] == sorted(finding.line for finding in report.findings)


def test_a_fault_that_follows_from_another_is_not_told(check_data: Check) -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["start"] = "soon"
        data["goals"][0]["deadline"] = "D+5"

    assert only(check_data(spoil)).key_path == ("start",)


def test_a_misspelt_department_is_not_missed_elsewhere(check_data: Check) -> None:
    assert only(check_data(put("reviews", 5, "department", "行政"))).key_path == ("reviews", 5, "department")


def test_the_place_is_told_in_the_users_words(check_data: Check) -> None:
    finding = only(check_data(drop("goals", 1, "target")))
    assert finding.key_path == ("goals", 1, "target")
    assert SAY(finding.path) == "Step 1 Settle goals and core scope › Goals › goal 2 (滤芯复购率) › Target"
    for words in ("明确协作目标与核心范围", "目标", "滤芯复购率", "目标值"):
        assert words in ZH(finding.path)


# --- normal form


def final_values(report: Report) -> Any:
    assert report.checked is not None, [SAY(finding.message) for finding in report.findings]
    return report.checked.values


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-07-06", dt.date(2026, 7, 6)),
        ("2026/7/6", dt.date(2026, 7, 6)),
        ("2026年7月6日", dt.date(2026, 7, 6)),
        ("２０２６年７月６日", dt.date(2026, 7, 6)),
        (dt.date(2026, 7, 6), dt.date(2026, 7, 6)),
        ("D+5", dt.date(2026, 7, 6)),
        ("D+3工作日", dt.date(2026, 7, 6)),
        ("D + 3 个工作日", dt.date(2026, 7, 6)),
        ("D+0", dt.date(2026, 7, 1)),
    ],
)
def test_dates_are_read_in_all_their_forms(check_data: Check, written: object, meant: dt.date) -> None:
    assert final_values(check_data(put("resources", 0, "needed_by", written)))["resources"][0]["needed_by"] == meant


def test_words_on_paper_and_ids_mean_the_same(check_data: Check) -> None:
    assert final_values(check_data(put("departments", 0, "role", "lead")))["departments"][0]["role"] == "lead"
    assert final_values(check_data(lambda _: None))["departments"][0]["role"] == "lead"


def test_short_forms_become_rows(check_data: Check) -> None:
    values = final_values(
        check_data(put("decisions", 1, "approvers", ["陈启明", {"name": "高远", "title": "副总经理"}]))
    )
    assert values["flow"][0]["next"] == [{"node": "反馈区域需求", "condition": None}]
    assert values["flow"][3]["next"][1] == {"node": "提出推广方案", "condition": "退回"}
    assert values["decisions"][1]["approvers"] == [
        {"name": "陈启明", "title": "销售部经理"},
        {"name": "高远", "title": "副总经理"},
    ]


def test_the_matrix_is_derived_where_none_is_given(check_data: Check) -> None:
    rows = final_values(check_data(lambda _: None))["raci"]
    assert len(rows) == 7
    assert rows[1] == {
        "task": "终端铺货",
        "R": ["销售部"],
        "A": "陈启明",
        "C": ["市场部", "财务部"],
        "I": ["研发部", "客服部", "行政部"],
    }
    given = [{"task": "铺货", "R": ["销售部"], "A": "周岚", "C": [], "I": []}]
    assert final_values(check_data(put("raci", given)))["raci"] == given


def test_what_is_absent_is_an_empty_list_or_none(check_data: Check) -> None:
    def cut(data: dict[str, Any]) -> None:
        for key in ("tools", "resources", "budget", "disputes", "revisions"):
            del data[key]
        del data["period"]["quarter"]

    values = final_values(check_data(cut))
    assert values["tools"] == values["resources"] == values["disputes"] == []
    assert values["period"] == {"year": 2026, "quarter": None}
    assert values["budget"] == {"total": None, "contingency": None, "unit": None}
    assert values["archive"]["file_name"] == "2026年晨曦净水器华东区域上市推广协作计划_市场部"


def test_the_retention_of_the_settings_stands_in(check_data: Check) -> None:
    assert only(check_data(drop("archive", "retention_years"))).rule == "F3"
    values = final_values(check_data(drop("archive", "retention_years"), default_retention=5))
    assert values["archive"]["retention_years"] == 5
    assert only(check_data(drop("archive", "retention_years"), default_retention=1)).rule == "F3"


def test_the_digest_follows_the_meaning_not_the_writing(check_data: Check) -> None:
    first = check_data(lambda _: None).draft.digest
    assert check_data(put("start", "2026年7月1日")).draft.digest == first
    assert check_data(put("departments", 0, "role", "lead")).draft.digest == first
    assert check_data(put("title", "另一个计划")).draft.digest != first


def test_a_character_without_a_font_names_field_and_character(check_data: Check) -> None:
    def coverage(text: str) -> str:
        return "".join(char for char in text if char == "𪚥")

    finding = only(check_data(put("risks", 0, "measure", "由𪚥经理负责"), coverage=coverage))
    assert "𪚥" in SAY(finding.message)
    assert "U+2A6A5" in SAY(finding.message)
    assert finding.key_path == ("risks", 0, "measure")
    assert check_data(lambda _: None, coverage=coverage).findings == ()


@pytest.mark.parametrize("keys", [keys for size in (1, 2, 3) for keys in itertools.combinations(range(7), size)])
def test_a_rule_applies_only_where_a_pack_has_its_fields(
    pack: FormPack, example: Answers, keys: tuple[int, ...]
) -> None:
    part = dataclasses.replace(pack, steps=tuple(pack.steps[key] for key in keys), schema={}, digest=str(keys))
    data = {key: value for key, value in example.data.items() if key in part.fields}
    report = check(Answers(example.file, data, example.positions, example.source), part)
    assert report.findings == ()
    assert set(final_values(report)) == set(part.fields)


def test_a_column_may_be_missing_from_a_pack(pack: FormPack, example: Answers) -> None:
    for step in pack.steps:
        for key, spec in step.fields.items():
            for column in spec.children:
                slim = dataclasses.replace(
                    spec, children={name: child for name, child in spec.children.items() if name != column}
                )
                steps = tuple(
                    dataclasses.replace(each, fields={**each.fields, key: slim}) if each is step else each
                    for each in pack.steps
                )
                part = dataclasses.replace(pack, steps=steps, digest=f"{key} without {column}")
                report = check(example, part)
                assert all(finding.rule == "schema" for finding in report.findings), (key, column)


# --- drafts and robustness


def test_a_draft_shows_its_gaps(check_data: Check) -> None:
    def spoil(data: dict[str, Any]) -> None:
        del data["title"], data["signatories"], data["goals"][0]["deadline"], data["risks"][0]["measure"]
        data["goals"][1]["target"] = "很多"
        data["departments"][2] = "研发部"
        data["assignments"][0]["cooperating"] = "销售部"

    report = check_data(spoil)
    values = report.draft.values
    assert report.checked is None
    assert values["title"] == values["goals"][0]["deadline"] == values["risks"][0]["measure"] == GAP
    assert values["signatories"] == []
    assert values["goals"][1]["target"] == "很多"
    assert len(values["departments"]) == 5
    assert values["assignments"][0]["cooperating"] == ["销售部"]


def test_a_title_of_three_hundred_characters_makes_no_file_name(check_data: Check) -> None:
    finding = only(check_data(put("title", "长" * 300)))
    assert (finding.rule, finding.key_path) == ("F2", ("title",))
    assert "242" in SAY(finding.message)
    assert len(SAY(finding.message)) < 400


@pytest.mark.parametrize("title", ["a/b", "../../x", "CON\x00", "长" * 300])
def test_a_draft_has_a_safe_file_name(check_data: Check, title: str) -> None:
    report = check_data(put("title", title))
    name = report.draft.values["archive"]["file_name"]
    assert report.checked is None
    assert not set(name) & set('/\\\x00:*?"<>|')
    assert len(name.encode()) <= 242


def assert_shape(values: Any, fields: dict[str, Field]) -> None:
    """Every field is there, in the right container."""
    assert set(values) == set(fields)
    for key, spec in fields.items():
        kind, value = spec.rules["type"], values[key]
        if kind == "list":
            assert isinstance(value, list)
            for item in value:
                if spec.children:
                    assert_shape(item, dict(spec.children))
                else:
                    assert isinstance(item, str)
        elif kind == "dict":
            assert_shape(value, dict(spec.children))
        else:
            assert not isinstance(value, list | dict)


WORDS = ["D+5", "D+9999工作日", "2026-02-30", "牵头", "市场部", "提出推广方案", "=SUM(1)", "{{ 7*7 }}", "x" * 300]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates()
WORDS = ["D+5", "D+9999工作日", "2026-02-30", "牵头", "市场部", "提出推广方案", "=SUM(1)", "{{ 7*7 }}", "x" * 300]
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates()
SCALAR = PLAIN | st.sampled_from(WORDS)
ODD = (
    SCALAR | st.lists(SCALAR, max_size=3) | st.dictionaries(st.text(max_size=5), SCALAR | st.lists(SCALAR), max_size=3)
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(*path, key) for key, _ in items] + [deep for key, item in items for deep in places(item, (*path, key))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_no_input_raises_and_every_draft_has_its_shape(pack: FormPack, example: Answers, data: st.DataObject) -> None:
    answers = copy.deepcopy(example.data)
    for _ in range(data.draw(st.integers(1, 6))):
        path = data.draw(st.sampled_from(places(answers)))
        owner: Any = answers
        for part in path[:-1]:
            owner = owner[part]
        match data.draw(st.sampled_from(["delete", "retype", "double"])):
            case "delete":
                del owner[path[-1]]
            case "retype":
                owner[path[-1]] = data.draw(ODD)
            case _ if isinstance(owner, list):
                owner.append(copy.deepcopy(owner[path[-1]]))
            case _:
                owner[f"{path[-1]}x"] = copy.deepcopy(owner[path[-1]])
        if not answers:
            return
    report = check(Answers(example.file, answers, example.positions, example.source), pack)
    assert_shape(report.draft.values, pack.fields)
    assert (report.checked is None) == any(finding.severity.value == "error" for finding in report.findings)
    for finding in report.findings:
        for say in (SAY, ZH):
            assert say(finding.path)
            assert say(finding.message)
            assert say(finding.mend)


def test_an_unfinished_questionnaire_is_an_error_that_names_the_way_on(check_data: Any) -> None:
    report = check_data(lambda data: data.update(unfinished="tasks.4.end"))
    (finding,) = report.findings
    assert (finding.rule, finding.key_path, report.checked) == ("schema", ("unfinished",), None)
    assert "docgen edit" in finding.mend.msgid


def test_nothing_is_told_of_fields_that_are_pending(check_data: Any) -> None:
    def unfinished(data: dict[str, Any]) -> None:
        data.update(unfinished="risks", tasks=[{"name": "起草"}])
        del data["risks"], data["archive"]

    assert check_data(unfinished, pending={"unfinished", "tasks", "risks", "archive"}).findings == ()


def test_fields_beside_the_pending_ones_are_still_checked(check_data: Any) -> None:
    def wrong(data: dict[str, Any]) -> None:
        data["goals"][0]["deadline"] = "2027-01-04"
        del data["risks"]

    (finding,) = check_data(wrong, pending={"risks"}).findings
    assert (finding.rule, finding.key_path) == ("G1", ("goals", 0, "deadline"))
