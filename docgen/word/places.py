"""Finds where in a Word file a tag stands, in the words of its author: table 2, row 3, cell 4 “…”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from docgen.messages import Message, message

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLANK = re.compile(r"\s+")
_SHOWN = 24
"""Characters of a paragraph that are enough to find it with Word's search."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of a part: its text and where it is."""

    text: str
    place: Message


def spots(part: str, xml: bytes) -> list[Spot]:
    """Every paragraph of the part, in document order. Broken XML has none."""
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return []
    tables = {table: number for number, table in enumerate(root.iter(f"{_W}tbl"), 1)}
    return [
        Spot(_text(paragraph), _place(part, number, paragraph, tables))
        for number, paragraph in enumerate(root.iter(f"{_W}p"), 1)
    ]


def place_of(tag: str, part: str, xml: bytes) -> Message:
    """The place of the first paragraph that holds `tag`, else the part."""
    wanted = _BLANK.sub("", tag)
    for spot in spots(part, xml):
        if wanted and wanted in _BLANK.sub("", spot.text):
            return spot.place
    return part_name(part)


def part_name(part: str) -> Message:
    """A part in an author's words."""
    stem = part.rsplit("/", 1)[-1]
    if stem.startswith("header"):
        return message("page header ({part})", part=part)
    if stem.startswith("footer"):
        return message("page footer ({part})", part=part)
    if stem.startswith(("footnotes", "endnotes")):
        return message("notes ({part})", part=part)
    return message("body ({part})", part=part)


def _place(part: str, number: int, paragraph: etree._Element, tables: dict[etree._Element, int]) -> Message:
    text = _text(paragraph)
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    if cell is None:
        return message("{part}, paragraph {number} “{text}”", part=part_name(part), number=number, text=shown)
    row = next(cell.iterancestors(f"{_W}tr"))
    table = next(row.iterancestors(f"{_W}tbl"))
    return message(
        "{part}, table {table}, row {row}, cell {cell} “{text}”",
        part=part_name(part),
        table=tables[table],
        row=_order(row),
        cell=_order(cell),
        text=shown,
    )


def _order(element: etree._Element) -> int:
    return 1 + sum(1 for _ in element.itersiblings(element.tag, preceding=True))


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t"))
