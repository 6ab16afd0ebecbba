from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.charts import flow_chart
from docgen.charts.fitting import NO_DATA, Bounds
from docgen.charts.flow_connectors import Connector, PlacedNode
from docgen.charts.flow_graph import read_graph
from docgen.charts.flow_layout import FlowLayout, lay_out
from docgen.charts.model import Chart, Label, Line, Polygon
from docgen.fonts import FontLibrary

CONDITIONS = (None, "同意", "退回", "金额超过 10 万元且未列入预算")
DEPARTMENTS = ("市场部", "研发部", "信息技术中心", "质量管理部", "行政部")


@st.composite
def flows(draw: st.DrawFn) -> dict[str, Any]:
    """Any flow at all: cycles, islands, steps to nodes that do not exist, several starts."""
    count = draw(st.integers(1, 12))
    names = [f"节点{number}{draw(st.sampled_from(['', '办理跨部门会签与归档事项']))}" for number in range(count)]
    steps = st.fixed_dictionaries(
        {"node": st.sampled_from([*names, "没有的节点"]), "condition": st.sampled_from(CONDITIONS)}
    )
    return {
        "flow": [
            {
                "name": name,
                "departments": draw(st.lists(st.sampled_from(DEPARTMENTS), max_size=4, unique=True)),
                "decision": draw(st.booleans()),
                "key": draw(st.booleans()),
                "next": draw(st.lists(steps, max_size=4, unique_by=lambda step: step["node"])),
            }
            for name in names
        ]
    }


def chain(count: int) -> dict[str, Any]:
    names = [f"第{number}步：编制方案{'并办理跨部门会签归档' if number % 5 == 0 else ''}" for number in range(count)]
    nodes = []
    for number, name in enumerate(names):
        is_decision = number % 7 == 3
        steps = [
            {"node": following, "condition": "同意" if is_decision else None} for following in names[number + 1 :][:1]
        ]
        if is_decision:
            steps.append({"node": names[number - 3], "condition": "退回修改"})
        nodes.append(
            {"name": name, "departments": list(DEPARTMENTS[: 1 + number % 3]), "decision": is_decision, "next": steps}
        )
    return {"flow": nodes}


def laid_out(values: dict[str, Any], fonts: FontLibrary, width: float = 440, height: float = 640) -> FlowLayout:
    return lay_out(read_graph(values), Bounds(width, height), fonts)


def box(placed: PlacedNode) -> tuple[float, float, float, float]:
    return placed.x, placed.y, placed.x + placed.shape.width, placed.y + placed.shape.height


def is_on_outline(point: tuple[float, float], placed: PlacedNode) -> bool:
    x, y = point
    left, top, right, bottom = box(placed)
    on_top = abs(y - placed.top_at(x)) < 0.1 and left <= x <= right
    on_bottom = abs(y - bottom) < 0.1 and abs(x - placed.middle[0]) < 0.1
    at_vertex = abs(y - placed.middle[1]) < 0.1 and (abs(x - left) < 0.1 or abs(x - right) < 0.1)
    if placed.node.is_decision:
        return on_top or on_bottom or at_vertex
    sides = [abs(x - placed.side_at(y, side)) < 0.1 for side in ("left", "right") if top <= y <= bottom]
    return on_top or on_bottom or any(sides)


def test_a_plan_without_flow_says_so(fonts: FontLibrary) -> None:
    chart = flow_chart({}, fonts, 440)
    assert [shape.text for shape in chart.shapes if isinstance(shape, Label)] == [NO_DATA]


def test_every_name_department_and_condition_is_on_the_chart(
    plan: dict[str, Any], fonts: FontLibrary, all_text: Callable[[Chart], str]
) -> None:
    text = all_text(flow_chart(plan, fonts, 440))
    for node in plan["flow"]:
        assert node["name"] in text
        assert "、".join(node["departments"]) in text
    assert "同意" in text
    assert text.count("退回") == 2  # at the line, and in the legend


def test_a_loop_is_dashed_and_a_step_forward_is_not(plan: dict[str, Any], fonts: FontLibrary) -> None:
    layout = laid_out(plan, fonts)
    assert [(c.edge.source, c.edge.target) for c in layout.connectors if c.edge.is_back] == [(2, 0)]
    assert any(shape.dash for shape in flow_chart(plan, fonts, 440).shapes if isinstance(shape, Line))
    forward = {"flow": [plan["flow"][0], {**plan["flow"][1], "next": []}]}
    assert not any(shape.dash for shape in flow_chart(forward, fonts, 440).shapes if isinstance(shape, Line))


def test_ends_are_round_and_the_others_are_not(plan: dict[str, Any], fonts: FontLibrary) -> None:
    placed = laid_out(plan, fonts).nodes
    assert [node.is_end for node in placed] == [True, False, False, True]
    assert placed[0].radius > 5 * placed[1].radius


def test_a_straight_flow_runs_down_in_one_column(fonts: FontLibrary) -> None:
    layout = laid_out(chain(3), fonts)
    assert len({round(node.middle[0], 3) for node in layout.nodes}) == 1
    assert [node.y for node in layout.nodes] == sorted(node.y for node in layout.nodes)
    assert all(len(connector.points) == 2 for connector in layout.connectors)


@pytest.mark.parametrize(("width", "height"), [(440, 640), (730, 390)])
def test_thirty_nodes_stay_legible(
    fonts: FontLibrary,
    width: float,
    height: float,
    check_labels: Callable[[Chart], None],
    all_text: Callable[[Chart], str],
) -> None:
    values = chain(30)
    chart = flow_chart(values, fonts, width)
    assert (chart.width, chart.height <= height) == (width, True)
    assert min(shape.size for shape in chart.shapes if isinstance(shape, Label)) >= 7
    check_labels(chart)
    assert all(node["name"] in all_text(chart) for node in values["flow"])


def test_a_flow_that_no_page_holds_is_made_smaller(fonts: FontLibrary) -> None:
    chart = flow_chart(chain(120), fonts, 440)
    assert chart.width == 440
    assert chart.height <= 640


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(flows())
def test_any_flow_is_drawn_without_anything_on_anything(
    fonts: FontLibrary,
    check_labels: Callable[[Chart], None],
    label_box: Callable[[Label], tuple[float, ...]],
    all_text: Callable[[Chart], str],
    values: dict[str, Any],
) -> None:
    chart = flow_chart(values, fonts, 440)
    assert chart.width == pytest.approx(440)
    assert chart.height <= 640.01
    check_labels(chart)
    assert all(node["name"] in all_text(chart) for node in values["flow"])
    layout = laid_out(values, fonts)
    for one, other in combinations(layout.nodes, 2):
        assert not boxes_overlap(box(one), box(other)), (one, other)
    for connector in layout.connectors:
        assert_connects(connector, layout)
    for label in (label for connector in layout.connectors for label in connector.labels):
        left, top, right, bottom = label_box(label)
        for (x1, y1), (x2, y2) in (each for connector in layout.connectors for each in pairwise(connector.points)):
            line = (min(x1, x2) - 0.3, min(y1, y2) - 0.3, max(x1, x2) + 0.3, max(y1, y2) + 0.3)
            assert not boxes_overlap((left, top, right, bottom), line), (label, line)
    for first, second in combinations(layout.connectors, 2):
        if first.edge.source != second.edge.source and first.edge.target != second.edge.target:
            assert not share_a_stretch(first, second), (first, second)


def boxes_overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1


def assert_connects(connector: Connector, layout: FlowLayout) -> None:
    """From outline to outline, with right angles, through no box."""
    assert is_on_outline(connector.points[0], layout.nodes[connector.edge.source])
    assert is_on_outline(connector.points[-1], layout.nodes[connector.edge.target])
    for (x1, y1), (x2, y2) in pairwise(connector.points):
        assert abs(x1 - x2) < 0.02 or abs(y1 - y2) < 0.02
        stretch = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        for number, placed in enumerate(layout.nodes):
            left, top, right, bottom = box(placed)
            # The bounding box of a diamond has free corners, where its own lines may run.
            if placed.node.is_decision and number in {connector.edge.source, connector.edge.target}:
                continue
            inside_x = left + 4 < stretch[2] and stretch[0] < right - 4
            inside_y = top + 0.6 < stretch[3] and stretch[1] < bottom - 0.6
            assert not (inside_x and inside_y), (connector, placed)


def share_a_stretch(one: Connector, other: Connector) -> bool:
    """Whether two lines run on each other for more than a point."""
    for (a, b), (c, d) in ((s, t) for s in pairwise(one.points) for t in pairwise(other.points)):
        for along, across in ((0, 1), (1, 0)):
            level = abs(a[across] - b[across]) < 0.02 and abs(c[across] - d[across]) < 0.02
            if level and abs(a[across] - c[across]) < 0.5:
                shared = min(max(a[along], b[along]), max(c[along], d[along])) - max(
                    min(a[along], b[along]), min(c[along], d[along])
                )
                if shared > 1:
                    return True
    return False


def test_every_edge_ends_in_an_arrow_head_at_its_target(plan: dict[str, Any], fonts: FontLibrary) -> None:
    layout = laid_out(plan, fonts)
    tips = {
        tuple(round(value, 2) for value in shape.points[0])
        for shape in flow_chart(plan, fonts, 440).shapes
        if isinstance(shape, Polygon) and len(shape.points) == 3
    }
    assert tips == {tuple(round(value, 2) for value in connector.points[-1]) for connector in layout.connectors}


def test_text_stays_inside_its_outline(fonts: FontLibrary) -> None:
    from docgen.charts.flow_boxes import baselines

    layout = laid_out(chain(30), fonts)
    for placed in layout.nodes:
        for lettering, line, base in baselines(placed.shape, placed.middle[1], layout.text):
            half = lettering.width(line) / 2
            top = base - 0.86 * lettering.size
            assert placed.top_at(placed.middle[0] - half) <= top + 0.5, (placed.node.name, line)
            assert half <= placed.shape.width / 2 - 1
