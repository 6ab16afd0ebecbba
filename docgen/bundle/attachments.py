"""What travels inside the PDF: the answer file and every filled Word file, as embedded files (ISO 32000-1 7.11.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.pages.model import FinishedPdf
from docgen.rules.model import CheckedAnswers
from docgen.word.model import FilledWord

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDictionary

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"
_ANSWER_TYPES = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".json": "application/json",
    ".toml": "application/toml",
}


class Attachment(NamedTuple):
    """A file to embed; `media_type` as IANA registers it, `relationship` to the PDF as ISO 19005-3 6.8 names them."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: str = "Source"


def sources(checked: CheckedAnswers, words: Iterable[FilledWord | FinishedPdf]) -> Iterator[Attachment]:
    """What the bundle was made from: the answers as `answers` with their own extension, then Word files and annexes.

    These files are the source of the pages, the answers the data in them.
    """
    extension = checked.answers.file.suffix.lower()
    media_type = _ANSWER_TYPES.get(extension, "application/octet-stream")
    yield Attachment(f"answers{extension}", checked.answers.source, media_type, "答案文件", "Data")
    for word in words:
        media_type = _PDF if isinstance(word, FinishedPdf) else _DOCX
        yield Attachment(word.file_name, word.data, media_type, word.spec.title.zh)


def attach(document: Any, attachments: Iterable[Attachment], moment: str) -> None:
    """Embed the files, each dated `moment`, and list them as associated files of the document (ISO 32000-2 14.13).

    The name tree wants its names in order (ISO 32000-1 7.9.6).
    """
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFString

    specifications = {item.name: document.Reference(_specification(document, item, moment)) for item in attachments}
    if not specifications:
        return
    ordered = sorted(specifications, key=lambda name: name.encode("utf-16-be"))
    names = PDFArray([entry for name in ordered for entry in (PDFString(name), specifications[name])])
    document.Catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": names})})
    document.Catalog.AF = PDFArray(list(specifications.values()))
    document.Catalog.__NoDefault__ = [*document.Catalog.__NoDefault__, "AF"]  # reportlab writes only keys that it knows


def _specification(document: Any, attachment: Attachment, moment: str) -> PDFDictionary:
    """The file specification of one attachment, with its data (ISO 32000-1 7.11.3, 7.11.4)."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, PDFString

    digest = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()
    stream = PDFStream(content=attachment.data)
    stream.dictionary["Type"] = PDFName("EmbeddedFile")
    stream.dictionary["Subtype"] = "/" + attachment.media_type.replace("/", "#2F")  # PDFName leaves a slash alone
    stream.dictionary["Params"] = PDFDictionary(
        {
            "Size": len(attachment.data),
            "CheckSum": f"<{digest}>",
            "CreationDate": PDFString(moment),
            "ModDate": PDFString(moment),
        }
    )
    data = document.Reference(stream)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(attachment.name),
            "UF": PDFString(attachment.name),
            "Desc": PDFString(attachment.description),
            "AFRelationship": PDFName(attachment.relationship),
            "EF": PDFDictionary({"F": data, "UF": data}),
        }
    )
