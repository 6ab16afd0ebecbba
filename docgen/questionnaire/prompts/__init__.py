"""Turns a question into what a person answers, or the key with which they go elsewhere.

`Asker` asks in the terminal, one prompt at a time, the keys at its foot. What it gives has no blanks around it and no
characters that an answer file refuses; nothing that is typed, pasted or shown can steer the terminal; and an interrupt
is an outcome of its own, never a missing answer.
"""

from docgen.questionnaire.prompts.asker import Asker
from docgen.questionnaire.prompts.model import (
    Choice,
    Given,
    Key,
    Outcome,
    Pasted,
    Proposal,
    Question,
    Remark,
    TerminalClosedError,
)

__all__ = [
    "Asker",
    "Choice",
    "Given",
    "Key",
    "Outcome",
    "Pasted",
    "Proposal",
    "Question",
    "Remark",
    "TerminalClosedError",
]
