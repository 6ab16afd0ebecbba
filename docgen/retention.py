"""How long a version is kept (rule F3, S4-7)."""

from __future__ import annotations

import datetime as dt


def last_day(archived: dt.date, years: int) -> dt.date:
    """The day `years` after `archived`; 29 February becomes 28 February, and nothing lies beyond the year 9999.

    >>> last_day(dt.date(2024, 2, 29), 3).isoformat()
    '2027-02-28'
    """
    if archived.year + years > dt.MAXYEAR:
        return dt.date.max
    try:
        return archived.replace(year=archived.year + years)
    except ValueError:
        return archived.replace(year=archived.year + years, day=28)
