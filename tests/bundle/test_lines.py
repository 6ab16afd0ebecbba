from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_bundle import fonts

from docgen.bundle.lines import Line, Style, elide, set_line, wrap

STYLE = Style(fonts().face("宋体"), 14)
TITLES = st.text("市场部、协作（计划）《表》2026 Q3abc", min_size=1).map(str.strip).filter(bool)


def words(line: Line) -> str:
    return "".join(text for _, text, _ in line.stretches)


def test_character_that_the_face_lacks_comes_from_another() -> None:
    line = set_line("完成☑", Style(fonts().face("楷体"), 14), fonts())
    assert [text for _, text, _ in line.stretches] == ["完成", "☑"]
    assert all(face.covers(text) for face, text, _ in line.stretches)


def test_items_of_a_line_follow_one_another() -> None:
    items = list(set_line("完成☑验收", STYLE, fonts()).at(100, 50))
    for before, after in pairwise(items):
        assert after.x == pytest.approx(before.x + before.advance)


@given(TITLES, st.integers(50, 300))
def test_wrapped_lines_fit_and_lose_nothing(title: str, room: int) -> None:
    lines = wrap(title, STYLE, fonts(), room)
    assert all(line.width <= room for line in lines)
    assert "".join("".join(map(words, lines)).split()) == "".join(title.split())


def test_no_line_begins_or_ends_on_the_wrong_side_of_a_bracket() -> None:
    lines = wrap("部门职责分工明细表（一）", STYLE, fonts(), 14 * 11.5)
    assert [words(line) for line in lines] == ["部门职责分工明细表", "（一）"]


@given(TITLES, st.integers(120, 400))
def test_elided_line_fits_and_keeps_its_tail(text: str, room: int) -> None:
    line = elide(text, " · 3F9A", STYLE, fonts(), room)
    assert line.width <= room
    assert words(line).endswith(" · 3F9A")
    if set_line(text + " · 3F9A", STYLE, fonts()).width <= room:
        assert words(line) == text + " · 3F9A"
    else:
        assert "…" in words(line)
