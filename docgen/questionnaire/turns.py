"""What a place hands back to the walk, and where a walk stands."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Literal, NamedTuple, TypeAlias

from docgen.questionnaire.places import END, MARK, exists, from_text, place_for, to_text
from docgen.questionnaire.prompts import Asker, Key, Outcome
from docgen.questionnaire.screen import Screen
from docgen.questionnaire.worksheet import Worksheet
from docgen.yaml12 import KeyPath


class Ending(enum.Enum):
    """How a walk ended. All but the first two leave the file as it is, to be gone on with."""

    BUILD = "build"
    DRAFT = "draft"
    LEFT = "left"
    INTERRUPTED = "interrupted"


@dataclass
class Desk:
    """What every place works with: the answers, the prompts, the screen above them, the variables of the environment.

    `drafts` are lines that were being typed, and marks that were being set, when a key led away from them; they are
    there again on coming back.
    """

    sheet: Worksheet
    asker: Asker
    screen: Screen
    environment: Mapping[str, str] = field(default_factory=dict)
    drafts: dict[KeyPath, Any] = field(default_factory=dict)

    def ask(self, path: KeyPath, prompt: Callable[[], Outcome]) -> Outcome:
        """Ask something in passing at `path`; where help is wanted it is said, and the same asked again."""
        while (given := prompt()) is Key.HELP:
            self.screen.help(path, self.sheet)
        return given

    def say(self, msgid: str, **params: object) -> str:
        """Translate a sentence of the questionnaire."""
        return self.screen.say(msgid, **params)


Way: TypeAlias = Literal["along", "once", "gaps"]
_MARKS: Mapping[Way, str] = {"once": "<", "along": "<<", "gaps": "<?"}
"""How a bookmark tells which way leads back: `tasks.4.end < @.schedule`."""


class Spot(NamedTuple):
    """Where a walk stands, and where it goes from there.

    `then` is the spot to return to (None: on along the plan). `way` says what follows an answer: `along` the next
    place, `once` back to `then` at once, `gaps` the table's next gap and then `then`.
    """

    path: KeyPath
    then: Spot | None = None
    way: Way = "along"
    adding: bool = False
    """Whether a row has just been added to the table at `path`, so that another one is likely to follow."""

    def bookmark(self) -> str:
        """The spot as the answer file keeps it."""
        return to_text(self.path) + (f" {_MARKS[self.way]} {self.then.bookmark()}" if self.then else "")


def from_bookmark(text: object, sheet: Worksheet) -> Spot | None:
    """The spot that a bookmark tells; None where there is none, or no place of this plan is meant."""
    if not isinstance(text, str):
        return None
    ways = {mark: way for way, mark in _MARKS.items()}
    parts = text.split()
    spot = None
    for place, mark in reversed(list(zip_longest(parts[::2], parts[1::2], fillvalue=""))):
        path = from_text(place)
        if exists(path, sheet):
            path = path if path[0] == MARK else place_for(path, sheet)
            spot = Spot(path, spot, ways.get(mark, "once") if spot and path != END else "along")
    return spot


@dataclass(frozen=True, slots=True)
class Answer:
    """A value, in written form, for the place where the walk stands (None: left out)."""

    value: Any


class Onward(enum.Enum):
    """Go on to the next place; nothing was changed."""

    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Goto:
    """Go on at another spot; what the place changed is to be saved."""

    spot: Spot


Turn: TypeAlias = Answer | Onward | Goto | Key | Ending


def key_of(outcome: Outcome) -> Key:
    """The key with which a prompt ended that was not answered; it takes no pasted tables."""
    if isinstance(outcome, Key):
        return outcome
    raise TypeError(outcome)
