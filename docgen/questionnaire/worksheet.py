"""The answers in progress: the answer file being written, and what follows from it (normal form, findings, proposals).

Everything is told anew from the file's text after each change, so that what is on the disk and what is shown never
differ.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.answers.document import AnswerDocument
from docgen.answers.model import UNFINISHED, Answers, KeyPath, value_at
from docgen.errors import AnswersError
from docgen.form.model import Field, FormPack
from docgen.questionnaire.suggestions import Suggestions
from docgen.rules import find
from docgen.rules.model import Finding
from docgen.rules.normal import KICK_OFF, Normaliser
from docgen.rules.single import Reader
from docgen.settings import Settings
from docgen.workdays import WorkCalendar

Coverage = Callable[[str], str]


@dataclass
class Worksheet:
    """One plan being filled in. `today` and `settings` are what proposals are made from; `coverage` knows the fonts."""

    document: AnswerDocument
    pack: FormPack
    today: dt.date
    settings: Settings
    coverage: Coverage | None = None
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    tries_again: Callable[[AnswersError], bool] = lambda _: False
    _seen: Answers | None = None
    _suggestions: Suggestions | None = None
    _findings: dict[frozenset[str], tuple[Finding, ...]] = field(default_factory=dict)

    @property
    def answers(self) -> Answers:
        """The answers as they stand in the file."""
        return self.document.answers

    @property
    def suggestions(self) -> Suggestions:
        """What is proposed from the answers so far."""
        self._renew()
        if self._suggestions is None:
            values = Normaliser(self.pack, self.calendar).read(self.answers.data)
            self._suggestions = Suggestions(self.pack, values, self.today, self.settings)
        return self._suggestions

    @property
    def values(self) -> Mapping[str, Any]:
        """The answers in normal form."""
        return self.suggestions.values

    @property
    def reader(self) -> Reader:
        """Reads single values, with the plan's own kick-off."""
        start = self.values.get(KICK_OFF)
        return Reader(self.pack, self.calendar, start if isinstance(start, dt.date) else None)

    def field(self, path: KeyPath) -> Field:
        """The field at `path`, rows passed over. Raises KeyError where the pack has none."""
        spec = self.pack.field_at(path)
        if spec is None:
            raise KeyError(path)
        return spec

    def written(self, path: KeyPath) -> Any:
        """What stands at `path` in the file; None where nothing does."""
        return value_at(self.answers.data, path)

    def normal(self, path: KeyPath) -> Any:
        """What stands at `path` in normal form; None where nothing does."""
        return value_at(self.values, path)

    def rows(self, path: KeyPath) -> list[Any]:
        """The rows of the table at `path` as written."""
        rows = self.written(path)
        return list(rows) if isinstance(rows, list) else []

    @property
    def absent(self) -> set[str]:
        """The fields of the pack for which nothing stands in the file."""
        return {key for key in self.pack.fields if self.answers.data.get(key) in (None, [], {})}

    def as_it_will_read(self) -> dict[str, Any]:
        """The answers, with what docgen derives where they leave it out, such as the RACI matrix."""
        return self._with_derived(self.answers.data, self.pack.fields, ())

    def put(self, path: KeyPath, value: Any) -> None:
        """Write `value` at `path`; None takes away what stands there. A row that is not there yet is begun."""
        if value is None:
            self._take_away(path)
            return
        for length in range(1, len(path) + 1):
            part = path[length - 1]
            if isinstance(part, int) and part == len(self.rows(path[: length - 1])):
                self._begin_row(path[: length - 1], _nested(path[length:], value))
                return
        path, value = self._without_misshapen(path, value)
        around = self.pack.field_at(path[:-1])
        self.document.set(path, value, order=tuple(around.children) if around else ())

    def remove_row(self, path: KeyPath) -> None:
        """Take the row `path` out of its table."""
        self.document.remove(path)

    def __post_init__(self) -> None:
        self._was_finished = UNFINISHED not in self.answers.data and self._is_begun()
        self._begun_with = self.answers

    def leave(self, bookmark: str) -> None:
        """Save for the person to leave: a plan that was finished before stays so."""
        self.keep(None if self._was_finished else bookmark)

    def keep(self, bookmark: str | None) -> None:
        """Write where the walk goes on, or take the mark away, and save."""
        if self._was_finished and self.answers is self._begun_with:
            return  # it has only been looked at
        if bookmark is not None:
            self._bookmark(bookmark)
        elif UNFINISHED in self.answers.data:
            self.document.remove((UNFINISHED,))
        self.save()

    def _bookmark(self, bookmark: str) -> None:
        """Set the mark; where there was one, nothing else has changed, and nothing follows from it."""
        seen = self._seen is self.answers and UNFINISHED in self.answers.data
        before = self.answers.positions
        self.document.set((UNFINISHED,), bookmark)
        if seen and self.answers.positions is before:
            self._seen = self.answers

    def save(self) -> None:
        """Save the file; one in which nothing has been answered yet is not written.

        Where the system refuses, `tries_again` is asked whether it is tried once more; else AnswersError is raised.
        """
        while self.document.file.exists() or self._is_begun():
            try:
                self.document.save()
                return
            except AnswersError as error:
                if not self.tries_again(error):
                    raise

    def _is_begun(self) -> bool:
        return any(self.answers.data.get(key) is not None for key in self.pack.fields)

    def findings(self, pending: Collection[str] = ()) -> tuple[Finding, ...]:
        """What the rules say, the fields `pending` and the mark of being unfinished left alone."""
        self._renew()
        key = frozenset(pending)
        if key not in self._findings:
            self._findings[key] = find(
                self.answers,
                self.pack,
                coverage=None if pending else self.coverage,  # the fonts are opened when everything is there
                default_retention=self.settings.retention_years,
                pending=key | {UNFINISHED},
            )
        return self._findings[key]

    def _with_derived(self, values: Mapping[str, Any], fields: Mapping[str, Field], path: KeyPath) -> dict[str, Any]:
        read = dict(values)
        for key, spec in fields.items():
            value = read.get(key)
            if spec.ask.derived and value is None:
                read[key] = self.suggestions.derived((*path, key))
            elif not spec.is_list and isinstance(value, Mapping):
                read[key] = self._with_derived(value, spec.children, (*path, key))
        return read

    def _without_misshapen(self, path: KeyPath, value: Any) -> tuple[KeyPath, Any]:
        """The edit that also replaces what has a wrong shape on the way: a text where a mapping or a list belongs."""
        for length in range(1, len(path)):
            around = self.written(path[:length])
            shape = list if isinstance(path[length], int) else Mapping
            if around is not None and not isinstance(around, shape):
                return path[:length], _nested(path[length:], value)
        return path, value

    def _begin_row(self, table: KeyPath, row: Any) -> None:
        if self.rows(table):
            self.document.insert(table, len(self.rows(table)), row)
        else:
            self.document.set(table, [row])

    def _take_away(self, path: KeyPath) -> None:
        above = self.written(path[:-1])
        is_there = path[-1] in above if isinstance(above, Mapping) else path[-1] in range(len(above or ()))
        if is_there:
            self.document.remove(path)

    def _renew(self) -> None:
        """Forget what followed from an earlier state of the file."""
        if self._seen is not self.answers:
            self._seen = self.answers
            self._suggestions = None
            self._findings = {}


def _nested(path: KeyPath, value: Any) -> Any:
    """`value` with the containers of `path` around it."""
    for part in reversed(path):
        value = [value] if isinstance(part, int) else {part: value}
    return value
