"""Where the heads sign: matches signatories with the places that the signing page's template keeps for them.

Turns places (cells that hold a content control `signature:<department>`) into rectangles for a seal or an electronic
signature, with light guides to draw in them. Signs nothing: `docgen.signing` puts its fields where this says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from docgen.bundle.ink import Box, ink
from docgen.bundle.lines import Style, set_line
from docgen.bundle.model import SignaturePlace
from docgen.bundle.sheets import Sheet
from docgen.errors import Fault
from docgen.fonts import FontLibrary
from docgen.lengths import Pt, from_mm
from docgen.messages import message
from docgen.pages.model import Item, Place, RuleItem

TAG = "signature:"
SEAL_SIDE: Pt = from_mm(40)
"""Room for a company seal of 40 mm (domain.md section 4; seals of enterprises are 38 to 42 mm across)."""
_TOLERANCE: Pt = 0.5
_NOTES = {"paper": "盖章处", "electronic": "电子签名处"}
_NOTE_SIZE: Pt = 8
_NOTE_COLOR, _GUIDE_COLOR = "A6A6A6", "BFBFBF"
_INSET: Pt = from_mm(1)
"""Between a guide and the seal's square, so that guides do not run into the cell's borders."""


class Seat(NamedTuple):
    """A signatory's rectangle on a sheet, in page coordinates; `note` says whether its caption has room."""

    department: str
    method: str
    sheet: Sheet
    box: Box
    note: bool

    def place(self) -> SignaturePlace:
        """The same in PDF coordinates."""
        box = self.box
        return SignaturePlace(
            self.department,
            self.method,
            self.sheet.number,
            box.left,
            self.sheet.page.height - box.bottom,
            box.width,
            box.height,
        )


def seat_signatories(
    signatories: Iterable[Mapping[str, Any]], sheets: Sequence[Sheet]
) -> tuple[tuple[Seat, ...], tuple[Fault, ...]]:
    """Find each signatory's seat, in the order of the signatories; or say why there is none.

    Each has exactly one place, in which a seal finds room.
    """
    marked = _marked_places(sheets)
    printed: dict[int, Sequence[Box]] = {}  # by the sheet's number: most places are on one
    seats, faults = [], []
    for signatory in signatories:
        department = signatory["department"]
        found = marked.get(TAG + department, [])
        if len(found) != 1:
            faults.append(_wrong_number(department, len(found)))
        elif min(found[0][1].width, found[0][1].height) < SEAL_SIDE - _TOLERANCE:
            faults.append(_too_small(department, *found[0]))
        else:
            sheet, place = found[0]
            if sheet.number not in printed:
                printed[sheet.number] = list(ink(sheet.page.items))
            seats.append(_seat(department, signatory["method"], sheet, place, printed[sheet.number]))
    return tuple(seats), tuple(faults)


def guides(seat: Seat, fonts: FontLibrary) -> Iterator[Item]:
    """A light dashed frame with a caption, to draw under the page's own text."""
    box = _inset(seat.box)
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        yield RuleItem(x1, y1, x2, y2, 0.5, _GUIDE_COLOR, "dashed")
    if seat.note:
        face = fonts.face("黑体")
        line = set_line(_NOTES.get(seat.method, _NOTES["paper"]), Style(face, _NOTE_SIZE, _NOTE_COLOR), fonts)
        yield from line.at((box.left + box.right - line.width) / 2, (box.top + box.bottom) / 2 + 0.38 * _NOTE_SIZE)


def _marked_places(sheets: Iterable[Sheet]) -> dict[str, list[tuple[Sheet, Place]]]:
    marked: dict[str, list[tuple[Sheet, Place]]] = {}
    for sheet in sheets:
        if sheet.chapter is None or sheet.chapter.document is None:
            continue
        for place in sheet.chapter.document.places:
            if place.page == sheet.index and place.tag.startswith(TAG):
                marked.setdefault(place.tag, []).append((sheet, place))
    return marked


def _seat(department: str, method: str, sheet: Sheet, place: Place, printed: Sequence[Box]) -> Seat:
    """The square of a seal where it covers the least of what is `printed` in the cell."""
    cell = Box(place.x, place.y, place.x + place.width, place.y + place.height)
    inside = _inset(cell)
    text = [box for box in printed if box.overlap(inside)]
    square = min(_squares(cell), key=lambda square: sum(square.overlap(box) for box in text))
    middle = (square.top + square.bottom) / 2
    caption = Box(square.left, middle - _NOTE_SIZE, square.right, middle + _NOTE_SIZE)
    return Seat(department, method, sheet, square, note=not caption.meets(text))


def _squares(cell: Box) -> Iterator[Box]:
    """Squares for a seal: in the middle of the cell, at its right, at its left; each halfway, low, high."""
    spare_x, spare_y = cell.width - SEAL_SIDE, cell.height - SEAL_SIDE
    for across in (0.5, 1, 0):
        for down in (0.5, 1, 0):
            left, top = cell.left + spare_x * across, cell.top + spare_y * down
            yield Box(left, top, left + SEAL_SIDE, top + SEAL_SIDE)


def _inset(box: Box) -> Box:
    return Box(box.left + _INSET, box.top + _INSET, box.right - _INSET, box.bottom - _INSET)


def _wrong_number(department: str, found: int) -> Fault:
    problem = (
        message("There is no place for the signature of {department}", department=department)
        if found == 0
        else message("There are {count} places for the signature of {department}", count=found, department=department)
    )
    mend = message("In the signing page's Word template put {tag} once into the row of each signatory.", tag=_SIGN_HERE)
    return Fault(problem, mend)


_SIGN_HERE = "{{r sign_here(s) }}"


def _too_small(department: str, sheet: Sheet, place: Place) -> Fault:
    per_mm = from_mm(1)
    title = sheet.chapter.title if sheet.chapter else ""
    return Fault(
        message(
            "The place for the signature of {department} is {width} × {height} mm; a seal needs 40 × 40 mm",
            department=department,
            width=round(place.width / per_mm),
            height=round(place.height / per_mm),
        ),
        message("In the Word template make the cell at least 40 mm wide and its row at least 40 mm high."),
        place=message("“{document}”, page {page}", document=title, page=sheet.index + 1),
    )
