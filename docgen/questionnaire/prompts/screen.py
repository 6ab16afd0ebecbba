"""Asks on a screen whose cursor can be moved: each question becomes a scene on the one stage."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from docgen.messages import Translator
from docgen.questionnaire.prompts.front import TextOptions
from docgen.questionnaire.prompts.model import Choice, Outcome, Question
from docgen.questionnaire.prompts.scenes.lists import ChooseScene, FindScene, MarkScene
from docgen.questionnaire.prompts.scenes.text import LongScene, TextScene
from docgen.questionnaire.prompts.stage import Stage

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output


class ScreenFront:
    """The `Front` for terminals as they are today."""

    def __init__(self, translate: Translator, *, coloured: bool, source: Input | None, target: Output | None) -> None:
        self._translate = translate
        self.marked: list[Any] = []
        self._stage = Stage(translate, coloured=coloured, source=source, target=target)

    @property
    def draft(self) -> str:
        """What stood in the line when the last prompt ended."""
        return self._stage.draft

    def text(self, question: Question, options: TextOptions) -> Outcome:
        """Ask for a text."""
        return self._stage.play(TextScene(question, self._translate, options))

    def choose(self, question: Question, choices: Sequence[Choice], default: Any, *, pastes: bool) -> Outcome:
        """Ask for one of `choices`."""
        return self._stage.play(ChooseScene(question, self._translate, choices, default, pastes=pastes))

    def choose_many(self, question: Question, choices: Sequence[Choice], default: Sequence[Any]) -> Outcome:
        """Ask for any number of `choices`."""
        scene = MarkScene(question, self._translate, choices, default)
        outcome = self._stage.play(scene)
        self.marked = scene.marked
        return outcome

    def find(self, question: Question, choices: Sequence[Choice]) -> Outcome:
        """Ask for one of very many `choices`."""
        return self._stage.play(FindScene(question, self._translate, choices))

    def long(self, question: Question) -> Outcome:
        """Ask for a text of many lines."""
        return self._stage.play(LongScene(question, self._translate))

    def held(self) -> AbstractContextManager[None]:
        """Keep the terminal between prompts."""
        return self._stage.held()

    def released(self) -> AbstractContextManager[None]:
        """Give the terminal back meanwhile."""
        return self._stage.released()
