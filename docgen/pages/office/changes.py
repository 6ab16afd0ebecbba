"""Accepts the tracked changes of a Word part (ECMA-376 17.13.5): LibreOffice would print them, struck out and coloured."""

from __future__ import annotations

from docgen.pages.office.fields import unwrap
from docgen.pages.read.ooxml import Element, W, child, local_name

_INSERTED = (W + "ins", W + "moveTo")
_DELETED = (W + "del", W + "moveFrom")
_BEFORE = frozenset(
    W + name
    for name in (
        *("rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange", "sectPrChange"),
        *("numberingChange", "tblGridChange"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    )
)
_PROPERTIES = frozenset((W + "rPr", W + "trPr", W + "tcPr"))
"""In these `w:del` and `w:ins` speak of the paragraph's mark, the row or the cell, and hold nothing."""


def accept_changes(root: Element) -> bool:
    """Accept all changes in `root`; whether there were any."""
    found = [element for element in root.iter(*_INSERTED, *_DELETED, *_BEFORE)]
    merged = [
        mark.getparent().getparent().getparent()  # w:p/w:pPr/w:rPr/w:del
        for mark in root.iter(*_DELETED)
        if _around(mark) == W + "rPr" and local_name(mark.getparent().getparent()) == "pPr"
    ]
    rows = [mark.getparent().getparent() for mark in root.iter(*_DELETED) if _around(mark) == W + "trPr"]
    for element in found:
        if element.tag in _INSERTED and _around(element) not in _PROPERTIES:
            unwrap(element)
        elif element.getparent() is not None:
            element.getparent().remove(element)
    for row in rows:
        if row.getparent() is not None:
            row.getparent().remove(row)
    for paragraph in merged:
        _join_to_next(paragraph)
    return bool(found)


def _around(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else parent.tag


def _join_to_next(paragraph: Element) -> None:
    """Put what is left of a paragraph whose mark was deleted before what stands in the next one."""
    following = paragraph.getnext()
    parent = paragraph.getparent()
    if parent is None or following is None or following.tag != W + "p":
        return
    contents = [part for part in paragraph if part.tag != W + "pPr"]
    place = 0 if child(following, W + "pPr") is None else 1
    following[place:place] = contents
    parent.remove(paragraph)
