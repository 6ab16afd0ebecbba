"""Turns rows and fields into what rich draws: a table of any width, one row in full, a step's fields in full.

No line is wider than asked, and nothing from answers can steer the terminal. Colour adds nothing that words do not say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from docgen.form.model import Field
from docgen.messages import Translator, message
from docgen.questionnaire.prompts.cells import wrapped
from docgen.questionnaire.tables.fitting import Need, fitted
from docgen.questionnaire.tables.wording import is_missing, lines_of
from docgen.rules.paths import NAMING_COLUMNS
from docgen.terminal_text import shown

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table
    from rich.text import Text

Row: TypeAlias = Mapping[str, Any]

_SHORTEST_NAME, _SHORTEST_REQUIRED, _SHORTEST_OPTIONAL, _LONGEST_TEXT = 14, 8, 12, 60
"""Cells. Six Chinese characters and an ellipsis tell a name from others; three show that a required text is there; an
optional text that shows less than five is better left out."""
_LONGEST_WORD = 12
"""Cells of a date, a number or an enum word: 2026年10月15日 has 14 and is rare."""
_LONGEST_MARK = 4
_INDENT = 2
_NOTHING = "—"
_GAP = message("[gap]")
"""Stands where something is required and missing."""


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

    named = _naming(columns)
    sound = [row if isinstance(row, Mapping) else {named: row} for row in rows]
    cells = {key: [_in_one_line(field, row.get(key), translate) for row in sound] for key, field in columns.items()}
    numbers = [f"{index + 1}{cut(shown((marks or {}).get(index, '')), _LONGEST_MARK)}" for index in range(len(rows))]
    heads = {key: shown(translate(field.label)) for key, field in columns.items()}
    needs = [_need(field, heads[key], cells[key], _rank(columns, key, cells[key])) for key, field in columns.items()]
    fit, gap = _fitted(needs, width - _widest(numbers))
    table = _table(gap)
    table.add_column("", justify="right", width=_widest(numbers))
    keys = {key: fit[index] for index, key in enumerate(columns) if index in fit}
    for key, room in keys.items():
        table.add_column(_head(heads[key], room), width=room, vertical="bottom")
    lines = [[cut(cell, room) for cell in cells[key]] for key, room in keys.items()]
    if rows:  # all in one row of rich's, which is slow with many
        table.add_row(*(_text("\n".join(column)) for column in [numbers, *lines]))
    gap_mark = translate(_GAP)
    left_out = [f"{head}{gap_mark * (gap_mark in cells[key])}" for key, head in heads.items() if key not in keys]
    return Group(table, *_left_out(left_out, width, translate))


def draw_row(columns: Mapping[str, Field], row: Row, *, width: int, translate: Translator) -> Group:
    """One row in full: each column's label and, beside it, the value, wrapped to `width` cells."""
    from rich.console import Group

    labels = {key: shown(translate(field.label)) for key, field in columns.items()}
    room = min(_widest(list(labels.values())), max(width // 3, 8))
    table = _beside(room, width)
    for key, field in columns.items():
        lines = lines_of(field, row.get(key), translate) or [_absent(field, translate)]
        value = [part for line in lines for part in wrapped(line, width - room - 2)]
        table.add_row(_text("\n".join(wrapped(labels[key], room))), _text("\n".join(value)))
    return Group(table)


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


def cut(text: str, cells: int) -> str:
    """`text` where it fits into `cells` of the terminal, else its beginning and an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…"


def _below(field: Field, value: Any, width: int, translate: Translator) -> list[RenderableType]:
    """A table or mapping under its label; where its shape is wrong, what was written."""
    from rich.padding import Padding

    label = _text("\n".join(wrapped(shown(translate(field.label)), width)))
    inner = width - _INDENT
    if field.is_list and isinstance(value, list) and all(isinstance(row, Mapping) for row in value):
        drawn = draw_rows(field.children, value, width=inner, translate=translate)
    elif not field.is_list and isinstance(value, Mapping):
        drawn = draw_fields(field.children, value, width=inner, translate=translate)
    else:
        return [draw_row({field.key: field}, {field.key: value}, width=width, translate=translate)]
    return [label, Padding(drawn, (0, 0, 0, _INDENT))]


def _singles(fields: Mapping[str, Field], values: Row, width: int, translate: Translator) -> list[RenderableType]:
    return [draw_row(fields, values, width=width, translate=translate)] if fields else []


def _in_one_line(field: Field, value: Any, translate: Translator) -> str:
    text = " ".join(lines_of(field, value, translate))
    return text or (_absent(field, translate) if field.rules.get("required") else "")


def _absent(field: Field, translate: Translator) -> str:
    """What stands where there is no value."""
    return translate(_GAP) if field.rules.get("required") else _NOTHING


def _naming(columns: Mapping[str, Field]) -> str:
    """The column by which people call a row."""
    return next((name for name in NAMING_COLUMNS if name in columns), next(iter(columns)))


def _rank(columns: Mapping[str, Field], key: str, cells: Sequence[str]) -> int:
    """How much a column matters: its name first, then what is required, what is filled in, what is empty."""
    if key == _naming(columns):
        return 0
    place = list(columns).index(key)
    if columns[key].rules.get("required"):
        return 100 + place
    return (200 if any(cells) else 300) + place


def _need(field: Field, head: str, cells: Sequence[str], rank: int) -> Need:
    """The room for a column whose head may take two lines."""
    content, half_head = _widest(cells), (_widest([head]) + 2) // 2
    shortest = _LONGEST_WORD
    if field.rules.get("type") in {"string", "list", "dict"} and not field.words:
        required = _SHORTEST_REQUIRED if field.rules.get("required") else _SHORTEST_OPTIONAL
        shortest = required if rank else _SHORTEST_NAME
    least = max(min(content, shortest), min(half_head, shortest))
    return Need(least, max(least, min(max(content, _widest([head])), _LONGEST_TEXT)), rank)


def _fitted(needs: Sequence[Need], room: int) -> tuple[dict[int, int], int]:
    """The widths of the columns and the gap before each: two cells, or one where that shows more columns."""
    loose, tight = fitted(needs, room, 2), fitted(needs, room, 1)
    return (tight, 1) if len(tight) > len(loose) else (loose, 2)


def _widest(texts: Sequence[str]) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, texts), default=0)


def _table(gap: int) -> Table:
    from rich import box
    from rich.table import Table

    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0), header_style="")


def _beside(room: int, width: int) -> Table:
    """Two columns, the first `room` wide."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=room)
    table.add_column(width=max(width - room - 2, 1))
    return table


def _head(label: str, room: int) -> Text:
    """A head in one line, or in two where it does not fit into one."""
    whole = _widest([label])
    if whole <= room:
        return _text(label)
    first, *others = wrapped(label, min(room, (whole + 2) // 2))
    return _text("\n".join([first, cut("".join(others), room)]))


def _left_out(heads: Sequence[str], width: int, translate: Translator) -> list[Text]:
    if not heads:
        return []
    more = translate(message("{count} more columns: {columns}", count=len(heads), columns=heads))
    return [_text("\n".join(wrapped(more, width)))]


def _text(text: str) -> Text:
    """Text that rich takes as it is: no markup, no colours of its own."""
    from rich.text import Text

    return Text(text, no_wrap=True, overflow="ellipsis")
