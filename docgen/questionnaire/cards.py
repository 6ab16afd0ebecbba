"""Asks at a row as a whole, at a part that may be left out, and at what docgen can derive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docgen.form.model import Field
from docgen.questionnaire.places import cells
from docgen.questionnaire.prompts import Choice, Given, Key, Question
from docgen.questionnaire.tables.wording import is_missing
from docgen.questionnaire.turns import Answer, Desk, Goto, Onward, Spot, Turn, key_of
from docgen.questionnaire.values import question_for

_DONE = object()


def ask_row(desk: Desk, spot: Spot) -> Turn:
    """Show what is wrong with a row, and its values; go to the one that is to be changed."""
    sheet, row = desk.sheet, spot.path
    places = cells(row, sheet)
    for finding in sheet.findings(sheet.absent):
        if finding.key_path[: len(row)] == row:
            desk.screen.finding(finding)
    choices = [
        Choice(place, desk.screen.text(sheet.field(place).label), desk.screen.value(place, sheet) or "—")
        for place in places
    ]
    choices.append(Choice(_DONE, desk.say("done with this row")))
    given = desk.asker.choose(question_for(desk, row), choices, _DONE)
    if not isinstance(given, Given):
        return key_of(given)
    if given.value is _DONE:
        return Goto(spot.then or Spot(row[:-1]))
    return Goto(Spot(given.value, spot, "once"))


def ask_option(desk: Desk, spot: Spot) -> Turn:
    """Ask whether the plan has a part that may be left out, such as a budget. Saying no takes away what it held."""
    path = spot.path
    present = desk.sheet.written(path) is not None
    spec = desk.sheet.field(path)
    question = replace(question_for(desk, path), example="")
    if spec.ask.whether:
        question = replace(question, label=desk.screen.text(spec.ask.whether))
    given = desk.asker.choose(
        question,
        [Choice(True, desk.say("yes, fill it in")), Choice(False, desk.say("no, leave it out"))],
        present,
    )
    if not isinstance(given, Given):
        return key_of(given)
    if given.value == present:
        return Onward.NEXT
    if present and _is_filled_in(desk.sheet.written(path)):
        doubt = Question(desk.say("Delete what stands under “{label}”?", label=spec.label))
        sure = desk.ask(path, lambda: desk.asker.confirm(doubt, False))
        if sure != Given(True):
            return Goto(spot) if isinstance(sure, Given) or sure is Key.BACK else key_of(sure)
    if given.value and spec.is_list:
        desk.sheet.put(path, [])
        return Goto(Spot(path, spot.then, adding=True))
    return Answer(_empty(spec) if given.value else None)


def _is_filled_in(part: Any) -> bool:
    """Whether anything stands in a part of the plan; one just begun has members without values."""
    values = part.values() if isinstance(part, Mapping) else [part]
    return not all(map(is_missing, values))


def _empty(spec: Field) -> dict[str, Any]:
    return {key: None for key, child in spec.children.items() if child.rules.get("required")}


def ask_derived(desk: Desk, spot: Spot) -> Turn:
    """Show what docgen derives; it is written into the file only where the person wants to change it."""
    sheet, path = desk.sheet, spot.path
    derived = sheet.suggestions.derived(path)
    desk.screen.derived(path, sheet, derived)
    given = desk.asker.choose(
        question_for(desk, path),
        [
            Choice(False, desk.say("leave it to docgen"), desk.say("recommended")),
            Choice(True, desk.say("write it myself, beginning with this")),
        ],
        False,
    )
    if not isinstance(given, Given):
        return key_of(given)
    if not given.value:
        return Onward.NEXT
    return _begin_own(desk, spot, derived)


def _begin_own(desk: Desk, spot: Spot, derived: Any) -> Turn:
    """Write down what was derived and go there, to be changed."""
    sheet, path = desk.sheet, spot.path
    sheet.put(path, _written(derived) if derived else ([] if sheet.field(path).is_list else ""))
    return Goto(Spot(path, spot.then, spot.way))


def _written(value: Any) -> Any:
    if isinstance(value, list):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items() if item not in (None, [])}
    return value
