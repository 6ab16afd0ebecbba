"""Turns answers as written into normal form, as far as that can be done without judging them.

Enum words become ids, dates `datetime.date`, short forms rows; texts lose the blanks around them; a blank value counts
as absent. What cannot be read is told here once and left as it stands, so that Cerberus, which is asked next, finds it
again at a place that is already known to be unsound.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.answers.model import KeyPath
from docgen.form.model import Field, FormPack
from docgen.messages import message
from docgen.naming import shortened
from docgen.rules.dates import NoKickOffError, read_date
from docgen.rules.registry import Breach
from docgen.workdays import WorkCalendar

KICK_OFF = "start"
"""The field whose date is D."""


@dataclass(slots=True)
class Normaliser:
    """Reads one answer file. `breaches` and `echoes` grow meanwhile.

    `echoes` are places whose fault is told elsewhere: a date that counts from a kick-off that is itself wrong.
    `origins` maps the place of a value in normal form to its place in the file, where the two differ.
    """

    pack: FormPack
    calendar: WorkCalendar
    kick_off: dt.date | None = None
    breaches: list[tuple[str, Breach]] = field(default_factory=list)
    echoes: set[KeyPath] = field(default_factory=set)
    origins: dict[KeyPath, KeyPath] = field(default_factory=dict)

    def read(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """`data` in normal form; keys that the pack does not know are kept as they are."""
        fields = self.pack.fields
        if KICK_OFF in fields:
            start = self.value(data.get(KICK_OFF), fields[KICK_OFF], (KICK_OFF,))
            self.breaches.clear()  # it is read again below, in its turn
            self.kick_off = start if isinstance(start, dt.date) else None
        return self._members(data, fields, ())

    def _members(self, owner: Mapping[Any, Any], fields: Mapping[str, Field], path: KeyPath) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for key, value in owner.items():
            if key in fields:
                value = self.value(value, fields[key], (*path, key))  # noqa: PLW2901
            if not _is_blank(value):
                members[str(key)] = value
        return members

    def value(self, value: Any, spec: Field, path: KeyPath) -> Any:
        """`value`, which stands at `path`, in normal form."""
        if isinstance(value, str):
            value = value.strip()
        if _is_blank(value):
            return None
        match spec.rules.get("type"):
            case "list":
                return self._list(value, spec, path)
            case "dict":
                return self._members(value, spec.children, path) if isinstance(value, Mapping) else value
            case "date":
                return self._date(value, spec, path)
            case "number" | "integer":
                return self._number(value, spec, path)
            case _:
                return _enum_id(value, spec)

    def _list(self, value: Any, spec: Field, path: KeyPath) -> Any:
        if isinstance(value, Mapping) and spec.short_form:
            return self._ways(value, spec, path)
        if not isinstance(value, list):
            return value
        return [self._item(item, spec, (*path, index)) for index, item in enumerate(value)]

    def _item(self, item: Any, spec: Field, path: KeyPath) -> Any:
        if isinstance(item, str):
            item = item.strip() or None
        if not spec.children:
            return item
        if isinstance(item, Mapping):
            return self._members(item, spec.children, path)
        if isinstance(item, str) and spec.short_form:
            return {spec.short_form: item}
        return item

    def _ways(self, ways: Mapping[Any, Any], spec: Field, path: KeyPath) -> list[dict[str, Any]]:
        """Rows of two columns written as `second: first`: `{同意: 铺货, 退回: 修改}`."""
        first, second = spec.children
        rows = []
        for index, (key, value) in enumerate(ways.items()):
            self.origins[(*path, index)] = (*path, key)
            rows.append({first: value.strip() if isinstance(value, str) else value, second: str(key).strip()})
        return rows

    def _date(self, value: Any, spec: Field, path: KeyPath) -> Any:
        if isinstance(value, dt.datetime):
            return value.date()
        if not isinstance(value, str):
            return value
        try:
            read = read_date(value, self.kick_off, self.calendar)
        except NoKickOffError:
            self._without_kick_off(value, spec, path)
            return value
        if isinstance(read, dt.date):
            return read
        problem, mend = read
        self.breaches.append((spec.rule, Breach(path, problem, mend)))
        return value

    def _without_kick_off(self, value: str, spec: Field, path: KeyPath) -> None:
        if path != (KICK_OFF,) and KICK_OFF in self.pack.fields:
            self.echoes.add(path)
            return
        problem = message("“{value}” counts from the plan's start, which no date of its own gives", value=value)
        mend = message("Write the day itself, for example {example}.", example="2026-07-01")
        self.breaches.append((spec.rule, Breach(path, problem, mend)))

    def _number(self, value: Any, spec: Field, path: KeyPath) -> Any:
        if isinstance(value, float) and not math.isfinite(value):
            problem = message("“{value}” is not a number that can be written on paper", value=str(value))
            self.breaches.append((spec.rule, Breach(path, problem, message("Write a finite number."))))
        return value


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value)


def _enum_id(value: Any, spec: Field) -> Any:
    """The id of a word on paper: `lead` for 牵头."""
    if isinstance(value, str):
        return next((enum_id for enum_id, word in spec.words.items() if word == value), value)
    return value


def shown(value: object) -> str:
    """`value` as a message names it: in one line and at most 60 characters."""
    if value is None or value is True or value is False:
        return "null" if value is None else str(value).lower()
    if isinstance(value, Mapping):
        return shortened("{" + ", ".join(str(key) for key in value) + "}", 60)
    if isinstance(value, list):
        return shortened("[" + ", ".join(shown(item) for item in value[:5]) + "]", 60)
    return shortened(" ".join(str(value).split(" ")), 60)
