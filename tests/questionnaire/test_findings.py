"""What the rules find is told when a step ends and when the plan does; each finding leads to where it is mended."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from walking import BACK, ENTER, JUMP, SMALL_PLAN, SPACE, Walk, plan_at, plan_before

Begin = Callable[..., Walk]


def at(place: str, *changes: tuple[str, str]) -> str:
    """The small plan, left at `place`, with parts of its text exchanged."""
    text = plan_at(place)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


TWO_LEADS = ("role: 参与", "role: 牵头")
LATE_TASK = ("start: 2026-08-03, end: 2026-08-14, owner: 吴堃", "start: 2026-08-03, end: 2026-10-16, owner: 吴堃")


def test_findings_of_a_step_are_told_at_its_end(begin_walk: Begin) -> None:
    walk = begin_walk(at("out_of_scope", TWO_LEADS))
    walk.press("f")
    assert "错误 D1" in walk.screen
    assert "牵头部门只能有一个" in walk.screen
    assert walk.question == "本步有 1 处需要处理："


def test_mend_now_goes_to_the_very_cell_and_comes_back(begin_walk: Begin) -> None:
    walk = begin_walk(at("out_of_scope", TWO_LEADS))
    walk.press("f", ENTER)
    assert walk.question == "协作角色："
    assert "第 2 个部门" in walk.screen
    walk.choose("参与")
    assert "第一步 明确协作目标与核心范围：检查通过。" in walk.told
    assert walk.question == "职责分工："


def test_back_from_mending_leads_to_the_findings(begin_walk: Begin) -> None:
    walk = begin_walk(at("out_of_scope", TWO_LEADS))
    walk.press("f", ENTER, BACK)
    assert walk.question == "本步有 1 处需要处理："


def test_later_goes_on(begin_walk: Begin) -> None:
    walk = begin_walk(at("out_of_scope", TWO_LEADS))
    walk.press("f", "f")
    assert walk.question == "职责分工："
    assert "!1(1)" in walk.told


def test_each_of_several_findings_can_be_mended(begin_walk: Begin) -> None:
    walk = begin_walk(at("out_of_scope", TWO_LEADS, ("indicator: 销售额, ", "")))
    walk.press("f")
    assert walk.question == "本步有 2 处需要处理："
    walk.choose("角色")
    walk.choose("参与")
    assert walk.question == "本步有 1 处需要处理："
    walk.press(ENTER)
    assert walk.question == "衡量指标："
    walk.answer("销售额")
    assert walk.question == "职责分工："


def test_a_finding_about_a_table_as_a_whole_leads_to_the_table(begin_walk: Begin) -> None:
    walk = begin_walk(at("out_of_scope", ("role: 牵头", "role: 参与")))
    walk.press("f", ENTER)
    assert walk.question == "协作部门："
    walk.press("e")
    walk.choose("市场部", "协作角色", "牵头")
    walk.press(ENTER, "f")
    assert walk.question == "职责分工："


def test_a_finding_inside_a_list_of_names_leads_to_the_list(begin_walk: Begin) -> None:
    unknown = ("responsible: 市场部, cooperating: [销售部]", "responsible: 市场部, cooperating: [销售部, 法务部]")
    walk = begin_walk(at("@.responsibilities", unknown))
    assert "A1" in walk.screen
    walk.press(ENTER)
    assert walk.question.startswith("配合部门：")
    assert "[x] 法务部" in walk.screen


def test_what_is_missing_in_a_mapping_leads_there(begin_walk: Begin) -> None:
    walk = begin_walk(at("@.publish", ("  retention_years: 3\n", "")))
    walk.press(ENTER)
    assert walk.question == "保存期限（年）：3"


def test_a_table_that_is_missing_leads_to_its_first_row(begin_walk: Begin) -> None:
    start, rest = SMALL_PLAN.split("risks:")
    text = start + rest[rest.index("reviews:") :] + "unfinished: '@.risks'\n"
    walk = begin_walk(text)
    walk.press(ENTER)
    assert walk.question == "风险与应对措施："
    assert "› a" in walk.screen


def test_findings_of_later_steps_are_not_told_before(begin_walk: Begin) -> None:
    walk = begin_walk(at("@.scope", LATE_TASK))
    assert walk.question == "职责分工："
    assert "T1" not in walk.told


def test_a_warning_is_told_and_later_is_pointed_at(begin_walk: Begin) -> None:
    walk = begin_walk(at("@.scope", ("unit: 万元, deadline: 2026-09-30", "unit: 万元, deadline: 2026-09-26")))
    assert "警告 T4" in walk.screen
    walk.press(ENTER)
    assert walk.question == "职责分工："


def test_rows_with_findings_are_marked_in_their_table(begin_walk: Begin) -> None:
    walk = begin_walk(at("tasks", LATE_TASK))
    assert "2!  执行期" in walk.screen
    assert " 1  筹备期" in walk.screen


def test_a_row_gone_to_says_what_is_wrong_with_it(begin_walk: Begin) -> None:
    walk = begin_walk(at("tasks", LATE_TASK))
    walk.press("e", "终端铺货", ENTER)
    assert walk.question.startswith("第 2 项任务：")
    assert "错误 T1" in walk.told
    assert "第 2 项任务（终端铺货） › 计划完成" in walk.told
    walk.press("计划完成", ENTER)
    walk.answer("2026-08-14")
    assert walk.question.startswith("第 2 项任务：")
    walk.press(ENTER)
    assert re.search(r"^\s*2 +执行期", walk.screen, re.MULTILINE)


def test_while_a_flow_is_entered_no_row_is_blamed_for_what_is_to_come(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("flow"))
    walk.press("a")
    walk.answer("提出推广方案")
    walk.press(SPACE, ENTER, ENTER, ENTER, "n", "n", SPACE, ENTER)
    walk.answer("审批方案")
    assert walk.data["flow"][0]["next"] == ["审批方案"]
    assert "1!" not in walk.screen
    walk.press("f", JUMP, "流程节点", ENTER)
    assert "1!" in walk.screen


def test_the_steps_say_where_findings_are(begin_walk: Begin) -> None:
    walk = begin_walk(at("risks", LATE_TASK))
    assert "✔3 !4(" in walk.told


def test_at_the_end_all_findings_are_told_and_mended_from_there(begin_walk: Begin) -> None:
    walk = begin_walk(at("@", TWO_LEADS))
    assert "D1" in walk.screen
    assert "› 现在修改第 1 处" in walk.screen
    walk.press(ENTER)
    walk.choose("参与")
    assert walk.question == "接下来："
    assert "D1" not in walk.screen
    assert "生成正式文件" in walk.screen


def test_mending_from_the_end_returns_to_the_overview(begin_walk: Begin) -> None:
    walk = begin_walk(at("@", TWO_LEADS))
    walk.press(ENTER)
    walk.choose("参与")
    shown = walk.screen.split("协作角色：参与")[-1]
    assert "✔ 第一步" in shown
    assert "铺货终端" not in shown
    walk.press("v")
    assert "总经理办公会" in walk.told.split("协作角色：参与")[-1]


def test_a_key_that_no_pack_has_is_deleted_if_wanted(begin_walk: Begin) -> None:
    walk = begin_walk(SMALL_PLAN + "colour: 红\nunfinished: '@'\n")
    walk.press(ENTER)
    assert "colour" in walk.question
    walk.press("y")
    assert "colour" not in walk.data
    assert "生成正式文件" in walk.screen


def test_a_key_that_no_pack_has_is_kept_if_not(begin_walk: Begin) -> None:
    walk = begin_walk(SMALL_PLAN + "colour: 红\nunfinished: '@'\n")
    walk.press(ENTER, "n")
    assert walk.data["colour"] == "红"
    assert walk.question == "接下来："


@pytest.mark.parametrize(
    "fault",
    [
        "goals: 5", "goals: [a, b]", "period: 2026", "period: [1]", "departments: {name: x}", "departments: [[a], [b]]",
        "title: [a]", "title: {a: b}", "tasks: [{name: [x], start: {a: 1}, deliverables: 5, after: {x: y}}]",
        "flow: [{name: 1, next: 5}, {name: a, next: {a: [b]}}, {next: [{node: [x]}]}]", "budget: 5", "archive: []",
        "archive: {paper_copies: 3}", "raci: x", "raci: [x]", "publication: {channels: {a: b}, viewers: 5}", "start: 5",
        "occasion: [x]", "in_scope: x", "in_scope: [[x]]", "tools: 5",
        "decisions: [{approvers: 周岚}, {approvers: [{name: [x]}]}]",
    ],
)  # fmt: skip
def test_a_value_of_any_wrong_shape_can_be_come_to_and_answered(begin_walk: Begin, fault: str) -> None:
    key = fault.partition(":")[0]
    lines = [line for line in SMALL_PLAN.splitlines(keepends=True) if not line.startswith((f"{key}:", " "))]
    walk = begin_walk("".join(lines) + f"{fault}\nunfinished: {key}\n")
    for keys in (ENTER, ENTER, ENTER, BACK, JUMP, key, ENTER):
        if not walk.came_to:
            walk.press(keys)
    assert walk.data["pack"] == "seven-step-plan"
