"""Tells what is wrong in the `meta.ask` of a pack: what cannot be read, and places that the pack does not have.

Apart from `load_pack`, because a build asks nothing: whoever asks, or shows a pack to its author, calls `check_asks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.errors import FormError
from docgen.form import ask as a
from docgen.form.asking import read_ask
from docgen.form.load import PACK_FILE
from docgen.form.model import AskPlace, Field, FormPack
from docgen.form.source import did_you_mean
from docgen.messages import Message, message
from docgen.yaml12 import KeyPath

Keys = tuple[str, ...]


def check_asks(pack: FormPack) -> None:
    """Look through everything that `pack` says about asking. Raises FormError with all faults.

    A shared field set may name a table that this pack lacks: what it would offer is then simply not there. In pack.yaml
    itself that is a fault, and so is a column that a table which is there does not have, wherever it is named.
    """
    for place in pack.asks:
        _Check(pack, place).run()
    faults = [fault for source in dict.fromkeys(place.source for place in pack.asks) for fault in source.faults]
    if faults:
        raise FormError(*faults)


@dataclass(frozen=True, slots=True)
class _Check:
    """Looks through one `meta.ask`."""

    pack: FormPack
    place: AskPlace

    def run(self) -> None:
        """Tell every fault to the source."""
        spec = self.pack.field_at(self.place.keys)
        if spec is None:
            return
        ask = read_ask(spec.meta["ask"], self._tell)
        around = self.place.keys[:-1]
        for key in ("choices", "without", "default", "when"):
            for reference in a.references(getattr(ask, key)):
                self._exists(reference, around, (key,))
            for source in _sources(getattr(ask, key)):
                self._filtered(source, around, (key,))
        self._rows(ask, spec)
        self._before(ask, around)
        for when in ask.when:
            self._can_be(when, around)
        self._ids(ask.default, spec, ("default",))
        self._occasions(ask)

    def _tell(self, path: KeyPath, problem: Message, mend: Message) -> None:
        self.place.source.fault((*self.place.place, *path), problem, mend)

    def _rows(self, ask: a.Ask, spec: Field) -> None:
        """The rows to begin with have columns of this table; those of `each` are made from rows of another."""
        if isinstance(ask.rows, a.Each):
            table = self._exists(ask.rows.table, self.place.keys[:-1], ("rows", "each"))
            if table is not None:
                inside = _absolute(ask.rows.table, self.place.keys[:-1])
                for reference in a.references((ask.rows.where, ask.rows.row)):
                    self._exists(reference, inside, ("rows",))
                self._columns([condition.column for condition in ask.rows.where], table, ("rows", "where"))
            self._row(ask.rows.row, spec, ("rows", "set"))
            return
        for index, row in enumerate(ask.rows):
            for reference in a.references(row):
                self._exists(reference, self.place.keys, ("rows", index))
            self._row(row, spec, ("rows", index))

    def _row(self, row: a.RowTemplate, spec: Field, path: KeyPath) -> None:
        self._columns([column for column, _ in row], spec, path)
        for column, expression in row:
            if column in spec.children:
                self._ids(expression, spec.children[column], (*path, column))

    def _columns(self, names: Iterable[str], table: Field, path: KeyPath) -> None:
        for name in names:
            if name not in table.children:
                problem = message("“{table}” has no column “{column}”", table=table.key, column=name)
                self._tell((*path, name), problem, did_you_mean(name, table.children))

    def _filtered(self, source: a.From, around: Keys, path: KeyPath) -> None:
        """The columns that an expression picks rows by are those of the table which it looks into."""
        table = self.pack.field_at(_absolute(source.reference, around)[:-1])
        if table is not None:
            self._columns([condition.column for condition in source.where], table, path)

    def _before(self, ask: a.Ask, around: Keys) -> None:
        siblings = self._members(around)
        if ask.before is not None and ask.before not in siblings:
            problem = message("There is no field “{key}” beside this one", key=ask.before)
            self._tell(("before",), problem, did_you_mean(ask.before, siblings))

    def _exists(self, reference: a.Reference, around: Keys, path: KeyPath) -> Field | None:
        """The field that `reference` names, seen from among the fields at `around`."""
        keys = _absolute(reference, around)
        for depth in range(len(keys)):
            members = self._members(keys[:depth])
            if keys[depth] in members:
                continue
            if depth or reference.origin is not a.Origin.PLAN or self._is_own:
                problem = message("There is no field “{key}”", key=".".join(keys[: depth + 1]))
                self._tell(path, problem, did_you_mean(keys[depth], members))
            return None
        return self.pack.field_at(keys)

    @property
    def _is_own(self) -> bool:
        """Whether this stands in pack.yaml, and not in a field set that other packs use as well."""
        return self.place.source.file.name == PACK_FILE

    def _members(self, keys: Keys) -> Mapping[str, Field]:
        spec = self.pack.field_at(keys)
        return spec.children if spec else self.pack.fields if not keys else {}

    def _can_be(self, when: a.When, around: Keys) -> None:
        """A value that the other field cannot have would keep this one from ever being asked."""
        spec = self.pack.field_at(_absolute(when.reference, around))
        if spec:
            for value in when.values:
                self._id(value, spec, ("when",))

    def _ids(self, node: object, spec: Field, path: KeyPath) -> None:
        """Literals among what an expression can give."""
        for value in _results(node):
            self._id(value, spec, path)

    def _id(self, value: Any, spec: Field, path: KeyPath) -> None:
        allowed = spec.rules.get("allowed")
        if allowed and value is not None and value not in allowed:
            problem = message("“{value}” is not an id that “{key}” allows", value=str(value), key=spec.key)
            self._tell(path, problem, did_you_mean(str(value), [str(item) for item in allowed]))

    def _occasions(self, ask: a.Ask) -> None:
        occasion = self.pack.fields.get(a.OCCASION)
        allowed = occasion.rules.get("allowed", ()) if occasion else ()
        for name in ask.examples:
            if name not in allowed and self._is_own:
                problem = message("“{value}” is not an id that “{key}” allows", value=name, key=a.OCCASION)
                self._tell(("examples", name), problem, did_you_mean(name, allowed))


def _absolute(reference: a.Reference, around: Keys) -> Keys:
    """The keys from the top of the answers; `around` are those of the table or mapping that the reference stands in."""
    match reference.origin:
        case a.Origin.PLAN:
            return reference.keys
        case a.Origin.AROUND:
            return (*around[:-1], *reference.keys)
        case _:
            return (*around, *reference.keys)


def _sources(node: object) -> Iterator[a.From]:
    """Every look into other answers in an expression or any tuple of them."""
    if isinstance(node, a.From):
        yield node
    if isinstance(node, tuple):
        for part in node:
            yield from _sources(part)


def _results(node: object) -> Iterator[Any]:
    """The literals that an expression may have for its value: not those that it only compares with."""
    match node:
        case a.Literal():
            yield node.value
        case a.FirstThen():
            yield from _results(node.first)
            yield from _results(node.then)
        case a.FirstOf():
            for expression in node.expressions:
                yield from _results(expression)
        case a.By():
            yield from _results(node.otherwise)
            for _, expression in node.cases:
                yield from _results(expression)
