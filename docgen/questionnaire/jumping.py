"""Goes to any place of the plan: type a part of its name or of its value, press Enter."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.questionnaire.places import END, MARK, Kind, cells, kind_of, stops_of
from docgen.questionnaire.prompts import Choice, Given, Key, Question
from docgen.questionnaire.turns import Desk, Goto, Spot, Turn, key_of
from docgen.yaml12 import KeyPath

_STEP = "step"


def jump(desk: Desk, spot: Spot) -> Turn:
    """Ask where to go. A value returns to `spot` once it is answered; from a step or the end the walk goes on."""
    question = Question(desk.say("Where to?"), help=desk.say("Type a part of a step, a field, a row or a value."))
    targets = list(_targets(desk))
    given = desk.ask(spot.path, lambda: desk.asker.find(question, targets))
    if not isinstance(given, Given):
        key = key_of(given)
        return key if key in {Key.LEAVE, Key.INTERRUPT} else Goto(spot)
    kind, path = given.value
    return Goto(Spot(path) if kind == _STEP else Spot(path, _returning(spot, path), "once"))


def _returning(spot: Spot, path: KeyPath) -> Spot | None:
    """Where a jump to `path` returns to: here, or, where that place is on the way back anyway, from there on."""
    place: Spot | None = spot
    while place is not None:
        if place.path == path:
            return place.then
        place = place.then
    return spot


def _targets(desk: Desk) -> Iterator[Choice]:
    sheet, screen = desk.sheet, desk.screen
    steps = sheet.pack.steps
    for number, step in enumerate(steps):
        stops = list(stops_of(step, sheet))
        step_name = screen.step_name(number, sheet.pack)
        place = desk.say("Step {number} of {count}", number=number + 1, count=len(steps))
        yield Choice((_STEP, stops[0]), step_name, place)
        for stop in stops:
            if stop[0] == MARK:
                continue
            label = " › ".join([screen.step_number(number, sheet.pack), *screen.labels(stop, sheet)])
            yield from _at(desk, stop, label)
    yield Choice((_STEP, END), desk.say("Summary and end"))


def _at(desk: Desk, path: KeyPath, label: str) -> Iterator[Choice]:
    """A value; or a table, its rows and what is in them."""
    sheet = desk.sheet
    if sheet.field(path).is_list and kind_of(path, sheet) not in {Kind.NAMES, Kind.PICKS}:
        yield Choice(("", path), label, desk.say("rows: {count}", count=len(sheet.rows(path))))
        yield from _cells_of(desk, path, label)
    else:
        yield Choice(("", path), label, desk.screen.value(path, sheet))


def _cells_of(desk: Desk, table: KeyPath, label: str) -> Iterator[Choice]:
    sheet, screen = desk.sheet, desk.screen
    for index in range(len(sheet.rows(table))):
        place = (*table, index)
        name = f"{label} › {screen.row_name(place, sheet)}"
        if not sheet.field(table).children:
            yield Choice(("", place), name, screen.value(place, sheet))
            continue
        for cell in cells(place, sheet):
            yield from _at(desk, cell, f"{name} › {screen.text(sheet.field(cell).label)}")
