"""Turns the fields of a pack (Cerberus rules with `meta`) into Fields with plain Cerberus rules.

A nested `schema` may be the name of a shared field set; it is resolved here, so that nothing later knows of sets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.form.model import AskPlace, Field
from docgen.form.source import Source, did_you_mean
from docgen.messages import message
from docgen.yaml12 import KeyPath

TYPES = ("string", "number", "integer", "boolean", "date", "list", "dict")
RULES = (
    "type", "required", "allowed", "min", "max", "minlength", "maxlength",
    "regex", "empty", "nullable", "schema", "meta",
)  # fmt: skip
ITEM_RULES = tuple(rule for rule in RULES if rule not in {"schema", "required"})
"""What may be said of the plain values of a list: they have no columns, and they are there."""
META = ("label", "help", "example", "words", "rule", "row", "ask", "width", "multiline")

_FLAG = (bool,)
_NUMBER = (int, float)
_VALUE_TYPES: Mapping[str, tuple[type, ...]] = {
    "required": _FLAG, "empty": _FLAG, "nullable": _FLAG, "allowed": (list,), "min": _NUMBER, "max": _NUMBER,
    "minlength": (int,), "maxlength": (int,), "regex": (str,),
}  # fmt: skip
_EXAMPLES = {bool: "true", list: "[high, low]", int: "2", str: '"[A-Z]{2}[0-9]+"'}
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_RULE_ID = re.compile(r"schema|[A-Z][0-9]+")


@dataclass(slots=True)
class FieldReader:
    """Reads fields, resolving names in `sets` (name → the file it stands in).

    `used` collects those files, `asks` the places that say how to ask.
    """

    sets: Mapping[str, Source]
    used: dict[Source, None] = field(default_factory=dict)
    asks: list[AskPlace] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)

    def fields(self, source: Source, owner: Mapping[str, Any], path: KeyPath) -> dict[str, Field]:
        """The fields that `owner` (at `path` of `source`) maps keys to."""
        found = {}
        for key, rules in owner.items():
            here = (*path, key)
            if not _KEY.fullmatch(key):
                problem = message("“{key}” cannot be a field's key", key=key)
                source.fault(here, problem, message("Use Latin letters, digits and underscores."))
            elif not isinstance(rules, dict):
                problem = message("The field “{key}” must be a mapping of rules", key=key)
                source.fault(here, problem, message("Write at least {example}.", example="{type: string}"))
            else:
                self._keys.append(key)
                found[key] = self._field(source, key, rules, here)
                self._keys.pop()
        return found

    def _field(self, source: Source, key: str, rules: Mapping[str, Any], path: KeyPath) -> Field:
        self._check_rules(source, rules, RULES, path)
        kind = rules.get("type")
        meta = source.mapping(rules, "meta", path)
        self._check_meta(source, rules, meta, path)
        plain, children = self._plain_rules(source, rules, path)
        here = (*path, "meta")
        if "ask" in meta:
            self.asks.append(AskPlace(source, (*here, "ask"), tuple(self._keys)))
        return Field(
            key=key,
            label=source.text(meta, "label", here),
            rules=plain,
            help=source.text(meta, "help", here),
            example=meta.get("example"),
            words=source.mapping(meta, "words", here),
            rule=str(meta.get("rule", "schema")),
            row=source.text(meta, "row", here),
            is_list=kind == "list",
            children=children,
            meta=meta,
        )

    def _check_rules(self, source: Source, rules: Mapping[str, Any], known: tuple[str, ...], path: KeyPath) -> None:
        """Note what Cerberus would refuse to work with."""
        source.keys(rules, known, path)
        if rules.get("type") not in TYPES:
            problem = message("“{key}” has no type that docgen knows", key=path[-1])
            source.fault((*path, "type"), problem, did_you_mean(str(rules.get("type")), TYPES))
        for name, types in _VALUE_TYPES.items():
            value = rules.get(name)
            right = isinstance(value, types) and (bool in types or not isinstance(value, bool))
            if name in rules and not (right and (name != "regex" or _compiles(value))):
                problem = message("The value of “{key}” cannot be used", key=name)
                source.fault((*path, name), problem, message("Write {example}.", example=_EXAMPLES[types[0]]))

    def _check_meta(self, source: Source, rules: Mapping[str, Any], meta: Mapping[str, Any], path: KeyPath) -> None:
        here = (*path, "meta")
        source.keys(meta, META, here, needed=("label",))
        if not _RULE_ID.fullmatch(str(meta.get("rule", "schema"))):
            problem = message("“{rule}” is not the id of an editing rule", rule=meta["rule"])
            source.fault((*here, "rule"), problem, message("An id is a capital letter and a number, such as G1."))
        allowed = rules.get("allowed")
        if not isinstance(allowed, list):
            return
        words = source.mapping(meta, "words", here)
        for enum_id in allowed:
            if not isinstance(words.get(str(enum_id)), str):
                problem = message("The allowed value “{value}” has no word for paper", value=enum_id)
                source.fault((*here, "words"), problem, message("Add it under meta.words."))
        source.keys(words, [str(enum_id) for enum_id in allowed], (*here, "words"))

    def _plain_rules(
        self, source: Source, rules: Mapping[str, Any], path: KeyPath
    ) -> tuple[dict[str, Any], dict[str, Field]]:
        """The rules as Cerberus takes them, and the fields below. A required text may be empty only if it says so."""
        plain = {name: value for name, value in rules.items() if name not in {"meta", "schema"}}
        kind, schema = rules.get("type"), rules.get("schema")
        if kind == "string" and rules.get("required") and "empty" not in rules:
            plain["empty"] = False
        if schema is None:
            return plain, {}
        if kind == "list" and isinstance(schema, dict) and isinstance(schema.get("type"), str):
            if schema["type"] != "dict":
                plain["schema"] = {name: value for name, value in schema.items() if name != "meta"}
                self._check_rules(source, schema, ITEM_RULES, (*path, "schema"))
                return plain, {}
            children = self._children(source, schema.get("schema"), (*path, "schema", "schema"))
        else:
            children = self._children(source, schema, (*path, "schema"))
        columns = {key: child.rules for key, child in children.items()}
        plain["schema"] = {"type": "dict", "schema": columns} if kind == "list" else columns
        return plain, children

    def _children(self, source: Source, schema: Any, path: KeyPath) -> dict[str, Field]:
        if isinstance(schema, dict):
            return self.fields(source, schema, path)
        if not isinstance(schema, str) or schema not in self.sets:
            problem = message("There is no shared field set “{name}”", name=schema)
            source.fault(path, problem, did_you_mean(str(schema), self.sets))
            return {}
        if schema in self._open:
            problem = message("The shared field set “{name}” contains itself", name=schema)
            source.fault(path, problem, message("Take the reference out."))
            return {}
        shared = self.sets[schema]
        self.used[shared] = None
        self._open.append(schema)
        try:
            return self.fields(shared, shared.mapping(shared.data, schema, ()), (schema,))
        finally:
            self._open.pop()


def _compiles(pattern: Any) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
