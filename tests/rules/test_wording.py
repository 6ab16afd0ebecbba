"""Vague words, slogans, figures, events and rhythms in Chinese texts."""

from __future__ import annotations

import pytest

from docgen.rules.wording import is_checkable, is_regular, slogan_in, vague_words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("尽快完成", ["尽快"]),
        ("适当增加若干人手", ["适当", "若干"]),
        ("由相关部门及时处理", ["及时", "相关部门"]),
        ("争取大幅提升", ["大幅", "争取"]),
        ("尽快完成，3 日内报告", ["尽快"]),
        ("3 个工作日内尽快完成", []),
        ("两周内尽早答复", []),
        ("销售额大幅提升 20%", []),
        ("交付及时率不低于 95%", []),
        ("材料送达的及时性达到 98 分", []),
        ("印制大幅面海报", []),
        ("争取到渠道商书面承诺", []),
        ("签约终端 200 家", []),
        ("争取 200 家", ["争取"]),
        ("", []),
    ],
)
def test_vague_words_are_found_and_others_are_not(text: str, words: list[str]) -> None:
    assert sorted(word.text for word in vague_words_in(text)) == sorted(words)


@pytest.mark.parametrize(
    ("text", "slogan"),
    [("携手共进再创辉煌", "再创辉煌"), ("完成铺货！", "！"), ("Win!", "!"), ("完成二百家终端铺货", None)],
)
def test_slogans_are_found(text: str, slogan: str | None) -> None:
    assert slogan_in(text) == slogan


@pytest.mark.parametrize(
    ("trigger", "checkable"),
    [
        ("到货晚于计划 3 天", True),
        ("连续两周销量下滑", True),
        ("累计支出达到预算的百分之九十成", True),
        ("竞品补贴公告发布之日", True),
        ("活动前未取得场地书面确认", True),
        ("供应商停产", True),
        ("情况不太好的时候", False),
        ("一旦进展不顺", False),
        ("人手一般不够", False),
    ],
)
def test_a_trigger_is_checkable_by_a_figure_or_an_event(trigger: str, checkable: bool) -> None:
    assert is_checkable(trigger) is checkable


@pytest.mark.parametrize(
    ("frequency", "regular"),
    [
        ("每周五 15:00", True),
        ("8 月 3 日至 9 月 11 日每个工作日 9:00", True),
        ("双周", True),
        ("月度", True),
        ("周报", True),
        ("weekly", True),
        ("按需", False),
        ("不定期", False),
        ("必要时每日", False),
        ("项目启动时一次", False),
    ],
)
def test_a_rhythm_is_told_from_occasions(frequency: str, regular: bool) -> None:
    assert is_regular(frequency) is regular
