"""Prompts in plain lines, for terminals that cannot move their cursor."""

from __future__ import annotations

import io

import pytest

from docgen.messages import Language, Translator
from docgen.questionnaire.prompts import (
    Asker,
    Choice,
    Given,
    Key,
    Outcome,
    Pasted,
    Question,
    Remark,
    TerminalClosedError,
)

TASK = Question("任务名称", "第 3 项任务 · 4/9", "一句话说清要做什么。", "完成场地预订")
FEW = [Choice("market", "市场部", "负责人：周宁"), Choice("research", "研发中心"), Choice("finance", "财务部")]
MENU = [Choice("add", "添加", key="a"), Choice("done", "完成", key="q")]


class Lines:
    """A person who types `typed`, line by line, and reads what is printed."""

    def __init__(self, typed: str, *, language: Language = "zh", at_terminal: bool = False) -> None:
        source = io.StringIO(typed)
        if at_terminal:
            source.isatty = lambda: True  # type: ignore[method-assign]
        self._printed = io.StringIO()
        self.asker = Asker(Translator(language), coloured=False, plain=True, input=source, output=self._printed)

    @property
    def printed(self) -> str:
        return self._printed.getvalue()


def date_remark(text: str) -> Remark | None:
    if text == "10-1":
        return Remark("2026-10-01（国庆节）", offer="2026-10-09")
    return None if "-" in text else Remark("不是日期", is_error=True)


def test_text_is_asked_in_lines_with_the_commands_that_replace_keys() -> None:
    lines = Lines("  预订场地 \n")
    assert lines.asker.text(TASK) == Given("预订场地")
    assert lines.printed == (
        "第 3 项任务 · 4/9\n一句话说清要做什么。\n例：完成场地预订\n"
        "(:b 上一题  :g 跳转  :h 帮助  :x 保存离开)\n任务名称："
    )


def test_empty_line_takes_the_default_and_a_command_empties_it() -> None:
    lines = Lines("\n:c\n新的\n")
    assert [lines.asker.text(TASK, "旧的") for _ in range(3)] == [Given("旧的"), Given(""), Given("新的")]
    assert "任务名称：[旧的] " in lines.printed


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (":b", Key.BACK), ("：上一题", Key.BACK), (":返回", Key.BACK), (":g", Key.JUMP), (":跳转", Key.JUMP),
        (":h", Key.HELP), ("?", Key.HELP), ("？", Key.HELP), (":帮助", Key.HELP), (":x", Key.LEAVE),
        (":保存离开", Key.LEAVE), (":离开", Key.LEAVE), (":B", Key.BACK),
    ],
)  # fmt: skip
def test_commands_lead_away_from_every_prompt(line: str, key: Key) -> None:
    asker = Lines((line + "\n") * 6).asker
    outcomes: list[Outcome] = [
        asker.text(TASK), asker.choose(TASK, FEW), asker.choose_many(TASK, FEW), asker.find(TASK, FEW),
        asker.confirm(TASK, True), asker.long(TASK),
    ]  # fmt: skip
    assert outcomes == [key] * 6


def test_english_commands() -> None:
    asker = Lines(":back\n:previous\n:exit\n:save and leave\n", language="en").asker
    assert [asker.text(TASK) for _ in range(4)] == [Key.BACK, Key.BACK, Key.LEAVE, Key.LEAVE]


def test_error_is_told_and_asked_again_and_an_offer_can_be_taken() -> None:
    lines = Lines("明天\n10-1\n:n\n10-1\n\n10-1\n11-2\n")
    outcomes = [lines.asker.text(TASK, remark=date_remark) for _ in range(3)]
    assert outcomes == [Given("2026-10-09"), Given("10-1"), Given("11-2")]
    assert "✘ 不是日期\n任务名称：→ 2026-10-01（国庆节）\n回车保留，:n 改为 2026-10-09：" in lines.printed


def test_text_of_several_lines_and_names_by_number() -> None:
    lines = Lines("第一行\\\n第二行\n:2\n")
    assert lines.asker.text(TASK, multiline=True) == Given("第一行\n第二行")
    assert lines.asker.text(TASK, completions=["李晓明", "王建国"]) == Given("王建国")


@pytest.mark.parametrize(
    ("line", "value"),
    [("2", "research"), ("财务部", "finance"), ("研发", "research"), ("周宁", "market"), ("", "finance")],
)
def test_choice_by_number_title_part_or_default(line: str, value: str) -> None:
    lines = Lines(line + "\n")
    assert lines.asker.choose(TASK, FEW, "finance") == Given(value)
    assert "  1  市场部  负责人：周宁\n  2  研发中心\n> 3  财务部\n任务名称：[财务部] ✔ 任务名称：" in lines.printed


def test_unclear_choice_is_asked_again() -> None:
    lines = Lines("部\n人事\n9\n市场\n")
    assert lines.asker.choose(TASK, FEW) == Given("market")
    assert "任务名称：  1  市场部  负责人：周宁\n  3  财务部\n任务名称：没有匹配的选项\n" in lines.printed


def test_menu_by_its_keys_and_pasted_table() -> None:
    lines = Lines("A\n甲\t乙\n丙\t丁\n.\n")
    assert lines.asker.choose(TASK, MENU) == Given("add")
    assert lines.asker.choose(TASK, MENU, pastes=True) == Pasted("甲\t乙\n丙\t丁")


def test_several_by_numbers_or_words() -> None:
    lines = Lines("3、1\n研发，2 财务\n\n:a\n:c\n人事\n2\n")
    values = [lines.asker.choose_many(TASK, FEW, ["finance"]) for _ in range(6)]
    everything = ["market", "research", "finance"]
    assert values == [
        Given(["market", "finance"]), Given(["research", "finance"]), Given(["finance"]), Given(everything), Given([]),
        Given(["research"]),
    ]  # fmt: skip
    assert "  [x] 3  财务部" in lines.printed
    assert "“人事”没有对应的选项，或对应多个选项" in lines.printed


def test_one_of_thousands_prints_only_some() -> None:
    lines = Lines("项 1234\n")
    assert lines.asker.find(TASK, [Choice(n, f"第 {n} 项") for n in range(2000)]) == Given(1234)
    assert "另有 1980 项" in lines.printed
    assert lines.printed.count("\n") < 30


def test_yes_or_no_and_many_lines() -> None:
    lines = Lines("\n否\ny\n一\n\n二\n.\n")
    assert [lines.asker.confirm(TASK, True) for _ in range(3)] == [Given(True), Given(False), Given(True)]
    assert lines.asker.long(TASK) == Given("一\n\n二")


def test_end_of_input_leaves_once_then_raises() -> None:
    asker = Lines("", at_terminal=True).asker
    assert asker.text(TASK) is Key.LEAVE
    with pytest.raises(TerminalClosedError):
        asker.text(TASK)
    with pytest.raises(TerminalClosedError):
        Lines("").asker.choose(TASK, FEW)


def test_nothing_steers_the_terminal() -> None:
    lines = Lines("\x1b[31m红\x1b[0m\x07\n1\n")
    assert lines.asker.text(Question("标\x1b[2J签"), "\x1b]0;x\x07") == Given("红")
    lines.asker.choose(TASK, [Choice(1, "a\x1bb", "\u202e")], 1)
    assert not [sign for sign in lines.printed if ord(sign) < 32 and sign != "\n"]
    assert "\u202e" not in lines.printed
