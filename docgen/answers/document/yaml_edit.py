"""Makes an edit in a YAML text: only the characters of what changes are replaced, all others stay as they are.

Comment lines directly above a row belong to the row; a comment at the end of a line belongs to that line. What is new
is written as its neighbours are: rows on one line among such rows, in block style among rows of that style.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from docgen.answers.document import yaml_block as block
from docgen.answers.document import yaml_flow as flow
from docgen.answers.document import yaml_write as write
from docgen.answers.document.edits import Edit, Insert, Move, Remove, Set, steps, value_at
from docgen.answers.document.layout import Layout, place_for
from docgen.answers.document.yaml_outline import spans_around
from docgen.answers.document.yaml_spans import Entry, Kind, Node, read_spans
from docgen.answers.document.yaml_top import new_text, with_top_key
from docgen.answers.model import Answers, KeyPath


def candidates(text: str, edit: Edit, after: Any, answers: Answers, layout: Layout) -> Iterator[str]:
    """The text with `edit` made in it, which turns `answers` into `after`; then wider and wider ways to make it.

    The first is right but for the oddest of texts. Each further one writes more of what is around anew, the last one
    everything.
    """
    container = edit.path if isinstance(edit, Insert | Move) else edit.path[:-1]
    around = [container[:depth] for depth in range(len(container), 0, -1)]
    narrow = steps(edit, answers.data)
    with suppress(LookupError, StopIteration):  # spans that are not as supposed: then a wider way is right
        yield _stepwise(text, spans_around(text, narrow[0], answers), narrow, answers.data, layout)
    for wider in (edit, *(Set(path, value_at(after, path)) for path in around)):
        with suppress(LookupError, StopIteration):
            yield _stepwise(text, read_spans(text), [wider], answers.data, layout)
    yield new_text(after, layout)


def _stepwise(text: str, root: Node, edits: list[Edit], data: Any, layout: Layout) -> str:
    """The text with `edits` made in it, one after the other; `root` is as much of its spans as the first one needs."""
    for edit in edits:
        after = edit.applied(data)
        text = _Editor(text, root if edit is edits[0] else read_spans(text), data, after, layout).made(edit)
        data = after
    return text


class _Step(NamedTuple):
    """One step on the way to a value: the collection, and its entry that leads there."""

    container: Node
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Editor:
    text: str
    root: Node
    data: Any
    after: Any
    layout: Layout

    def made(self, edit: Edit) -> str:
        """The text with `edit` made in it."""
        match edit:
            case Set(path) if self._exists(path):
                return self._replace(path, edit.value)
            case Set(path):
                return self._add(path, edit)
            case Remove(path):
                return self._remove(path)
            case Insert(path, index, value):
                return self._insert(path, index, value)
            case Move(path, index, to):
                return self._move(path, index, to)

    def _replace(self, path: KeyPath, value: Any) -> str:
        container, entry = self._way(path)[-1]
        if container.is_flow:
            return self._outgrown(path[:-1]) or flow.replaced(self.text, entry, write.flow(value))
        return block.replaced(self.text, container, entry, value)

    def _add(self, path: KeyPath, edit: Set) -> str:
        node, key = self._node(path[:-1]), str(path[-1])
        if not node.entries:
            return self._fill(path[:-1])
        if node is self.root and not node.is_flow:
            return with_top_key(self.text, node, key, edit.value, self.layout)
        index = place_for(key, [entry.key or "" for entry in node.entries], edit.order)
        if node.is_flow:
            member = flow.member(key, edit.value)
            return self._outgrown(path[:-1]) or flow.with_member(self.text, node, index, member)
        return block.with_key(self.text, node, index, key, edit.value)

    def _remove(self, path: KeyPath) -> str:
        node, last = self._node(path[:-1]), path[-1]
        if len(node.entries) == 1:
            return self._fill(path[:-1])
        index = last if isinstance(last, int) else [entry.key for entry in node.entries].index(last)
        if node.is_flow:
            return flow.without_member(self.text, node, index)
        if node.kind is Kind.MAPPING:
            return block.without_key(self.text, node, index)
        return block.without_row(self.text, node, index, self._floor(path[:-1]))

    def _insert(self, path: KeyPath, index: int, value: Any) -> str:
        node = self._node(path)
        if not node.entries:
            return self._fill(path)
        if node.is_flow:
            return self._outgrown(path) or flow.with_member(self.text, node, index, write.flow(value))
        return block.with_row(self.text, node, index, value, self._floor(path))

    def _move(self, path: KeyPath, index: int, to: int) -> str:
        node = self._node(path)
        if node.is_flow:
            return flow.moved(self.text, node, index, to)
        return block.moved(self.text, node, index, to, self._floor(path))

    def _fill(self, path: KeyPath) -> str:
        """The text with the whole collection at `path` written anew, because it was empty or is so now."""
        if path:
            return self._replace(path, value_at(self.after, path))
        written = new_text(self.after, self.layout).strip()
        return self.text[: self.root.start] + written + self.text[self.root.end :]

    def _outgrown(self, path: KeyPath) -> str | None:
        """The text with the flow collection around `path` turned into block style, where it outgrows its line."""
        for depth, (container, entry) in enumerate(self._way(path), start=1):
            if entry.value.is_flow and not container.is_flow:
                old, new = value_at(self.data, path[:depth]), value_at(self.after, path[:depth])
                if block.outgrows(self.text, container, entry, old, new):
                    return block.in_block_style(self.text, container, entry, new)
                break
        return None

    def _exists(self, path: KeyPath) -> bool:
        try:
            value_at(self.data, path)
        except (KeyError, IndexError):
            return False
        return True

    def _way(self, path: KeyPath) -> list[_Step]:
        """The steps from the root to the value at `path`."""
        steps, node = [], self.root
        for part in path:
            if isinstance(part, int):
                entry = node.entries[part]
            else:
                entry = next(entry for entry in node.entries if entry.key == part)
            steps.append(_Step(node, entry))
            node = entry.value
        return steps

    def _node(self, path: KeyPath) -> Node:
        return self._way(path)[-1].entry.value if path else self.root

    def _floor(self, path: KeyPath) -> int:
        """Where the text before the collection at `path` ends."""
        return self._way(path)[-1].entry.after if path else 0
