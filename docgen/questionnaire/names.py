"""Asks for several names in one go: marked where they are offered, else typed; then for what belongs to each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.form.model import Field
from docgen.questionnaire.prompts import Choice, Given, Key, Question
from docgen.questionnaire.reading import entries, shown_form
from docgen.questionnaire.turns import Answer, Desk, Spot, Turn, key_of
from docgen.questionnaire.values import OTHER, ask_text, question_for
from docgen.questionnaire.worksheet import Worksheet
from docgen.yaml12 import KeyPath


def ask_names(desk: Desk, spot: Spot) -> Turn:
    """Several names: chosen where they are offered, else typed in one line."""
    sheet, path = desk.sheet, spot.path
    spec = sheet.field(path)
    first = next(iter(spec.children.values()), None)
    names = sheet.suggestions.choices((*path, 0, first.key) if first else path)
    rows = _rows_by_name(sheet, path, first)
    if not names and first is None:
        return ask_text(desk, spot)
    begin = list(rows) or _default_names(sheet.suggestions.default(path), first)
    choices = [Choice(name, name) for name in dict.fromkeys((*names, *begin))]
    others = (first or spec).ask.others
    if others:
        choices.append(Choice(OTHER, desk.say("something else …"), is_other=True))
    begin = desk.drafts.pop(path, begin)
    while True:  # back, in what is asked about the names, leads to the names
        given = desk.asker.choose_many(question_for(desk, path), choices, begin)
        if not isinstance(given, Given):
            desk.drafts[path] = desk.asker.marked
            return key_of(given)
        begin = given.value
        turn = _with_others(desk, spot, begin, rows)
        if turn is not Key.BACK:
            return turn


def _with_others(desk: Desk, spot: Spot, marked: list[Any], rows: dict[str, Mapping[str, Any]]) -> Turn:
    """The names marked, and those that are not offered: they are typed."""
    spec = desk.sheet.field(spot.path)
    chosen = [name for name in rows if name in marked]  # in the order in which they stand there
    chosen += [name for name in marked if name is not OTHER]
    if OTHER in marked:
        typed = desk.asker.text(question_for(desk, spot.path))
        if not isinstance(typed, Given):
            return key_of(typed)
        chosen += entries(typed.value, spec) or []
    chosen = list(dict.fromkeys(chosen))
    return _ask_details(desk, spot, chosen, rows) if spec.children else Answer(chosen or None)


def _rows_by_name(sheet: Worksheet, path: KeyPath, first: Field | None) -> dict[str, Mapping[str, Any]]:
    """The entries that stand there, by name; those of a list of texts have nothing else to them."""
    items = sheet.normal(path)
    items = items if isinstance(items, list) else []
    if first is None:
        return {item: {} for item in items if isinstance(item, str)}
    return {str(row[first.key]): row for row in items if isinstance(row, Mapping) and first.key in row}


def _default_names(value: Any, first: Field | None) -> list[str]:
    items = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    return [str(item[first.key]) if first and isinstance(item, Mapping) else str(item) for item in items]


def _ask_details(desk: Desk, spot: Spot, chosen: list[str], rows: dict[str, Mapping[str, Any]]) -> Turn:
    """The other columns of each entry, such as the condition of a way out of a decision."""
    sheet, path = desk.sheet, spot.path
    first, *others = desk.sheet.field(path).children.values()
    found: list[Any] = []
    for name in chosen:
        row = {key: value for key, value in rows.get(name, {}).items() if value is not None} or {first.key: name}
        for column in others:
            place = (*path, len(found), column.key)
            if not (column.key in row or _wants_detail(sheet, place, name)):
                continue
            question = question_for(desk, place)
            label = desk.say("{column} of “{name}”", column=column.label, name=name)
            given = desk.asker.text(
                Question(label, question.place, question.help, question.example),
                shown_form(row.get(column.key)),
                completions=sheet.suggestions.choices(place),
            )
            if not isinstance(given, Given):
                return key_of(given)
            row[column.key] = given.value or None
        row = {key: value for key, value in row.items() if value is not None}
        found.append(row)
    plain = all(list(row) == [first.key] for row in found)
    return Answer(([row[first.key] for row in found] if plain else found) or None)


def _wants_detail(sheet: Worksheet, place: KeyPath, name: str) -> bool:
    """Whether a further column is asked of the entry `name`: its `when` holds, or the name is none of those offered."""
    column = sheet.field(place)
    if column.ask.when:
        return sheet.suggestions.is_asked(place)
    key = next(iter(sheet.field(place[:-2]).children))
    return name not in sheet.suggestions.choices((*place[:-1], key))
