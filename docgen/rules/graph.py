"""Small directed graphs: who reaches whom, and which ways lead in a circle.

A graph is a mapping from each node to the nodes that follow it, all of which are nodes themselves. Nothing here
recurses: a chain of ten thousand nodes is fine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Graph: TypeAlias = Mapping[str, Sequence[str]]


def reachable(graph: Graph, starts: Iterable[str]) -> set[str]:
    """The nodes that can be reached from `starts`, which are among them."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(graph[node])
    return found


def components(graph: Graph) -> list[list[str]]:
    """The strongly connected components, each in the graph's order (Tarjan 1972, without recursion)."""
    order = {node: place for place, node in enumerate(graph)}
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in graph:
        if root in index:
            continue
        work = [(root, iter(graph[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, following = work[-1]
            for successor in following:
                if successor not in index:
                    index[successor] = low[successor] = len(index)
                    stack.append(successor)
                    on_stack.add(successor)
                    work.append((successor, iter(graph[successor])))
                    break
                if successor in on_stack:
                    low[node] = min(low[node], index[successor])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    members = [stack.pop()]
                    while members[-1] != node:
                        members.append(stack.pop())
                    on_stack.difference_update(members)
                    found.append(sorted(members, key=order.__getitem__))
    return sorted(found, key=lambda members: order[members[0]])


def cycles(graph: Graph) -> list[list[str]]:
    """One shortest cycle out of each knot of the graph, from its first node on, as `[a, b, a]`."""
    return [
        _cycle_through(graph, members)
        for members in components(graph)
        if len(members) > 1 or members[0] in graph[members[0]]
    ]


def _cycle_through(graph: Graph, members: Sequence[str]) -> list[str]:
    first, inside = members[0], set(members)
    came_from: dict[str, str] = {}
    waiting = [first]
    for node in waiting:
        for successor in graph[node]:
            if successor == first:
                return [first, *reversed(list(_back(came_from, node, first))), first]
            if successor in inside and successor not in came_from:
                came_from[successor] = node
                waiting.append(successor)
    raise AssertionError("a strongly connected component has a cycle through each of its nodes")


def _back(came_from: Mapping[str, str], node: str, first: str) -> Iterable[str]:
    while node != first:
        yield node
        node = came_from[node]
