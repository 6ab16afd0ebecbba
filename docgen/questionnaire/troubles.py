"""Asks what to do where the answer file cannot be saved: nothing that was answered is given up without a word."""

from __future__ import annotations

from collections.abc import Callable

from docgen.answers.document import ChangedElsewhereError
from docgen.errors import AnswersError
from docgen.questionnaire.prompts import Choice, Given, Question
from docgen.questionnaire.turns import Desk


def asking_to_try_again(desk: Desk) -> Callable[[AnswersError], bool]:
    """Tells why saving failed, and asks whether to try again; not where somebody else has changed the file."""

    def ask(error: AnswersError) -> bool:
        if isinstance(error, ChangedElsewhereError):
            return False
        for fault in error.faults:
            desk.screen.fault(desk.screen.text(fault.problem), desk.screen.text(fault.mend) if fault.mend else "")
        given = desk.asker.choose(
            Question(desk.say("The last answer is not saved yet")),
            [
                Choice(True, desk.say("try to save again")),
                Choice(False, desk.say("leave; what was saved before is whole")),
            ],
            True,
        )
        return isinstance(given, Given) and bool(given.value)

    return ask
