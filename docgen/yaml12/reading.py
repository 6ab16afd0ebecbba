"""Builds plain data from the events of libyaml, keeping positions and refusing what YAML 1.2's core schema lacks."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from docgen.errors import Fault
from docgen.messages import Message, message
from docgen.yaml12.folding import without_fold_blanks
from docgen.yaml12.syntax import MAX_DEPTH, nesting_fault, syntax_fault

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way from the top of the data to a value: `("goals", 0, "target")`; list indexes are 0-based."""

MAX_FAULTS = 100
"""Nobody mends more at a time; a hostile file could have millions."""

_CONSTANTS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_STARTS = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 64
"""Characters; a longer row of digits is an identifier, and int() would refuse it beyond 4,300."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Position(NamedTuple):
    """Where a value stands in its file; both 1-based."""

    line: int
    column: int


class MarkedData(NamedTuple):
    """What a text holds. `data` is None where it holds nothing, and of no use where there are `faults`.

    `positions` has an entry for every value; for a mapping entry it is that of its key.
    """

    data: Any
    positions: Mapping[KeyPath, Position]
    faults: tuple[Fault, ...] = ()


def read_yaml(text: str, file: Path) -> MarkedData:
    """Read `text`; `file` is what the faults name. Never raises: what is wrong is in `faults`, all of it at once."""
    builder = _Builder(file, text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event) or len(builder.faults) >= MAX_FAULTS:
                break
    except yaml.MarkedYAMLError as error:
        builder.faults.append(syntax_fault(error, text, file))
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position]  # libyaml counts bytes
        builder.faults.append(_control_character(chr(error.character), before.count(b"\n") + 1, file))
    except UnicodeEncodeError as error:
        builder.faults.append(_control_character(text[error.start], text.count("\n", 0, error.start) + 1, file))
    return MarkedData(builder.root, builder.positions, tuple(builder.faults))


def _control_character(character: str, line: int, file: Path) -> Fault:
    problem = message("A text holds the control character {code}", code=f"U+{ord(character):04X}")
    return Fault(problem, message("Delete it; typing the text anew removes it."), file, line)


def plain_scalar(text: str) -> Any:
    """The value of an unquoted scalar by the core schema (YAML 1.2.2, 10.3.2), in decimal notation only.

    Numbers with leading zeros are text, since they are telephone and inventory numbers.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _NUMBER_STARTS or len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return number
    return text


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; `key` is the mapping key that waits for its value."""

    container: Any
    path: KeyPath
    key: str | None = None
    key_position: Position | None = None


@dataclass(slots=True)
class _Builder:
    """Builds the data from libyaml's events with its own stack, so that no nesting can exhaust Python's."""

    file: Path
    text: str
    root: Any = None
    positions: dict[KeyPath, Position] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: Any) -> bool:
        """Take the next event; False where reading on makes no sense."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            return self._start({} if kind is yaml.MappingStartEvent else [], event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._stack.pop()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                return self._fault(
                    event,
                    message("The file holds more than one document"),
                    message("Delete the line “---” and what follows, or put it into a file of its own."),
                )
        return True

    def _scalar(self, event: Any) -> bool:
        self._refuse_decorations(event)
        top = self._stack[-1] if self._stack else None
        if top is not None and top.key is None and type(top.container) is dict:
            self._set_key(top, event)
            return True
        value = event.value
        if event.end_mark.line > event.start_mark.line and event.style != "|":
            value = without_fold_blanks(value, self.text[event.start_mark.index : event.end_mark.index])
        plain = event.implicit[0] and event.style in {None, ""}
        self._put(plain_scalar(value) if plain else value, event)
        return True

    def _alias(self, event: Any) -> None:
        """Refuse an alias; nothing takes its place, so that reading goes on and finds the other faults."""
        self._fault(
            event,
            message("An alias (*{name}) is not allowed", name=event.anchor),
            message("Write the value out. If the text is to begin with an asterisk, put it in quotes."),
        )
        top = self._stack[-1] if self._stack else None
        if top is not None and top.key is None and type(top.container) is dict:
            top.key = f"*{event.anchor}"
        else:
            self._put(None, event)

    def _set_key(self, top: _Open, event: Any) -> None:
        mark = event.start_mark
        key, top.key_position = event.value, Position(mark.line + 1, mark.column + 1)
        top.key = key
        path = (*top.path, key)
        if key == "<<" and event.style in {None, ""}:
            self._fault(event, message("A merge key (<<) is not allowed"), message("Write the entries out."))
        elif key in top.container:
            self._fault(
                event,
                message("“{key}” stands twice, first in line {first}", key=key, first=self.positions[path].line),
                message("Delete one of the two, or give it its right name."),
            )
        else:
            self.positions[path] = top.key_position

    def _put(self, value: Any, event: Any) -> KeyPath:
        """Store `value` where it belongs; returns its path."""
        if not self._stack:
            self.root = value
            self.positions[()] = Position(event.start_mark.line + 1, event.start_mark.column + 1)
            return ()
        top = self._stack[-1]
        if type(top.container) is dict:
            path = (*top.path, top.key or "")
            top.container[top.key] = value
            top.key = None
            return path
        path = (*top.path, len(top.container))
        top.container.append(value)
        self.positions[path] = Position(event.start_mark.line + 1, event.start_mark.column + 1)
        return path

    def _start(self, container: Any, event: Any) -> bool:
        self._refuse_decorations(event)
        top = self._stack[-1] if self._stack else None
        if top is not None and top.key is None and type(top.container) is dict:
            return self._fault(
                event,
                message("A list or mapping cannot be a key"),
                message("Put the key in quotes, or look for a missing colon."),
            )
        path = self._put(container, event)
        self._stack.append(_Open(container, path))
        if len(self._stack) > MAX_DEPTH:
            self.faults.append(nesting_fault(self.file, event.start_mark.line + 1))
            return False
        return True

    def _refuse_decorations(self, event: Any) -> None:
        if event.anchor is not None:
            self._fault(
                event,
                message("An anchor (&{name}) is not allowed", name=event.anchor),
                message("Delete it. If the text is to begin with “&”, put it in quotes."),
            )
        if event.tag is not None:
            self._fault(
                event,
                message("A tag ({tag}) is not allowed", tag=event.tag),
                message("Delete it. If the text is to begin with “!”, put it in quotes."),
            )

    def _fault(self, event: Any, problem: Message, mend: Message) -> bool:
        self.faults.append(Fault(problem, mend, self.file, event.start_mark.line + 1))
        return False
