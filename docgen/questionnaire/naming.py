"""Carries a new name to every place that refers to the old one, if the person agrees; shows what a removal leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.questionnaire.prompts import Choice, Given, Key, Outcome, Question
from docgen.questionnaire.tables.references import references, renamed
from docgen.questionnaire.turns import Desk
from docgen.rules.paths import words_for
from docgen.yaml12 import KeyPath

_SHOWN = 6
"""Places shown at once; more are counted."""


def carry_name(desk: Desk, path: KeyPath, before: Any) -> Key | None:
    """After the name at `path` was changed from `before`: offer to change it wherever it is referred to.

    Gives the key where the person goes elsewhere instead; “back” once the old name stands there again, to be asked for
    anew.
    """
    sheet = desk.sheet
    now = sheet.written(path)
    if not (isinstance(before, str) and isinstance(now, str) and before != now):
        return None
    places = referring(desk, path, before)
    if not places:
        return None
    desk.screen.note(desk.say("“{name}” is still named elsewhere ({count}):", name=before, count=len(places)))
    _show(desk, places)
    match _asked_what_becomes_of(desk, path, before, now):
        case Given(value="carry"):
            for edit in renamed(sheet.pack, sheet.answers.data, _column(path), before, now):
                sheet.document.set(edit.path, edit.value)
            sheet.save()
            desk.screen.note(desk.say("Changed wherever it was named ({count}).", count=len(places)))
        case Given(value="undo"):
            return _undo(desk, path, before)
        case Key.BACK:
            desk.drafts[path] = now
            return _undo(desk, path, before)
        case Key() as key:
            return key
    return None


def _asked_what_becomes_of(desk: Desk, path: KeyPath, before: str, now: str) -> Outcome:
    """Ask what is to become of the places that refer to `before`."""
    question = Question(desk.say("“{before}” is now “{now}”", before=before, now=now))
    choices = [
        Choice("carry", desk.say("change it in all these places")),
        Choice("keep", desk.say("leave them as they are for now")),
        Choice("undo", desk.say("change it back to “{before}”", before=before)),
    ]
    return desk.ask(path, lambda: desk.asker.choose(question, choices, "carry"))


def _undo(desk: Desk, path: KeyPath, before: str) -> Key:
    desk.sheet.put(path, before)
    desk.sheet.save()
    return Key.BACK


def referring(desk: Desk, path: KeyPath, name: str) -> list[KeyPath]:
    """The places that refer to `name`, which stands or stood at `path`; none while another row still has that name."""
    sheet = desk.sheet
    source = _column(path)
    if _column_has(desk, source, name):
        return []
    return references(sheet.pack, sheet.answers.data, source, name)


def tell_dangling(desk: Desk, gone: Mapping[str, list[KeyPath]]) -> None:
    """Show what still refers to the names of `gone`, which were taken away."""
    for name, places in gone.items():
        text = desk.say("“{name}” is gone, but still named elsewhere ({count}):", name=name, count=len(places))
        desk.screen.note(text)
        _show(desk, places)
    if gone:
        desk.screen.note(desk.say("They are kept; change them when you come to them, or jump there now."))


def _column(path: KeyPath) -> tuple[str, ...]:
    return tuple(part for part in path if isinstance(part, str))


def _column_has(desk: Desk, source: tuple[str, ...], name: str) -> bool:
    table, *column = source
    rows = desk.sheet.values.get(table)
    if not isinstance(rows, list) or not column:
        return False
    values = (row.get(column[0]) for row in rows if isinstance(row, dict))
    return any(name == value or (isinstance(value, list) and name in value) for value in values)


def _show(desk: Desk, places: list[KeyPath]) -> None:
    for place in places[:_SHOWN]:
        field = place[:-1] if isinstance(place[-1], int) else place  # the list, not which of its entries
        desk.screen.note(desk.screen.text(words_for(field, desk.sheet.pack, desk.sheet.values)), indent=2)
    if len(places) > _SHOWN:
        desk.screen.note(desk.say("… and {count} more", count=len(places) - _SHOWN), indent=2)
