"""Whatever is edited in whatever order: the file says just that, and nothing else in it has changed."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path
from typing import Any

import pytest
from awkward_texts import AWKWARD_TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.answers import load_answers
from docgen.answers.document import AnswerDocument, Layout

EXAMPLES = Path(__file__).resolve().parents[2] / "forms" / "seven-step-plan" / "examples"
LAYOUT = Layout(
    ("pack", "occasion", "title", "period", "start", "background", "goals", "assignments", "flow", "notes"),
    {"occasion": "第一步 目标", "assignments": "第二步 分工", "flow": "第三步 流程"},
    "一份计划",
)
HAND_WRITTEN = """\
--- # 开头
"pack" :   'p'   # 表单
# 关于标题
title: >-   # 折行
  很长的标题，分成
  两行来写

notes: |+
  第一行

  # 不是注释

goals:   # 目标
# 第一项
- statement: 甲   # 一
  # 关于目标值
  target: 5

# 第二项
# 仍是第二项
- {statement: 乙, target: 6, list: [一, "二"], }   # 二
-   # 空着
  - a
  - - b
    - c
-
- "text"
文件: # x

  # y
  k: v # z
  "q" : [ a,
    b ] # t
? long
: v
q2: 'it''s' # 1
deep:
    -   a: 1
        b:
        -   c: 2
            d: >
               folded 甲
               乙

        -   c: 3

    -   a: 2
period: {
    year: 2026,  # 年
    # 关于季度
    quarter: 3  # 季
  }
empty:   # 没有
none: []
nothing: {}
other:
      - deep: {a: {b: [1, 2, {c: 3}]}}
        more: plain text
          on two lines
# 结尾
"""
texts = st.one_of(
    st.sampled_from(AWKWARD_TEXTS),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn")), max_size=30),
    st.text(st.sampled_from("甲乙a1 -:#,[]{}\n'\"\\，。|>&*!%@`?~=\t"), max_size=12),
)
scalars = st.one_of(texts, st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none())
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    if isinstance(data, dict):
        for key, value in data.items():
            found += places(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += places(value, (*path, index))
    return found


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def edit(draw: Any, document: AnswerDocument, model: Any) -> None:
    """Make one edit in both."""
    lists = [path for path in places(model) if isinstance(at(model, path), list)]
    full = [path for path in lists if at(model, path)]
    mappings = [path for path in places(model) if isinstance(at(model, path), dict)]
    inner = [path for path in places(model) if path]
    match draw(st.sampled_from(["set", "add", "insert", "remove", "move"])):
        case "set" if inner:
            path, value = draw(st.sampled_from(inner)), draw(values)
            document.set(path, value)
            at(model, path[:-1])[path[-1]] = copy.deepcopy(value)
        case "add":
            path, value = (*draw(st.sampled_from(mappings)), draw(st.sampled_from(LAYOUT.keys) | texts)), draw(values)
            order = draw(st.permutations(list(at(model, path[:-1]))))
            document.set(path, value, order=[path[-1], *order])
            at(model, path[:-1])[path[-1]] = copy.deepcopy(value)
        case "insert" if lists:
            path, value = draw(st.sampled_from(lists)), draw(values)
            index = draw(st.integers(0, len(at(model, path))))
            document.insert(path, index, value)
            at(model, path).insert(index, copy.deepcopy(value))
        case "remove" if inner:
            path = draw(st.sampled_from(inner))
            document.remove(path)
            del at(model, path[:-1])[path[-1]]
        case "move" if full:
            path = draw(st.sampled_from(full))
            places_of = st.integers(0, len(at(model, path)) - 1)
            index, to = draw(places_of), draw(places_of)
            document.move(path, index, to)
            at(model, path).insert(to, at(model, path).pop(index))


def start(name: str, folder: Path) -> AnswerDocument:
    file = folder / f"{name}.yaml"
    if name == "new":
        return AnswerDocument.new(file, {"pack": "seven-step-plan"}, LAYOUT)
    text = HAND_WRITTEN if name.startswith("hand") else (EXAMPLES / file.name).read_text(encoding="utf-8")
    if name == "hand-crlf":
        text = text.replace("\n", "\r\n")
    file.write_bytes(text.encode())
    return AnswerDocument.open(file, LAYOUT)


NAMES = [*(file.stem for file in sorted(EXAMPLES.glob("*.yaml"))), "new", "hand", "hand-crlf"]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_sequence_of_edits_leaves_a_file_that_says_what_was_edited(name: str, data: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = start(name, Path(folder))
        model = copy.deepcopy(document.answers.data)
        for _ in range(data.draw(st.integers(1, 6))):
            edit(data.draw, document, model)
            assert document.answers.data == model
        document.save()
        read = load_answers(document.file)
        assert repr_sorted(read.data) == repr_sorted(model)
        assert read == document.answers


def test_a_word_in_the_place_of_a_list_on_one_line_leaves_no_place_of_its_items(tmp_path: Path) -> None:
    document = start("new", tmp_path)
    document.set(("pack",), [])
    document.insert(("pack",), 0, "")
    document.set(("pack",), "")
    document.save()
    assert load_answers(document.file) == document.answers


def repr_sorted(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{repr_sorted(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(repr_sorted, value)) + "]"
    return repr(value)


def own_lines(document: AnswerDocument, path: tuple[Any, ...]) -> tuple[int, int]:
    """The lines of the value at `path`, from … up to, not including; comments and blank lines after it are not its."""
    positions, lines = document.answers.positions, document.text.splitlines()
    first = positions[path].line - 1
    inside = [place.line for key, place in positions.items() if key[: len(path)] == path]
    after = [place.line for key, place in positions.items() if key[: len(path)] != path and place.line > max(inside)]
    end = min(after, default=len(lines) + 1) - 1
    while end > first + 1 and lines[end - 1].lstrip()[:1] in {"", "#"}:
        end -= 1
    return first, end


def comments_above(text: str, line: int) -> int:
    lines = text.splitlines()
    count = 0
    while line - count > 0 and lines[line - count - 1].lstrip().startswith("#"):
        count += 1
    return count


@pytest.mark.parametrize("name", NAMES[:4])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_line_changes_but_those_of_what_is_edited(name: str, data: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = start(name, Path(folder))
        old = document.text.splitlines(keepends=True)
        tables = [(key,) for key, value in document.answers.data.items() if isinstance(value, list)]
        table = data.draw(st.sampled_from(tables))
        rows = len(at(document.answers.data, table))
        row = data.draw(st.integers(0, rows - 1))
        match data.draw(st.sampled_from(["set", "insert", "remove", "move"])):
            case "set":
                path = data.draw(st.sampled_from([path for path in places(document.answers.data) if path]))
                first, end = own_lines(document, path)
                document.set(path, data.draw(values))
                new = document.text.splitlines(keepends=True)
                assert new[:first] == old[:first]
                assert new[len(new) - len(old) + end :] == old[end:]
            case "insert":
                document.insert(table, row, data.draw(st.dictionaries(texts, scalars, min_size=1, max_size=4)))
                new = document.text.splitlines(keepends=True)
                first = own_lines(document, (*table, row))[0]
                assert new[:first] + new[first + len(new) - len(old) :] == old
            case "remove" if rows > 1:
                first, end = own_lines(document, (*table, row))
                first -= comments_above(document.text, first)
                document.remove((*table, row))
                assert document.text.splitlines(keepends=True) == old[:first] + old[end:]
            case "move":
                document.move(table, row, data.draw(st.integers(0, rows - 1)))
                assert sorted(document.text.splitlines(keepends=True)) == sorted(old)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_comments_survive_the_edits_of_values(data: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = start("hand", Path(folder))
        for _ in range(4):
            leaves = [
                path
                for path in places(document.answers.data)
                if not isinstance(at(document.answers.data, path), dict | list)
            ]
            document.set(data.draw(st.sampled_from(leaves)), data.draw(scalars))
        for comment in (
            "开头",
            "表单",
            "关于标题",
            "折行",
            "目标",
            "第一项",
            "一",
            "关于目标值",
            "仍是第二项",
            "二",
            "空着",
            "年",
            "关于季度",
            "季",
            "没有",
            "结尾",
        ):
            assert f"# {comment}\n" in document.text
