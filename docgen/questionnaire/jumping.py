"""Goes to any place of the plan: type a part of its name or of its value, press Enter."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.questionnaire.places import END, MARK, Kind, cells, kind_of, stops_of
from docgen.questionnaire.prompts import Choice, Given, Question
from docgen.questionnaire.turns import Desk, Spot
from docgen.yaml12 import KeyPath

_STEP = "step"


def jump(desk: Desk, spot: Spot) -> Spot:
    """Ask where to go. A value returns to `spot` once it is answered; from a step or the end the walk goes on."""
    given = desk.asker.find(
        Question(desk.say("Where to?"), help=desk.say("Type a part of a step, a field, a row or a value.")),
        list(_targets(desk)),
    )
    if not isinstance(given, Given):
        return spot
    kind, path = given.value
    if kind == _STEP or path == spot.path:
        return Spot(path)
    return Spot(path, spot if spot.way != "once" else spot.then or spot, "once")


def _targets(desk: Desk) -> Iterator[Choice]:
    sheet, screen = desk.sheet, desk.screen
    for number, step in enumerate(sheet.pack.steps):
        stops = list(stops_of(step, sheet))
        step_name = screen.step_name(number, sheet.pack)
        yield Choice((_STEP, stops[0]), step_name)
        for stop in stops:
            if stop[0] == MARK:
                continue
            spec = sheet.field(stop)
            label = " › ".join([screen.step_number(number, sheet.pack), *screen.labels(stop, sheet)])
            rows = sheet.rows(stop)
            if spec.is_list and kind_of(stop, sheet) is not Kind.NAMES:
                yield Choice(("", stop), label, desk.say("{count} rows", count=len(rows)))
                yield from _cells_of(desk, stop, label)
            else:
                yield Choice(("", stop), label, screen.value(stop, sheet))
    yield Choice((_STEP, END), desk.say("Summary and end"))


def _cells_of(desk: Desk, table: KeyPath, label: str) -> Iterator[Choice]:
    sheet, screen = desk.sheet, desk.screen
    for index in range(len(sheet.rows(table))):
        place = (*table, index)
        name = f"{label} › {index + 1}"
        if not sheet.field(table).children:
            yield Choice(("", place), name, screen.value(place, sheet))
            continue
        for cell in cells(place, sheet):
            yield Choice(("", cell), f"{name} › {screen.text(sheet.field(cell).label)}", screen.value(cell, sheet))
