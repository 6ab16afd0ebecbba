"""Turns a laid-out `Page` into operators on a reportlab canvas.

Guarantees: all text is real text in embedded fonts (it can be searched, copied and read aloud), a picture that stands
in many places is embedded once, charts are vectors, nothing is transparent (PDF/A-1 forbids it), and the canvas's
graphics state is afterwards what it was before. Nothing is measured or moved here.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from docgen.pages.draw.operators import draw_fills, draw_rules
from docgen.pages.draw.outlines import draw_shapes, turn
from docgen.pages.draw.pictures import draw_picture
from docgen.pages.draw.text import draw_texts
from docgen.pages.model import FillItem, Page, PictureItem, RuleItem, ShapeItem, TextItem, TurnedItem

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from docgen.charts.model import Chart
    from docgen.fonts import FontLibrary

__all__ = ["draw_page"]


def draw_page(canvas: Canvas, page: Page, charts: Mapping[str, Chart], fonts: FontLibrary) -> None:
    """Draw `page` on the current page of `canvas`, whose size must be the page's.

    A picture whose name is in `charts` is drawn as that chart, scaled to the picture's box. Raises PagesError where a
    picture's bytes are no picture.
    """
    for kind, group in groupby(page.items, type):
        items = list(group)
        if kind is TextItem:
            draw_texts(canvas, page.height, [item for item in items if isinstance(item, TextItem)], fonts)
        elif kind is RuleItem:
            draw_rules(canvas, page.height, [item for item in items if isinstance(item, RuleItem)])
        elif kind is FillItem:
            draw_fills(canvas, page.height, [item for item in items if isinstance(item, FillItem)])
        elif kind is ShapeItem:
            draw_shapes(canvas, page.height, [item for item in items if isinstance(item, ShapeItem)])
        else:
            for item in items:
                if isinstance(item, PictureItem):
                    draw_picture(canvas, page.height, item, charts.get(item.name), fonts)
                elif isinstance(item, TurnedItem):
                    canvas.saveState()
                    turn(canvas, page.height, item)
                    draw_page(canvas, page._replace(items=item.items), charts, fonts)
                    canvas.restoreState()
