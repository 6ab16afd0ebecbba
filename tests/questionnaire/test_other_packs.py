"""A pack that somebody made, with fields and tables that no code knows, is asked like any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from walking import BACK, ENTER, LEAVE, SPACE, Settled, Walk

from docgen.form import load_pack

Begin = Callable[..., Walk]

PACK = """\
key: visit
title: {zh: 来访接待计划, en: Visit plan}
version: "1.0"
document_kind: 接待计划
steps:
  - key: basics
    title: {zh: 基本情况, en: Basics}
    purpose: {zh: 说明谁来、来做什么。, en: Who comes and why.}
    fields:
      kind:
        type: string
        required: true
        allowed: [client, audit]
        meta: {label: {zh: 事由, en: Reason}, words: {client: 客户来访, audit: 审核来访}}
      paid: {type: boolean, meta: {label: 是否收费}}
      seats: {type: integer, required: true, min: 1, max: 50, meta: {label: 座位数, example: 12}}
      car:
        type: dict
        nullable: true
        schema:
          plate: {type: string, required: true, meta: {label: 车牌}}
          driver: {type: string, meta: {label: 司机}}
        meta: {label: 用车}
  - key: days
    title: {zh: 行程, en: Days}
    fields:
      places:
        type: list
        schema: {type: string, empty: false}
        meta: {label: 地点}
      days:
        type: list
        required: true
        minlength: 1
        schema: day
        meta: {label: 日程, row: {zh: "第 {n} 天", en: "day {n}"}}
documents:
  - {key: cover, title: 封面, template: cover.docx}
"""
SHARED = """\
day:
  date: {type: date, required: true, meta: {label: 日期}}
  stops:
    type: list
    required: true
    schema: stop
    meta: {label: 停留点, row: {zh: "第 {n} 站", en: "stop {n}"}}
  host: {type: string, required: true, meta: {label: 接待人}}
stop:
  place: {type: string, required: true, meta: {label: 地点名称}}
  minutes: {type: integer, required: true, meta: {label: 停留分钟}}
  guides: {type: list, schema: {type: string, empty: false}, meta: {label: 讲解员}}
"""


@pytest.fixture
def visit(tmp_path: Path) -> Settled:
    (tmp_path / "forms" / "visit").mkdir(parents=True)
    (tmp_path / "forms" / "shared").mkdir()
    (tmp_path / "forms" / "visit" / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "forms" / "visit" / "cover.docx").write_bytes(b"")
    (tmp_path / "forms" / "shared" / "fields.yaml").write_text(SHARED, encoding="utf-8")
    return Settled(load_pack("visit", (tmp_path / "forms",)))


def test_it_is_walked_from_end_to_end(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(None, visit)
    assert "第 1 步 / 共 2 步　基本情况" in walk.screen
    walk.choose("审核来访")
    assert walk.question == "是否收费："
    walk.press("y")
    walk.answer("12")
    assert walk.question == "用车："
    walk.press("1")
    walk.answer("浙A12345", "")
    assert walk.question == "地点："
    walk.press("a")
    walk.answer("展厅", "车间", "")
    walk.press("f")
    assert walk.question == "日程："
    walk.press("a")
    walk.answer("2026-07-06")
    assert walk.question == "停留点："
    walk.press("a")
    walk.answer("展厅", "30", "李娜；韩喆")
    walk.press("a")
    walk.answer("车间", "45", "")
    assert walk.question == "停留点："
    walk.press("f")
    assert walk.question == "接待人："
    walk.answer("周岚")
    assert walk.question == "日程："
    walk.press("f")
    assert walk.question == "接下来："
    walk.press("f")
    assert walk.data == {
        "pack": "visit",
        "kind": "审核来访",
        "paid": True,
        "seats": 12,
        "car": {"plate": "浙A12345"},
        "places": ["展厅", "车间"],
        "days": [
            {
                "date": "2026-07-06",
                "stops": [
                    {"place": "展厅", "minutes": 30, "guides": ["李娜", "韩喆"]},
                    {"place": "车间", "minutes": 45},
                ],
                "host": "周岚",
            }
        ],
    }


BEGUN = """\
pack: visit
kind: 审核来访
paid: true
seats: 12
days:
  - date: 2026-07-06
    stops: [{place: 展厅, minutes: 30}, {place: 车间}]
    host: 周岚
  - date: 2026-07-07
    stops: [{place: 仓库, minutes: 20}]
"""


def test_a_table_inside_a_row_is_worked_on_like_any_other(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(BEGUN + "unfinished: days.1.stops << days.1 << days\n", visit)
    assert "第 1 天" in walk.screen
    assert "› g" in walk.screen
    walk.press(ENTER)
    assert walk.question == "停留分钟："
    walk.answer("45")
    assert walk.question == "停留点："
    walk.press("d", SPACE, ENTER, "y")
    assert walk.data["days"][0]["stops"] == [{"place": "车间", "minutes": 45}]
    walk.press("a")
    assert " · 第 1 天 · 第 2 站 · 1/" in walk.screen
    walk.answer("展厅", "15", "")
    walk.press("m", "车间", ENTER, "展厅", ENTER)
    assert [row["place"] for row in walk.data["days"][0]["stops"]] == ["展厅", "车间"]
    walk.press("f")
    assert walk.question == "第 1 天："
    walk.press(ENTER)
    assert walk.question == "日程："


def test_gaps_in_the_outer_table_are_filled(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(BEGUN + "unfinished: days\n", visit)
    walk.press("g")
    assert walk.question == "接待人："
    walk.answer("陈启明")
    assert walk.data["days"][1]["host"] == "陈启明"
    assert walk.question == "日程："


def test_back_from_the_first_column_of_an_inner_row_leads_to_its_table(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(BEGUN + "unfinished: days.2.stops\n", visit)
    walk.press("a", BACK)
    assert walk.question == "停留点："
    walk.press(BACK)
    assert walk.question == "日期：2026-07-07"
    walk.press(BACK)
    assert walk.question == "日程："


def test_an_inner_row_left_blank_is_not_begun(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(BEGUN + "unfinished: days.2.stops\n", visit)
    walk.press("a", ENTER)
    assert walk.question == "停留点："
    assert len(walk.data["days"][1]["stops"]) == 1


def test_inner_rows_are_found_by_a_jump(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(BEGUN + "unfinished: seats\n", visit)
    walk.jump("仓库")
    assert walk.question == "地点名称：仓库"
    walk.answer("成品仓库")
    assert walk.data["days"][1]["stops"][0]["place"] == "成品仓库"
    assert walk.question == "座位数：12"


def test_findings_in_inner_rows_lead_there(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(BEGUN + "unfinished: '@.days'\n", visit)
    walk.choose("停留分钟")
    assert walk.question == "停留分钟："
    walk.answer("45")
    assert walk.question == "本步有 1 处需要处理："


def test_a_number_outside_its_bounds_is_told_at_once(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(BEGUN + "unfinished: seats\n", visit)
    walk.answer("80")
    assert "50" in walk.screen
    assert walk.question == "座位数：80"
    walk.press(LEAVE)
    assert walk.data["seats"] == 12


def test_in_english(begin_walk: Begin, visit: Settled) -> None:
    walk = begin_walk(None, Settled(visit.pack, language="en"))
    assert walk.question == "Reason:"
    assert "Step 1 of 2" in walk.screen
