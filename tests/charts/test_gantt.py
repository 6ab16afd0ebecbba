from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.charts import gantt_chart
from docgen.charts.fitting import NO_DATA
from docgen.charts.gantt_axis import time_axis
from docgen.charts.gantt_marks import dependency, place_task
from docgen.charts.gantt_plan import Span, TaskRow
from docgen.charts.model import Chart, Label, Line, Polygon, Rect
from docgen.charts.palette import ACCENT, DARK, REST, SMALLEST_TEXT, WHITE
from docgen.charts.typography import Lettering
from docgen.fonts import FontLibrary

KICK_OFF = dt.date(2026, 1, 5)
DATES = st.dates(dt.date(2025, 1, 1), dt.date(2028, 12, 31))
NAMES = ("制定区域推广方案", "导购培训", "华东南三场上市活动与渠道客户签约", "验收")


def day(number: int) -> dt.date:
    return KICK_OFF + dt.timedelta(days=number)


def task(name: str, start: dt.date | None, end: dt.date | None, **more: Any) -> dict[str, Any]:
    return {"phase": None, "name": name, "start": start, "end": end, "owner": "李娜", "status": "not_started"} | more


def sixty_tasks() -> dict[str, Any]:
    phases = [
        {"name": f"第{number}阶段", "start": day(60 * number), "end": day(60 * number + 59)} for number in range(6)
    ]
    return {
        "phases": phases,
        "tasks": [
            task(
                f"第{number}项：完成区域渠道建设",
                day(6 * number),
                day(6 * number + 5),
                phase=f"第{number // 10}阶段",
                owner_department="质量管理部",
                after=[f"第{number - 1}项：完成区域渠道建设"],
            )
            for number in range(60)
        ],
    }


def bars(chart: Chart) -> list[Rect]:
    """The bars of tasks in drawing order; the legend's come after them."""
    marks = [s for s in chart.shapes if isinstance(s, Rect) and s.fill in {DARK, ACCENT, WHITE} and s.stroke == DARK]
    lowest = max(s.y for s in marks)
    return [mark for mark in marks if mark.y < lowest]


def test_a_plan_without_tasks_says_so(fonts: FontLibrary) -> None:
    chart = gantt_chart({"phases": [], "tasks": []}, fonts, 440)
    assert [shape.text for shape in chart.shapes if isinstance(shape, Label)] == [NO_DATA]


def test_every_phase_task_and_owner_is_on_the_chart(
    plan: dict[str, Any], fonts: FontLibrary, all_text: Callable[[Chart], str], check_labels: Callable[[Chart], None]
) -> None:
    chart = gantt_chart(plan, fonts, 440)
    check_labels(chart)
    for row in [*plan["phases"], *plan["tasks"]]:
        assert row["name"] in all_text(chart)
    assert all_text(chart).count("市场部李娜") == len(plan["tasks"])


def test_bars_begin_and_end_in_proportion_to_their_dates(fonts: FontLibrary) -> None:
    values = {"tasks": [task("甲", day(0), day(6)), task("乙", day(7), day(20)), task("丙", day(0), day(27))]}
    first, second, whole = bars(gantt_chart(values, fonts, 440))
    assert first.x == pytest.approx(whole.x)
    assert second.x == pytest.approx(first.x + first.width)
    assert first.width * 2 == pytest.approx(second.width)
    assert first.width * 4 == pytest.approx(whole.width)


def test_statuses_differ_without_colour(fonts: FontLibrary) -> None:
    from docgen.charts.raster import lightness

    statuses = ("done", "in_progress", "not_started", "delayed")
    tasks = [task(f"任务{n}", day(n), day(n + 9), status=status) for n, status in enumerate(statuses)]
    chart = gantt_chart({"tasks": tasks}, fonts, 440)
    done, in_progress, not_started, delayed = bars(chart)
    shades = [lightness(bar.fill or "") for bar in (done, in_progress, not_started)]
    assert shades[0] + 40 < shades[1] < shades[2] - 40
    strokes = [shape for shape in chart.shapes if isinstance(shape, Line) and shape.color == DARK]
    hatching = [line for line in strokes if delayed.y <= min(line.y1, line.y2) <= delayed.y + delayed.height]
    assert len(hatching) > 5
    for line in hatching:
        assert delayed.x - 0.01 <= min(line.x1, line.x2) <= max(line.x1, line.x2) <= delayed.x + delayed.width + 0.01
        assert max(line.y1, line.y2) <= delayed.y + delayed.height + 0.01
    legend = [shape.text for shape in chart.shapes if isinstance(shape, Label)][-4:]
    assert legend == ["已完成", "进行中", "未开始", "延期"]


def test_a_task_of_one_day_is_a_diamond_and_the_legend_says_so(fonts: FontLibrary) -> None:
    chart = gantt_chart({"tasks": [task("启动会", day(3), day(3)), task("筹备", day(0), day(9))]}, fonts, 440)
    assert [len(shape.points) for shape in chart.shapes if isinstance(shape, Polygon)] == [4]
    assert "◇ 一天完成的任务" in [shape.text for shape in chart.shapes if isinstance(shape, Label)]


@pytest.mark.parametrize(
    ("days", "lower", "upper"),
    [
        (7, ["5", "6", "7", "8", "9", "10", "11"], ["2026年1月"]),
        (60, ["1/5", "1/12", "1/19", "1/26"], ["2026年1月", "2026年2月"]),
        (360, ["1月", "2月", "3月"], ["2026年"]),
        (1095, ["Q1", "Q2", "Q3", "Q4"], ["2026年", "2027年"]),
        (4000, ["2026", "2027", "2028"], []),
    ],
)
def test_the_scale_suits_the_span(fonts: FontLibrary, days: int, lower: list[str], upper: list[str]) -> None:
    axis = time_axis(Span(day(0), day(days - 1)), 150, 290, Lettering(fonts, 7))
    assert [tick.label for tick in axis.lower][: len(lower)] == lower
    assert [tick.label for tick in axis.upper if tick.label][: len(upper)] == upper
    assert all(tick.x1 < tick.x2 for tick in axis.lower)
    assert axis.lower[0].x1 == pytest.approx(150)
    assert axis.lower[-1].x2 == pytest.approx(440)


def test_a_slip_in_a_year_is_drawn_without_a_scale(fonts: FontLibrary, check_labels: Callable[[Chart], None]) -> None:
    chart = gantt_chart({"tasks": [task("筹备", day(0), dt.date.max), task("验收", day(1), day(9))]}, fonts, 440)
    check_labels(chart)
    assert len(bars(chart)) == 2


def test_weekends_are_shaded_up_to_four_months_and_public_holidays_if_asked(fonts: FontLibrary) -> None:
    def shaded(days: int, **more: Any) -> int:
        chart = gantt_chart({"tasks": [task("筹备", day(0), day(days - 1))]}, fonts, 440, **more)
        return sum(isinstance(shape, Rect) and shape.fill == REST for shape in chart.shapes)

    assert shaded(14) == 4
    assert shaded(150) == 0
    assert shaded(14, is_rest_day=lambda each: each == day(2)) == 1


def test_dependencies_lead_from_bar_to_bar(fonts: FontLibrary) -> None:
    span = Span(day(0), day(27))
    axis = time_axis(span, 150, 290, Lettering(fonts, 7))

    def placed(first: int, last: int, middle: float) -> Any:
        days = Span(day(first), day(last))
        return place_task(TaskRow("任务", "", days, "", ()), days, axis, middle, 8)

    for before, after in [
        (placed(0, 5, 20), placed(12, 20, 60)),
        (placed(0, 5, 20), placed(6, 20, 60)),
        (placed(0, 5, 60), placed(5, 20, 20)),
        (placed(0, 5, 20), placed(5, 5, 60)),
        (placed(0, 5, 20), placed(9, 9, 60)),
    ]:
        way = dependency(before, after)
        assert before.left <= way[0].x1 <= before.right
        assert abs(way[0].y1 - before.middle) <= before.height / 2 + 0.01
        assert after.left - 3.01 <= way[-1].x2 <= after.right
        assert abs(way[-1].y2 - after.middle) <= after.height / 2 + 3.01
        assert all(line.x1 == line.x2 or line.y1 == line.y2 for line in way)


@pytest.mark.parametrize(("width", "height"), [(440, 640), (730, 390)])
def test_sixty_tasks_stay_legible(
    fonts: FontLibrary,
    width: float,
    height: float,
    check_labels: Callable[[Chart], None],
    all_text: Callable[[Chart], str],
) -> None:
    values = sixty_tasks()
    chart = gantt_chart(values, fonts, width)
    assert (chart.width, chart.height <= height) == (width, True)
    assert min(shape.size for shape in chart.shapes if isinstance(shape, Label)) >= SMALLEST_TEXT
    check_labels(chart)
    assert all(row["name"] in all_text(chart) for row in values["tasks"])


@st.composite
def schedules(draw: st.DrawFn) -> dict[str, Any]:
    """Any schedule, as a draft may have it: dates missing or turned round, phases unknown, dependencies on nothing."""
    phases = draw(st.lists(st.sampled_from(("筹备期", "执行期", "【待填】")), max_size=3))
    maybe = st.one_of(st.none(), DATES, st.just("【待填】"))
    tasks = st.fixed_dictionaries(
        {
            "phase": st.sampled_from(("筹备期", "执行期", None)),
            "name": st.sampled_from(NAMES),
            "start": maybe,
            "end": maybe,
            "owner": st.sampled_from(("李娜", "欧阳宁静", None)),
            "owner_department": st.sampled_from(("市场部", "信息技术与数字化中心", None)),
            "after": st.lists(st.sampled_from((*NAMES, "没有的任务")), max_size=2),
            "status": st.sampled_from(("done", "in_progress", "not_started", "delayed", None)),
        }
    )
    rows = [{"name": name, "start": draw(maybe), "end": draw(maybe)} for name in phases]
    return {"phases": rows, "tasks": draw(st.lists(tasks, max_size=8))}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(schedules(), st.sampled_from((440, 730)))
def test_any_schedule_is_drawn(
    fonts: FontLibrary,
    check_labels: Callable[[Chart], None],
    all_text: Callable[[Chart], str],
    values: dict[str, Any],
    width: float,
) -> None:
    chart = gantt_chart(values, fonts, width)
    assert chart.width == pytest.approx(width)
    check_labels(chart)
    assert all(row["name"] in all_text(chart) for row in [*values["phases"], *values["tasks"]])
    for bar in (shape for shape in chart.shapes if isinstance(shape, Rect)):
        assert bar.x >= -0.01
        assert bar.x + bar.width <= width + 0.01


def test_long_names_are_cut_before_the_chart_is_made_smaller(fonts: FontLibrary) -> None:
    plan = sixty_tasks()
    for row in plan["tasks"]:
        row["name"] += "并逐项核对终端陈列清单与签收单据后报送牵头部门汇总"
    chart = gantt_chart(plan, fonts, 728, max_height=350)
    assert chart.height <= 350
    labels = [shape for shape in chart.shapes if isinstance(shape, Label)]
    assert min(label.size for label in labels) >= SMALLEST_TEXT
    assert sum(label.text.endswith("…") for label in labels) >= 60
