"""Makes edits inside `{…}` and `[…]`: members are added, replaced and removed with their commas."""

from __future__ import annotations

import re

from docgen.answers.document import yaml_write as write
from docgen.answers.document.lines import line_start, next_line, stands_alone
from docgen.answers.document.yaml_spans import Entry, Node

_AT_COMMA = re.compile(r"[ \t]*+[,}]")
_REST = re.compile(r"[ \t]*+,?+[ \t]*+")
_EMPTY_REST = re.compile(r"[ \t]*+,?+[ \t]*+(?:#[^\r\n]*+)?+(?=\r|\n)")


def replaced(text: str, entry: Entry, written: str) -> str:
    """`text` with the value of `entry` replaced by `written`."""
    old = entry.value
    if entry.key is not None and old.start == old.end:
        colon = "" if text[entry.after - 1 : entry.after] == ":" else ":"
        rest = text[entry.after :].lstrip(" \t") if _AT_COMMA.match(text, entry.after) else text[entry.after :]
        return f"{text[: entry.after]}{colon} {written}{rest}"
    return text[: old.start] + written + text[old.end :]


def with_member(text: str, node: Node, index: int, written: str) -> str:
    """`text` with a member or item at `index` of `node`."""
    if not node.entries:
        return f"{text[: node.start + 1]}{written}{text[node.end - 1 :]}"
    if index == 0:
        start = node.entries[0].start
        return f"{text[:start]}{written}, {text[start:]}"
    end = node.entries[index - 1].end
    return f"{text[:end]}, {written}{text[end:]}"


def without_member(text: str, node: Node, index: int) -> str:
    """`text` without the member or item `index` of `node`, and without the lines that it leaves empty."""
    entry = node.entries[index]
    if stands_alone(text, entry.start) and (_EMPTY_REST.match(text, entry.end)):
        return text[: line_start(text, entry.start)] + text[next_line(text, entry.end) :]
    if index + 1 < len(node.entries):
        rest = _REST.match(text, entry.end)
        return text[: entry.start] + text[rest.end() if rest else entry.end :]
    before = node.entries[index - 1].end if index else node.start + 1
    return text[:before] + text[entry.end :]


def moved(text: str, node: Node, index: int, to: int) -> str:
    """`text` with the item `index` of `node` at the place `to`, those between shifted; the places keep their commas."""
    written = [text[entry.start : entry.end] for entry in node.entries]
    written.insert(to, written.pop(index))
    parts, done = [], 0
    for entry, new in zip(node.entries, written, strict=True):
        parts += [text[done : entry.start], new]
        done = entry.end
    return "".join([*parts, text[done:]])


def member(key: str, value: object) -> str:
    """A member of a flow mapping."""
    return f"{write.key_text(key)}: {write.flow(value)}"
