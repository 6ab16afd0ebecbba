"""The page stamp: a QR code and two lines at the foot of every page that lead from paper back to the file.

It stands in the band 5 to 21 mm above the page's bottom edge, between side margins of 20 mm: below where a type area
ends (35 mm in GB/T 9704) and above what office printers cannot reach. Where a template has something there, the stamp
moves to another place of the band; where none is free the page cannot be stamped, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from docgen.bundle.code import StampCode, content_digits
from docgen.bundle.ink import Box, ink
from docgen.bundle.lines import Line, Style, elide
from docgen.bundle.qr import fits
from docgen.bundle.sheets import Sheet
from docgen.edition import Edition
from docgen.errors import Fault
from docgen.fonts import FontLibrary
from docgen.lengths import Pt, from_mm
from docgen.messages import message
from docgen.pages.model import Page, TextItem

QR_SIDE: Pt = from_mm(16)
"""The code with its quiet zone."""
_SIDE_MARGIN, _FOOT = from_mm(20), from_mm(5)
_GAP: Pt = from_mm(1)
_CLEARANCE: Pt = 1
_NAME_ROOM: Pt = from_mm(56)
"""Where something stands in the way, a long plan name is shortened to this: a footer in the middle is left alone."""
_SIZE, _SMALL_SIZE = 8, 7.5
_GREY, _DISCREET_GREY = "404040", "8C8C8C"
_BASELINES = (from_mm(14.0), from_mm(10.2))
"""Of the two lines, above the page's bottom edge: centred on the code."""


class Stamp(NamedTuple):
    """A stamp at its place on one page; `qr` includes the quiet zone."""

    items: tuple[TextItem, ...]
    qr: Box
    code: StampCode


class Stamper(NamedTuple):
    """Finds each sheet's stamp. `total` is the number of sheets."""

    edition: Edition
    fonts: FontLibrary
    total: int

    def stamp(self, sheet: Sheet) -> Stamp | Fault:
        """The stamp in the first place that is free on this page; a fault where something is in the way of each."""
        page = sheet.page
        taken = list(ink(page.items, beyond=page.height - _FOOT - QR_SIDE))
        for qr, items in self._arrangements(sheet):
            if not any(_with_clearance(box).meets(taken) for box in (qr, *ink(items))):
                return Stamp(items, qr, StampCode.of(self.edition, sheet.number, self.total))
        return _in_the_way(sheet)

    def _arrangements(self, sheet: Sheet) -> Iterator[tuple[Box, tuple[TextItem, ...]]]:
        """Code and lines together at the right, then each at its own edge; then the same with the code at the left.

        In each of these the name in full comes first, then shortened.
        """
        page = sheet.page
        left, right, bottom = _SIDE_MARGIN, page.width - _SIDE_MARGIN, page.height - _FOOT
        at_right = Box(right - QR_SIDE, bottom - QR_SIDE, right, bottom)
        at_left = Box(left, bottom - QR_SIDE, left + QR_SIDE, bottom)
        room = right - left - QR_SIDE - _GAP
        lines = cache(partial(self._lines, sheet, room))  # the shortened ones are seldom asked for
        for qr, x, share in (
            (at_right, at_right.left - _GAP, 1),
            (at_right, left, 0),
            (at_left, at_left.right + _GAP, 0),
            (at_left, right, 1),
        ):
            for name_room in (room, _NAME_ROOM):
                yield qr, _place(lines(name_room), page, x, share)

    def _lines(self, sheet: Sheet, room: Pt, name_room: Pt) -> tuple[Line, Line]:
        """What is to be read without a scanner; on the cover in a lighter grey."""
        edition, grey = self.edition, _DISCREET_GREY if _is_cover(sheet) else _GREY
        face = self.fonts.face("黑体")
        large, small = Style(face, _SIZE, grey), Style(face, _SMALL_SIZE, grey)
        tail = f" · {edition.version} · 第 {sheet.number} 页 共 {self.total} 页" + (
            " · 草稿" if edition.is_draft else ""
        )
        first = elide(edition.number, tail, large, self.fonts, room)
        check = f" · {content_digits(edition)[:8]}"
        return first, elide(edition.name, check, small, self.fonts, min(room, max(first.width, name_room)))


def stamp_sheets(
    sheets: Sequence[Sheet], edition: Edition, fonts: FontLibrary
) -> tuple[tuple[Stamp, ...], tuple[Fault, ...]]:
    """A stamp for each sheet, in order; and every reason why one has none."""
    total = len(sheets)
    if not fits(StampCode.of(edition, total, total).encode()):
        return (), (_long_number(edition),)
    stamper = Stamper(edition, fonts, total)
    found = [stamper.stamp(sheet) for sheet in sheets]
    stamps = tuple(stamp for stamp in found if isinstance(stamp, Stamp))
    return stamps, tuple(fault for fault in found if isinstance(fault, Fault))


def _is_cover(sheet: Sheet) -> bool:
    document = sheet.chapter.document if sheet.chapter else None
    return document is not None and document.word.spec.key == "cover"


def _place(lines: tuple[Line, Line], page: Page, x: Pt, share: int) -> tuple[TextItem, ...]:
    """The lines beginning at `x` where `share` is 0, ending there where it is 1."""
    placed = zip(lines, _BASELINES, strict=True)
    return tuple(item for line, y in placed for item in line.at(x - share * line.width, page.height - y))


def _with_clearance(box: Box) -> Box:
    return Box(box.left - _CLEARANCE, box.top - _CLEARANCE, box.right + _CLEARANCE, box.bottom + _CLEARANCE)


def _in_the_way(sheet: Sheet) -> Fault:
    title = sheet.chapter.title if sheet.chapter else ""
    return Fault(
        message("No room for the page stamp: text or a picture stands at the foot of the page"),
        message(
            "In this document's Word template set the bottom margin to at least 24 mm"
            " and the footer to at least 22 mm from the page's edge."
        ),
        place=message("“{document}”, page {page}", document=title, page=sheet.index + 1),
    )


def _long_number(edition: Edition) -> Fault:
    return Fault(
        message("The document number “{number}” is too long for the code in the page stamp", number=edition.number),
        message("Give a number of at most 24 characters."),
    )
