"""The places at which a walk can stand, and their order. Everything here follows from the pack and the answers so far.

A place is a key path: a value (`("period", "year")`, `("tasks", 3, "end")`), a table (`("tasks",)`), a row of one
(`("tasks", 3)`), the end of a step (`("@", "schedule")`) or the end of the plan (`("@",)`).
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from docgen.form.ask import asking_order
from docgen.form.model import Field, Step
from docgen.yaml12 import KeyPath

if TYPE_CHECKING:
    from docgen.questionnaire.worksheet import Worksheet

MARK = "@"
END: KeyPath = (MARK,)


class Kind(enum.Enum):
    """How a place is asked."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes or no"
    NAMES = "names"
    PICKS = "picks"
    OPTION = "option"
    DERIVED = "derived"
    TABLE = "table"
    ROW = "row"
    STEP_END = "end of a step"
    END = "end"


def kind_of(path: KeyPath, sheet: Worksheet) -> Kind:
    """How the place `path` is asked; a row of plain texts is its one value."""
    if path[0] == MARK:
        return Kind.END if path == END else Kind.STEP_END
    spec = sheet.field(path)
    if spec.ask.derived and sheet.written(path) is None:
        return Kind.DERIVED
    if isinstance(path[-1], int):
        return Kind.ROW if spec.children else Kind.TEXT
    if spec.ask.whether and sheet.written(path) is None:
        return Kind.OPTION
    return _kind_of_list(path, spec) if spec.is_list else _kind_of_value(path, spec, sheet)


def _kind_of_value(path: KeyPath, spec: Field, sheet: Worksheet) -> Kind:
    if spec.children:
        return Kind.OPTION
    if spec.rules.get("type") == "boolean":
        return Kind.YES_NO
    is_chosen = spec.words or (not spec.ask.typed and sheet.suggestions.choices(path))
    return Kind.CHOICE if is_chosen else Kind.TEXT


def _kind_of_list(path: KeyPath, spec: Field) -> Kind:
    """Lists in a row are asked in one go; so are lists of names that stand elsewhere. Others are tables."""
    in_row = any(isinstance(part, int) for part in path)
    if spec.children:
        first = next(iter(spec.children.values()))
        return Kind.PICKS if in_row and first.ask.choices else Kind.TABLE
    return Kind.NAMES if in_row or spec.ask.choices or spec.ask.options else Kind.TABLE


def row_of(path: KeyPath) -> KeyPath | None:
    """The row that `path` stands in, or is; None outside tables."""
    for length in range(len(path), 0, -1):
        if isinstance(path[length - 1], int):
            return path[:length]
    return None


def step_of(path: KeyPath, sheet: Worksheet) -> int:
    """The number of the step that `path` belongs to, from 0; the number of steps for the end."""
    for number, step in enumerate(sheet.pack.steps):
        if path[0] in step.fields or path == (MARK, step.key):
            return number
    return len(sheet.pack.steps)


def stops_of(step: Step, sheet: Worksheet) -> Iterator[KeyPath]:
    """The places of one step, rows and cells left out, its end included."""
    yield from _members(step.fields, (), sheet)
    yield (MARK, step.key)


def stops(sheet: Worksheet) -> list[KeyPath]:
    """The places of all steps in order, rows and cells left out."""
    return [*(stop for step in sheet.pack.steps for stop in stops_of(step, sheet)), END]


def cells(row: KeyPath, sheet: Worksheet, *, required: bool = False) -> list[KeyPath]:
    """The places in the row `row` that are asked, as its answers stand; perhaps only those that must be answered."""
    spec = sheet.field(row)
    if not spec.children:
        return [row]
    order = asking_order(spec.children)
    return list(_members({key: spec.children[key] for key in order}, row, sheet, required=required))


def _members(
    fields: Mapping[str, Field], above: KeyPath, sheet: Worksheet, *, required: bool = False
) -> Iterator[KeyPath]:
    for key, spec in fields.items():
        path = (*above, key)
        if required and not spec.rules.get("required") and (spec.is_list or not spec.children):
            continue
        if not sheet.suggestions.is_asked(path) or _offers_nothing(path, spec, sheet):
            continue
        if spec.is_list or not spec.children:
            yield path
            continue
        if not spec.rules.get("required"):
            yield path
            if sheet.written(path) is None:
                continue
        yield from _members(spec.children, path, sheet, required=required)


def _offers_nothing(path: KeyPath, spec: Field, sheet: Worksheet) -> bool:
    """Whether a name is to be chosen that may be left out, and there is none yet: the first task has no predecessor."""
    may_be_typed = spec.ask.others or spec.ask.typed or not spec.ask.choices
    if may_be_typed or spec.rules.get("required") or sheet.written(path) is not None:
        return False
    return not sheet.suggestions.choices(path)


def after(path: KeyPath, sheet: Worksheet) -> KeyPath:
    """The place that follows: the next cell of a row, then its table; the next place of the step, then of the plan."""
    row = row_of(path)
    if row is None:
        return _neighbour(stops(sheet), path, 1)
    if path == row and sheet.field(row).children:
        return row[:-1]
    inside = cells(row, sheet)
    index = _index(inside, path) + 1
    return inside[index] if index < len(inside) else row[:-1]


def before(path: KeyPath, sheet: Worksheet) -> KeyPath:
    """The place that comes before; the very first place for itself."""
    row = row_of(path)
    if row is None:
        return _neighbour(stops(sheet), path, -1)
    inside = cells(row, sheet)
    index = _index(inside, path)
    return inside[index - 1] if path != row and index > 0 else row[:-1]


def _neighbour(places: list[KeyPath], path: KeyPath, step: int) -> KeyPath:
    if path in places:
        return places[min(max(places.index(path) + step, 0), len(places) - 1)]
    return next((place for place in places if place[0] == path[0]), places[0])


def _index(places: list[KeyPath], path: KeyPath) -> int:
    """Where `path` stands, or the value around it that is asked in one go; -1 where it is not asked (any more)."""
    return next((number for number, place in enumerate(places) if path[: len(place)] == place), -1)


def place_for(path: KeyPath, sheet: Worksheet) -> KeyPath:
    """The place at which the value `path`, of which a finding speaks, is asked."""
    for length in range(1, len(path) + 1):
        part = path[:length]
        if part[0] not in sheet.pack.fields:
            return END
        if length == len(path):
            break
        if not isinstance(part[-1], int) and kind_of(part, sheet) in {Kind.PICKS, Kind.NAMES, Kind.DERIVED}:
            return part
    spec = sheet.field(path)
    if spec.children and not spec.is_list and not isinstance(path[-1], int):
        return next(place for place in (*stops(sheet), path) if place[: len(path)] == path)
    return path


def to_text(path: KeyPath) -> str:
    """`path` as the answer file's mark has it: rows counted from 1, `tasks.4.end`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def from_text(text: str) -> KeyPath:
    """The path that `to_text` wrote; whatever it holds, nothing is said of whether there is such a place."""
    return tuple(int(part) - 1 if re.fullmatch("[1-9][0-9]{0,5}", part) else part for part in text.split("."))


def exists(path: KeyPath, sheet: Worksheet) -> bool:
    """Whether a walk can stand at `path`: the pack has it, and every table has the row or could have it next."""
    if not path or path == END:
        return bool(path)
    if path[0] == MARK:
        return path in stops(sheet)
    try:
        sheet.field(path)
    except (KeyError, TypeError):
        return False
    for length in range(1, len(path)):
        part = path[length]
        if isinstance(part, int):
            rows = sheet.written(path[:length]) or ()
            if not sheet.field(path[:length]).is_list or not isinstance(rows, list | tuple) or part > len(rows):
                return False
    return not isinstance(path[0], int)
