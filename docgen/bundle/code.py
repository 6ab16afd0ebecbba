"""What the QR code of a page stamp says, as a value and as text. Does not draw and does not know a page.

The text is `DG1:<number>:<version>:<page>/<total>:<content>`, for instance
`DG1:XZ-2026Q3-K7M2P4:V1.0:3/24:3F9A2C710B6D4E5F8A91`. All of its fixed characters are in QR's alphanumeric set
(ISO/IEC 18004 7.4.4), so that a code whose number is too takes 5½ bits a character; a number with other
characters (市协字〔2026〕3号) makes it a byte mode code in UTF-8. A reader tells our codes from others by `DG1:`, whose
digit counts up when the format changes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.edition import Edition

CONTENT_DIGITS = 20
"""Hex digits of the fingerprint in the code: 80 bits tell any two plans of an organisation apart."""

_PATTERN = re.compile(
    r"DG1:(?P<number>.*):(?P<version>[^:]+):(?P<page>[1-9][0-9]*)/(?P<total>[1-9][0-9]*)"
    rf":(?P<content>[0-9A-F]{{{CONTENT_DIGITS}}})",
    re.DOTALL,
)


class StampCode(NamedTuple):
    """Which page of which file a sheet of paper is.

    `version` is not empty and holds no colon; `page` is 1-based and at most `total`; `content` is the beginning of the
    edition's fingerprint, in upper-case hex digits.
    """

    number: str
    version: str
    page: int
    total: int
    content: str

    @classmethod
    def of(cls, edition: Edition, page: int, total: int) -> StampCode:
        """The code of page `page` of `total` of this edition."""
        return cls(edition.number, edition.version, page, total, content_digits(edition))

    def encode(self) -> str:
        """The text of the QR code; `decode` is its inverse."""
        return f"DG1:{self.number}:{self.version}:{self.page}/{self.total}:{self.content}"

    @classmethod
    def decode(cls, text: str) -> StampCode:
        """Read what `encode` wrote. Raises ValueError where `text` is no stamp of ours."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"not a page stamp: {text!r}")
        page, total = int(match["page"]), int(match["total"])
        if page > total:
            raise ValueError(f"page {page} of {total}: {text!r}")
        return cls(match["number"], match["version"], page, total, match["content"])


def content_digits(edition: Edition) -> str:
    """The part of the fingerprint that goes on paper, as in `StampCode.content`."""
    return edition.fingerprint[:CONTENT_DIGITS].upper()
