"""What is asked and said before a walk: whether to go on with a file, where to begin, which keys there are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.answers.model import UNFINISHED
from docgen.messages import Translator, message
from docgen.questionnaire.places import END, MARK, stops
from docgen.questionnaire.prompts import Asker, Choice, Given, Question
from docgen.questionnaire.turns import Desk, Spot, from_bookmark
from docgen.questionnaire.worksheet import Worksheet

_LEAVE = object()


def make_asker(translate: Translator, environment: Mapping[str, str], *, coloured: bool) -> Asker:
    """The prompts for this terminal: plain lines where it cannot move its cursor."""
    return Asker(translate, coloured=coloured, plain=environment.get("TERM") == "dumb")


def ask_whether_to_go_on(
    file: Path,
    other: Path | None,
    translate: Translator,
    environment: Mapping[str, str],
    *,
    coloured: bool,
    unfinished: bool,
) -> Path | None:
    """Ask whether to go on with `file`, which is there already, or to begin `other`; None: neither."""

    def say(msgid: str, **params: object) -> str:
        return translate(message(msgid, **params))

    if unfinished:
        label, go_on = say("{file} has not been finished", file=file), say("go on where it was left")
    else:
        label, go_on = say("{file} is there already", file=file), say("change its answers")
    choices = [Choice(file, go_on)]
    if other is not None:
        choices.append(Choice(other, say("begin a new plan: {file}", file=other)))
    choices.append(Choice(_LEAVE, say("leave")))
    with make_asker(translate, environment, coloured=coloured) as asker:
        given = asker.choose(Question(label), choices, file)
    return given.value if isinstance(given, Given) and given.value is not _LEAVE else None


def first_spot(sheet: Worksheet) -> Spot:
    """Where the walk begins: where it was left, at the first place of a new plan, at the end of a finished one."""
    data = sheet.answers.data
    bookmark = from_bookmark(data.get(UNFINISHED), sheet)
    if bookmark:
        return bookmark
    if any(data.get(key) is not None for key in sheet.pack.fields):
        return Spot(END, adding=UNFINISHED not in data)
    return Spot(stops(sheet)[0])


def greet(desk: Desk, spot: Spot) -> None:
    """Say which file is written, and which keys there are; or where it goes on."""
    sheet, screen = desk.sheet, desk.screen
    screen.line(screen.text(sheet.pack.title), "head")
    screen.note(desk.say("Every answer is saved at once in {file}.", file=sheet.document.file))
    if UNFINISHED in sheet.answers.data and spot.path[0] != MARK:
        screen.note(desk.say("Going on where you left: {place}", place=screen.whereabouts(spot.path, sheet)))
    else:
        screen.note(desk.say("Leave whenever you like; “docgen edit” goes on where you stopped. F1 helps."))
