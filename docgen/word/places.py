"""Says where in a Word part a paragraph stands, in the words of someone who looks at the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docgen.errors import Anchor
from docgen.messages import Message, message

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EXCERPT = 16


class Spot(NamedTuple):
    """A paragraph that may hold tags: its text, where it stands, and the elements around it (None at the top).

    `number` counts the paragraphs of its part from 0, those without a brace too.
    """

    text: str
    place: Message
    parent: Any
    cell: Any
    row: Any
    table: Any
    part: str
    number: int

    def anchor(self, tag: str = "") -> Anchor:
        """The same place, for programs."""
        return Anchor(self.part, self.number, tag)


def spots(root: Any, part: str) -> Iterator[Spot]:
    """All paragraphs with a brace in them, in document order."""
    numbers: dict[Any, int] = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    counted = 0
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        cell = _around(paragraph, "tc")
        if cell is None:
            counted += 1
        text = "".join(item.text or "" for item in paragraph.iter(f"{W}t"))
        if "{" not in text and "}" not in text:
            continue
        if next(paragraph.iterdescendants(f"{W}p"), None) is not None:  # a text box, whose paragraphs are told apart
            text = "".join(item.text or "" for item in paragraph.iter(f"{W}t") if _around(item, "p") is paragraph)
        row, table = _around(paragraph, "tr"), _around(paragraph, "tbl")
        place = _paragraph(part, counted, text) if cell is None else _cell(part, numbers, cell)
        yield Spot(text, place, paragraph.getparent(), cell, row, table, part, number)


def part_name(part: str) -> Message:
    """A part in words."""
    file = part.rpartition("/")[2].removesuffix(".xml")
    for kind, name in _PART_NAMES.items():
        if file.startswith(kind):
            number = file.removeprefix(kind)
            return message("{part} {number}", part=name, number=number) if number else name
    return message("part {part}", part=part)


_PART_NAMES: Mapping[str, Message] = {
    "document": message("body"),
    "header": message("header"),
    "footer": message("footer"),
    "footnotes": message("footnotes"),
    "endnotes": message("endnotes"),
}


def _around(element: Any, name: str) -> Any:
    return next(element.iterancestors(f"{W}{name}"), None)


def _paragraph(part: str, number: int, text: str) -> Message:
    excerpt = text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"
    return message("{part}, paragraph {number} “{text}”", part=part_name(part), number=number, text=excerpt)


def _cell(part: str, numbers: Mapping[Any, int], cell: Any) -> Message:
    row = cell.getparent()
    table = _around(cell, "tbl")
    rows, cells = list(table.iter(f"{W}tr")), list(row.iter(f"{W}tc"))
    return message(
        "{part}, table {table}, row {row}, cell {cell}",
        part=part_name(part),
        table=numbers[table],
        row=rows.index(row) + 1 if row in rows else 1,
        cell=cells.index(cell) + 1 if cell in cells else 1,
    )
