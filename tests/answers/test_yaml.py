"""YAML answer files mean what they look like: YAML 1.2, no surprises, everything refused with its line."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.answers import load_answers
from docgen.answers.model import Answers
from docgen.errors import AnswersError, Fault
from docgen.yaml12 import MAX_DEPTH, read_yaml

EXAMPLES = Path(__file__).resolve().parents[2] / "forms" / "seven-step-plan" / "examples"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.yaml"


def load(file: Path, text: str) -> Answers:
    file.write_text(text, encoding="utf-8")
    return load_answers(file)


def faults(file: Path, text: str) -> tuple[Fault, ...]:
    with pytest.raises(AnswersError) as caught:
        load(file, text)
    return caught.value.faults


def sentence(fault: Fault) -> str:
    return fault.problem.msgid.format(**fault.problem.params)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("12:30:45", "12:30:45"),
        ("0755", "0755"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("2026-07-01", "2026-07-01"),
        ("2026-07-01T08:00:00Z", "2026-07-01T08:00:00Z"),
        ("D+5工作日", "D+5工作日"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ("+", "+"),
        ("-", [None]),
        ("=", "="),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("500", 500),
        ("3.80", 3.8),
        (".5", 0.5),
        ("1e3", 1000.0),
        ('"500"', "500"),
        ("'true'", "true"),
        ('""', ""),
        ("=SUM(1)", "=SUM(1)"),
        ("A&B <b>", "A&B <b>"),
    ],
)
def test_scalar_means_what_it_looks_like(file: Path, written: str, value: Any) -> None:
    got = load(file, f"key: \n  {written}\n").data["key"]
    assert got == value
    assert type(got) is type(value)


def test_keys_are_text_whatever_they_look_like(file: Path) -> None:
    data = load(file, "next: {no: 甲, 1: 乙, true: 丙, 2026-07-01: 丁}\n").data
    assert data["next"] == {"no": "甲", "1": "乙", "true": "丙", "2026-07-01": "丁"}


def test_every_value_knows_its_line_and_column(file: Path) -> None:
    answers = load(file, "pack: p\ngoals:\n  - statement: 甲\n    target: 5\n  - {statement: 乙,\n     target: 6}\n")
    assert answers.positions["pack",] == (1, 1)
    assert answers.positions["goals", 0, "target"] == (4, 5)
    assert answers.positions["goals", 1] == (5, 5)
    assert answers.positions["goals", 1, "target"] == (6, 6)
    assert answers.line_of(("goals", 1, "deadline")) == 5
    assert answers.line_of(("absent",)) == 1


def test_alias_bomb_is_refused_at_once_with_the_line_of_each_alias(file: Path) -> None:
    bomb = "a0: &a0 [x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    start = time.perf_counter()
    found = faults(file, bomb)
    assert time.perf_counter() - start < 2
    assert {fault.line for fault in found if "alias" in fault.problem.msgid} == set(range(2, 10))
    assert all(fault.mend for fault in found)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("a: 1\nb: &x 2\n", 2, "&x", id="anchor"),
        pytest.param("a: 1\nb: !!python/object:os.system x\n", 2, "os.system", id="tag"),
        pytest.param("a: 1\nb: !!str 2\n", 2, "tag", id="harmless tag"),
        pytest.param("a: {<<: {b: 1}}\n", 1, "<<", id="merge key"),
        pytest.param("a: 1\n---\nb: 2\n", 2, "more than one document", id="second document"),
        pytest.param("a: 1\n? [x]\n: 2\n", 2, "cannot be a key", id="list as key"),
        pytest.param("a: 1\nb:\n\t- c\n", 3, "tab", id="tab"),
        pytest.param("a: 1\nb: c: d\n", 2, "colon", id="two colons"),
        pytest.param('a: 1\nb: "c\nd: 1\n', 2, "quotation mark", id="quote not closed"),
        pytest.param("a: 1\nb: [c, d\ne: 1\n", 2, "bracket", id="bracket not closed"),
        pytest.param("a: 1\ntitle：晨曦\nb: 2\n", 2, "Chinese text", id="full-width colon"),
        pytest.param("a: 1\n b: 2\n", 2, "colon", id="indentation"),
        pytest.param("a: %b\n", 1, "reserves", id="reserved character"),
    ],
)
def test_what_could_mislead_is_refused_with_its_line(file: Path, text: str, line: int, words: str) -> None:
    found = faults(file, text)
    assert [fault.line for fault in found] == [line]
    assert words in sentence(found[0])
    assert found[0].mend
    assert found[0].file == file


def test_duplicate_keys_are_all_told_with_both_lines(file: Path) -> None:
    found = faults(file, "title: a\nstart: b\ntitle: c\ngoals:\n  - {target: 1, target: 2}\n")
    assert [(fault.line, fault.problem.params["first"]) for fault in found] == [(3, 1), (5, 5)]


def test_nesting_without_end_is_refused(file: Path) -> None:
    assert load(file, f"a: {'[' * (MAX_DEPTH - 1)}{']' * (MAX_DEPTH - 1)}\n").data
    found = faults(file, f"a: {'[' * 100_000}")
    assert "nested" in found[0].problem.msgid


def test_a_million_faults_are_not_all_told(file: Path) -> None:
    assert len(faults(file, "a: [" + "*x, " * 100_000 + "]\n")) == 100


@pytest.mark.parametrize(
    ("written", "value"),
    [
        pytest.param(">-\n  晨曦净水器，\n  年度新品。\n  第二句", "晨曦净水器，年度新品。第二句", id="folded"),
        pytest.param("晨曦\n  净水器", "晨曦净水器", id="plain"),
        pytest.param('"晨曦\n  净水器"', "晨曦净水器", id="quoted"),
        pytest.param(">-\n  约 500\n  万元 共计\n  两期", "约 500 万元 共计两期", id="typed blanks stay"),
        pytest.param(">-\n  one\n  two", "one two", id="Latin words keep theirs"),
        pytest.param(">-\n  晨曦\n\n  净水器", "晨曦\n净水器", id="an empty line is a line break"),
        pytest.param("|-\n  晨曦\n  净水器", "晨曦\n净水器", id="literal keeps lines"),
        pytest.param(">-\n  𠮷\n  𠮷\n  𠮷 𠮷\n  𠮷", "𠮷𠮷𠮷 𠮷𠮷", id="beyond U+FFFF, repeated"),
    ],
)
def test_folding_leaves_no_hole_in_a_chinese_sentence(file: Path, written: str, value: str) -> None:
    assert load(file, f"𠮷: 𠮷\nkey: {written}\nnext: 1\n").data["key"] == value


def test_dates_stay_text_for_the_rules_to_read(file: Path) -> None:
    assert load(file, "start: 2026-07-01\n").data == {"start": "2026-07-01"}


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda example: example.stem)
def test_examples_read_as_an_independent_parser_reads_them(example: Path) -> None:
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        if isinstance(value, str):
            return re.sub("(?<=[一-鿿，。；、）]) (?=[一-鿿（])", "", value)  # the joints of folded Chinese lines
        return value.isoformat() if isinstance(value, dt.date) else value

    assert plain(load_answers(example).data) == plain(yaml.safe_load(example.read_text(encoding="utf-8")))


class QuotingDumper(yaml.SafeDumper):
    """Quotes every text, since what YAML 1.1 writes plain can be a number in YAML 1.2 (1e3)."""


QuotingDumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, '"'))
QuotingDumper.ignore_aliases = lambda *_: True  # type: ignore[method-assign,assignment]

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"))
SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


@settings(deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=5))
def test_plain_data_come_back_as_they_were_written(data: dict[str, Any]) -> None:
    text = yaml.dump(data, Dumper=QuotingDumper, allow_unicode=True)
    marked = read_yaml(text, Path("plan.yaml"))
    assert marked.faults == ()
    assert marked.data == data
    assert paths_of(data) <= set(marked.positions)


@settings(deadline=None)
@given(st.text(max_size=80) | st.text("{}[],:&*!-?|>'\"%@ \n\tab1", max_size=80))
def test_no_text_whatever_raises(text: str) -> None:
    marked = read_yaml(text, Path("plan.yaml"))
    assert all(fault.mend for fault in marked.faults)


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path}.union(*(paths_of(item, (*path, key)) for key, item in items))
