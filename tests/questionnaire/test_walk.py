"""A person answers a plan question by question; the answer file says at every moment what has been answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from walking import (
    BACK,
    CLEAR,
    ENTER,
    LEAVE,
    OFFER,
    SMALL_PLAN,
    SPACE,
    Settled,
    Walk,
    plan_at,
    plan_before,
)

from docgen.answers import load_answers
from docgen.answers.model import UNFINISHED
from docgen.questionnaire.turns import Ending
from docgen.settings import Settings

Begin = Callable[..., Walk]


# the first questions


def test_the_occasion_comes_first_and_says_where_one_is(begin_walk: Begin) -> None:
    walk = begin_walk()
    assert walk.question == "适用场合："
    for words in ("第 1 步 / 共 7 步", "明确协作目标与核心范围", "重大项目启动", "长期合作机制建设", "Ctrl-B", "F1"):
        assert words in walk.screen


def test_the_occasion_sets_examples_and_defaults(begin_walk: Begin) -> None:
    walk = begin_walk()
    walk.press("3")
    assert "研发楼五层机房与工位搬迁" in walk.screen
    walk.answer("机房搬迁")
    walk.press(ENTER)
    assert walk.question == "季度：2"  # the quarter of the day on which it is written
    assert walk.data["period"] == {"year": 2026}


def test_nothing_is_written_before_the_first_answer(begin_walk: Begin) -> None:
    walk = begin_walk()
    walk.press(LEAVE)
    assert walk.ending is Ending.LEFT
    assert not walk.file.exists()


def test_every_answer_is_in_the_file_at_once(begin_walk: Begin) -> None:
    walk = begin_walk()
    walk.press("1")
    assert walk.data == {"pack": "seven-step-plan", "occasion": "重大项目启动"}
    walk.answer("新品推广")
    assert walk.data["title"] == "新品推广"
    assert walk.bookmark == "period.year"


def test_a_required_answer_may_be_left_blank_for_now(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("title"))
    walk.answer("")
    assert walk.question == "年份：2026"
    assert "title" not in walk.data


def test_a_text_of_several_lines(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("background"))
    walk.press("第一行", "\x1b\r", "第二行", ENTER)
    assert walk.data["background"] == "第一行\n第二行"


@pytest.mark.parametrize(
    ("typed", "kept"), [("500", 500), ("1,200", 1200), ("36.5", 36.5), ("－2", -2), ("５００", 500)]
)
def test_numbers_are_numbers_in_the_file(begin_walk: Begin, typed: str, kept: float) -> None:
    walk = begin_walk(plan_at("goals.1.target < goals"))
    walk.answer(typed)
    assert walk.data["goals"][0]["target"] == kept
    assert type(walk.data["goals"][0]["target"]) is type(kept)


def test_what_is_no_number_is_told_while_it_is_typed_and_not_accepted(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("goals.1.target < goals"))
    walk.answer("五百")
    assert "“五百”不是数字" in walk.screen
    assert walk.question == "目标值：五百"
    assert walk.data["goals"][0]["target"] == 500


# dates


@pytest.mark.parametrize(
    ("typed", "day", "kept"),
    [
        ("2026-07-06", "2026-07-06 星期一", "2026-07-06"),
        ("2026/7/6", "2026-07-06 星期一", "2026-07-06"),
        ("2026年7月6日", "2026-07-06 星期一", "2026-07-06"),
        ("D+5", "2026-07-06 星期一", "D+5"),
        ("d+5工作日", "2026-07-08 星期三", "D+5工作日"),
    ],
)
def test_dates_in_every_form_are_echoed_with_their_weekday(begin_walk: Begin, typed: str, day: str, kept: str) -> None:
    walk = begin_walk(plan_at("assignments.1.start < assignments"))
    walk.press("\x15", typed)
    assert f"→ {day}" in walk.screen
    walk.press(ENTER)
    assert walk.data["assignments"][0]["start"] == kept


def test_on_a_rest_day_the_next_working_day_is_offered(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("tasks.2.end < tasks"))
    walk.press("\x15", "2026-10-01")
    assert "国庆" in walk.screen
    assert "下一个工作日为 2026-10-08" in walk.screen
    walk.press(OFFER)
    assert walk.question == "计划完成：2026-10-08"


@pytest.mark.parametrize(
    ("place", "typed", "offered"),
    [
        ("start", "2026.7.1", "2026-07-01"),
        ("start", "20260701", "2026-07-01"),
        ("start", "2026年7月1日星期三", "2026-07-01"),
        ("goals.1.target", "1,200 元", "1200"),
        ("goals.1.target", "36%", "36"),
    ],
)
def test_what_is_typed_as_spreadsheets_show_it_is_offered_as_it_is_read(
    begin_walk: Begin, place: str, typed: str, offered: str
) -> None:
    walk = begin_walk(plan_at(place))
    walk.press(CLEAR, typed)
    assert f"按 Ctrl-N 改为 {offered}" in walk.screen
    walk.press(OFFER)
    assert walk.question.endswith(f"：{offered}")


@pytest.mark.parametrize("typed", ["2026年7月1日星期四", "2026.13.1", "12-31-2026", "下周"])
def test_nothing_is_offered_where_nobody_can_tell_what_is_meant(begin_walk: Begin, typed: str) -> None:
    walk = begin_walk(plan_at("start"))
    walk.press(CLEAR, typed)
    assert "不是日期" in walk.screen or "没有“" in walk.screen
    assert "Ctrl-N" not in walk.screen


@pytest.mark.parametrize("typed", ["10月9日", "10/9", "10-09"])
def test_for_a_day_without_a_year_that_of_the_plan_is_offered(begin_walk: Begin, typed: str) -> None:
    walk = begin_walk(plan_at("tasks.2.end < tasks"))
    walk.press("\x15", typed)
    assert "不是日期" in walk.screen
    walk.press(OFFER)
    assert walk.question == "计划完成：2026-10-09"


def test_a_saturday_that_is_worked_is_no_rest_day(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("tasks.2.end < tasks"))
    walk.press("\x15", "2026-10-10")  # made up for the holiday
    assert "→ 2026-10-10 星期六" in walk.screen
    assert "休息日" not in walk.screen


def test_what_is_no_date_is_told_with_the_forms_that_are(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("start"))
    walk.answer("下周一")
    assert "“下周一”不是日期" in walk.screen
    assert "D+5工作日" in walk.screen
    assert "start" not in walk.data


# what is wrong by an editing rule


def test_a_broken_rule_is_told_at_once_and_asked_again(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("assignments.1.end < assignments"))
    walk.answer("2026-10-12")
    assert "A3" in walk.screen
    assert walk.question == "完成日期：2026-10-12"
    walk.answer("2026-07-17")
    assert walk.data["assignments"][0]["end"] == "2026-07-17"
    assert walk.question == "职责分工："


def test_given_once_more_it_stands(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("assignments.1.end < assignments"))
    walk.answer("2026-10-12")
    walk.press(ENTER)
    assert walk.question == "职责分工："
    assert walk.data["assignments"][0]["end"] == "2026-10-12"


def test_a_warning_does_not_hold_up(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("goals.1.deadline < goals"))
    walk.answer("2026-09-26")
    assert "T4" in walk.screen
    assert "2026-09-28" in walk.screen
    assert walk.question == "目标："


# choices


def test_departments_are_chosen_not_typed(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("assignments"))
    walk.press("a")
    walk.answer("制定推广方案")
    assert "1  市场部" in walk.screen
    walk.choose("销售")
    assert walk.data["assignments"] == [{"task": "制定推广方案", "responsible": "销售部"}]
    assert "[ ] 市场部" in walk.screen
    assert "[ ] 销售部" not in walk.screen  # it does not cooperate with itself
    walk.press(SPACE, ENTER)
    assert walk.data["assignments"][0]["cooperating"] == ["市场部"]


def test_what_cooperating_departments_do_is_asked_only_where_there_are_any(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("assignments.1.cooperating < assignments.1 < assignments"))
    walk.press(SPACE, ENTER)
    assert "cooperating" not in walk.data["assignments"][0]
    assert "配合部门职责" not in walk.question
    assert "配合部门职责" not in walk.screen.split("? ")[-1]


def test_heads_approve_and_others_are_typed_with_their_title(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("decisions"))
    walk.press("a")
    walk.answer("推广方案")
    walk.press("周岚", ENTER, "其他", ENTER, ENTER)
    walk.answer("王珂")
    assert walk.question == "“王珂”的职务："
    walk.answer("分管副总")
    walk.choose("共同")
    approvers = [{"name": "周岚"}, {"name": "王珂", "title": "分管副总"}]
    assert walk.data["decisions"] == [{"matter": "推广方案", "approvers": approvers, "mode": "共同"}]


def test_phases_tasks_and_owners_are_offered(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("tasks.2.phase < tasks.2 < tasks"))
    assert "筹备期" in walk.screen
    assert "› 2  执行期" in walk.screen
    walk = begin_walk(plan_at("tasks.2.after < tasks"))
    assert "[x] 制定推广方案" in walk.screen
    assert "[ ] 终端铺货" not in walk.screen  # it does not wait for itself
    walk = begin_walk(plan_at("tasks.2.owner < tasks"))
    for name in ("李娜", "韩喆", "› 3  吴堃", "周岚", "陈启明"):
        assert name in walk.screen


def test_nodes_to_come_may_be_named_and_are_proposed_next(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("flow"))
    walk.press("a")
    walk.answer("提出方案")
    walk.press(SPACE, ENTER)
    walk.answer("", "方案")
    walk.press("n", "n", "其他", ENTER, ENTER)
    walk.answer("审批")
    assert "P1" not in walk.screen
    walk.press("a")
    assert walk.question == "节点名称：审批"


def test_each_way_out_of_a_decision_has_its_condition(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("flow.2.next < flow"))
    assert "[x] 铺货" in walk.screen
    assert "[x] 提出方案" in walk.screen
    walk.press(ENTER)
    assert walk.question == "“铺货”的条件：同意"
    walk.answer("批准")
    assert walk.question == "“提出方案”的条件：退回"
    walk.press(ENTER)
    ways = [{"node": "铺货", "condition": "批准"}, {"node": "提出方案", "condition": "退回"}]
    assert walk.data["flow"][1]["next"] == ways


def test_back_from_a_condition_leads_to_the_ways_out(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("flow.2.next < flow"))
    walk.press(ENTER, BACK)
    assert walk.question.startswith("下一节点：")
    assert walk.data["flow"][1]["next"] == {"同意": "铺货", "退回": "提出方案"}


def test_key_nodes_alone_are_asked_for_a_fallback(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("flow.3.key < flow.3 < flow"))
    walk.press("y")
    assert walk.data["flow"][2]["key"] is True
    assert "备选方案" in walk.screen
    walk = begin_walk(plan_at("flow.3 < flow"))
    assert "备选方案" not in walk.screen.split("? ")[-1]


# what is filled in


@pytest.mark.parametrize(
    ("place", "filled"),
    [
        ("communication", [["市场部", "销售部"]]),
        ("conflict_resolution", ["双方接口人", "双方部门负责人", "总经理办公会"]),
        ("reviews", ["周岚", "陈启明"]),
        ("revisions", ["V0.1"]),
        ("signatories", ["周岚", "陈启明"]),
    ],
)
def test_tables_begin_with_what_follows_from_the_answers(begin_walk: Begin, place: str, filled: list[object]) -> None:
    walk = begin_walk(plan_before(place))
    assert f"已根据前面的内容预填 {len(filled)} 行" in walk.screen
    walk.press("f")
    rows = walk.data[place]
    assert len(rows) == len(filled)
    for row, value in zip(rows, filled, strict=True):
        assert value in row.values()


def test_publication_and_archive_are_proposed(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("publication.channels"))
    walk.press(ENTER, ENTER, ENTER, ENTER)
    assert walk.data["publication"] == {
        "channels": ["OA 系统", "项目共享文件夹"],
        "viewers": ["市场部", "销售部"],
        "editors": ["市场部"],
    }
    assert "2026年Q3新品推广协作计划_市场部" in walk.screen
    walk.press(ENTER, ENTER, ENTER)
    copies = [
        {"holder": "市场部", "copies": 1, "place": "市场部档案柜"},
        {"holder": "行政部", "copies": 1, "place": "行政部档案室 2026-协作"},
    ]
    assert walk.data["archive"] == {"directory": "协作计划/2026/Q3", "retention_years": 3, "paper_copies": copies}


def test_retention_is_that_of_docgen_toml(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("archive.retention_years"), Settled(settings=Settings(retention_years=7)))
    assert walk.question == "保存期限（年）：7"


def test_raci_is_derived_and_stays_out_of_the_file(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("raci"))
    assert "由程序自动生成" in walk.screen
    assert "制定推广方案" in walk.screen
    walk.press(ENTER)
    assert "raci" not in walk.data
    assert walk.question == "流程节点："


def test_raci_is_taken_over_and_adjusted(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("raci"))
    walk.press("2")
    derived = [
        {"task": "制定推广方案", "R": ["市场部"], "A": "周岚", "C": ["销售部"]},
        {"task": "终端铺货", "R": ["销售部"], "A": "陈启明", "C": ["市场部"]},
    ]
    assert walk.data["raci"] == derived
    walk.press("e")
    walk.choose("终端铺货", "A 批准", "周岚")
    assert walk.data["raci"][1]["A"] == "周岚"


def test_departments_of_docgen_toml_are_picked(begin_walk: Begin) -> None:
    departments = (
        {"name": "研发部", "head": "方正华", "head_title": "研发部总监", "liaisons": ["宋犇"]},
        {"name": "财务部", "head": "郑国栋"},
    )
    walk = begin_walk(plan_before("departments"), Settled(settings=Settings(departments=departments)))
    walk.press(ENTER)
    assert "[ ] 研发部 · 方正华" in walk.screen
    walk.press(SPACE, ENTER)
    assert walk.data["departments"] == [departments[0]]
    walk.press(ENTER)  # what is missing: the role
    walk.press("1")
    assert walk.data["departments"][0]["role"] == "牵头"


# parts that may be left out


def test_a_budget_is_asked_for_only_where_there_is_one(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("budget"))
    assert walk.question == "有专项预算吗？"
    walk.press("2")
    assert "budget" not in walk.data


def test_a_budget_proposes_its_contingency(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("budget"))
    walk.press("1")
    assert "错误" not in walk.screen
    walk.answer("200")
    assert walk.question == "应急预算：20"
    walk.press(ENTER)
    walk.choose("万元")
    assert walk.data["budget"] == {"total": 200, "contingency": 20, "unit": "万元"}


def test_a_budget_is_taken_away_again(begin_walk: Begin) -> None:
    walk = begin_walk(SMALL_PLAN + "budget: {total: 100, contingency: 10, unit: 万元}\nunfinished: budget\n")
    for key in ("n", BACK):
        walk.press("2")
        assert walk.question == "删去已填的“预算”吗？"
        walk.press(key)
        assert walk.question == "有专项预算吗？"
        assert walk.data["budget"] == {"total": 100, "contingency": 10, "unit": "万元"}
    walk.press("2", "y")
    assert "budget" not in walk.data


def test_a_budget_begun_by_mistake_is_left_out_without_a_question(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("budget"))
    walk.press("1", BACK, "2")
    assert "budget" not in walk.data


def test_an_optional_table_is_asked_for_as_a_whole(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("tools"))
    assert walk.question == "有共同使用的协作工具吗？"
    walk.press("2")
    assert "tools" not in walk.data
    assert walk.question == "冲突解决机制："
    walk.press(BACK, "1", "a")
    walk.answer("企业微信项目群", "日常沟通")
    assert walk.data["tools"] == [{"name": "企业微信项目群", "purpose": "日常沟通"}]


# the end


def test_a_step_without_findings_says_so_and_goes_on(begin_walk: Begin) -> None:
    walk = begin_walk(plan_before("risks").replace("unfinished: risks", "unfinished: '@.schedule'"))
    assert "第四步 细化时间节点与交付成果：检查通过。" in walk.told
    assert walk.question == "风险与应对措施："
    assert "✔4" in walk.screen


def test_the_end_shows_the_whole_plan_as_it_will_read(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("archive.paper_copies"))
    walk.press("f")
    for words in ("第一步", "第七步", "全国性广告投放", "任务或节点", "2026年Q3新品推广协作计划_市场部"):
        assert words in walk.told
    assert "生成正式文件" in walk.screen


@pytest.mark.parametrize(("key", "ending"), [("b", Ending.BUILD), ("d", Ending.DRAFT), ("f", Ending.LEFT)])
def test_at_the_end_the_plan_is_built_or_left_and_no_longer_unfinished(
    begin_walk: Begin, key: str, ending: Ending
) -> None:
    walk = begin_walk(plan_at("@"))
    walk.press(key)
    assert walk.ending is ending
    assert UNFINISHED not in load_answers(walk.file).data


def test_with_errors_only_a_draft_can_be_built(begin_walk: Begin) -> None:
    walk = begin_walk(plan_at("@").replace("role: 参与", "role: 牵头"))
    assert "D1" in walk.screen
    assert "生成正式文件" not in walk.screen
    assert "生成草稿" in walk.screen


# other languages


def test_in_english(begin_walk: Begin) -> None:
    walk = begin_walk(None, Settled(language="en"))
    assert walk.question == "Occasion:"
    assert "Step 1 of 7" in walk.screen
    walk.press("1")
    walk.answer("Launch")
    assert walk.question == "Year: 2026"
    assert walk.data["occasion"] == "重大项目启动"
    walk.press(ENTER, ENTER, "\x15", "2026-07-04")
    assert "Saturday" in walk.screen
