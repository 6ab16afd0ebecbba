"""Breaks a long text into the lines of a folded scalar (`>-`), and takes care that it is read as the very same text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from docgen.yaml12 import read_yaml

_STOPS = frozenset("，。；：、！？）》】”’…")
"""A line ends best after these, and none begins with one of them."""

_OPENERS = frozenset("（《【“‘")


def folded(text: str, room: int) -> list[str] | None:
    """The lines, each of at most about `room` columns, that a folded scalar holds for `text`.

    None where `text` does not come back the same: where it has line breaks or blanks at its ends, or says the same
    thing again and again, so that `docgen.yaml12` cannot tell which blanks are those of line ends.
    """
    if "\n" in text or text != text.strip():
        return None
    lines = []
    rest = text
    while rest:
        end = _line_length(rest, room)
        line, rest = rest[:end], rest[end:]
        lines.append(line.removesuffix(" "))
    written = "text: >-\n" + "".join(f"  {line}\n" for line in lines)
    return lines if read_yaml(written, Path()).data == {"text": text} else None


def _line_length(text: str, room: int) -> int:
    """How many characters of `text` go on the next line: to a stop in its second half, or else to its last gap."""
    used, gap, stop = 0, 0, 0
    for index, character in enumerate(text):
        used += 2 if _is_wide(character) else 1
        if used > room and gap:
            return stop or gap
        after = text[index + 1 : index + 2]
        if not after:
            break
        if _is_gap(text[index - 1 : index], character, after):
            gap = index + 1
            if character in _STOPS and used * 2 > room:
                stop = gap
    return len(text)


def _is_gap(before: str, character: str, after: str) -> bool:
    """Whether a line may end after `character`: at a blank between words, or between two wide characters."""
    if character == " ":
        return bool(before.strip() and after.strip()) and not (_is_wide(before) and _is_wide(after))
    return _is_wide(character) and _is_wide(after) and character not in _OPENERS and after not in _STOPS


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’—…"
