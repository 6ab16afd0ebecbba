"""Guesses what a text means that cannot be read as it is: 2026.7.11 is a day, 1,200 元 a number."""

from __future__ import annotations

import datetime as dt

from docgen.questionnaire.reading import day_in_year, shown_form, written_form
from docgen.questionnaire.tables.cells import clean_cell
from docgen.questionnaire.worksheet import Worksheet
from docgen.rules.normal import KICK_OFF
from docgen.yaml12 import KeyPath


def meant(sheet: Worksheet, path: KeyPath, text: str) -> str | None:
    """What a date or a number typed as `text` seems to mean, in a form that is read; None where nobody can tell."""
    spec = sheet.field(path)
    if spec.rules.get("type") not in {"date", "number", "integer"}:
        return None
    guess = clean_cell(spec, text)
    if guess == text.strip():
        guess = meant_without_year(sheet, path, text) or ""
    written = written_form(guess, spec)
    return shown_form(written) if guess and sheet.reader.read(written, path).breach is None else None


def meant_without_year(sheet: Worksheet, path: KeyPath, text: str) -> str | None:
    """For a date without a year, such as 8月8日, the day of that name in the plan's year or this one."""
    if sheet.field(path).rules.get("type") != "date":
        return None
    start = sheet.values.get(KICK_OFF)
    return day_in_year(text, start.year if isinstance(start, dt.date) else sheet.today.year)
