"""The line of keys at the foot of a prompt, as long as the terminal is wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.messages import Message, Translator, message
from docgen.questionnaire.prompts.cells import width


class Hint(NamedTuple):
    """A key and what it does, in a word and in a `brief` one; `rank` 0 stays longest where the terminal is narrow."""

    key: Message | str
    does: Message
    brief: Message | None = None
    rank: int = 0


NAVIGATION = (
    Hint("Ctrl-B", message("previous"), message("back")),
    Hint("Ctrl-G", message("go to"), message("go")),
    Hint("F1", message("help")),
    Hint("Ctrl-X", message("save and leave"), message("exit")),
)
ACCEPT = Hint("Enter", message("accept"), rank=3)
REPLACE = Hint(message("type"), message("replace"), rank=2)
MARK = Hint(message("Space"), message("mark"), message("tick"))
MARK_ALL = Hint("Ctrl-A", message("all"), rank=1)
OFFER = Hint("Ctrl-N", message("take"), rank=1)
LINE_BREAK = Hint("Alt-Enter", message("new line"), rank=2)
FINISH = Hint("Ctrl-D", message("finish"))
COMPLETE = Hint("Tab", message("pick"), rank=2)
SEARCH = Hint("↑↓", message("pick"), rank=2)

_OBVIOUS = 3
"""The rank of what people try of themselves: it goes before anything is shortened."""


class _Form(NamedTuple):
    """One way to write the line."""

    hints: Sequence[Hint]
    caret: bool = False  # ^B for Ctrl-B
    brief: bool = False
    gap: int = 2


def foot(hints: Sequence[Hint], columns: int, translate: Translator) -> list[tuple[str, str]]:
    """The keys and what they do, as pairs that fit into `columns`, the blanks between the pairs included."""
    for form in _forms(hints):
        pairs = [_pair(hint, form, translate) for hint in form.hints]
        if sum(width(key) + 1 + width(does) + form.gap for key, does in pairs) - form.gap <= columns:
            last = len(pairs) - 1
            return [(key, does + " " * form.gap * (place < last)) for place, (key, does) in enumerate(pairs)]
    return []


def _forms(hints: Sequence[Hint]) -> Iterator[_Form]:
    """The forms of the line, the longest first."""
    yield _Form(hints)
    yield _Form([hint for hint in hints if hint.rank < _OBVIOUS])
    left = list(hints)
    while left:
        yield _Form(left, caret=True)
        yield _Form(left, caret=True, brief=True)
        yield _Form(left, caret=True, brief=True, gap=1)
        highest = max(hint.rank for hint in left)
        dropped = next(place for place in reversed(range(len(left))) if left[place].rank == highest)
        left = left[:dropped] + left[dropped + 1 :]


def _pair(hint: Hint, form: _Form, translate: Translator) -> tuple[str, str]:
    key = translate(hint.key)
    does = hint.brief if form.brief and hint.brief else hint.does
    return key.replace("Ctrl-", "^") if form.caret else key, translate(does)
