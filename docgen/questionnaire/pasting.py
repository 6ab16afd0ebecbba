"""Takes rows that were copied from a spreadsheet: shows what was understood, and asks what to do with them."""

from __future__ import annotations

from typing import Any

from docgen.form.model import Field
from docgen.messages import message
from docgen.questionnaire.guessing import meant_without_year
from docgen.questionnaire.prompts import Choice, Given, Key, Question
from docgen.questionnaire.reading import written_form
from docgen.questionnaire.tables.drawing import draw_rows
from docgen.questionnaire.tables.paste import (
    CellFault,
    CellReader,
    CellReading,
    PastedRows,
    read_items,
    read_paste,
)
from docgen.questionnaire.turns import Desk, Goto, Spot, Turn
from docgen.yaml12 import KeyPath

_SHOWN = 12
"""Faults shown; more are counted."""


def paste_rows(desk: Desk, spot: Spot, text: str) -> Turn:
    """Read `text` as rows of the table at `spot` and take over what the person wants of it."""
    spec = desk.sheet.field(spot.path)
    pasted = _read(desk, spot.path, spec, text)
    if not pasted.rows:
        desk.screen.note(desk.say("Nothing in what was pasted could be taken for a row."))
        return Goto(spot)
    _show(desk, spec, pasted)
    question = Question(desk.say("What is to be done with these rows?"))
    given = desk.ask(spot.path, lambda: desk.asker.choose(question, _choices(desk, spot, pasted)))
    if isinstance(given, Given) and given.value != "none":
        _take(desk, spot.path, pasted, given.value)
    elif isinstance(given, Key) and given is not Key.BACK:
        return given
    return Goto(Spot(spot.path, spot.then))


def _read(desk: Desk, path: KeyPath, spec: Field, text: str) -> PastedRows:
    """The rows in `text`; of a list of plain texts each line is one."""
    if not spec.children:
        return read_items(text, spec)
    return read_paste(text, spec.children, _cell_reader(desk, path))


def _cell_reader(desk: Desk, path: KeyPath) -> CellReader:
    reader = desk.sheet.reader

    def read(column: Field, text: str) -> CellReading:
        written, place = written_form(text, column), (*path, 0, column.key)
        breach = reader.read(written, place).breach if written is not None else None
        if breach is None:
            return CellReading(written)
        day = meant_without_year(desk.sheet, place, text)
        if day is None:
            return CellReading(written, breach.problem, breach.mend)
        said = message("“{value}” has no year; it was read as {day}", value=text, day=day)
        return CellReading(day, said, message("Check the column."), is_taken=True)

    return read


def _show(desk: Desk, spec: Field, pasted: PastedRows) -> None:
    screen, say = desk.screen, desk.say
    header = say("the first row is the header") if pasted.has_header else say("without a header row")
    screen.note(say("Rows pasted: {count} ({header}).", count=len(pasted.rows), header=header))
    if spec.children:
        marks = {fault.index: "!" for fault in pasted.faults}
        screen.show(draw_rows(spec.children, pasted.rows, width=screen.width, marks=marks, translate=screen.translate))
    else:
        screen.entries(row[""] for row in pasted.rows)
    if pasted.unmatched:
        screen.note(say("These columns belong to no field and are left out: {columns}", columns=list(pasted.unmatched)))
    told = (*pasted.faults, *pasted.remarks)
    for number, fault in enumerate(told[:_SHOWN]):
        mend = screen.text(fault.mend) if fault.mend else ""
        screen.fault(_fault_line(desk, fault), mend, is_error=number < len(pasted.faults))
    if len(told) > _SHOWN:
        screen.note(say("… and {count} more", count=len(told) - _SHOWN))


def _fault_line(desk: Desk, fault: CellFault) -> str:
    """The fault with its place in the table that has just been drawn, whose rows are counted without the header."""
    row = fault.index + 1
    if fault.column is None:
        where = desk.say("row {row}", row=row)
    else:
        where = desk.say("row {row}, column “{column}”", row=row, column=fault.column)
    return f"{where}{desk.screen.colon}{desk.screen.text(fault.problem)}"


def _choices(desk: Desk, spot: Spot, pasted: PastedRows) -> list[Choice]:
    say = desk.say
    choices = [Choice("append", say("add all rows ({count})", count=len(pasted.rows)), key="a")]
    sound = len(_sound(pasted))
    if pasted.faults and sound:
        choices.append(Choice("sound", say("add only the rows without a fault ({count})", count=sound), key="s"))
    if desk.sheet.rows(spot.path):
        choices.append(Choice("replace", say("put them in place of the rows so far"), key="r"))
    return [*choices, Choice("none", say("leave them"), key="n")]


def _sound(pasted: PastedRows) -> list[dict[str, Any]]:
    """The rows in which no cell is at fault."""
    faulty = {fault.index for fault in pasted.faults}
    return [row for index, row in enumerate(pasted.rows) if index not in faulty]


def _take(desk: Desk, path: KeyPath, pasted: PastedRows, what: str) -> None:
    sheet = desk.sheet
    rows = _sound(pasted) if what == "sound" else list(pasted.rows)
    taken: list[Any] = rows if sheet.field(path).children else [row[""] for row in rows]
    sheet.put(path, taken if what == "replace" else [*sheet.rows(path), *taken])
