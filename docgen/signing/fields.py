"""Reads the signature fields of a PDF: whose they are, where, and which of them are signed. Judges nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.bundle.fields import PRIVATE_KEY
from docgen.errors import Fault, SigningError
from docgen.messages import message

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader


PRIVATE_KEY_NAME = f"/{PRIVATE_KEY}"
_DEEPEST = 32
"""Of a page tree: a hostile one may lead round in a circle."""


class Blank(NamedTuple):
    """A signature field as the bundle was made with it.

    `page` is 1-based; `rectangle` is x1, y1, x2, y2 in points from the page's bottom left corner, to 0.01 pt;
    `sequence` counts from 1, and is binding where `in_order`.
    """

    name: str
    department: str
    person: str
    title: str
    sequence: int
    in_order: bool
    page: int
    rectangle: tuple[float, float, float, float]


def open_pdf(pdf: bytes) -> PdfFileReader:
    """A strict reader. Raises SigningError where the file is damaged or no PDF."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        return PdfFileReader(io.BytesIO(pdf))
    except Exception as error:  # pyHanko lets whatever a damaged file provokes through
        problem = message("The file is damaged, or no PDF")
        raise SigningError(Fault(problem, message("Take the file from the archive again."))) from error


def blanks(root: Any) -> tuple[Blank, ...]:
    """The fields that docgen put into the document with the catalog `root`, in their order."""
    pages = {page.reference: number for number, page in enumerate(page_references(root), 1)}
    return tuple(_blank(field, pages) for field in form_fields(root) if PRIVATE_KEY_NAME in field)


def form_fields(root: Any) -> Iterator[Any]:
    """The dictionaries of all fields at the top of the form."""
    for field in entry(entry(root, "/AcroForm", {}), "/Fields", ()):
        yield field.get_object()


def entry(dictionary: Any, key: str, default: Any = None) -> Any:
    """The value of a key, looked up where it is a reference; pyHanko's own `get` gives the reference."""
    return dictionary[key] if key in dictionary else default  # noqa: SIM401


def page_references(root: Any) -> Iterator[Any]:
    """References to all pages, in order (ISO 32000-1 7.7.3)."""
    yield from _kids(root["/Pages"], 0)


def revision(reader: PdfFileReader, number: int) -> HistoricalResolver:
    """The document as it was after update `number`; 0 is before any."""
    return reader.get_historical_resolver(number)


def _kids(node: Any, depth: int) -> Iterator[Any]:
    kids = node["/Kids"]
    for position in range(len(kids)):
        kid = kids[position]
        if "/Kids" in kid and depth < _DEEPEST:
            yield from _kids(kid, depth + 1)
        else:
            yield kids.raw_get(position)


def _blank(field: Any, pages: dict[Any, int]) -> Blank:
    private = field[PRIVATE_KEY_NAME]
    x1, y1, x2, y2 = (round(float(value), 2) for value in field["/Rect"])
    return Blank(
        name=str(field["/T"]),
        department=str(private["/Department"]),
        person=str(private["/Person"]),
        title=str(private["/Title"]),
        sequence=int(private["/Sequence"]),
        in_order=bool(private["/InOrder"]),
        page=pages.get(field.raw_get("/P").reference, 0),
        rectangle=(x1, y1, x2, y2),
    )
