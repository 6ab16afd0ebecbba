"""Turns a pasted table into rows in written form.

Nothing that was pasted is lost in silence: a cell that cannot be read stands in its row as it was typed, with a fault
beside it; columns that mean nothing here are named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias

from docgen.form.ask import Origin, Reference, references
from docgen.form.model import Field
from docgen.messages import Message, Text, message
from docgen.questionnaire.tables.cells import NO, YES, breakage, clean_cell, sign_left_out, tidy, without_bullets
from docgen.questionnaire.tables.clipboard import Grid, split_cells
from docgen.questionnaire.tables.headings import counts_rows, is_heading, match_heads
from docgen.questionnaire.tables.short_forms import rows_from


class CellReading(NamedTuple):
    """What a cell says: its value in written form, what is wrong (None: nothing), how to mend it.

    `is_taken`: the value is what the cell seems to mean, and `problem` says so; it needs a look, but no mending.
    """

    value: Any
    problem: Message | None = None
    mend: Message | None = None
    is_taken: bool = False


CellReader: TypeAlias = Callable[[Field, str], CellReading]
"""Reads what `clean_cell` made of a cell."""

_ROWS_ABOVE = 4
"""A table's title, its date and the like may stand in so many rows above the heads."""
_TRUTH = {YES: True, NO: False}
_COUNTED = re.compile(r"[(（]?(\d{1,4})[)）.．、]?")


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell, or with a row as a whole (`column` and `key` None).

    `row` counts the rows of the pasted text from 1, heads and blank rows included; `column` is the label, `value` the
    text as pasted. `index` and `key` lead to the value in `PastedRows.rows`.
    """

    row: int
    column: Text | None
    value: str
    problem: Message
    mend: Message | None
    index: int
    key: str | None = None

    @property
    def place(self) -> Message:
        """Row and column, as the person counts them in what was copied."""
        if self.column is None:
            return message("row {row} of the pasted text", row=self.row)
        return message("row {row} of the pasted text, “{column}”", row=self.row, column=self.column)


@dataclass(frozen=True, slots=True)
class PastedRows:
    """The rows of a pasted text, blank ones left out.

    `unmatched` are the heads of columns that were left out; `remarks` tell what was not taken over quite as it stood
    and needs a look, but no mending.
    """

    rows: tuple[dict[str, Any], ...]
    faults: tuple[CellFault, ...] = ()
    has_header: bool = False
    unmatched: tuple[str, ...] = ()
    remarks: tuple[CellFault, ...] = ()


class _Layout(NamedTuple):
    """Which column each cell of a row belongs to (None: to none that matters), and the rows below the heads."""

    keys: tuple[str | None, ...]
    first_row: int = 0
    heads: tuple[str, ...] | None = None
    unmatched: tuple[str, ...] = ()


def read_paste(text: str, columns: Mapping[str, Field], read: CellReader) -> PastedRows:
    """The rows of `text`, cells copied from a spreadsheet, a Word table or a web page, each cell read by `read`."""
    grid = split_cells(text)
    layout = _by_heads(grid, columns) or _by_order(grid, columns)
    rows = _Rows(columns, layout.keys, read)
    for number, cells in enumerate(grid[layout.first_row :], layout.first_row + 1):
        if cells != layout.heads:  # Word repeats the heads on every page
            rows.take(number, cells)
    return PastedRows(
        tuple(rows.rows),
        (*_without_repeats(rows), *rows.faults),
        layout.heads is not None,
        layout.unmatched,
        tuple(rows.remarks),
    )


def read_items(text: str, items: Field) -> PastedRows:
    """The entries of a list of plain texts, one a row as `{"": text}`, with or without head, bullets and numbers."""
    column = Field("", items.label, {"type": "string"})
    pasted = read_paste(text, {"": column}, lambda _, cell: CellReading(cell))
    texts = without_bullets([row[""] for row in pasted.rows])
    return replace(pasted, rows=tuple({"": item} for item in texts))


def _by_heads(grid: Grid, columns: Mapping[str, Field]) -> _Layout | None:
    """The layout that the heads give; None where there are none."""
    index = _row_of_heads(grid, columns)
    if index is None:
        return None
    heads = grid[index]
    matched = match_heads(heads, columns)
    unmatched = []
    for place, head in enumerate(heads):
        below = [tidy(cells[place]) for cells in grid[index + 1 :] if place < len(cells)]
        if place not in matched and any(below) and not _counts(head, below):
            unmatched.append(tidy(head).replace("\n", "") or _letter(place))
    return _Layout(tuple(matched.get(place) for place in range(len(heads))), index + 1, heads, tuple(unmatched))


def _row_of_heads(grid: Grid, columns: Mapping[str, Field]) -> int | None:
    for index, cells in enumerate(grid[: _ROWS_ABOVE + 1]):
        if is_heading(cells, columns):
            return index
        if len(columns) == 1 or sum(bool(tidy(cell)) for cell in cells) > 1:
            return None  # that is a row of the table, not a title above it
    return None


def _counts(head: str, below: Sequence[str]) -> bool:
    """Whether a column numbers the rows: it says so, or it has no head and counts from 1."""
    if counts_rows(head):
        return all(_COUNTED.fullmatch(cell) for cell in below if cell)
    return not tidy(head) and _is_count(below)


def _is_count(cells: Sequence[str]) -> bool:
    found = [_COUNTED.fullmatch(tidy(cell)) for cell in cells]
    return all(match and int(match[1]) == number for number, match in enumerate(found, 1))


def _letter(place: int) -> str:
    """The name of a column without a head, as spreadsheets give it: A to Z, then AA."""
    high, low = divmod(place, 26)
    return (_letter(high - 1) if high else "") + chr(ord("A") + low)


def _by_order(grid: Grid, columns: Mapping[str, Field]) -> _Layout:
    """The layout of cells in the order of the columns, perhaps with a running number before them."""
    rows = [cells for cells in grid if _filled(cells)]
    widest, filled = max(map(len, rows), default=0), max(map(_filled, rows), default=0)
    numbered = filled <= len(columns) + 1 <= widest and _is_count([cells[0] for cells in rows])
    if numbered and filled <= len(columns):  # one cell more for a trailing tab, or for the number?
        numbered = next(iter(columns.values())).rules.get("type") not in {"integer", "number"}
    return _Layout((None, *columns) if numbered else tuple(columns))


def _filled(cells: Sequence[str]) -> int:
    """How many cells a row has without the blank ones at its end."""
    return max((place for place, cell in enumerate(cells, 1) if tidy(cell)), default=0)


@dataclass(slots=True)
class _Rows:
    """Reads row after row; what it finds grows meanwhile. `misfits` are rows with too few or too many cells."""

    columns: Mapping[str, Field]
    keys: Sequence[str | None]
    read: CellReader
    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)
    misfits: list[CellFault] = field(default_factory=list)
    remarks: list[CellFault] = field(default_factory=list)

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Read the row that is the `number`th as pasted; a row with nothing but its number is left out."""
        row: dict[str, Any] = {}
        for key, text in zip(self.keys, cells, strict=False):
            if key is not None and (cleaned := clean_cell(self.columns[key], text)):
                row[key] = self._cell(number, key, text, cleaned)
        beyond = " ".join(filter(None, map(tidy, cells[len(self.keys) :])))
        if not row and not beyond:
            return
        if beyond or len(cells) < len(self.keys):
            self._misfit(number, max(_filled(cells), min(len(cells), len(self.keys))), beyond)
        self._signs(number, cells)
        self._fill_down(number, row)
        self.rows.append({key: row[key] for key in self.columns if key in row})

    def _cell(self, number: int, key: str, text: str, cleaned: str) -> Any:
        column = self.columns[key]
        if column.rules.get("type") == "boolean" and cleaned in _TRUTH:
            return _TRUTH[cleaned]
        wrong = breakage(text)
        reading = CellReading(cleaned, *wrong) if wrong else self.read(column, cleaned)
        if reading.problem is None:
            return self._in_short(column, reading.value)
        typed = tidy(text)
        told = CellFault(number, column.label, typed, reading.problem, reading.mend, len(self.rows), key)
        if not reading.is_taken:
            self.faults.append(told)
            return typed
        if not any(remark.key == key and remark.problem.msgid == told.problem.msgid for remark in self.remarks):
            self.remarks.append(told)  # once for a column: what is true of one day in it is true of all
        return reading.value

    def _in_short(self, column: Field, value: Any) -> Any:
        """Entries that tell a second column, as a file writes them. Brackets in names of this table belong to them."""
        if not column.short_form or not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return value
        named = next(iter(column.children.values())).ask.choices
        brackets = not any(choice.keys[-1] in self.columns for choice in named)
        return rows_from(value, column, brackets=brackets)

    def _misfit(self, number: int, count: int, beyond: str) -> None:
        labels = [self.columns[key].label for key in self.keys if key is not None]
        problem = message("The row has {count} cells where {expected} belong", count=count, expected=len(self.keys))
        mend = message("Copy all columns in this order, or the row of heads as well: {columns}.", columns=labels)
        self.misfits.append(CellFault(number, None, beyond, problem, mend, len(self.rows)))

    def _fill_down(self, number: int, row: dict[str, Any]) -> None:
        """Take over from the row above what it proposes: of merged cells, spreadsheets copy the first alone."""
        for key, column in self.columns.items():
            if key in row or not self.rows or key not in self.rows[-1] or not _goes_on(column):
                continue
            row[key] = self.rows[-1][key]
            if all(remark.key != key or remark.value for remark in self.remarks):
                problem = message("Empty cells were given the value above them, as merged cells have it")
                mend = message("Check the column.")
                self.remarks.append(CellFault(number, column.label, "", problem, mend, len(self.rows), key))

    def _signs(self, number: int, cells: Sequence[str]) -> None:
        """Tell of signs taken off numbers, unless another cell of the row holds the sign as the unit."""
        for key, text in zip(self.keys, cells, strict=False):
            sign = sign_left_out(self.columns[key], text) if key is not None else None
            if key is None or sign is None or any(sign in tidy(cell) for cell in cells if cell != text):
                continue
            problem = message("Only the number was taken over, without “{sign}”", sign=sign)
            mend = message("Check that the unit stands in a column of its own.")
            label = self.columns[key].label
            self.remarks.append(CellFault(number, label, tidy(text), problem, mend, len(self.rows), key))


def _goes_on(column: Field) -> bool:
    """Whether a row usually has what the row before it has: its own column there is the default."""
    before = Reference(Origin.BEFORE, (column.key,))
    return before in references(column.ask.default)


def _without_repeats(rows: _Rows) -> Sequence[CellFault]:
    """The rows that do not fit; one for all where none fits, since then it is the copied range that is wrong."""
    misfits = rows.misfits
    if len(misfits) > 1 and len(misfits) == len(rows.rows):
        alike = {fault.problem.params["count"] for fault in misfits}
        return misfits[:1] if len(alike) == 1 else misfits
    return misfits
