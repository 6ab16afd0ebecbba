"""Reads JSON (RFC 8259) as plain data with the position of every value. Duplicate keys are faults; so is NaN."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from docgen.errors import Fault
from docgen.messages import Message, message
from docgen.yaml12 import MAX_DEPTH, KeyPath, MarkedData, Position

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORD = re.compile(r"[A-Za-z_]+")
_CONSTANTS = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER = 64
_OPEN_TEXT = message("A quotation mark is never closed")
_WRONG_ESCAPE = message("A backslash in a text is not followed by what it may be followed by")


def read_json(text: str, file: Path) -> MarkedData:
    """Read `text`; `file` is what the faults name. Never raises: what is wrong is in `faults`."""
    scanner = _Scanner(text, file)
    data = None
    try:
        data, end = scanner.value(scanner.skip(0), (), 0)
        if scanner.skip(end) < len(text):
            raise _BrokenError(scanner.skip(end), message("Something follows the closing bracket"))
    except _BrokenError as error:
        mend = message("Check the commas, quotes and brackets of this line and the one before.")
        scanner.faults.append(Fault(error.problem, mend, file, scanner.position(error.index).line))
    except JSONDecodeError as error:
        is_open = error.msg.startswith("Unterminated")
        problem = _OPEN_TEXT if is_open else _WRONG_ESCAPE
        mend = message("Close the quotation mark; write line breaks as \\n and backslashes as \\\\.")
        scanner.faults.append(Fault(problem, mend, file, error.lineno))
    return MarkedData(data, scanner.positions, tuple(scanner.faults))


class _BrokenError(Exception):
    """The JSON breaks at `index`; never leaves this module."""

    def __init__(self, index: int, problem: Message) -> None:
        super().__init__(problem.msgid)
        self.index = index
        self.problem = problem


@dataclass
class _Scanner:
    """A recursive-descent scanner; its depth is bounded by MAX_DEPTH."""

    text: str
    file: Path
    positions: dict[KeyPath, Position] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]

    def position(self, index: int) -> Position:
        line = bisect_right(self._line_starts, index)
        return Position(line, index - self._line_starts[line - 1] + 1)

    def skip(self, index: int) -> int:
        match = _SPACE.match(self.text, index)
        return match.end() if match else index

    def value(self, index: int, path: KeyPath, depth: int) -> tuple[Any, int]:
        """The value that begins at `index`, and the index after it."""
        self.positions.setdefault(path, self.position(index))
        if depth > MAX_DEPTH:
            raise _BrokenError(index, message("The entries are nested more than {depth} levels deep", depth=MAX_DEPTH))
        character = self.text[index : index + 1]
        if character == '"':
            return self._string(index)
        if character == "{":
            return self._object(index, path, depth)
        if character == "[":
            return self._array(index, path, depth)
        return self._plain(index)

    def _string(self, index: int) -> tuple[str, int]:
        value, end = scanstring(self.text, index + 1, False)  # line breaks inside are taken as they are
        return str(value), int(end)

    def _plain(self, index: int) -> tuple[Any, int]:
        if number := _NUMBER.match(self.text, index):
            if len(number.group()) > _LONGEST_NUMBER:
                raise _BrokenError(index, message("A number has more than {digits} digits", digits=_LONGEST_NUMBER))
            is_integer = number.group(1) is None and number.group(2) is None
            return (int if is_integer else float)(number.group()), number.end()
        word = _WORD.match(self.text, index)
        if word and word.group() in _CONSTANTS:
            return _CONSTANTS[word.group()], word.end()
        raise _BrokenError(index, message("A value was expected here"))

    def _array(self, index: int, path: KeyPath, depth: int) -> tuple[list[Any], int]:
        items: list[Any] = []
        index = self.skip(index + 1)
        if self.text[index : index + 1] == "]":
            return items, index + 1
        while True:
            item, index = self.value(index, (*path, len(items)), depth + 1)
            items.append(item)
            index, ended = self._comma_or(self.skip(index), "]")
            if ended:
                return items, index

    def _object(self, index: int, path: KeyPath, depth: int) -> tuple[dict[str, Any], int]:
        entries: dict[str, Any] = {}
        index = self.skip(index + 1)
        if self.text[index : index + 1] == "}":
            return entries, index + 1
        while True:
            if self.text[index : index + 1] != '"':
                raise _BrokenError(index, message("A key in double quotes was expected here"))
            start = index
            key, index = self._string(index)
            self._note_key(key, start, path, entries)
            index = self.skip(index)
            if self.text[index : index + 1] != ":":
                raise _BrokenError(index, message("A colon was expected here"))
            entries[key], index = self.value(self.skip(index + 1), (*path, key), depth + 1)
            index, ended = self._comma_or(self.skip(index), "}")
            if ended:
                return entries, index

    def _note_key(self, key: str, index: int, path: KeyPath, entries: dict[str, Any]) -> None:
        where = (*path, key)
        if key in entries:
            self.faults.append(
                Fault(
                    message("“{key}” stands twice, first in line {first}", key=key, first=self.positions[where].line),
                    message("Delete one of the two, or give it its right name."),
                    self.file,
                    self.position(index).line,
                )
            )
        self.positions.setdefault(where, self.position(index))

    def _comma_or(self, index: int, bracket: str) -> tuple[int, bool]:
        """The index of what follows the comma or the closing bracket at `index`, and whether it was the bracket."""
        character = self.text[index : index + 1]
        if character == bracket:
            return index + 1, True
        if character != ",":
            raise _BrokenError(index, message("A comma or “{bracket}” was expected here", bracket=bracket))
        return self.skip(index + 1), False
