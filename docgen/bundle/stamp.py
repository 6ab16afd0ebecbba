"""The page stamp: a QR code and two lines at the foot of every page that lead from paper back to the file.

It stands in the band 5 to 21 mm above the page's bottom edge, between side margins of 20 mm: below where a type area
ends (35 mm in GB/T 9704) and above what office printers cannot reach. Where a template has something there, the stamp
moves to another place of the band; where none is free the page cannot be stamped, and that is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_NAME_ROOM: Pt = from_mm(62)
"""A long plan name is elided to this: the stamp stays in its corner, and leaves a footer in the middle alone."""
_SIZE, _SMALL_SIZE = 8.5, 7.5
_GREY, _DISCREET_GREY = "404040", "8C8C8C"
_BASELINES = (from_mm(14.0), from_mm(10.2))
"""Of the two lines, above the page's bottom edge: centred on the code."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp at its place on one page; `qr` includes the quiet zone."""

    items: tuple[TextItem, ...]
    qr: Box
    code: StampCode


@dataclass(frozen=True, slots=True)
class Stamper:
    """Finds each sheet's stamp. `total` is the number of sheets."""

    edition: Edition
    fonts: FontLibrary
    total: int

    def stamp(self, sheet: Sheet) -> Stamp | Fault:
        """The stamp in the first place that is free on this page; a fault where something is in the way of each."""
        page = sheet.page
        lines = self._lines(sheet, page.width - 2 * _SIDE_MARGIN - QR_SIDE - _GAP)
        taken = [box for box in ink(page.items) if box.bottom > page.height - _FOOT - QR_SIDE]
        for qr, items in _arrangements(page, lines):
            if not any(_with_clearance(box).meets(taken) for box in (qr, *ink(items))):
                return Stamp(items, qr, StampCode.of(self.edition, sheet.number, self.total))
        return _in_the_way(sheet)

    def _lines(self, sheet: Sheet, room: Pt) -> tuple[Line, Line]:
        """What is to be read without a scanner; on the cover in a lighter grey."""
        edition, grey = self.edition, _DISCREET_GREY if _is_cover(sheet) else _GREY
        face = self.fonts.face("黑体")
        large, small = Style(face, _SIZE, grey), Style(face, _SMALL_SIZE, grey)
        tail = f" · {edition.version} · 第 {sheet.number} 页 共 {self.total} 页" + (
            " · 草稿" if edition.is_draft else ""
        )
        first = elide(edition.number, tail, large, self.fonts, room)
        check = f" · {content_digits(edition)[:8]}"
        return first, elide(edition.name, check, small, self.fonts, min(room, max(first.width, _NAME_ROOM)))


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


def _arrangements(page: Page, lines: tuple[Line, Line]) -> Iterator[tuple[Box, tuple[TextItem, ...]]]:
    """Code and lines together at the right, then each at its own edge; then the same with the code at the left."""
    left, right = _SIDE_MARGIN, page.width - _SIDE_MARGIN
    bottom = page.height - _FOOT
    at_right = Box(right - QR_SIDE, bottom - QR_SIDE, right, bottom)
    at_left = Box(left, bottom - QR_SIDE, left + QR_SIDE, bottom)
    yield at_right, _ending_at(at_right.left - _GAP, page, lines)
    yield at_right, _beginning_at(left, page, lines)
    yield at_left, _beginning_at(at_left.right + _GAP, page, lines)
    yield at_left, _ending_at(right, page, lines)


def _beginning_at(x: Pt, page: Page, lines: tuple[Line, Line]) -> tuple[TextItem, ...]:
    return tuple(item for line, y in zip(lines, _BASELINES, strict=True) for item in line.at(x, page.height - y))


def _ending_at(x: Pt, page: Page, lines: tuple[Line, Line]) -> tuple[TextItem, ...]:
    return tuple(
        item for line, y in zip(lines, _BASELINES, strict=True) for item in line.at(x - line.width, page.height - y)
    )


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
