"""Asks for one value: a line of text, one of several words or names, yes or no."""

from __future__ import annotations

import datetime as dt
from typing import Any

from docgen.messages import message
from docgen.questionnaire.guessing import meant
from docgen.questionnaire.places import Kind, kind_of
from docgen.questionnaire.prompts import Choice, Given, Proposal, Question, Remark
from docgen.questionnaire.reading import shown_form, weekday, written_form
from docgen.questionnaire.turns import Answer, Desk, Spot, Turn, key_of
from docgen.questionnaire.worksheet import Worksheet
from docgen.yaml12 import KeyPath

OTHER = object()
"""Stands for what is not among the choices and is typed."""
_NOTHING = object()


def ask_value(desk: Desk, spot: Spot) -> Turn:
    """Ask for the value at `spot`, with what stands there or what is proposed as default."""
    match kind_of(spot.path, desk.sheet):
        case Kind.CHOICE:
            return _ask_choice(desk, spot)
        case Kind.YES_NO:
            return _ask_yes_no(desk, spot)
        case _:
            return ask_text(desk, spot)


def question_for(desk: Desk, path: KeyPath) -> Question:
    """The field's label, help and example, with the place it stands at."""
    spec = desk.sheet.field(path)
    return Question(
        label=desk.screen.text(spec.label) if not isinstance(path[-1], int) else desk.screen.row_name(path, desk.sheet),
        place=desk.screen.place(path, desk.sheet),
        help=desk.screen.text(spec.help),
        example=_example(desk, path),
    )


def proposed(sheet: Worksheet, path: KeyPath) -> Any:
    """What the prompt begins with, in written form: the value there, else the proposal."""
    written = sheet.written(path)
    if written is not None:
        return written
    value = sheet.suggestions.default(path) if isinstance(path[-1], str) else None
    if isinstance(value, dt.date):
        return value.isoformat()
    return sheet.field(path).words.get(value, value) if isinstance(value, str) else value


def ask_text(desk: Desk, spot: Spot) -> Turn:
    """Ask for a line of text: the value itself, or a list whose entries are typed one after the other."""
    sheet, path = desk.sheet, spot.path
    spec = sheet.field(path)

    def remark(text: str) -> Remark | None:
        return remark_on(desk, path, text)

    default = shown_form(proposed(sheet, path))
    begin = Proposal(default) if sheet.written(path) is None else default
    given = desk.asker.text(
        question_for(desk, path),
        desk.drafts.pop(path, begin),
        multiline=bool(spec.meta.get("multiline")),
        remark=remark,
        completions=sheet.suggestions.choices(path),
    )
    if not isinstance(given, Given):
        if desk.asker.draft != default:
            desk.drafts[path] = desk.asker.draft
        return key_of(given)
    if isinstance(path[-1], int):  # an entry of a list of texts
        return Answer(given.value or None)
    return Answer(written_form(given.value, spec))


def remark_on(desk: Desk, path: KeyPath, text: str) -> Remark | None:
    """What is said of `text` while it is typed for `path`: what is wrong with it, or which day a date means."""
    if isinstance(path[-1], int) or not text.strip():
        return None
    sheet = desk.sheet
    written = written_form(text, sheet.field(path))
    value, breach = sheet.reader.read(written, path)
    if breach:
        said = f"{desk.screen.text(breach.problem)}{desk.screen.gap}{desk.screen.text(breach.mend)}"
        return Remark(said, is_error=True, offer=meant(sheet, path, text))
    return _day(desk, value) if isinstance(value, dt.date) else None


def _day(desk: Desk, day: dt.date) -> Remark:
    """The day of the week; on a rest day the next working day as well."""
    calendar = desk.sheet.calendar
    shown = f"{day.isoformat()} {desk.screen.text(weekday(day))}"
    if calendar.is_workday(day):
        return Remark(shown)
    following = calendar.next_workday(day)
    holiday = calendar.holiday_name(day)
    return Remark(
        desk.screen.text(
            message(
                "{day}, a rest day{holiday}; the next working day is {next} {weekday}",
                day=shown,
                holiday=f"（{holiday}）" if holiday else "",
                next=following,
                weekday=weekday(following),
            )
        ),
        offer=following.isoformat(),
    )


def _ask_yes_no(desk: Desk, spot: Spot) -> Turn:
    value = proposed(desk.sheet, spot.path)
    given = desk.asker.confirm(question_for(desk, spot.path), value is True)
    if not isinstance(given, Given):
        return key_of(given)
    was = desk.sheet.written(spot.path)
    return Answer(given.value if given.value or was is not None else None)


def _ask_choice(desk: Desk, spot: Spot) -> Turn:
    """One of the words of an enum, or one of the names entered before."""
    sheet, path = desk.sheet, spot.path
    spec = sheet.field(path)
    names = list(spec.words) or list(sheet.suggestions.choices(path))
    begin = _normal_proposal(sheet, path)
    choices = [Choice(name, spec.words.get(name, name)) for name in names]
    if isinstance(begin, str) and begin and begin not in names:
        choices.append(Choice(begin, begin, desk.say("not in the list") if sheet.written(path) is not None else ""))
    if not spec.words and spec.ask.others:
        choices.append(Choice(OTHER, desk.say("something else …")))
    if not spec.rules.get("required"):
        choices.append(Choice(_NOTHING, desk.say("leave it out")))
    if not spec.words and not names:
        return ask_text(desk, spot)
    default = begin if isinstance(begin, str) and begin else (_NOTHING if not spec.rules.get("required") else None)
    given = desk.asker.choose(question_for(desk, path), choices, default)
    if not isinstance(given, Given):
        return key_of(given)
    if given.value is OTHER:
        return ask_text(desk, spot)
    return Answer(None if given.value is _NOTHING else spec.words.get(given.value, given.value))


def _normal_proposal(sheet: Worksheet, path: KeyPath) -> Any:
    value = sheet.normal(path)
    return sheet.suggestions.default(path) if value is None else value


def _example(desk: Desk, path: KeyPath) -> str:
    if isinstance(path[-1], int):
        return ""
    spec = desk.sheet.field(path)
    example = desk.sheet.suggestions.example(path)
    if isinstance(example, str):
        return spec.words.get(example, example)
    return "" if spec.rules.get("type") == "boolean" else shown_form(example)
