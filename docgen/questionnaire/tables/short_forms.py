"""Rows of two columns that a file tells in a few words: `next: [铺货]`, `next: {同意: 铺货}`, `approvers: [周岚]`.

Of the two columns the first alone is required, so that its value by itself is a row (docs/answer-files.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docgen.form.model import Field
from docgen.yaml12 import KeyPath

_WAY = re.compile(r"([^:：→]+?)\s*[:：→]\s*(.+)", re.DOTALL)
_BEHIND = re.compile(r"([^()（）]+?)\s*[(（]([^()（）]+)[)）]")


class Inner(NamedTuple):
    """A value inside a written value: where it stands, the field it belongs to, and that field's keys in the pack."""

    path: KeyPath
    field: Field
    address: tuple[str, ...]
    value: Any


def texts_in(value: Any, field: Field, path: KeyPath, address: tuple[str, ...]) -> Iterator[Inner]:
    """Every text in the written `value` of `field`, short forms seen through; what has a wrong shape is passed over."""
    if isinstance(value, str):
        yield Inner(path, field, address, value)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts_in_item(item, field, (*path, index), address)
    elif isinstance(value, Mapping) and field.is_list:
        yield from _texts_in_ways(value, field, path, address)
    elif isinstance(value, Mapping):
        yield from texts_in_members(value, field.children, path, address)


def texts_in_members(
    owner: Mapping[Any, Any], fields: Mapping[str, Field], path: KeyPath, address: tuple[str, ...]
) -> Iterator[Inner]:
    """Every text in the members of a mapping or row."""
    for key, value in owner.items():
        if key in fields:
            yield from texts_in(value, fields[key], (*path, key), (*address, key))


def _texts_in_item(item: Any, field: Field, path: KeyPath, address: tuple[str, ...]) -> Iterator[Inner]:
    if isinstance(item, Mapping):
        yield from texts_in_members(item, field.children, path, address)
    elif isinstance(item, str) and field.short_form:
        key, first = next(iter(field.children.items()))
        yield Inner(path, first, (*address, key), item)
    elif isinstance(item, str) and not field.children:
        yield Inner(path, field, address, item)


def _texts_in_ways(ways: Mapping[Any, Any], field: Field, path: KeyPath, address: tuple[str, ...]) -> Iterator[Inner]:
    """The values of `{second: first}`."""
    if field.short_form:
        key, first = next(iter(field.children.items()))
        for way, value in ways.items():
            if isinstance(value, str):
                yield Inner((*path, way), first, (*address, key), value)


def rows_from(entries: list[str], field: Field, *, brackets: bool) -> list[Any] | dict[str, str]:
    """The rows that entries of a cell tell, in the shortest form: 同意：铺货, 王珂（分管副总）.

    `brackets`: what stands in brackets at the end of an entry is the second column, not part of the name.
    """
    first, second = field.children
    ways = [_WAY.fullmatch(entry) for entry in entries]
    if entries and all(ways):
        told = {way[1]: way[2] for way in ways if way}
        if len(told) == len(entries):
            return told
    rows: list[Any] = []
    for entry, way in zip(entries, ways, strict=True):
        behind = _BEHIND.fullmatch(entry) if brackets else None
        if way:
            rows.append({first: way[2], second: way[1]})
        elif behind:
            rows.append({first: behind[1], second: behind[2]})
        else:
            rows.append(entry)
    return rows
