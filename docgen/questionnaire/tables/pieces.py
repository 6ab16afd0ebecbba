"""What drawn tables consist of: texts that rich takes as they are, heads, rules, what stands where nothing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from docgen.form.model import Field
from docgen.messages import Translator, message
from docgen.questionnaire.prompts.cells import wrapped
from docgen.rules.paths import NAMING_COLUMNS

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

Row: TypeAlias = Mapping[str, Any]

NOTHING = "—"
GAP = message("[gap]")
"""Stands where something is required and missing."""


def plain(text: str) -> Text:
    """Text that rich takes as it is: no markup, no colours of its own."""
    from rich.text import Text

    return Text(text, no_wrap=True, overflow="ellipsis")


def widest(texts: Sequence[str]) -> int:
    """The cells that the longest of `texts` takes."""
    from rich.cells import cell_len

    return max(map(cell_len, texts), default=0)


def cut(text: str, cells: int) -> str:
    """`text` where it fits into `cells` of the terminal, else its beginning and an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…"


def in_two_lines(head: str) -> list[str]:
    """A head in two lines, as even as can be; in one where that would tear a word."""
    whole = widest([head])
    for cells in range((whole + 1) // 2, whole):
        lines = wrapped(head, cells)
        if len(lines) == 2 and not _is_torn(head, *lines):
            return lines
    return [head]


def _is_torn(head: str, first: str, second: str) -> bool:
    return first + second == head and first[-1].isascii() and second[0].isascii()


def ruled(gap: int) -> Table:
    """A table with a rule below its heads, `gap` cells between its columns."""
    from rich import box
    from rich.table import Table

    return Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0), header_style="")


def beside(room: int, width: int) -> Table:
    """Two columns in `width` cells, the first `room` wide."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(width=room)
    table.add_column(width=max(width - room - 2, 1))
    return table


def absent(field: Field, translate: Translator) -> str:
    """What stands where there is no value."""
    return translate(GAP) if field.rules.get("required") else NOTHING


def naming_column(columns: Mapping[str, Field]) -> str:
    """The column by which people call a row."""
    return next((name for name in NAMING_COLUMNS if name in columns), next(iter(columns)))


def in_shape(columns: Mapping[str, Field], rows: Sequence[Any]) -> list[Row]:
    """The rows, one that is no mapping in the column by which rows are called."""
    named = naming_column(columns)
    return [row if isinstance(row, Mapping) else {named: row} for row in rows]
