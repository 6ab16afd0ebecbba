"""Draws a table in few lines: one a row, each cell cut to what fits, columns left out where there is no room.

No line is wider than asked, and nothing from answers can steer the terminal. Colour adds nothing that words do not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docgen.form.model import Field
from docgen.messages import Translator, message
from docgen.questionnaire.prompts.cells import wrapped
from docgen.questionnaire.tables.fitting import Need, fitted
from docgen.questionnaire.tables.pieces import (
    GAP,
    absent,
    cut,
    in_shape,
    in_two_lines,
    naming_column,
    plain,
    ruled,
    widest,
)
from docgen.questionnaire.tables.wording import lines_of
from docgen.terminal_text import shown

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text

_SHORTEST_NAME, _SHORTEST_REQUIRED, _SHORTEST_OPTIONAL, _LONGEST_TEXT = 14, 8, 12, 60
"""Cells. Six Chinese characters and an ellipsis tell a name from others; three show that a required text is there; an
optional text that shows less than five is better left out."""
_LONGEST_WORD = 12
"""Cells of a date, a number or an enum word: 2026年10月15日 has 14 and is rare."""
_LONGEST_MARK = 4


def draw_rows(
    columns: Mapping[str, Field],
    rows: Sequence[Any],
    *,
    width: int,
    translate: Translator,
    marks: Mapping[int, str] | None = None,
) -> Group:
    """The rows as a table of at most `width` cells, one line for each, numbered.

    A row that is no mapping stands in the column by which rows are called. What is required and missing is marked, and
    so are the rows that `marks` names (0-based index → a sign such as "!"). Columns that find no room are named below.
    """
    from rich.console import Group

    sound = in_shape(columns, rows)
    cells = {key: [_in_one_line(field, row.get(key), translate) for row in sound] for key, field in columns.items()}
    numbers = [f"{index + 1}{cut(shown((marks or {}).get(index, '')), _LONGEST_MARK)}" for index in range(len(rows))]
    heads = {key: shown(translate(field.label)) for key, field in columns.items()}
    needs = [_need(field, heads[key], cells[key], _rank(columns, key, cells[key])) for key, field in columns.items()]
    fit, gap = _fitted(needs, width - widest(numbers))
    table = ruled(gap)
    table.add_column("", justify="right", width=widest(numbers))
    keys = {key: fit[index] for index, key in enumerate(columns) if index in fit}
    for key, room in keys.items():
        table.add_column(_head(heads[key], room), width=room, vertical="bottom")
    lines = [[cut(cell, room) for cell in cells[key]] for key, room in keys.items()]
    if rows:  # all in one row of rich's, which is slow with many
        table.add_row(*(plain("\n".join(column)) for column in [numbers, *lines]))
    gap_mark = translate(GAP)
    left_out = [f"{head}{gap_mark * (gap_mark in cells[key])}" for key, head in heads.items() if key not in keys]
    return Group(table, *_left_out(left_out, width, translate))


def _in_one_line(field: Field, value: Any, translate: Translator) -> str:
    text = " ".join(lines_of(field, value, translate))
    return text or (absent(field, translate) if field.rules.get("required") else "")


def _rank(columns: Mapping[str, Field], key: str, cells: Sequence[str]) -> int:
    """How much a column matters: its name first, then what is required, what is filled in, what is empty."""
    if key == naming_column(columns):
        return 0
    place = list(columns).index(key)
    if columns[key].rules.get("required"):
        return 100 + place
    return (200 if any(cells) else 300) + place


def _need(field: Field, head: str, cells: Sequence[str], rank: int) -> Need:
    """The room for a column whose head may take two lines."""
    content, half_head = widest(cells), widest(in_two_lines(head))
    shortest = _LONGEST_WORD
    if field.rules.get("type") in {"string", "list", "dict"} and not field.words:
        required = _SHORTEST_REQUIRED if field.rules.get("required") else _SHORTEST_OPTIONAL
        shortest = required if rank else _SHORTEST_NAME
    least = max(min(content, shortest), min(half_head, shortest))
    return Need(least, max(least, min(max(content, widest([head])), _LONGEST_TEXT)), rank)


def _fitted(needs: Sequence[Need], room: int) -> tuple[dict[int, int], int]:
    """The widths of the columns and the gap before each: two cells, or one where that shows more columns."""
    loose, tight = fitted(needs, room, 2), fitted(needs, room, 1)
    return (tight, 1) if len(tight) > len(loose) else (loose, 2)


def _head(label: str, room: int) -> Text:
    """A head in one line, or in two where it does not fit into one."""
    lines = [label] if widest([label]) <= room else in_two_lines(label)
    return plain("\n".join(cut(line, room) for line in lines))


def _left_out(heads: Sequence[str], width: int, translate: Translator) -> list[Text]:
    if not heads:
        return []
    more = translate(message("more columns ({count}): {columns}", count=len(heads), columns=heads))
    return [plain("\n".join(wrapped(more, width)))]
