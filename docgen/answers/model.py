"""The value types of an answer file: plain data, and where each value stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.yaml12 import KeyPath, Position

__all__ = ["ANNEXES", "UNFINISHED", "Answers", "KeyPath", "Position", "inside", "value_at"]

ANNEXES = "annexes"
"""The key that lists files to bind after the documents, whatever the pack: paths, relative to the answer file."""

UNFINISHED = "unfinished"
"""The key by which the questionnaire marks a file that it has not come to the end of; its value is where to go on."""


def inside(value: object, key: str | int) -> Any:
    """What stands at one key of a mapping or one index of a list; None where nothing does."""
    if isinstance(key, int):
        return value[key] if isinstance(value, list) and 0 <= key < len(value) else None
    return value.get(key) if isinstance(value, Mapping) else None


def value_at(value: object, path: KeyPath) -> Any:
    """What stands at `path` in answers, whatever their shape; None where nothing does."""
    for key in path:
        value = inside(value, key)
    return value


@dataclass(frozen=True, slots=True)
class Answers:
    """An answer file as read: nothing is checked but that it is well-formed.

    `data` holds str, int, float, bool, None, datetime.date (from TOML only), list and dict. `positions` has an entry
    for every value and, for a mapping entry, that of its key. `source` is the file's bytes, kept for the archive.
    """

    file: Path
    data: dict[str, Any]
    positions: Mapping[KeyPath, Position]
    source: bytes

    def line_of(self, path: KeyPath) -> int:
        """The line of the value at `path`, or of the nearest value around it that stands in the file."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions[path].line if path in self.positions else 1
