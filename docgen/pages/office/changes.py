"""Accepts the tracked changes of a Word part (ECMA-376 17.13.5); LibreOffice would print them struck out, in colour."""

from __future__ import annotations

from itertools import islice

from docgen.pages.office.fields import remove, unwrap
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
_PROPERTIES = frozenset((("rPr",), ("trPr",), ("tcPr",)))
"""In these `w:del` and `w:ins` speak of the paragraph's mark, the row or the cell, and hold nothing."""


def accept_changes(root: Element) -> bool:
    """Accept all changes in `root`; whether there were any."""
    found = list(root.iter(*_INSERTED, *_DELETED, *_BEFORE))
    deleted = list(root.iter(*_DELETED))
    merged = [above[2] for mark in deleted if _names(above := _above(mark)) == ("rPr", "pPr", "p")]
    rows = [above[1] for mark in deleted if _names(above := _above(mark))[:2] == ("trPr", "tr")]
    for element in found:
        if element.tag in _INSERTED and _names(_above(element))[:1] not in _PROPERTIES:
            unwrap(element)
        else:
            remove(element)
    for row in rows:
        remove(row)
    for paragraph in merged:
        _join_to_next(paragraph)
    return bool(found)


def _above(element: Element) -> list[Element]:
    """The three elements around this one, the innermost first."""
    return list(islice(element.iterancestors(), 3))


def _names(elements: list[Element]) -> tuple[str, ...]:
    return tuple(local_name(element) for element in elements)


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
