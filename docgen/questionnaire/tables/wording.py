"""Turns a value, written or in normal form, into the words by which a person reads it: 牵头, 是, 李娜、韩喆."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.form.model import Field
from docgen.messages import Translator, message
from docgen.terminal_text import shown

_EXACT = 1e15
"""Up to here a float holds every whole number, and is written without an exponent."""


def worded(field: Field, value: Any, translate: Translator) -> str:
    """`value` in one line, with nothing in it that could steer a terminal; empty where there is nothing."""
    return " ".join(lines_of(field, value, translate))


def lines_of(field: Field, value: Any, translate: Translator) -> list[str]:
    """`value` in the lines that it was written in."""
    text = _in_words(field, value, translate)
    return [shown(line).strip() for line in text.splitlines() if line.strip()]


def is_missing(value: Any) -> bool:
    """Whether `value` is not there: null, blank or an empty list."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def _in_words(field: Field, value: Any, translate: Translator) -> str:
    if isinstance(value, list):
        return _listed([_item(field, item, translate) for item in value], translate)
    if isinstance(value, Mapping):
        return _mapping(field, value, translate)
    if isinstance(value, bool):
        return translate(message("yes")) if value else translate(message("no"))
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return "" if value is None else translate(field.words.get(value, value) if isinstance(value, str) else value)


def _listed(items: list[str], translate: Translator) -> str:
    """Entries as a sentence lists them; with semicolons where one of them is itself a list."""
    comma, semicolon = ("、", "；") if translate.language == "zh" else (", ", "; ")
    return (semicolon if any(comma in item for item in items) else comma).join(items)


def _item(field: Field, item: Any, translate: Translator) -> str:
    """An entry of a list. A row of it is told by its first column, the others in brackets: 王珂（分管副总经理）."""
    if not isinstance(item, Mapping) or not field.children:
        return _in_words(field, item, translate)
    first, *others = [
        _in_words(column, item[key], translate) for key, column in field.children.items() if item.get(key) is not None
    ] or [""]
    if not others:
        return first
    inside = translate(others)
    return f"{first}（{inside}）" if translate.language == "zh" else f"{first} ({inside})"


def _mapping(field: Field, value: Mapping[Any, Any], translate: Translator) -> str:
    """A mapping as its parts: 同意：铺货；退回：修改."""
    colon, semicolon = ("：", "；") if translate.language == "zh" else (": ", "; ")
    parts = []
    for key, item in value.items():
        member = field.children.get(key) if not field.is_list else None
        name = translate(member.label) if member else str(key)
        words = _in_words(member or field, item, translate)
        parts.append(f"{name}{colon}{words}")
    return semicolon.join(parts)
