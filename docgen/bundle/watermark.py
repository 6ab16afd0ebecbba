"""The word 草稿 across a page that nobody may sign: very light, and under everything else on the page.

A finished page, a scan for instance, may cover all that lies under it: over such a page the word is drawn in outline.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from docgen.fonts import FontLibrary
from docgen.pages.model import Page

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

WORD = "草稿"
_SHARE = 0.4
"""Of the page's diagonal, as long as the word is."""
_GREY = 0.92
"""1 is white. Light enough to read 小五 through it, dark enough to survive a copying machine."""

_OUTLINE_GREY = 0.6
_FILL: Final = 0
_OUTLINE: Final = 1
"""Text rendering modes (ISO 32000-1 9.3.6)."""


def draw_watermark(canvas: Canvas, page: Page, fonts: FontLibrary, *, over: bool = False) -> None:
    """Draw the word along the rising diagonal: before anything else is drawn on the page, or `over` it all."""
    face = fonts.face("黑体", bold=True)
    diagonal = math.hypot(page.width, page.height)
    size = diagonal * _SHARE / face.width(WORD)
    canvas.saveState()
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(math.degrees(math.atan2(page.height, page.width)))
    canvas.setFillGray(_GREY)
    canvas.setFont(fonts.reportlab_name(face), size)
    canvas.setStrokeGray(_OUTLINE_GREY)
    canvas.setLineWidth(1)
    canvas.drawCentredString(0, -0.38 * size, WORD, mode=_OUTLINE if over else _FILL)
    canvas.restoreState()
