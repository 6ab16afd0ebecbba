"""Says where in a Word part a paragraph stands, in the words of someone who looks at the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from docgen.errors import Anchor
from docgen.messages import Message, message

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_EXCERPT = 16
_BRACE = re.compile(r"[{}｛｝]")
"""Half-width, or full-width as Chinese input methods write them."""


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
    """All paragraphs with a brace in them, in document order.

    A text box stands in the file twice, the second time for programs that do not know the first form (`mc:Fallback`,
    ECMA-376 part 3, 10.2.3): it is told of once.
    """
    numbers: dict[Any, int] = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    counted: dict[Any, int] = {}
    for number, paragraph in enumerate(root.iter(f"{W}p")):
        cell, box = _around(paragraph, "tc"), _around(paragraph, "txbxContent")
        if cell is None and box is None:
            counted[paragraph] = len(counted) + 1
        text = text_of(paragraph)
        if not _BRACE.search(text) or _is_fallback(paragraph, box):
            continue
        if next(paragraph.iterdescendants(f"{W}p"), None) is not None:  # a text box, whose paragraphs are told apart
            text = "".join(item.text or "" for item in paragraph.iter(f"{W}t") if _around(item, "p") is paragraph)
        row, table = _around(paragraph, "tr"), _around(paragraph, "tbl")
        place = _place(part, paragraph, box, numbers, counted)
        yield Spot(text, place, paragraph.getparent(), cell, row, table, part, number)


def text_of(paragraph: Any) -> str:
    """The text of a paragraph, without that of text boxes which are anchored in it."""
    texts = paragraph.iter(f"{W}t")
    if paragraph.find(f".//{W}p") is not None:
        texts = (item for item in texts if _around(item, "p") is paragraph)
    return "".join([item.text or "" for item in texts])


def _is_fallback(paragraph: Any, box: Any) -> bool:
    return box is not None and next(paragraph.iterancestors(_FALLBACK), None) is not None


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


def _place(part: str, paragraph: Any, box: Any, numbers: Mapping[Any, int], counted: Mapping[Any, int]) -> Message:
    """Where a paragraph stands; one in a text box, where the box is anchored."""
    if box is not None:
        anchor = _around(box, "p")
        outer = _place(part, anchor, _around(anchor, "txbxContent"), numbers, counted)
        return message("{outer}, text box “{text}”", outer=outer, text=_excerpt(text_of(paragraph)))
    cell = _around(paragraph, "tc")
    if cell is not None:
        return _cell(part, numbers, cell)
    return _paragraph(part, counted[paragraph], text_of(paragraph))


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"


def _paragraph(part: str, number: int, text: str) -> Message:
    if not text:
        return message("{part}, paragraph {number}", part=part_name(part), number=number)
    return message("{part}, paragraph {number} “{text}”", part=part_name(part), number=number, text=_excerpt(text))


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
