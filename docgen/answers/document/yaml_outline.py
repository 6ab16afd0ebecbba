"""Reads the spans of no more of a YAML text than an edit touches: a section, or a few rows of its list.

Where all values stand is known from the last reading (`Answers.positions`), so the lines of a top-level key can be read
for themselves, and those of a row too. That keeps an edit fast in a file of thousands of rows.
"""

from __future__ import annotations

import re
from typing import Any

from docgen.answers.document.edits import Edit, Insert, Move, Remove
from docgen.answers.document.lines import line_end
from docgen.answers.document.yaml_spans import Entry, Kind, Node, read_spans, shifted
from docgen.answers.model import Answers

_LINE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_DASH = re.compile(r"[ \t]*-(?=\s|\Z)")


def spans_around(text: str, edit: Edit, answers: Answers) -> Node:
    """The root of `text`, which says `answers`, exact as far as `edit` needs it.

    Of other rows only the first line is looked at, other keys are left out.
    """
    outline = _Outline(text, answers)
    key = edit.path[0] if edit.path else None
    is_of_root = len(edit.path) == 1 and (isinstance(edit, Remove) or key not in answers.data)
    if not isinstance(key, str) or is_of_root or not outline.has_sections:
        return read_spans(text)
    rows = _rows_touched(edit)
    return (outline.rows(key, *rows) if rows else None) or outline.section(key) or read_spans(text)


def _rows_touched(edit: Edit) -> tuple[int, int] | None:
    """Which rows of the list at a top-level key must be known exactly: from … up to, not including."""
    if len(edit.path) >= 2 and isinstance(row := edit.path[1], int):
        return (row - 1 if isinstance(edit, Remove) else row), row + 1
    if len(edit.path) == 1 and isinstance(edit, Insert):
        return edit.index - 1, edit.index + 1
    if len(edit.path) == 1 and isinstance(edit, Move):
        return min(edit.index, edit.to) - 1, max(edit.index, edit.to) + 1
    return None


class _Outline:
    """The lines of a text, and what begins on them."""

    def __init__(self, text: str, answers: Answers) -> None:
        self._text = text
        self._answers = answers
        self._starts = [0, *(match.start() for match in _LINE.finditer(text) if match.start())]

    @property
    def has_sections(self) -> bool:
        """Whether every top-level key begins a line."""
        positions = self._answers.positions
        first = self._start(positions[()].line)
        return self._text[first : first + 1] not in {"{", "-", "."} and all(
            positions[key,].column == 1 for key in self._answers.data
        )

    def section(self, key: str) -> Node | None:
        """The root with nothing but the entry `key`."""
        start, end = self._section(key)
        return shifted(read_spans(self._text[start:end]), start)

    def rows(self, key: str, low: int, high: int) -> Node | None:
        """The root with nothing but the list `key`, whose rows are exact from `low` to `high`; None where it is odd."""
        data = self._answers.data.get(key)
        if not isinstance(data, list) or not data:
            return None
        low, high = max(low, 0), min(high, len(data))
        starts = [self._start(self._answers.positions[key, index].line) for index in range(len(data))]
        dashes = [_DASH.match(self._text, start) for start in starts]
        section, end = self._section(key)
        if section == starts[0] or not all(dashes) or len({match.group() for match in dashes if match}) > 1:
            return None
        entries = [_sketch(self._text, match.end(), value) for match, value in zip(dashes, data, strict=True) if match]
        if low < high:
            stop = starts[high] if high < len(data) else end
            exact = shifted(read_spans(self._text[starts[low] : stop]), starts[low])
            entries[low:high] = exact.entries
        if len(entries) != len(data):
            return None
        head = read_spans(self._text[section : starts[0]]).entries[0]
        column = entries[0].start - starts[0]
        rows = Node(Kind.LIST, entries[0].start, entries[-1].end, column, entries=entries)
        after = head.after + section
        return Node(Kind.MAPPING, section, rows.end, entries=[Entry(section, after, rows, key)])

    def _section(self, key: str) -> tuple[int, int]:
        keys = list(self._answers.data)
        following = keys[keys.index(key) + 1 :]
        start = self._start(self._answers.positions[key,].line)
        return start, self._start(self._answers.positions[following[0],].line) if following else len(self._text)

    def _start(self, line: int) -> int:
        return self._starts[line - 1]


def _sketch(text: str, after: int, value: Any) -> Entry:
    """A row of which only the first line is looked at: enough to know its style."""
    start = after + len(text[after : line_end(text, after)]) - len(text[after : line_end(text, after)].lstrip())
    is_flow = text[start : start + 1] in {"{", "["}
    kind = Kind.MAPPING if isinstance(value, dict) else Kind.LIST if isinstance(value, list) else Kind.SCALAR
    return Entry(after - 1, after, Node(kind, start, line_end(text, start), is_flow=is_flow))
