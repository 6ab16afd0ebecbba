"""Until when a version is kept, as the paper says it (rule F3, S4-7).

The archive counts in the same way; a test holds the two together, since an earlier stage cannot ask a later one.
"""

from __future__ import annotations

import datetime as dt


def last_day(archived: dt.date, years: int) -> dt.date:
    """The day `years` after `archived`; 29 February becomes 28 February."""
    try:
        return archived.replace(year=archived.year + years)
    except ValueError:
        return archived.replace(year=archived.year + years, day=28)
