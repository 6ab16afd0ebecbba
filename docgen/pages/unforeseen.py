"""Turns an error that no check foresaw into one that stays with its file: documents come from anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.errors import Fault, UnforeseenError
from docgen.messages import message

if TYPE_CHECKING:
    from docgen.word.model import FilledWord


def unforeseen(error: Exception, word: FilledWord) -> UnforeseenError:
    """The error to tell of `word`; `error` is its cause, which `--debug` shows."""
    problem = message("Internal error: {reason}", reason=f"{type(error).__name__}: {error}")
    told = UnforeseenError(Fault(problem, file=word.spec.template))
    told.__cause__ = error
    return told
