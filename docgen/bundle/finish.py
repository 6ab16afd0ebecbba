"""What makes the drawn pages a document of record: /Info and XMP, the file identifier, PDF/A, the attached files.

They are handed to reportlab as PDF objects before the canvas is saved, so that the file is written once; a second pass
by another library would cost as much as drawing. /Info and XMP say the same things (ISO 19005-2 6.6.2 wants that); the
identifier follows from the edition, so that the same input gives the same bytes. Whatever signs the file afterwards
must add to it and never rewrite it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

import docgen
from docgen.bundle import conformance
from docgen.bundle.attachments import Attachment, attach
from docgen.bundle.conformance import Part
from docgen.edition import Edition
from docgen.rules.model import CheckedAnswers

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LANGUAGE = "zh-CN"
_CHINA = dt.timezone(dt.timedelta(hours=8))
_NOON = dt.time(12)
"""A moment that is on the same day in most other parts of the world too, where a viewer shows local time."""
_PROGRAM = f"docgen {docgen.__version__}"

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{program}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
{conformance}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
"""One `rdf:Description` for each schema: PDF/A validators refuse a packet that mixes them."""


class Identity(NamedTuple):
    """What the file says of itself: the entries of /Info and XMP, and 16 bytes that identify it."""

    title: str
    author: str
    subject: str
    keywords: str
    moment: dt.datetime
    identifier: bytes

    @classmethod
    def of(cls, checked: CheckedAnswers, edition: Edition) -> Identity:
        """Title of the plan, organisation, document number; dated noon of the edition's day in China."""
        title, kind = checked.values.get("title"), checked.pack.document_kind
        departments = [department["name"] for department in checked.values.get("departments") or ()]
        origin = (edition.fingerprint, edition.number, edition.version, edition.date.isoformat(), edition.status.value)
        return cls(
            title=f"{title}{kind}" if title else edition.name,
            author=edition.organisation.name,
            subject=edition.number,
            keywords=", ".join([kind, edition.version, *departments]),
            moment=dt.datetime.combine(edition.date, _NOON, _CHINA),
            identifier=hashlib.sha256("\n".join(origin).encode()).digest()[:16],
        )

    @classmethod
    def alone(cls, title: str, source: bytes, date: dt.date) -> Identity:
        """A single document, made from `source`, dated noon of `date` in China."""
        origin = hashlib.sha256(source + date.isoformat().encode()).digest()
        return cls(title, "", "", "", dt.datetime.combine(date, _NOON, _CHINA), origin[:16])


def finish(canvas: Canvas, identity: Identity, attachments: Iterable[Attachment], part: Part) -> None:
    """Make the canvas's document PDF/A of `part`, with its identity and, where that part allows them, `attachments`.

    To be called once, right before the canvas is saved.
    """
    from reportlab.pdfbase.pdfdoc import PDFName, PDFStream

    from docgen.bundle.streams import StreamEnds

    document: Any = canvas._doc  # type: ignore[attr-defined]  # the stubs leave out what is not for everyone
    document._ID = b"[<%b> <%b>]" % ((identity.identifier.hex().encode(),) * 2)
    document.encrypt = StreamEnds()
    _tell(document.info, identity)
    metadata = PDFStream(content=_xmp(identity, part).encode())
    metadata.dictionary["Type"], metadata.dictionary["Subtype"] = PDFName("Metadata"), PDFName("XML")
    document.Catalog.Metadata = metadata
    conformance.add_output_intent(document)
    if conformance.may_attach(part):
        attach(document, attachments, pdf_date(identity.moment))


def pdf_date(moment: dt.datetime) -> str:
    """`moment` as ISO 32000-1 7.9.4 writes it: D:20260701120000+08'00'."""
    zone = moment.strftime("%z")
    return f"{moment:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'"


def _tell(info: Any, identity: Identity) -> None:
    info.title, info.author = identity.title, identity.author
    info.subject, info.keywords = identity.subject, identity.keywords
    info.creator = info.producer = _PROGRAM
    info._dateFormatter = lambda *_: pdf_date(identity.moment)  # reportlab's own dates come from the clock


def _xmp(identity: Identity, part: Part) -> str:
    return _XMP.format(
        title=escape(identity.title),
        author=escape(identity.author),
        subject=escape(identity.subject),
        keywords=escape(identity.keywords),
        language=LANGUAGE,
        conformance=conformance.statement(part),
        program=escape(_PROGRAM),
        moment=identity.moment.isoformat(),
    )
