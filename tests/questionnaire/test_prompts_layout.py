"""Whatever is asked, wherever: nothing is wider or higher than the screen, and nothing can steer it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal_screen import CTRL_B, ENTER, Person, sitting

from docgen.messages import Translator
from docgen.questionnaire.prompts import Choice, Given, Key, Question, Remark
from docgen.questionnaire.prompts.cells import cut, width, wrapped
from docgen.questionnaire.prompts.frame import Frame, frame
from docgen.questionnaire.prompts.front import TextOptions
from docgen.questionnaire.prompts.scenes.lists import ChooseScene, FindScene, MarkScene
from docgen.questionnaire.prompts.scenes.scene import Scene
from docgen.questionnaire.prompts.scenes.text import TextScene
from docgen.terminal_text import cleaned, shown

TEXTS = st.text(st.sampled_from("市场部研发，。（A b-1\n\t\x1b\u202e\u0301"), max_size=120)
CHOICES = st.lists(st.builds(Choice, st.integers(), TEXTS, TEXTS), min_size=1, max_size=40)
REMARKS = st.builds(Remark, TEXTS, st.booleans(), st.none() | TEXTS)
SIZES = st.tuples(st.integers(20, 120), st.integers(4, 40))
CHINESE = Translator("zh")


def assert_fits(laid: Frame, columns: int, rows: int) -> None:
    lines = [*laid.above, laid.prefix, *laid.below, laid.foot]
    texts = ["".join(text for _, text in line) for line in lines]
    assert all(width(text) <= columns for text in texts), texts
    assert len(laid.above) + laid.line_rows + len(laid.below) + 1 <= rows
    assert "F1" in texts[-1] or (columns < 40 and "^B" in texts[-1])
    assert not [text for text in texts if re.search("[\x00-\x1f\x7f-\x9f\u202e]", text)]


@given(st.builds(Question, TEXTS, TEXTS, TEXTS, TEXTS), CHOICES, REMARKS, TEXTS, SIZES)
def test_every_scene_fits_the_screen(
    question: Question, choices: list[Choice], remark: Remark, typed: str, size: tuple[int, int]
) -> None:
    names = [choice.title for choice in choices]
    scenes: list[Scene] = [
        TextScene(
            question, CHINESE, TextOptions(cleaned(typed), multiline=True, remark=lambda _: remark, completions=names)
        ),
        ChooseScene(question, CHINESE, choices),
        FindScene(question, CHINESE, choices),
        MarkScene(question, CHINESE, choices, [choices[0].value]),
    ]
    for scene in scenes:
        assert_fits(frame(scene, *size, CHINESE), *size)


@given(st.text(), st.integers(2, 60))
def test_text_is_cut_and_wrapped_within_the_cells(text: str, cells: int) -> None:
    text = shown(text)
    assert width(cut(text, cells)) <= cells
    lines = wrapped(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_wrapping_keeps_words_whole_and_punctuation_off_the_beginning() -> None:
    assert wrapped("the plan of record", 9) == ["the plan", "of record"]
    assert wrapped("市场部和研发部。", 15) == ["市场部和研发", "部。"]
    assert wrapped("市场部和研发部。", 12) == ["市场部和研发", "部。"]
    assert wrapped("aaaaaaaaaa", 4) == ["aaaa", "aaaa", "aa"]


@given(st.text())
def test_what_is_typed_keeps_no_control_but_tab_and_line_feed(text: str) -> None:
    kept = cleaned(text)
    assert not [sign for sign in kept if unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\t\n"]
    assert not re.search("[\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", kept)
    assert cleaned(kept) == kept


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 20), (40, 6), (24, 4), (120, 50)])
def test_prompts_are_drawn_as_laid_out_at_any_size(columns: int, rows: int) -> None:
    question = Question("责任部门与协作部门的名称", "第 3 项任务 · 3/9", "由哪个部门牵头完成，填写全称。" * 5, "市场部")
    choices = [Choice(number, f"第 {number} 个非常长的部门名称" * 2, "负责人：周宁") for number in range(30)]
    with sitting(columns, rows) as person:
        person.asked(person.asker.choose, question, choices)
        person.sees("› ")
        assert_keys_at_the_foot(person)
        person.asked(person.asker.text, question, "很长的内容" * 20, multiline=True)
        assert_keys_at_the_foot(person)


def assert_keys_at_the_foot(person: Person) -> None:
    assert "F1" in person.screen.lines[-1]
    assert sum("F1" in line for line in person.screen.lines) == 1
    person.press(CTRL_B)
    assert person.outcome is Key.BACK


def test_prompt_below_the_foot_of_the_screen_scrolls_what_was_answered() -> None:
    with sitting(60, 8) as person:
        for number in range(9):
            assert person.answers(f"{number}{ENTER}", person.asker.text, Question("名称")) == Given(str(number))
        person.asked(person.asker.text, Question("末项", help="说明"))
        assert person.screen.lines[-4:-1] == ["✔ 名称：8", "说明", "? 末项："]
        person.press(ENTER)
        assert person.outcome == Given("")
