"""Where one line alone is new, the others are not read again; where that could be wrong, they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.answers.document import AnswerDocument, Layout, one_line
from docgen.answers.document.edits import Set
from docgen.answers.load import read_answers

FILE = Path("plan.yaml")
LAYOUT = Layout((), {}, "")


def says(before: str, text: str, key: str, value: str) -> bool:
    return one_line.says(before, text, Set((key,), value), read_answers(before.encode(), FILE))


def test_a_key_on_a_line_of_its_own_is_read_alone():
    before = "pack: a\nunfinished: tasks 3  # 记号\ntitle: 标题\n"
    assert says(before, before.replace("tasks 3", "tasks 4"), "unfinished", "tasks 4")


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("unfinished: a\ntitle: 标题\n", "unfinished: b\ntitle: 另一标题\n"),  # another line is new, too
        ("unfinished: a\ntitle: 标题\n", "unfinished: b\n# 多一行\ntitle: 标题\n"),
        ("unfinished: a\ntitle: 标题\n", "unfinished: 'b\ntitle: 标题\n"),  # the line does not end its value
        ("unfinished: a\ntitle: 标题\n", "unfinished: c\ntitle: 标题\n"),  # it says something else
        ("unfinished: a\n  b\ntitle: 标题\n", "unfinished: b\n  b\ntitle: 标题\n"),  # the value goes on below
        ("{unfinished: a, title: 标题}\n", "{unfinished: b, title: 标题}\n"),
        ('title: "一\nunfinished: a"\nunfinished: a\n', 'title: "一\nunfinished: b"\nunfinished: a\n'),
    ],
)
def test_what_one_line_does_not_show_is_read_in_full(before, text):
    assert not says(before, text, "unfinished", "b")


@pytest.mark.parametrize(
    "value", ["b", "true", "12", "2026-07-01", "a: b", "# c", "", " ", "第三步", "'", "- x", "x\ny", "&a b"]
)
def test_after_an_edit_the_answers_are_what_the_text_says(value):
    source = "# 记号\nunfinished: a\ntitle: 标题\ngoals:\n- statement: 一\n"
    document = AnswerDocument(read_answers(source.encode(), FILE), LAYOUT, None)
    document.set(("unfinished",), value)
    read = read_answers(document.text.encode(), FILE)
    assert read.data == document.answers.data == {"unfinished": value, "title": "标题", "goals": [{"statement": "一"}]}
    assert read.positions == document.answers.positions
    assert read.source == document.answers.source
