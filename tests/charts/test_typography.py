from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.charts.typography import NEVER_FIRST, NEVER_LAST, Lettering
from docgen.fonts import FontLibrary

TEXTS = st.text("审批方案与费用部门，。、；（）《》“”％ AB12-", max_size=60)


@pytest.fixture(scope="module")
def text(fonts: FontLibrary) -> Lettering:
    return Lettering(fonts, 10)


@given(TEXTS, st.integers(60, 200))
def test_lines_fit_and_together_are_the_text(text: Lettering, words: str, width: int) -> None:
    for lines in (text.lines(words, width), text.filled_lines(words, width)):
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")
        assert all(text.width(line) <= width + 0.01 or len(line) == 1 for line in lines)


@given(st.lists(st.sampled_from(["方案", "费用，", "（审批）", "《计划》", "渠道。"]), min_size=1, max_size=20))
def test_no_line_begins_or_ends_with_what_must_not(text: Lettering, words: list[str]) -> None:
    for lines in (text.lines("".join(words), 70), text.filled_lines("".join(words), 70)):
        assert not any(line[0] in NEVER_FIRST for line in lines)
        assert not any(line[-1] in NEVER_LAST for line in lines)


def test_lines_are_even_rather_than_full(text: Lettering) -> None:
    assert text.lines("一二三四五六七八九", 85) == ("一二三四", "五六七八九")
    assert text.filled_lines("一二三四五六七八九", 85) == ("一二三四五六七八", "九")


def test_a_break_after_punctuation_or_before_a_conjunction_is_preferred(text: Lettering) -> None:
    assert text.lines("推广方案与费用测算", 65) == ("推广方案", "与费用测算")
    assert text.lines("核对清单，签字归档存", 65) == ("核对清单，", "签字归档存")


def test_latin_words_and_numbers_stay_whole(text: Lettering) -> None:
    assert text.lines("发布 Version2.0 手册", 70) == ("发布", "Version2.0", "手册")
    assert text.lines("超过 10 万元", 40) == ("超过", "10 万元")


def test_departments_are_not_broken_where_they_fit(text: Lettering) -> None:
    assert text.list_lines(("市场部", "销售部", "信息技术中心"), 70) == ("市场部、", "销售部、", "信息技术中心")
    assert text.list_lines((), 70) == ()
