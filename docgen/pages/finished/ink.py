"""Finds where a page shows something: renders it small and looks which pixels are not white.

What a page says of its own contents is no help: a scanned page is one picture, white margins and all, and many programs
begin a page with a white rectangle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.pages.model import InkItem

if TYPE_CHECKING:
    import pypdfium2

FOOT = 70.0
"""Points above the page's bottom edge in which ink is looked for, where not the whole page is wanted: a stamp's band
reaches to 60 (21 mm)."""
_WHITE = 0xF8
"""From this grey on a pixel counts as white: the grain of a scanned sheet must not keep a stamp away."""
_DARK = re.compile(rb"[\x00-\xf7]+")


def ink(page: pypdfium2.PdfPage, *, whole: bool = False) -> Iterator[InkItem]:
    """What `page` shows, in stretches of a point's height; only at its foot unless the `whole` page is wanted.

    A stretch that goes on below, with the same ends, is one item.
    """
    _, height = page.get_size()
    top = 0.0 if whole else max(0.0, height - FOOT)
    bitmap = page.render(scale=1, grayscale=True, crop=(0, 0, 0, height - int(height - top)) if top else (0, 0, 0, 0))
    rows = bytes(bitmap.buffer)
    began: dict[tuple[int, int], int] = {}
    offset = height - bitmap.height
    for row in range(bitmap.height + 1):
        line = rows[row * bitmap.stride : row * bitmap.stride + bitmap.width] if row < bitmap.height else b""
        dark = {found.span() for found in _DARK.finditer(line)}
        for span in [span for span in began if span not in dark]:
            first = began.pop(span)
            yield InkItem(span[0], offset + first, span[1] - span[0], row - first)
        for span in dark:
            began.setdefault(span, row)
