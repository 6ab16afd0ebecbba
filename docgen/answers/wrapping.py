"""Breaks a text into lines for a file that is read in an editor; a Chinese character takes two columns."""

from __future__ import annotations

from docgen.answers.document.yaml_write import columns

_NEVER_FIRST = frozenset("，。、；：！？）》」』】〉”’…,.;:!?)]}%")
"""Punctuation that does not begin a line (GB/T 15834, 5.1.10)."""
_NEVER_LAST = frozenset("（《「『【〈“‘([{")


def wrapped(text: str, width: int) -> list[str]:
    """The lines of `text`, none wider than `width` columns unless one word is."""
    return [line for paragraph in text.splitlines() or [""] for line in _lines(paragraph.strip(), width)]


def _lines(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for piece in _pieces(text):
        if line and columns(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """The parts of `text` that stay whole."""
    pieces = [""]
    for before, char in zip(" " + text, text, strict=False):
        if _may_break(before, char):
            pieces.append("")
        pieces[-1] += char
    return pieces


def _may_break(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST or after.isspace():
        return False
    return before.isspace() or columns(before) == 2 or columns(after) == 2
