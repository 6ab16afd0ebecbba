"""What all scenes have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from docgen.messages import Translator
from docgen.questionnaire.prompts.foot import Hint
from docgen.questionnaire.prompts.model import Outcome, Pasted, Question, Remark
from docgen.terminal_text import is_table

Fragments: TypeAlias = list[tuple[str, str]]
"""One line on the screen, in pieces: (style, text), without line breaks."""

Action: TypeAlias = Callable[[], Outcome | None]
"""What a key does; an outcome ends the prompt."""


class Scene(ABC):
    """One prompt on the screen.

    `line` is the text being typed. The stage sets it at each change and calls `changed`; where a scene sets it
    itself, the stage takes it over after the key.
    """

    is_proposal = False
    """Whether the line is a proposal that nobody has touched: what is typed takes its place."""

    inserts: Mapping[str, str] = MappingProxyType({})
    """Keys that put a line break or a tab into the line; where none breaks it, a pasted line break becomes a blank."""

    def __init__(self, question: Question, translate: Translator, *, pastes: bool = False) -> None:
        self.question = question
        self.line = ""
        self._translate = translate
        self._pastes = pastes

    @property
    @abstractmethod
    def keys(self) -> Mapping[str, Action]:
        """The keys that this scene knows beside those of every scene, by prompt_toolkit's names."""

    @property
    @abstractmethod
    def hints(self) -> Sequence[Hint]:
        """The keys to show at the foot before those of every scene."""

    @abstractmethod
    def answer(self, value: object) -> str:
        """`value` as the transcript shows it."""

    @property
    def is_editable(self) -> bool:
        """Whether something can be typed."""
        return True

    @property
    def placeholder(self) -> str:
        """What stands dim where nothing is typed yet."""
        return ""

    @property
    def wanted_rows(self) -> int:
        """The lines that `below` would fill if it could."""
        return 0

    def below(self, columns: int, rows: int) -> list[Fragments]:  # noqa: ARG002 (most scenes show nothing there)
        """What stands beneath the line: at most `rows` lines of at most `columns` cells."""
        return []

    @property
    def remark(self) -> Remark | None:
        """What is said of the line as it stands."""
        return None

    def changed(self) -> None:  # noqa: B027 (a scene need not care)
        """Take notice that the person changed `line`."""

    def takes(self, character: str) -> bool:
        """Whether a typed character is a key of this scene, now, rather than part of the line."""
        return character in self.keys

    def take(self, character: str) -> Outcome | None:
        """React to a typed character that the scene takes."""
        return self.keys[character]()

    def pasted(self, text: str) -> Outcome | str:
        """What a cleaned paste comes to: the end of the prompt, or a text to put into the line."""
        if self._pastes and is_table(text):
            return Pasted(text)
        return text if self.inserts else " ".join(text.strip("\n").replace("\t", " ").split("\n"))
