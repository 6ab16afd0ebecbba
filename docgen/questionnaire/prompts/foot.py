"""The line of keys at the foot of a prompt, as long as the terminal is wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.messages import Message, Translator, message
from docgen.questionnaire.prompts.cells import width


class Hint(NamedTuple):
    """A key and what it does; `rank` 0 stays longest where the terminal is narrow."""

    key: Message | str
    does: Message
    rank: int = 1
    brief: Message | None = None


BACK = Hint("Ctrl-B", message("previous question"), 0, message("back"))
JUMP = Hint("Ctrl-G", message("go to"), 0)
HELP = Hint("F1", message("help"), 0)
LEAVE = Hint("Ctrl-X", message("save and leave"), 0, message("leave"))
NAVIGATION = (BACK, JUMP, HELP, LEAVE)

ACCEPT = Hint("Enter", message("accept"), 3)
MARK = Hint(message("Space"), message("mark"), 1)
MARK_ALL = Hint("Ctrl-A", message("all or none"), 2, message("all"))
OFFER = Hint("Ctrl-N", message("take the offer"), 1, message("take"))
LINE_BREAK = Hint("Alt-Enter", message("new line"), 2)
FINISH = Hint("Ctrl-D", message("finish"), 0)
COMPLETE = Hint("Tab", message("pick a name"), 2, message("pick"))
SEARCH = Hint("↑↓", message("pick"), 2)


def foot(hints: Sequence[Hint], columns: int, translate: Translator) -> list[tuple[str, str]]:
    """The keys and their meanings as pairs that fit into `columns`, blanks between them included.

    Where they do not fit: first briefer words, then `^B` for `Ctrl-B`, then single blanks, then the highest ranks go.
    """
    left = list(hints)
    while left:
        for brief, caret, gap in ((False, False, 2), (True, False, 2), (True, True, 2), (True, True, 1)):
            pairs = [_pair(hint, translate, brief=brief, caret=caret) for hint in left]
            needed = sum(width(key) + 1 + width(does) for key, does in pairs) + gap * (len(pairs) - 1)
            if needed < columns:
                return [
                    (key, does + " " * (gap if place + 1 < len(pairs) else 0))
                    for place, (key, does) in enumerate(pairs)
                ]
        highest = max(hint.rank for hint in left)
        left.remove(next(hint for hint in reversed(left) if hint.rank == highest))
    return []


def _pair(hint: Hint, translate: Translator, *, brief: bool, caret: bool) -> tuple[str, str]:
    key = translate(hint.key)
    return key.replace("Ctrl-", "^") if caret else key, translate(hint.brief if brief and hint.brief else hint.does)
