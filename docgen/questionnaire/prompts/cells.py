"""Measures, cuts and wraps text by the cells that it takes in a terminal: two for a Chinese character."""

from __future__ import annotations

from prompt_toolkit.utils import get_cwidth

_NEVER_FIRST = frozenset("，。、；：！？）》」』】〉”’…,.;:!?)]}%")
"""Punctuation that does not begin a line (GB/T 15834, 5.1.10)."""


def width(text: str) -> int:
    """The cells that `text` takes."""
    return get_cwidth(text)


def cut(text: str, cells: int) -> str:
    """The text where it fits into `cells`, else its beginning and an ellipsis."""
    if width(text) <= cells:
        return text
    return fitting(text, cells - 1) + "…" if cells > 0 else ""


def fitting(text: str, cells: int) -> str:
    """As much of the beginning of `text` as fits into `cells`."""
    used = 0
    for index, character in enumerate(text):
        used += get_cwidth(character)
        if used > cells:
            return text[:index]
    return text


def wrapped(text: str, cells: int) -> list[str]:
    """The lines of `text`, none wider than `cells`, broken at blanks or between Chinese characters."""
    return [line for paragraph in text.splitlines() for line in _wrapped_paragraph(paragraph, max(cells, 2))]


def _wrapped_paragraph(text: str, cells: int) -> list[str]:
    lines = []
    rest = text.strip()
    while width(rest) > cells:
        end = max(_break(rest, len(fitting(rest, cells))), 1)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*lines, rest]


def _break(text: str, end: int) -> int:
    """Where to break `text`, at `end` or a little before it: not inside a word, not before closing punctuation."""
    for place in range(end, max(end - 20, 0), -1):
        before, after = text[place - 1], text[place]
        inside_word = before.isascii() and after.isascii() and not before.isspace() and not after.isspace()
        if not inside_word and after not in _NEVER_FIRST:
            return place
    return end
