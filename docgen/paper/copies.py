"""The print file: one copy of a bundle for each holder of the paper, every page marked with copy and holder.

The pages are the bundle's own, with whatever signatures stand on them; the marks are drawn by reportlab with docgen's
fonts and laid over them by PDFium. The file is for a printer and is not kept: no PDF/A, no attachments.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.bundle.lines import Line, Style, set_line
from docgen.fonts import FontLibrary
from docgen.lengths import Pt, from_mm
from docgen.paper.seal import Guide, seal_guides

if TYPE_CHECKING:
    pass

_SIZE: Pt = 9
_COLOR = "404040"
_SIDE_MARGIN, _HEAD = from_mm(20), from_mm(8)
"""The mark's baseline is so far below the page's top edge: office printers reach from 4 to 5 mm."""
_CLEARANCE: Pt = 1.5


class Holder(NamedTuple):
    """Who keeps how many copies."""

    name: str
    copies: int = 1


class Layout(NamedTuple):
    """How the copies are printed: on both sides of the paper, with guides for a seal across the pages' edges."""

    duplex: bool = True
    paging_seal: bool = False


class _Side(NamedTuple):
    """One side of paper of a copy: the bundle's page (0-based; None: blank), its size, and the mark on it."""

    page: int | None
    width: Pt
    height: Pt
    mark: str


def print_file(pdf: bytes, holders: Sequence[Holder], layout: Layout, fonts: FontLibrary) -> bytes:
    """All copies of `pdf` in one file, in the order of `holders`, counted through; in duplex each begins on a front."""
    import pypdfium2

    with pypdfium2.PdfDocument(_flattened(pdf)) as source, pypdfium2.PdfDocument.new() as target:
        sizes = [source.get_page_size(page) for page in range(len(source))]
        taken = [_ink_at_head(source[page]) for page in range(len(source))]
        sides = [*_sides(sizes, holders, duplex=layout.duplex)]
        for _, copy in groupby(sides, lambda side: side.mark):  # a whole copy at once shares its fonts
            pages = [*copy]
            target.import_pages(source, [side.page for side in pages if side.page is not None])
            if pages[-1].page is None:
                target.new_page(pages[-1].width, pages[-1].height)
        _lay_over(target, _marks(sides, taken, layout, fonts))
        return _saved(target)


def _flattened(pdf: bytes) -> bytes:
    """The same with what signatures look like drawn into the pages: as annotations they would be left behind."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        if not document.formenv:
            return pdf
        for page in document:
            page.flatten(pdfium.FLAT_PRINT)
        return _saved(document)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _sides(sizes: Sequence[tuple[Pt, Pt]], holders: Sequence[Holder], *, duplex: bool) -> Iterator[_Side]:
    number = 0
    for holder in holders:
        for _ in range(holder.copies):
            number += 1
            mark = f"第 {number} 份 · {holder.name}存"
            yield from (_Side(page, *size, mark) for page, size in enumerate(sizes))
            if duplex and len(sizes) % 2:
                yield _Side(None, *sizes[-1], mark)


def _ink_at_head(page: Any) -> list[tuple[Pt, Pt]]:
    """From where to where, across the page, something stands in the band of the mark."""
    height = page.get_height()
    low, high = height - _HEAD - _SIZE * 0.2 - _CLEARANCE, height - _HEAD + _SIZE + _CLEARANCE
    bounds = (item.get_bounds() for item in page.get_objects(max_depth=1))
    return [(left, right) for left, bottom, right, top in bounds if bottom < high and top > low]


def _marks(sides: Sequence[_Side], taken: Sequence[list[tuple[Pt, Pt]]], layout: Layout, fonts: FontLibrary) -> bytes:
    """A PDF with a page for each side, on which only the marks and guides stand."""
    from reportlab.pdfgen.canvas import Canvas

    from docgen.pages.draw import draw_page
    from docgen.pages.model import Item, Page

    out = io.BytesIO()
    font: Any = fonts.reportlab_name(fonts.face("黑体"))
    canvas = Canvas(out, invariant=1, pageCompression=1, initialFontName=font)
    style = Style(fonts.face("黑体"), _SIZE, _COLOR)
    pages = len(taken)
    for side in sides:
        canvas.setPageSize((side.width, side.height))
        if side.page is not None:
            line = set_line(side.mark, style, fonts)
            items: list[Item] = [*line.at(_place(line, side.width, taken[side.page]), _HEAD)]
            if layout.paging_seal:
                guide = Guide(side.page + 1, pages, layout.duplex)
                items += seal_guides(guide, side.width, side.height, fonts)
            draw_page(canvas, Page(side.width, side.height, tuple(items)), {}, fonts)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _place(line: Line, width: Pt, taken: Sequence[tuple[Pt, Pt]]) -> Pt:
    """Where the mark begins: at the right, or at the left or in the middle where something stands there already."""
    right, left, middle = width - _SIDE_MARGIN - line.width, _SIDE_MARGIN, (width - line.width) / 2
    for x in (right, left, middle):
        if not any(start < x + line.width + _CLEARANCE and end > x - _CLEARANCE for start, end in taken):
            return x
    return right


def _lay_over(target: Any, marks: bytes) -> None:
    """Put each page of `marks` over the page of the same number."""
    import pypdfium2

    with pypdfium2.PdfDocument(marks) as overlay:
        for number in range(len(target)):
            page = target[number]
            page.insert_obj(overlay.page_as_xobject(number, target).as_pageobject())
            page.gen_content()
