"""Chinese working days: weekends, public holidays and make-up working days (调休) as the State Council announces them.

The dates are those of the package `holidays`; nothing is decided here. For a year that is not announced yet (the notice
comes in November or December of the year before) it knows the statutory days only and no make-up days: ask
`WorkCalendar.is_announced` and say so where it matters.

Does not know an enterprise's own days off, nor half days such as 妇女节.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import sys
from collections.abc import Collection
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from docgen.kept import KeptStore

_ONE_DAY = dt.timedelta(days=1)
_SATURDAY = 5
_FIRST_ANNOUNCED = 2001
"""The first year whose notice the package has."""


@dataclass(frozen=True, slots=True)
class YearOfDays:
    """The days of one year that differ from the week's rhythm; `holidays` maps a day to the feast's Chinese name."""

    year: int
    announced: bool
    holidays: dict[dt.date, str] = field(default_factory=dict)
    makeup_days: Collection[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked in mainland China. Years are read when first asked for and kept for the process."""

    def is_workday(self, day: dt.date) -> bool:
        """Whether `day` is worked: a weekday that is no public holiday, or a weekend day that is made up."""
        year = _year(day.year)
        if day in year.makeup_days:
            return True
        return day.weekday() < _SATURDAY and day not in year.holidays

    def is_announced(self, year: int) -> bool:
        """Whether the notice of `year`'s holidays is known; without it make-up days and bridging days are missing."""
        return _year(year).announced

    def holiday_name(self, day: dt.date) -> str:
        """The Chinese name of the public holiday on `day`, empty where it is none."""
        return _year(day.year).holidays.get(day, "")

    def next_workday(self, day: dt.date) -> dt.date:
        """`day` itself where it is worked, otherwise the first working day after it."""
        while not self.is_workday(day):
            day += _ONE_DAY
        return day

    def add_workdays(self, day: dt.date, count: int) -> dt.date:
        """The `count`-th working day after `day`, which itself is not counted; `day` where `count` is 0.

        Raises ValueError where `count` is negative, OverflowError past the year 9999.
        """
        if count < 0:
            raise ValueError(f"cannot go back {-count} working days")
        for _ in range(count):
            day = self.next_workday(day + _ONE_DAY)
        return day

    def workdays_between(self, first: dt.date, last: dt.date) -> int:
        """How many working days there are after `first` up to and with `last`; 0 where `last` is not later."""
        span = (last - first).days
        return sum(self.is_workday(first + dt.timedelta(days=offset)) for offset in range(1, span + 1))


YEARS_KEPT: ContextVar[KeptStore | None] = ContextVar("years_kept", default=None)
"""Where years are kept between runs, so that most of them do without the package `holidays` (20 ms); None: nowhere."""


def years_in(folder: Path) -> KeptStore:
    """A store of years in `folder`, for `YEARS_KEPT`."""
    return KeptStore(folder, ".year", ("holidays", __name__))


@cache
def _year(year: int) -> YearOfDays:
    store = YEARS_KEPT.get()
    if store is None:
        return _read(year)
    announced, holidays, makeup_days = store.remembered(str(year).encode(), lambda: _plain(_read(year)))
    names = {dt.date.fromordinal(day): name for day, name in holidays.items()}
    return YearOfDays(year, announced, names, frozenset(map(dt.date.fromordinal, makeup_days)))


def _plain(days: YearOfDays) -> tuple[bool, dict[int, str], list[int]]:
    """The same, as plain data."""
    holidays = {day.toordinal(): str(name) for day, name in days.holidays.items()}
    return days.announced, holidays, sorted(day.toordinal() for day in days.makeup_days)


def _read(year: int) -> YearOfDays:
    """Read `year`, with the next one: the notice for a year may make up a day at the end of the year before."""
    china = _china_class()
    try:
        calendar = china(years=[year, year + 1] if year < dt.MAXYEAR else [year], language="zh_CN")
        names = {day: name for day, name in calendar.items() if day.year == year}
    except (ValueError, OverflowError):  # the lunar tables of `holidays` end somewhere; then only weekends are known
        return YearOfDays(year, announced=False)
    makeup_days = frozenset(day for day in calendar.weekend_workdays if day.year == year)
    return YearOfDays(year, _FIRST_ANNOUNCED <= year <= _last_announced(), names, makeup_days)


@cache
def _last_announced() -> int:
    """The last year that has a notice: each notice so far moves at least one day."""
    static = sys.modules[_china_class().__module__].ChinaStaticHolidays
    return int(max(static.special_public_holidays))


@cache
def _china_class() -> Any:
    """The class `China` of the package `holidays`.

    `import holidays.countries.china` first imports the modules of all other countries (70 ms more), so its file is
    loaded by itself; where a later release has moved it, the ordinary way still leads there.
    """
    package = importlib.import_module("holidays")
    file = Path(str(package.__file__)).parent / "countries" / "china.py"
    spec = importlib.util.spec_from_file_location("docgen._holidays_china", file)
    if not file.exists() or spec is None or spec.loader is None:
        return importlib.import_module("holidays.countries.china").China
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.China
