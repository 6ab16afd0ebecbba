"""Empty signature fields (ISO 32000-1 12.7.4.5), one on the block of each signatory who signs electronically.

Any program that signs PDFs can fill them: docgen, Acrobat, Foxit, WPS. Each field carries, in a private dictionary
(ISO 32000-1 annex E: names that begin with XX are nobody else's), who is to sign there and in which order, so that a
verifier needs nothing but the file. Fields stand in the order of signing. Signs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.bundle.sheets import Sheet
from docgen.bundle.signatures import Seat
from docgen.lengths import Pt

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ELECTRONIC = "electronic"
PRIVATE_KEY = "XXDocgen"
FIXED_ORDER = "fixed"
_PRINTED_AND_LOCKED = 4 + 128
"""Annotation flags: PDF/A wants Print (ISO 19005-2 6.3.2); Locked keeps a viewer's user from moving the field."""


class SignatureField(NamedTuple):
    """A field to be made: whose it is, and where; `sequence` counts from 1, `in_order` where it is binding."""

    number: str
    department: str
    person: str
    title: str
    sequence: int
    in_order: bool
    seat: Seat

    @property
    def name(self) -> str:
        """The field's name."""
        return field_name(self.number, self.department)


def field_name(number: str, department: str) -> str:
    """The name of a department's field: `XZ-2026Q3-K7M2P4:市场部`.

    A partial field name holds no full stop (ISO 32000-1 12.7.3.2): it is written as URLs write it, `%2E`.
    """
    return f"{number}:{department}".replace("%", "%25").replace(".", "%2E")


def signature_fields(
    seats: Sequence[Seat], signatories: Iterable[Mapping[str, Any]], number: str, *, in_order: bool
) -> tuple[SignatureField, ...]:
    """A field for each electronic signatory with a seat, in the order of the signatories."""
    seat_of = {seat.department: seat for seat in seats}
    electronic = [row for row in signatories if row["method"] == ELECTRONIC and row["department"] in seat_of]
    return tuple(
        SignatureField(
            number,
            row["department"],
            row["name"],
            row.get("title") or "",
            sequence,
            in_order,
            seat_of[row["department"]],
        )
        for sequence, row in enumerate(electronic, 1)
    )


def add_fields(canvas: Canvas, fields: Iterable[SignatureField], sheet: Sheet) -> None:
    """Put the fields of `sheet`, the canvas's current page, onto it."""
    for field in fields:
        if field.seat.sheet is sheet:
            document: Any = canvas._doc  # type: ignore[attr-defined]  # the stubs leave out what is not for everyone
            widget = _widget(document, field)
            canvas._addAnnotation(widget, name=_object_name(field))  # type: ignore[attr-defined]


def finish_form(canvas: Canvas, fields: Iterable[SignatureField]) -> None:
    """List the fields in the document's form, in their order; without any there is no form. Once, before saving."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFObjectReference

    document: Any = canvas._doc  # type: ignore[attr-defined]
    names = [document.annotationName(_object_name(field)) for field in fields]
    if names:
        references = [PDFObjectReference(name) for name in names]
        document.Catalog.AcroForm = PDFDictionary({"Fields": PDFArray(references), "SigFlags": 0})


def _object_name(field: SignatureField) -> str:
    return f"signature-{field.sequence}"


def _widget(document: Any, field: SignatureField) -> Any:
    """Field and widget in one dictionary; its appearance is empty, since PDF/A wants one (ISO 19005-2 6.3.3)."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

    place = field.seat.place()
    appearance = PDFStream(content=b"")
    appearance.dictionary["Type"], appearance.dictionary["Subtype"] = PDFName("XObject"), PDFName("Form")
    appearance.dictionary["BBox"] = PDFArray([0, 0, _rounded(place.width), _rounded(place.height)])
    appearance.dictionary["Resources"] = PDFDictionary({})
    corners = (place.x, place.y, place.x + place.width, place.y + place.height)
    told = " · ".join(part for part in (field.department, field.title, field.person) if part)
    private = {
        "Department": PDFString(field.department),
        "Person": PDFString(field.person),
        "Title": PDFString(field.title),
        "Sequence": field.sequence,
        "InOrder": "true" if field.in_order else "false",
    }
    return PDFDictionary(
        {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Widget"),
            "FT": PDFName("Sig"),
            "T": PDFString(field.name),
            "TU": PDFString(f"电子签名：{told}"),
            "F": _PRINTED_AND_LOCKED,
            "Rect": PDFArray([_rounded(value) for value in corners]),
            "P": document.thisPageRef(),
            "AP": PDFDictionary({"N": document.Reference(appearance)}),
            PRIVATE_KEY: PDFDictionary(private),
        }
    )


def _rounded(value: Pt) -> float:
    return round(value, 3)
