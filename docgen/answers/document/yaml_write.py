"""Writes values as YAML as the examples of the form packs are written: rows on one line as long as they are short.

What is written is read by `docgen.yaml12` as the same value. Its readers by YAML 1.1 would take a date or `no` for
something else; the examples write both without quotes all the same, and so does this.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from docgen.answers.document.yaml_fold import folded
from docgen.yaml12.reading import plain_scalar

MAX_COLUMNS = 120
"""A line that docgen writes itself is not wider; a Chinese character takes two columns."""

_FOLDED_COLUMNS = 104
"""The lines of a long text are a little shorter, as those of the examples are."""

_SHORT_TEXT = 24
"""Columns: a list of texts no longer than that stands on one line."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_MISREAD = re.compile(r":(?=\s|$)|\s#|^(?:---|\.\.\.|<<$)")
_MISREAD_IN_FLOW = re.compile(r"[,\[\]{}]|:(?=[\s?,\[\]{}]|$)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff\\ud800-\\udfff]")

_TO_ESCAPE = re.compile(f'[\\\\"]|{_CONTROL.pattern}')


def columns(text: str) -> int:
    """The columns that `text` takes in a terminal or editor."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def flow(value: Any) -> str:
    """`value` on one line, as it can stand anywhere."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_text(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value, in_flow=True)


def key_text(key: str) -> str:
    """`key` as it stands before the colon; a key is always a text, so that `no` and `1` need no quotes."""
    return key if key and _is_plain(key, in_flow=True) else _quoted(key)


def scalar(value: Any, *, in_flow: bool) -> str:
    """A value that is neither list nor mapping, on one line."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    is_itself = isinstance(plain_scalar(value), str) and _is_plain(value, in_flow=in_flow)
    return value if is_itself else _quoted(value)


def after_key(value: Any, indent: int, used: int) -> list[str]:
    """What follows `key:`; first the rest of its line (of which `used` columns are taken), then whole lines.

    `indent` is the column of the key.
    """
    if isinstance(value, list | dict) and value and not reads_well_in_line(value, used + 1):
        return block_after_key(value, indent)
    return _after_sign(value, indent, used)


def block_after_key(value: dict[str, Any] | list[Any], indent: int) -> list[str]:
    """What follows `key:` where a list or mapping stands below it; the first line is the rest of the key's, empty."""
    return ["", *_lines(value, indent + 2)]


def item(value: Any, indent: int, *, in_line: bool | None = None) -> list[str]:
    """An item of a block list whose dashes stand at the column `indent`: the dash and what follows, then whole lines.

    `in_line` tells a row to stand on one line, or not to, where its neighbours do.
    """
    if isinstance(value, list | dict) and value:
        if in_line is None:
            in_line = row_reads_well_in_line(value, indent + 2)
        if in_line:
            return [f"- {flow(value)}"]
        first, *rest = _lines(value, indent + 2)
        return [f"- {first.lstrip()}", *rest]
    first, *rest = _after_sign(value, indent, indent + 1)
    return [f"-{first}", *rest]


def mapping_lines(value: dict[str, Any], indent: int) -> list[str]:
    """The lines of a block mapping at the column `indent`."""
    return [line for key, member in value.items() for line in entry_lines(key, member, indent)]


def entry_lines(key: str, value: Any, indent: int) -> list[str]:
    """The lines of one entry of a block mapping at the column `indent`."""
    head = f"{' ' * indent}{key_text(key)}:"
    first, *rest = after_key(value, indent, columns(head))
    return [head + first, *rest]


def list_lines(value: list[Any], indent: int) -> list[str]:
    """The lines of a block list whose dashes stand at the column `indent`."""
    return [line for each in value for line in _indented(item(each, indent), indent)]


def _lines(value: dict[str, Any] | list[Any], indent: int) -> list[str]:
    return mapping_lines(value, indent) if isinstance(value, dict) else list_lines(value, indent)


def reads_well_in_line(value: Any, used: int) -> bool:
    """Whether a list or mapping that is the value of a key reads well on its line, after `used` columns.

    It does if it is a short list of short texts, or a mapping of nothing but simple values.
    """
    if isinstance(value, list):
        if not all(_is_simple(each) and columns(str(each)) <= _SHORT_TEXT for each in value):
            return False
    elif not all(map(_is_simple, value.values())):
        return False
    return used + columns(flow(value)) <= MAX_COLUMNS


def row_reads_well_in_line(value: Any, used: int) -> bool:
    """Whether a row reads well on its line, after `used` columns."""
    return not has_line_breaks(value) and used + columns(flow(value)) <= MAX_COLUMNS


def has_line_breaks(value: Any) -> bool:
    """Whether a text in `value` has more than one line."""
    if isinstance(value, dict):
        return any(map(has_line_breaks, value.values()))
    if isinstance(value, list):
        return any(map(has_line_breaks, value))
    return isinstance(value, str) and "\n" in value


def _is_simple(value: Any) -> bool:
    return not isinstance(value, list | dict) and not has_line_breaks(value)


def _indented(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + lines[0], *lines[1:]]


def _after_sign(value: Any, indent: int, used: int) -> list[str]:
    """A scalar or a flow collection after a colon or dash, where `used` columns are taken.

    A text of several lines, and one that would be wider than the page, goes below, indented by two.
    """
    if isinstance(value, str):
        pad = " " * (indent + 2)
        if _fits_literal(value):
            return [" |" if value.endswith("\n") else " |-", *_literal(value, pad)]
        if used + 1 + columns(value) > MAX_COLUMNS and (lines := folded(value, _FOLDED_COLUMNS - indent - 2)):
            return [" >-", *(pad + line for line in lines)]
    written = flow(value) if isinstance(value, list | dict) else scalar(value, in_flow=False)
    return [f" {written}"]


def _fits_literal(value: str) -> bool:
    """Whether a text of several lines can stand as it is below the sign `|`."""
    if "\n" not in value or value[0].isspace() or _CONTROL.search(value.replace("\n", "")):
        return False
    return bool(value.removesuffix("\n").rpartition("\n")[2].strip())


def _literal(value: str, pad: str) -> list[str]:
    return [pad + line if line else "" for line in value.removesuffix("\n").split("\n")]


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether the scanner takes `text` as it is for one plain scalar (YAML 1.2.2, 7.3.3), on the careful side."""
    if text[0] in _INDICATORS or text != text.strip() or _CONTROL.search(text):
        return False
    return not _MISREAD.search(text) and not (in_flow and _MISREAD_IN_FLOW.search(text))


def _quoted(text: str) -> str:
    """`text` in quotes: single ones where that spares backslashes."""
    if ('"' in text or "\\" in text) and not _CONTROL.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _TO_ESCAPE.sub(_escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"
