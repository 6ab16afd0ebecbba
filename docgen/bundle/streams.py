"""Ends every stream of a reportlab document with a line break, as PDF/A wants it (ISO 19005-2 6.1.7.1).

reportlab writes `endstream` right behind the data. It does hand every stream's data to its encryption once, just before
they are written, and only then asks for their length: so that is where the line break is added that is not counted.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import NoEncryption, PDFObject


class StreamEnds(NoEncryption):
    """An encryption that leaves all data as they are; strings pass it by, since it is a `NoEncryption`."""

    def encode(self, t: Any) -> Any:
        """The data of a stream, with the line break behind them."""
        return _Ended(t if isinstance(t, bytes) else t.encode("latin-1"))


class _Ended(PDFObject):
    """What reportlab asks of a stream's data: how long they are, and how they are written."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data)

    def format(self, document: Any) -> bytes:  # noqa: ARG002 - reportlab passes it to all that can be written
        """The data and the line break."""
        return self._data + b"\n"
