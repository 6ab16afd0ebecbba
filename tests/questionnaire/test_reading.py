"""What is typed becomes a value in written form, and is shown again as it would be typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.form.load import load_pack
from docgen.form.model import Field
from docgen.questionnaire.reading import day_in_year, entries, shown_form, written_form

PACK = load_pack("seven-step-plan", [Path(__file__).parents[2] / "forms"])


def field(*path: str) -> Field:
    spec = PACK.field_at(path)
    assert spec is not None
    return spec


@pytest.mark.parametrize(
    ("path", "typed", "written"),
    [
        (("goals", "target"), "1,200", 1200),
        (("goals", "target"), "３６.５", 36.5),
        (("goals", "target"), "五百", "五百"),
        (("tasks", "end"), "2026年7月10日", "2026-07-10"),
        (("tasks", "end"), "d+5 工作日", "D+5工作日"),
        (("tasks", "end"), "7月10日", "7月10日"),
        (("departments", "role"), "lead", "牵头"),
        (("departments", "liaisons"), "李娜、韩喆", ["李娜", "韩喆"]),
        (("tasks", "deliverables"), "《活动签约单》上海、南京；《照片集》", ["《活动签约单》上海、南京", "《照片集》"]),
        (("title",), "  晨曦  ", "晨曦"),
        (("title",), "   ", None),
    ],
)
def test_typed_text_takes_the_form_of_its_field(path: tuple[str, ...], typed: str, written: Any) -> None:
    assert written_form(typed, field(*path)) == written


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (500, "500"),
        (500.0, "500"),
        (0.5, "0.5"),
        (["甲", "乙"], "甲；乙"),
        (None, ""),
        ({"同意": "铺货"}, "同意：铺货"),
    ],
)
def test_a_value_is_shown_as_it_would_be_typed(value: Any, shown: str) -> None:
    assert shown_form(value) == shown


def test_entries_stand_once_and_blank_ones_not_at_all() -> None:
    assert entries("李娜；；韩喆；李娜", field("departments", "liaisons")) == ["李娜", "韩喆"]


@pytest.mark.parametrize(
    ("typed", "day"), [("8月8日", "2026-08-08"), ("8 / 8", "2026-08-08"), ("2月30日", None), ("八月", None)]
)
def test_a_day_without_a_year_is_that_of_the_year_given(typed: str, day: str | None) -> None:
    assert day_in_year(typed, 2026) == day
