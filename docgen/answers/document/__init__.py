"""Turns edits (set a value; insert, remove, move a row) into an answer file that says just that.

An AnswerDocument is an answer file being edited: comments, order, quoting and formatting of all that is not edited
survive byte for byte. After every edit its answers are what `load_answers` would read from its text, so nothing that
cannot be read is ever written; and a file on disk is at every moment the old one or the new one, whole.
"""

from docgen.answers.document.document import AnswerDocument
from docgen.answers.document.layout import Layout
from docgen.answers.document.locking import InUseError, lock
from docgen.answers.document.saving import ChangedElsewhereError

__all__ = ["AnswerDocument", "ChangedElsewhereError", "InUseError", "Layout", "lock"]
