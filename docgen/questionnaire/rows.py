"""Asks at a table: shows the rows so far, then adds, edits, copies, moves, deletes, pastes, or opens an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docgen.questionnaire.accepting import rules_of_rows_to_come
from docgen.questionnaire.naming import referring, tell_dangling
from docgen.questionnaire.pasting import paste_rows
from docgen.questionnaire.places import Kind, cells, kind_of
from docgen.questionnaire.prompts import Choice, Given, Key, Pasted, Question
from docgen.questionnaire.turns import Desk, Goto, Onward, Spot, Turn, Way, key_of
from docgen.questionnaire.values import question_for
from docgen.questionnaire.worksheet import Worksheet
from docgen.yaml12 import KeyPath

Action = Callable[[Desk, Spot], Turn]


def ask_table(desk: Desk, spot: Spot) -> Turn:
    """Show the table at `spot` and do what is chosen; the most likely thing to do next is pointed at."""
    _begin(desk, spot.path)
    desk.screen.rows(spot.path, desk.sheet, rules_of_rows_to_come(desk.sheet, spot.path) if spot.adding else ())
    rows = desk.sheet.rows(spot.path)
    choices = _actions(desk, spot)
    given = desk.asker.choose(question_for(desk, spot.path), choices, _likely(desk, spot, choices), pastes=True)
    match given:
        case Pasted():
            return paste_rows(desk, spot, given.text)
        case Given(value="done"):
            return Onward.NEXT if spot.then is None else Goto(spot.then)
        case Given(value="add"):
            return Goto(Spot(_first_cell(desk.sheet, (*spot.path, len(rows))), spot.then))
        case Given():
            return _ACTIONS[given.value](desk, spot)
    return key_of(given)


def _begin(desk: Desk, path: KeyPath) -> None:
    """Fill an empty table that nobody has been at with the rows that follow from the answers."""
    sheet = desk.sheet
    if sheet.written(path) is not None:
        return
    rows = sheet.suggestions.rows(path)
    if rows:
        sheet.put(path, rows)
        sheet.save()  # what is shown is what is on the disk
        desk.screen.note(desk.say("Rows filled in from your answers: {count}; look them over.", count=len(rows)))


def _actions(desk: Desk, spot: Spot) -> list[Choice]:
    sheet, path = desk.sheet, spot.path
    rows = sheet.rows(path)
    say = desk.say
    choices = [Choice("add", say("add a row"), key="a"), Choice("paste", say("paste from Excel or WPS"), key="p")]
    if not rows and sheet.suggestions.offers(path):
        choices.insert(0, Choice("pick", say("pick from your organisation's departments"), key="o"))
    if next_gap(sheet, path):
        choices.insert(0, Choice("gaps", say("fill in what is missing"), key="g"))
    if rows:
        choices += [Choice("edit", say("change a row"), key="e"), Choice("delete", say("delete rows"), key="d")]
        choices.append(Choice("copy", say("copy a row"), key="c"))
    if len(rows) > 1:
        choices.append(Choice("move", say("move a row"), key="m"))
    choices.append(Choice("editor", say("open in an editor"), key="v"))
    required = sheet.field(path).rules.get("required")
    done = say("done") if rows else say("later: go on") if required else say("go on without any")
    return [Choice("done", done, key="f"), *choices]


def _likely(desk: Desk, spot: Spot, choices: Sequence[Choice]) -> str:
    sheet, path = desk.sheet, spot.path
    offered = {choice.value for choice in choices}
    if "gaps" in offered:
        return "gaps"
    if sheet.rows(path):
        return "add" if spot.adding else "done"
    if "pick" in offered:
        return "pick"
    return "add" if spot.adding or sheet.field(path).rules.get("required") else "done"


def next_gap(sheet: Worksheet, table: KeyPath, since: KeyPath | None = None) -> KeyPath | None:
    """The first required cell of `table` without a value, or the first after its cell `since`."""
    if not sheet.field(table).children:
        return None
    first = since[len(table)] if since else 0
    for index in range(int(first), len(sheet.rows(table))):
        inside = cells((*table, index), sheet, required=since is None or index != first)
        passed = inside.index(since) + 1 if since in inside else 0
        for cell in inside[passed:]:
            if sheet.field(cell).rules.get("required") and sheet.normal(cell) in (None, "", []):
                return cell
    return None


def _first_cell(sheet: Worksheet, row: KeyPath) -> KeyPath:
    return next(iter(cells(row, sheet)))


def pick_row(desk: Desk, path: KeyPath, label: str) -> int | Key:
    """Ask which row is meant."""
    sheet = desk.sheet
    rows = sheet.rows(path)
    if len(rows) == 1:
        return 0
    given = desk.ask(path, lambda: desk.asker.find(Question(label), _choices_of(desk, path, rows)))
    return given.value if isinstance(given, Given) else key_of(given)


def _choices_of(desk: Desk, path: KeyPath, rows: Sequence[Any]) -> list[Choice]:
    return [
        Choice(index, f"{index + 1}{desk.screen.gap}{desk.screen.row_in_short(path, row, desk.sheet)}")
        for index, row in enumerate(rows)
    ]


def _edit(desk: Desk, spot: Spot) -> Turn:
    index = pick_row(desk, spot.path, desk.say("Which row is to be changed?"))
    if isinstance(index, Key):
        return _unless_back(index, spot)
    return _to_row(desk, spot, index)


def _copy(desk: Desk, spot: Spot) -> Turn:
    index = pick_row(desk, spot.path, desk.say("Which row is to be copied?"))
    if isinstance(index, Key):
        return _unless_back(index, spot)
    sheet = desk.sheet
    sheet.document.insert(spot.path, index + 1, sheet.rows(spot.path)[index])
    return _to_row(desk, spot, index + 1)


def _to_row(desk: Desk, spot: Spot, index: int) -> Turn:
    """Go to a row that is there; a row of plain texts is its one value and leads back at once."""
    row = (*spot.path, index)
    way: Way = "along" if kind_of(row, desk.sheet) is Kind.ROW else "once"
    return Goto(Spot(row, Spot(spot.path, spot.then), way))


def _delete(desk: Desk, spot: Spot) -> Turn:
    sheet, path = desk.sheet, spot.path
    rows = sheet.rows(path)
    question = Question(desk.say("Which rows are to be deleted?"))
    given = desk.ask(path, lambda: desk.asker.choose_many(question, _choices_of(desk, path, rows)))
    if not isinstance(given, Given):
        return _unless_back(key_of(given), spot)
    if not given.value:
        return Goto(spot)
    doubt = Question(desk.say("Delete these rows ({count})?", count=len(given.value)))
    sure = desk.ask(path, lambda: desk.asker.confirm(doubt, True))
    if not isinstance(sure, Given):
        return _unless_back(key_of(sure), spot)
    if not sure.value:
        return Goto(spot)
    for index in sorted(given.value, reverse=True):
        sheet.remove_row((*path, index))
    gone: dict[str, list[KeyPath]] = {}
    for index in given.value:
        gone |= _still_named(desk, (*path, index), rows[index])
    tell_dangling(desk, gone)
    return Goto(Spot(path, spot.then))


def _still_named(desk: Desk, path: KeyPath, row: Any) -> dict[str, list[KeyPath]]:
    """The names of a row that was deleted which are referred to still, and from where."""
    values = row.items() if isinstance(row, dict) else ()
    names = {
        name: referring(desk, (*path, key), name)
        for key, value in values
        for name in (value if isinstance(value, list) else [value])
        if isinstance(name, str) and name
    }
    return {name: places for name, places in names.items() if places}


def _move(desk: Desk, spot: Spot) -> Turn:
    index = pick_row(desk, spot.path, desk.say("Which row is to be moved?"))
    if isinstance(index, Key):
        return _unless_back(index, spot)
    target = pick_row(desk, spot.path, desk.say("To the place of which row?"))
    if isinstance(target, Key):
        return _unless_back(target, spot)
    if target != index:
        desk.sheet.document.move(spot.path, index, target)
    return Goto(Spot(spot.path, spot.then))


def _pick(desk: Desk, spot: Spot) -> Turn:
    """Take over rows that docgen.toml holds."""
    sheet, path = desk.sheet, spot.path
    offers = sheet.suggestions.offers(path)
    choices = [Choice(index, desk.screen.row_in_short(path, row, sheet)) for index, row in enumerate(offers)]
    question = Question(desk.say("Which of them take part?"))
    given = desk.ask(path, lambda: desk.asker.choose_many(question, choices))
    if not isinstance(given, Given):
        return _unless_back(key_of(given), spot)
    if given.value:
        sheet.put(path, [*sheet.rows(path), *(offers[index] for index in sorted(given.value))])
    return Goto(Spot(path, spot.then))


def _gaps(desk: Desk, spot: Spot) -> Turn:
    gap = next_gap(desk.sheet, spot.path)
    return Goto(Spot(gap, Spot(spot.path, spot.then), "gaps") if gap else spot)


def _paste(desk: Desk, spot: Spot) -> Turn:
    label = desk.say("Paste the cells here, with or without the header row")
    given = desk.asker.long(Question(label, help=_columns(desk, spot.path)))
    if not isinstance(given, Given | Pasted):
        return _unless_back(given, spot)
    text = given.text if isinstance(given, Pasted) else given.value
    return paste_rows(desk, spot, text) if text.strip() else Goto(spot)


def _columns(desk: Desk, path: KeyPath) -> str:
    labels = [child.label for child in desk.sheet.field(path).children.values()]
    return desk.say("Columns: {columns}", columns=labels) if labels else desk.say("One entry a line")


def _editor(desk: Desk, spot: Spot) -> Turn:
    from docgen.questionnaire.editing import edit_rows

    return edit_rows(desk, spot)


def _unless_back(key: Key, spot: Spot) -> Turn:
    """What a key means in a question within the table: back leads to the table itself."""
    return Goto(spot) if key is Key.BACK else key


_ACTIONS: dict[str, Action] = {
    "gaps": _gaps,
    "pick": _pick,
    "edit": _edit,
    "copy": _copy,
    "delete": _delete,
    "move": _move,
    "paste": _paste,
    "editor": _editor,
}
