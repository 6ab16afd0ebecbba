"""What the two ways of asking have in common: the screen with its cursor, and plain lines."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from docgen.questionnaire.prompts.model import Choice, Outcome, Question, Remarker


class TextOptions(NamedTuple):
    """How a text is asked for: see `Asker.text`."""

    default: str = ""
    is_proposal: bool = False
    multiline: bool = False
    remark: Remarker | None = None
    completions: Sequence[str] = ()


class Front(Protocol):
    """Asks in a terminal; each method is that of `Asker`."""

    @property
    def draft(self) -> str:
        """What stood in the line when the last prompt ended."""

    @property
    def marked(self) -> list[Any]:
        """What was marked when the last list of marks ended."""

    def text(self, question: Question, options: TextOptions) -> Outcome:
        """Ask for a text."""

    def choose(self, question: Question, choices: Sequence[Choice], default: Any, *, pastes: bool) -> Outcome:
        """Ask for one of `choices`."""

    def choose_many(self, question: Question, choices: Sequence[Choice], default: Sequence[Any]) -> Outcome:
        """Ask for any number of `choices`."""

    def find(self, question: Question, choices: Sequence[Choice]) -> Outcome:
        """Ask for one of very many `choices`."""

    def long(self, question: Question) -> Outcome:
        """Ask for a text of many lines."""

    def held(self) -> AbstractContextManager[None]:
        """Keep the terminal between prompts."""

    def released(self) -> AbstractContextManager[None]:
        """Give the terminal back meanwhile."""
