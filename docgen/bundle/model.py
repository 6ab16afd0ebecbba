"""The value types of assembling: Bundle."""

from __future__ import annotations

from typing import NamedTuple

from docgen.errors import Fault
from docgen.lengths import Pt


class BundledDocument(NamedTuple):
    """One document in the bundle; pages are 1-based."""

    key: str
    title: str
    first_page: int
    pages: int


class SignaturePlace(NamedTuple):
    """Where a department signs: a rectangle on a page (1-based), in points from the page's bottom left corner."""

    department: str
    method: str
    page: int
    x: Pt
    y: Pt
    width: Pt
    height: Pt


class Bundle(NamedTuple):
    """One PDF/A file with everything in it, and what stands where. The same input gives the same bytes.

    `notices` tell what of the documents is left out on purpose.
    """

    pdf: bytes
    pages: int
    documents: tuple[BundledDocument, ...]
    signatures: tuple[SignaturePlace, ...]
    notices: tuple[Fault, ...] = ()
