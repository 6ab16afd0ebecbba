"""Which addresses a page may lead to when it is clicked, and how they are written in a PDF file."""

from __future__ import annotations

from urllib.parse import quote

_SCHEMES = ("http://", "https://", "mailto:")


def clickable(address: str | bytes) -> str:
    """`address` with only such characters as a URI has; "" where it is not one of the web or of mail.

    Files, scripts and other programs are not opened: a document of record does not act.
    """
    uri = quote(address.strip(), safe="%/:?#[]@!$&'()*+,;=~")
    return uri if uri.lower().startswith(_SCHEMES) else ""
