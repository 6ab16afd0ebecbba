"""Tables on terminals of any width: what people copy stays whole, and nothing is left out."""

from __future__ import annotations

import re

import pytest

from docgen.cli.console import Console
from docgen.cli.tables import table

HEADS = ["编号", "标题", "日期"]
ROWS = [["XZ-2026Q3-A6EAET", "晨曦净水器华东区域上市推广与渠道建设", "2026-07-01"], ["XZ-1", "甲", "2026-07-02"]]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def at(width: int) -> str:
        monkeypatch.setenv("FORCE_COLOR", "1")  # which makes rich believe in a terminal
        monkeypatch.setenv("COLUMNS", str(width))
        table(Console("zh"), HEADS, ROWS)
        return re.sub("\x1b\\[[0-9;]*m", "", capsys.readouterr().out)

    return at


def test_numbers_and_dates_are_not_broken_where_there_is_room(printed) -> None:  # type: ignore[no-untyped-def]
    for cell in ("XZ-2026Q3-A6EAET", "2026-07-01"):
        assert cell in printed(50)


@pytest.mark.parametrize("width", [20, 30, 50, 80, 200])
def test_every_character_is_shown_at_any_width(printed, width: int) -> None:  # type: ignore[no-untyped-def]
    shown = printed(width)
    for cell in (*HEADS, *(cell for row in ROWS for cell in row)):
        assert not set(cell) - set(shown)
    assert "…" not in shown


def test_chinese_columns_are_aligned(printed) -> None:  # type: ignore[no-untyped-def]
    lines = [line for line in printed(200).splitlines() if "2026-07-0" in line]
    wide = [sum(2 if char > "⺀" else 1 for char in line[: line.index("2026-07-0")]) for line in lines]
    assert wide[0] == wide[1]


def test_table_without_rows_shows_its_heads(capsys: pytest.CaptureFixture[str]) -> None:
    table(Console("zh"), HEADS, [])
    assert "编号" in capsys.readouterr().out


def test_a_very_long_table_is_aligned_and_whole_in_no_time(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [[f"XZ-{number}", "晨曦" * (number % 7), "2026-07-01"] for number in range(2000)]
    table(Console("zh"), HEADS, rows)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2001
    dates = [line.index("2026-07-01") + sum(char > "\u2e80" for char in line) for line in lines[1:]]
    assert len(set(dates)) == 1
