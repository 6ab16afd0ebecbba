"""Shows what the program will derive where an answer is left out: the RACI matrix, an approver's title, the file name.

The deriving itself is that of `docgen.rules`; here unfinished answers are brought into the shape that it takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.answers.model import value_at
from docgen.form.model import Field, FormPack
from docgen.rules.derive import derive
from docgen.rules.settle import GAP, draft_values
from docgen.yaml12 import KeyPath


def derived_value(values: Mapping[str, Any], pack: FormPack, path: KeyPath) -> Any | None:
    """What `derive` makes of the empty place at `path`; None where it makes nothing, or lacks what it takes.

    Of a table, the rows that have all that a row must have.
    """
    shaped = draft_values(_without(_with_rows(values, pack.fields), path), pack, ())
    derive(shaped, pack)
    whole, spec = _complete(value_at(shaped, path)), pack.field_at(path)
    if not isinstance(whole, list) or spec is None or not spec.children:
        return whole
    needed = {key for key, column in spec.children.items() if column.rules.get("required")}
    return [row for row in whole if isinstance(row, Mapping) and needed <= row.keys()] or None


def _with_rows(values: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """A copy in which every row of a table is a mapping, so that all rows keep their places."""
    return {key: _tidy(value, fields[key]) for key, value in values.items() if key in fields}


def _tidy(value: Any, spec: Field) -> Any:
    if not spec.children:
        return value
    if isinstance(value, Mapping):
        return _with_rows(value, spec.children)
    if spec.is_list and isinstance(value, list):
        return [_with_rows(row, spec.children) if isinstance(row, Mapping) else {} for row in value]
    return None


def _without(values: dict[str, Any], path: KeyPath) -> dict[str, Any]:
    """`values` with nothing at `path`."""
    owner = value_at(values, path[:-1])
    if isinstance(owner, dict):
        owner.pop(path[-1], None)
    return values


def _complete(found: Any) -> Any | None:
    """`found` without what stands for a gap."""
    if isinstance(found, list):
        kept = [item for item in map(_complete, found) if item not in (None, {}, [])]
        return kept or None
    if isinstance(found, Mapping):
        return {key: value for key, item in found.items() if (value := _complete(item)) is not None}
    return None if isinstance(found, str) and GAP in found else found
