"""Strips: the lines of paragraphs with the space around them, and how they are put onto a sheet.

What they are made of and what is glued together is for `paragraph_lines` to say, where they stand for `flow`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.anchoring import AnchorPoint, Spot
from docgen.pages.layout.boxes import BoxPiece, thickness
from docgen.pages.layout.flow import Ends, Placement
from docgen.pages.layout.lines import Line
from docgen.pages.layout.obstacles import FREE, Slot
from docgen.pages.layout.sheet import Drawn, Sheet
from docgen.pages.model import PictureItem, RuleItem, TextItem
from docgen.pages.read.block_model import Paragraph
from docgen.pages.read.border_model import Border
from docgen.pages.read.inline_model import Picture

SlotAt: TypeAlias = Callable[[Pt, Pt, Pt], Slot]
"""Where a line finds room that begins at some y, is so high, and needs at least so much of the width."""


class Frame(NamedTuple):
    """The column that a paragraph stands in, and the distance of its default tab stops.

    In a table cell (or a page header) there are no page breaks, and tags are the cell's affair.
    """

    width: Pt
    tab: Pt
    in_cell: bool


def indents(paragraph: Paragraph, frame: Frame) -> tuple[Pt, Pt, Pt]:
    """Where its first line and the others begin, and where all end, from the left edge of its column.

    Indents that leave no room at all end before the right edge.
    """
    form = paragraph.format
    least = min(paragraph.mark.size, frame.width)
    right = max(frame.width - form.indent_right, least)
    return min(form.indent_left + form.first_line, right - least), min(form.indent_left, right - least), right


class Breakable(Protocol):
    """A paragraph that can be broken anew around what floats."""

    @property
    def frame(self) -> Frame:
        """The column that it stands in."""

    def around(self, start: int, y: Pt, slot_at: SlotAt) -> list[tuple[Line, Slot]]:
        """Its lines from the character `start` on, which stands at `y`, each in the slot that it finds there."""

    def strips(self, lines: Sequence[Line], *, breaks: bool, skips: Sequence[Pt] = ()) -> tuple[Strip, ...]:
        """The strips of its lines, each of which stands `skips` further down than it would."""


class Source(NamedTuple):
    """Where a line comes from that can be broken anew: line `number` of a paragraph, broken for this `slot`."""

    paragraph: Breakable
    number: int
    slot: Slot = FREE


class Strip(NamedTuple):
    """One line with the space around it. It is placed as a whole or not at all.

    `mirrored` is how far to the right it stands on even pages, where its indents have changed places. `anchors` are
    where floating drawings are anchored in it; `source` is known where text may go around some.
    """

    line: Line
    height: Pt
    baseline: Pt
    before: Pt = 0
    after: Pt = 0
    glue: bool = False
    breaks: bool = False
    ends: Ends = ""
    tags: tuple[str, ...] = ()
    tagged: tuple[Pt, Pt] = (0, 0)
    heading: tuple[int, str] | None = None
    rules: tuple[tuple[Pt, Pt, Pt, Border], ...] = ()
    box: BoxPiece | None = None
    mirrored: Pt = 0
    anchors: tuple[AnchorPoint, ...] = ()
    source: Source | None = None

    @property
    def whole(self) -> bool:
        """A line has no inside to break."""
        return True

    @property
    def head(self) -> Pt:
        """All of it, and the lower line of its box in case the page ends below it."""
        return self.height if self.box is None else self.height + self.box.closing

    def at_head(self) -> Strip:
        """The same where a page begins with it: its box is opened again, by the upper line (ECMA-376 17.3.1.42)."""
        if self.box is None or not self.box.opening or self.box.above is None:
            return self
        box, more, border = self.box, self.box.opening, self.box.above.border
        opening = (thickness(border) / 2, box.left, box.right, border)
        rules = (opening, *[(more + down, x1, x2, line) for down, x1, x2, line in self.rules])
        return self._replace(
            height=self.height + more, baseline=self.baseline + more, rules=rules, box=box._replace(joins=False)
        )

    def place(self, room: Pt, *, force: bool, follow: Pt) -> Placement | None:  # noqa: ARG002 - the protocol's
        """Itself, if it fits or must."""
        if self.head > room + 0.01 and not force:
            return None
        return Placement([(0, 0, self)], self.height, None)

    def place_all(self, drawn: Drawn, y: Pt) -> Pt:
        """Itself."""
        drawn.append((0, y, self))
        return self.height

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Put its text, underlines and pictures onto `sheet`."""
        if self.mirrored and sheet.is_even:
            x += self.mirrored
        baseline = y + self.baseline
        line = self.line
        counted = None if sheet.repeating else sheet.counted
        if self.box is not None or self.rules:
            self._emit_box(sheet, x, y)
        for left, text, face, size, color, advance, spacing, scale, rise in line.segments:
            sheet.texts.append(TextItem(x + left, baseline - rise, text, face, size, color, advance, spacing, scale))
            if counted is not None:
                counted.append(text)
        if line.underlines or line.pictures or line.shades or line.links:
            self._emit_rest(sheet, x, baseline)
        if line.marks:
            sheet.mark(line.marks)
            sheet.spots += [Spot(point, x, y, sheet.repeating) for point in self.anchors]
        if line.fields and not sheet.repeating:
            sheet.fields += line.fields
        for tag in self.tags:
            sheet.place(tag, (x, y, *self.tagged))
        if self.heading:
            sheet.heading(*self.heading, y)

    def _emit_box(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        if self.box is not None:
            sheet.boxes.draw(self.box, x, y, self.height)
        for down, x1, x2, border in self.rules:
            sheet.rules.append(RuleItem(x + x1, y + down, x + x2, y + down, border.width, border.color, border.style))

    def _emit_rest(self, sheet: Sheet, x: Pt, baseline: Pt) -> None:
        for x1, x2, drop, width, color, style, _ in self.line.underlines:
            sheet.rules.append(RuleItem(x + x1, baseline + drop, x + x2, baseline + drop, width, color, style))
        for shade in self.line.shades:
            shade.emit(sheet, x, baseline)
        for text in self.line.links:
            height = text.ascent + text.descent
            box = (x + text.x1, baseline - text.ascent, text.x2 - text.x1, height)
            sheet.links.append((box, text.link))
        for left, picture in self.line.pictures:
            top = baseline - picture.height
            if not isinstance(picture, Picture):
                picture.emit(sheet, x + left, top)
                continue
            sheet.pictures.append(PictureItem(x + left, top, picture.width, picture.height, picture.name, picture.data))
            sheet.counted_pictures += not sheet.repeating
