"""Reads `meta.ask` as an Ask. What cannot be read is told to a sink and left out, so that the rest is of use.

Whether the places that an Ask names are in the pack is for `docgen.form.ask_check` to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from docgen.form import ask as a
from docgen.form.expressions import ExpressionReader, Sink, UnreadError
from docgen.messages import Message, Text
from docgen.yaml12 import KeyPath

_T = TypeVar("_T")


def read_ask(raw: object, sink: Sink) -> a.Ask:
    """The Ask that `raw`, the value of `meta.ask`, means. Never raises: what is wrong is told to `sink`."""
    reader = _AskReader(ExpressionReader(sink))
    try:
        return reader.ask(raw)
    except UnreadError:
        return a.NOTHING_SAID


def ignore(_path: KeyPath, _problem: Message, _mend: Message) -> None:
    """A sink for what is told elsewhere."""


@dataclass(frozen=True, slots=True)
class _AskReader:
    """Reads the parts of one `meta.ask`."""

    read: ExpressionReader

    def ask(self, raw: object) -> a.Ask:
        members = self.read.mapping(raw, ())
        self.read.known(members, a.Ask._fields, ())
        typed = self._part(members, "typed", self._flag, False)
        return a.Ask(
            choices=self._part(members, "choices", self._references, ()),
            options=self._part(members, "options", self._texts, ()),
            without=self._part(members, "without", self._references, ()),
            others=typed or self._part(members, "others", self._flag, False),
            typed=typed,
            default=self._part(members, "default", self.read.expression, None),
            rows=self._part(members, "rows", self._rows, a.NO_ROWS),
            offer=self._part(members, "offer", self._offer, None),
            when=self._part(members, "when", self._whens, ()),
            whether=self._part(members, "whether", self._question, None),
            before=self._part(members, "before", self._text, None),
            separators=self._part(members, "separators", self._text, ""),
            derived=self._part(members, "derived", self._flag, False),
            examples=self._part(members, "examples", self.read.mapping, {}),
        )

    def _part(self, members: Mapping[str, Any], key: str, read: Callable[[Any, KeyPath], _T], absent: _T) -> _T:
        if key not in members:
            return absent
        try:
            return read(members[key], (key,))
        except UnreadError:
            return absent

    def _rows(self, raw: object, path: KeyPath) -> a.Rows:
        if isinstance(raw, Mapping):
            self.read.known(raw, ("each", "where", "set"), path)
            table = self.read.reference(raw.get("each"), (*path, "each"))
            conditions = self.read.conditions(raw.get("where", {}), path)
            return a.Each(table, conditions, self.read.row(raw.get("set"), (*path, "set")))
        if not isinstance(raw, list):
            self.read.wrong(path, "{each: departments, set: {department: {from: .name}}}")
        return tuple(self.read.row(row, (*path, index)) for index, row in enumerate(raw))

    def _whens(self, raw: object, path: KeyPath) -> tuple[a.When, ...]:
        return tuple(self._conditions(self.read.mapping(raw, path), path))

    def _conditions(self, raw: Mapping[str, Any], path: KeyPath) -> Iterator[a.When]:
        """A name without a point is that of a sibling."""
        for name, wanted in raw.items():
            reference = self.read.reference(name if "." in name else f".{name}", (*path, name))
            if isinstance(wanted, Mapping) and wanted != {"given": True}:
                self.read.wrong((*path, name), "{given: true}")
            values = () if isinstance(wanted, Mapping) else wanted if isinstance(wanted, list) else (wanted,)
            yield a.When(reference, tuple(values))

    def _references(self, raw: object, path: KeyPath) -> tuple[a.Reference, ...]:
        texts = self._texts(raw, path)
        return tuple(self.read.reference(text, (*path, index)) for index, text in enumerate(texts))

    def _texts(self, raw: object, path: KeyPath) -> tuple[str, ...]:
        if not isinstance(raw, list) or not all(isinstance(item, str) and item for item in raw):
            self.read.wrong(path, "[departments.name]" if path[-1] != "options" else "[万元, 小时]")
        return tuple(raw)

    def _text(self, raw: object, path: KeyPath) -> str:
        if not isinstance(raw, str):
            self.read.wrong(path, '"、，"' if path[-1] == "separators" else "start")
        return raw

    def _offer(self, raw: object, path: KeyPath) -> str:
        return self.read.one_of(raw, a.OFFERS, path)

    def _question(self, raw: object, path: KeyPath) -> Text:
        if isinstance(raw, str) and raw:
            return Text(raw)
        if not (isinstance(raw, Mapping) and isinstance(raw.get("zh"), str) and isinstance(raw.get("en", ""), str)):
            self.read.wrong(path, "{zh: 有预算吗？, en: Is there a budget?}")
        self.read.known(raw, ("zh", "en"), path)
        return Text.parse(raw)

    def _flag(self, raw: object, path: KeyPath) -> bool:
        if not isinstance(raw, bool):
            self.read.wrong(path, "true")
        return raw
