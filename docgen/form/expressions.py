"""Reads the expressions of `meta.ask`: a literal, or a mapping with one operator. Evaluates nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from docgen.form import ask as a
from docgen.form.source import did_you_mean
from docgen.messages import Message, message
from docgen.yaml12 import KeyPath

Sink = Callable[[KeyPath, Message, Message], None]
"""Takes a fault: where below `meta.ask`, what is wrong, how to mend it."""

_REFERENCE = re.compile(r"(\^\.|\.\.|\.|)([A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)*)")
_SLOT = re.compile(r"\{([^{}]*)\}")
_DROPPABLE = re.compile(r"\[([^\[\]]*)\]")
_MOST = 1000
"""Working days or months that an expression may look ahead."""
_DAY_PARTS: Mapping[object, str] = {True: "day", "year": "year", "quarter": "quarter"}


class UnreadError(Exception):
    """What stands there cannot be read; the sink has been told."""


@dataclass(frozen=True, slots=True)
class ExpressionReader:
    """Reads values; each method takes the value and its path below `meta.ask`, and raises UnreadError."""

    sink: Sink

    def expression(self, raw: object, path: KeyPath) -> a.Expression:
        """The expression that `raw` means; one that cannot be read gives nothing. Never raises."""
        if not isinstance(raw, Mapping):
            return a.Literal(raw)
        try:
            return self._operation(raw, path)
        except UnreadError:
            return a.Literal(None)

    def _operation(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        operator = next((key for key in raw if key in _OPERATIONS), None)
        if operator is None:
            unknown = str(next(iter(raw), ""))
            problem = message("“{key}” is no operator of an expression", key=unknown)
            self.refuse((*path, unknown), problem, did_you_mean(unknown, _OPERATIONS))
        read, companions = _OPERATIONS[operator]
        self.known(raw, (operator, *companions), path)
        found = read(self, raw, path)
        workdays = self._count(raw, "workdays_later", path)
        return a.Later(found, workdays) if workdays else found

    def _from(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.From(self.reference(raw["from"], (*path, "from")), self.conditions(raw.get("where", {}), path))

    def _unmet(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.Unmet(self.reference(raw["unmet"], (*path, "unmet")))

    def _count_of(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.Count(self.reference(raw["count"], (*path, "count")))

    def _share(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        percent = raw["share"]
        if isinstance(percent, bool) or not isinstance(percent, int | float):
            self.wrong((*path, "share"), "{share: 10, of: .total}")
        return a.Share(percent, self.reference(raw.get("of"), (*path, "of")))

    def _today(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        value = raw["today"]
        part = _DAY_PARTS.get(value) if isinstance(value, str) or value is True else None
        if part is None:
            self.wrong((*path, "today"), "{today: true}")
        return a.Today(part, self._count(raw, "months_later", path))

    def _period(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.Period(self.one_of(raw["period"], ("start", "end"), (*path, "period")))

    def _setting(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.Setting(self.one_of(raw["settings"], a.SETTINGS, (*path, "settings")))

    def _latest(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.Extreme(self._several(raw["latest"], (*path, "latest")), latest=True)

    def _earliest(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.Extreme(self._several(raw["earliest"], (*path, "earliest")), latest=False)

    def _any(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.FirstOf(self._several(raw["any"], (*path, "any")))

    def _first(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        return a.FirstThen(self._optional(raw, "first", path), self._optional(raw, "then", path))

    def _by(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        value, here = raw["by"], (*path, "by")
        subject = self.expression(value, here) if isinstance(value, Mapping) else a.From(self.reference(value, here))
        return a.By(subject, self.row(raw.get("cases"), (*path, "cases")), self._optional(raw, "else", path))

    def _text(self, raw: Mapping[str, Any], path: KeyPath) -> a.Expression:
        """Pieces between brackets are at odd places after splitting, and so are the names between braces."""
        value, here = raw["text"], (*path, "text")
        if not isinstance(value, str):
            self.wrong(here, '{text: "{.name}经理"}')
        parts: list[str | a.Reference | a.Droppable] = []
        for index, piece in enumerate(_DROPPABLE.split(value)):
            slots = tuple(self._slots(piece, here))
            parts += (a.Droppable(slots),) if index % 2 else slots
        return a.Template(tuple(parts))

    def _slots(self, text: str, path: KeyPath) -> Iterator[str | a.Reference]:
        for index, piece in enumerate(_SLOT.split(text)):
            if index % 2:
                yield self.reference(piece, path)
            elif piece:
                yield piece

    def _several(self, raw: object, path: KeyPath) -> tuple[a.Expression, ...]:
        if not isinstance(raw, list):
            return (self.expression(raw, path),)
        return tuple(self.expression(item, (*path, index)) for index, item in enumerate(raw))

    def _optional(self, owner: Mapping[str, Any], key: str, path: KeyPath) -> a.Expression | None:
        return self.expression(owner[key], (*path, key)) if key in owner else None

    def row(self, raw: object, path: KeyPath) -> a.RowTemplate:
        """A mapping of expressions."""
        members = self.mapping(raw, path)
        return tuple((key, self.expression(value, (*path, key))) for key, value in members.items())

    def conditions(self, raw: object, path: KeyPath) -> tuple[a.Condition, ...]:
        """The conditions under `where` of what stands at `path`.

        A bare text with a leading point is a reference: no id and no name begins with one.
        """
        here, conditions = (*path, "where"), []
        for column, value in self.mapping(raw, here).items():
            if isinstance(value, str) and value.startswith((".", "^.")):
                wanted: a.Expression = a.From(self.reference(value, (*here, column)))
            else:
                wanted = self.expression(value, (*here, column))
            conditions.append(a.Condition(column, wanted))
        return tuple(conditions)

    def reference(self, raw: object, path: KeyPath) -> a.Reference:
        """The place that a text names."""
        match = _REFERENCE.fullmatch(raw) if isinstance(raw, str) else None
        if match is None:
            problem = message("“{value}” names no place in the answers", value=str(raw))
            self.refuse(path, problem, message("Write {example}.", example="departments.name"))
        return a.Reference(a.Origin(match[1]), tuple(match[2].split(".")))

    def mapping(self, raw: object, path: KeyPath) -> Mapping[str, Any]:
        """`raw`, which must be a mapping."""
        if not isinstance(raw, Mapping):
            self.wrong(path, "{role: lead}")
        return raw

    def one_of(self, raw: object, known: Collection[str], path: KeyPath) -> str:
        """`raw`, which must be one of `known`."""
        if not isinstance(raw, str) or raw not in known:
            problem = message("“{value}” cannot stand here", value=str(raw))
            self.refuse(path, problem, did_you_mean(str(raw), known))
        return raw

    def _count(self, raw: Mapping[str, Any], key: str, path: KeyPath) -> int:
        value = raw.get(key, 0)
        if key in raw and (type(value) is not int or not 0 < value <= _MOST):
            self.wrong((*path, key), "1")
        return int(value)

    def known(self, raw: Mapping[str, Any], known: Collection[str], path: KeyPath) -> None:
        """Tell the keys of `raw` that are not `known`."""
        for key in raw:
            if key not in known:
                self.sink((*path, key), message("Unknown key “{key}”", key=key), did_you_mean(key, known))

    def wrong(self, path: KeyPath, example: str) -> NoReturn:
        """Tell that the value at `path` is of the wrong kind."""
        key = next((str(part) for part in reversed(path) if isinstance(part, str)), "ask")
        problem = message("The value of “{key}” cannot be used", key=key)
        self.refuse(path, problem, message("Write {example}.", example=example))

    def refuse(self, path: KeyPath, problem: Message, mend: Message) -> NoReturn:
        """Tell a fault and give up what is being read."""
        self.sink(path, problem, mend)
        raise UnreadError


_R = ExpressionReader
_Operation = Callable[[ExpressionReader, Mapping[str, Any], KeyPath], a.Expression]
_OPERATIONS: Mapping[str, tuple[_Operation, tuple[str, ...]]] = {
    "from": (_R._from, ("where", "workdays_later")),
    "unmet": (_R._unmet, ()),
    "today": (_R._today, ("workdays_later", "months_later")),
    "period": (_R._period, ()),
    "settings": (_R._setting, ()),
    "share": (_R._share, ("of",)),
    "count": (_R._count_of, ()),
    "latest": (_R._latest, ("workdays_later",)),
    "earliest": (_R._earliest, ("workdays_later",)),
    "text": (_R._text, ()),
    "first": (_R._first, ("then",)),
    "any": (_R._any, ()),
    "by": (_R._by, ("cases", "else")),
}
"""Each operator's reader, and the keys that may stand beside it."""
OPERATORS = tuple(_OPERATIONS)
