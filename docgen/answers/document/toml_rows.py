"""Inserts, removes and moves rows of `[[tables]]` in a TOML text as whole lines, with the comments above them.

tomlkit gives the comments above a table to the one before it; people mean them for the one below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import tomlkit

from docgen.answers.document.edits import Edit, Insert, Move, Remove
from docgen.answers.document.lines import comment_start, line_break, next_line
from docgen.answers.model import KeyPath

_HEADER = re.compile(r"(?m)^[ \t]*\[{1,2}[ \t]*([^\[\]\r\n]+?)[ \t]*\]{1,2}[ \t]*(?:#[^\r\n]*)?$")


class Part(NamedTuple):
    """The lines of one table: from the comments above its header to those above the next header."""

    start: int
    end: int


def edited(text: str, edit: Edit) -> str | None:
    """`text` with `edit` made in it, if that concerns the rows of a top-level list of tables; None if it does not."""
    key = edit.path[0] if edit.path else None
    rows = _rows(text, str(key))
    if not rows:
        return None
    match edit:
        case Insert((_,), index, Mapping() as value):
            place = rows[index].start if index < len(rows) else rows[-1].end
            return _joined(text, text[:place], _written(str(key), value), text[place:])
        case Remove((_, int(index))):
            row = rows[index]
            return text[: row.start] + text[row.end :]
        case Move((_,), index, to):
            chunks = [text[row.start : row.end] for row in rows]
            chunks.insert(to, chunks.pop(index))
            gaps = [text[one.end : other.start] for one, other in pairwise(rows)] + [""]
            pieces = [piece for pair in zip(chunks, gaps, strict=True) for piece in pair]
            return _joined(text, text[: rows[0].start], *pieces, text[rows[-1].end :])
    return None


def _rows(text: str, key: str) -> list[Part]:
    """The rows of the tables `[[key]]`, each with the tables inside it."""
    headers = [(match.start(), match[1], match[0].lstrip().startswith("[[")) for match in _HEADER.finditer(text)]
    rows, start = [], None
    for begin, name, is_row in [*headers, (len(text), "", False)]:
        if start is not None and name.startswith(f"{key}."):
            continue
        above = comment_start(text, begin, 0) if name else begin
        if start is not None:
            rows.append(Part(start, above))
        start = above if is_row and name == key else None
    return rows


def part_of(text: str, path: KeyPath) -> tuple[Part, KeyPath] | None:
    """The lines that hold the value at `path`, without blank ones at the end, and the path inside them.

    They are those of a row of a top-level list of tables, or those above the first header. None: neither of them.
    """
    key, row = str(path[0]), path[1] if len(path) > 1 else None
    if isinstance(row, int) and row < len(rows := _rows(text, key)):
        part, inner = rows[row], (key, 0, *path[2:])
    elif any(match[1].split(".")[0].strip(" \t\"'") == key for match in _HEADER.finditer(text)):
        return None
    else:
        header = _HEADER.search(text)
        part, inner = Part(0, comment_start(text, header.start(), 0) if header else len(text)), path
    return Part(part.start, next_line(text, part.start + len(text[part.start : part.end].rstrip()))), inner


def _written(key: str, value: Mapping[str, object]) -> str:
    return tomlkit.dumps({key: [value]})


def _joined(text: str, *pieces: str) -> str:
    """The pieces, each on lines of its own, with a blank line before a table that had none before it."""
    joined = ""
    for piece in filter(None, pieces):
        if joined and not joined.endswith(("\n", "\r")):
            joined += line_break(text)
        if joined and _HEADER.match(piece) and not re.search(r"(?:\n|\r)[ \t]*\r?\n\Z|\A\s*\Z", joined):
            joined += line_break(text)
        joined += piece
    return joined
