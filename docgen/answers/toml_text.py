"""Reads TOML 1.0 as plain data. The parser gives no positions: they are those of the lines on which a key begins.

A value inside an array or inline table has no position of its own; `Answers.line_of` then gives its key's line.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from pathlib import Path
from typing import Any

from docgen import toml10
from docgen.yaml12 import KeyPath, MarkedData, Position

_TABLE = re.compile(r"\s*(\[\[|\[)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ENTRY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")


def read_toml(text: str, file: Path) -> MarkedData:
    """Read `text`; `file` is what the faults name. Never raises: what is wrong is in `faults`."""
    try:
        data = _plain(toml10.read(text, file))
    except toml10.TomlError as error:
        return MarkedData(None, {}, (error.fault,))
    return MarkedData(data, _positions(text))


def _plain(value: Any) -> Any:
    """Dates stay dates; times, which no answer has, and numbers that are none become text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dt.datetime | dt.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value


def _positions(text: str) -> dict[KeyPath, Position]:
    positions: dict[KeyPath, Position] = {(): Position(1, 1)}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.split("\n"), start=1):
        place = Position(number, len(line) - len(line.lstrip()) + 1)
        if header := _TABLE.match(line):
            table = _latest(_names(header.group(2)), counts)
            positions.setdefault(table, place)
            if header.group(1) == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
                positions[table] = place
        elif entry := _ENTRY.match(line):
            positions.setdefault((*table, *_names(entry.group(1))), place)
    return positions


def _names(dotted: str) -> KeyPath:
    return tuple(name.strip("\"'") for name in _KEY.findall(dotted))


def _latest(path: KeyPath, counts: dict[KeyPath, int]) -> KeyPath:
    """`path` with the index of the latest item after each array of tables on the way (TOML 1.0, Array of Tables)."""
    resolved: KeyPath = ()
    for index, name in enumerate(path):
        resolved = (*resolved, name)
        if resolved in counts and index < len(path) - 1:
            resolved = (*resolved, counts[resolved])
    return resolved
