"""Draws so that nothing is cut: one row, a table as it reads on paper, all fields of a step.

No line is wider than asked, and nothing from answers can steer the terminal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.form.model import Field
from docgen.messages import Translator
from docgen.questionnaire.prompts.cells import wrapped
from docgen.questionnaire.tables.fitting import levelled
from docgen.questionnaire.tables.pieces import Row, absent, beside, in_shape, in_two_lines, plain, ruled, widest
from docgen.questionnaire.tables.wording import is_missing, lines_of
from docgen.terminal_text import shown

if TYPE_CHECKING:
    from rich.console import Group, RenderableType

_INDENT = 2
_SHORTEST_TEXT = 8
"""Cells: a column of texts with less than four Chinese characters a line cannot be read."""
_TALLEST = 4
"""Lines of a row; where one would take more, each row is drawn by itself, label by label."""


def draw_row(columns: Mapping[str, Field], row: Row, *, width: int, translate: Translator) -> Group:
    """One row: each column's label and, beside it, the value, wrapped to `width` cells."""
    from rich.console import Group

    labels = {key: shown(translate(field.label)) for key, field in columns.items()}
    room = min(widest(list(labels.values())), max(width // 3, 8))
    table = beside(room, width)
    for key, field in columns.items():
        lines = lines_of(field, row.get(key), translate) or [absent(field, translate)]
        value = [part for line in lines for part in wrapped(line, width - room - 2)]
        table.add_row(plain("\n".join(wrapped(labels[key], room))), plain("\n".join(value)))
    return Group(table)


def draw_table(columns: Mapping[str, Field], rows: Sequence[Any], *, width: int, translate: Translator) -> Group:
    """A table whose cells are wrapped; where it would be too narrow to read, one row after the other.

    Columns in which nothing stands and nothing must are left out.
    """
    from rich.console import Group

    sound = in_shape(columns, rows)
    filled = {
        key: field
        for key, field in columns.items()
        if field.rules.get("required") or not all(is_missing(row.get(key)) for row in sound)
    }
    grid = _Grid.of(filled, sound, translate)
    number = len(str(len(rows)))
    for gap in (2, 1):
        widths = levelled(grid.least(), grid.with_heads(), width - number - gap * len(filled))
        if widths and grid.tallest(widths) <= _TALLEST:
            return Group(_table(grid, widths, number, gap))
    return Group(*_one_by_one(filled, sound, width, translate))


def draw_fields(fields: Mapping[str, Field], values: Row, *, width: int, translate: Translator) -> Group:
    """A step's fields as they will read: label and value; tables as tables below their label, mappings indented."""
    from rich.console import Group

    parts: list[RenderableType] = []
    single: dict[str, Field] = {}
    for key, field in fields.items():
        value = values.get(key)
        if not field.children or is_missing(value):
            single[key] = field
            continue
        parts += _singles(single, values, width, translate)
        single = {}
        parts += _below(field, value, width, translate)
    return Group(*parts, *_singles(single, values, width, translate))


class _Grid(NamedTuple):
    """The heads, columns and cells of a table, before anything is wrapped."""

    heads: list[str]
    columns: list[Field]
    cells: list[list[list[str]]]
    """By column and row: the lines of a cell, as they were written."""

    @classmethod
    def of(cls, columns: Mapping[str, Field], rows: Sequence[Row], translate: Translator) -> _Grid:
        def cell(field: Field, value: Any) -> list[str]:
            return lines_of(field, value, translate) or [absent(field, translate)] * bool(field.rules.get("required"))

        return cls(
            [shown(translate(field.label)) for field in columns.values()],
            list(columns.values()),
            [[cell(field, row.get(key)) for row in rows] for key, field in columns.items()],
        )

    def least(self) -> list[int]:
        """The cells with which each column can do."""
        return [self._least(*column) for column in zip(self.heads, self.columns, self.cells, strict=True)]

    def _least(self, head: str, field: Field, column: list[list[str]]) -> int:
        content = widest([line for lines in column for line in lines])
        is_text = field.rules.get("type") in {"string", "list", "dict"} and not field.words
        return max(
            min(content, _SHORTEST_TEXT) if is_text else content, min(widest(in_two_lines(head)), _SHORTEST_TEXT)
        )

    def with_heads(self) -> list[list[list[str]]]:
        """The cells, the heads among them."""
        return [[[head], *column] for head, column in zip(self.heads, self.cells, strict=True)]

    def tallest(self, widths: Sequence[int]) -> int:
        """The lines that the tallest row takes."""
        columns = zip(self.cells, widths, strict=True)
        return max((len(_wrapped(lines, room)) for column, room in columns for lines in column), default=0)


def _table(grid: _Grid, widths: Sequence[int], number: int, gap: int) -> RenderableType:
    table = ruled(gap)
    table.add_column("", justify="right", width=number)
    for head, room in zip(grid.heads, widths, strict=True):
        table.add_column(plain("\n".join(wrapped(head, room))), width=room, vertical="bottom")
    columns: list[list[str]] = [[] for _ in range(len(widths) + 1)]
    for index, row in enumerate(zip(*grid.cells, strict=True), 1):
        drawn = [[str(index)], *(_wrapped(lines, room) for lines, room in zip(row, widths, strict=True))]
        height = max(map(len, drawn))
        for column, lines in zip(columns, drawn, strict=True):
            column += [*lines, *[""] * (height - len(lines))]
    table.add_row(*(plain("\n".join(column)) for column in columns))  # rich is slow with many rows
    return table


def _wrapped(lines: Sequence[str], room: int) -> list[str]:
    return [part for line in lines for part in wrapped(line, room)]


def _one_by_one(
    columns: Mapping[str, Field], rows: Sequence[Row], width: int, translate: Translator
) -> list[RenderableType]:
    """Each row with its number before it, and only what stands in it or must."""
    drawn: list[RenderableType] = []
    room = len(str(len(rows)))
    for index, row in enumerate(rows, 1):
        present = {
            key: field for key, field in columns.items() if field.rules.get("required") or not is_missing(row.get(key))
        }
        table = beside(room, width)
        table.add_row(plain(f"{index:>{room}}"), draw_row(present, row, width=width - room - 2, translate=translate))
        drawn.append(table)
    return drawn


def _below(field: Field, value: Any, width: int, translate: Translator) -> list[RenderableType]:
    """A table or mapping under its label; where its shape is wrong, what was written."""
    from rich.padding import Padding

    label = plain("\n".join(wrapped(shown(translate(field.label)), width)))
    inner = width - _INDENT
    if field.is_list and isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
        drawn = draw_table(field.children, value, width=inner, translate=translate)
    elif not field.is_list and isinstance(value, Mapping):
        drawn = draw_fields(field.children, value, width=inner, translate=translate)
    else:
        return [draw_row({field.key: field}, {field.key: value}, width=width, translate=translate)]
    return [label, Padding(drawn, (0, 0, 0, _INDENT))]


def _singles(fields: Mapping[str, Field], values: Row, width: int, translate: Translator) -> list[RenderableType]:
    return [draw_row(fields, values, width=width, translate=translate)] if fields else []
