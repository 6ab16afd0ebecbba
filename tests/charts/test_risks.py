from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.charts import risk_matrix
from docgen.charts.fitting import NO_DATA
from docgen.charts.model import Chart, Label, Rect
from docgen.charts.palette import RISK_SHADES, SMALLEST_TEXT, WHITE
from docgen.charts.raster import lightness
from docgen.fonts import FontLibrary

LEVELS = ("low", "medium", "high")


def risk(impact: str | None, probability: str | None, text: str = "首批货期延误") -> dict[str, Any]:
    return {"risk": text, "impact": impact, "probability": probability}


def cells(chart: Chart) -> dict[tuple[int, int], Rect]:
    """The cells by impact (left to right) and probability (from below), both 0 to 2."""
    drawn = [shape for shape in chart.shapes if isinstance(shape, Rect) and shape.fill in RISK_SHADES]
    return {(number % 3, 2 - number // 3): cell for number, cell in enumerate(drawn)}


def circles(chart: Chart) -> list[tuple[Rect, str]]:
    """Each circle with the number in it, those in the matrix before those of the list."""
    shapes = list(chart.shapes)
    return [
        (one, number.text)
        for one, number in pairwise(shapes)
        if isinstance(one, Rect) and one.fill == WHITE and isinstance(number, Label)
    ]


def is_inside(circle: Rect, cell: Rect) -> bool:
    return (
        cell.x <= circle.x
        and cell.y <= circle.y
        and circle.x + circle.width <= cell.x + cell.width
        and circle.y + circle.height <= cell.y + cell.height
    )


def test_a_plan_without_risks_says_so(fonts: FontLibrary) -> None:
    chart = risk_matrix({}, fonts, 440)
    assert [shape.text for shape in chart.shapes if isinstance(shape, Label)] == [NO_DATA]


@pytest.mark.parametrize("impact", LEVELS)
@pytest.mark.parametrize("probability", LEVELS)
def test_a_risk_stands_in_the_cell_of_its_ratings(fonts: FontLibrary, impact: str, probability: str) -> None:
    chart = risk_matrix({"risks": [risk(impact, probability)]}, fonts, 440)
    cell = cells(chart)[LEVELS.index(impact), LEVELS.index(probability)]
    assert is_inside(circles(chart)[0][0], cell)


def test_cells_get_darker_with_the_risk_in_greyscale_too(fonts: FontLibrary) -> None:
    chart = risk_matrix({"risks": [risk("low", "low")]}, fonts, 440)
    shade = {place: lightness(cell.fill or "") for place, cell in cells(chart).items()}
    assert len(shade) == 9
    for (impact, probability), level in shade.items():
        for worse in ((impact + 1, probability), (impact, probability + 1)):
            assert worse not in shade or shade[worse] <= level - 12
    assert min(shade.values()) > 120  # a black number is legible on it


def test_numbers_are_rows_of_the_table_and_texts_are_listed(
    plan: dict[str, Any], fonts: FontLibrary, all_text: Callable[[Chart], str], check_labels: Callable[[Chart], None]
) -> None:
    chart = risk_matrix(plan, fonts, 440)
    check_labels(chart)
    assert sorted(number for _, number in circles(chart)) == sorted(["1", "2", "3", "4"] * 2)
    assert all(row["risk"] in all_text(chart) for row in plan["risks"])
    assert "影响程度" in all_text(chart)
    assert "发生概率" in all_text(chart)


@pytest.mark.parametrize("width", [440, 730])
def test_twenty_five_risks_in_one_cell_do_not_touch(
    fonts: FontLibrary, width: float, check_labels: Callable[[Chart], None]
) -> None:
    text = "供应商交付延误导致首批货物不能按期到达各终端门店"
    chart = risk_matrix({"risks": [risk("high", "high", text)] * 25}, fonts, width)
    check_labels(chart)
    assert min(shape.size for shape in chart.shapes if isinstance(shape, Label)) >= SMALLEST_TEXT
    placed = [circle for circle, _ in circles(chart)][:25]
    assert all(is_inside(circle, cells(chart)[2, 2]) for circle in placed)
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert apart >= one.width + 0.5


def test_a_risk_without_rating_is_listed_as_such(fonts: FontLibrary, all_text: Callable[[Chart], str]) -> None:
    chart = risk_matrix({"risks": [risk("high", None), risk("【待填】", "low")]}, fonts, 440)
    assert len(circles(chart)) == 2
    assert all_text(chart).count("（未评级）") == 2


RISKS = st.builds(
    risk,
    st.sampled_from((*LEVELS, None)),
    st.sampled_from((*LEVELS, None)),
    st.text("风险导致延期人力不足，。、（）《》 A1%", min_size=1, max_size=120),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(RISKS, max_size=30), st.sampled_from((440, 730)))
def test_any_risks_are_drawn(
    fonts: FontLibrary, check_labels: Callable[[Chart], None], risks: list[dict[str, Any]], width: float
) -> None:
    chart = risk_matrix({"risks": risks}, fonts, width)
    check_labels(chart)
    assert chart.width == pytest.approx(width)
    assert chart.height <= (640.01 if width == 440 else 390.01)


def test_cells_are_flatter_where_the_room_is_low(fonts: FontLibrary) -> None:
    values = {"risks": [risk("low", "low"), risk("high", "high")]}
    usual, low = risk_matrix(values, fonts, 700), risk_matrix(values, fonts, 700, max_height=150)
    assert low.height <= 150 < usual.height
    assert cells(low)[0, 0].width == cells(usual)[0, 0].width
    assert cells(low)[0, 0].height < cells(usual)[0, 0].height


def test_long_texts_are_cut_before_the_chart_is_made_smaller(fonts: FontLibrary) -> None:
    risks = [risk(LEVELS[n % 3], LEVELS[n // 3 % 3], "培训资料延期且导购考核未能通过" * 40) for n in range(25)]
    chart = risk_matrix({"risks": risks}, fonts, 728, max_height=318)
    assert chart.height <= 318
    labels = [shape for shape in chart.shapes if isinstance(shape, Label)]
    assert min(label.size for label in labels) >= SMALLEST_TEXT
    assert sum(label.text.endswith("…") for label in labels) == len(risks)
    assert {number for _, number in circles(chart)} == {str(n) for n in range(1, 26)}
