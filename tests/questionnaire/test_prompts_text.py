"""Texts: typed, prefilled, remarked upon, completed, pasted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from terminal_screen import (
    ALT_ENTER,
    CTRL_D,
    CTRL_N,
    DOWN,
    ENTER,
    F1,
    TAB,
    UP,
    Person,
    pasted,
    sitting,
)

from docgen.questionnaire.prompts import Given, Key, Proposal, Question, Remark, TerminalClosedError

BACKSPACE, CTRL_U, END = "\x7f", "\x15", "\x1b[F"
TASK = Question("任务名称", "第 3 项任务 · 4/9", "一句话说清要做什么。", "完成场地预订")
DATE = Question("完成日期")


@pytest.fixture
def person() -> Iterator[Person]:
    with sitting() as person:
        yield person


def date_remark(text: str) -> Remark | None:
    if not text:
        return Remark("此项必填", is_error=True)
    if text == "10-1":
        return Remark("2026-10-01（周四，国庆节）", offer="2026-10-09")
    return Remark("不是日期", is_error=True) if "-" not in text else Remark(f"{text}（周五）")


def test_prompt_shows_place_help_example_label_and_keys(person: Person) -> None:
    person.asked(person.asker.text, TASK)
    assert person.screen.lines == [
        "第 3 项任务 · 4/9",
        "一句话说清要做什么。",
        "例：完成场地预订",
        "? 任务名称：",
        "",
        "Enter 确定  Ctrl-B 上一题  Ctrl-G 跳转  F1 帮助  Ctrl-X 保存离开",
    ]
    person.press(ENTER)
    assert person.outcome == Given("")


def test_answered_prompt_leaves_one_line_behind(person: Person) -> None:
    assert person.answers("  预订场地 　" + ENTER, person.asker.text, TASK) == Given("预订场地")
    assert person.screen.lines == ["✔ 任务名称：预订场地"]
    assert person.screen.cursor == (1, 0)


def test_long_answer_is_cut_at_the_width(person: Person) -> None:
    person.answers("很长的任务名称" * 10 + ENTER, person.asker.text, TASK)
    assert person.screen.lines == ["✔ 任务名称：" + ("很长的任务名称" * 10)[:33] + "…"]


def test_empty_answer_shows_as_a_dash(person: Person) -> None:
    person.answers(ENTER, person.asker.text, TASK)
    assert person.screen.lines == ["✔ 任务名称：（未填）"]


def test_answers_stand_one_below_the_other(person: Person) -> None:
    person.answers("甲" + ENTER, person.asker.text, TASK)
    person.answers("乙" + ENTER, person.asker.text, DATE)
    assert person.screen.lines == ["✔ 任务名称：甲", "✔ 完成日期：乙"]


def test_default_stands_in_the_line_and_can_be_edited(person: Person) -> None:
    person.asked(person.asker.text, TASK, "预订场地")
    assert "? 任务名称：预订场地" in person.screen.lines
    person.press("（含布置）" + ENTER)
    assert person.outcome == Given("预订场地（含布置）")


def test_remark_follows_the_line_and_an_error_keeps_enter_from_accepting(person: Person) -> None:
    person.asked(person.asker.text, DATE, remark=date_remark)
    person.press("明天")
    person.sees("✘ 不是日期")
    person.press(ENTER + " 2026-10-09")
    person.sees("→ 明天 2026-10-09（周五）")
    person.press(ENTER)
    assert person.outcome == Given("明天 2026-10-09")


def test_error_of_an_untouched_empty_line_is_told_only_after_enter(person: Person) -> None:
    person.asked(person.asker.text, DATE, remark=date_remark)
    assert "此项必填" not in "\n".join(person.screen.lines)
    person.press(ENTER)
    person.sees("✘ 此项必填")
    person.press("2026-10-09" + ENTER)
    assert person.outcome == Given("2026-10-09")


def test_error_of_a_default_is_told_at_once(person: Person) -> None:
    person.asked(person.asker.text, DATE, "明天", remark=date_remark)
    person.sees("✘ 不是日期")
    person.press(F1)
    assert person.outcome is Key.HELP


def test_ctrl_n_takes_the_offer(person: Person) -> None:
    person.asked(person.asker.text, DATE, remark=date_remark)
    assert "Ctrl-N" not in person.screen.lines[-1]
    person.press("10-1")
    person.sees("→ 2026-10-01（周四，国庆节）")
    person.sees("按 Ctrl-N 改为 2026-10-09")
    person.sees("Enter 确定  Ctrl-N 采用  Ctrl-B 上一题")
    person.press(CTRL_N)
    person.sees("→ 2026-10-09（周五）")
    person.press(ENTER)
    assert person.outcome == Given("2026-10-09")


def test_what_fails_in_a_remark_ends_the_prompt_with_the_error(person: Person) -> None:
    def failing(text: str) -> Remark | None:
        if text:
            raise LookupError("no such rule")
        return None

    person.asked(person.asker.text, DATE, remark=failing)
    person.press("x")
    with pytest.raises(LookupError):
        _ = person.outcome
    assert person.answers("y" + ENTER, person.asker.text, DATE) == Given("y")


def test_alt_enter_breaks_the_line_and_enter_accepts(person: Person) -> None:
    person.asked(person.asker.text, TASK, multiline=True)
    person.sees("Alt-Enter 换行")
    person.press("第一行" + ALT_ENTER + "第二行")
    person.sees("? 任务名称：第一行\n  第二行")
    person.press(ENTER)
    assert person.outcome == Given("第一行\n第二行")
    assert person.screen.lines == ["✔ 任务名称：第一行 第二行"]


def test_long_chinese_text_wraps_within_the_width(person: Person) -> None:
    text = "市场部牵头组织各部门协作，" * 12
    person.asked(person.asker.text, TASK, text, multiline=True)
    lines = person.screen.lines
    line = lines.index(next(line for line in lines if line.startswith("? ")))
    written = "".join([lines[line].removeprefix("? 任务名称："), *(part[2:] for part in lines[line + 1 : -2])])
    assert written == text
    person.press(ENTER)
    assert person.outcome == Given(text)


def test_names_are_offered_and_tab_takes_one(person: Person) -> None:
    person.asked(person.asker.text, TASK, completions=["王建国", "李晓明", "李静"])
    person.sees("  王建国")
    person.press("李")
    person.sees_no("  王建国")
    person.press(TAB + TAB)
    person.sees("? 任务名称：李静")
    person.press(UP)
    person.sees("? 任务名称：李晓明")
    person.press(ENTER)
    assert person.outcome == Given("李晓明")


def test_other_names_than_the_offered_may_be_typed(person: Person) -> None:
    assert person.answers("赵敏" + ENTER, person.asker.text, TASK, completions=["李晓明"]) == Given("赵敏")


def test_enter_takes_what_is_typed_not_what_is_offered(person: Person) -> None:
    assert person.answers("李" + ENTER, person.asker.text, TASK, completions=["李晓明"]) == Given("李")


def test_arrow_into_the_names_of_an_empty_line(person: Person) -> None:
    assert person.answers(DOWN + DOWN + ENTER, person.asker.text, TASK, completions=["甲", "乙"]) == Given("乙")


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("\x00\x1c场地", "场地"),
        ("\x1b[31m红\x1b[0;1m\x1b]0;title\x07色", "红色"),
        ("\x1b]8;;http://x\x1b\\红色", "红色"),
        (pasted("\x1b[31m红\x1b[0m\x1b]0;title\x07色\x1b[2J"), "红色"),
        (pasted("\u202e倒\u2066写\ufeff"), "倒写"),
        (pasted("一\r\n二\n三\r"), "一 二 三"),
        (pasted("A\tB"), "A B"),
    ],
)
def test_what_could_steer_the_terminal_is_dropped_from_what_is_typed(person: Person, typed: str, given: str) -> None:
    assert person.answers(typed + ENTER, person.asker.text, TASK) == Given(given)
    assert person.screen.lines == [f"✔ 任务名称：{given}"]


def test_default_and_offer_are_cleaned_like_what_is_typed(person: Person) -> None:
    steering = "\x1b[31m场\u202e地\x00"
    assert person.answers(ENTER, person.asker.text, TASK, steering) == Given("场地")
    remark = Remark("另有建议", offer=steering)
    assert person.answers(CTRL_N + ENTER, person.asker.text, TASK, remark=lambda _: remark) == Given("场地")


def test_line_breaks_of_a_paste_stay_where_the_text_may_have_them(person: Person) -> None:
    assert person.answers(pasted("一\r\n二") + ENTER, person.asker.text, TASK, multiline=True) == Given("一\n二")


def test_text_typed_so_far_is_kept_as_draft_where_a_key_leads_away(person: Person) -> None:
    assert person.answers("写到一半" + F1, person.asker.text, TASK) is Key.HELP
    assert person.asker.draft == "写到一半"
    assert person.screen.lines == [""]


def test_ctrl_d_deletes_within_a_text_and_does_not_leave(person: Person) -> None:
    assert person.answers("甲乙" + "\x1b[D" + CTRL_D + ENTER, person.asker.text, TASK) == Given("甲")


@pytest.mark.parametrize(
    "key", ["\x12", "\x13", "\x0f", "\x11", "\x16", "\x10", ALT_ENTER, "\x1bOQ", "\x1b[15~", "\x1b[99;5u"]
)
def test_keys_of_a_line_editor_that_lead_elsewhere_do_nothing(person: Person, key: str) -> None:
    assert person.answers("甲" + key + "乙" + ENTER, person.asker.text, TASK) == Given("甲乙")


def test_keys_typed_ahead_go_to_the_next_prompt(person: Person) -> None:
    assert person.answers("甲" + ENTER + "乙" + ENTER, person.asker.text, TASK) == Given("甲")
    assert person.answers("", person.asker.text, DATE) == Given("乙")


def test_closed_input_raises(person: Person) -> None:
    person.asked(person.asker.text, TASK)
    person.hang_up()
    with pytest.raises(TerminalClosedError):
        _ = person.outcome


def test_paste_area_takes_lines_and_ctrl_d_ends_it(person: Person) -> None:
    person.asked(person.asker.long, TASK)
    person.press("甲\t乙" + ENTER + "丙\t丁")
    person.sees("Ctrl-D 完成")
    person.press(CTRL_D)
    assert person.outcome == Given("甲\t乙\n丙\t丁")


@pytest.mark.parametrize("bracketed", [True, False])
def test_paste_of_500_lines_is_taken_whole(person: Person, bracketed: bool) -> None:
    text = "\r".join(f"第 {number} 项任务的名称\t市场部\t2026-10-09" for number in range(500))
    outcome = person.answers((pasted(text) if bracketed else text) + CTRL_D, person.asker.long, TASK)
    assert isinstance(outcome, Given)
    assert outcome.value.count("\n") == 499


def test_a_proposal_is_taken_with_enter(person: Person) -> None:
    assert person.answers(ENTER, person.asker.text, TASK, Proposal("2026-07-01")) == Given("2026-07-01")


def test_what_is_typed_takes_the_place_of_a_proposal(person: Person) -> None:
    person.asked(person.asker.text, TASK, Proposal("2026-07-01"))
    person.sees("直接输入 替换")
    person.press("2026-08-03" + ENTER)
    assert person.outcome == Given("2026-08-03")


def test_what_is_pasted_takes_the_place_of_a_proposal(person: Person) -> None:
    assert person.answers(pasted("八月三日") + ENTER, person.asker.text, TASK, Proposal("七月")) == Given("八月三日")


@pytest.mark.parametrize("key", [BACKSPACE, CTRL_U])
def test_a_proposal_is_cleared_by_one_key_and_may_be_left_blank(person: Person, key: str) -> None:
    assert person.answers(key + ENTER, person.asker.text, TASK, Proposal("2026-07-01")) == Given("")


def test_a_proposal_is_changed_after_moving_into_it(person: Person) -> None:
    keys = END + BACKSPACE + "5" + ENTER
    assert person.answers(keys, person.asker.text, TASK, Proposal("2026-07-01")) == Given("2026-07-05")


def test_an_answer_given_before_is_added_to(person: Person) -> None:
    assert person.answers("部" + ENTER, person.asker.text, TASK, "市场") == Given("市场部")
