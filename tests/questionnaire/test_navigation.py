"""Back, to any place and back again, help: nothing that was answered, or only typed, is lost on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from walking import (
    BACK,
    DOWN,
    ENTER,
    HELP,
    JUMP,
    OFFER,
    SMALL_PLAN,
    SPACE,
    Settled,
    Walk,
    paste,
    plan_at,
    plan_before,
    seven_steps,
)

from docgen.form.model import Field
from docgen.questionnaire.places import to_text
from docgen.yaml12 import KeyPath

Begin = Callable[..., Walk]


# back


def test_back_shows_what_was_answered(begin_walk: Begin) -> None:
    walk = begin_walk()
    walk.press("1")
    walk.answer("新品推广")
    walk.press(BACK)
    assert walk.question == "计划主题：新品推广"
    walk.press(BACK)
    assert "› 1  重大项目启动" in walk.screen
    assert walk.data == {"pack": "seven-step-plan", "occasion": "重大项目启动", "title": "新品推广"}


def test_back_keeps_what_was_only_typed(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("title"))
    walk.press("新品推", BACK, ENTER)
    assert walk.question == "计划主题：新品推"


def test_back_at_the_very_first_question_stays_there(begin_walk: Begin) -> None:
    walk = begin_walk()
    walk.press(BACK)
    assert walk.question == "适用场合："


def test_back_from_the_first_column_leads_to_the_table(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("goals"))
    walk.press("a", BACK)
    assert walk.question == "目标："
    assert "goals" not in walk.data


def test_back_inside_a_row_keeps_the_row_begun(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("goals"))
    walk.press("a")
    walk.answer("完成华东核心终端的上市铺货")
    walk.press(BACK)
    assert walk.question == "目标表述：完成华东核心终端的上市铺货"
    walk.press(BACK)
    assert "补填空缺" in walk.screen
    assert walk.data["goals"] == [{"statement": "完成华东核心终端的上市铺货"}]


def test_back_from_a_table_leads_to_the_question_before(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("goals"))
    walk.press(BACK)
    assert walk.question.startswith("背景与核心问题：渠道库存为零")


def test_back_over_the_end_of_a_step(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("assignments"))
    walk.press(BACK)
    assert walk.question == "不纳入范围的事项："


def test_back_in_a_question_about_rows_leads_to_the_table(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("departments"))
    for key in "edcm":
        walk.press(key, BACK)
        assert walk.question == "协作部门："
    assert walk.data["departments"][0]["name"] == "市场部"


def test_back_through_the_whole_plan_changes_nothing(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("@"))
    for _ in range(60):
        walk.press(BACK)
    assert walk.question == "适用场合："
    assert SMALL_PLAN in walk.file.read_text(encoding="utf-8")


def test_enter_through_the_whole_plan_changes_nothing(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("occasion"))
    for _ in range(60):
        if walk.question == "接下来：":
            break
        walk.press(ENTER)
    assert walk.question == "接下来："
    assert SMALL_PLAN in walk.file.read_text(encoding="utf-8")


# to any place


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("周岚", "负责人：周岚"),
        ("目标值", "目标值：500"),
        ("第 2 个部门 联系", "联系方式：内线 6202"),
        ("2 联系方式", "联系方式：内线 6202"),
        ("主题", "计划主题：新品推广"),
        ("保存期限", "保存期限（年）：3"),
        ("到货晚于计划 3 天", "触发条件：到货晚于计划 3 天"),
        ("档案室", "存放地点：行政部档案室"),
        ("结束日期 2026-07-31", "结束日期：2026-07-31"),
        ("导购培训", "第 2 项协作事项：导购培训"),
    ],
)
def test_any_answer_is_reached_in_three_actions_and_left_in_one(begin_walk: Begin, words: str, question: str) -> None:
    walk = begin_walk(plan_at("risks"))
    walk.press(JUMP)
    walk.press(words)
    walk.press(ENTER)
    assert walk.question == question
    walk.press(ENTER)
    assert walk.question == "风险与应对措施："
    assert SMALL_PLAN in walk.file.read_text(encoding="utf-8")


def test_every_answer_there_is_is_reached_in_three_actions_by_its_name(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("risks"))
    reached = 0
    for name, place in every_answer(walk.data):
        walk.press(JUMP)
        walk.press(name)
        walk.press(ENTER)
        assert walk.bookmark == f"{to_text(place)} < risks"
        walk.press(BACK)
        assert walk.question == "风险与应对措施："
        reached += 1
    assert reached > 120


def every_answer(data: Mapping[str, Any]) -> Iterator[tuple[str, KeyPath]]:
    """The name under which each answer of a plan is found, and its place."""
    for number, step in enumerate(seven_steps().steps):
        for key, spec in step.fields.items():
            yield from answers_at(f"第{'一二三四五六七'[number]}步 › {spec.label.zh}", data.get(key), spec, (key,))


def answers_at(name: str, value: Any, spec: Field, path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    is_table = spec.is_list and spec.row.zh and not any(isinstance(part, int) for part in path)
    if is_table and isinstance(value, list):
        for index, row in enumerate(value):
            row_name, place = f"{name} › {spec.row.zh.replace('{n}', str(index + 1))}", (*path, index)
            yield from members_at(row_name, row, spec, place) if spec.children else [(row_name, place)]
    elif isinstance(value, Mapping) and not spec.is_list:
        yield from members_at(name, value, spec, path)
    elif value is not None:
        yield name, path


def members_at(name: str, value: Mapping[str, Any], spec: Field, path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    for key, item in value.items():
        child = spec.children[key]
        yield from answers_at(f"{name} › {child.label.zh}", item, child, (*path, key))


def test_after_a_jump_the_answer_changed_leads_back(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("risks"))
    walk.jump("销售额")
    walk.answer("区域销售额")
    assert walk.data["goals"][0]["indicator"] == "区域销售额"
    assert walk.question == "风险与应对措施："


def test_back_after_a_jump_leads_back_too(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("risks"))
    walk.jump("主题")
    walk.press(BACK)
    assert walk.question == "风险与应对措施："


def test_a_jump_keeps_what_is_being_typed(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("title"))
    walk.press("新品推", JUMP, "适用场合", ENTER)
    assert walk.question == "适用场合："
    walk.press(ENTER)
    assert walk.question == "计划主题：新品推"


def test_a_jump_to_a_step_goes_on_from_there(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("risks"))
    walk.jump("第 3 步")
    assert walk.question == "流程节点："
    assert "第 3 步 / 共 7 步　制定协作流程与沟通机制" in walk.told
    walk.press("f")
    assert walk.question == "沟通机制："


def test_a_jump_to_the_end_shows_the_plan(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("risks"))
    walk.jump("汇总")
    assert walk.question == "接下来："


def test_a_jump_thought_better_of_stays_where_one_was(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("goals.1.target < goals"))
    walk.press(JUMP, "周岚", BACK)
    assert walk.question == "目标值：500"


def test_a_jump_inside_a_row_returns_to_its_column(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("assignments"))
    walk.press("a")
    walk.answer("制定推广方案")
    walk.jump("主题")
    walk.answer("新品上市")
    assert walk.question == "负责部门："
    walk.choose("市场部")
    assert walk.data["assignments"] == [{"task": "制定推广方案", "responsible": "市场部"}]
    assert walk.data["title"] == "新品上市"


def test_a_table_reached_by_a_jump_leads_back_when_it_is_done(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("risks"))
    walk.jump("协作部门 2 行")
    assert walk.question == "协作部门："
    walk.press("a")
    walk.answer("研发部")
    walk.press("2")
    walk.answer("方正华", "研发部总监", "宋犇", "")
    walk.press("f")
    assert walk.question == "风险与应对措施："
    assert [row["name"] for row in walk.data["departments"]] == ["市场部", "销售部", "研发部"]


def test_jumps_from_jumps_all_lead_back(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("risks"))
    walk.jump("协作部门 2 行")
    walk.jump("阶段 2 行")
    walk.press("f")
    assert walk.question == "协作部门："
    walk.press("f")
    assert walk.question == "风险与应对措施："


# help


def test_help_explains_and_returns_with_the_line_kept(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("title"))
    walk.press("新品推", HELP)
    assert walk.question == "计划主题：新品推"
    assert "Ctrl-B" in walk.screen
    assert "SMART" not in walk.question
    assert "先写核心问题" in walk.told


@pytest.mark.parametrize("place", ["goals", "departments.1.role < departments", "tasks.2.end < tasks", "@", "@.scope"])
def test_help_at_every_kind_of_prompt(begin_walk: Begin, place: str) -> None:
    walk = begin_walk(plan_at(place))
    before = walk.question
    walk.press(HELP)
    assert walk.question == before
    assert "Ctrl-G" in walk.screen


@pytest.mark.parametrize(
    ("place", "keys", "question"),
    [
        ("tasks", (JUMP,), "跳转到："),
        ("tasks", ("e",), "修改哪一行："),
        ("tasks", ("d",), "删除哪些行："),
        ("tasks", ("d", SPACE, ENTER), "确定删除这 1 行吗？"),
        ("phases", (paste("复盘期\t2026/9/28\t2026/9/30\n收尾期\t2026/9/29\t2026/9/30"),), "这些行如何处理："),
    ],
)
def test_help_in_a_question_asked_in_passing_comes_back_to_it(
    begin_walk: Begin, place: str, keys: tuple[str, ...], question: str
) -> None:
    walk = begin_walk(plan_at(place))
    walk.press(*keys)
    assert walk.question.startswith(question)
    walk.press(HELP)
    assert walk.question.startswith(question)
    assert "先划阶段" in walk.told


def test_an_offer_taken_can_be_gone_back_on(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("end"))
    walk.press("\x15", "2026-10-01", OFFER, ENTER, BACK)
    assert walk.question == "计划结束日期：2026-10-08"


def test_in_a_small_terminal(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("tasks.2.end < tasks"), Settled(columns=60, rows=12))
    assert walk.question == "计划完成：2026-08-14"
    assert all(len(line) <= 60 for line in walk.screen.splitlines())
    walk.jump("周岚")
    assert walk.question == "负责人：周岚"


def test_help_keeps_what_was_marked(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("communication.1.participants < communication"))
    walk.press(SPACE, HELP)
    assert "[ ] 市场部" in walk.screen
    assert "[x] 销售部" in walk.screen


def test_back_keeps_what_was_marked(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("flow"))
    walk.press("a")
    walk.answer("提出方案")
    walk.press(DOWN, SPACE, BACK, ENTER)
    assert "[x] 销售部" in walk.screen
    assert "[ ] 市场部" in walk.screen
