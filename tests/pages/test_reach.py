"""Text beyond the edge of its page is told; what is turned counts where it comes to stand."""

from __future__ import annotations

import pytest
from pages.constructs import file, par, r
from pages.drawing_xml import anchor, shape, watermark
from pages.read.word_xml import p, tbl, tc, tr
from small_pages import word

from docgen.errors import PagesError
from docgen.fonts import FontLibrary
from docgen.pages import lay_out

HEADER = '<w:headerReference w:type="default" r:id="header1.xml"/>'


def box(x: float, y: float, turned: int = 0) -> str:
    """A text box, 120 pt wide and 20 pt high, turned by so many degrees about its middle."""
    frame = f'rot="{turned * 60000}"'
    drawing = shape(120, 20, p("八字都在框里面吧"), frame=frame)
    return par(anchor(drawing, 120, 20, across=("page", x), down=("page", y)), r("正文"))


def told(body: str, fonts: FontLibrary, **others: object) -> list[str]:
    """The texts that are told to be beyond the edge."""
    try:
        lay_out([word(docx=file(body, **others))], fonts)  # type: ignore[arg-type]
    except PagesError as error:
        return [str(fault.problem.params["start"]) for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("x", "y", "turned", "is_told"),
    [
        (470, 300, 0, False),
        (520, 300, 0, True),
        (520, 300, 90, False),  # upright, it is 20 pt wide
        (520, 300, 270, False),
        (520, 300, 180, True),
        (20, 820, 0, False),
        (20, 820, 90, True),
        (-70, 300, 90, True),
        (560, 300, 45, True),
    ],
)
def test_a_text_box_is_told_where_its_text_leaves_the_page(x, y, turned, is_told, fonts):
    assert bool(told(box(x, y, turned), fonts)) is is_told


def test_text_that_runs_down_a_cell_beyond_the_edge_is_told(fonts):
    cell = '<w:tc><w:tcPr><w:textDirection w:val="tbRl"/></w:tcPr>{}</w:tc>'.format(p("甲乙"))
    exact = '<w:trHeight w:val="400" w:hRule="exact"/>'
    fixed = '<w:tblLayout w:type="fixed"/>'
    wide = tbl(tr(tc("一"), cell, properties=exact), properties=fixed, grid=(12000, 600))
    assert told(wide + p("末段"), fonts) == ["甲"]


def test_a_watermark_from_corner_to_corner_is_on_the_page(fonts):
    parts = {"header1.xml": par(watermark("仅供内部使用", 420, 84))}
    assert told(p("正文"), fonts, section=HEADER, parts=parts) == []
