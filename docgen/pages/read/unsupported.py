"""Collects what the engine cannot set, or sets more simply: which construct, and where it stands, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from docgen.errors import Anchor
from docgen.messages import Message, message
from docgen.pages.read.document_model import Unsupported
from docgen.pages.read.ooxml import Element, W

_START_LENGTH = 12  # characters that are enough to find a paragraph by
SIMPLER = frozenset(
    {
        "outlined text", "text with a shadow", "embossed text", "engraved text", "text effect “{name}”",
        "shading pattern “{pattern}”", "page numbers of a contents list, as they are stored",
    }
)  # fmt: skip
"""What is set more simply than in Word: nothing of it is lost, and it is told without stopping anything."""


_IN_WORDS = {
    "body": message("body"),
    "section": message("section {first}"),
    "header": message("header of section {first}"),
    "footer": message("footer of section {first}"),
    "footnote": message("footnote {first}"),
    "endnote": message("endnote {first}"),
    "table": message("{outer}, table {first}"),
    "box": message("{outer}, text box"),
    "cell": message("{outer}, row {first}, cell {second}"),
}


class Place(NamedTuple):
    """Where the reader stands: a step into a table, cell or paragraph of the place outside.

    Thousands are made and few are told, so a place becomes words only when it is needed.
    """

    kind: str
    first: int = 0
    second: int = 0
    outer: Place | None = None
    element: Element | None = None

    def paragraph(self, number: int, element: Element) -> Place:
        """The n-th paragraph here, counted from 1."""
        return Place("paragraph", number, outer=self, element=element)

    def table(self, number: int) -> Place:
        """The n-th table here, counted from 1."""
        return Place("table", number, outer=self)

    def cell(self, row: int, cell: int) -> Place:
        """A cell of this table, both counted from 1."""
        return Place("cell", row, cell, outer=self)

    def box(self) -> Place:
        """A text box here."""
        return Place("box", outer=self)

    def in_words(self) -> Message:
        """The place as a message: `body, table 2, row 1, cell 3, paragraph 1 “负责部门”`."""
        if self.kind == "paragraph":
            return self._paragraph_in_words()
        outer = self.outer.in_words() if self.outer else ""
        return Message(_IN_WORDS[self.kind].msgid, {"outer": outer, "first": self.first, "second": self.second})

    def anchor(self, part: str, numbers: dict[Element, dict[Element, int]]) -> Anchor | None:
        """The paragraph of `part`, for programs; None where this is no paragraph.

        `numbers` keeps the paragraphs of the parts that were looked through: there may be a finding in each of them.
        """
        if self.element is None or not part:
            return None
        root = self.element.getroottree().getroot()
        if root not in numbers:
            numbers[root] = {paragraph: number for number, paragraph in enumerate(root.iter(W + "p"))}
        return Anchor(part, numbers[root][self.element])

    def _paragraph_in_words(self) -> Message:
        outer = self.outer.in_words() if self.outer else ""
        text = "" if self.element is None else "".join(part.text or "" for part in self.element.iter(W + "t")).strip()
        if not text:
            return message("{outer}, paragraph {number}", outer=outer, number=self.first)
        start = text if len(text) <= _START_LENGTH else text[:_START_LENGTH] + "…"
        return message("{outer}, paragraph {number} “{start}”", outer=outer, number=self.first, start=start)


@dataclass(slots=True, eq=False, repr=False)
class Findings:
    """What was found so far, each construct once a place."""

    _found: list[tuple[Message, Place, str]] = field(default_factory=list)
    _seen: set[tuple[str, str, int]] = field(default_factory=set)
    _simpler: list[tuple[Message, Place, str]] = field(default_factory=list)
    _left_out: list[tuple[Message, Place, str]] = field(default_factory=list)

    @property
    def are_there(self) -> bool:
        """Whether there is any."""
        return bool(self._found)

    @property
    def are_any(self) -> bool:
        """Whether there is anything to tell, be it set more simply or rightly left out."""
        return bool(self._found or self._simpler or self._left_out)

    def add(self, construct: Message, place: Place, part: str = "") -> None:
        """Note that `construct` stands at `place` (of `part`, where known) and cannot be set, or not in full."""
        key = (construct.msgid, repr(construct.params), id(place))
        if key not in self._seen:
            self._seen.add(key)
            (self._simpler if construct.msgid in SIMPLER else self._found).append((construct, place, part))

    def told(self) -> tuple[Unsupported, ...]:
        """All that cannot be set, in reading order."""
        return _in_words(self._found)

    def simpler(self) -> tuple[Unsupported, ...]:
        """All that is set more simply, in reading order."""
        return _in_words(self._simpler)

    def leave_out(self, construct: Message, place: Place, part: str) -> None:
        """Note that `construct` stands at `place` and is not printed, as it should not be."""
        self._left_out.append((construct, place, part))

    def left_out(self) -> tuple[Unsupported, ...]:
        """All that is not printed, in reading order."""
        return _in_words(self._left_out)


def _in_words(found: list[tuple[Message, Place, str]]) -> tuple[Unsupported, ...]:
    numbers: dict[Element, dict[Element, int]] = {}
    return tuple(
        Unsupported(construct, place.in_words(), place.anchor(part, numbers)) for construct, place, part in found
    )
