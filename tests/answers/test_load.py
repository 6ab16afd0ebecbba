"""Answer files of all formats: encodings, limits, characters, and the same data whatever the format."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.answers import load_answers
from docgen.answers.json_text import read_json
from docgen.answers.load import MAX_BYTES
from docgen.errors import AnswersError, Fault

PLAN = "pack: seven-step-plan\ntitle: 晨曦净水器\n"


def faults(file: Path, content: bytes | str) -> tuple[Fault, ...]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(AnswersError) as caught:
        load_answers(file)
    assert all(fault.mend and fault.file == file for fault in caught.value.faults)
    return caught.value.faults


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_that_editors_write_are_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "plan.yml"
    file.write_bytes(PLAN.encode(encoding))
    answers = load_answers(file)
    assert answers.data == {"pack": "seven-step-plan", "title": "晨曦净水器"}
    assert answers.source == file.read_bytes()


def test_windows_line_ends_count_as_one_line(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(PLAN.replace("\n", "\r\n").encode())
    assert load_answers(file).positions["title",].line == 2


def test_gbk_is_recognised_and_the_line_named(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "plan.yaml", PLAN.encode("gbk"))
    assert "GBK" in fault.problem.msgid
    assert fault.line == 2


def test_another_encoding_is_not_called_gbk(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "plan.yaml", "title: Café déjà vu\n".encode("latin-1"))
    assert "GBK" not in fault.problem.msgid
    assert "UTF-8" in fault.problem.msgid


@pytest.mark.parametrize(
    ("start", "kind"),
    [(b"PK\x03\x04", "Word"), (b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "PNG"), (b"\xd0\xcf\x11\xe0", "Excel")],
)
def test_binary_file_is_called_by_its_kind(tmp_path: Path, start: bytes, kind: str) -> None:
    (fault,) = faults(tmp_path / "plan.yaml", start + bytes(range(256)))
    assert kind in str(fault.problem.params["kind"])


@pytest.mark.parametrize("content", [b"", b"\n \n", b"# nothing\n", b"\xef\xbb\xbf", b"---\n", b"null\n"])
def test_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    (fault,) = faults(tmp_path / "plan.yaml", content)
    assert "empty" in fault.problem.msgid


@pytest.mark.parametrize(("name", "content"), [("p.yaml", "- a\n- b\n"), ("p.yaml", "text"), ("p.json", "[1]")])
def test_top_level_must_be_entries(tmp_path: Path, name: str, content: str) -> None:
    (fault,) = faults(tmp_path / name, content)
    assert "key: value" in fault.problem.msgid


def test_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "plan.yaml", b"a: " + b"x" * MAX_BYTES)
    assert "larger" in fault.problem.msgid


def test_absent_file_folder_and_unknown_ending_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "plan.docx").touch()
    cases = {"absent.yaml": "exist", "absent": "exist", "folder.yaml": "opened", "plan.docx": "no answer file"}
    for name, words in cases.items():
        with pytest.raises(AnswersError) as caught:
            load_answers(tmp_path / name)
        assert words in caught.value.faults[0].problem.msgid


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_file_without_permission_is_told(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, encoding="utf-8")
    file.chmod(0)
    with pytest.raises(AnswersError):
        load_answers(file)


def test_control_characters_are_all_told_with_their_lines(tmp_path: Path) -> None:
    found = faults(tmp_path / "plan.yaml", "a: x\x07y\nb: 好\nc: x\x1b[31my\x1b\nd: \u2028\n")
    assert [(fault.line, fault.problem.params["code"]) for fault in found] == [
        (1, "U+0007"),
        (3, "U+001B"),
        (4, "U+2028"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("p.yaml", 'a: 1\nb: "x\\x1b[31my"\n', "U+001B"),
        ("p.yaml", 'a: 1\nb: "x\\0y"\n', "U+0000"),
        ("p.yaml", "a: 1\nb: 合同\u202e金额\n", "U+202E"),
        ("p.yaml", "a: 1\nb: [好, [\u2066x]]\n", "U+2066"),
        ("p.yaml", "a: 1\n\u200fb: 1\n", "U+200F"),
        ("p.json", '{"a": 1,\n"b": "\\ud800"}', "U+D800"),
        ("p.json", '{"a": 1,\n"b": "\\u0007"}', "U+0007"),
        ("p.toml", 'a = 1\nb = "\\u202E"\n', "U+202E"),
    ],
)
def test_characters_that_mislead_are_refused_also_as_escapes(
    tmp_path: Path, name: str, content: str, code: str
) -> None:
    (fault,) = faults(tmp_path / name, content)
    assert fault.problem.params["code"] == code
    assert fault.line == 2


def test_fault_never_holds_the_raw_character(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path / "p.yaml", '"\\x1b[31m": "x\\x1b"\n')[:1]
    assert "\x1b" not in str(fault.problem.params) + str(fault.place)


def test_yaml_json_and_toml_of_the_same_plan_hold_the_same(tmp_path: Path) -> None:
    texts = {
        "p.yaml": "title: 晨曦\nperiod: {year: 2026}\ngoals:\n  - {target: 1.5, unit: 万元}\n  - {target: 2}\n",
        "p.json": '{"title": "晨曦", "period": {"year": 2026},\n "goals": ['
        '{"target": 1.5, "unit": "万元"}, {"target": 2}]}',
        "p.toml": 'title = "晨曦"\n[period]\nyear = 2026\n'
        '[[goals]]\ntarget = 1.5\nunit = "万元"\n[[goals]]\ntarget = 2\n',
    }
    data = []
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        data.append(load_answers(tmp_path / name).data)
    assert data[0] == data[1] == data[2]


def test_toml_knows_the_lines_of_keys_tables_and_items(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text(
        'title = "a"\n[period]\nyear = 2026\n\n[[goals]]\ntarget = 1\n[[goals]]\n"unit" = "x"\n[[goals.notes]]\nn = 1\n'
        "[budget]\nparts.total = [\n  1,\n  2,\n]\n",
        encoding="utf-8",
    )
    answers = load_answers(file)
    lines = {path: answers.line_of(path) for path in answers.positions}
    assert lines["period", "year"] == 3
    assert lines["goals", 0, "target"] == 6
    assert lines["goals", 1, "unit"] == 8
    assert lines["goals", 1, "notes", 0, "n"] == 10
    assert answers.line_of(("budget", "parts", "total", 1)) == 12


def test_toml_dates_stay_dates_and_times_become_text(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text("a = 2026-07-01\nb = 2026-07-01T08:00:00\nc = inf\n", encoding="utf-8")
    assert load_answers(file).data == {"a": dt.date(2026, 7, 1), "b": "2026-07-01T08:00:00", "c": "inf"}


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("p.json", '{"a": 1,\n"a": 2}', 2),
        ("p.json", '{"a": 1,\n"b": NaN}', 2),
        ("p.json", '{"a": 1,\n"b": 01}', 2),
        ("p.json", '{"a": 1,\n}', 2),
        ("p.json", '{"a": 1}\nx', 2),
        ("p.json", '{"a": 1,\n"b" 2}', 2),
        ("p.json", '{"a": 1\n"b": 2}', 2),
        ("p.json", '{"a": 1,\n"b": "x', 2),
        ("p.json", '{"a": 1,\n"b": "\\q"}', 2),
        ("p.json", '{"a": 1,\n"b": ' + "9" * 5000 + "}", 2),
        ("p.json", '{"a": 1,\n"b": ' + "[" * 100_000, 2),
        ("p.toml", "a = 1\na = 2\n", 2),
        ("p.toml", "a = 1\nb = \n", 2),
        ("p.toml", "a = " + "[" * 100_000, None),
        ("p.toml", "a = " + "9" * 5000, None),
    ],
)
def test_broken_json_and_toml_are_told_with_their_line(
    tmp_path: Path, name: str, content: str, line: int | None
) -> None:
    (fault,) = faults(tmp_path / name, content)
    assert fault.line == line


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(JSON_VALUES, st.sampled_from([None, 0, 2]), st.booleans())
def test_json_comes_back_as_it_was_written(data: Any, indent: int | None, ascii_only: bool) -> None:
    marked = read_json(json.dumps(data, indent=indent, ensure_ascii=ascii_only), Path("p.json"))
    assert marked.faults == ()
    assert marked.data == data


def test_json_text_may_go_over_lines(tmp_path: Path) -> None:
    marked = read_json('{"background": "第一行\n第二行", "title": "题"}', tmp_path / "p.json")
    assert (marked.data, marked.faults) == ({"background": "第一行\n第二行", "title": "题"}, ())
    assert marked.positions["title",].line == 2


@settings(deadline=None)
@given(st.text('{}[],:"\\ue1.-nut \n', max_size=60))
def test_json_reader_agrees_with_the_standard_library_on_what_is_json(text: str) -> None:
    """But for line breaks inside a text, which the library takes as they are only when told to."""
    try:
        expected = json.loads(text, parse_constant=lambda _: 1 / 0, object_pairs_hook=_unique, strict=False)
    except (ValueError, ZeroDivisionError):
        assert read_json(text, Path("p.json")).faults
    else:
        marked = read_json(text, Path("p.json"))
        assert (marked.data, marked.faults) == (expected, ())


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("duplicate")
    return dict(pairs)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("plan.yaml", "a: x\n\tb: y\n", "tab"),
        ("plan.yaml", 'a: "\\q"\n', "backslash"),
        ("plan.yaml", 'a: "\\ud800"\n', "backslash"),
        ("plan.yaml", "a: - b\n", "list entry"),
        ("plan.yaml", "a: [x]\nb: ]\n", "value was expected"),
        ("plan.yaml", "a: x\n] b\n", "key was expected"),
        ("plan.yaml", "a: | x\n  y\n", "long text"),
        ("plan.json", '{"a": "x}', "never closed"),
        ("plan.json", '{"a": "\\q"}', "backslash"),
        ("plan.toml", "a = b\n", "quotes"),
        ("plan.toml", "a = 1\na = 2\n", "twice"),
        ("plan.toml", "a = " + "[" * 5000, "nested"),
    ],
)
def test_syntax_is_explained_in_words_for_people_who_write_plans(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    [fault] = faults(tmp_path / name, text)
    assert words in fault.problem.msgid
    assert "reason" not in fault.problem.params
    assert fault.mend


def test_text_in_utf_32_is_one_fault(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(PLAN.encode("utf-32"))
    with pytest.raises(AnswersError) as caught:
        load_answers(file)
    assert [fault.problem.msgid for fault in caught.value.faults] == ["The file is in UTF-32, not in UTF-8"]
