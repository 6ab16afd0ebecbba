"""Turns what a person types into the written form of a value, and back into the text that the prompt shows."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from docgen.form.model import Field
from docgen.messages import Text
from docgen.rules.dates import NoKickOffError, read_date
from docgen.workdays import WorkCalendar

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_RELATIVE = re.compile(r"[Dd]\+\d")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?")
_ALWAYS_SEPARATE = "；;\n"
WEEKDAYS = (
    Text("星期一", "Monday"), Text("星期二", "Tuesday"), Text("星期三", "Wednesday"), Text("星期四", "Thursday"),
    Text("星期五", "Friday"), Text("星期六", "Saturday"), Text("星期日", "Sunday"),
)  # fmt: skip


def written_form(text: str, spec: Field) -> Any:
    """`text` as it is to stand in the answer file; None where it is blank.

    Numbers become numbers and dates ISO 8601, unless they count from the kick-off; what cannot be read stays a text.
    """
    text = text.strip()
    if not text:
        return None
    match spec.rules.get("type"):
        case "integer" | "number":
            return _number(text)
        case "date":
            return _date(text)
        case "list":
            return entries(text, spec)
    return spec.words.get(text, text) if spec.words else text


def shown_form(value: Any) -> str:
    """A written value as the text that a person would type for it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return "；".join(shown_form(item) for item in value)
    if isinstance(value, Mapping):
        return "；".join(f"{key}：{shown_form(item)}" for key, item in value.items())
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def entries(text: str, spec: Field) -> list[str] | None:
    """The entries of a list typed in one line; None where there are none."""
    separators = re.escape(_ALWAYS_SEPARATE + (spec.ask.separators or ""))
    found = [entry.strip() for entry in re.split(f"[{separators}]+", text)]
    return [entry for entry in dict.fromkeys(found) if entry] or None


def day_in_year(text: str, year: int) -> str | None:
    """The ISO date that a day without a year (8月8日, 8/8, 8-8) is in `year`; None where it is no such day."""
    found = _WITHOUT_YEAR.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    try:
        return dt.date(year, int(found[1]), int(found[2])).isoformat() if found else None
    except ValueError:
        return None


def weekday(day: dt.date) -> Text:
    """The name of the day of the week."""
    return WEEKDAYS[day.weekday()]


def _number(text: str) -> int | float | str:
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain) or len(plain) > 30:
        return text
    return float(plain) if "." in plain else int(plain)


def _date(text: str) -> str:
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if _RELATIVE.match(plain):
        return plain.upper()
    try:
        read = read_date(text, None, WorkCalendar())
    except NoKickOffError:
        return plain
    return read.isoformat() if isinstance(read, dt.date) else text
