"""Finds where the answers refer to a name that stands in another table, by the `choices` of the fields.

Looks at written data. A name is the whole value of a field or of an entry in a list; where it is only part of a longer
text, it is a mention, which no one changes but the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from docgen.form.ask import Origin, Reference
from docgen.form.model import FormPack
from docgen.questionnaire.tables.short_forms import Inner, texts_in_members
from docgen.yaml12 import KeyPath

Address: TypeAlias = tuple[str, ...]
"""The keys of a field in the pack, rows passed over: `("departments", "name")`, `("flow", "next", "node")`."""


class Edit(NamedTuple):
    """A value to be put at a path, in written form."""

    path: KeyPath
    value: Any


def references(pack: FormPack, data: Mapping[str, Any], source: Address, name: str) -> list[KeyPath]:
    """Every place that refers to `name`, which stands or stood in the column `source`, in the order of the file.

    A field that offers the names of another one and is itself offered elsewhere passes the name on: where a task of
    the schedule has the name of an assignment, what refers to that task refers to that name, too.
    """
    named = [inner for inner in _texts(pack, data) if inner.value.strip() == name.strip()]
    found: dict[KeyPath, None] = {}
    reached = [source]
    for address in reached:  # it grows meanwhile
        for inner in named:
            if inner.address != source and address in _choices(inner):
                found[inner.path] = None
                reached += [inner.address] if inner.address not in reached else []
    return [inner.path for inner in named if inner.path in found]


def renamed(pack: FormPack, data: Mapping[str, Any], source: Address, old: str, new: str) -> list[Edit]:
    """The edits that carry the name `new` to every place that refers to `old`. The column `source` is left alone."""
    return [Edit(path, new) for path in references(pack, data, source, old)]


def mentions(pack: FormPack, data: Mapping[str, Any], source: Address, name: str) -> list[KeyPath]:
    """Every place where `name` is written without being a reference: inside a longer text, or where any text may be."""
    if not name.strip():
        return []
    known = set(references(pack, data, source, name))
    return [
        inner.path
        for inner in _texts(pack, data)
        if name.strip() in inner.value and inner.path not in known and inner.address != source and not inner.field.words
    ]


def dangling(pack: FormPack, data: Mapping[str, Any]) -> list[tuple[KeyPath, str]]:
    """The references to names that are no longer there, where nothing else may be written."""
    texts = list(_texts(pack, data))
    names: dict[Address, set[str]] = {}
    for inner in texts:
        names.setdefault(inner.address, set()).add(inner.value.strip())
    lost = []
    for inner in texts:
        asked, value = inner.field.ask, inner.value.strip()
        known: Sequence[set[str]] = [names.get(address, set()) for address in _choices(inner)]
        if known and value and not asked.others and value not in asked.options and not any(value in a for a in known):
            lost.append((inner.path, value))
    return lost


def _texts(pack: FormPack, data: Mapping[str, Any]) -> Iterator[Inner]:
    return texts_in_members(data, pack.fields, (), ())


def _choices(inner: Inner) -> list[Address]:
    """The columns whose values the field offers."""
    return [_address(choice, inner.address) for choice in inner.field.ask.choices]


def _address(choice: Reference, at: Address) -> Address:
    """The field that `choice` means, said of the field at `at`."""
    around = {Origin.PLAN: 0, Origin.AROUND: max(len(at) - 2, 0)}
    return (*at[: around.get(choice.origin, len(at) - 1)], *choice.keys)
