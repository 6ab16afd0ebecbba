"""Carries a new name to every place that refers to the old one, if the person agrees; shows what a removal leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.questionnaire.prompts import Choice, Given, Key, Question
from docgen.questionnaire.tables.references import references, renamed
from docgen.questionnaire.turns import Desk
from docgen.rules.paths import words_for
from docgen.yaml12 import KeyPath

_SHOWN = 6
"""Places shown at once; more are counted."""


def carry_name(desk: Desk, path: KeyPath, before: Any) -> Key | None:
    """After the name at `path` was changed from `before`: offer to change it wherever it is referred to.

    Gives the key where the person leaves instead.
    """
    sheet = desk.sheet
    now = sheet.written(path)
    if not (isinstance(before, str) and isinstance(now, str) and before != now):
        return None
    places = referring(desk, path, before)
    if not places:
        return None
    desk.screen.note(desk.say("“{name}” is still named in {count} other places:", name=before, count=len(places)))
    _show(desk, places)
    given = desk.asker.choose(
        Question(desk.say("“{before}” is now “{now}”", before=before, now=now)),
        [
            Choice(True, desk.say("change it in all these places")),
            Choice(False, desk.say("leave them as they are for now")),
        ],
        True,
    )
    if given is Key.LEAVE or given is Key.INTERRUPT:
        return given
    if isinstance(given, Given) and given.value:
        for edit in renamed(sheet.pack, sheet.answers.data, _column(path), before, now):
            sheet.document.set(edit.path, edit.value)
        sheet.save()
        desk.screen.note(desk.say("Changed in {count} places.", count=len(places)))
    return None


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
        text = desk.say("“{name}” is gone, but {count} places still name it:", name=name, count=len(places))
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
