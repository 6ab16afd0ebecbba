"""How values print in a template: dates, numbers, lists, gaps; and the filters that authors may use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

_LINE_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')


def printed(value: object) -> object:
    """What `{{ value }}` puts on paper; Jinja's `finalize`.

    None prints as nothing, a date as 2026-07-01, 500.0 as 500, a list with 、 between; line breaks and tabs in an
    answer become Word's own.
    """
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float():
            return number(value)
        case list() | tuple():
            return _text("、".join(str(printed(item)) for item in value))
        case str():
            return _text(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _text(value: str) -> str:
    if isinstance(value, Markup) or not ("\n" in value or "\t" in value):
        return value
    return escape(value).replace("\n", _LINE_BREAK).replace("\t", _TAB)


def number(value: object) -> object:
    """A number without a needless `.0`."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def cn_date(value: object) -> object:
    """A date as 2026年7月1日; what is no date (a gap in a draft) as it is."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, dt.date) else value


def percent(part: object, whole: object) -> object:
    """`part` of `whole` in per cent, one decimal at most: 12.5%."""
    if isinstance(part, int | float) and isinstance(whole, int | float) and whole:
        return f"{number(round(100 * part / whole, 1))}%"
    return ""


def people(rows: Iterable[Mapping[str, Any]]) -> str:
    """People with their titles: 周岚（市场部经理）、陈启明."""
    return "、".join(f"{row['name']}（{row['title']}）" if row.get("title") else str(row["name"]) for row in rows)


FILTERS = {"cn_date": cn_date, "number": number, "percent": percent, "people": people}
