"""Reads an edited YAML text again where only one line of it is new: that line, and not all the others.

The mark of where the questionnaire goes on is such a line, and changes with every answer. A key that begins in the
first column, and whose line alone says the same as in the whole text, has no part in any other line: anchors, to which
others could refer, are not allowed in answer files.
"""

from __future__ import annotations

from typing import Any

from docgen.answers.document.edits import Edit, Set
from docgen.answers.model import Answers
from docgen.yaml12 import read_yaml


def says(before: str, text: str, edit: Edit, answers: Answers) -> bool:
    """Whether `text`, which is `before` with `edit` made in it, can only say what the edit asks for.

    `before` is the text of `answers`. False where that is not to be seen from one line: then all must be read again.
    """
    if not isinstance(edit, Set) or len(edit.path) != 1 or not isinstance(edit.value, str):
        return False
    key = str(edit.path[0])
    place = answers.positions.get((key,))
    if place is None or place.column != 1 or isinstance(answers.data[key], dict | list):  # what it held had places
        return False
    old, new = before.splitlines(keepends=True), text.splitlines(keepends=True)
    index = place.line - 1
    if len(old) != len(new) or old[:index] != new[:index] or old[index + 1 :] != new[index + 1 :]:
        return False
    return _is(old[index], {key: answers.data[key]}, answers) and _is(new[index], {key: edit.value}, answers)


def _is(line: str, data: Any, answers: Answers) -> bool:
    read = read_yaml(line, answers.file)
    return not read.faults and bool(read.data == data)
