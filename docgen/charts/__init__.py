"""Turns checked answers into charts, and charts into vectors on a PDF page or a PNG picture for a Word file.

A chart is a list of shapes of a fixed size that keeps within the width and height it was given; every name that the
answers hold is a label in it, no smaller than 7 pt unless no layout could hold that much data. Answers with gaps (a
draft) give a chart with gaps, never an error; answers without data give a chart that says 暂无数据.
"""

from docgen.charts.flow import flow_chart
from docgen.charts.gantt import gantt_chart
from docgen.charts.model import Chart
from docgen.charts.raster import to_png
from docgen.charts.risks import risk_matrix
from docgen.charts.vector import draw_chart

__all__ = ["Chart", "draw_chart", "flow_chart", "gantt_chart", "risk_matrix", "to_png"]
