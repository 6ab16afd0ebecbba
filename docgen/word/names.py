"""Where the parts of a Word file stand, and how a file that has them elsewhere is brought to that.

Word for the web writes the main document as `word/document2.xml`; what it is called is for the package's relationships
to say (ECMA-376 11.3.10). All else here knows it by its usual name.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Final

DOCUMENT: Final = "word/document.xml"
CONTENT_TYPES: Final = "[Content_Types].xml"
_PACKAGE_LINKS: Final = "_rels/.rels"
_RELATIONSHIP = re.compile(rb"<[\w:]*Relationship\b[^>]*>")
_MAIN = re.compile(rb"\bType\s*=\s*[\"'][^\"']*/officeDocument[\"']")
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']*)[\"']")


def with_usual_name(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts with the main document under its usual name; the same where none is found, or it is in another folder.

    In another folder, everything that it refers to would be elsewhere.
    """
    links = parts.get(_PACKAGE_LINKS, b"")
    written = next((link for link in _RELATIONSHIP.findall(links) if _MAIN.search(link)), b"")
    target = _TARGET.search(written)
    if not target:
        return parts
    old = posixpath.normpath(posixpath.join("/", target[1].decode("utf-8", "replace"))).lstrip("/")
    if old not in parts or posixpath.dirname(old) != posixpath.dirname(DOCUMENT):
        return parts
    names = {old: DOCUMENT, _links_of(old): _links_of(DOCUMENT)}
    changed = {
        _PACKAGE_LINKS: links.replace(written, written.replace(target[0], b'Target="%s"' % DOCUMENT.encode())),
        CONTENT_TYPES: parts.get(CONTENT_TYPES, b"").replace(b"/" + old.encode(), b"/" + DOCUMENT.encode()),
    }
    return {names.get(name, name): changed.get(name, part) for name, part in parts.items()}


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
