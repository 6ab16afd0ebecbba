"""The walk through a plan, place by place. This file is the whole story; each kind of place is asked elsewhere."""

from __future__ import annotations

from docgen.questionnaire.accepting import take
from docgen.questionnaire.cards import ask_derived, ask_option, ask_row
from docgen.questionnaire.finishing import ask_end, ask_step_end
from docgen.questionnaire.jumping import jump
from docgen.questionnaire.names import ask_names
from docgen.questionnaire.places import Kind, after, before, kind_of, row_of
from docgen.questionnaire.prompts import Key
from docgen.questionnaire.rows import ask_table, next_gap
from docgen.questionnaire.troubles import asking_to_try_again
from docgen.questionnaire.turns import Answer, Desk, Ending, Goto, Spot, Turn
from docgen.questionnaire.values import ask_value
from docgen.questionnaire.worksheet import Worksheet

_ASKED_BY = {
    Kind.NAMES: ask_names,
    Kind.PICKS: ask_names,
    Kind.TABLE: ask_table,
    Kind.ROW: ask_row,
    Kind.OPTION: ask_option,
    Kind.DERIVED: ask_derived,
    Kind.STEP_END: ask_step_end,
    Kind.END: ask_end,
}


def walk(desk: Desk, spot: Spot) -> Ending:
    """Ask from `spot` on until the person ends it. After every answer the file is saved, with the place to go on at."""
    desk.sheet.tries_again = asking_to_try_again(desk)
    while True:
        desk.screen.arrive(spot.path, desk.sheet)
        turn = _ask(desk, spot)
        if isinstance(turn, Answer):
            turn = take(desk, spot, turn.value, forward)
        if turn is Key.JUMP:
            turn = jump(desk, spot)
        if isinstance(turn, Ending):
            return turn
        if turn is Key.LEAVE:
            desk.sheet.leave(spot.bookmark())
            return Ending.LEFT
        if turn is Key.INTERRUPT:
            desk.sheet.keep(spot.bookmark())
            return Ending.INTERRUPTED
        spot = _next(desk, spot, turn)
        desk.sheet.keep(spot.bookmark())


def _next(desk: Desk, spot: Spot, turn: Turn) -> Spot:
    """Where the walk goes after `turn`."""
    match turn:
        case Goto(goal):
            return goal
        case Key.BACK:
            return backward(desk.sheet, spot)
        case Key.HELP:
            desk.screen.help(spot.path, desk.sheet)
            return spot
        case _:
            return forward(desk.sheet, spot)


def _ask(desk: Desk, spot: Spot) -> Turn:
    return _ASKED_BY.get(kind_of(spot.path, desk.sheet), ask_value)(desk, spot)


def forward(sheet: Worksheet, spot: Spot) -> Spot:
    """Where the walk goes from `spot` once it has been answered or passed over."""
    row = row_of(spot.path)
    if row is not None and spot.way == "gaps":
        gap = next_gap(sheet, row[:-1], spot.path)
        return Spot(gap, spot.then, "gaps") if gap else spot.then or Spot(row[:-1])
    following = after(spot.path, sheet)
    if spot.then is not None and (spot.way == "once" or row is None):
        inside = following[:-1] == spot.path  # a budget just begun has members
        beside = spot.way == "along" and len(spot.path) > 1 and following[:-1] == spot.path[:-1]
        return Spot(following, spot.then) if inside or beside else spot.then
    return Spot(following, spot.then, adding=row is not None and following == row[:-1])


def backward(sheet: Worksheet, spot: Spot) -> Spot:
    """Where the key “back” leads: the place before, or to where the person came from."""
    if spot.then is not None and spot.way != "along":
        return spot.then
    earlier = before(spot.path, sheet)
    while kind_of(earlier, sheet) is Kind.STEP_END:  # it may ask nothing, and would lead on again
        earlier = before(earlier, sheet)
    leaves_table = len(earlier) >= len(spot.path) and spot.then is not None
    return spot.then if leaves_table and spot.then else Spot(earlier, spot.then)
