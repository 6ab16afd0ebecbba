"""Turns a guided walk in the terminal into an answer file.

The file is saved after every answer, so that at most the line being typed can be lost; at any moment it loads, and it
holds exactly the answers given so far. Nothing here knows a pack: steps, fields, choices and proposals come from its
schema. Building the bundle is left to the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docgen.messages import Translator

if TYPE_CHECKING:
    from docgen.questionnaire.turns import Ending
    from docgen.questionnaire.worksheet import Worksheet

__all__ = ["fill_in"]


def fill_in(sheet: Worksheet, translate: Translator, *, coloured: bool, environment: Mapping[str, str]) -> Ending:
    """Walk a person through `sheet` in this terminal and say how it ended.

    Raises AnswersError where the file cannot be saved, TerminalClosedError where the terminal goes away.
    """
    from docgen.questionnaire.opening import first_spot, greet, make_asker
    from docgen.questionnaire.screen import Screen
    from docgen.questionnaire.turns import Desk
    from docgen.questionnaire.walk import walk

    with make_asker(translate, environment, coloured=coloured) as asker:
        desk = Desk(sheet, asker, Screen(translate, coloured=coloured), environment)
        spot = first_spot(sheet)
        greet(desk, spot)
        return walk(desk, spot)
