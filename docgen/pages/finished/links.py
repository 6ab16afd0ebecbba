"""Finds what can be clicked on a page of a PDF file: web addresses, and jumps inside the file.

Other actions (scripts, other files, forms that are sent) are left behind: a document of record does not act.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.pages.addresses import clickable
from docgen.pages.finished.coordinates import on_page
from docgen.pages.model import LinkItem

if TYPE_CHECKING:
    import pypdfium2


def links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[LinkItem]:
    """The links of `page`, in the order of the file."""
    from pypdfium2 import raw

    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        rectangle = raw.FS_RECTF()
        if not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        place = on_page(page, rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        action = raw.FPDFLink_GetAction(link)
        uri = _address(document, action) if action else b""
        target = raw.FPDFLink_GetDest(document, link)
        index = raw.FPDFDest_GetDestPageIndex(document, target) if target else -1
        if address := clickable(uri):
            yield LinkItem(*place, uri=address)
        elif not uri and index >= 0:
            yield LinkItem(*place, page=index)


def _address(document: pypdfium2.PdfDocument, action: object) -> bytes:
    from pypdfium2 import raw

    if raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return b""
    length = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value
