"""Makes edits among the lines of block collections: entries are added, replaced, removed and moved as whole lines."""

from __future__ import annotations

import re
from typing import Any

from docgen.answers.document import yaml_write as write
from docgen.answers.document.lines import (
    before_next_content,
    comment_start,
    line_break,
    line_end,
    line_start,
    stands_alone,
    with_lines_after,
    with_lines_before,
    without_lines,
)
from docgen.answers.document.yaml_spans import Entry, Kind, Node, block_header, keeps_blank_lines


def replaced(text: str, container: Node, entry: Entry, value: Any) -> str:
    """`text` with the value of `entry` replaced; a comment at the end of its (first) line stays."""
    return _with_value(text, entry, _lines(text, container, entry, value))


def with_key(text: str, node: Node, index: int, key: str, value: Any) -> str:
    """`text` with a new entry at `index` of the block mapping `node`."""
    lines = write.entry_lines(key, value, node.column)
    if index == 0:
        return with_lines_before(text, node.entries[0].start, [lines[0].lstrip(), *lines[1:]])
    return with_lines_after(text, node.entries[index - 1].end, lines)


def without_key(text: str, node: Node, index: int) -> str:
    """`text` without the entry `index` of the block mapping `node`, which has others.

    Comment lines above it stay, since they explain a key that may come back.
    """
    entry = node.entries[index]
    if stands_alone(text, entry.start):
        return _without(text, node, index, line_start(text, entry.start))
    return _without_first(text, node)


def with_row(text: str, node: Node, index: int, value: Any, floor: int) -> str:
    """`text` with a new row at `index` of the block list `node`; `floor` is where the text before the list ends."""
    first, *rest = write.item(value, node.column, in_line=_row_style(text, node, value))
    if index:
        return with_lines_after(text, node.entries[index - 1].end, [" " * node.column + first, *rest])
    dash = node.entries[0].start
    if not stands_alone(text, dash):
        return with_lines_before(text, dash, [first, *rest])
    start = comment_start(text, dash, floor)
    lines = [" " * node.column + first, *rest]
    return text[:start] + "".join(line + line_break(text) for line in lines) + text[start:]


def without_row(text: str, node: Node, index: int, floor: int) -> str:
    """`text` without the row `index` of the block list `node`, which has others, and without its comments."""
    entry = node.entries[index]
    if stands_alone(text, entry.start):
        return _without(text, node, index, _territory(text, node, index, floor)[0])
    return _without_first(text, node)


def moved(text: str, node: Node, index: int, to: int, floor: int) -> str:
    """`text` with the row `index` at the place `to`, with its comments; the blank lines between the places stay."""
    if stands_alone(text, node.entries[0].start):
        places = [_territory(text, node, at, floor) for at in range(len(node.entries))]
    else:
        places = [(entry.start, line_end(text, entry.end)) for entry in node.entries]
    written = [text[start:end] for start, end in places]
    written.insert(to, written.pop(index))
    parts, done = [], 0
    for (start, end), new in zip(places, written, strict=True):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def outgrows(text: str, container: Node, entry: Entry, old: Any, new: Any) -> bool:
    """Whether the value of `entry`, which read well on its one line as `old`, no longer does as `new`."""
    node = entry.value
    if line_end(text, node.start) < node.end:
        return False
    if container.kind is Kind.LIST:
        used = container.column + 2
        if not write.row_reads_well_in_line(old, used) or write.has_line_breaks(new):
            return write.has_line_breaks(new) and not write.has_line_breaks(old)
        return not write.row_reads_well_in_line(new, used) and not _has_wide_rows(text, container, entry)
    used = write.columns(text[line_start(text, node.start) : node.start])
    return write.reads_well_in_line(old, used) and not write.reads_well_in_line(new, used)


def in_block_style(text: str, container: Node, entry: Entry, value: Any) -> str:
    """`text` with the flow collection of `entry` written anew in block style, holding `value`."""
    if container.kind is Kind.LIST:
        first, *rest = write.item(value, container.column, in_line=False)
        return _with_value(text, entry, [first[1:], *rest])
    return _with_value(text, entry, write.block_after_key(value, container.column))


def _lines(text: str, container: Node, entry: Entry, value: Any) -> list[str]:
    """The lines of `value` in the place of that of `entry`, in the style of what stood there."""
    old = entry.value
    if container.kind is Kind.LIST:
        in_line = _row_style(text, container, value, entry)
        first, *rest = write.item(value, container.column, in_line=in_line)
        return [first[1:], *rest]
    is_block = old.kind is not Kind.SCALAR and not old.is_flow
    if is_block and value and isinstance(value, dict if old.kind is Kind.MAPPING else list):
        return write.block_after_key(value, old.column - 2)
    used = write.columns(text[line_start(text, entry.start) : entry.after])
    return write.after_key(value, container.column, used)


def _with_value(text: str, entry: Entry, lines: list[str]) -> str:
    """`text` with `lines` as the value of `entry`: the first goes on its line, before a comment, the others below."""
    old, after = entry.value, entry.after
    gap = text[after : old.start]
    if old.is_block_scalar:
        head = old.start + len(block_header(text[old.start : old.end]))
        body, end = line_end(text, head), old.end
    elif old.kind is Kind.SCALAR or old.is_flow:
        if "#" in gap and len(lines) == 1:
            return text[: old.start] + lines[0].lstrip() + text[old.end :]
        head, body = max(after, old.end), line_end(text, max(after, old.end))
        end = body
    elif line_end(text, after) < old.start:
        head, body, end = after, line_end(text, after), line_end(text, old.end)
    else:
        head = body = end = line_end(text, old.end)
    mark = line_break(text)
    below = "".join(mark + line for line in lines[1:])
    return f"{text[:after]}{lines[0]}{text[head:body]}{below}{text[end:]}"


def _without(text: str, node: Node, index: int, start: int) -> str:
    """`text` without the lines from `start` to the end of the entry `index` of `node`."""
    end = line_end(text, node.entries[index].end)
    if index and keeps_blank_lines(text, node.entries[index - 1].value):
        end = before_next_content(text, end)
    return without_lines(text, start, end)


def _without_first(text: str, node: Node) -> str:
    """`text` without the first entry of `node`, which shares its line with the dash before it."""
    first, second = node.entries[0], node.entries[1]
    if text[line_end(text, first.end) : second.start].strip():  # a comment that belongs to what follows
        return text[: first.start].rstrip(" ") + text[line_end(text, first.end) :]
    return text[: first.start] + text[second.start :]


def _territory(text: str, node: Node, index: int, floor: int) -> tuple[int, int]:
    """Where the row `index` begins, its comments above included, and where its last line ends."""
    entry = node.entries[index]
    if index:
        floor = line_end(text, node.entries[index - 1].end)
    start = comment_start(text, entry.start, floor) if stands_alone(text, entry.start) else entry.start
    return start, line_end(text, entry.end)


def _row_style(text: str, node: Node, value: Any, skip: Entry | None = None) -> bool | None:
    """Whether a row is to stand on one line because its neighbours do, or not to; None where there are none."""
    if not isinstance(value, list | dict) or not value:
        return None
    rows = [entry for entry in node.entries if entry is not skip and entry.value.kind is not Kind.SCALAR]
    if not rows:
        is_block = skip is not None and skip.value.kind is not Kind.SCALAR and not skip.value.is_flow
        return False if is_block else None
    if not any(row.value.is_flow for row in rows):
        return False
    if write.has_line_breaks(value):
        return False
    return write.row_reads_well_in_line(value, node.column + 2) or _has_wide_rows(text, node, skip)


def _has_wide_rows(text: str, node: Node, skip: Entry | None) -> bool:
    """Whether a neighbour is a row on one line that is wider than docgen writes: then so may be what is new."""
    for entry in node.entries:
        if entry is not skip and entry.value.is_flow:
            line = text[line_start(text, entry.start) : entry.end]
            if not re.search(r"[\r\n]", line) and write.columns(line) > write.MAX_COLUMNS:
                return True
    return False
