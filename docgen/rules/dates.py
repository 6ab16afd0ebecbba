"""Reads a date as people write it: `2024-07-05`, `2024/7/5`, `2024年7月5日`, `D+5`, `D+5工作日`.

D is the day of kick-off: the plan's start. `D+5` counts calendar days, `D+5工作日` working days (domain.md, section 3).
Full-width digits and signs, as Chinese input methods type them, are read like the others.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata

from docgen.messages import Message, message
from docgen.workdays import WorkCalendar

_ABSOLUTE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_RELATIVE = re.compile(r"[Dd]\s*\+\s*(\d{1,4})\s*(个?工作日|天|日)?")
_EARLIEST = 1949
FORMS = "2026-07-01、2026/7/1、2026年7月1日、D+5、D+5工作日"


class NoKickOffError(Exception):
    """A date counts from the kick-off, which is not known."""


def read_date(text: str, kick_off: dt.date | None, work: WorkCalendar) -> dt.date | tuple[Message, Message]:
    """The date that `text` means, or what is wrong with it and how to mend it.

    Raises NoKickOffError where it counts from the kick-off and `kick_off` is None.
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if absolute := _ABSOLUTE.fullmatch(plain):
        year, month, day = (int(part) for part in absolute.groups() if part is not None)
        return _day(text, year, month, day)
    if relative := _RELATIVE.fullmatch(plain):
        if kick_off is None:
            raise NoKickOffError
        count = int(relative[1])
        if (relative[2] or "").endswith("工作日"):
            return work.add_workdays(kick_off, count)
        return kick_off + dt.timedelta(days=count)
    return (
        message("“{value}” is not a date", value=text),
        message("Write it in one of these forms: {forms}.", forms=FORMS),
    )


def _day(text: str, year: int, month: int, day: int) -> dt.date | tuple[Message, Message]:
    problem = message("There is no day “{value}”", value=text)
    if not 1 <= month <= 12:
        return problem, message("Write a month from 1 to 12.")
    if year < _EARLIEST:
        return problem, message("Write a year from {year} on.", year=_EARLIEST)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        mend = message("{month} has {days} days: write a day from 1 to {days}.", month=f"{year}-{month:02}", days=last)
        return problem, mend
    return dt.date(year, month, day)
