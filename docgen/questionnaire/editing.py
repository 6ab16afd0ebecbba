"""Opens a table in the person's editor and takes back what was written there."""

from __future__ import annotations

import subprocess
from pathlib import Path

from docgen.errors import DocgenError, EnvironmentLackError
from docgen.questionnaire.prompts import Choice, Given, Key, Outcome, Question
from docgen.questionnaire.tables.editor import edit_in_editor, from_text, to_text
from docgen.questionnaire.turns import Desk, Goto, Spot, Turn

_NAME = Path("table.yaml")


def edit_rows(desk: Desk, spot: Spot) -> Turn:
    """Edit the table at `spot` as text; what cannot be read back is told with its line and offered once more."""
    sheet, screen = desk.sheet, desk.screen
    spec = sheet.field(spot.path)
    text: str | None = to_text(sheet.rows(spot.path), spec.children, screen.text(spec.label), screen.translate)
    while text is not None:
        try:
            with desk.asker.released():
                text = edit_in_editor(text, desk.environment, subprocess.run, screen.text(spec.label))
            rows = from_text(text, _NAME) if text is not None else None
        except DocgenError as error:
            for fault in error.faults:
                line = desk.say("line {line}: ", line=fault.line) if fault.line else ""
                screen.fault(line + screen.text(fault.problem), screen.text(fault.mend) if fault.mend else "")
            if isinstance(error, EnvironmentLackError):  # no editor: there is nothing to open again
                break
            again = _again(desk)
            if again is Key.LEAVE or again is Key.INTERRUPT:
                return again
            if again != Given(True):
                break
            continue
        if rows is not None:
            sheet.put(spot.path, rows)
        break
    return Goto(Spot(spot.path, spot.then))


def _again(desk: Desk) -> Outcome:
    return desk.asker.choose(
        Question(desk.say("What you wrote could not be read")),
        [Choice(True, desk.say("open it again")), Choice(False, desk.say("leave the table as it was"))],
        True,
    )
