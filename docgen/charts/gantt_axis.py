"""The time axis of a Gantt chart: where a day stands, and the two lines of its scale.

The scale is the finest whose labels have room: days, weeks (their Mondays), every other week, months, quarters, years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from docgen.charts.gantt_plan import Span
from docgen.charts.typography import Lettering
from docgen.lengths import Pt

_DAY: Final = dt.timedelta(days=1)
_LABEL_ROOM: Final[Pt] = 2.0
_LONGEST_SCALED: Final = 40 * 366


class Tick(NamedTuple):
    """A stretch of the scale between two lines; `label` is empty where it has no room."""

    x1: Pt
    x2: Pt
    label: str


class TimeAxis(NamedTuple):
    """Days laid out from `x` over `width`; every day is equally wide."""

    span: Span
    x: Pt
    width: Pt
    upper: tuple[Tick, ...]
    lower: tuple[Tick, ...]

    @property
    def day_width(self) -> Pt:
        """How wide one day is."""
        return self.width / self.span.days

    def at(self, day: dt.date) -> Pt:
        """Where `day` begins."""
        return self.x + (day - self.span.start).days * self.day_width


class _Scale(NamedTuple):
    """Where the stretches of a scale begin, how they are labelled, and what stands above them."""

    begins: Callable[[dt.date, Span], bool]
    label: Callable[[dt.date], str]
    by_year: bool = False


def _is_quarter(day: dt.date) -> bool:
    return day.day == 1 and day.month % 3 == 1


_SCALES: Final = (
    _Scale(lambda _day, _span: True, lambda day: str(day.day)),
    _Scale(lambda day, _span: day.weekday() == 0, lambda day: f"{day.month}/{day.day}"),
    _Scale(lambda day, span: (day - span.start).days % 14 == 0, lambda day: f"{day.month}/{day.day}"),
    _Scale(lambda day, _span: day.day == 1, lambda day: f"{day.month}月", by_year=True),
    _Scale(lambda day, _span: _is_quarter(day), lambda day: f"Q{day.month // 3 + 1}", by_year=True),
    _Scale(lambda day, _span: day.month == day.day == 1, lambda day: str(day.year), by_year=True),
)
_WHOLE_WEEKS: Final = _SCALES[1:3]


def time_axis(span: Span, x: Pt, width: Pt, text: Lettering) -> TimeAxis:
    """The axis for `span` between `x` and `x + width`, with the finest scale that `text` has room for.

    A span that no plan has (a slip in a year, in a draft) gets no scale.
    """
    if span.days > _LONGEST_SCALED:
        return TimeAxis(span, x, width, (), ())
    for scale in _SCALES:
        shown = _whole_weeks(span) if scale in _WHOLE_WEEKS else _whole_months(span) if scale.by_year else span
        bare = TimeAxis(shown, x, width, (), ())
        lower = list(_ticks(bare, scale))
        if scale is _SCALES[-1] or all(_fits(tick, text) for tick in lower[1:-1] or lower):
            break
    upper = [_labelled(tick, names, text) for tick, names in _upper(bare, scale)]
    kept = tuple(tick if _fits(tick, text) else Tick(tick.x1, tick.x2, "") for tick in lower)
    return TimeAxis(shown, x, width, tuple(upper), kept)


def _whole_weeks(span: Span) -> Span:
    return Span(span.start - span.start.weekday() * _DAY, span.end + (6 - span.end.weekday()) * _DAY)


def _whole_months(span: Span) -> Span:
    following = (span.end.replace(day=1) + 31 * _DAY).replace(day=1)
    return Span(span.start.replace(day=1), following - _DAY)


def _ticks(axis: TimeAxis, scale: _Scale) -> Iterator[Tick]:
    for begin, after in _stretches(axis.span, lambda day: scale.begins(day, axis.span)):
        yield Tick(axis.at(begin), axis.at(after), scale.label(begin))


def _upper(axis: TimeAxis, scale: _Scale) -> Iterator[tuple[Tick, tuple[str, ...]]]:
    """Months above days and weeks, years above months and longer; with their names from the longest to the shortest."""
    if scale.by_year:
        for begin, after in _stretches(axis.span, lambda day: day.month == day.day == 1):
            yield Tick(axis.at(begin), axis.at(after), ""), (f"{begin.year}年", f"{begin.year}")
    else:
        for begin, after in _stretches(axis.span, lambda day: day.day == 1):
            yield Tick(axis.at(begin), axis.at(after), ""), (f"{begin.year}年{begin.month}月", f"{begin.month}月")


def _labelled(tick: Tick, names: tuple[str, ...], text: Lettering) -> Tick:
    for name in names:
        labelled = Tick(tick.x1, tick.x2, name)
        if _fits(labelled, text):
            return labelled
    return tick


def _fits(tick: Tick, text: Lettering) -> bool:
    return text.width(tick.label) + _LABEL_ROOM <= tick.x2 - tick.x1


def _stretches(span: Span, begins: Callable[[dt.date], bool]) -> Iterator[tuple[dt.date, dt.date]]:
    """The parts of `span` from each day that `begins` to the day where the next one does."""
    begin = span.start
    for number in range(1, span.days):
        day = span.start + number * _DAY
        if begins(day):
            yield begin, day
            begin = day
    yield begin, span.after
