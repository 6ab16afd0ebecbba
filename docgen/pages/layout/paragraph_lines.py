"""Turns a paragraph into strips: one for each line, with its height, its baseline and what must stay together.

Guarantees: the strips' text is the paragraph's; breaking between any two strips whose first is not `glue` keeps what
the paragraph asks for (keep-with-next, keep-lines, widow and orphan control; ECMA-376 17.3.1.14, .15, .44).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.lengths import Pt
from docgen.pages.layout.boxes import box_piece, span_of, thickness
from docgen.pages.layout.breaking import break_lines, break_row
from docgen.pages.layout.cutting import Measure
from docgen.pages.layout.inline_text import Resolve
from docgen.pages.layout.leading import leading, size_of, type_of_mark
from docgen.pages.layout.lines import Line, is_bare
from docgen.pages.layout.measure import Measurer
from docgen.pages.layout.obstacles import NARROWEST_BESIDE, Slot
from docgen.pages.layout.strips import Frame, SlotAt, Strip, indents
from docgen.pages.read.block_model import Paragraph
from docgen.pages.read.format_model import ParagraphFormat
from docgen.pages.read.inline_model import Compound, PlaceMark, Tab
from docgen.pages.read.run_model import TextRun

_ROUNDING = 0.01

_TRIES = 4
"""Attempts to find a line that is as high as its slot was looked for."""


def set_whole(paragraph: Paragraph, frame: Frame, measurer: Measurer, resolve: Resolve) -> tuple[Strip, ...]:
    """Break `paragraph` to the width of `frame`."""
    set_paragraph = SetParagraph(paragraph, frame, measurer, resolve)
    lines = break_lines(set_paragraph.stream, set_paragraph.measure)
    breaks = paragraph.format.page_break_before and not frame.in_cell
    lines = _tidied(lines)
    if len(lines) > 1 and _only_breaks(lines[0]) and not frame.in_cell:
        lines, breaks = [_with_marks(lines[1], lines[0]), *lines[2:]], True
    return set_paragraph.strips(lines, breaks=breaks)


class SetParagraph:
    """A paragraph measured for a column, ready to be broken into lines."""

    __slots__ = ("frame", "measure", "measurer", "paragraph", "stream")

    def __init__(self, paragraph: Paragraph, frame: Frame, measurer: Measurer, resolve: Resolve) -> None:
        form = paragraph.format
        first, rest, right = indents(paragraph, frame)
        justify = form.alignment in {"justify", "distribute"}
        stream = measurer.stream(paragraph.inlines, resolve, justify=justify, typography=form.typography)
        outdent = paragraph.number.share * stream.width_of(paragraph.number.characters) if paragraph.number else 0
        self.paragraph = paragraph
        self.frame = frame
        self.measurer = measurer
        self.stream = stream
        self.measure = Measure(
            first - outdent,
            rest,
            right,
            frame.tab,
            form.alignment,
            form.hangs_punctuation,
            form.tab_stops,
            frame.width,
            form.upright,
        )

    def strips(self, lines: Sequence[Line], *, breaks: bool, skips: Sequence[Pt] = ()) -> tuple[Strip, ...]:
        """The strips of its lines, each of which stands `skips` further down than it would."""
        form = self.paragraph.format
        empty = (0.0, 0.0) if all(line.segments for line in lines) else type_of_mark(self.paragraph.mark, self.measurer)
        sizes = [size_of(line, form, empty) for line in lines]
        if skips:
            sizes = [(height + skip, base + skip) for (height, base), skip in zip(sizes, skips, strict=True)]
        opening = _Opening(self.paragraph, self.frame, sum([height for height, _ in sizes]), breaks=breaks)
        strips = list(_strips(lines, sizes, opening))
        if form.border_above or form.border_below:
            _draw_borders(strips, form, self.measure.right)
        if form.box:
            _put_in_box(strips, form, self.measure.right)
        return tuple(strips)

    def around(self, start: int, y: Pt, slot_at: SlotAt) -> list[tuple[Line, Slot]]:
        """Its lines from the character `start` on, which stands at `y`, each in the slot that it finds there."""
        lines: list[tuple[Line, Slot]] = []
        place: int | None = start
        indent_right = self.frame.width - self.measure.right
        empty = type_of_mark(self.paragraph.mark, self.measurer)
        height = leading(*empty, self.paragraph.format)[0]
        while place is not None:
            least = NARROWEST_BESIDE
            for _ in range(_TRIES):  # the slot depends on the height of the line, which depends on what is in it
                slot = slot_at(y, height, least)
                rooms = slot.rooms or ((0, self.frame.width),)
                row = break_row(self.stream, place, rooms, self.measure, indent_right)
                needed = size_of(row.line, self.paragraph.format, empty)[0]
                too_wide = _too_wide(row.line, slot)
                if needed == height and not too_wide:
                    break
                height, least = needed, max(least, too_wide)
            lines.append((row.line, slot))
            y += slot.skip + height
            place = row.end
        slots = [slot for _, slot in lines]
        return list(zip(_tidied([line for line, _ in lines]), slots, strict=False))


def _tidied(lines: list[Line]) -> list[Line]:
    """The lines of a whole paragraph: its mark stays on the page that its last break ends, as in Word."""
    if len(lines) > 1 and lines[-2].ends == "page" and is_bare(lines[-1]) and not lines[-1].anchors:
        return [*lines[:-2], _with_marks(lines[-2], lines[-1])]
    return lines


def _only_breaks(line: Line) -> bool:
    """Whether nothing of the line is on the page that it ends."""
    return line.ends == "page" and is_bare(line) and not line.anchors


def _with_marks(line: Line, other: Line) -> Line:
    """`line` with the bookmarks and notes of one that is not set."""
    return line._replace(marks=other.marks + line.marks) if other.marks else line


def _too_wide(line: Line, slot: Slot) -> Pt:
    """The width of the widest picture that stands out of the room it is in; 0 where all have room."""
    widths = [
        picture.width
        for x, picture in line.pictures
        if slot.rooms and not any(left <= x + _ROUNDING and x + picture.width <= right for left, right in slot.rooms)
    ]
    return max(widths, default=0)


class _Opening:
    """What a paragraph's first strip carries for the whole of it."""

    def __init__(self, paragraph: Paragraph, frame: Frame, height: Pt, *, breaks: bool) -> None:
        self.paragraph = paragraph
        self.frame = frame
        self.breaks = breaks
        self.box = (frame.width, height)
        self.tags: tuple[str, ...] = ()
        if not frame.in_cell:
            self.tags = tuple(mark.tag for mark in paragraph.inlines if isinstance(mark, PlaceMark))
        self.heading: tuple[int, str] | None = None
        if paragraph.heading:
            text = "".join(
                inline.text if isinstance(inline, TextRun | Compound) else " " * isinstance(inline, Tab)
                for inline in paragraph.inlines
            )
            self.heading = (paragraph.heading, text)


def _strips(lines: Sequence[Line], sizes: Sequence[tuple[Pt, Pt]], opening: _Opening) -> Iterator[Strip]:
    """The strips, each glued to the next where the paragraph asks for it."""
    form = opening.paragraph.format
    last = len(lines) - 1
    widows = form.widow_control and last > 0
    for index, (line, (height, baseline)) in enumerate(zip(lines, sizes, strict=True)):
        ends = "" if opening.frame.in_cell else line.ends
        glue = form.keep_next if index == last else form.keep_lines or (widows and index in {0, last - 1})
        is_first = index == 0
        yield Strip(
            line,
            height,
            baseline,
            before=form.space_before if is_first else 0,
            after=form.space_after if index == last else 0,
            glue=glue and not ends,
            breaks=is_first and opening.breaks,
            ends=ends,
            tags=opening.tags if is_first else (),
            tagged=opening.box,
            heading=opening.heading if is_first else None,
            mirrored=form.indent_right - form.indent_left if form.mirrors_indents else 0,
        )


def _draw_borders(strips: list[Strip], form: ParagraphFormat, right: Pt) -> None:
    """Add the lines above the first strip and below the last, which make them taller."""
    left, right = span_of(form, right)
    if form.border_above:
        border, space = form.border_above
        first, more = strips[0], thickness(border) + space
        opening = (thickness(border) / 2, left, right, border)
        strips[0] = first._replace(
            height=first.height + more, baseline=first.baseline + more, rules=(opening,) if border.width else ()
        )
    if form.border_below:
        border, space = form.border_below
        last = strips[-1]
        rule = (last.height + space + thickness(border) / 2, left, right, border)
        rules = (*last.rules, rule) if border.width else last.rules
        strips[-1] = last._replace(height=last.height + space + thickness(border), rules=rules)


def _put_in_box(strips: list[Strip], form: ParagraphFormat, right: Pt) -> None:
    """Give each line its piece of the paragraph's box."""
    piece = box_piece(form, right)
    count = len(strips)
    for index, strip in enumerate(strips):
        strips[index] = strip._replace(box=piece and piece.of_line(first=index == 0, last=index == count - 1))
