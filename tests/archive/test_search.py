"""Searching: Chinese words of any length, in every place where a plan may say them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_archive import store

from docgen.archive import Archive, words
from docgen.archive.index import FILE_NAME, Index
from docgen.archive.search import Wanted, search

PLANS = {
    "甲": "title: 晨曦净水器推广\nowner: 周岚\n# 提示：联系法务部\nbudget: ２００ 万元\n",
    "乙": "title: 仓库搬迁\nowner: 陈启明\nnote: 与 ABC 公司签约，周四岚山验收\n",
    "丙": "title: 年度计划\nowner: 欧阳若兰\nnote: 𠮷野家门店\n",
}


@pytest.fixture
def plans(archive: Archive) -> Archive:
    for place, (name, answers) in enumerate(PLANS.items()):
        store(archive, answers, name=f"{name}计划", number=f"XZ-{name}", day=dt.date(2026, 7, 1 + place))
    return archive


def found(archive: Archive, wanted: Wanted) -> list[str]:
    return [hit.entry.number.removeprefix("XZ-") for hit in search(archive.root, wanted)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (["周岚"], ["甲"]),  # 周四岚山 holds the characters, but not the name
        (["周"], ["乙", "甲"]),
        (["岚"], ["乙", "甲"]),
        (["净水器推广"], ["甲"]),
        (["净水", "周岚"], ["甲"]),
        (["净水", "陈启明"], []),
        (["abc"], ["乙"]),
        (["ＡＢＣ"], ["乙"]),
        (["200"], ["甲"]),
        (["法务部"], []),  # a comment is no answer
        (["𠮷野家"], ["丙"]),
        (["XZ-丙"], ["丙"]),
        (["，周四"], ["乙"]),
        (["销售部"], ["丙", "乙", "甲"]),  # may view all of them
        ([], ["丙", "乙", "甲"]),
        (['" OR *'], []),
    ],
)
def test_words_are_found_newest_first(plans: Archive, asked: Sequence[str], expected: list[str]) -> None:
    assert found(plans, Wanted(tuple(asked))) == expected


def test_title_department_person_number_and_dates_narrow_it_down(plans: Archive) -> None:
    assert found(plans, Wanted(person="欧阳若兰")) == ["丙"]
    assert found(plans, Wanted(number="乙")) == ["乙"]
    assert found(plans, Wanted(title="晨曦")) == ["丙", "乙", "甲"]  # the title of all of them in the manifests
    assert found(plans, Wanted(title="100%")) == []
    assert found(plans, Wanted(department="销售部", person="周岚")) == ["甲"]
    assert found(plans, Wanted(since="2026-07-02", before="2026-07-03")) == ["乙"]


def test_the_line_in_which_the_word_stands_is_shown(plans: Archive) -> None:
    (hit,) = search(plans.root, Wanted(("abc",)))
    assert hit.excerpt == "note: 与 ABC 公司签约，周四岚山验收"


def test_an_sqlite_without_full_text_finds_the_same(plans: Archive) -> None:
    with sqlite3.connect(plans.root / FILE_NAME) as connection:
        connection.execute("DROP TABLE words")
    connection.close()
    assert found(plans, Wanted(("周岚",))) == ["甲"]
    assert found(plans, Wanted(("周", "签约"))) == ["乙"]


def test_rebuilding_finds_the_same_again(plans: Archive) -> None:
    assert Index(plans.root).rebuild() == 3
    assert found(plans, Wanted(("周岚",))) == ["甲"]
    (plans.root / FILE_NAME).write_bytes(b"damaged" * 1000)
    assert Index(plans.root).rebuild() == 3
    assert found(plans, Wanted(("周岚",))) == ["甲"]


def test_an_empty_archive_has_nothing(archive: Archive) -> None:
    assert found(archive, Wanted(("周岚",))) == []


@given(st.text(max_size=30), st.text(max_size=30), st.text(min_size=1, max_size=6))
def test_the_index_never_loses_a_text_that_holds_the_word(before: str, after: str, word: str) -> None:
    text = before + word + after
    if not words.holds(text, [word]):
        return
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(tokens, content='', detail=none, tokenize='ascii')")
        connection.execute("INSERT INTO words (rowid, tokens) VALUES (1, ?)", (words.tokens(text),))
        query = words.question([word])
        assert not query or connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (query,)).fetchall()
    finally:
        connection.close()
