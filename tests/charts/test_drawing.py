"""The picture for Word and the vectors for PDF: both show what the chart holds."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from docgen.charts import Chart, draw_chart, flow_chart, gantt_chart, risk_matrix, to_png
from docgen.charts.model import Label, Line, Rect
from docgen.charts.raster import lightness
from docgen.fonts import FontLibrary

MAKERS = (flow_chart, gantt_chart, risk_matrix)


@pytest.fixture(params=MAKERS, ids=lambda maker: maker.__name__)
def chart(request: pytest.FixtureRequest, plan: dict[str, Any], fonts: FontLibrary) -> Chart:
    made: Chart = request.param(plan, fonts, 440)
    return made


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def as_pdf(chart: Chart, fonts: FontLibrary, scale: float = 1.0) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=True, initialFontName=fonts.reportlab_name(fonts.face("黑体")))
    draw_chart(canvas, chart, 70, 800, scale, fonts)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_names_are_unique_in_a_document(plan: dict[str, Any], fonts: FontLibrary) -> None:
    assert [maker(plan, fonts, 440).name for maker in MAKERS] == ["flow-chart", "gantt-chart", "risk-matrix"]


def test_colours_differ_in_lightness_so_that_greyscale_tells_them_apart(chart: Chart) -> None:
    colors = set()
    for shape in chart.shapes:
        colors |= {shape.color} if isinstance(shape, Line | Label) else {shape.fill, shape.stroke} - {None}
    assert len({lightness(color) for color in colors if color}) == len(colors)


def test_the_picture_has_the_charts_size_and_its_resolution(chart: Chart, fonts: FontLibrary) -> None:
    image = opened(to_png(chart, fonts))
    assert image.mode == "P"
    assert image.size == (round(chart.width * 200 / 72), round(chart.height * 200 / 72))
    assert image.info["dpi"] == pytest.approx((200, 200), abs=0.1)


def test_the_picture_has_ink_in_every_label_and_the_colours_of_every_cell(
    plan: dict[str, Any], fonts: FontLibrary, label_box: Callable[[Label], tuple[float, ...]]
) -> None:
    chart = risk_matrix(plan, fonts, 440)
    image = opened(to_png(chart, fonts)).convert("RGB")
    for shape in chart.shapes:
        if isinstance(shape, Label):
            left, top, right, bottom = (round(value * 200 / 72) for value in label_box(shape))
            assert image.convert("L").crop((left, top, right, bottom)).getextrema()[0] < 90, shape
        elif isinstance(shape, Rect) and not shape.radius and shape.fill:
            corner = (round((shape.x + 3) * 200 / 72), round((shape.y + 3) * 200 / 72))
            assert "{:02X}{:02X}{:02X}".format(*image.getpixel(corner)) == shape.fill


def test_the_picture_is_small(chart: Chart, fonts: FontLibrary) -> None:
    assert len(to_png(chart, fonts)) < 90_000


def test_the_picture_is_the_same_in_another_process(fonts: FontLibrary) -> None:
    program = (
        "import hashlib\n"
        "from docgen.charts import risk_matrix, to_png\n"
        "from docgen.fonts import FontLibrary\n"
        "fonts = FontLibrary.open()\n"
        "values = {'risks': [{'risk': '首批货期延误', 'impact': 'high', 'probability': 'low'}]}\n"
        "print(hashlib.sha256(to_png(risk_matrix(values, fonts, 440), fonts)).hexdigest())\n"
    )
    values = {"risks": [{"risk": "首批货期延误", "impact": "high", "probability": "low"}]}
    here = hashlib.sha256(to_png(risk_matrix(values, fonts, 440), fonts)).hexdigest()
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here


def test_the_pdf_has_every_label_as_text(chart: Chart, fonts: FontLibrary) -> None:
    text = "".join(PdfReader(io.BytesIO(as_pdf(chart, fonts))).pages[0].extract_text().split())
    for shape in chart.shapes:
        if isinstance(shape, Label):
            assert shape.text.replace(" ", "") in text


def test_all_fonts_in_the_pdf_are_embedded(chart: Chart, fonts: FontLibrary) -> None:
    page = PdfReader(io.BytesIO(as_pdf(chart, fonts))).pages[0]
    used = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    assert used
    for font in used:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor


def test_the_pdf_is_drawn_from_the_top_left_corner_at_its_scale(chart: Chart, fonts: FontLibrary) -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(as_pdf(chart, fonts, 0.5))[0]
    left, top, right, bottom = page.render(scale=2, grayscale=True).to_pil().point(lambda v: 255 - v).getbbox()
    slack = 4
    assert left / 2 >= 70 - slack
    assert top / 2 >= 842 - 800 - slack
    assert right / 2 <= 70 + chart.width / 2 + slack
    assert bottom / 2 <= 42 + chart.height / 2 + slack
    assert (right - left) / 2 > 0.4 * chart.width / 2


def test_a_character_that_the_chart_face_lacks_comes_from_another(fonts: FontLibrary) -> None:
    chart = Chart("x", "x", 100, 30, (Label(50, 20, "完成☑率", 12, anchor="middle"),))
    text = PdfReader(io.BytesIO(as_pdf(chart, fonts))).pages[0].extract_text()
    assert "完成☑率" in text.replace("\n", "")
    assert opened(to_png(chart, fonts)).convert("L").getextrema()[0] < 60
