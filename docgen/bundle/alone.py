"""Draws one document as a PDF of its own: its pages as they are, without stamp, contents or what makes a record."""

from __future__ import annotations

import io

from docgen.bundle.drawing import open_canvas
from docgen.fonts import FontLibrary
from docgen.pages.draw import draw_page
from docgen.pages.model import LaidOutDocument


def draw_alone(document: LaidOutDocument, fonts: FontLibrary) -> bytes:
    """The PDF of `document`. For looking at; a plan's documents are bound by `assemble`."""
    out = io.BytesIO()
    canvas = open_canvas(out, fonts)
    canvas.setTitle(document.word.spec.title.zh)
    for page in document.pages:
        canvas.setPageSize((page.width, page.height))
        draw_page(canvas, page, document.word.charts, fonts)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
