"""Chinese working days, against the State Council's notices for 2025 and 2026."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.workdays import WorkCalendar

CALENDAR = WorkCalendar()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("date", "worked"),
    [
        ("2026-07-01", True),  # a Wednesday
        ("2026-07-04", False),  # a Saturday
        ("2026-09-25", False),  # Mid-Autumn
        ("2026-10-06", False),  # National Day week
        ("2026-10-10", True),  # a Saturday, made up for it
        ("2026-01-04", True),  # a Sunday, made up for New Year
        ("2025-02-08", True),  # a Saturday, made up for the Spring Festival
        ("2011-12-31", True),  # a Saturday, made up for New Year 2012 by the notice of the year after
        ("2026-03-08", False),  # Women's Day is a half day off for some; this one is a Sunday anyway
        ("2027-03-08", True),  # and this one a Monday
    ],
)
def test_a_day_is_worked_or_not(date: str, worked: bool) -> None:
    assert CALENDAR.is_workday(day(date)) is worked


def test_a_holiday_has_its_chinese_name() -> None:
    assert CALENDAR.holiday_name(day("2026-09-25")) == "中秋节"
    assert CALENDAR.holiday_name(day("2026-09-24")) == ""


def test_the_next_working_day_leads_over_a_long_holiday() -> None:
    assert CALENDAR.next_workday(day("2026-10-01")) == day("2026-10-08")
    assert CALENDAR.next_workday(day("2026-10-10")) == day("2026-10-10")
    assert CALENDAR.next_workday(day("2026-07-03")) == day("2026-07-03")


def test_working_days_are_counted_from_the_next_day() -> None:
    assert CALENDAR.add_workdays(day("2026-09-30"), 0) == day("2026-09-30")
    assert CALENDAR.add_workdays(day("2026-09-30"), 1) == day("2026-10-08")
    assert CALENDAR.add_workdays(day("2026-09-30"), 3) == day("2026-10-10")
    assert CALENDAR.workdays_between(day("2026-09-30"), day("2026-10-10")) == 3
    assert CALENDAR.workdays_between(day("2026-10-10"), day("2026-09-30")) == 0


def test_going_back_is_refused() -> None:
    with pytest.raises(ValueError, match="2 working days"):
        CALENDAR.add_workdays(day("2026-09-30"), -2)


def test_it_says_which_years_are_announced() -> None:
    assert CALENDAR.is_announced(2026)
    assert not CALENDAR.is_announced(2090)
    assert not CALENDAR.is_announced(1995)


@pytest.mark.parametrize("year", [1, 1949, 2090, 2200, 9999])
def test_a_far_year_has_its_weekends_at_least(year: int) -> None:
    saturday = next(d for d in (dt.date(year, 6, n) for n in range(1, 8)) if d.weekday() == 5)
    assert not CALENDAR.is_workday(saturday)
    assert CALENDAR.is_workday(saturday + dt.timedelta(days=4))


@settings(max_examples=50, deadline=None)
@given(st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31)), st.integers(0, 60))
def test_adding_and_counting_agree(start: dt.date, count: int) -> None:
    end = CALENDAR.add_workdays(start, count)
    assert CALENDAR.workdays_between(start, end) == count
    assert count == 0 or CALENDAR.is_workday(end)


def test_the_other_countries_are_not_imported() -> None:
    program = (
        "import sys, datetime; from docgen.workdays import WorkCalendar; "
        "assert 'holidays' not in sys.modules; "
        "WorkCalendar().is_workday(datetime.date(2026, 7, 1)); "
        "sys.exit('holidays.countries.germany' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
