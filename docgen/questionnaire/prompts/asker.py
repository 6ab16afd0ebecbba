"""Asks one question at a time: the one way in which the walk talks with a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docgen.messages import Translator, message
from docgen.questionnaire.prompts.model import Choice, Outcome, Question, Remarker
from docgen.questionnaire.prompts.scenes.lists import ChooseScene, FindScene, MarkScene
from docgen.questionnaire.prompts.scenes.text import LongScene, TextOptions, TextScene
from docgen.questionnaire.prompts.stage import Stage

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output


class Asker:
    """Every prompt ends with an `Outcome`; a closed terminal raises `TerminalClosedError`.

    `plain`: the terminal cannot move its cursor (TERM=dumb): prompts are plain lines, and words take the place of
    keys. `input` and `output` are the terminal's own unless given.
    """

    def __init__(
        self,
        translate: Translator,
        *,
        coloured: bool,
        plain: bool = False,  # noqa: ARG002
        input: Input | None = None,  # noqa: A002
        output: Output | None = None,
    ) -> None:
        self._translate = translate
        self._stage = Stage(translate, coloured=coloured, source=input, target=output)

    @property
    def draft(self) -> str:
        """What stood in the line when the last prompt ended: where a key led away, the text typed so far."""
        return self._stage.draft

    def text(
        self,
        question: Question,
        default: str = "",
        *,
        multiline: bool = False,
        remark: Remarker | None = None,
        completions: Sequence[str] = (),
        pastes: bool = False,
    ) -> Outcome:
        """Ask for a text: `Given(str)`, without blanks around.

        With `multiline` Alt-Enter breaks the line. `completions` are offered in a menu; anything else may be typed.
        With `pastes`, a paste with a tab or more than one line ends the prompt as `Pasted`.
        """
        options = TextOptions(default, multiline, remark, completions, pastes)
        return self._stage.play(TextScene(question, self._translate, options))

    def choose(
        self, question: Question, choices: Sequence[Choice], default: Any = None, *, pastes: bool = False
    ) -> Outcome:
        """Ask for one of `choices`: `Given` its value. `default` is the value pointed at first."""
        return self._stage.play(ChooseScene(question, self._translate, choices, default, pastes=pastes))

    def choose_many(self, question: Question, choices: Sequence[Choice], default: Sequence[Any] = ()) -> Outcome:
        """Ask for any number of `choices`: `Given` a list of their values, in the order of `choices`."""
        return self._stage.play(MarkScene(question, self._translate, choices, default))

    def find(self, question: Question, choices: Sequence[Choice]) -> Outcome:
        """Ask for one of up to thousands of `choices`, found by typing: `Given` its value."""
        return self._stage.play(FindScene(question, self._translate, choices))

    def confirm(self, question: Question, default: bool) -> Outcome:
        """Ask yes or no: `Given(True)` or `Given(False)`."""
        yes = Choice(True, self._translate(message("Yes")), key="y")
        no = Choice(False, self._translate(message("No")), key="n")
        return self._stage.play(ChooseScene(question, self._translate, [yes, no], default))

    def long(self, question: Question) -> Outcome:
        """Ask for a text of many lines, pasted or typed: `Given(str)`; Ctrl-D ends it."""
        return self._stage.play(LongScene(question, self._translate))
