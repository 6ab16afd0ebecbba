"""The four ways to change answers, as values; each knows what data come of it, and nothing of how a file is written.

The data that an edit is given are never changed: what comes of it shares with them all that stays the same.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any, TypeAlias

from docgen.answers.document.layout import place_for
from docgen.answers.model import KeyPath

_MOST_STEPS = 40
"""Where a whole list is replaced, more differences than that are not worth making one by one."""


@dataclass(frozen=True, slots=True)
class Set:
    """Give the value at `path` another value, or add the key; `order` tells a new key its place among its siblings."""

    path: KeyPath
    value: Any
    order: tuple[str, ...] = ()

    def applied(self, data: Any) -> Any:
        """The data with this edit. Raises KeyError or IndexError where there is nothing to set it in."""
        return _changed(data, self.path[:-1], self._put)

    def _put(self, container: Any) -> Any:
        last = self.path[-1]
        if isinstance(container, list):
            return [*container[: _index(last, container)], self.value, *container[last + 1 :]]  # type: ignore[operator]
        if not isinstance(container, dict) or not isinstance(last, str):
            raise KeyError(self.path)
        if last in container:
            return {**container, last: self.value}
        entries = list(container.items())
        entries.insert(place_for(last, list(container), self.order), (last, self.value))
        return dict(entries)


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert `value` into the list at `path`, so that it gets `index`."""

    path: KeyPath
    index: int
    value: Any

    def applied(self, data: Any) -> Any:
        """The data with this edit. Raises KeyError or IndexError where there is no such list or place."""
        return _changed(data, self.path, self._put)

    def _put(self, rows: Any) -> Any:
        if not isinstance(rows, list):
            raise KeyError(self.path)
        if not 0 <= self.index <= len(rows):
            raise IndexError(self.index)
        return [*rows[: self.index], self.value, *rows[self.index :]]


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove the row or the key at `path`."""

    path: KeyPath

    def applied(self, data: Any) -> Any:
        """The data with this edit. Raises KeyError or IndexError where there is nothing at `path`."""
        return _changed(data, self.path[:-1], self._drop)

    def _drop(self, container: Any) -> Any:
        last = self.path[-1]
        if isinstance(container, list):
            index = _index(last, container)
            return [*container[:index], *container[index + 1 :]]
        if not isinstance(container, dict) or last not in container:
            raise KeyError(self.path)
        return {key: value for key, value in container.items() if key != last}


@dataclass(frozen=True, slots=True)
class Move:
    """Take the row `index` out of the list at `path` and insert it so that it gets the index `to`."""

    path: KeyPath
    index: int
    to: int

    def applied(self, data: Any) -> Any:
        """The data with this edit. Raises KeyError or IndexError where there is no such list, row or place."""
        return _changed(data, self.path, self._shift)

    def _shift(self, rows: Any) -> Any:
        if not isinstance(rows, list):
            raise KeyError(self.path)
        moved = list(rows)
        moved.insert(_index(self.to, rows), moved.pop(_index(self.index, rows)))
        return moved


Edit: TypeAlias = Set | Insert | Remove | Move


def value_at(data: Any, path: KeyPath) -> Any:
    """The value at `path`. Raises KeyError or IndexError where there is none."""
    for part in path:
        if isinstance(data, list):
            data = data[_index(part, data)]
        elif isinstance(data, dict):
            data = data[part]
        else:
            raise KeyError(path)
    return data


def steps(edit: Edit, data: Any) -> list[Edit]:
    """`edit`, taken apart: a list or mapping that takes the place of another one becomes edits of what differs."""
    if isinstance(edit, Set):
        try:
            found = list(islice(_differences(edit, value_at(data, edit.path)), _MOST_STEPS + 1))
        except (KeyError, IndexError):
            return [edit]
        if len(found) <= _MOST_STEPS:
            return found
    return [edit]


def _differences(edit: Set, old: Any) -> Iterator[Edit]:
    path, new = edit.path, edit.value
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        yield from (Remove((*path, key)) for key in old if key not in new)
        for key, value in new.items():
            inner = Set((*path, key), value, tuple(new))
            yield from _differences(inner, old[key]) if key in old else [inner]
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _row_differences(path, old, new)
    elif not same(old, new):
        yield edit


def _row_differences(path: KeyPath, old: list[Any], new: list[Any]) -> Iterator[Edit]:
    """What differs between two lists, but for the rows at their heads and ends that are the same."""
    head = _alike(zip(old, new, strict=False))
    tail = min(_alike(zip(reversed(old), reversed(new), strict=False)), min(len(old), len(new)) - head)
    old_end, new_end = len(old) - tail, len(new) - tail
    common = min(old_end, new_end)
    for index in range(head, common):
        yield from _differences(Set((*path, index), new[index]), old[index])
    yield from (Remove((*path, common)) for _ in range(common, old_end))
    yield from (Insert(path, index, new[index]) for index in range(common, new_end))


def _alike(pairs: Iterable[tuple[Any, Any]]) -> int:
    """How many pairs there are before the first one whose two are not the same."""
    return sum(1 for _ in takewhile(lambda pair: same(*pair), pairs))


def with_parents(path: KeyPath, value: Any, data: Any) -> tuple[KeyPath, Any]:
    """`path` and `value` with the mappings that are missing (or empty) on the way put round the value."""
    for depth in range(1, len(path)):
        if path[depth] == "" or not all(isinstance(part, str) for part in path[depth:]):
            continue
        if _is_lacking(data, path[:depth]):
            for key in reversed(path[depth:]):
                value = {key: value}
            return path[:depth], value
    return path, value


def plain(value: Any) -> Any:
    """`value` as an answer file can hold it: exactly str, int, float, bool, None, list, dict; a date as text.

    Raises TypeError for anything else, and ValueError for a number that is none.
    """
    match value:
        case None | bool():
            return value
        case float() if not math.isfinite(value):
            raise ValueError(value)
        case str() | int() | float():
            return _exact(value)
        case dt.date() if not isinstance(value, dt.datetime):
            return value.isoformat()
        case Mapping():
            return {_key(key): plain(item) for key, item in value.items()}
        case Sequence() if not isinstance(value, bytes | bytearray):
            return [plain(item) for item in value]
    raise TypeError(type(value))


def without_nulls(value: Any) -> Any:
    """`value` without the members that are None, which TOML cannot write."""
    if isinstance(value, dict):
        return {key: without_nulls(member) for key, member in value.items() if member is not None}
    if isinstance(value, list):
        return [without_nulls(each) for each in value]
    return value


def same(one: Any, other: Any) -> bool:
    """Whether two data are the same, kinds of values included (1 is not 1.0, nor true); the order of keys is free."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _exact(value: str | float) -> str | float:
    """`value` without what a subclass (an enum, for one) adds."""
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    raise TypeError(type(value))


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(type(key))
    return str(key)


def _index(part: str | int, rows: list[Any]) -> int:
    if not isinstance(part, int):
        raise KeyError(part)
    if not 0 <= part < len(rows):
        raise IndexError(part)
    return part


def _is_lacking(data: Any, path: KeyPath) -> bool:
    """Whether there is nothing, or null, at `path`, in a mapping or row that is there."""
    try:
        holder = value_at(data, path[:-1])
    except (KeyError, IndexError):
        return False
    last = path[-1]
    if isinstance(holder, dict):
        return isinstance(last, str) and holder.get(last) is None
    return isinstance(holder, list) and isinstance(last, int) and 0 <= last < len(holder) and holder[last] is None


def _changed(data: Any, path: KeyPath, change: Callable[[Any], Any]) -> Any:
    """`data` with what `change` makes of the value at `path`; copies no more than the way there."""
    if not path:
        return change(data)
    part = path[0]
    if isinstance(data, list):
        index = _index(part, data)
        return [*data[:index], _changed(data[index], path[1:], change), *data[index + 1 :]]
    if not isinstance(data, dict):
        raise KeyError(path)
    return {**data, part: _changed(data[part], path[1:], change)}
