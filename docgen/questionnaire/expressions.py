"""Turns an expression of `meta.ask` into values, from the answers so far. Never raises, whatever the answers hold.

The result is always a list: empty where there is nothing to propose. Which of its values fit a field is for
`docgen.questionnaire.suggestions` to say.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from docgen.form import ask as a
from docgen.settings import Settings
from docgen.workdays import WorkCalendar

Row = Mapping[str, Any]
NO_ROW: Row = {}
_ONE_DAY = dt.timedelta(days=1)

SETTINGS: Mapping[str, Callable[[Settings], Any]] = {
    "archive.retention_years": lambda settings: settings.retention_years,
    "organisation.name": lambda settings: settings.organisation.name or None,
    "organisation.number_prefix": lambda settings: settings.organisation.number_prefix,
}


class Scope(NamedTuple):
    """What a reference may lead to from where a value is asked for.

    `row` is the row (or mapping) that the value stands in, `around` the one around that, `before` the row before, all
    of them empty where there is none. `number` is the row's index, `column` what the same column holds in other rows.
    """

    plan: Row
    row: Row
    around: Row
    before: Row = NO_ROW
    number: int = 0
    column: tuple[Any, ...] = ()

    def root(self, origin: a.Origin) -> Row:
        """Where a reference begins."""
        match origin:
            case a.Origin.PLAN:
                return self.plan
            case a.Origin.ROW:
                return self.row
            case a.Origin.AROUND:
                return self.around
            case a.Origin.BEFORE:
                return self.before

    def values(self, reference: a.Reference) -> list[Any]:
        """Everything that stands at `reference`."""
        return values_at(self.root(reference.origin), reference.keys)


def values_at(value: object, keys: Sequence[str]) -> list[Any]:
    """Everything that stands at `keys` below `value`: in every row of a list, and every entry of a list of texts."""
    if isinstance(value, list):
        return [found for item in value for found in values_at(item, keys)]
    if not keys:
        return [] if value is None else [value]
    return values_at(value.get(keys[0]), keys[1:]) if isinstance(value, Mapping) else []


def is_same(one: object, other: object) -> bool:
    """Whether two answers are equal; true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Evaluates expressions on one day and with one docgen.toml."""

    today: dt.date
    settings: Settings
    calendar: WorkCalendar = field(default_factory=WorkCalendar)

    def values(self, expression: a.Expression | None, scope: Scope) -> list[Any]:
        """What `expression` gives in `scope`, in order."""
        return [] if expression is None else _EVALUATIONS[type(expression)](self, expression, scope)

    def rows(self, rows: Iterable[object], where: Iterable[a.Condition], scope: Scope) -> list[Row]:
        """The rows that meet every condition; what the conditions ask for is looked up in `scope`."""
        wanted = [(condition.column, self.values(condition.value, scope)) for condition in where]
        return [
            row
            for row in rows
            if isinstance(row, Mapping) and all(_meet(values_at(row, (column,)), values) for column, values in wanted)
        ]

    def _literal(self, literal: a.Literal, _scope: Scope) -> list[Any]:
        return values_at(literal.value, ())

    def _from(self, source: a.From, scope: Scope) -> list[Any]:
        reference = source.reference
        if not source.where:
            return scope.values(reference)
        rows = self.rows(scope.values(reference._replace(keys=reference.keys[:-1])), source.where, scope)
        return values_at(rows, reference.keys[-1:])

    def _unmet(self, unmet: a.Unmet, scope: Scope) -> list[Any]:
        names = (name for name in scope.values(unmet.reference) if name not in scope.column)
        return [name for name in names if isinstance(name, str)][:1]

    def _setting(self, setting: a.Setting, _scope: Scope) -> list[Any]:
        return values_at(SETTINGS[setting.name](self.settings), ())

    def _share(self, share: a.Share, scope: Scope) -> list[Any]:
        found = scope.values(share.of)
        amounts = [value for value in found if isinstance(value, int | float) and not isinstance(value, bool)]
        try:
            parts = [round(float(amount) * share.percent / 100, 2) for amount in amounts[:1]]
        except OverflowError:
            return []
        return [int(part) if part.is_integer() else part for part in parts if math.isfinite(part)]

    def _count(self, count: a.Count, scope: Scope) -> list[Any]:
        return [len(scope.values(count.of))]

    def _later(self, later: a.Later, scope: Scope) -> list[Any]:
        try:
            return [self.calendar.add_workdays(day, later.workdays) for day in self._days((later.day,), scope)]
        except OverflowError:
            return []

    def _extreme(self, extreme: a.Extreme, scope: Scope) -> list[Any]:
        days = self._days(extreme.days, scope)
        return [max(days) if extreme.latest else min(days)] if days else []

    def _days(self, expressions: Iterable[a.Expression], scope: Scope) -> list[dt.date]:
        found = (value for expression in expressions for value in self.values(expression, scope))
        return [value for value in found if type(value) is dt.date]

    def _template(self, template: a.Template, scope: Scope) -> list[Any]:
        text = _filled(template.parts, scope)
        return [text] if text else []

    def _first_then(self, either: a.FirstThen, scope: Scope) -> list[Any]:
        return self.values(either.then if scope.number else either.first, scope)

    def _first_of(self, first: a.FirstOf, scope: Scope) -> list[Any]:
        return next(filter(None, (self.values(one, scope) for one in first.expressions)), [])

    def _by(self, by: a.By, scope: Scope) -> list[Any]:
        return self.values(dict(by.cases).get(_key(self.values(by.subject, scope)), by.otherwise), scope)

    def _today(self, today: a.Today, _scope: Scope) -> list[Any]:
        months = self.today.year * 12 + self.today.month - 1 + today.months_later
        match today.part:
            case "year":
                return [months // 12]
            case "quarter":
                return [months % 12 // 3 + 1]
            case _:
                return [self.today]

    def _period(self, period: a.Period, scope: Scope) -> list[Any]:
        """The first or last working day of the period; where it has begun, the first from today on."""
        year = next(iter(values_at(scope.plan, ("period", "year"))), None)
        quarter = next(iter(values_at(scope.plan, ("period", "quarter"))), None)
        if type(year) is not int or not (quarter is None or (type(quarter) is int and 1 <= quarter <= 4)):
            return []
        try:
            first, last = _bounds(year, quarter)
            while not self.calendar.is_workday(last):
                last -= _ONE_DAY
            if period.edge == "end":
                return [last]
            return [self.calendar.next_workday(max(first, self.today) if self.today < last else first)]
        except (ValueError, OverflowError):  # a year that no calendar has
            return []


_EVALUATIONS: Mapping[type, Callable[[Evaluation, Any, Scope], list[Any]]] = {
    a.Literal: Evaluation._literal,
    a.From: Evaluation._from,
    a.Unmet: Evaluation._unmet,
    a.Today: Evaluation._today,
    a.Period: Evaluation._period,
    a.Setting: Evaluation._setting,
    a.Share: Evaluation._share,
    a.Count: Evaluation._count,
    a.Later: Evaluation._later,
    a.Extreme: Evaluation._extreme,
    a.Template: Evaluation._template,
    a.FirstThen: Evaluation._first_then,
    a.FirstOf: Evaluation._first_of,
    a.By: Evaluation._by,
}


def _bounds(year: int, quarter: int | None) -> tuple[dt.date, dt.date]:
    if quarter is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    after = dt.date(year, quarter * 3 + 1, 1) if quarter < 4 else dt.date(year + 1, 1, 1)
    return dt.date(year, quarter * 3 - 2, 1), after - _ONE_DAY


def _meet(found: list[Any], wanted: list[Any]) -> bool:
    return any(is_same(one, other) for one in found for other in wanted)


def _key(found: list[Any]) -> str:
    """The value that a case is chosen by, as it is written as a key in a pack; empty where there is none."""
    value = found[0] if found else ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _filled(parts: Iterable[str | a.Reference | a.Droppable], scope: Scope) -> str | None:
    """The text with its references filled in; None where one of them gives nothing that can be printed."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, a.Droppable):
            texts.append(_filled(part.parts, scope) or "")
        else:
            printed = [_printed(value) for value in scope.values(part)[:1]]
            if not any(printed):
                return None
            texts += printed
    return "".join(texts)


def _printed(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float | dt.date):
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)
