"""What a section says of its pages beside their size: page numbers, columns, where it begins (ECMA-376 17.6)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.document_model import Columns, Numbering, SectionStart
from docgen.pages.read.numerals import is_known
from docgen.pages.read.ooxml import Element, W, child, flag, number, twips, val

_COLUMN_SPACE: Pt = 36
_SAME_WIDTH: Pt = 1
"""Columns whose widths differ by less are meant to be alike."""
_STARTS: dict[str | None, SectionStart] = {
    "continuous": "continuous",
    "evenPage": "even page",
    "oddPage": "odd page",
    "nextColumn": "continuous",
}


def read_start(properties: Element | None) -> SectionStart:
    """Where a section begins (17.6.22)."""
    return _STARTS.get(val(child(properties, W + "type")), "page")


def read_numbering(properties: Element | None) -> Numbering:
    """The page numbers of a section; in a format that is not known, decimal ones."""
    element = child(properties, W + "pgNumType")
    if element is None:
        return Numbering()
    numerals = element.get(W + "fmt", "decimal")
    start = element.get(W + "start")
    return Numbering(numerals if is_known(numerals) else "decimal", None if start is None else number(start))


def numbering_beyond(properties: Element | None) -> Iterator[Message]:
    """What of the page numbers cannot be set."""
    element = child(properties, W + "pgNumType")
    if element is None:
        return
    numerals = element.get(W + "fmt", "decimal")
    if not is_known(numerals):
        yield message("page numbers in the format “{format}”", format=numerals)
    if flag(element.get(W + "chapStyle")):
        yield message("page numbers with chapters")


def read_columns(properties: Element | None, room: Pt) -> Columns:
    """The columns of a section with `room` between its margins; columns of different widths as if they were alike."""
    element = child(properties, W + "cols")
    if element is None:
        return Columns()
    widths = _own_widths(element)
    count = len(widths) or number(element.get(W + "num"), 1)
    space = twips(element.get(W + "space"), _COLUMN_SPACE)
    if widths:
        space = (room - sum(widths)) / max(count - 1, 1)
    if count < 2 or room - (count - 1) * space < count:  # a point each at least
        return Columns()
    return Columns(count, max(space, 0), flag(element.get(W + "sep")))


def columns_beyond(properties: Element | None) -> Iterator[Message]:
    """Columns of different widths."""
    element = child(properties, W + "cols")
    widths = [] if element is None else _own_widths(element)
    if widths and max(widths) - min(widths) > _SAME_WIDTH:
        yield message("columns of different widths")


def _own_widths(columns: Element) -> list[Pt]:
    """The widths that columns give one by one; none where they are to be alike."""
    if flag(columns.get(W + "equalWidth", "1")):
        return []
    return [twips(column.get(W + "w")) for column in columns.iterchildren(W + "col")]
