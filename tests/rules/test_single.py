"""One value is read by itself while it is being typed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from docgen.answers.model import KeyPath
from docgen.form.model import FormPack
from docgen.rules.single import Reader
from docgen.workdays import WorkCalendar

KICK_OFF = dt.date(2026, 7, 1)


@pytest.fixture
def reader(pack: FormPack) -> Reader:
    return Reader(pack, WorkCalendar(), KICK_OFF)


@pytest.mark.parametrize(
    ("path", "written", "value"),
    [
        (("tasks", 0, "end"), "2026年7月10日", dt.date(2026, 7, 10)),
        (("tasks", 0, "end"), "D+5工作日", dt.date(2026, 7, 8)),
        (("occasion",), "临时协作任务", "ad_hoc"),
        (("period", "quarter"), 3, 3),
        (("departments", 1, "liaisons"), ["李娜"], ["李娜"]),
        (("archive", "paper_copies", 0, "copies"), 2, 2),
    ],
)
def test_a_sound_value_is_brought_to_normal_form(reader: Reader, path: KeyPath, written: Any, value: Any) -> None:
    assert reader.read(written, path) == (value, None)


@pytest.mark.parametrize(
    ("path", "written", "problem"),
    [
        (("tasks", 0, "end"), "七月十日", "is not a date"),
        (("tasks", 0, "end"), "2026-02-30", "There is no day"),
        (("period", "quarter"), 5, "too large"),
        (("goals", 0, "target"), "五百", "is not a number"),
        (("risks", 0, "impact"), "很高", "not one of the words"),
        (("number",), "A" * 25, "at most"),
    ],
)
def test_what_is_wrong_with_a_value_is_told(reader: Reader, path: KeyPath, written: Any, problem: str) -> None:
    breach = reader.read(written, path).breach
    assert breach is not None
    assert breach.path == path
    assert problem in breach.problem.msgid


def test_a_relative_date_waits_for_the_kick_off(pack: FormPack) -> None:
    assert Reader(pack, WorkCalendar()).read("D+5", ("end",)) == ("D+5", None)
    breach = Reader(pack, WorkCalendar()).read("D+5", ("start",)).breach
    assert breach is not None
    assert "start" in breach.problem.msgid
