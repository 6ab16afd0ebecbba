"""JSON and TOML files are edited, too; YAML is held to what stands in test_document.py."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from awkward_texts import AWKWARD_TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.answers import load_answers
from docgen.answers.document import AnswerDocument, Layout
from docgen.errors import AnswersError

LAYOUT = Layout(("pack", "title", "period", "goals"), {"title": "第一步"}, "协作计划")
TOML = """\
# 表单
pack = "p"  # 七步法
title = '晨曦'
day = 2026-07-01   # 启动
list = [
  "甲", # 一
  "乙",
]
period = {year = 2026, quarter = 3} # 期间

# 第一项目标
[[goals]]
statement = "甲" # s
# 关于目标值
target = 5

# 第二项目标
[[goals]]
statement = \"\"\"
乙
\"\"\"
  [[goals.parts]]
  name = "x"

# 归档
[archive]
directory = "d"
"""


def opened(folder: Path, name: str, text: str) -> AnswerDocument:
    file = folder / name
    file.write_bytes(text.encode())
    return AnswerDocument.open(file, LAYOUT)


@pytest.mark.parametrize("ending", ["yaml", "yml", "json", "toml"])
def test_a_new_file_of_each_format_is_filled_and_read_back(tmp_path: Path, ending: str) -> None:
    document = AnswerDocument.new(tmp_path / f"plan.{ending}", {"pack": "p"}, LAYOUT)
    document.insert(("goals",), 0, {"statement": "甲", "target": 5})
    document.set(("title",), "晨曦")
    document.set(("period", "year"), 2026)
    document.insert(("goals",), 1, {"statement": "乙", "target": 2.5, "parts": [{"name": "x"}]})
    document.set(("goals", 1, "parts", 0, "name"), "y")
    document.move(("goals",), 1, 0)
    document.save()
    assert load_answers(document.file) == document.answers
    assert document.answers.data == {
        "pack": "p",
        "title": "晨曦",
        "period": {"year": 2026},
        "goals": [
            {"statement": "乙", "target": 2.5, "parts": [{"name": "y"}]},
            {"statement": "甲", "target": 5},
        ],
    }


@pytest.mark.parametrize("ending", ["json", "toml"])
def test_a_refused_character_is_told_in_each_format(tmp_path: Path, ending: str) -> None:
    document = AnswerDocument.new(tmp_path / f"plan.{ending}", {"pack": "p"}, LAYOUT)
    with pytest.raises(AnswersError) as caught:
        document.set(("title",), "a\u202eb")
    assert caught.value.faults[0].problem.params["code"] == "U+202E"
    assert document.answers.data == {"pack": "p"}


@pytest.mark.parametrize(
    "text",
    [
        '{\n  "pack": "p",\n  "goals": [\n    1\n  ]\n}\n',
        '{\n\t"pack": "p",\n\t"goals": [\n\t\t1\n\t]\n}',
        '{\r\n    "pack": "p",\r\n    "goals": [\r\n        1\r\n    ]\r\n}\r\n',
        '{"pack": "p", "goals": [1]}\n',
        "\ufeff" + '{\n "pack": "p",\n "goals": [\n  1\n ]\n}\n\n',
    ],
)
def test_json_keeps_its_order_indentation_and_end(tmp_path: Path, text: str) -> None:
    document = opened(tmp_path, "plan.json", text)
    document.set(("goals", 0), "二")
    document.save()
    assert document.file.read_bytes().decode() == text.replace("1", '"二"')
    document.set(("title",), "t")
    assert list(json.loads(document.text)) == ["pack", "title", "goals"]


def test_toml_keeps_comments_and_rows_move_with_theirs(tmp_path: Path) -> None:
    document = opened(tmp_path, "plan.toml", TOML)
    document.set(("title",), "新")
    document.set(("goals", 0, "target"), 6)
    document.insert(("goals",), 1, {"statement": "丙"})
    document.move(("goals",), 0, 2)
    document.remove(("goals", 0))
    document.save()
    assert load_answers(document.file) == document.answers
    assert document.answers.data["day"] == dt.date(2026, 7, 1)
    goals = document.text[document.text.index("# 第") : document.text.index("# 归档")]
    assert goals == (
        '# 第二项目标\n[[goals]]\nstatement = """\n乙\n"""\n  [[goals.parts]]\n  name = "x"\n\n'
        '# 第一项目标\n[[goals]]\nstatement = "甲" # s\n# 关于目标值\ntarget = 6\n\n'
    )
    assert document.text.startswith(TOML[: TOML.index("# 第一项")].replace("'晨曦'", '"新"'))
    assert document.text.endswith('# 归档\n[archive]\ndirectory = "d"\n')


def test_toml_has_no_null_so_none_removes(tmp_path: Path) -> None:
    document = opened(tmp_path, "plan.toml", TOML)
    document.set(("title",), None)
    document.set(("absent",), None)
    document.set(("period",), {"year": 2027, "quarter": None})
    assert "title" not in document.answers.data
    assert "absent" not in document.answers.data
    assert document.answers.data["period"] == {"year": 2027}


def test_toml_with_windows_line_breaks_keeps_them(tmp_path: Path) -> None:
    document = opened(tmp_path, "plan.toml", TOML.replace("\n", "\r\n"))
    document.insert(("goals",), 2, {"statement": "丙"})
    document.set(("title",), "新")
    document.set(("archive", "years"), 3)
    assert document.text.count("\n") == document.text.count("\r\n")


texts = st.sampled_from(AWKWARD_TEXTS)
values = st.recursive(
    st.one_of(texts, st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False), st.booleans()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("ending", ["json", "toml"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_sequence_of_edits_leaves_a_file_that_says_what_was_edited(ending: str, data: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = opened(Path(folder), "plan.toml", TOML)
        if ending == "json":
            content = document.answers.data | {"day": "2026-07-01"}
            document = opened(Path(folder), "plan.json", json.dumps(content, ensure_ascii=False, indent=2))
        model = copy.deepcopy(document.answers.data)
        for _ in range(data.draw(st.integers(1, 5))):
            value, index = data.draw(values), data.draw(st.integers(0, 1))
            match data.draw(st.sampled_from(["set", "key", "insert", "remove", "move"])):
                case "set":
                    document.set(("title",), value)
                    model["title"] = value
                case "key":
                    key = data.draw(texts)
                    document.set(("goals", index, key), value)
                    model["goals"][index][key] = value
                case "insert":
                    document.insert(("goals",), index, row := {"statement": value})
                    model["goals"].insert(index, row)
                case "remove" if len(model["goals"]) > 2:
                    document.remove(("goals", index))
                    del model["goals"][index]
                case "move":
                    document.move(("goals",), index, 1 - index)
                    model["goals"].insert(1 - index, model["goals"].pop(index))
            model = copy.deepcopy(model)
            assert document.answers.data == model
        document.save()
        assert load_answers(document.file) == document.answers
