"""Tells of every value of a YAML text where it begins and ends, so that it alone can be replaced.

Takes texts that `docgen.yaml12` has read without a fault: no anchors, no aliases, no tags, one document. The spans are
libyaml's marks, which count characters, with what they lack: the dash before an item, the colon after a key, and the
true end of block collections and block scalars, which libyaml puts after the comments that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BLANKS = r"(?:[ \t\r\n]++|#[^\r\n]*+)*+"
_TO_DASH = re.compile(_BLANKS + "-")
_TO_COLON = re.compile(_BLANKS + ":")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
_LAST_BREAK = re.compile(r"(?:\r\n|\r|\n)\Z")
_BLANK_END = re.compile(r"[\r\n][ \t\r\n]*\Z")


class Kind(Enum):
    """What a value is built like."""

    SCALAR = "scalar"
    MAPPING = "mapping"
    LIST = "list"


_KINDS = {
    yaml.ScalarEvent: Kind.SCALAR,
    yaml.MappingStartEvent: Kind.MAPPING,
    yaml.SequenceStartEvent: Kind.LIST,
}


@dataclass(slots=True)
class Node:
    """A value: characters `start` to `end` of the text; an empty one has no width.

    `column` is that of a block collection's entries. `style` is libyaml's sign of a scalar's style; "" is plain.
    """

    kind: Kind
    start: int
    end: int
    column: int = 0
    is_flow: bool = False
    style: str = ""
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_block_scalar(self) -> bool:
        """Whether it is written on lines below a sign `|` or `>`."""
        return self.style in {"|", ">"}


@dataclass(slots=True)
class Entry:
    """A member of a mapping or an item of a list.

    `start` is where its key or dash begins, `after` where its value may begin: right after the colon or the dash. An
    item of a flow list has neither.
    """

    start: int
    after: int
    value: Node
    key: str | None = None

    @property
    def end(self) -> int:
        """Where it ends, comments not counted."""
        return max(self.after, self.value.end)


def read_spans(text: str) -> Node:
    """The root value of `text` with all that is in it."""
    reader = _Reader(text, iter(yaml.parse(text, Loader=_LOADER)))
    for event in reader.events:
        if isinstance(event, yaml.DocumentStartEvent):
            break
    return reader.node(next(reader.events), 0)


@dataclass(slots=True)
class _Reader:
    text: str
    events: Iterator[Any]

    def node(self, event: Any, floor: int) -> Node:
        """The value that `event` begins; `floor` is where the text is free for it."""
        kind, start = _KINDS[type(event)], event.start_mark.index
        if kind is Kind.SCALAR:
            if event.end_mark.index == start:
                return Node(Kind.SCALAR, floor, floor)
            end = self._block_end(event) if event.style in {"|", ">"} else event.end_mark.index
            return Node(Kind.SCALAR, start, end, style=event.style or "")
        node = Node(kind, start, start, event.start_mark.column, bool(event.flow_style))
        fill = self._mapping if kind is Kind.MAPPING else self._list
        closing = fill(node)
        node.end = closing if node.is_flow else max([start, *(entry.end for entry in node.entries[-1:])])
        return node

    def _mapping(self, node: Node) -> int:
        while True:
            event = next(self.events)
            start, end = event.start_mark.index, event.end_mark.index
            if isinstance(event, yaml.MappingEndEvent):
                return int(end)
            colon = _TO_COLON.match(self.text, end)
            after = colon.end() if colon else end
            if self.text[max(0, start - 2) : start] == "? ":
                start -= 2
            node.entries.append(Entry(start, after, self.node(next(self.events), after), event.value))

    def _list(self, node: Node) -> int:
        floor = node.start
        while True:
            event = next(self.events)
            start = after = event.start_mark.index
            if isinstance(event, yaml.SequenceEndEvent):
                return int(event.end_mark.index) if event.end_mark else start
            if not node.is_flow:
                dash = _TO_DASH.match(self.text, floor)
                after = dash.end() if dash else start
                start = after - 1
            node.entries.append(Entry(start, after, self.node(event, after)))
            floor = node.entries[-1].end

    def _block_end(self, event: Any) -> int:
        """The end of a block scalar's last line; blank lines after it count only where they are content."""
        start, end = event.start_mark.index, event.end_mark.index
        written = self.text[start:end]
        header = block_header(written)
        blank = (_LAST_BREAK if "+" in header else _BLANK_END).search(written)
        return int(start + blank.start() if blank else end)


def shifted(node: Node, offset: int) -> Node:
    """`node`, which was read from a part of a text, as it stands in the whole; the part begins at `offset`."""
    node.start += offset
    node.end += offset
    for entry in node.entries:
        entry.start += offset
        entry.after += offset
        shifted(entry.value, offset)
    return node


def keeps_blank_lines(text: str, node: Node) -> bool:
    """Whether `node` ends with a text below `|+` or `>+`, of which the blank lines that follow are part."""
    while node.entries:
        node = node.entries[-1].value
    return node.is_block_scalar and "+" in block_header(text[node.start : node.end])


def block_header(written: str) -> str:
    """The sign with which the block scalar `written` begins, such as `>-`."""
    match = _BLOCK_HEADER.match(written)
    return match.group() if match else ""
