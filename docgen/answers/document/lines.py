"""Finds the lines of a text, whichever of the three line breaks it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BREAK = re.compile(r"\r\n|\r|\n")
_BLANK_LINES = re.compile(r"(?:(?:\r\n|\r|\n)[ \t]*(?=[\r\n]|\Z))*")


def line_break(text: str) -> str:
    """The line break that `text` uses; that of Unix where it has none."""
    match = _BREAK.search(text)
    return match.group() if match else "\n"


def line_start(text: str, index: int) -> int:
    """Where the line begins that holds the character at `index`."""
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def line_end(text: str, index: int) -> int:
    """Where the line ends that holds the character at `index`; the line break is not part of it."""
    match = _BREAK.search(text, index)
    return match.start() if match else len(text)


def next_line(text: str, index: int) -> int:
    """Where the line after that of `index` begins."""
    match = _BREAK.search(text, index)
    return match.end() if match else len(text)


def before_next_content(text: str, index: int) -> int:
    """The end of the last blank line after that of `index`; that of its own line where none follows."""
    match = _BLANK_LINES.match(text, line_end(text, index))
    return match.end() if match else line_end(text, index)


def stands_alone(text: str, index: int) -> bool:
    """Whether nothing but blanks stands before `index` on its line."""
    return not text[line_start(text, index) : index].strip()


def comment_start(text: str, index: int, floor: int) -> int:
    """Where the comment lines directly above the line of `index` begin; none of them stands before `floor`."""
    start = line_start(text, index)
    while start > floor:
        above = line_start(text, start - len(_break_before(text, start)))
        if above < floor or not text[above:start].lstrip().startswith("#"):
            break
        start = above
    return start


def without_lines(text: str, start: int, end: int) -> str:
    """`text` without the whole lines from that which begins at `start` to that which ends at `end`."""
    after = next_line(text, end)
    if after == len(text) and not _BREAK.search(text, end):  # the last line has no line break: its forerunner loses it
        start -= len(_break_before(text, start))
    return text[:start] + text[after:]


def with_lines_after(text: str, index: int, lines: Iterable[str]) -> str:
    """`text` with `lines` after the line of `index`."""
    end = line_end(text, index)
    mark = line_break(text)
    return text[:end] + "".join(mark + line for line in lines) + text[end:]


def with_lines_before(text: str, index: int, lines: Iterable[str]) -> str:
    """`text` with `lines` before what stands at `index`, which is moved to a line of its own at the same column.

    The first of the lines takes its place, so it comes without indentation.
    """
    mark = line_break(text)
    column = index - line_start(text, index)
    return text[:index] + mark.join(lines) + mark + " " * column + text[index:]


def _break_before(text: str, index: int) -> str:
    if text[max(0, index - 2) : index] == "\r\n":
        return "\r\n"
    return text[max(0, index - 1) : index]
