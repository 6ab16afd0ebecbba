"""Takes an answer: saves it, carries a new name to where the old one stood, tells what the rules say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docgen.form.model import Field
from docgen.questionnaire.naming import carry_name
from docgen.questionnaire.prompts import Key
from docgen.questionnaire.reading import shown_form, written_form
from docgen.questionnaire.turns import Desk, Goto, Spot
from docgen.questionnaire.worksheet import Worksheet
from docgen.rules.model import Finding, Severity
from docgen.yaml12 import KeyPath

Forward = Callable[[Worksheet, Spot], Spot]


def take(desk: Desk, spot: Spot, value: Any, forward: Forward) -> Goto | Key:
    """Accept `value` for `spot`, save it, and say where the walk goes on, or with which key the person leaves.

    That is the same spot again where an editing rule is broken by a value just typed; given once more, it stands.
    """
    sheet, path = desk.sheet, spot.path
    table = _not_begun(sheet, path)
    if value is None and table is not None:  # the first value of a new row was left out: there is no row
        return Goto(Spot(table, spot.then))
    before = sheet.written(path)
    if is_unchanged(sheet, path, value):
        return Goto(forward(sheet, spot))
    sheet.put(path, value)
    if value is None and isinstance(path[-1], int):
        return Goto(Spot(path[:-1], spot.then))
    onward = _next_entry(spot) or forward(sheet, spot)
    sheet.keep(onward.bookmark())
    leaving = carry_name(desk, path, before)
    if leaving:
        return Goto(spot) if leaving is Key.BACK else leaving
    told = _told_of(sheet, path)
    for finding in told:
        desk.screen.finding(finding)
    if not any(finding.severity is Severity.ERROR for finding in told):
        return Goto(onward)
    desk.screen.note(desk.say("Mend it, or press Enter to keep it for now."))
    return Goto(spot)


def is_unchanged(sheet: Worksheet, path: KeyPath, value: Any) -> bool:
    """Whether `value` is what stands at `path` already, be it that a hand wrote it in another form."""
    before = sheet.written(path)
    if value == before and isinstance(value, bool) == isinstance(before, bool):
        return True
    if before is None or value is None or isinstance(path[-1], int):
        return False
    spec = sheet.field(path)
    if spec.rules.get("type") == "date":  # D+5 is not the day that it means
        return bool(value == written_form(shown_form(before), spec))
    read = sheet.reader.read(value, path)
    return read.breach is None and bool(read.value == sheet.normal(path))


def _told_of(sheet: Worksheet, path: KeyPath) -> list[Finding]:
    """What the editing rules say of the value at `path` itself, as far as they can be held against it."""
    pending = pending_fields(sheet, path)
    if value_is_absent(sheet, path) or isinstance(sheet.written(path), Mapping):  # its members are asked next
        return []
    return [
        finding
        for finding in sheet.findings(pending)
        if finding.key_path[: len(path)] == path and finding.rule not in rules_of_rows_to_come(sheet, path)
    ]


def rules_of_rows_to_come(sheet: Worksheet, path: KeyPath) -> set[str]:
    """The rules that wait for the end of the table: of columns that may name rows of it which are not there yet.

    While a flow is entered, a next node is missing before it is reached, and a node unreached before it is named.
    """
    columns = _columns(sheet.field(path[:1]))
    return {column.rule for column in columns if column.ask.others and _names_rows_of(column, path[0])}


def _names_rows_of(column: Field, table: str | int) -> bool:
    return any(choice.keys[0] == table for choice in column.ask.choices)


def _columns(spec: Field) -> Iterator[Field]:
    for child in spec.children.values():
        yield child
        yield from _columns(child)


def pending_fields(sheet: Worksheet, path: KeyPath) -> set[str]:
    """The fields that a person at `path` has not come to yet: absent ones of this step and of later ones."""
    return sheet.absent - {str(path[0])}


def value_is_absent(sheet: Worksheet, path: KeyPath) -> bool:
    """Whether nothing stands at `path`; that something is missing there is told at the step's end."""
    return sheet.written(path) in (None, "", [])


def _not_begun(sheet: Worksheet, path: KeyPath) -> KeyPath | None:
    """The table of which `path` leads into a row that is not there yet."""
    tables = (path[:length] for length, part in enumerate(path) if isinstance(part, int))
    return next((table for table in tables if int(path[len(table)]) >= len(sheet.rows(table))), None)


def _next_entry(spot: Spot) -> Spot | None:
    """After an entry of a list of texts comes the next one, until one is left blank."""
    index = spot.path[-1]
    if not isinstance(index, int) or spot.way != "along":
        return None
    return Spot((*spot.path[:-1], index + 1), spot.then)
