"""Turns laid-out documents into one PDF: contents, page stamps, signature places, bookmarks, attachments.

What only the whole knows is drawn here; what a single document says is in its Word template, the cover, the document
control page and the page of findings too. A `Bundle` is guaranteed to be PDF/A-3b with its sources attached, in which
every page is stamped with number, version, page, total and a code that identifies the content, and every
signatory has one place with room for a seal, which is an empty signature field where they sign electronically; its
bytes follow from the input alone. An annex that is a PDF file but no PDF/A makes the whole an ordinary PDF.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.bundle.attachments import sources
from docgen.bundle.conformance import Part
from docgen.bundle.contents import plan_contents, set_contents
from docgen.bundle.drawing import Marks, Record, draw
from docgen.bundle.fields import FIXED_ORDER, signature_fields
from docgen.bundle.finish import Identity
from docgen.bundle.imported import is_archival
from docgen.bundle.model import Bundle, BundledDocument, SignaturePlace
from docgen.bundle.room import with_room
from docgen.bundle.sheets import Chapter, Sheet, first_numbers, in_sequence
from docgen.bundle.signatures import seat_signatories
from docgen.bundle.stamp import Stamper, stamp_sheets
from docgen.edition import Edition
from docgen.errors import BundleError
from docgen.fonts import FontLibrary
from docgen.pages.model import FinishedPdf, LaidOutDocument
from docgen.rules.model import CheckedAnswers

__all__ = ["Bundle", "BundledDocument", "SignaturePlace", "assemble"]

_PARTS = ("front", "body", "back", "annex")


def assemble(
    documents: Sequence[LaidOutDocument],
    checked: CheckedAnswers,
    edition: Edition,
    fonts: FontLibrary,
    *,
    duplex: bool = False,
    part: Part = 3,
) -> Bundle:
    """Bind `documents` (front, body, back and annexes in their order, the contents after the front) into one PDF.

    `duplex` begins every document on an odd page, for printing on both sides; `part` is that of PDF/A. Raises
    BundleError, with everything that is in the way, where a page has no room for its stamp, or a signatory of a final
    plan no place for a seal.
    """
    chapters = _chapters(documents, fonts, duplex=duplex)
    sheets = in_sequence(chapters, fonts, duplex=duplex)
    if any(document.word.spec.part == "annex" for document in documents):
        chapters = with_room(chapters, sheets, Stamper(edition, fonts, len(sheets)))
        sheets = in_sequence(chapters, fonts, duplex=duplex)
    signatories = checked.values.get("signatories") or ()
    seats, missing = seat_signatories(signatories, sheets)
    stamps, crowded = stamp_sheets(sheets, edition, fonts)
    faults = (*crowded, *(() if edition.is_draft else missing))
    if faults:
        raise BundleError(*faults)
    in_order = checked.pack.signing_order == FIXED_ORDER
    fields = () if edition.is_draft else signature_fields(seats, signatories, edition.number, in_order=in_order)
    marks = Marks(stamps, seats, edition.is_draft, fields)
    files = [document.word for document in documents]
    is_conforming = all(is_archival(file.data) for file in files if isinstance(file, FinishedPdf))
    record = Record(Identity.of(checked, edition), sources(checked, files), part if is_conforming else 0)
    return Bundle(
        pdf=draw(sheets, marks, record, fonts),
        pages=len(sheets),
        documents=_bundled(sheets),
        signatures=tuple(seat.place() for seat in seats),
        notices=tuple(notice for document in documents for notice in document.notices),
    )


def _chapters(documents: Sequence[LaidOutDocument], fonts: FontLibrary, *, duplex: bool) -> list[Chapter]:
    """The documents in the order of their parts, and between front and body the contents, which list what follows."""
    ordered = sorted(documents, key=lambda document: _PARTS.index(document.word.spec.part))
    front = [Chapter.of(document) for document in ordered if document.word.spec.part == "front"]
    listed = [Chapter.of(document) for document in ordered if document.word.spec.part != "front"]
    plan = plan_contents([chapter.title for chapter in listed], fonts)
    counts = [len(chapter.pages) for chapter in front] + [len(plan.pages)] + [len(chapter.pages) for chapter in listed]
    numbers = first_numbers(counts, duplex=duplex)
    return [*front, set_contents(plan, numbers[len(front) + 1 :], fonts), *listed]


def _bundled(sheets: Sequence[Sheet]) -> tuple[BundledDocument, ...]:
    """The documents, each with the number of its first sheet; contents and blank sheets belong to none."""
    return tuple(
        BundledDocument(document.word.spec.key, sheet.chapter.title, sheet.number, len(document.pages))
        for sheet in sheets
        if sheet.index == 0 and sheet.chapter and (document := sheet.chapter.document)
    )
