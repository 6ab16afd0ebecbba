"""The keys that every prompt knows, and the line at its foot that names them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from terminal_screen import CTRL_B, CTRL_C, CTRL_D, CTRL_G, CTRL_T, CTRL_X, F1, Person, sitting

from docgen.questionnaire.prompts import Choice, Key, Outcome, Question, Remark

LABEL = Question("责任部门")
CHOICES = [Choice(number, f"部门{number}") for number in range(12)]

KINDS: dict[str, Callable[[Person], Callable[[], Outcome]]] = {
    "text": lambda person: lambda: person.asker.text(LABEL),
    "offered": lambda person: lambda: person.asker.text(LABEL, remark=lambda _: Remark("节假日", offer="次日")),
    "names": lambda person: lambda: person.asker.text(LABEL, completions=["李晓明"]),
    "multiline": lambda person: lambda: person.asker.text(LABEL, multiline=True),
    "choose": lambda person: lambda: person.asker.choose(LABEL, CHOICES),
    "choose_many": lambda person: lambda: person.asker.choose_many(LABEL, CHOICES),
    "find": lambda person: lambda: person.asker.find(LABEL, CHOICES),
    "confirm": lambda person: lambda: person.asker.confirm(LABEL, True),
    "long": lambda person: lambda: person.asker.long(LABEL),
}
KEYS = {
    CTRL_B: Key.BACK, CTRL_G: Key.JUMP, F1: Key.HELP, CTRL_T: Key.HELP, CTRL_X: Key.LEAVE, CTRL_D: Key.LEAVE,
    CTRL_C: Key.INTERRUPT,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_prompt_knows_the_keys_that_lead_away_and_leaves_nothing_behind(kind: str) -> None:
    with sitting() as person:
        for key, outcome in KEYS.items():
            assert person.answers(key, KINDS[kind](person)) is outcome
            assert person.screen.lines == [""]
            assert person.screen.cursor == (0, 0)


@pytest.mark.parametrize("kind", ["text", "multiline", "choose", "find", "choose_many", "long"])
def test_keys_that_lead_away_work_within_what_is_typed(kind: str) -> None:
    with sitting() as person:
        for key in (CTRL_B, CTRL_G, F1, CTRL_X, CTRL_C):
            assert person.answers("部门" + key, KINDS[kind](person)) is KEYS[key]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("columns", [80, 60, 40])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_foot_names_the_keys_in_one_line_at_any_width(kind: str, columns: int, language: str) -> None:
    words = {"zh": ("上一题|返回", "跳转", "帮助", "离开"), "en": ("back|previous", "go", "help", "leave|exit")}
    with sitting(columns, 20, language="zh" if language == "zh" else "en") as person:
        person.asked(KINDS[kind](person))
        foot = person.screen.lines[-1]
        for key, word in zip((r"(Ctrl-|\^)B", r"(Ctrl-|\^)G", "F1", r"(Ctrl-|\^)X"), words[language], strict=True):
            assert re.search(rf"{key} .*?({word})", foot), foot
        if kind == "offered":
            assert re.search(r"(Ctrl-|\^)N ", foot), foot
        if kind == "choose_many":
            assert re.search("空格|Space", foot), foot
        person.press(CTRL_B)
        assert person.outcome is Key.BACK


def test_words_of_80_columns_are_whole() -> None:
    with sitting() as person:
        for kind in KINDS.values():
            person.asked(kind(person))
            foot = person.screen.lines[-1]
            assert foot.endswith("Ctrl-B 上一题  Ctrl-G 跳转  F1 帮助  Ctrl-X 保存离开")
            person.press(CTRL_B)
            assert person.outcome is Key.BACK


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_english_is_shown_to_chinese_eyes(kind: str) -> None:
    with sitting() as person:
        person.asked(KINDS[kind](person))
        shown = " ".join(person.screen.lines)
        words = set(re.findall("[A-Za-z]{2,}", shown)) - {"Enter", "Ctrl", "Alt", "Tab"}
        assert words == set()
        person.press(CTRL_B)
        assert person.outcome is Key.BACK


@pytest.mark.parametrize("kind", KINDS)
def test_without_colour_no_colour_code_is_sent(kind: str) -> None:
    with sitting(coloured=False) as person:
        person.answers("x" + CTRL_B, KINDS[kind](person))
        person.answers("\r", lambda: person.asker.text(LABEL))
        codes = re.findall(r"\x1b\[([\d;]*)m", person.screen.getvalue())
        assert not [code for code in codes if re.search(r"(^|;)(3[0-8]|4[0-8]|9\d|10\d)(;|$)", code)]


def test_with_colour_the_marker_is_cyan_and_notes_are_dim() -> None:
    with sitting() as person:
        person.answers(CTRL_B, lambda: person.asker.text(Question("标签", help="说明")))
        assert re.search(r"\x1b\[0;36m\? ", person.screen.getvalue())
        assert re.search(r"\x1b\[0;2m说", person.screen.getvalue())
