"""Lists: chosen by arrow, digit, shortcut or typing; marked; found among thousands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from terminal_screen import BACKSPACE, CTRL_A, DOWN, ENTER, PAGE_DOWN, UP, Person, pasted, sitting

from docgen.questionnaire.prompts import Choice, Given, Outcome, Pasted, Question

OWNER = Question("责任部门", "第 3 项任务 · 3/9")
FEW = [Choice("market", "市场部", "负责人：周宁"), Choice("research", "研发中心"), Choice("finance", "财务部")]
MANY = [Choice(number, f"第 {number} 部门") for number in range(1, 61)]
MENU = [Choice("add", "添加", key="a"), Choice("edit", "修改", "改一行", key="e"), Choice("done", "完成", key="q")]


@pytest.fixture
def person() -> Iterator[Person]:
    with sitting() as person:
        yield person


def test_list_shows_digits_notes_and_points_at_the_default(person: Person) -> None:
    person.asked(person.asker.choose, OWNER, FEW, "research")
    assert person.screen.lines == [
        "第 3 项任务 · 3/9",
        "? 责任部门：",
        "  1  市场部  负责人：周宁",
        "› 2  研发中心",
        "  3  财务部",
        "",
        "Enter 确定  Ctrl-B 上一题  Ctrl-G 跳转  F1 帮助  Ctrl-X 保存离开",
    ]
    person.press(ENTER)
    assert person.outcome == Given("research")
    assert person.screen.lines == ["✔ 责任部门：研发中心"]


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (ENTER, "market"),
        (DOWN + ENTER, "research"),
        (UP + ENTER, "finance"),
        (DOWN * 3 + ENTER, "market"),
        ("3", "finance"),
        ("３", "finance"),
        ("研发" + ENTER, "research"),
        ("周宁" + ENTER, "market"),
        ("没有" + ENTER + BACKSPACE * 2 + "2", "research"),
    ],
)
def test_choice_by_arrow_digit_or_typing(person: Person, keys: str, value: str) -> None:
    assert person.answers(keys, person.asker.choose, OWNER, FEW) == Given(value)


def test_typing_what_no_choice_has_says_so(person: Person) -> None:
    person.asked(person.asker.choose, OWNER, FEW)
    person.press("人事")
    person.sees("没有匹配的选项")
    person.press(BACKSPACE * 2 + ENTER)
    assert person.outcome == Given("market")


@pytest.mark.parametrize(("keys", "value"), [("e", "edit"), ("E", "edit"), ("ｅ", "edit"), ("xy1a", "add")])
def test_menu_answers_to_its_keys_and_ignores_others(person: Person, keys: str, value: str) -> None:
    person.asked(person.asker.choose, OWNER, MENU, "done")
    person.sees("  e  修改  改一行")
    person.press(keys)
    assert person.outcome == Given(value)


@pytest.mark.parametrize("text", ["甲\t乙", "甲\n乙", "甲\t乙\r\n丙\t丁\r\n"])
def test_menu_takes_a_pasted_table_where_it_may(person: Person, text: str) -> None:
    choose = person.asker.choose
    assert person.answers(pasted(text), choose, OWNER, MENU, pastes=True) == Pasted(text.replace("\r\n", "\n"))
    assert person.screen.lines == [""]


def test_menu_that_takes_no_table_ignores_a_pasted_one(person: Person) -> None:
    assert person.answers(pasted("甲\t乙") + "a", person.asker.choose, OWNER, MENU) == Given("add")


def test_long_list_scrolls_within_the_screen_and_narrows_to_what_is_typed(person: Person) -> None:
    person.asked(person.asker.choose, OWNER, MANY, 30)
    assert len(person.screen.lines) == 24
    person.sees("› 第 30 部门")
    person.sees("30/60")
    person.sees("输入文字可筛选")
    person.press(PAGE_DOWN)
    person.sees("› 第 40 部门")
    person.press("部 5")
    person.sees("› 第 5 部门")
    person.sees_no("第 40 部门")
    person.press(BACKSPACE + "59" + ENTER)
    assert person.outcome == Given(59)


def test_yes_or_no(person: Person) -> None:
    sure = Question("现在生成正式文件？")
    person.asked(person.asker.confirm, sure, False)
    person.sees("? 现在生成正式文件？\n  y  是\n› n  否")
    person.press(ENTER)
    assert person.outcome == Given(False)
    assert person.screen.lines == ["✔ 现在生成正式文件？否"]
    for keys, value in (("y", True), ("n", False), ("是", True), ("N", False), (UP + ENTER, False)):
        assert person.answers(keys, person.asker.confirm, sure, True) == Given(value)


def test_marks_are_shown_counted_and_toggled(person: Person) -> None:
    person.asked(person.asker.choose_many, OWNER, FEW, ["finance"])
    person.sees("› [ ] 市场部  负责人：周宁\n  [ ] 研发中心\n  [x] 财务部\n  已选 1 项，共 3 项")
    assert person.screen.lines[-1].startswith("空格 勾选  Ctrl-A 全选")
    person.press(" " + DOWN + DOWN + " ")
    person.sees("  [x] 市场部  负责人：周宁\n  [ ] 研发中心\n› [ ] 财务部\n  已选 1 项，共 3 项")
    person.press(ENTER)
    assert person.outcome == Given(["market"])
    assert person.screen.lines == ["✔ 责任部门：市场部"]


def test_all_are_marked_and_none(person: Person) -> None:
    ask = person.asker.choose_many
    assert person.answers(CTRL_A + ENTER, ask, OWNER, FEW, ["finance"]) == Given(["market", "research", "finance"])
    assert person.screen.lines == ["✔ 责任部门：市场部、研发中心、财务部"]
    assert person.answers(CTRL_A * 2 + ENTER, ask, OWNER, FEW) == Given([])


def test_marking_by_typing_starts_over_after_each_name(person: Person) -> None:
    keys = "财务 研发" + ENTER + ENTER
    assert person.answers(keys, person.asker.choose_many, OWNER, FEW) == Given(["research", "finance"])


def test_marks_of_a_list_longer_than_the_screen(person: Person) -> None:
    person.asked(person.asker.choose_many, OWNER, MANY, [60])
    assert len(person.screen.lines) == 24
    person.press(UP)
    person.sees("› [x] 第 60 部门")
    person.sees("已选 1 项，共 60 项")
    person.press(" " + UP + " " + ENTER)
    assert person.outcome == Given([59])


PLACES = [Choice(n, f"第 {n // 40 + 1} 步 第 {n} 项任务 完成日期", f"2026-{n % 12 + 1:02d}") for n in range(2000)]


def test_find_takes_the_best_match(person: Person) -> None:
    person.asked(person.asker.find, OWNER, PLACES)
    person.sees("› 第 1 步 第 0 项任务")
    person.press("日期 第 1234")
    person.sees("› 第 31 步 第 1234 项任务")
    person.press(ENTER)
    assert person.outcome == Given(1234)


def test_find_moves_among_the_matches(person: Person) -> None:
    assert person.answers("任务 77 04" + DOWN + ENTER, person.asker.find, OWNER, PLACES) == Given(1779)


@pytest.mark.parametrize("kind", ["choose", "choose_many", "find"])
def test_choices_cannot_steer_the_terminal(person: Person, kind: str) -> None:
    hostile = [Choice(1, "红\x1b[31m\x1b]0;title\x07", "\u202e注"), Choice(2, "两\n行")]
    ask: Callable[..., Outcome] = getattr(person.asker, kind)
    person.asked(ask, Question("标\x1b[2J签", "\x9b地点", "帮\x00助", "例\u2066"), hostile)
    for part in (
        "红\\u001b[31m\\u001b]0;title\\u0007  \\u202e注",
        "两 行",
        "标\\u001b[2J签",
        "\\u009b地点",
        "帮\\u0000助",
    ):
        person.sees(part)
    person.press(DOWN + " " * (kind == "choose_many") + ENTER)
    assert person.outcome == Given([2] if kind == "choose_many" else 2)
    assert person.screen.lines == ["✔ 标\\u001b[2J签：两 行"]
