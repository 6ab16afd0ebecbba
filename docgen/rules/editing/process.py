"""Rules on the flow, communication and decisions (S4-3, S1-2)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.messages import message
from docgen.rules.editing.duties import unlisted
from docgen.rules.graph import components, cycles, reachable
from docgen.rules.model import Severity
from docgen.rules.normal import shown
from docgen.rules.plan import Plan, nearest
from docgen.rules.registry import Breach, rule
from docgen.rules.wording import is_regular


@rule("P1", Severity.ERROR, "S4-3, S1-2", needs=("flow.next",), trusts=("flow.name",))
def flow_nodes_are_unique_and_exist(plan: Plan) -> Iterator[Breach]:
    """Each node has a name of its own, and each next node is one of them."""
    names = plan.column("flow", "name")
    if not plan.values["flow"]:
        yield Breach(("flow",), message("The flow has no nodes"), message("Add its nodes, from the first to the last."))
    for index, row in plan.rows("flow"):
        if row["name"] in names[:index]:
            problem = message("Two nodes are called “{name}”", name=row["name"])
            yield Breach(("flow", index, "name"), problem, message("Give each node a name of its own."))
        for place, way in enumerate(row["next"]):
            if way and way["node"] and way["node"] not in names:
                problem = message("The next node “{name}” does not exist", name=way["node"])
                found = nearest(way["node"], names)
                mend = message("Write one of {names}, or add the node.", names=names)
                if found:
                    mend = message("Did you mean “{name}”? Otherwise add the node.", name=found)
                yield Breach(("flow", index, "next", place), problem, mend)


@rule("P1", Severity.ERROR, "S4-3, S1-2", needs=("flow.name", "flow.departments"), trusts=("departments.name",))
def flow_nodes_have_listed_departments(plan: Plan) -> Iterator[Breach]:
    """Each node has at least one responsible department, all of them listed."""
    for index, row in plan.rows("flow"):
        if not row["departments"]:
            problem = message("No department is responsible for the node “{name}”", name=row["name"] or "…")
            yield Breach(("flow", index, "departments"), problem, message("Name at least one department."))
        for place, name in enumerate(row["departments"]):
            if plan.roster.unlisted(name):
                yield Breach(("flow", index, "departments", place), *unlisted(name, plan))


@rule("P1", Severity.ERROR, "S4-3, S1-2", needs=(), trusts=("flow.name", "flow.next.node", "flow.decision"))
def flow_is_connected(plan: Plan) -> Iterator[Breach]:
    """One start from which every node can be reached, at least one end, and loops only through a decision node."""
    graph, places = _graph(plan)
    if not graph:
        return
    if all(graph.values()):
        problem = message("The flow has no end: every node leads on to another")
        yield Breach(("flow",), problem, message("Leave out “next” at the node where the work ends."))
    yield from _unreachable(graph, places)
    decisions = {row["name"] for _, row in plan.rows("flow") if row["decision"] is True}
    plain = {
        node: [following for following in ways if following not in decisions]
        for node, ways in graph.items()
        if node not in decisions
    }
    for cycle in cycles(plain):
        problem = message("The flow runs in a circle without a decision: {nodes}", nodes=_arrows(cycle))
        mend = message("Make one of these nodes a decision (decision: true), or take out the way back.")
        yield Breach(("flow", places[cycle[0]], "next"), problem, mend)


def _graph(plan: Plan) -> tuple[dict[str, list[str]], dict[str, int]]:
    """The flow as a graph with the row of each node; empty where names do not fit, which is told elsewhere."""
    rows = [(index, row) for index, row in plan.rows("flow") if row["name"]]
    graph = {row["name"]: [way["node"] for way in row["next"] if way] for _, row in rows}
    sound = len(graph) == len(rows) and all(following in graph for ways in graph.values() for following in ways)
    return (graph if sound else {}), {row["name"]: index for index, row in rows}


def _unreachable(graph: dict[str, list[str]], places: dict[str, int]) -> Iterator[Breach]:
    """Each part of the flow to which no way leads, but for the one that leads to the most nodes: that is the start.

    A start may lie on a loop (退回 to the first node), so it is a strongly connected part that nothing outside leads
    to.
    """
    parts = components(graph)
    home = {node: number for number, part in enumerate(parts) for node in part}
    entered = {home[following] for node, ways in graph.items() for following in ways if home[node] != home[following]}
    starts = [part for number, part in enumerate(parts) if number not in entered]
    start = max(starts, key=lambda part: len(reachable(graph, part)))
    for part in starts:
        if part is not start:
            problem = message("No way leads from the start “{start}” to “{nodes}”", start=start[0], nodes=part)
            mend = message("Name it as the next node of another one, or delete it.")
            yield Breach(("flow", places[part[0]], "name"), problem, mend)


def _arrows(nodes: list[str]) -> str:
    return " → ".join(nodes)


@rule("P2", Severity.ERROR, "S1-2", needs=("flow.name", "flow.key", "flow.fallback"))
def key_nodes_have_a_fallback(plan: Plan) -> Iterator[Breach]:
    """Each key node has a fallback plan."""
    for index, row in plan.rows("flow"):
        if row["key"] is True and not row["fallback"]:
            problem = message("The key node “{name}” has no fallback plan", name=row["name"] or "…")
            mend = message("Say under “fallback” in what case who does what instead.")
            yield Breach(("flow", index, "fallback"), problem, mend)


@rule("P3", Severity.ERROR, "S4-3", needs=(), trusts=("communication.frequency",))
def some_communication_is_regular(plan: Plan) -> Iterator[Breach]:
    """At least one communication rule has a rhythm."""
    frequencies = plan.column("communication", "frequency")
    if not any(is_regular(frequency) for frequency in frequencies):
        problem = message(
            "No communication is regular: {frequencies}", frequencies=[shown(each) for each in frequencies]
        )
        if not frequencies:
            problem = message("No communication rule is given")
        mend = message("Add one with a rhythm, for example {example}.", example="每周五 15:00")
        yield Breach(("communication",), problem, mend)


@rule(
    "P3",
    Severity.ERROR,
    "S4-3",
    needs=("decisions.matter", "decisions.approvers.name", "decisions.approvers.title"),
    trusts=("departments.name", "departments.head"),
)
def decisions_have_known_approvers(plan: Plan) -> Iterator[Breach]:
    """Each decision has an approver, who is a head or an executive named with a title."""
    heads = set(plan.roster.heads.values())
    for index, row in plan.rows("decisions"):
        if not row["approvers"]:
            problem = message("Nobody approves “{matter}”", matter=shown(row["matter"] or "…"))
            yield Breach(("decisions", index, "approvers"), problem, message("Name at least one head or executive."))
        for place, approver in enumerate(row["approvers"]):
            if approver and approver["name"] and not approver["title"] and approver["name"] not in heads:
                problem = message("The approver “{name}” is not the head of a department", name=approver["name"])
                mend = message(
                    "Name a head ({heads}), or write {{name: …, title: …}} for an executive.", heads=sorted(heads)
                )
                yield Breach(("decisions", index, "approvers", place), problem, mend)
