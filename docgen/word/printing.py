"""How values look on paper, and what templates may do to them: the filters of docs/templates.md.

A draft has 【待填】 where an answer is missing; every filter lets such a text pass as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from jinja2 import StrictUndefined
from markupsafe import Markup, escape

_BREAK: Final = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB: Final = Markup('</w:t><w:tab/><w:t xml:space="preserve">')
_NUMERALS = "零一二三四五六七八九十"


def printed(value: Any) -> Any:
    """What a value looks like where a template prints it."""
    if isinstance(value, (Markup, StrictUndefined)):
        return value
    return _set(value if isinstance(value, str) else _in_words(value))


def _in_words(value: Any) -> str:
    match value:
        case None:
            text = ""
        case str():
            text = value
        case bool():
            text = "是" if value else "否"
        case int() | float():
            text = number(value)
        case dt.date():
            text = value.isoformat()
        case Iterable() if not isinstance(value, Mapping):
            text = listed(_in_words(item) for item in value)
        case _:
            text = str(value)
    return text


def _set(text: str) -> Markup:
    """`text` inside a `w:t` element."""
    escaped = escape(text)
    if "\n" in text or "\t" in text or "\r" in text:
        lines = escaped.replace("\r\n", "\n").replace("\r", "\n")
        return lines.replace("\n", _BREAK).replace("\t", _TAB)
    return escaped


def listed(items: Iterable[str]) -> str:
    """Items as a Chinese sentence lists them."""
    return "、".join(items)


def number(value: Any) -> str:
    """A number without a superfluous fraction: 500.0 is 500, and never 5e+20."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10f}".rstrip("0")
    return "" if value is None else str(value)


def quantity(value: Any, unit: Any = "") -> str:
    """A number with its unit: 500 万元, but 36%."""
    if value is None or value == "":
        return "—"
    unit = "" if unit is None else str(unit)
    return f"{number(value)}{unit}" if unit in {"%", "％", "‰", ""} else f"{number(value)} {unit}"


def percent(value: Any, digits: int = 0) -> str:
    """A share of one as a percentage: 0.1 is 10%."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return number(value)
    return number(round(value * 100.0, digits)) + "%"


def share_of(part: Any, whole: Any) -> str:
    """How much `part` is of `whole`, in percent; a dash where that cannot be told."""
    if not isinstance(part, (int, float)) or not isinstance(whole, (int, float)) or not whole:
        return "—"
    return percent(part / whole, 1)


def cn_date(value: Any) -> str:
    """A date as it stands in a formal text: 2026年7月1日 (GB/T 9704: no leading zeros)."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, dt.date) else number(value)


def cn_number(value: Any) -> str:
    """A whole number up to 99 in Chinese numerals."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 99:
        return number(value)
    tens, ones = divmod(value, 10)
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def level(value: Any) -> str:
    """A level of conflict resolution: 第一级."""
    return f"第{cn_number(value)}级" if isinstance(value, int) else number(value)


def sentence(value: Any, end: str = "。", last: bool = True) -> str:
    """A text that ends as a sentence does: with `end`, or with 。 where it is the last of a list."""
    text = number(value).rstrip()
    return text if text.endswith(("。", "！", "？", "；", "…")) else text + ("。" if last else end)


def paragraphs(value: Any) -> list[str]:
    """The paragraphs of a long answer, without empty ones."""
    return [line.strip() for line in number(value).splitlines() if line.strip()]


def people(value: Any) -> str:
    """Approvers: 周岚、王强（分管副总经理）."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return number(value)
    return listed(_person(item) for item in value)


def _person(item: Any) -> str:
    if not isinstance(item, Mapping):
        return number(item)
    title = item.get("title")
    return f"{item.get('name', '')}（{title}）" if title else str(item.get("name", ""))


def next_nodes(value: Any) -> str:
    """Where a flow node leads, one line for each way: 同意 → 铺货与培训; an end says so."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return number(value)
    ways = [f"{way['condition']} → {way['node']}" if way.get("condition") else str(way["node"]) for way in value]
    return "\n".join(ways) or "（结束）"


def node_kind(node: Any) -> str:
    """What a flow node is beside a step: 决策, 关键."""
    kinds = [word for key, word in (("decision", "决策"), ("key", "关键")) if node.get(key) is True]
    return listed(kinds) or "—"


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "cn_date": cn_date,
    "cn_number": cn_number,
    "level": level,
    "next_nodes": next_nodes,
    "node_kind": node_kind,
    "number": number,
    "paragraphs": paragraphs,
    "people": people,
    "percent": percent,
    "quantity": quantity,
    "sentence": sentence,
    "share_of": share_of,
}
