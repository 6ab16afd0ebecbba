"""Turns a Word file into what LibreOffice is given, and into what must be found on its pages.

Stored results stay, changes are accepted, nothing is bound to other data; the places that are to be found are marked in
a second copy. A file in which there is nothing to do is handed on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from docgen.errors import Fault, PagesError
from docgen.messages import message
from docgen.pages.office.changes import accept_changes
from docgen.pages.office.fields import freeze, remove
from docgen.pages.office.fontconfig import font_names
from docgen.pages.office.marking import mark_places
from docgen.pages.office.signs import unknown_signs, write_signs
from docgen.pages.read import read_document
from docgen.pages.read.document_model import Unsupported
from docgen.pages.read.ooxml import Element, W, parse_xml
from docgen.pages.read.wording import Wording, count_pictures, text_of
from docgen.word.model import FilledWord
from docgen.word.names import DOCUMENT
from docgen.word.package import read_package
from docgen.word.zipping import zipped

_STYLES = "word/styles.xml"
_LINKS = "word/_rels/document.xml.rels"
_SETTINGS_LINKS = "word/_rels/settings.xml.rels"
_ORIGIN = re.compile(rb"<Relationship\b[^>]*/attachedTemplate[\"'][^>]*?/>")
_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_COUNTED = re.compile(r"word/(document|footnotes|endnotes)\.xml")


class Manuscript(NamedTuple):
    """A Word file for LibreOffice.

    `marked` is its second copy (None: no place is looked for), `tags` say by which colour each place is found there;
    each of `texts` must be printed (they are readings of one text), and so many `pictures` of pixels; `fonts` are the
    fonts that it names.
    """

    docx: bytes
    marked: bytes | None
    tags: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...]
    pictures: int
    fonts: frozenset[str]


def make_manuscript(word: FilledWord) -> Manuscript:
    """Read a Word file.

    Raises WordError where it is hostile or none, PagesError where a part is broken or holds signs that nobody knows.
    """
    tree = read_document(word.parts or word.docx, name=word.file_name)
    if signs := unknown_signs(tree):
        raise PagesError(*(_unknown(sign, word) for sign in signs))
    docx = word.docx
    original = read_package(docx, foreign=True)
    parts = _without_origin(original)
    roots = {name: parse_xml(data) for name, data in parts.items() if _STORY.fullmatch(name)}
    changed = {name: _bytes(root) for name, root in roots.items() if _prepare(root)}
    wording = Wording(parse_xml(parts[_STYLES]) if _STYLES in parts else None)
    text = "".join(wording.of(root) for name, root in roots.items() if _COUNTED.fullmatch(name))
    written = [data for name, data in parts.items() if name.endswith(".xml")]
    tags = mark_places(roots[DOCUMENT], b"".join(written).decode("utf-8", "replace"))
    prepared = {**parts, **changed}
    is_same = not changed and parts.get(_SETTINGS_LINKS) == original.get(_SETTINGS_LINKS)
    return Manuscript(
        docx=docx if is_same else zipped(prepared, parts),
        marked=zipped({**prepared, DOCUMENT: _bytes(roots[DOCUMENT])}, parts) if tags else None,
        tags=tags,
        texts=(text, text_of(tree)),
        pictures=count_pictures(roots[DOCUMENT], parts.get(_LINKS, b"")),
        fonts=frozenset(font_names(written)),
    )


def _unknown(sign: Unsupported, word: FilledWord) -> Fault:
    """A sign of a symbol font of which it is not known what it looks like."""
    problem = message("“{title}” uses what cannot be set: {construct}", title=word.spec.title, construct=sign.construct)
    mend = message("Put a character in its place that is in no symbol font.")
    return Fault(problem, mend, file=word.spec.template, place=sign.place)


def _without_origin(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts, none of which names the template that the file was made from: LibreOffice might look for it."""
    settings = parts.get(_SETTINGS_LINKS, b"")
    return {**parts, _SETTINGS_LINKS: _ORIGIN.sub(b"", settings)} if _ORIGIN.search(settings) else dict(parts)


def _prepare(root: Element) -> bool:
    """Make `root` say what shall be printed; whether anything had to be done."""
    bindings = list(root.iter(W + "dataBinding"))
    for binding in bindings:  # LibreOffice would print what the binding leads to, Word's paper shows what is stored
        remove(binding)
    done = [accept_changes(root), freeze(root), write_signs(root)]
    return bool(bindings) or any(done)


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
