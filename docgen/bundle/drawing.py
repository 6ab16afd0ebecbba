"""Draws all sheets onto one canvas, so that each font is subset and embedded once. Turns sheets into reportlab's PDF.

On a page lie, from below: the watermark of a draft, the guides of signature places, the document's own page, the stamp.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.bundle.attachments import Attachment
from docgen.bundle.conformance import PDF_VERSIONS, Part
from docgen.bundle.contained import PRINTED, add_own_links, draw_contents, linked_pages
from docgen.bundle.fields import SignatureField, add_fields, finish_form
from docgen.bundle.finish import LANGUAGE, Identity, finish
from docgen.bundle.outline import add_bookmarks, destination
from docgen.bundle.qr import best_mask, draw_qr
from docgen.bundle.sheets import Sheet
from docgen.bundle.signatures import Seat, guides
from docgen.bundle.stamp import Stamp
from docgen.bundle.watermark import draw_watermark
from docgen.fonts import FontLibrary
from docgen.pages.model import PdfItem

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


class Marks(NamedTuple):
    """What is drawn besides the documents' own pages. `stamps` has one for each sheet, in order, or none at all."""

    stamps: Sequence[Stamp]
    seats: Iterable[Seat]
    watermark: bool
    fields: Sequence[SignatureField] = ()


class Record(NamedTuple):
    """What the file says of itself and carries along; `part` of PDF/A decides whether it may carry anything."""

    identity: Identity
    attachments: Iterable[Attachment]
    part: Part = 3


def draw(sheets: Sequence[Sheet], marks: Marks, record: Record, fonts: FontLibrary) -> bytes:
    """The PDF of all sheets, with bookmarks, links, page labels, viewer preferences and what makes it a record."""
    out = io.BytesIO()
    canvas = _canvas(out, fonts, record.part)
    targets = linked_pages(sheets)
    mask = best_mask(marks.stamps[0].code.encode()) if marks.stamps else 0
    for sheet, stamp in zip_longest(sheets, marks.stamps):
        page = sheet.page
        canvas.setPageSize((page.width, page.height))
        if marks.watermark:
            draw_watermark(canvas, page, fonts)
        under = [item for seat in marks.seats if seat.sheet is sheet for item in guides(seat, fonts)]
        charts = sheet.chapter.document.word.charts if sheet.chapter and sheet.chapter.document else {}
        over = stamp.items if stamp else ()
        draw_contents(canvas, page._replace(items=(*under, *page.items, *over)), charts, fonts)
        if marks.watermark and any(isinstance(item, PdfItem) for item in page.items):
            draw_watermark(canvas, page, fonts, over=True)
        if stamp:
            code = stamp.code.encode()
            draw_qr(canvas, code, mask, stamp.qr.left, page.height - stamp.qr.bottom, stamp.qr.width)
        add_bookmarks(canvas, sheet, is_target=sheet.number in targets)
        _add_links(canvas, sheet)
        add_fields(canvas, marks.fields, sheet)
        add_own_links(canvas, sheet.page, sheet.number - sheet.index)
        canvas.showPage()
    finish_form(canvas, marks.fields)
    finish(canvas, *record)
    canvas.save()
    return out.getvalue()


def _canvas(out: io.BytesIO, fonts: FontLibrary, part: Part) -> Canvas:
    """A canvas of PDF 1.7, PDF/A of this part, in which equal drawing gives equal bytes."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfdoc
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # streams as they are: ASCII 85 makes them a quarter larger and much slower to write
    pdfdoc.PDFZCompress = _Deflate()  # type: ignore[assignment]  # a filter is what has a name and encodes
    _hasten(pdfdoc)
    canvas = Canvas(
        out,
        pdfVersion=PDF_VERSIONS[part],
        pageCompression=1,
        invariant=1,
        lang=LANGUAGE,
        initialFontName=fonts.reportlab_name(fonts.face("宋体")),  # type: ignore[arg-type]  # the stubs say float
    )
    canvas.showOutline()
    canvas.addPageLabel(0, style="ARABIC", start=1)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


@cache
def _hasten(pdfdoc: Any) -> None:
    """Spare reportlab what it does anew for each of some thousand names and numbers, once a process.

    It looks at every letter of the same few names, formats the same few measures, and encodes by a table what is ASCII.
    """
    encoded = pdfdoc.pdfdocEnc
    pdfdoc.PDFName = lru_cache(1024)(pdfdoc.PDFName)
    pdfdoc.fp_str = lru_cache(1024)(pdfdoc.fp_str)
    pdfdoc.pdfdocEnc = lambda text: (
        text.encode() if type(text) is str and text.isascii() and text.isprintable() else encoded(text)
    )


class _Deflate:
    """reportlab's filter for pages (ISO 32000-1 7.4.4), at a level that takes half its time and adds an eighth."""

    pdfname = "FlateDecode"

    def encode(self, content: str | bytes) -> bytes:
        """Compress a stream."""
        return zlib.compress(content.encode() if isinstance(content, str) else content, 3)


def _add_links(canvas: Canvas, sheet: Sheet) -> None:
    if sheet.chapter is None or not sheet.chapter.links:
        return
    height = sheet.page.height
    for link in sheet.chapter.links[sheet.index]:
        rectangle = (link.box.left, height - link.box.bottom, link.box.right, height - link.box.top)
        canvas.linkAbsolute("", destination(link.page), rectangle, Border="[0 0 0]", F=PRINTED)
