"""Follows the tags of a template, without any answers: which fields they show, which names they use that nobody has.

Tags are read one after the other, as they stand in the file; loops and `set` give names of their own. Where a tag does
something that cannot be followed (an unknown filter, arithmetic), nothing is claimed of what comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import nodes

from docgen.errors import Fault
from docgen.messages import message
from docgen.word.diagnosis import alone, nearest
from docgen.word.environment import environment
from docgen.word.shapes import ANYTHING, Keys, Shape
from docgen.word.tags import Tag

_SAME: Final = frozenset({"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"})
"""Filters whose outcome is a list of the same rows."""
_ONE: Final = frozenset({"first", "last", "max", "min"})
_COUNTED: Final = frozenset({"length", "count"})
_READ: Final[Mapping[str, tuple[str, ...]]] = {
    "people": ("name", "title"),
    "next_nodes": ("node", "condition"),
    "node_kind": ("decision", "key"),
}
"""What docgen's own filters look at in a row."""
_CHARTED: Final[Mapping[str, tuple[str, ...]]] = {
    "flow-chart": ("flow",),
    "gantt-chart": ("phases", "tasks"),
    "risk-matrix": ("risks",),
}
_LOOP: Final = "loop"


class Use(NamedTuple):
    """A tag shows the field at `keys`; `whole`: with all its columns or members."""

    keys: Keys
    tag: Tag
    whole: bool = False

    def shows(self, keys: Keys) -> bool:
        """Whether the field at `keys`, or anything below it, is shown."""
        return self.keys[: len(keys)] == keys or (self.whole and keys[: len(self.keys)] == self.keys)


@dataclass(slots=True)
class Usage:
    """What a part's tags use. `unknown` are faults, one for each name that is not there."""

    file: Path
    uses: list[Use] = field(default_factory=list)
    unknown: list[Fault] = field(default_factory=list)


def follow(tags: Iterable[Tag], names: Mapping[str, Shape], file: Path) -> Usage:
    """What `tags`, of one part and in its order, use of `names`. They must have passed `load_template`."""
    usage = Usage(file)
    scopes: list[dict[str, Shape]] = [dict(names)]
    for tag in tags:
        if tag.kind == "statement" and tag.word == "endfor" and len(scopes) > 1:
            scopes.pop()
        _Reader(tag, scopes, usage).read()
    return usage


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one tag. `scopes` are the names that are known there, the innermost last."""

    tag: Tag
    scopes: list[dict[str, Shape]]
    usage: Usage

    def read(self) -> None:
        """Note what the tag uses, and open or extend the scope of names that it makes."""
        source = alone(self.tag)
        if self.tag.word in {"colspan", "cellbg"}:
            source = f"{{{{ {self.tag.inner.removeprefix(self.tag.word)} }}}}"
        for node in environment().parse(source).body:
            match node:
                case nodes.Output():
                    for part in node.nodes:
                        self._print(part)
                case nodes.For():
                    self._loop(node)
                case nodes.If():
                    self._shape(node.test)
                    for branch in node.elif_:
                        self._shape(branch.test)
                case nodes.Assign():
                    self._bind(node.target, self._shape(node.node), self.scopes[-1])

    def _loop(self, node: nodes.For) -> None:
        table = self._shape(node.iter)
        grouped = isinstance(node.iter, nodes.Filter) and node.iter.name == "groupby"
        names = {_LOOP: ANYTHING}
        if grouped and isinstance(node.target, nodes.Tuple) and len(node.target.items) == 2:
            self._bind(node.target.items[0], ANYTHING, names)
            self._bind(node.target.items[1], table, names)
        else:
            self._bind(node.target, ANYTHING if grouped else table.item or ANYTHING, names)
        self.scopes.append(names)
        if node.test is not None:
            self._shape(node.test)

    def _bind(self, target: nodes.Node, shape: Shape, scope: dict[str, Shape]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = shape
        else:
            for name in target.find_all(nodes.Name):
                scope[name.name] = ANYTHING

    def _print(self, node: nodes.Node) -> None:
        """An expression whose outcome stands on paper as it is: a row with all its columns."""
        if isinstance(node, nodes.TemplateData):
            return
        shape = self._shape(node)
        if shape.keys and (shape.members or (shape.item and shape.item.members)):
            self._use(shape.keys, whole=True)

    def _use(self, keys: Keys | None, *, whole: bool = False) -> None:
        if keys:
            self.usage.uses.append(Use(keys, self.tag, whole))

    def _shape(self, node: nodes.Node) -> Shape:
        """What an expression gives; everything it uses is noted."""
        match node:
            case nodes.Name():
                return self._named(node.name)
            case nodes.Getattr():
                return self._member(self._shape(node.node), node.attr)
            case nodes.Getitem():
                return self._item(node)
            case nodes.Filter():
                return self._filtered(node)
            case nodes.Call():
                return self._called(node)
            case _:
                return self._other(node)

    def _other(self, node: nodes.Node) -> Shape:
        """Of a choice between two, the one that something is known of; nothing of what is computed."""
        if isinstance(node, nodes.Test) and node.name in {"defined", "undefined"}:
            return self._perhaps(node.node)
        shapes = [self._shape(child) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.CondExpr):
            return next((shape for shape in shapes[1:] if shape is not ANYTHING), ANYTHING)
        return ANYTHING

    def _named(self, name: str) -> Shape:
        for scope in reversed(self.scopes):
            if name in scope:
                self._use(scope[name].keys, whole=scope[name].whole)
                return scope[name]
        problem = message("Unknown variable “{name}” in {tag}", name=name, tag=self.tag.source)
        known = {name for scope in self.scopes for name in scope}
        self._unknown(self.tag.fault(self.usage.file, problem, nearest(name, known)))
        return ANYTHING

    def _member(self, owner: Shape, name: str) -> Shape:
        if owner.members is None:
            return ANYTHING
        if name in owner.members:
            self._use(owner.members[name].keys, whole=owner.members[name].whole)
            return owner.members[name]
        problem = message("“{name}” is not known here: {tag}", name=name, tag=self.tag.source)
        mend = nearest(name, owner.members)
        if owner.item is not None:
            mend = message("This is a table: write {loop}, and use its rows.", loop="{%tr for row in … %}")
        self._unknown(self.tag.fault(self.usage.file, problem, mend))
        return ANYTHING

    def _item(self, node: nodes.Getitem) -> Shape:
        owner = self._shape(node.node)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(owner, node.arg.value)
        self._shape(node.arg)
        return owner if isinstance(node.arg, nodes.Slice) else owner.item or ANYTHING

    def _filtered(self, node: nodes.Filter) -> Shape:
        if node.node is None:
            shape = ANYTHING
        else:
            shape = self._perhaps(node.node) if node.name == "default" else self._shape(node.node)
        for argument in node.args:
            self._shape(argument)
        for keyword in node.kwargs:
            self._shape(keyword.value)
        for column in self._columns(node):
            self._column(shape, column)
        if node.name in _SAME or node.name in {"groupby", "default"}:
            return shape
        if node.name in _ONE:
            return shape.item or ANYTHING
        if node.name not in _COUNTED and node.name not in _READ and shape.keys and node.name != "map":
            self._use(shape.keys, whole=True)
        return ANYTHING

    def _perhaps(self, node: nodes.Expr) -> Shape:
        """What an expression gives that may be undefined: a column that is not there is no fault then, a name is."""
        told = len(self.usage.unknown)
        shape = self._shape(node)
        if not isinstance(node, nodes.Name):
            del self.usage.unknown[told:]
        return shape

    def _columns(self, node: nodes.Filter) -> Iterator[str]:
        """The columns that a filter looks at, as far as its arguments name them."""
        yield from _READ.get(node.name, ())
        arguments = [keyword.value for keyword in node.kwargs if keyword.key == "attribute"]
        if node.name in {"selectattr", "rejectattr", "groupby"}:
            arguments += node.args[:1]
        for argument in arguments:
            if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
                yield argument.value

    def _column(self, table: Shape, column: str) -> None:
        shape = table.item or table
        for name in column.split("."):
            shape = self._member(shape, name)

    def _called(self, node: nodes.Call) -> Shape:
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            self._shape(argument)
        if not isinstance(node.node, nodes.Name):
            self._shape(node.node.node if isinstance(node.node, nodes.Getattr) else node.node)
            return ANYTHING
        self._named(node.node.name)
        first = node.args[0] if node.args else None
        if node.node.name == "chart" and isinstance(first, nodes.Const):
            for table in _CHARTED.get(str(first.value), ()):
                self._use((table,), whole=True)
        return ANYTHING

    def _unknown(self, fault: Fault) -> None:
        if fault not in self.usage.unknown:
            self.usage.unknown.append(fault)
