"""Checks structure and types with Cerberus and tells what it finds in the user's words.

Cerberus makes a new validator for every nested row, which costs more than the check itself. So each list of rows and
each mapping of a pack has one validator, made once a process, that is asked row by row (`_Level`).

Does not know any editing rule; a fault carries the id of the rule that its field belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar, NamedTuple, TypeAlias

from docgen.answers.model import KeyPath
from docgen.form.model import Field, FormPack
from docgen.messages import Message, Text, message
from docgen.naming import shortened
from docgen.rules.cerberus_import import (
    BaseErrorHandler,
    TypeDefinition,
    UnvalidatedSchema,
    ValidationError,
    Validator,
    errors,
)
from docgen.rules.normal import shown
from docgen.rules.plan import nearest
from docgen.rules.registry import Breach


class _Flat(BaseErrorHandler):  # type: ignore[misc]
    """Hands out Cerberus's own error records, those inside lists one by one."""

    def __call__(self, found: list[ValidationError]) -> list[ValidationError]:
        flat = []
        for error in found:
            flat += self(error.child_errors) if error.is_group_error else [error]
        return flat


class _Validator(Validator):  # type: ignore[misc]
    """A validator to which true and false are no integers."""

    types_mapping: ClassVar = {**Validator.types_mapping, "integer": TypeDefinition("integer", (int,), (bool,))}


class _Level(NamedTuple):
    """The fields of one mapping (the answers, a row, a mapping inside) and the validator of its own keys."""

    fields: Mapping[str, Field]
    validator: Any
    below: Mapping[str, _Level]
    told: dict[KeyPath, tuple[str, tuple[StructuralFault, ...]]]
    """Each row as it was when it was last checked, and what was told of it."""

    @classmethod
    def of(cls, fields: Mapping[str, Field], extra: Mapping[str, Any] | None = None) -> _Level:
        """The level of `fields`. Their rules, to which `docgen.form` has seen, are not checked once more (20 ms)."""
        schema = {key: _own_rules(spec) for key, spec in fields.items()}
        return cls(
            fields,
            _Validator(UnvalidatedSchema({**(extra or {}), **schema}), error_handler=_Flat),
            {key: cls.of(spec.children) for key, spec in fields.items() if spec.children},
            {},
        )


def _own_rules(spec: Field) -> dict[str, Any]:
    """The rules of a field without those of its rows or members, which have a level of their own."""
    return {name: value for name, value in spec.rules.items() if name != "schema" or not spec.children}


class StructuralFault(NamedTuple):
    """One fault of structure or type. `echo` is another place whose fault is explained by this one."""

    rule: str
    breach: Breach
    echo: KeyPath | None = None


_ALIKE_KEYS = 0.6
"""Keys are longer than names, so more of their characters must be equal (titel for title, not wibble)."""

_levels: dict[str, _Level] = {}


def structural_faults(document: Mapping[str, Any], pack: FormPack) -> list[StructuralFault]:
    """All faults of `document`, which is in normal form, against the schema of `pack`; at most one a place."""
    return list(_faults(document, _top(pack), ()))


def value_fault(value: object, path: KeyPath, pack: FormPack) -> Breach | None:
    """What is wrong with `value` by itself, in normal form, if it stood at `path`; a list's rows are not looked into.

    Raises KeyError where the pack has no such field.
    """
    level = _top(pack)
    *above, key = [part for part in path if isinstance(part, str)]
    for name in above:
        level = level.below[name]
    level.validator.validate({key: value}, normalize=False, update=True)  # update: what else is missing does not matter
    found = next(iter(level.validator.errors), None)
    return _fault(found, level, path, set()).breach if found else None


def _top(pack: FormPack) -> _Level:
    if pack.digest not in _levels:
        extra = {key: rules for key, rules in pack.schema.items() if key not in pack.fields}
        _levels[pack.digest] = _Level.of(pack.fields, extra)
    return _levels[pack.digest]


def _faults(document: Mapping[str, Any], level: _Level, path: KeyPath) -> Iterator[StructuralFault]:
    level.validator.validate(document, normalize=False)
    told: set[KeyPath] = set()
    missing = {key for key in level.fields if key not in document}
    # Unknown keys first: a misspelt key explains why the right one is missing.
    for error in sorted(level.validator.errors, key=lambda error: error.code != errors.UNKNOWN_FIELD.code):
        if (place := (*path, *error.document_path)) not in told:
            fault = _fault(error, level, place, missing)
            told |= {place, fault.echo or place}
            yield fault
    for key, lower in level.below.items():
        value = document.get(key)
        if isinstance(value, Mapping):
            yield from _faults(value, lower, (*path, key))
        elif isinstance(value, list):
            for index, row in enumerate(value):
                yield from _row_faults(row, level.fields[key], lower, (*path, key, index))


def _row_faults(row: Any, spec: Field, lower: _Level, path: KeyPath) -> Iterator[StructuralFault]:
    if isinstance(row, Mapping):
        yield from _faults_of_row(row, lower, path)
    elif row is None:
        mend = message("Fill it in, or delete the entry.")
        yield StructuralFault(spec.rule, Breach(path, message("The entry is empty"), mend))
    else:
        columns = [child.label for child in spec.children.values()]
        problem = message("“{value}” stands where an entry with several columns belongs", value=shown(row))
        mend = message("Write “key: value” for each of its columns: {columns}.", columns=columns)
        yield StructuralFault(spec.rule, Breach(path, problem, mend))


def _faults_of_row(row: Mapping[str, Any], level: _Level, path: KeyPath) -> tuple[StructuralFault, ...]:
    """What is told of a row: a questionnaire checks after every answer, and has changed one row of many."""
    present = repr(row)  # not ==, to which true is 1
    known = level.told.get(path)
    if known is None or known[0] != present:
        known = level.told[path] = present, tuple(_faults(row, level, path))
    return known[1]


def _fault(error: ValidationError, level: _Level, path: KeyPath, missing: set[str]) -> StructuralFault:
    if error.code == errors.UNKNOWN_FIELD.code:
        return _unknown(str(error.field), level, path, missing)
    key = str(error.document_path[0])
    spec = level.fields.get(key)
    label = spec.label if spec else Text(key)
    problem, mend = _explain(error, spec, label)
    return StructuralFault(spec.rule if spec else "schema", Breach(path, problem, mend))


def _unknown(key: str, level: _Level, path: KeyPath, missing: set[str]) -> StructuralFault:
    """A key that the pack does not know, with the nearest that it does know, by key or by label."""
    names = {name: name for name in level.fields} | {spec.label.zh: name for name, spec in level.fields.items()}
    found = nearest(key, names, _ALIKE_KEYS)
    problem = message("The key “{key}” is not known here", key=shown(key))
    if found is None:
        return StructuralFault(
            "schema",
            Breach(path, problem, message("Delete it, or use one of these: {keys}.", keys=list(level.fields))),
        )
    right = names[found]
    mend = message("Did you mean “{key}” ({label})?", key=right, label=level.fields[right].label)
    return StructuralFault("schema", Breach(path, problem, mend), (*path[:-1], right) if right in missing else None)


_Explanation: TypeAlias = tuple[Message, Message]
"""What is wrong with a value, and how to mend it."""


def _explain(error: ValidationError, spec: Field | None, label: Text) -> _Explanation:
    """Say in the user's words what Cerberus found."""
    if error.code == errors.BAD_TYPE.code:
        return _wrong_type(error.value, str(error.constraint))
    problem, mend = _EXPLANATIONS.get(error.code, _MISFIT)
    is_entry = isinstance(error.document_path[-1], int) and error.code == errors.EMPTY_NOT_ALLOWED.code
    if is_entry or (error.code == errors.NOT_NULLABLE.code and len(error.document_path) > 1):
        return message("The entry is empty"), message("Fill it in, or delete the entry.")
    if mend is _ADD and spec is None:
        mend = _ADD_PACK
    elif mend is _ADD and spec is not None and spec.example is None:
        mend = _ADD_KEY
    params = {
        "key": str(error.document_path[-1]),
        "label": label,
        "value": shown(error.value),
        "count": len(error.value) if isinstance(error.value, str | list) else 0,
        "limit": error.constraint,
        "words": _words(error.constraint, spec),
        "example": _example(spec),
    }
    return replace(problem, params=params), replace(mend, params=params)


_ADD = message("Write for example “{key}: {example}”.")
_ADD_KEY = message("Add “{key}”.")
_ADD_PACK = message("Begin with “pack: seven-step-plan”.")
_MISFIT = (message("“{value}” does not have the right form"), _ADD)
_NOT_A_WORD = (message("“{value}” is not one of the words"), message("Write one of {words}."))
_EXPLANATIONS = {
    errors.REQUIRED_FIELD.code: (message("“{label}” is missing"), _ADD),
    errors.EMPTY_NOT_ALLOWED.code: (message("“{label}” is empty"), _ADD),
    errors.NOT_NULLABLE.code: (message("“{label}” is empty"), _ADD),
    errors.MIN_LENGTH.code: (
        message("“{label}” has {count} entries, at least {limit} are needed"),
        message("Add what is missing."),
    ),
    errors.MAX_LENGTH.code: (
        message("“{label}” has {count} characters or entries, at most {limit} fit"),
        message("Shorten it."),
    ),
    errors.MIN_VALUE.code: (message("{value} is too small"), message("Write at least {limit}.")),
    errors.MAX_VALUE.code: (message("{value} is too large"), message("Write at most {limit}.")),
    errors.UNALLOWED_VALUE.code: _NOT_A_WORD,
    errors.UNALLOWED_VALUES.code: _NOT_A_WORD,
}


def _example(spec: Field | None) -> str:
    """The field's example as it stands in an answer file, in Chinese words."""
    example = spec.example if spec else None
    if isinstance(example, Mapping):
        return shortened("{" + ", ".join(f"{key}: {value}" for key, value in example.items()) + "}", 60)
    return shown(spec.words.get(example, example) if spec and isinstance(example, str) else example)


def _words(allowed: object, spec: Field | None) -> list[str]:
    """The words on paper for the values that are allowed."""
    if not isinstance(allowed, list | tuple):
        return []
    return [spec.words.get(item, str(item)) if spec else str(item) for item in allowed]


def _wrong_type(value: Any, expected: str) -> _Explanation:
    """A value of the wrong type, with the mend that the value itself suggests."""
    problem, mend = _WRONG_TYPE.get(expected, _NOT_A_TEXT)
    if expected == "string" and isinstance(value, list):
        problem, mend = _ONE_OF_A_LIST
    elif expected == "string" and isinstance(value, Mapping):
        problem, mend = _MAPPING_FOR_TEXT
    elif expected == "integer" and isinstance(value, float):
        problem, mend = _NOT_WHOLE
    params = {"value": shown(value), "example": "2026-07-01"}
    return replace(problem, params=params), replace(mend, params=params)


_NOT_A_NUMBER = (
    message("“{value}” is not a number"),
    message("Write the number alone, without quotes or a unit."),
)
_NOT_WHOLE = (message("{value} is not a whole number"), message("Write a whole number."))
_NOT_A_TEXT = (message("“{value}” is not a text"), message('Put it in quotes: "{value}".'))
_ONE_OF_A_LIST = (message("“{value}” is a list; exactly one is wanted"), message("Keep one of them."))
_MAPPING_FOR_TEXT = (message("“{value}” stands where a text belongs"), message("Write a single text."))
_WRONG_TYPE = {
    "list": (message("“{value}” stands where a list belongs"), message("Write it as a list: [{value}].")),
    "number": _NOT_A_NUMBER,
    "integer": _NOT_A_NUMBER,
    "date": (message("“{value}” is not a date"), message("Write the day itself, for example {example}.")),
    "boolean": (
        message("“{value}” is neither true nor false"),
        message("Write true or false, without quotes."),
    ),
    "dict": (
        message("“{value}” stands where entries “key: value” belong"),
        message("Write “key: value” entries."),
    ),
}
