from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader
from small_pages import STYLE, cell, lay_out_blocks, paragraph, pdf_of, row

from docgen.charts.model import Chart, Label, Rect
from docgen.errors import PagesError
from docgen.pages.draw import draw_page
from docgen.pages.model import Page, RuleItem
from docgen.pages.read.block_model import Row, Table
from docgen.pages.read.border_model import Border, Edges
from docgen.pages.read.inline_model import Picture
from docgen.pages.read.run_model import RunStyle, TextRun

TEXT = "协作计划V1.0，责任分工"


def pixels(pdf: bytes, page: int = 0, scale: float = 4) -> Image.Image:
    """A page as another program (PDFium) shows it."""
    document = pypdfium2.PdfDocument(pdf)
    return document[page].render(scale=scale).to_pil().convert("RGB")


def darkness(image: Image.Image, box: tuple[float, float, float, float], scale: float = 4) -> float:
    """The share of ink in a box given in points from the top left corner."""
    part = image.crop(tuple(round(edge * scale) for edge in box)).convert("L")
    return 1 - sum(part.tobytes()) / 255 / (part.width * part.height)


def png(mode: str, color: object, size: tuple[int, int] = (4, 4)) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, color).save(file, "PNG")  # type: ignore[arg-type]
    return file.getvalue()


def test_text_can_be_read_back_in_order(fonts):
    styles = (
        STYLE,
        RunStyle(east_asian="黑体", size=12, bold=True),
        RunStyle(east_asian="楷体", italic=True, bold=True),
    )
    blocks = [paragraph((TextRun(TEXT, style),), alignment="justify") for style in styles]
    page = PdfReader(io.BytesIO(pdf_of(lay_out_blocks(fonts, *blocks), fonts))).pages[0]
    assert "".join(page.extract_text().split()) == TEXT * 3


def test_a_fallback_character_and_one_above_ffff_can_be_read_back(fonts):
    text = "龘𫖯☑①→"
    block = paragraph((TextRun(text, RunStyle(east_asian="楷体", size=10)),))
    page = PdfReader(io.BytesIO(pdf_of(lay_out_blocks(fonts, block), fonts))).pages[0]
    assert sorted(page.extract_text().strip()) == sorted(text)


def test_text_stands_where_layout_put_it(fonts):
    document = lay_out_blocks(fonts, paragraph("协", alignment="right"))
    (item,) = document.pages[0].items
    text = pypdfium2.PdfDocument(pdf_of(document, fonts))[0].get_textpage()
    left, bottom, right, top = text.get_charbox(0)
    assert item.x <= left < right <= item.x + 10
    assert 220 - item.baseline - 3 <= bottom < top <= 220 - item.baseline + 10


def test_justified_text_reaches_the_right_margin(fonts):
    document = lay_out_blocks(fonts, paragraph("协作计划跨部门，" * 9, alignment="justify"))
    text = pypdfium2.PdfDocument(pdf_of(document, fonts))[0].get_textpage()
    boxes = [text.get_charbox(index) for index in range(text.count_chars())]
    assert max(right for _, _, right, _ in boxes) == pytest.approx(200, abs=2)


def test_bold_is_blacker_and_oblique_leans_and_colour_is_kept(fonts):
    def shot(style: RunStyle) -> Image.Image:
        return pixels(pdf_of(lay_out_blocks(fonts, paragraph((TextRun("十十十十", style),))), fonts))

    box = (20, 20, 100, 45)
    for family in ("宋体", "黑体", "楷体"):
        plain = shot(RunStyle(east_asian=family, size=20))
        bold = shot(RunStyle(east_asian=family, size=20, bold=True))
        leaning = shot(RunStyle(east_asian=family, size=20, italic=True))
        assert darkness(bold, box) > 1.1 * darkness(plain, box)
        assert darkness(leaning, box) == pytest.approx(darkness(plain, box), rel=0.1)
        assert leaning.tobytes() != plain.tobytes()
    red, green, _ = shot(RunStyle(size=20, color="FF0000")).crop((80, 80, 400, 180)).split()
    assert red.getextrema() == (255, 255)
    assert green.getextrema() == (0, 255)


def test_borders_and_shading_show(fonts):
    table = Table((60, 60), (Row((cell("", 0, shading="00FF00"), cell("", 1)), 40, "exact"),))
    image = pixels(pdf_of(lay_out_blocks(fonts, table), fonts))
    assert image.getpixel((4 * 50, 4 * 40)) == (0, 255, 0)
    assert image.getpixel((4 * 110, 4 * 40)) == (255, 255, 255)
    for x in (20, 80, 140):
        assert darkness(image, (x - 0.5, 25, x + 0.5, 55)) > 0.4
    corner = image.getpixel((4 * 20 - 1, 4 * 20 - 1))
    assert sum(corner) < 300, "the corner is filled"


@pytest.mark.parametrize("style", ["double", "dashed", "dotted"])
def test_border_styles_differ_from_a_plain_line(fonts, style):
    def shot(border: Border) -> Image.Image:
        table = Table((100,), (Row((cell("", 0, edges=Edges(bottom=border)),), 40, "exact"),))
        return pixels(pdf_of(lay_out_blocks(fonts, table), fonts))

    box = (20, 55, 120, 65)
    single, other = shot(Border(1)), shot(Border(1, style=style))
    ratio = darkness(other, box) / darkness(single, box)
    assert ratio == pytest.approx({"double": 2, "dashed": 0.67, "dotted": 0.5}[style], abs=0.12)


def test_pictures_are_put_on_white_and_embedded_once(fonts):
    picture = Picture("logo", png("RGBA", (255, 0, 0, 0)), 50, 50)
    opaque = Picture("mark", png("RGB", (0, 0, 255)), 50, 50)
    document = lay_out_blocks(fonts, paragraph((picture, opaque)), paragraph((opaque,)), paragraph((opaque,)))
    pdf = pdf_of(document, fonts)
    image = pixels(pdf)
    assert image.getpixel((4 * 45, 4 * 45)) == (255, 255, 255)
    assert image.getpixel((4 * 95, 4 * 45)) == (0, 0, 255)
    assert pdf.count(b"/Subtype /Image") == 2
    assert b"/SMask" not in pdf


def test_a_jpeg_goes_in_as_it_is(fonts):
    file = io.BytesIO()
    Image.new("RGB", (8, 8), (0, 128, 0)).save(file, "JPEG")
    pdf = pdf_of(lay_out_blocks(fonts, paragraph((Picture("photo", file.getvalue(), 50, 50),))), fonts)
    assert b"/DCTDecode" in pdf
    red, green, blue = pixels(pdf).getpixel((4 * 40, 4 * 40))
    assert green > 100 > max(red, blue)


def test_a_picture_that_is_none_is_named(fonts):
    document = lay_out_blocks(fonts, paragraph((Picture("logo", b"no picture", 50, 50),)))
    with pytest.raises(PagesError) as raised:
        pdf_of(document, fonts)
    assert raised.value.faults[0].problem.params == {"name": "logo"}


def test_a_chart_takes_the_pictures_place_as_vectors(fonts):
    chart = Chart("gantt-chart", "甘特图", 200, 100, (Rect(0, 0, 200, 100, fill="FF0000"), Label(10, 50, "启动", 20)))
    picture = Picture("gantt-chart", png("RGB", (0, 0, 0)), 100, 50)
    pdf = pdf_of(lay_out_blocks(fonts, paragraph((picture,))), fonts, {"gantt-chart": chart})
    assert b"/Subtype /Image" not in pdf
    assert "启动" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    image = pixels(pdf)
    assert image.getpixel((4 * 22, 4 * 22)) == (255, 0, 0)
    assert image.getpixel((4 * 118, 4 * 68)) == (255, 0, 0)
    assert image.getpixel((4 * 122, 4 * 68)) == (255, 255, 255)


def test_the_same_pages_give_the_same_bytes(fonts):
    table = Table((60, 60), (row("一", "二"),))
    first, second = (pdf_of(lay_out_blocks(fonts, paragraph(TEXT * 30), table), fonts) for _ in range(2))
    assert first == second


def test_the_canvas_is_left_as_it_was(fonts):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(io.BytesIO(), pagesize=(100, 100), initialFontName=fonts.reportlab_name(fonts.face("宋体")))
    canvas.setFillColorRGB(0, 0, 1)
    draw_page(canvas, Page(100, 100, (RuleItem(0, 0, 9, 9, 3, "FF0000", "dashed"),)), {}, fonts)
    canvas.rect(50, 50, 20, 20, stroke=0, fill=1)
    image = pixels(canvas.getpdfdata())
    assert image.getpixel((4 * 60, 4 * 40)) == (0, 0, 255)
