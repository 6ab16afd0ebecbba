"""Reachability, knots and cycles, against plain definitions of them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from docgen.rules.graph import components, cycles, reachable

GRAPHS = st.integers(1, 7).flatmap(
    lambda size: st.fixed_dictionaries(
        {chr(97 + n): st.lists(st.sampled_from([chr(97 + m) for m in range(size)]), max_size=3) for n in range(size)}
    )
)


@given(GRAPHS)
def test_two_nodes_are_in_one_component_when_each_reaches_the_other(graph: dict[str, list[str]]) -> None:
    home = {node: number for number, part in enumerate(components(graph)) for node in part}
    assert set(home) == set(graph)
    for one in graph:
        for other in graph:
            both = other in reachable(graph, [one]) and one in reachable(graph, [other])
            assert (home[one] == home[other]) == both


@given(GRAPHS)
def test_a_cycle_follows_the_edges_and_there_is_one_when_a_node_reaches_itself(graph: dict[str, list[str]]) -> None:
    found = cycles(graph)
    for cycle in found:
        assert cycle[0] == cycle[-1]
        assert len(set(cycle[1:])) == len(cycle) - 1
        assert all(after in graph[before] for before, after in pairwise(cycle))
    assert bool(found) == any(node in reachable(graph, graph[node]) for node in graph)


def test_the_shortest_cycle_through_its_first_node_is_named() -> None:
    assert cycles({"a": ["b", "c"], "b": ["c"], "c": ["a"], "d": ["a"]}) == [["a", "c", "a"]]


def test_a_long_chain_is_no_matter_of_recursion() -> None:
    chain = {str(n): [str(n + 1)] for n in range(20_000)} | {"20000": ["0"]}
    [cycle] = cycles(chain)
    assert len(cycle) == 20_002
    assert cycles({**chain, "20000": []}) == []
