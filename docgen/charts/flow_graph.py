"""Reads the flow nodes of a plan's values as a graph, and tells loops from progress. Takes any draft.

Nodes are known by their index in the flow table; a next node that does not exist is left out (rule P1 reports it).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple


class Node(NamedTuple):
    """A step of the flow; with the departments responsible for it."""

    name: str
    departments: tuple[str, ...]
    is_decision: bool
    is_key: bool


class Edge(NamedTuple):
    """From one node to the next; `is_back` closes a loop. `condition` is empty where there is none."""

    source: int
    target: int
    condition: str
    is_back: bool = False


@dataclass(frozen=True)
class FlowGraph:
    """The whole flow. Without the edges that go back it has no cycle."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def ends(self) -> frozenset[int]:
        """Where the flow begins and where it ends."""
        begins = set(range(len(self.nodes))) - {edge.target for edge in self.edges if not edge.is_back}
        stops = set(range(len(self.nodes))) - {edge.source for edge in self.edges}
        return frozenset(begins | stops)

    @cached_property
    def predecessors(self) -> tuple[tuple[int, ...], ...]:
        """For each node the nodes before it, loops left out."""
        return tuple(
            tuple(edge.source for edge in self.edges if edge.target == node and not edge.is_back)
            for node in range(len(self.nodes))
        )

    @cached_property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """For each node the nodes after it, loops left out."""
        return tuple(
            tuple(edge.target for edge in self.edges if edge.source == node and not edge.is_back)
            for node in range(len(self.nodes))
        )


def read_graph(values: Mapping[str, Any]) -> FlowGraph:
    """The graph of the flow table. Of nodes with the same name, others lead to the first."""
    rows: Sequence[Mapping[str, Any]] = values.get("flow") or []
    by_name: dict[object, int] = {}
    for index, row in enumerate(rows):
        by_name.setdefault(row.get("name"), index)
    edges = dict.fromkeys(
        Edge(index, by_name[step.get("node")], str(step.get("condition") or ""))
        for index, row in enumerate(rows)
        for step in row.get("next") or []
        if step.get("node") in by_name
    )
    return FlowGraph(tuple(map(_node, rows)), _with_loops_marked(len(rows), list(edges)))


def _node(row: Mapping[str, Any]) -> Node:
    departments = tuple(str(name) for name in row.get("departments") or [])
    return Node(str(row.get("name") or ""), departments, row.get("decision") is True, row.get("key") is True)


def _with_loops_marked(count: int, edges: Sequence[Edge]) -> tuple[Edge, ...]:
    """Mark each edge that leads to a node from which its source was reached, walking in the order of the table."""
    leaving: list[list[int]] = [[] for _ in range(count)]
    for number, edge in enumerate(edges):
        leaving[edge.source].append(number)
    entered = {edge.target for edge in edges}
    roots = [node for node in range(count) if node not in entered] + list(range(count))
    seen: set[int] = set()
    back: set[int] = set()
    for root in roots:
        if root not in seen:
            back |= _loops_from(root, edges, leaving, seen)
    return tuple(Edge(edge.source, edge.target, edge.condition, number in back) for number, edge in enumerate(edges))


def _loops_from(root: int, edges: Sequence[Edge], leaving: Sequence[Sequence[int]], seen: set[int]) -> set[int]:
    back: set[int] = set()
    path = {root}
    stack = [(root, iter(leaving[root]))]
    seen.add(root)
    while stack:
        node, rest = stack[-1]
        number = next(rest, None)
        if number is None:
            path.discard(node)
            stack.pop()
            continue
        target = edges[number].target
        if target in path:
            back.add(number)
        elif target not in seen:
            seen.add(target)
            path.add(target)
            stack.append((target, iter(leaving[target])))
    return back
