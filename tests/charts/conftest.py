"""What the tests of all charts need: the fonts, a real plan in normal form, and the measures of labels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from docgen.charts.model import Chart, Label
from docgen.fonts import FontLibrary

Box = tuple[float, float, float, float]


@pytest.fixture(scope="session")
def fonts() -> FontLibrary:
    return FontLibrary.open()


@pytest.fixture(scope="session")
def label_box(fonts: FontLibrary) -> Callable[[Label], Box]:
    """The ink box of a label: left, top, right, bottom."""

    def box(label: Label) -> Box:
        pieces = fonts.split(label.text, fonts.face(label.family, bold=label.bold))
        width = label.size * sum(face.width(text) for face, text in pieces)
        left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
        return left, label.y - 0.86 * label.size, left + width, label.y + 0.1 * label.size

    return box


@pytest.fixture(scope="session")
def check_labels(label_box: Callable[[Label], Box]) -> Callable[[Chart], None]:
    """No label is cut by the chart's edge, and no two lie on each other."""

    def check(chart: Chart) -> None:
        boxes = [(label, label_box(label)) for label in labels_of(chart)]
        for label, (left, top, right, bottom) in boxes:
            assert left >= -0.5, label
            assert top >= -0.5, label
            assert right <= chart.width + 0.5, label
            assert bottom <= chart.height + 0.5, label
        for number, (one, first) in enumerate(boxes):
            for other, second in boxes[number + 1 :]:
                assert not overlap(first, second, 0.3), (one, other)

    return check


def labels_of(chart: Chart) -> list[Label]:
    return [shape for shape in chart.shapes if isinstance(shape, Label)]


def overlap(one: Box, other: Box, slack: float = 0.01) -> bool:
    return (
        one[0] + slack < other[2]
        and other[0] + slack < one[2]
        and one[1] + slack < other[3]
        and other[1] + slack < one[3]
    )


@pytest.fixture(scope="session")
def all_text() -> Callable[[Chart], str]:
    """The text of all labels in drawing order, without spaces: a name broken into lines is in one piece again."""
    return lambda chart: "".join(label.text for label in labels_of(chart)).replace(" ", "")


@pytest.fixture(scope="session")
def plan() -> dict[str, Any]:
    """A small plan with a loop, key nodes, all statuses, a milestone, and risks in four cells."""

    def node(name: str, departments: str, following: dict[str, str | None], **more: bool) -> dict[str, Any]:
        steps = [{"node": target, "condition": condition} for target, condition in following.items()]
        return {"name": name, "departments": departments.split("、"), "next": steps, **more}

    def task(phase: str, name: str, days: tuple[int, int], status: str, after: tuple[str, ...] = ()) -> dict[str, Any]:
        dates = {"start": dt.date(2026, 7, days[0]), "end": dt.date(2026, 7, days[1])}
        owner = {"owner": "李娜", "owner_department": "市场部"}
        return {"phase": phase, "name": name, **dates, **owner, "status": status, "after": list(after)}

    return {
        "flow": [
            node("提出推广方案", "市场部", {"确认产品支持": None}),
            node("确认产品支持", "研发部、客服部", {"审批方案与费用": None}),
            node(
                "审批方案与费用",
                "市场部、财务部",
                {"铺货与培训": "同意", "提出推广方案": "退回"},
                decision=True,
                key=True,
            ),
            node("铺货与培训", "销售部", {}, key=True),
        ],
        "phases": [
            {"name": "筹备期", "start": dt.date(2026, 7, 1), "end": dt.date(2026, 7, 17)},
            {"name": "执行期", "start": dt.date(2026, 7, 20), "end": dt.date(2026, 7, 31)},
        ],
        "tasks": [
            task("筹备期", "制定区域推广方案", (1, 10), "done"),
            task("筹备期", "编写产品培训资料", (6, 17), "in_progress"),
            task("筹备期", "评审会", (13, 13), "delayed", ("制定区域推广方案",)),
            task("执行期", "首批铺货完成", (20, 31), "not_started", ("评审会", "编写产品培训资料")),
        ],
        "risks": [
            {"risk": "研发部人力不足导致培训资料延期", "impact": "high", "probability": "medium"},
            {"risk": "首批货期延误", "impact": "high", "probability": "medium"},
            {"risk": "竞品提前启动换新补贴", "impact": "high", "probability": "high"},
            {"risk": "活动场地临时取消", "impact": "medium", "probability": "low"},
        ],
    }
