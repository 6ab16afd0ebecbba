"""Brings answers in normal form to their final shape: every field of the pack is there, in the right container.

What is wrong or missing is handled in one of two manners. For the rules it is simply absent (`sound_values`). For a
draft it is kept where it can be printed, and where it is missing a mark stands in its place (`draft_values`). Answers
without a fault come out of both the same.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from docgen.answers.model import KeyPath
from docgen.form.model import Field, FormPack

GAP = "【待填】"
"""What a draft shows where a value is missing."""


def sound_values(document: Mapping[str, Any], pack: FormPack, unsound: Collection[KeyPath]) -> dict[str, Any]:
    """`document` with None in place of what is wrong or absent. Rows and items keep their places."""
    return _Settler(unsound, draft=False).members(document, pack.fields, ())


def draft_values(document: Mapping[str, Any], pack: FormPack, gaps: Collection[KeyPath]) -> dict[str, Any]:
    """`document` so that it can be filled in whatever is wrong.

    A required value that is missing, and any other at one of `gaps`, reads 【待填】; a scalar of the wrong type is kept
    as its text; a row that is no mapping is left out, which a finding tells.
    """
    return _Settler(gaps, draft=True).members(document, pack.fields, ())


class _Settler(NamedTuple):
    """`places` are those that a fault was told of. Never raises, whatever stands in the document."""

    places: Collection[KeyPath]
    draft: bool

    def members(
        self, owner: object, fields: Mapping[str, Field], path: KeyPath, *, wanted: bool = True
    ) -> dict[str, Any]:
        """The members of a mapping; all of them absent where `owner` is none. Unless `wanted`, that leaves no gaps."""
        given = owner if isinstance(owner, Mapping) else {}
        return {key: self._value(given.get(key), spec, (*path, key), wanted) for key, spec in fields.items()}

    def _value(self, value: object, spec: Field, path: KeyPath, wanted: bool) -> Any:
        required = wanted and bool(spec.rules.get("required"))
        match spec.rules.get("type"):
            case "list":
                return self._list(value, spec, path)
            case "dict":
                return self.members(value, spec.children, path, wanted=required or value is not None)
            case _:
                return self._scalar(value, str(spec.rules.get("type")), path, required=required)

    def _list(self, value: object, spec: Field, path: KeyPath) -> list[Any]:
        if not isinstance(value, list):
            lone = self.draft and value is not None and not isinstance(value, Mapping) and not spec.children
            return [str(value)] if lone else []
        if spec.children:
            return self._rows(value, spec, path)
        kind = str(spec.rules.get("schema", {}).get("type"))
        items = [self._scalar(item, kind, (*path, index), required=False) for index, item in enumerate(value)]
        return [item for item in items if item is not None] if self.draft else items

    def _rows(self, rows: list[Any], spec: Field, path: KeyPath) -> list[dict[str, Any] | None]:
        settled = [
            self.members(row, spec.children, (*path, index)) if isinstance(row, Mapping) else None
            for index, row in enumerate(rows)
        ]
        return [row for row in settled if row is not None] if self.draft else settled

    def _scalar(self, value: object, kind: str, path: KeyPath, *, required: bool) -> Any:
        told = path in self.places
        if not self.draft:
            return None if told else value
        if value is None or isinstance(value, list | Mapping):
            return GAP if required or told else None
        return str(value) if told and not _is_of(value, kind) else value


_PYTHON_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "date": dt.date,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def _is_of(value: object, kind: str) -> bool:
    """Whether `value` can be used as what it is meant to be, though a rule has spoken of it."""
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return kind == "boolean" and isinstance(value, bool)
    return isinstance(value, _PYTHON_TYPES.get(kind, str))
