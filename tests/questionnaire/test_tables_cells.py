"""A pasted cell becomes what a person would have typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.form.load import load_pack
from docgen.questionnaire.tables import clean_cell
from docgen.questionnaire.tables.headings import match_heads

PACK = load_pack("seven-step-plan", [Path(__file__).parents[2] / "forms"])
TASK = PACK.fields["tasks"].children
GOAL = PACK.fields["goals"].children
NODE = PACK.fields["flow"].children
RISK = PACK.fields["risks"].children
COLUMNS = [column for table in PACK.fields.values() for column in table.children.values()]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,200", "1200"), ("1，200", "1200"), (" 1\xa0200 ", "1200"), ("３６", "36"), ("36%", "36"), ("３６％", "36"),
        ("￥1,200.00", "1200.00"), ("(1,200)", "-1200"), ("−5", "-5"), ("+5", "5"), (".5", "0.5"), ("5.", "5"),
        ("1,20", "1,20"), ("约 200", "约 200"), ("200 家", "200 家"), ("1.2E+05", "1.2E+05"), ("(5", "(5"),
        ("1-2", "1-2"),
    ],
)  # fmt: skip
def test_numbers(text: str, number: str) -> None:
    assert clean_cell(GOAL["target"], text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/7/1 0:00", "2026/7/1"), ("2026/7/1 00:00:00", "2026/7/1"), ("2026-07-01T00:00:00.000", "2026-07-01"),
        ("2026/7/1 12:00:00 AM", "2026/7/1"), ("2026年7月1日0时00分", "2026年7月1日"), ("２０２６／７／１", "2026/7/1"),
        ("2026年7月1日星期三", "2026年7月1日"), ("2026-7-1（周三）", "2026-7-1"), ("2026.7.1", "2026-07-01"),
        ("20260701", "2026-07-01"), (" 2026/7/1\xa0", "2026/7/1"), ("D+5", "D+5"),
        ("2026年7月1日星期四", "2026年7月1日星期四"), ("2026/7/1 9:30", "2026/7/1 9:30"), ("7/1/26", "7/1/26"),
        ("2026年7月", "2026年7月"), ("46204", "46204"),
    ],
)  # fmt: skip
def test_dates(text: str, day: str) -> None:
    assert clean_cell(TASK["start"], text) == day


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("《甲》\n《乙》", "《甲》\n《乙》"), ("《甲》；《乙》;", "《甲》\n《乙》"),
        ("1、《甲》\n2、《乙》", "《甲》\n《乙》"),
        ("1.《甲》；2.《乙》", "《甲》\n《乙》"), ("（1）甲\n（2）乙", "甲\n乙"), ("①甲\n②乙", "甲\n乙"),
        ("• 甲\n• 乙", "甲\n乙"),
        ("- 甲\n- 乙", "甲\n乙"), ("1.5 倍样机", "1.5 倍样机"), ("2、甲\n3、乙", "2、甲\n3、乙"), ("甲、乙", "甲、乙"),
        ("1、甲\n附件", "1、甲\n附件"), ("甲\n\n—\n乙\n", "甲\n乙"),
    ],
)  # fmt: skip
def test_lists(text: str, entries: str) -> None:
    assert clean_cell(TASK["deliverables"], text) == entries


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("已完成", "已完成"),
        (" 已 完 成\n", "已完成"),
        ("done", "已完成"),
        ("Not_Started", "未开始"),
        ("快完成了", "快完成了"),
    ],
)
def test_enum_words(text: str, word: str) -> None:
    assert clean_cell(TASK["status"], text) == word


@pytest.mark.parametrize(
    ("text", "word"),
    [("√", "是"), ("Y", "是"), ("TRUE", "是"), ("１", "是"), ("×", "否"), ("FALSE", "否"), ("待定", "待定")],
)
def test_yes_and_no(text: str, word: str) -> None:
    assert clean_cell(NODE["decision"], text) == word


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "-", "—", "——", "/", "／", "\\", "\n"])
@pytest.mark.parametrize("column", [TASK["after"], TASK["start"], TASK["name"], GOAL["baseline"], RISK["measure"]])
def test_nothing_and_a_stroke_are_an_empty_cell(column: object, text: str) -> None:
    assert clean_cell(column, text) == ""  # type: ignore[arg-type]


def test_none_in_words_is_empty_only_where_an_optional_value_is_no_text() -> None:
    assert [clean_cell(TASK["after"], text) for text in ("无", "N/A")] == ["", ""]
    assert clean_cell(GOAL["baseline"], "无") == ""
    assert clean_cell(TASK["start"], "无") == "无"
    assert clean_cell(RISK["measure"], "无") == "无"


def test_texts_of_one_line_are_joined_as_chinese_and_latin_are() -> None:
    assert clean_cell(TASK["name"], "制定区域\n推广方案") == "制定区域推广方案"
    assert clean_cell(TASK["name"], "plan \n review") == "plan review"
    assert clean_cell(RISK["measure"], " 甲\xa0方 \n 乙方 ") == "甲 方\n乙方"


@given(st.sampled_from(COLUMNS), st.text(st.sampled_from("1２,，.%¥()-—/年月日 :0\n；;①•甲A√无\t\xa0"), max_size=14))
def test_what_was_cleaned_once_is_clean(column: object, text: str) -> None:
    once = clean_cell(column, text)  # type: ignore[arg-type]
    assert clean_cell(column, once) == once  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("table", "heads"),
    [
        (
            "tasks",
            {
                "计划开始日期": "start",
                "计划完成时间": "end",
                "任务名称": "name",
                "负责人": "owner",
                "所属阶段": "phase",
            },
        ),
        (
            "tasks",
            {"紧前任务": "after", "交付物": "deliverables", "责任部门 (必填)": "owner_department", "进度": "status"},
        ),
        (
            "tasks",
            {"任务编号": None, "实际开始": None, "部门": "owner_department", "计划": None, "备注": None, "": None},
        ),
        (
            "assignments",
            {"责任部门": "responsible", "协作部门": "cooperating", "截止日期": "end", "交付 标准": "standard"},
        ),
        ("goals", {"目标": "statement", "现状值": "baseline", "Target": "target", "单 位": "unit", "期限": "deadline"}),
        ("conflict_resolution", {"响应时限": "response_days", "级别（level）": "level"}),
        ("risks", {"风险": "risk", "影 响 程 度": "impact", "概率": "probability", "触发条件*": "trigger"}),
    ],
)
def test_heads_mean_columns(table: str, heads: dict[str, str | None]) -> None:
    columns = PACK.fields[table].children
    matched = match_heads(list(heads), columns)
    assert {head: matched.get(index) for index, head in enumerate(heads)} == heads


def test_two_heads_never_mean_one_column() -> None:
    matched = match_heads(["任务名称", "任务", "协作任务", "任务"], TASK)
    assert matched == {1: "name"}
