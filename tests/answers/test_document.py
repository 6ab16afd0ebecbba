"""An edited answer file says what was edited, in the style of its surroundings, and keeps everything else as it was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from awkward_texts import AWKWARD_TEXTS

from docgen.answers import load_answers
from docgen.answers.document import AnswerDocument, Layout
from docgen.errors import AnswersError

LAYOUT = Layout(
    ("pack", "title", "period", "background", "goals", "in_scope", "assignments", "raci", "flow", "archive"),
    {"title": "第一步 目标", "assignments": "第二步 分工", "flow": "第三步 流程"},
    "协作计划\n日期可写 2026-07-01",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.yaml"


def opened(file: Path, text: str) -> AnswerDocument:
    file.write_bytes(text.encode())
    return AnswerDocument.open(file, LAYOUT)


def new(file: Path, **data: Any) -> AnswerDocument:
    return AnswerDocument.new(file, {"pack": "p", **data}, LAYOUT)


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a: 1\nb: 2\n", ("a",), 3, "a: 3\nb: 2\n"),
        ("a: 1  # 一\n", ("a",), "乙", "a: 乙  # 一\n"),
        ("a:  # 一\nb: 2\n", ("a",), "乙", "a: 乙  # 一\nb: 2\n"),
        ("a:\nb: 2\n", ("a",), "乙", "a: 乙\nb: 2\n"),
        ("a", ("a",), 1, None),
        ("a: 1", ("a",), 2, "a: 2"),
        ("a: 1\r\nb: 2\r\n", ("c",), 3, "a: 1\r\nb: 2\r\nc: 3\r\n"),
        ("---\na: 1\n...\n", ("c",), 3, "---\na: 1\nc: 3\n...\n"),
        ("a: 1", ("c",), 3, "a: 1\nc: 3"),
        ('"a": "x"\n', ("a",), "%", '"a": "%"\n'),
        ("'a b' : x\n", ("a b",), "true", "'a b' : \"true\"\n"),
        ("a:\tx\n", ("a",), "y", "a: y\n"),
        ("a: >-\n  一二\n  三四\n\n# c\nb: 1\n", ("a",), "短", "a: 短\n\n# c\nb: 1\n"),
        ("a: | # c\n  一\nb: 1\n", ("a",), "一\n二", "a: |- # c\n  一\n  二\nb: 1\n"),
        ("a: x # c\nb: 1\n", ("a",), "一\n二\n", "a: | # c\n  一\n  二\nb: 1\n"),
        ("r:\n  - {a: 1, b: 2}  # r\n  - {a: 3}\n", ("r", 0, "a"), 9, "r:\n  - {a: 9, b: 2}  # r\n  - {a: 3}\n"),
        ("r:\n  - {a: 1, b: 2}\n", ("r", 0, "c"), "x, y", 'r:\n  - {a: 1, b: 2, c: "x, y"}\n'),
        ("r:\n  - {a: , b}\n", ("r", 0, "b"), 1, "r:\n  - {a: , b: 1}\n"),
        ("r:\n  - {a: , b}\n", ("r", 0, "a"), 1, "r:\n  - {a: 1, b}\n"),
        ("r:\n- a: 1\n  b: 2\n- c: 3\n", ("r", 0, "c"), 4, "r:\n- a: 1\n  b: 2\n  c: 4\n- c: 3\n"),
        (
            "f:\n  - next: {同意: 甲, 退回: 乙}\n",
            ("f", 0, "next", "同意"),
            "丙",
            "f:\n  - next: {同意: 丙, 退回: 乙}\n",
        ),
        ("p: {\n  y: 1, # 年\n  q: 2\n}\n", ("p", "q"), 3, "p: {\n  y: 1, # 年\n  q: 3\n}\n"),
        ("p: {\n  y: 1, # 年\n  q: 2 # 季\n}\n", ("p", "h"), 3, "p: {\n  y: 1, # 年\n  q: 2, h: 3 # 季\n}\n"),
        ("p:\n", ("p", "y"), 1, "p: {y: 1}\n"),
        ("o: 1\n", ("p", "y"), 1, "o: 1\np: {y: 1}\n"),
        ("l: [a, b]\n", ("l",), ["a", "c", "d"], "l: [a, c, d]\n"),
        ("l: # 表\n  # 甲\n  - {a: 1}\n", ("l",), [], "l: [] # 表\n"),
        ("l: []  # 空\n", ("l",), [{"a": 1}, {"b": 2}], "l:  # 空\n  - {a: 1}\n  - {b: 2}\n"),
        ("l:\n  - a # 甲\n  - b # 乙\n", ("l",), ["a", "x", "b"], "l:\n  - a # 甲\n  - x\n  - b # 乙\n"),
        ("a: &\n", ("a",), 1, None),
    ],
)
def test_setting_a_value_changes_its_characters_and_no_others(
    file: Path, before: str, path: Any, value: Any, after: str | None
) -> None:
    if after is None:
        with pytest.raises(AnswersError):
            opened(file, before)
        return
    document = opened(file, before)
    document.set(path, value)
    assert document.text == after


@pytest.mark.parametrize(
    ("before", "index", "value", "after"),
    [
        ("r: []\n", 0, {"a": 1}, "r:\n  - {a: 1}\n"),
        ("r:\nb: 1\n", 0, {"a": 1}, "r:\n  - {a: 1}\nb: 1\n"),
        ("b: 1\n", 0, {"a": 1}, "b: 1\nr:\n  - {a: 1}\n"),
        ("r: []\n", 0, "短", "r: [短]\n"),
        ("r: [短]\n", 1, "很长的一项内容放不进一行列表里", "r:\n  - 短\n  - 很长的一项内容放不进一行列表里\n"),
        ("r: [a, b]\n", 1, "c", "r: [a, c, b]\n"),
        ("r:\n  - {a: 1}\n\n# 完\n", 1, {"a": 2}, "r:\n  - {a: 1}\n  - {a: 2}\n\n# 完\n"),
        ("r:\n  # 甲\n  - {a: 1}\n", 0, {"a": 2}, "r:\n  - {a: 2}\n  # 甲\n  - {a: 1}\n"),
        ("r:\n  - a: 1\n    b: 2\n", 1, {"a": 2}, "r:\n  - a: 1\n    b: 2\n  - a: 2\n"),
        ("r:\n- {a: 1}\n", 1, {"a": 2}, "r:\n- {a: 1}\n- {a: 2}\n"),
        ("r:\n  - {a: 1}\n", 1, {"a": "一" * 56}, "r:\n  - {a: 1}\n  - a: " + "一" * 56 + "\n"),
        (f"r:\n  - {{a: {'一' * 60}}}\n", 1, {"a": "二" * 60}, f"r:\n  - {{a: {'一' * 60}}}\n  - {{a: {'二' * 60}}}\n"),
        ("r:\n  - {a: 1}\n", 0, {"a": "一\n二"}, "r:\n  - a: |-\n      一\n      二\n  - {a: 1}\n"),
    ],
)
def test_a_new_row_is_written_as_its_neighbours_are(
    file: Path, before: str, index: int, value: Any, after: str
) -> None:
    document = opened(file, before)
    document.insert(("r",), index, value)
    assert document.text == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1\nb: 2\n", ("a",), "b: 2\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
        ("# a\na: 1 # x\n# b\nb: 2\n", ("a",), "# a\n# b\nb: 2\n"),
        ("a: 1\n", ("a",), "{}\n"),
        ("r:\n  # 甲\n  # 一\n  - {a: 1} # x\n  # 乙\n  - {a: 2}\n", ("r", 0), "r:\n  # 乙\n  - {a: 2}\n"),
        ("r:\n  - {a: 1}\n\n  # 乙\n  - {a: 2}\nb: 1\n", ("r", 1), "r:\n  - {a: 1}\n\nb: 1\n"),
        ("r: # c\n  - {a: 1}\nb: 1\n", ("r", 0), "r: [] # c\nb: 1\n"),
        ("r:\n  - {a: 1}\n", ("r", 0, "a"), "r:\n  - {}\n"),
        ("r:\n  - {a: 1, b: 2, c: 3}\n", ("r", 0, "b"), "r:\n  - {a: 1, c: 3}\n"),
        ("r:\n  - {a: 1, b: 2}\n", ("r", 0, "b"), "r:\n  - {a: 1}\n"),
        ("r:\n  - a: 1\n    b: 2\n    c: 3\n", ("r", 0, "a"), "r:\n  - b: 2\n    c: 3\n"),
        ("r:\n  - a: 1\n    # b\n    b: 2\n", ("r", 0, "a"), "r:\n  -\n    # b\n    b: 2\n"),
        ("p: {\n  y: 1, # 年\n  q: 2 # 季\n}\n", ("p", "y"), "p: {\n  q: 2 # 季\n}\n"),
        ("a: |+\n  x\n\nb: 1\n\nc: 2\n", ("b",), "a: |+\n  x\n\nc: 2\n"),
    ],
)
def test_what_is_removed_takes_its_own_comments_with_it_and_no_others(
    file: Path, before: str, path: Any, after: str
) -> None:
    document = opened(file, before)
    document.remove(path)
    assert document.text == after


def test_a_row_moves_with_its_comments(file: Path) -> None:
    document = opened(file, "r:\n  # 甲\n  - {a: 1} # 一\n\n  - a: 2\n    b: 3\n  - 丙\n")
    document.move(("r",), 0, 2)
    assert document.text == "r:\n  - a: 2\n    b: 3\n\n  - 丙\n  # 甲\n  - {a: 1} # 一\n"
    document.move(("r",), 2, 0)
    assert document.answers.data == {"r": [{"a": 1}, {"a": 2, "b": 3}, "丙"]}


def test_a_row_that_outgrows_its_line_becomes_a_block(file: Path) -> None:
    document = opened(file, "r:\n  - {a: 1, b: [x, y]} # c\n  - {a: 2}\n")
    document.set(("r", 0, "a"), "长" * 56)
    assert document.text == f"r:\n  - a: {'长' * 56} # c\n    b: [x, y]\n  - {{a: 2}}\n"


def test_a_row_among_long_rows_stays_on_its_line(file: Path) -> None:
    document = opened(file, f"r:\n  - {{a: {'宽' * 70}}}\n  - {{a: 2}}\n")
    document.set(("r", 1, "a"), "长" * 60)
    assert document.text.splitlines()[2] == f"  - {{a: {'长' * 60}}}"


def test_a_key_of_a_row_goes_where_the_order_says(file: Path) -> None:
    document = opened(file, "r:\n  - {b: 1, d: 2}\n  - b: 1\n    d: 2\n")
    for row in (0, 1):
        for key in ("c", "a", "e"):
            document.set(("r", row, key), 0, order=["a", "b", "c", "d", "e"])
    assert document.text == (
        "r:\n  - {a: 0, b: 1, c: 0, d: 2, e: 0}\n  - a: 0\n    b: 1\n    c: 0\n    d: 2\n    e: 0\n"
    )


def test_new_file_is_in_the_order_of_the_layout_with_its_headings(file: Path) -> None:
    document = new(file)
    document.set(("flow",), [{"name": "甲", "next": ["乙"]}])
    document.set(("raci",), [])
    document.set(("assignments",), [{"task": "t", "duty": "长" * 70, "cooperating": ["销售部", "研发部"]}])
    document.set(("title",), "晨曦")
    document.set(("period", "year"), 2026)
    document.set(("period", "quarter"), 3)
    document.set(("in_scope",), ["铺货", "培训"])
    document.set(("archive", "directory"), "协作计划/2026")
    document.set(("archive", "paper_copies"), [{"holder": "市场部", "copies": 1}])
    assert document.text == (
        "# 协作计划\n# 日期可写 2026-07-01\npack: p\n\n# 第一步 目标\ntitle: 晨曦\nperiod: {year: 2026, quarter: 3}\n"
        "in_scope: [铺货, 培训]\n\n# 第二步 分工\nassignments:\n  - task: t\n    duty: >-\n"
        f"      {'长' * 49}\n      {'长' * 21}\n    cooperating: [销售部, 研发部]\nraci: []\n\n"
        "# 第三步 流程\nflow:\n  - {name: 甲, next: [乙]}\n"
        "archive:\n  directory: 协作计划/2026\n  paper_copies:\n    - {holder: 市场部, copies: 1}\n"
    )


def test_a_step_s_key_goes_under_its_heading_even_where_the_step_is_empty(file: Path) -> None:
    document = opened(file, "pack: p\n\n# 第一步 目标\n\n# 第二步 分工\n# 关于 RACI\nraci: []\n")
    document.set(("title",), "晨曦")
    document.set(("assignments",), [])
    assert document.text == (
        "pack: p\n\n# 第一步 目标\ntitle: 晨曦\n\n# 第二步 分工\nassignments: []\n# 关于 RACI\nraci: []\n"
    )


@pytest.mark.parametrize("text", AWKWARD_TEXTS)
def test_any_text_is_read_back_as_it_was_set(file: Path, text: str) -> None:
    document = opened(file, "a: x # 甲\nb: {c: x}\nd:\n  - x\ne: [x, {f: x}]\n# 乙\n")
    for path in (("a",), ("b", "c"), ("d", 0), ("e", 0), ("e", 1, "f"), ("b", f"k{text}"), (f"{text}k",)):
        document.set(path, text)
    document.save()
    data = load_answers(file).data
    assert data == {
        "a": text, "b": {"c": text, f"k{text}": text}, "d": [text], "e": [text, {"f": text}], f"{text}k": text,
    }  # fmt: skip
    assert "# 甲\n" in document.text
    assert document.text.endswith("# 乙\n")


@pytest.mark.parametrize(
    "text", ["D+5工作日", "2026-07-01", "15:00", "每周五 15:00", "no", "《方案 V1.0》汇总", "\U00020bb7田"]
)
def test_texts_that_mean_what_they_look_like_are_not_quoted(file: Path, text: str) -> None:
    document = new(file, title=text)
    document.set(("goals",), [{"a": text}])
    assert f"title: {text}\n" in document.text
    assert f"  - {{a: {text}}}\n" in document.text


def test_a_long_text_is_folded_and_read_back_in_one_piece(file: Path) -> None:
    text = "市场、销售、研发、客服、财务、行政六个部门须在同一时间表下推进（单个部门无法独立完成），"
    text += "OA system 与 ERP 于 2026 年 7 月切换。"
    document = new(file, title="t")
    document.set(("background",), text + text[:40])
    lines = document.text.splitlines()
    assert lines[lines.index("background: >-") + 1].startswith("  市场、销售")
    assert document.answers.data["background"] == text + text[:40]


@pytest.mark.parametrize("value", ["a\x07b", "\u202e文字", "\ufeff", "\ud800", "a\rb", {"a": ["\u2066"]}, {"\x00": 1}])
def test_a_refused_character_is_told_and_changes_nothing(file: Path, value: Any) -> None:
    document = opened(file, "a: 1 # c\nr:\n  - {a: 1}\n")
    before = document.answers
    for change in (
        lambda: document.set(("a",), value),
        lambda: document.set(("n", "m"), value),
        lambda: document.insert(("r",), 0, value),
        lambda: document.set(("r", 0, "a"), value),
    ):
        with pytest.raises(AnswersError) as caught:
            change()
        assert {"code"} & caught.value.faults[0].problem.params.keys()
        assert caught.value.faults[0].mend
    assert document.answers is before
    assert document.text == "a: 1 # c\nr:\n  - {a: 1}\n"


def test_an_edit_of_what_is_not_there_is_the_caller_s_mistake(file: Path) -> None:
    document = opened(file, "a: 1\nr: [{b: 1}]\n")
    for mistake in (
        lambda: document.set(("r", 1), {}),
        lambda: document.set(("r", 1, "b"), 2),
        lambda: document.set(("r", -1, "b"), 2),
        lambda: document.set(("x", 0, "b"), 2),
        lambda: document.set(("a", "b"), 2),
        lambda: document.set((), {}),
        lambda: document.insert(("a",), 0, 1),
        lambda: document.insert(("r",), 2, 1),
        lambda: document.insert(("x",), 1, 1),
        lambda: document.remove(("x",)),
        lambda: document.remove(("r", 1)),
        lambda: document.remove(()),
        lambda: document.move(("r",), 0, 1),
        lambda: document.move(("a",), 0, 0),
    ):
        with pytest.raises((KeyError, IndexError)):
            mistake()
    for mistake in (lambda: document.set(("a",), b"x"), lambda: document.set(("a",), {1: 2})):
        with pytest.raises(TypeError):
            mistake()
    with pytest.raises(ValueError, match="inf"):
        document.set(("a",), float("inf"))
    assert document.text == "a: 1\nr: [{b: 1}]\n"


def test_a_value_that_is_set_anew_as_it_was_leaves_the_text_alone(file: Path) -> None:
    document = opened(file, "a: '1'\nb:   [ x,y ]\nc: 0x1F\n")
    document.set(("a",), "1")
    document.set(("b",), ["x", "y"])
    document.set(("c",), "0x1F")
    assert document.text == "a: '1'\nb:   [ x,y ]\nc: 0x1F\n"
    document.set(("a",), 1)
    assert document.text.startswith("a: 1\n")


def test_one_and_true_and_one_point_nought_are_three_values(file: Path) -> None:
    document = opened(file, "a: 1\n")
    for value, written in ((True, "true"), (1.0, "1.0"), (1, "1"), (None, "null"), (2.5e-7, "2.5e-07")):
        document.set(("a",), value)
        assert document.text == f"a: {written}\n"


def test_dates_become_text(file: Path) -> None:
    document = opened(file, "a: 1\n")
    document.set(("a",), [dt.date(2026, 7, 1)])
    assert document.text == "a: [2026-07-01]\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_the_encoding_of_the_file_is_kept(file: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    file.write_bytes(f"{mark}a: 甲\r\nb: 1\r\n".encode(encoding))
    document = AnswerDocument.open(file, LAYOUT)
    document.set(("b",), "乙")
    document.save()
    assert file.read_bytes() == f"{mark}a: 甲\r\nb: 乙\r\n".encode(encoding)
    assert load_answers(file) == document.answers


def test_a_comment_after_the_sign_of_a_folded_text_leaves_no_blanks_in_it(file: Path) -> None:
    assert opened(file, "a: >-  # 背景\n  市场部\n  销售部\n").answers.data == {"a": "市场部销售部"}
