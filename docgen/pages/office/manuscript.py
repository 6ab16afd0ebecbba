"""Turns a Word file into what LibreOffice is given, and into what must be found on its pages.

Stored results stay, changes are accepted, nothing is bound to other data; the places that are to be found are marked in
a second copy. A file in which there is nothing to do is handed on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from docgen.pages.office.changes import accept_changes
from docgen.pages.office.fields import freeze, remove
from docgen.pages.office.fontconfig import font_names
from docgen.pages.office.marking import mark_places
from docgen.pages.office.wording import Wording
from docgen.pages.read.ooxml import Element, W, parse_xml
from docgen.word.package import DOCUMENT, read_package
from docgen.word.zipping import zipped

_STYLES = "word/styles.xml"
_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_COUNTED = re.compile(r"word/(document|footnotes|endnotes)\.xml")


class Manuscript(NamedTuple):
    """A Word file for LibreOffice.

    `marked` is its second copy (None: no place is looked for), `tags` say by which colour each place is found there;
    `text` is what must be printed, `fonts` are the fonts that it names.
    """

    docx: bytes
    marked: bytes | None
    tags: Mapping[str, tuple[str, ...]]
    text: str
    fonts: frozenset[str]


def make_manuscript(docx: bytes) -> Manuscript:
    """Read a Word file. Raises WordError where it is hostile or none, etree.XMLSyntaxError where a part is broken."""
    parts = dict(read_package(docx))
    roots = {name: parse_xml(data) for name, data in parts.items() if _STORY.fullmatch(name)}
    changed = {name: _bytes(root) for name, root in roots.items() if _prepare(root)}
    wording = Wording(parse_xml(parts[_STYLES]) if _STYLES in parts else None)
    text = "".join(wording.of(root) for name, root in roots.items() if _COUNTED.fullmatch(name))
    written = [data for name, data in parts.items() if name.endswith(".xml")]
    tags = mark_places(roots[DOCUMENT], b"".join(written).decode("utf-8", "replace"))
    prepared = {**parts, **changed}
    return Manuscript(
        docx=zipped(prepared, parts) if changed else docx,
        marked=zipped({**prepared, DOCUMENT: _bytes(roots[DOCUMENT])}, parts) if tags else None,
        tags=tags,
        text=text,
        fonts=frozenset(font_names(written)),
    )


def _prepare(root: Element) -> bool:
    """Make `root` say what shall be printed; whether anything had to be done."""
    bindings = list(root.iter(W + "dataBinding"))
    for binding in bindings:  # LibreOffice would print what the binding leads to, Word's paper shows what is stored
        remove(binding)
    done = [accept_changes(root), freeze(root)]
    return bool(bindings) or any(done)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
