"""The name of a plan by rule F2, and what makes a name unsafe."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.messages import Translator
from docgen.naming import faults_of_directory, faults_of_name, plan_file_name, safe_name

SAY = Translator("en")


def values(title: object, year: object = 2024, quarter: object = 3, lead: str = "市场部") -> dict[str, object]:
    departments = [{"name": "销售部", "role": "participating"}, {"name": lead, "role": "lead"}]
    return {"title": title, "period": {"year": year, "quarter": quarter}, "departments": departments}


@pytest.mark.parametrize(
    ("title", "quarter", "name"),
    [
        ("新产品X推广", 3, "2024年Q3新产品X推广协作计划_市场部"),
        ("新产品X推广", None, "2024年新产品X推广协作计划_市场部"),
        ("新产品X推广协作计划", 3, "2024年Q3新产品X推广协作计划_市场部"),
        ("2024年Q3新产品X推广", 3, "2024年Q3新产品X推广协作计划_市场部"),
        ("2024年度新产品X推广", None, "2024年新产品X推广协作计划_市场部"),
        ("2024年第三季度新产品X推广", 3, "2024年Q3新产品X推广协作计划_市场部"),
        ("  新产品X推广 ", 3, "2024年Q3新产品X推广协作计划_市场部"),
    ],
)
def test_a_plan_is_named_by_the_pattern(title: str, quarter: int | None, name: str) -> None:
    assert plan_file_name(values(title, quarter=quarter), "协作计划") == name
    assert faults_of_name(name) == []


def test_a_name_is_in_nfc() -> None:
    assert "é" in plan_file_name(values("Cafe\u0301"), "协作计划")


def test_gaps_do_not_stop_naming() -> None:
    assert plan_file_name({"title": None, "period": {}, "departments": []}, "协作计划") == "协作计划"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a/b", "/"),
        ("a\\b", "\\"),
        ('<>:"|?*', "<, >, :"),
        ("a\x00b", "U+0000"),
        ("a\nb", "U+000A"),
        ("a\u202eb", "U+202E"),
        ("a\ud800b", "U+D800"),
        (" a", "space"),
        ("a ", "space"),
        ("a.", "full stop"),
        ("..", "stands for a folder"),
        (".", "stands for a folder"),
        ("", "empty"),
        ("  ", "empty"),
        ("CON", "device"),
        ("con.txt", "device"),
        (".hidden", "hidden"),
        ("Lpt9", "device"),
        ("COM1.tar.gz", "device"),
        ("COM¹", "device"),
        ("长" * 81, "243 bytes"),
    ],
)
def test_an_unsafe_name_is_told_with_the_reason(name: str, says: str) -> None:
    [fault] = faults_of_name(name)
    assert says in SAY(fault)


@pytest.mark.parametrize("name", ["计划", "CONTRACT", "COM10", "a.b", "长" * 80, "😀", "A&B {x} (1)", "a'b"])
def test_a_safe_name_passes(name: str) -> None:
    assert faults_of_name(name) == []


def test_a_long_message_does_not_repeat_a_long_name() -> None:
    [fault] = faults_of_name("长" * 3000)
    assert len(SAY(fault)) < 300


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/etc", "absolute"),
        ("\\\\server\\share", "absolute"),
        ("C:/plans", "absolute"),
        ("c:plans", "absolute"),
        ("../x", "stands for a folder"),
        ("a/../b", "stands for a folder"),
        ("./a", "stands for a folder"),
        ("a//b", "empty part"),
        ("", "empty part"),
        ("a/b?", "?"),
        ("a/nul", "device"),
        ("a\\b", "\\"),
        ("a/" + "长" * 86, "255"),
    ],
)
def test_an_unsafe_directory_is_told_with_the_reason(path: str, says: str) -> None:
    [fault] = faults_of_directory(path)
    assert says in SAY(fault)


@pytest.mark.parametrize("path", ["协作计划/2026/Q3", "a", "a/b/"])
def test_a_safe_directory_passes(path: str) -> None:
    assert faults_of_directory(path) == []


@pytest.mark.parametrize("blank", ["", " ", ".", "\u00a0", "\u3000.", " \u2003 "])
def test_a_name_of_blanks_is_made_a_name(blank: str) -> None:
    assert safe_name(blank) == "_"


@given(st.text(max_size=300))
def test_a_made_safe_name_is_safe(text: str) -> None:
    name = safe_name(text)
    assert faults_of_name(name) == []
    assert safe_name(name) == name


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100))
def test_a_name_without_fault_can_be_a_file_here(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    if not faults_of_name(text):
        file = tmp_path_factory.getbasetemp() / f"{text}_V10.10.pdf"
        file.write_bytes(b"")
        names = {unicodedata.normalize("NFC", entry.name) for entry in Path(file.parent).iterdir()}
        assert unicodedata.normalize("NFC", file.name) in names
        file.unlink()
