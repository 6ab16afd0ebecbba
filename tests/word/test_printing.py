"""Values as they look on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from small_templates import answering, fill_one, p, template, text_of

DAY = dt.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("tag", "value", "printed"),
    [
        ("{{ number }}", None, ""),
        ("{{ number }}", DAY, "2026-07-01"),
        ("{{ number|cn_date }}", DAY, "2026年7月1日"),
        ("{{ number|cn_date }}", "【待填】", "【待填】"),
        ("{{ number }}", 500.0, "500"),
        ("{{ number }}", 0.5, "0.5"),
        ("{{ number }}", 1e20, "100000000000000000000"),
        ("{{ number }}", True, "是"),
        ("{{ number }}", ["市场部", "销售部"], "市场部、销售部"),
        ("{{ number|percent }}", 0.1, "10%"),
        ("{{ number|quantity('万元') }}", 500.0, "500 万元"),
        ("{{ number|quantity('%') }}", 36, "36%"),
        ("{{ number|quantity('家') }}", None, "—"),
        ("{{ number|share_of(100) }}", 12.5, "12.5%"),
        ("{{ number|share_of(0) }}", 12.5, "—"),
        ("{{ number|cn_number }}", 21, "二十一"),
        ("{{ number|level }}", 3, "第三级"),
        ("{{ number|sentence }}", "已完成。", "已完成。"),
        ("{{ number|sentence }}", "已完成", "已完成。"),
        ("{{ number|people }}", [{"name": "甲", "title": "经理"}, {"name": "乙", "title": None}], "甲（经理）、乙"),
        ("{{ number|next_nodes }}", [{"node": "乙", "condition": "同意"}], "同意 → 乙"),
        ("{{ number|next_nodes }}", [], "（结束）"),
    ],
)
def test_printed(tmp_path: Path, tag: str, value: Any, printed: str) -> None:
    assert text_of(fill_one(template(tmp_path, p(tag)), answering(number=value))) == printed


def test_enum_ids_print_as_the_words_on_paper(tmp_path: Path) -> None:
    file = template(
        tmp_path, p("{{ occasion }} {{ departments[0].role }} {{ signers[2].method }} {{ signers[2].role }}")
    )
    assert text_of(fill_one(file)) == "重大项目启动 牵头 电子 参与"


def test_field_goes_before_a_method_of_the_same_name(tmp_path: Path) -> None:
    rows = [{"items": "甲", "copy": "乙"}]
    file = template(tmp_path, p("{{ number[0].items }}{{ number[0].copy }}"))
    assert text_of(fill_one(file, answering(number=rows))) == "甲乙"
