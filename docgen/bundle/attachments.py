"""What travels inside the PDF: the answer file and every filled Word file, as embedded files (ISO 32000-1 7.11.4)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docgen.rules.model import CheckedAnswers
from docgen.word.model import FilledWord

if TYPE_CHECKING:
    from pypdf import PdfWriter

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ANSWER_TYPES = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".json": "application/json",
    ".toml": "application/toml",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to embed; `media_type` as IANA registers it."""

    name: str
    data: bytes
    media_type: str
    description: str


def sources(checked: CheckedAnswers, words: Iterable[FilledWord]) -> Iterator[Attachment]:
    """What the bundle was made from: the answers as `answers` with their own extension, then the Word files."""
    extension = checked.answers.file.suffix.lower()
    media_type = _ANSWER_TYPES.get(extension, "application/octet-stream")
    yield Attachment(f"answers{extension}", checked.answers.source, media_type, "答案文件")
    for word in words:
        yield Attachment(word.file_name, word.docx, _DOCX, word.spec.title.zh)


def attach(writer: PdfWriter, attachments: Iterable[Attachment], moment: dt.datetime) -> None:
    """Embed the files, each dated `moment`, and list them as associated files of the document (ISO 32000-2 14.13)."""
    from pypdf.generic import ArrayObject, ByteStringObject, NameObject, NumberObject, TextStringObject

    associated = ArrayObject()
    for attachment in attachments:
        embedded = writer.add_attachment(attachment.name, attachment.data)
        embedded.alternative_name = TextStringObject(attachment.name)
        embedded.description = TextStringObject(attachment.description)
        embedded.subtype = NameObject(f"/{attachment.media_type}")
        embedded.size = NumberObject(len(attachment.data))
        embedded.checksum = ByteStringObject(hashlib.md5(attachment.data, usedforsecurity=False).digest())
        embedded.creation_date = embedded.modification_date = moment
        embedded.associated_file_relationship = NameObject("/Source")
        associated.append(embedded.pdf_object.indirect_reference)
    writer.root_object[NameObject("/AF")] = associated
