"""The values that pass between the walk and a prompt: what is asked, what is said of it, what came of it."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias


class Key(enum.Enum):
    """A key that leads away from the prompt instead of answering it."""

    BACK = "back"
    JUMP = "jump"
    HELP = "help"
    LEAVE = "leave"
    INTERRUPT = "interrupt"


@dataclass(frozen=True, slots=True)
class Given:
    """What was accepted: a text without blanks around, a choice's value, a list of values, True or False."""

    value: Any


@dataclass(frozen=True, slots=True)
class Pasted:
    """A paste that is a table rather than an answer: it has a tab or more than one line. Lines end with a line feed."""

    text: str


Outcome: TypeAlias = Given | Pasted | Key
"""How a prompt ends. A closed terminal is none of them: it raises `TerminalClosedError`."""


class TerminalClosedError(EOFError):
    """The terminal, or the input that stands for it, was closed while a prompt waited; asking again is in vain."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a prompt shows beside the line or list: `place` (“第 3 项任务 · 4/9”), `help`, `example` are shown dim."""

    label: str
    place: str = ""
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text with which a prompt begins and which nobody has given yet: Enter takes it, what is typed replaces it."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things to choose from; `note` is shown dim beside the title, `key` (one character) answers with it.

    `is_other`: something else than what is listed; “all” leaves it out.
    """

    value: Any
    title: str
    note: str = ""
    key: str | None = None
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a line while it is typed.

    An error keeps Enter from accepting the line; `offer` is another text that Ctrl-N puts in its place.
    """

    text: str
    is_error: bool = False
    offer: str | None = None


Remarker: TypeAlias = Callable[[str], Remark | None]
"""Says what is to be said of a line (without blanks around); None: nothing. Called at each change: it must be fast."""
