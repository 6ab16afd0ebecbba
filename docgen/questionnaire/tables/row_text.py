"""Turns rows into a text that explains itself to the person who edits it, and the edited text back into rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.answers.characters import control_character_faults, value_faults
from docgen.answers.document.yaml_write import entry_lines, item, key_text
from docgen.errors import AnswersError, Fault
from docgen.form.model import Field
from docgen.messages import Message, Translator, message
from docgen.questionnaire.tables.wording import is_missing
from docgen.terminal_text import shown
from docgen.yaml12 import read_yaml

_KINDS: Mapping[str, Message] = {
    "boolean": message("true or false"),
    "date": message("a date: {forms}", forms="2026-07-01、2026/7/1、2026年7月1日、D+5"),
    "number": message("a number"),
    "integer": message("a whole number"),
    "list": message("several in brackets: {example}", example="[…, …]"),
}
"""What can stand in a column, where its label does not say so."""


def to_text(rows: Sequence[Any], columns: Mapping[str, Field], title: str, translate: Translator | None = None) -> str:
    """`rows` (of plain texts where there are no `columns`) as YAML, below comments that say how to edit it."""
    translate = translate or Translator()
    comments = ["", *_comments(columns, title, translate)]
    lines = [f"# {line}".rstrip() for line in comments[1:]]
    body = [line for row in rows for line in [*_row(row, columns), *([""] if columns else [])]]
    if not rows:
        body = [f"# {line}" for line in _row({}, columns)] if columns else ["# - …"]
    return "\n".join([*lines, "", *body]).rstrip() + "\n"


def from_text(text: str, file: Path) -> list[Any] | None:
    """The rows that an edited text holds, cells left blank left out; None where nothing is left but comments.

    Raises AnswersError with all faults and their lines; `file` is what they name.
    """
    if faults := control_character_faults(text, file):
        raise AnswersError(*faults)
    marked = read_yaml(text, file)
    if faults := [*marked.faults, *([] if marked.faults else value_faults(marked, file))]:
        raise AnswersError(*faults)
    if marked.data is None:
        return None
    if not isinstance(marked.data, list):
        problem = message("The text does not consist of rows")
        raise AnswersError(Fault(problem, message("Begin every row with “- ”."), file, marked.positions[()].line))
    return [row for row in map(_filled, marked.data) if not is_missing(row)]


def _filled(row: Any) -> Any:
    """A row without the columns that were left blank."""
    return {key: value for key, value in row.items() if not is_missing(value)} if isinstance(row, dict) else row


def _row(row: Any, columns: Mapping[str, Field]) -> list[str]:
    """A row with every column, blank ones too, so that they can be filled in."""
    if not isinstance(row, Mapping) or not columns:
        return item(row, 0)
    cells = {**dict.fromkeys(columns), **row}
    lines = [
        line
        for key, value in cells.items()
        for line in (entry_lines(key, value, 2) if value is not None else [f"  {key_text(key)}:"])
    ]
    return [f"- {lines[0][2:]}", *lines[1:]]


def _comments(columns: Mapping[str, Field], title: str, translate: Translator) -> Iterator[str]:
    yield shown(title)
    yield ""
    yield translate(message("Every row begins with “- ”. Add, copy, delete and move rows as you like."))
    yield translate(message("Save and close the editor to take them over; empty the text to leave all as it was."))
    yield translate(message("The text [] deletes all rows. Lines that begin with # do not count."))
    yield ""
    width = max(map(len, columns), default=0)
    for key, column in columns.items():
        yield f"  {key:{width}}  {_explained(column, translate)}"


def _explained(column: Field, translate: Translator) -> str:
    """The label of a column, whether it is needed, and what can stand in it."""
    label = shown(translate(column.label))
    if column.rules.get("required"):
        label = translate(message("{label} (required)", label=label))
    kind: object = " / ".join(column.words.values()) if column.words else _KINDS.get(column.rules.get("type", ""))
    colon = "：" if translate.language == "zh" else ": "
    return f"{label}{colon}{translate(kind)}" if kind else label
