"""Asks one question at a time: the one way in which the walk talks with a person."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self, TextIO

from docgen.messages import Translator, message
from docgen.questionnaire.prompts.front import Front, TextOptions
from docgen.questionnaire.prompts.model import Choice, Outcome, Proposal, Question, Remarker

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output


class Asker:
    """Every prompt ends with an `Outcome`; a closed terminal raises `TerminalClosedError`.

    As a context manager it keeps the terminal between prompts: what is typed ahead is not shown twice, and Ctrl-C is
    a key of the next prompt. `released` gives the terminal back for an editor, or for work that may be interrupted.
    """

    def __init__(
        self,
        translate: Translator,
        *,
        coloured: bool,
        plain: bool = False,
        input: Input | TextIO | None = None,  # noqa: A002 (prompt_toolkit's names)
        output: Output | TextIO | None = None,
    ) -> None:
        """Ask in the terminal, or by `input` and `output`: prompt_toolkit's, or, with `plain`, text streams.

        `plain`: the cursor cannot be moved (TERM=dumb): prompts are plain lines, and words take the place of keys.
        """
        self._translate = translate
        self._front = _front(translate, input, output, coloured=coloured, plain=plain)
        self._holding = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._holding.enter_context(self._front.held())
        return self

    def __exit__(self, *_: object) -> None:
        self._holding.close()

    def released(self) -> contextlib.AbstractContextManager[None]:
        """Give the terminal back meanwhile: to an editor, or so that Ctrl-C interrupts what is being done."""
        return self._front.released()

    @property
    def draft(self) -> str:
        """What stood in the line when the last prompt ended: where a key led away, the text typed so far."""
        return self._front.draft

    @property
    def marked(self) -> list[Any]:
        """What was marked when the last `choose_many` ended: where a key led away, the values marked so far."""
        return self._front.marked

    def text(
        self,
        question: Question,
        default: str | Proposal = "",
        *,
        multiline: bool = False,
        remark: Remarker | None = None,
        completions: Sequence[str] = (),
    ) -> Outcome:
        """Ask for a text: `Given(str)`, without blanks around.

        A `Proposal` is replaced by the first thing typed. With `multiline` Alt-Enter breaks the line. `completions`
        are offered in a menu; anything else may be typed.
        """
        is_proposal = isinstance(default, Proposal)
        text = default.text if isinstance(default, Proposal) else default
        return self._front.text(question, TextOptions(text, is_proposal, multiline, remark, completions))

    def choose(
        self, question: Question, choices: Sequence[Choice], default: Any = None, *, pastes: bool = False
    ) -> Outcome:
        """Ask for one of `choices`: `Given` its value. `default` is the value pointed at first.

        A choice's `key` answers at once; where none has a key, digits do for the choices of a list of up to nine.
        Anything else typed narrows the list. In a menu, where every choice has a key, it does nothing. With `pastes`, a
        paste with a tab or more than one line ends the prompt as `Pasted`.
        """
        return self._front.choose(question, choices, default, pastes=pastes)

    def choose_many(self, question: Question, choices: Sequence[Choice], default: Sequence[Any] = ()) -> Outcome:
        """Ask for any number of `choices`: `Given` a list of their values, in the order of `choices`."""
        return self._front.choose_many(question, choices, default)

    def find(self, question: Question, choices: Sequence[Choice]) -> Outcome:
        """Ask for one of up to thousands of `choices`, found by typing parts of title or note: `Given` its value."""
        return self._front.find(question, choices)

    def confirm(self, question: Question, default: bool) -> Outcome:
        """Ask yes or no: `Given(True)` or `Given(False)`."""
        yes = Choice(True, self._translate(message("Yes")), key="y")
        no = Choice(False, self._translate(message("No")), key="n")
        return self._front.choose(question, [yes, no], default, pastes=False)

    def long(self, question: Question) -> Outcome:
        """Ask for a text of many lines, pasted or typed: `Given(str)`. Enter breaks the line, Ctrl-D ends the text."""
        return self._front.long(question)


def _front(translate: Translator, source: Any, target: Any, *, coloured: bool, plain: bool) -> Front:
    if plain:
        from docgen.questionnaire.prompts.plain import PlainFront

        return PlainFront(translate, source, target)
    from docgen.questionnaire.prompts.screen import ScreenFront

    return ScreenFront(translate, coloured=coloured, source=source, target=target)
