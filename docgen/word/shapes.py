"""What the names that templates use stand for: fields of the pack, and what `docgen.word.context` adds to them.

A `Shape` is to a name what a type is to a variable: it lets a template be held to the schema without any answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from docgen.form.model import Field, FormPack

Keys = tuple[str, ...]


class Shape(NamedTuple):
    """What stands behind a name.

    `keys` lead to the field that it shows (None where it shows none); `members` are the names after a point (None where
    any may follow: nothing is claimed of it); `item` is what a loop over it gives; `whole`: it is made from all that
    stands below `keys`.
    """

    keys: Keys | None = None
    members: Mapping[str, Shape] | None = None
    item: Shape | None = None
    whole: bool = False


ANYTHING: Final = Shape()
_EDITION = ("name", "number", "version", "date", "status", "is_draft", "organisation", "has_logo", "fingerprint")


def template_names(pack: FormPack) -> dict[str, Shape]:
    """Every name that the templates of `pack` may use, as docs/templates.md lists them."""
    answers = {key: shape_of(field, (key,)) for key, field in pack.fields.items()}
    department = _row(answers, "departments")
    made = Shape(_keys_of(answers, "raci"), item=ANYTHING, whole=True)
    letters = _with(_row(answers, "raci"), cells=made, approver=made)
    return {
        **answers,
        "pack": _record("title", "kind"),
        "document": _record("title"),
        "edition": _with(
            _record(*_EDITION),
            earlier=_listed(_record("version", "date", "fingerprint", "note")),
        ),
        "versions": _listed(_record("version", "date", "fingerprint", "note")),
        "retention_until": Shape(_keys_of(answers, "archive", "retention_years")),
        "lead": department,
        "participants": Shape(_keys_of(answers, "departments", "name"), item=ANYTHING),
        "signers": _listed(_with(_row(answers, "signatories"), role=ANYTHING), _keys_of(answers, "signatories")),
        "schedule": _listed(
            _with(_row(answers, "phases"), tasks=answers.get("tasks", ANYTHING)), _keys_of(answers, "phases")
        ),
        "raci_matrix": Shape(
            members={"departments": Shape(item=ANYTHING), "rows": _listed(letters, _keys_of(answers, "raci"))}
        ),
        "attachments": Shape(item=ANYTHING),
        "findings": _listed(_record("rule", "severity", "place", "message", "mend", "source")),
        **dict.fromkeys(("chart", "logo", "sign_here", "range"), ANYTHING),
    }


def shape_of(field: Field, keys: Keys) -> Shape:
    """What a template finds under a field's name."""
    members = {key: shape_of(child, (*keys, key)) for key, child in field.children.items()}
    if field.is_list:
        return Shape(keys, {}, Shape(keys, members or None))
    return Shape(keys, members or None)


def _record(*names: str) -> Shape:
    return Shape(members=dict.fromkeys(names, ANYTHING))


def _listed(item: Shape, keys: Keys | None = None) -> Shape:
    return Shape(keys, {}, item)


def _with(shape: Shape, **more: Shape) -> Shape:
    return shape if shape.members is None else shape._replace(members={**shape.members, **more})


def _row(answers: Mapping[str, Shape], key: str) -> Shape:
    """A row of a table; anything at all where the pack has no such table."""
    table = answers.get(key, ANYTHING)
    return table.item or ANYTHING


def _keys_of(answers: Mapping[str, Shape], *keys: str) -> Keys | None:
    """`keys`, where the pack has such a field."""
    members: Mapping[str, Shape] = answers
    for key in keys:
        if key not in members:
            return None
        shape = members[key]
        members = (shape.item.members if shape.item else shape.members) or {}
    return keys
