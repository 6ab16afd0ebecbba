"""Draws what a document's own page holds: set items, pages of finished PDF files, links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from docgen.bundle.imported import draw_imported
from docgen.bundle.outline import destination
from docgen.bundle.sheets import Sheet
from docgen.fonts import FontLibrary
from docgen.pages.draw import draw_page
from docgen.pages.model import LinkItem, Page, PdfItem

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from docgen.charts.model import Chart

PRINTED = 4
"""The annotation flag that PDF/A wants of every annotation (ISO 19005-2 6.3.2)."""


def draw_contents(canvas: Canvas, page: Page, charts: Mapping[str, Chart], fonts: FontLibrary) -> None:
    """Draw the items of `page` in their order onto the current page of `canvas`."""
    for is_finished, group in groupby(page.items, lambda item: isinstance(item, PdfItem)):
        items = tuple(group)
        if not is_finished:
            draw_page(canvas, page._replace(items=items), charts, fonts)
        for item in items:
            if isinstance(item, PdfItem):
                draw_imported(canvas, page.height, item)


def linked_pages(sheets: Iterable[Sheet]) -> frozenset[int]:
    """The numbers of the pages that links of the documents' own pages lead to."""
    return frozenset(
        sheet.number - sheet.index + item.page
        for sheet in sheets
        for item in sheet.page.items
        if isinstance(item, LinkItem) and not item.uri
    )


def add_own_links(canvas: Canvas, page: Page, first: int) -> None:
    """Make the links of `page` clickable; `first` is the number of its document's first page."""
    for item in page.items:
        if isinstance(item, LinkItem):
            box = (item.x, page.height - item.y - item.height, item.x + item.width, page.height - item.y)
            if item.uri:
                canvas.linkURL(item.uri, box, relative=0, F=PRINTED)
            else:
                canvas.linkAbsolute("", destination(first + item.page), box, Border="[0 0 0]", F=PRINTED)
