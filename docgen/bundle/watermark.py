"""The word 草稿 across a page that nobody may sign: very light, and under everything else on the page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from docgen.fonts import FontLibrary
from docgen.pages.model import Page

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WORD = "草稿"
_SHARE = 0.4
"""Of the page's diagonal, as long as the word is."""
_GREY = 0.92
"""1 is white. Light enough to read 小五 through it, dark enough to survive a copying machine."""


def draw_watermark(canvas: Canvas, page: Page, fonts: FontLibrary) -> None:
    """Draw the word along the rising diagonal; to be called before anything else is drawn on the page."""
    face = fonts.face("黑体", bold=True)
    diagonal = math.hypot(page.width, page.height)
    size = diagonal * _SHARE / face.width(WORD)
    canvas.saveState()
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(math.degrees(math.atan2(page.height, page.width)))
    canvas.setFillGray(_GREY)
    canvas.setFont(fonts.reportlab_name(face), size)
    canvas.drawCentredString(0, -0.38 * size, WORD)
    canvas.restoreState()
