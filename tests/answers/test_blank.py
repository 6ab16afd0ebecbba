"""The blank answer file: it loads as it is, says everything about each key, and its examples are answers that fit."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.answers import load_answers
from docgen.answers.blank import blank_answer_file, example_of
from docgen.answers.wrapping import wrapped
from docgen.form import bundled_forms, list_packs, load_pack
from docgen.form.model import FormPack
from docgen.messages import Language
from docgen.rules import check
from docgen.rules.normal import Normaliser
from docgen.rules.structure import structural_faults
from docgen.workdays import WorkCalendar

TODAY = dt.date(2026, 6, 22)
PACKS = list_packs([bundled_forms()])
PACK = """\
key: visit
title: {zh: 来访计划, en: Visit plan}
version: "1.0"
document_kind: 来访计划
steps:
  - key: basics
    title: 基本情况
    purpose: "谁来：何时来 # 为何来"
    fields:
      topic: {type: string, required: true, meta: {label: 主题, example: "- 一: # 二"}}
      start: {type: date, required: true, meta: {label: 开始}}
      kind:
        type: string
        required: true
        allowed: [client, audit]
        meta: {label: 事由, words: {client: 客户来访, audit: 审核来访}}
      guests:
        type: list
        required: true
        minlength: 2
        schema:
          name: {type: string, required: true, meta: {label: 姓名}}
          arrives: {type: date, meta: {label: 到达日期}}
          seats: {type: integer, min: 3, meta: {label: 座位}}
          dishes: {type: list, schema: {type: string, empty: false}, meta: {label: 菜品, example: ["鱼, 肉", 'no']}}
        meta: {label: 来宾, row: "第 {n} 位"}
      car:
        type: dict
        schema: {seats: {type: integer, required: true, meta: {label: 座位数, example: 5}}}
        meta: {label: 用车}
      hotel:
        type: dict
        required: true
        schema:
          name: {type: string, required: true, meta: {label: 酒店, example: 云栖}}
          rooms:
            type: list
            required: true
            schema: {no: {type: string, required: true, meta: {label: 房号, example: "0801"}}}
            meta: {label: 房间}
        meta: {label: 住宿}
documents: []
"""


@pytest.fixture
def small(tmp_path: Path) -> FormPack:
    (tmp_path / "visit").mkdir()
    text = PACK.replace("documents: []", "documents:\n  - {key: list, title: 名单, template: list.docx}")
    (tmp_path / "visit" / "pack.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "visit" / "list.docx").touch()
    return load_pack("visit", [tmp_path])


def loaded(folder: Path, text: str) -> dict[str, Any]:
    file = folder / "plan.yaml"
    file.write_text(text, encoding="utf-8")
    return load_answers(file).data


def with_examples_in_place(text: str) -> str:
    """What a person gets who deletes the `# ` before every line of the examples, which follow the key at once."""
    lines: list[str] = []
    margin = ""  # what an example's lines begin with; empty where none can stand
    for line in text.splitlines():
        key = re.fullmatch(r"( *)\w+:", line)
        is_first = bool(lines) and re.fullmatch(r" *\w+:", lines[-1]) is not None
        if margin and line.startswith(margin) and (not is_first or re.match(r"- |[a-z_]+: ", line[len(margin) :])):
            lines.append(margin[:-2] + line[len(margin) :])
        else:
            margin = f"{key[1]}  # " if key else ""
            lines.append(line)
    return "\n".join(lines)


def faults_of(pack: FormPack, data: dict[str, Any]) -> list[Any]:
    normaliser = Normaliser(pack, WorkCalendar())
    return [*normaliser.breaches, *structural_faults(normaliser.read(data), pack)]


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.key)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_pack_has_a_file_that_loads_and_lacks_its_answers(
    pack: FormPack, language: Language, tmp_path: Path
) -> None:
    text = blank_answer_file(pack, language, TODAY)
    data = loaded(tmp_path, text)
    assert list(data) == ["pack", *pack.fields, "annexes"]
    report = check(load_answers(tmp_path / "plan.yaml"), pack)
    assert report.checked is None
    missing = {key for key, field in pack.fields.items() if field.rules.get("required")}
    assert {str(finding.key_path[0]) for finding in report.findings} == missing


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.key)
def test_file_with_its_examples_filled_in_has_no_fault_of_form(pack: FormPack) -> None:
    data = {"pack": pack.key} | {key: example_of(field, TODAY) for key, field in pack.fields.items()}
    assert faults_of(pack, data) == []


def test_made_up_pack_with_examples_filled_in_has_no_fault_of_form(small: FormPack) -> None:
    data = {"pack": small.key} | {key: example_of(field, TODAY) for key, field in small.fields.items()}
    assert faults_of(small, data) == []
    assert len(data["guests"]) == 2


def test_deleting_the_comment_signs_of_an_example_makes_it_an_answer(small: FormPack, tmp_path: Path) -> None:
    text = blank_answer_file(small, "zh", TODAY)
    assert loaded(tmp_path, text)["guests"] is None
    data = loaded(tmp_path, with_examples_in_place(text))
    row = {"name": "姓名", "arrives": "2026-06-22", "seats": 3, "dishes": ["鱼, 肉", "no"]}
    assert data["guests"] == [row]
    assert data["car"] == {"seats": 5}
    assert data["hotel"] == {"name": None, "rooms": [{"no": "0801"}]}
    assert data["annexes"] == ["附件/测试报告.pdf"]


def test_example_of_the_standard_plan_becomes_answers_by_deleting_comment_signs(tmp_path: Path) -> None:
    pack = load_pack("seven-step-plan", [bundled_forms()])
    data = loaded(tmp_path, with_examples_in_place(blank_answer_file(pack, "zh", TODAY)))
    for key in ("goals", "flow", "tasks", "risks", "reviews", "budget"):
        example = example_of(pack.fields[key], TODAY)
        assert data[key] == (example[:1] if isinstance(example, list) else example)
    assert data["in_scope"] == pack.fields["in_scope"].example
    assert data["archive"]["paper_copies"][0]["holder"] == "行政部"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_a_person_needs_stands_beside_the_key(language: Language) -> None:
    pack = load_pack("seven-step-plan", [bundled_forms()])
    text = blank_answer_file(pack, language, TODAY)
    flat = re.sub(r"\s*\n *#? *", "", text).replace(" ", "")
    for step in pack.steps:
        for said in (step.title, step.purpose, step.guidance):
            assert said.in_language(language).replace(" ", "") in flat
    for field in pack.fields.values():
        for each in (field, *field.children.values()):
            assert each.label.in_language(language).replace(" ", "") in flat
            assert each.help.in_language(language).replace(" ", "") in flat
            assert all(word in text for word in each.words.values())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_comments_fit_into_a_hundred_columns(language: Language) -> None:
    pack = load_pack("seven-step-plan", [bundled_forms()])
    lines = [line for line in blank_answer_file(pack, language, TODAY).splitlines() if not line.startswith("  # ")]
    assert max(columns(line) for line in lines) <= 100


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def test_lines_break_where_chinese_and_english_may_be_broken() -> None:
    assert wrapped("目标（含指标）：写清楚。", 10) == ["目标（含指", "标）：写清", "楚。"]
    assert wrapped("a plan (of work)，成果", 9) == ["a plan", "(of", "work)，成", "果"]
    assert wrapped("", 10) == [""]


@given(st.text(alphabet="目标，。（）《》 ab-1\n", max_size=80), st.integers(4, 30))
@settings(deadline=None)
def test_wrapping_loses_no_character(text: str, width: int) -> None:
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


@given(st.text(alphabet="目标，。（）《》ab-1", max_size=80), st.integers(4, 30))
@settings(deadline=None)
def test_no_line_begins_or_ends_with_punctuation_that_must_not(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert not any(line[0] in "，。）》" for line in lines[1:])
    assert not any(line[-1] in "（《" for line in lines[:-1])
