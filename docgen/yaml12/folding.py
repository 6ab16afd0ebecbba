"""Takes back the blanks that folding puts between lines of Chinese text, where no writer means one.

YAML joins the lines of a folded scalar with a blank (YAML 1.2.2, 6.5): right between Latin words, a hole in a Chinese
sentence. Blanks that the writer typed stay.
"""

from __future__ import annotations

import re

_JOINT = re.compile(r"(.)[ \t]*\r?\n[ \t]*(?=(.))")
_WIDE = (("\u2e80", "\u9fff"), ("\uf900", "\ufaff"), ("\ufe30", "\ufe4f"), ("\uff00", "\uff60"), ("\uffe0", "\uffe6"))
_WIDE_PUNCTUATION = frozenset("“”‘’—…·")
_FULL_STOPS = frozenset("，。、；：！？）》】」』")
_OPENINGS = frozenset("（《【「『")
"""Punctuation that brings its own blank: beside it none is meant, be the other neighbour Latin."""
_CONTEXT = 12
"""Characters on either side that tell one joint from another blank of the same text."""


def without_fold_blanks(value: str, written: str) -> str:
    """`value`, without the blanks at line ends between wide characters of `written`, the source of this scalar.

    The joints are looked for in their order; where one is not found (escapes in a quoted text), the rest stays.
    """
    if written.startswith(">"):  # the first line holds the sign, and perhaps a comment
        written = written.partition("\n")[2]
    written = written.strip("\"'")
    kept, done = [], 0
    for joint in filter(_is_between_wide, _JOINT.finditer(written)):
        before = written[max(0, joint.start() - 2 * _CONTEXT) : joint.start() + 1].rpartition("\n")[2].lstrip()
        after = written[joint.end() : joint.end() + _CONTEXT].partition("\n")[0].rstrip()
        before = before[-_CONTEXT:]
        found = value.find(f"{before} {after}", done)
        if found < 0:
            break
        blank = found + len(before)
        kept.append(value[done:blank])
        done = blank + 1
    return "".join((*kept, value[done:]))


def _is_between_wide(joint: re.Match[str]) -> bool:
    """Whether a joint's neighbours are wide, or one is full-width punctuation that faces the other.

    Asked here, since an expression with all of them compiles for 3 ms.
    """
    if joint[1] in _FULL_STOPS or joint[2] in _OPENINGS:
        return True
    return _is_wide(joint[1]) and _is_wide(joint[2])


def _is_wide(char: str) -> bool:
    if char in _WIDE_PUNCTUATION or "\U00020000" <= char <= "\U0003fffd":
        return True
    return any(first <= char <= last for first, last in _WIDE)
