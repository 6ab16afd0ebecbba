"""Hyperlinks: where a click on text leads, be it an element (ECMA-376 17.16.22) or a field (17.16.5.25).

Of addresses outside the file only those of the web and of mail are followed; text of others is printed all the same.
"""

from __future__ import annotations

import re

from docgen.pages.addresses import clickable
from docgen.pages.read.ooxml import Element, R, W
from docgen.pages.read.package import Part
from docgen.pages.read.run_model import Link

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ESCAPED = re.compile(r'\\([\\"])')
_WITH_ARGUMENT = frozenset({"\\l", "\\o", "\\t", "\\n"})
"""Switches of HYPERLINK that a word belongs to (`\\n` stands alone, but nobody writes a word behind it)."""


def link_of_element(hyperlink: Element, part: Part) -> Link | None:
    """Where a `w:hyperlink` of `part` leads; None where nothing is to be clicked."""
    relationship = part.relationships.get(hyperlink.get(R + "id", ""))
    address = relationship.target if relationship and relationship.external else ""
    return _link(address, hyperlink.get(W + "anchor", ""))


def link_of_field(instruction: str) -> Link | None:
    r"""Where the result of a field leads: a HYPERLINK, or a REF or PAGEREF with the switch `\h`."""
    words = words_of(instruction)
    kind = words[0].upper() if words else ""
    if kind == "HYPERLINK":
        return _link(*_address_and_bookmark(words[1:]))
    if kind in {"REF", "PAGEREF", "NOTEREF"} and len(words) > 1 and "\\h" in words[2:]:
        return _link("", words[1])
    return None


def words_of(instruction: str) -> list[str]:
    """The words of a field's instruction; what stands in quotation marks is one."""
    return [_ESCAPED.sub(r"\1", quoted) if quoted else plain for quoted, plain in _WORD.findall(instruction)]


def _address_and_bookmark(words: list[str]) -> tuple[str, str]:
    address = bookmark = ""
    switch = ""
    for word in words:
        if word.startswith("\\"):
            switch = word.lower()
        else:
            if switch == "\\l":
                bookmark = word
            elif switch not in _WITH_ARGUMENT:
                address = address or word
            switch = ""
    return address, bookmark


def _link(address: str, bookmark: str) -> Link | None:
    if not address:
        return Link(bookmark=bookmark) if bookmark else None
    uri = clickable(f"{address}#{bookmark}" if bookmark else address)
    return Link(uri=uri) if uri else None
