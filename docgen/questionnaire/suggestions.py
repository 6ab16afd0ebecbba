"""Turns what a pack says about asking, and the answers so far, into proposals: defaults, choices, rows, examples.

Everything here is proposed and nothing decided: what a person accepts is checked like anything else. Nothing raises,
whatever the answers hold, since they may be half-finished or written by hand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from docgen.answers.model import inside, value_at
from docgen.form import ask as a
from docgen.form.model import Field, FormPack
from docgen.questionnaire.expressions import NO_ROW, Evaluation, Scope, is_same, values_at
from docgen.settings import Settings
from docgen.yaml12 import KeyPath


@dataclass(frozen=True)
class Suggestions:
    """What may be proposed for any place of a plan.

    `values` are the answers so far in normal form (enum ids, dates, rows in full); they may have gaps and faults. A
    path leads to a place in them, or to one that is not there yet, such as a column of the row after the last.
    """

    pack: FormPack
    values: Mapping[str, Any]
    today: dt.date
    settings: Settings

    def default(self, path: KeyPath) -> Any | None:
        """What to fill the prompt with, in normal form: a date, a list of texts …; None where nothing is known."""
        path, spec = self._place(path)
        if spec is None:
            return None
        return self._fitting(self._evaluation.values(spec.ask.default, self._scope(path)), spec)

    def choices(self, path: KeyPath) -> tuple[str, ...]:
        """What is offered to choose from, in order, each once: the ids of an enum, or names entered elsewhere.

        For a table whose rows may be written as one name, the names for its first column.
        """
        path, spec = self._place(path)
        if spec is None:
            return ()
        if allowed := spec.rules.get("allowed"):
            return tuple(str(item) for item in allowed)
        if spec.short_form:
            rows = self._at(path)
            return self.choices((*path, len(rows) if isinstance(rows, list) else 0, spec.short_form))
        scope = self._scope(path)
        offered = [name for source in spec.ask.choices for name in self._names(source, path, scope)]
        refused = [name for place in spec.ask.without for name in scope.values(place)]
        texts = (text for text in (*offered, *spec.ask.options) if isinstance(text, str) and text.strip())
        return tuple(text for text in dict.fromkeys(texts) if text not in refused)

    def rows(self, path: KeyPath) -> list[dict[str, Any]]:
        """The rows that the table at `path` may begin with, as they are written in the file; [] where none are known.

        Of rows that stand for those of another table, one for each department, only those that the table lacks; other
        rows only where it is empty.
        """
        path, spec = self._place(path)
        if spec is None or not spec.is_list or not spec.children:
            return []
        present = self._at(path)
        if isinstance(spec.ask.rows, a.Each):
            rows = list(self._each(spec.ask.rows, spec, path))
        elif present:
            return []
        elif spec.ask.derived:
            derived = self.derived(path)
            rows = [row for row in derived if isinstance(row, dict)] if isinstance(derived, list) else []
        else:
            rows = list(self._prepared(spec.ask.rows, spec, path))
        return [_written(row, spec) for row in _lacking(rows, present, spec)]

    def offers(self, path: KeyPath) -> list[dict[str, Any]]:
        """The rows of docgen.toml that the table at `path` lacks, as they are written in the file."""
        path, spec = self._place(path)
        if spec is None or spec.ask.offer not in a.OFFERS:
            return []
        rows = [{key: row[key] for key in spec.children if key in row} for row in self.settings.departments]
        return [_written(row, spec) for row in _lacking(rows, self._at(path), spec)]

    def is_asked(self, path: KeyPath) -> bool:
        """Whether the field's `when` holds; a truth value that is not there counts as false."""
        path, spec = self._place(path)
        if spec is None or not spec.ask.when:
            return True
        scope = self._scope(path)
        return all(_holds(when, scope.values(when.reference)) for when in spec.ask.when)

    def example(self, path: KeyPath) -> Any:
        """The field's example for this occasion, or else the one for all; None where it has none."""
        _, spec = self._place(path)
        if spec is None:
            return None
        occasion = self.values.get(a.OCCASION)
        examples = spec.ask.examples
        return examples[occasion] if isinstance(occasion, str) and occasion in examples else spec.example

    def derived(self, path: KeyPath) -> Any | None:
        """What the program will make of the place where it is left out, in normal form; None where it will not."""
        path, spec = self._place(path)
        if spec is None or not spec.ask.derived:
            return None
        from docgen.questionnaire.deriving import derived_value

        return derived_value(self.values, self.pack, path)

    @property
    def _evaluation(self) -> Evaluation:
        return Evaluation(self.today, self.settings)

    def _place(self, path: KeyPath) -> tuple[KeyPath, Field | None]:
        """The field that `path` leads to, and its path: that of the list where `path` is one of its rows or items."""
        while path and isinstance(path[-1], int):
            path = path[:-1]
        return path, self.pack.field_at(path)

    def _at(self, path: KeyPath) -> Any:
        return value_at(self.values, path)

    def _scope(self, path: KeyPath) -> Scope:
        """What can be referred to from the field at `path`."""
        owner, around, value = self.values, self.values, self.values
        for key, following in pairwise(path):
            value = inside(value, key)
            if isinstance(following, str):  # so what stands here is a row or a mapping, and no list
                owner, around = value if isinstance(value, Mapping) else NO_ROW, owner
        if len(path) < 2 or not isinstance(path[-2], int):
            return Scope(self.values, owner, around)
        number, table = path[-2], self._at(path[:-2])
        rows = table if isinstance(table, list) else []
        before = rows[number - 1] if 0 < number <= len(rows) else NO_ROW
        others = [row for index, row in enumerate(rows) if index != number]
        column = tuple(values_at(others, [str(path[-1])]))
        return Scope(self.values, owner, around, before if isinstance(before, Mapping) else NO_ROW, number, column)

    def _names(self, source: a.Reference, path: KeyPath, scope: Scope) -> list[Any]:
        """The names at `source`, without that of the row of the same table which `path` is in."""
        found = scope.values(source)
        keys = tuple(key for key in path if isinstance(key, str))
        table = source.keys[:-1]
        if source.origin is not a.Origin.PLAN or not table or keys[: len(table)] != table or keys == source.keys:
            return found
        depth = next((index for index, key in enumerate(path) if isinstance(key, int)), 0)
        own = values_at(self._at(path[: depth + 1]), source.keys[-1:])
        return [name for name in found if name not in own]

    def _fitting(self, found: list[Any], spec: Field) -> Any | None:
        """Of what an expression gives, what a field of this type can hold."""
        if spec.children:
            return None
        if spec.rules.get("type") == "list":
            return [text for text in found if isinstance(text, str)] or None
        fits = (self._scalar(value, spec) for value in found)
        return next((value for value in fits if value is not None), None)

    def _scalar(self, value: object, spec: Field) -> Any | None:
        allowed = spec.rules.get("allowed")
        if allowed and value not in allowed:
            return None
        match spec.rules.get("type"):
            case "date":
                return self._date(value)
            case "boolean":
                return value if isinstance(value, bool) else None
            case "integer":
                return value if type(value) is int else None
            case "number":
                return value if type(value) in {int, float} else None
            case _:
                return value if isinstance(value, str) and value.strip() else None

    def _date(self, value: object) -> dt.date | None:
        """A day, also one that a pack gives as text, in any form that an answer may have."""
        if not isinstance(value, str):
            return value if type(value) is dt.date else None
        from docgen.rules.dates import NoKickOffError, read_date

        start = self.values.get("start")
        try:
            day = read_date(value, start if type(start) is dt.date else None, self._evaluation.calendar)
        except (NoKickOffError, OverflowError):
            return None
        return day if isinstance(day, dt.date) else None

    def _each(self, each: a.Each, spec: Field, path: KeyPath) -> Iterator[dict[str, Any]]:
        """One row for every row of the other table that meets the conditions."""
        scope = self._scope(path)
        for row in self._evaluation.rows(scope.values(each.table), each.where, scope):
            yield self._row(each.row, spec, Scope(self.values, row, self.values))

    def _prepared(self, templates: tuple[a.RowTemplate, ...], spec: Field, path: KeyPath) -> Iterator[dict[str, Any]]:
        """The rows that the pack gives; each sees its own columns so far and the row before."""
        around = self._scope((*path, 0, "")).around
        before: Mapping[str, Any] = NO_ROW
        for number, template in enumerate(templates):
            row: dict[str, Any] = {}
            for part in template:
                row |= self._row((part,), spec, Scope(self.values, row, around, before, number))
            yield row
            before = row

    def _row(self, template: a.RowTemplate, spec: Field, scope: Scope) -> dict[str, Any]:
        """The columns for which there is something."""
        columns = {
            column: self._fitting(self._evaluation.values(expression, scope), spec.children[column])
            for column, expression in template
            if column in spec.children
        }
        return {column: value for column, value in columns.items() if value is not None}


def _holds(when: a.When, found: list[Any]) -> bool:
    if not when.values:
        return any(value not in ("", False) for value in found)
    return any(is_same(value, wanted) for wanted in when.values for value in found or [False])


def _lacking(rows: list[dict[str, Any]], present: object, spec: Field) -> list[dict[str, Any]]:
    """The rows whose first column is not in the table yet, each name once."""
    first = next(iter(spec.children))
    names = values_at(present, (first,)) if isinstance(present, list) else []
    kept = []
    for row in rows:
        if row and row.get(first) not in names:
            kept.append(row)
            names += values_at(row, (first,))
    return kept


def _written(row: Mapping[str, Any], spec: Field) -> dict[str, Any]:
    """A row in normal form as it stands in an answer file: words for ids, dates as text."""
    return {column: _word(value, spec.children.get(column)) for column, value in row.items()}


def _word(value: Any, spec: Field | None) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return spec.words.get(value, value) if spec and isinstance(value, str) else value
