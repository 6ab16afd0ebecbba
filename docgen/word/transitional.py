"""Gives a Word file the names that everything here goes by: those of a Transitional document.

Word can save a file in the Strict form (ISO/IEC 29500-1), which names the same elements and relationships otherwise;
and a template (.dotx) differs from a document (.docx) in the type of its main part. Measures and on/off values may be
written in more ways in the Strict form (12pt, 50%, true); whoever reads them knows all of these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/"
_OTHER_NAMES: Final = {
    b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
    b"officeDocument/relationships/extendedProperties": b"officeDocument/2006/relationships/extended-properties",
    b"officeDocument/relationships/customProperties": b"officeDocument/2006/relationships/custom-properties",
}
"""Names that differ in more than the year (ISO/IEC 29500-4, Annex A)."""
_NAME: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/([\w/]+)")
_CONFORMANCE: Final = re.compile(rb"\s[\w.-]+:conformance\s*=\s*(\"strict\"|'strict')")
_TEMPLATE: Final = b"wordprocessingml.template.main+xml"
_DOCUMENT: Final = b"wordprocessingml.document.main+xml"


def is_strict(part: bytes) -> bool:
    """Whether an XML part is in the Strict form."""
    return STRICT in part


def as_transitional(part: bytes) -> bytes:
    """An XML part with the names of the Transitional form."""
    return _CONFORMANCE.sub(b"", _NAME.sub(_renamed, part)) if is_strict(part) else part


def as_document(parts: Mapping[str, bytes], content_types: str) -> dict[str, bytes]:
    """The parts of a Transitional document; `content_types` names the one that says what each part is."""
    made = {name: as_transitional(part) if name.endswith((".xml", ".rels")) else part for name, part in parts.items()}
    made[content_types] = made[content_types].replace(_TEMPLATE, _DOCUMENT)
    return made


def _renamed(found: re.Match[bytes]) -> bytes:
    name = found[1]
    if name in _OTHER_NAMES:
        return _TRANSITIONAL + _OTHER_NAMES[name]
    folder, _, rest = name.partition(b"/")
    return _TRANSITIONAL + folder + b"/2006/" + rest
