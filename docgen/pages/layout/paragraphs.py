"""Turns a paragraph into strips: one for each line, with its height, its baseline and what must stay together.

Guarantees: the strips' text is the paragraph's; breaking between any two strips whose first is not `glue` keeps what
the paragraph asks for (keep-with-next, keep-lines, widow and orphan control; ECMA-376 17.3.1.14, .15, .44).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import NamedTuple, TypeAlias

from docgen.fonts import FontLibrary
from docgen.lengths import Pt
from docgen.pages.layout.anchoring import AnchorPoint, Spot
from docgen.pages.layout.boxes import BoxPiece, box_piece, span_of, thickness
from docgen.pages.layout.breaking import break_lines, break_row
from docgen.pages.layout.cutting import Measure
from docgen.pages.layout.flow import Ends, Placement, Stacked
from docgen.pages.layout.lines import Line
from docgen.pages.layout.measure import Measurer, Resolve
from docgen.pages.layout.memory import Memory
from docgen.pages.layout.obstacles import FREE, NARROWEST_BESIDE, Slot
from docgen.pages.layout.sheet import Drawn, Sheet
from docgen.pages.model import PictureItem, RuleItem, TextItem
from docgen.pages.read.block_model import Block, Paragraph
from docgen.pages.read.border_model import Border
from docgen.pages.read.format_model import ParagraphFormat
from docgen.pages.read.inline_model import Compound, PageField, Picture, PlaceMark, Tab
from docgen.pages.read.run_model import RunStyle, TextRun

_MEMORY = 1024
"""Paragraphs and cells remembered, of each: about as many as a plan of twenty pages has."""

_EXACT_ASCENT = 0.8
"""Of a line of exact height: the part above the baseline, in Word and LibreOffice alike."""


_GRID_NEED = 1.3 / 1.437
"""Of a line's height: what counts where lines of the grid are counted. Word reckons 1.3 em for 宋体, 仿宋 and their
like; the bundled Song has 1.437, and 小四 (12 pt) would take two lines of Word's usual grid instead of one."""

_ROUNDING = 0.01

_ENDLESS: Pt = 1_000_000

_TRIES = 4
"""Attempts to find a line that is as high as its slot was looked for."""

SlotAt: TypeAlias = Callable[[Pt, Pt, Pt], Slot]
"""Where a line finds room that begins at some y, is so high, and needs at least so much of the width."""


class Source(NamedTuple):
    """Where a line comes from that can be broken anew: line `number` of a paragraph, broken for this `slot`."""

    paragraph: SetParagraph
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


class Frame(NamedTuple):
    """The column that a paragraph stands in, and the distance of its default tab stops.

    In a table cell (or a page header) there are no page breaks, and tags are the cell's affair.
    """

    width: Pt
    tab: Pt
    in_cell: bool


class ParagraphSetter:
    """Sets paragraphs with the faces of one font library.

    Remembers what it has set, here and in the cells of tables: tables, headers and the templates' own words say the
    same again and again, over documents and over plans.
    """

    def __init__(self, fonts: FontLibrary) -> None:
        self._measurer = Measurer(fonts)
        self._known: Memory[tuple[object, ...], tuple[Strip, ...]] = Memory(_MEMORY)
        self.cells: Memory[tuple[Sequence[Block], Pt, Pt], Stacked] = Memory(_MEMORY)

    def set(self, paragraph: Paragraph, frame: Frame, resolve: Resolve) -> tuple[Strip, ...]:
        """The strips of `paragraph`; `resolve` says what its page fields read, which is what they are remembered by."""
        key: tuple[object, ...] = (paragraph, frame)
        strips = self._known.get(key)
        if strips is None:
            fields = [inline for inline in paragraph.inlines if isinstance(inline, PageField)]
            if fields:
                key = (*key, *map(resolve, fields))
                strips = self._known.get(key)
                if strips:
                    return _with_fields(strips, fields)
        if strips is None:
            strips = self.set_anew(paragraph, frame, resolve)
            self._known.keep(key, strips)
        return strips

    def extent(self, paragraph: Paragraph, resolve: Resolve) -> tuple[Pt, Pt]:
        """The widths of what of a paragraph cannot be broken, and of all of it in one line."""
        form = paragraph.format
        stream = self._measurer.stream(paragraph.inlines, resolve, justify=False, typography=form.typography)
        indents = form.indent_left + form.indent_right
        least, most = stream.extent
        return least + indents, most + indents + max(form.first_line, 0)

    def measured(self, paragraph: Paragraph, frame: Frame, resolve: Resolve) -> SetParagraph:
        """The paragraph, ready to be broken around what floats."""
        return SetParagraph(paragraph, frame, self._measurer, resolve)

    def line_of(self, text: str, style: RunStyle) -> Line:
        """Text on one line, however long that is."""
        stream = self._measurer.stream((TextRun(text, style),), _no_field, justify=False)
        return break_lines(stream, Measure(0, 0, _ENDLESS, _ENDLESS, "left"))[0]

    def set_anew(self, paragraph: Paragraph, frame: Frame, resolve: Resolve) -> tuple[Strip, ...]:
        """The same, where whoever asks remembers it."""
        return _set(paragraph, frame, self._measurer, resolve)


def _with_fields(strips: tuple[Strip, ...], fields: Sequence[PageField]) -> tuple[Strip, ...]:
    """The strips of an equal paragraph with the `fields` of this one: what each reads where it stands is learned."""
    own = iter(fields)
    return tuple(
        strip._replace(line=strip.line._replace(fields=tuple((next(own), text) for _, text in strip.line.fields)))
        if strip.line.fields
        else strip
        for strip in strips
    )


def _set(paragraph: Paragraph, frame: Frame, measurer: Measurer, resolve: Resolve) -> tuple[Strip, ...]:
    """Break `paragraph` to the width of `frame`."""
    set_paragraph = SetParagraph(paragraph, frame, measurer, resolve)
    lines = break_lines(set_paragraph.stream, set_paragraph.measure)
    breaks = paragraph.format.page_break_before and not frame.in_cell
    lines = _tidied(lines)
    if len(lines) > 1 and _only_breaks(lines[0]) and not frame.in_cell:
        lines, breaks = [_with_marks(lines[1], lines[0]), *lines[2:]], True
    return set_paragraph.strips(lines, breaks=breaks)


def _tidied(lines: list[Line]) -> list[Line]:
    """The lines of a whole paragraph: its mark stays on the page that its last break ends, as in Word."""
    if len(lines) > 1 and lines[-2].ends == "page" and _is_bare(lines[-1]) and not lines[-1].anchors:
        return [*lines[:-2], _with_marks(lines[-2], lines[-1])]
    return lines


def _no_field(_: PageField) -> str:
    return ""


class SetParagraph:
    """A paragraph measured for a column, ready to be broken into lines."""

    __slots__ = ("frame", "measure", "measurer", "paragraph", "stream")

    def __init__(self, paragraph: Paragraph, frame: Frame, measurer: Measurer, resolve: Resolve) -> None:
        form = paragraph.format
        least = min(paragraph.mark.size, frame.width)
        right = max(frame.width - form.indent_right, least)
        justify = form.alignment in {"justify", "distribute"}
        stream = measurer.stream(paragraph.inlines, resolve, justify=justify, typography=form.typography)
        outdent = paragraph.number.share * stream.width_of(paragraph.number.characters) if paragraph.number else 0
        self.paragraph = paragraph
        self.frame = frame
        self.measurer = measurer
        self.stream = stream
        self.measure = Measure(
            min(form.indent_left + form.first_line, right - least) - outdent,
            min(form.indent_left, right - least),  # an indent that leaves no room at all ends before the right edge
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
        empty = (0.0, 0.0) if all(line.segments for line in lines) else _type_of(self.paragraph.mark, self.measurer)
        sizes = [_size(line, form, empty) for line in lines]
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
        empty = _type_of(self.paragraph.mark, self.measurer)
        height = _leading(*empty, self.paragraph.format)[0]
        while place is not None:
            least = NARROWEST_BESIDE
            for _ in range(_TRIES):  # the slot depends on the height of the line, which depends on what is in it
                slot = slot_at(y, height, least)
                rooms = slot.rooms or ((0, self.frame.width),)
                row = break_row(self.stream, place, rooms, self.measure, indent_right)
                needed = _size(row.line, self.paragraph.format, empty)[0]
                too_wide = _too_wide(row.line, slot)
                if needed == height and not too_wide:
                    break
                height, least = needed, max(least, too_wide)
            lines.append((row.line, slot))
            y += slot.skip + height
            place = row.end
        slots = [slot for _, slot in lines]
        return list(zip(_tidied([line for line, _ in lines]), slots, strict=False))


def _put_in_box(strips: list[Strip], form: ParagraphFormat, right: Pt) -> None:
    """Give each line its piece of the paragraph's box."""
    piece = box_piece(form, right)
    count = len(strips)
    for index, strip in enumerate(strips):
        strips[index] = strip._replace(box=piece and piece.of_line(first=index == 0, last=index == count - 1))


def _draw_borders(strips: list[Strip], form: ParagraphFormat, right: Pt) -> None:
    """Add the lines above the first strip and below the last, which make them taller."""
    left, right = span_of(form, right)
    if form.border_above:
        border, space = form.border_above
        first, more = strips[0], thickness(border) + space
        opening = (thickness(border) / 2, left, right, border)
        strips[0] = first._replace(height=first.height + more, baseline=first.baseline + more, rules=(opening,))
    if form.border_below:
        border, space = form.border_below
        last = strips[-1]
        rule = (last.height + space + thickness(border) / 2, left, right, border)
        rules = (*last.rules, rule) if border.width else last.rules
        strips[-1] = last._replace(height=last.height + space + thickness(border), rules=rules)


def _type_of(mark: RunStyle, measurer: Measurer) -> tuple[Pt, Pt]:
    """(ascent, descent) of a line that holds no type but the paragraph's mark."""
    face = measurer.face(mark, wide=True)
    return face.ascent * mark.size, (face.line_height - face.ascent) * mark.size


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


def _only_breaks(line: Line) -> bool:
    """Whether nothing of the line is on the page that it ends."""
    return line.ends == "page" and _is_bare(line) and not line.anchors


def _is_bare(line: Line) -> bool:
    return not line.segments and not line.pictures


def _size(line: Line, form: ParagraphFormat, empty: tuple[Pt, Pt]) -> tuple[Pt, Pt]:
    """(height, baseline from the top) of a line; `empty` is (ascent, descent) of one without type."""
    if line.ends and _is_bare(line):
        return 0, 0  # a break of its own takes no line
    height, baseline = _leading(*((line.ascent, line.descent) if line.segments else empty), form)
    if line.picture_height > baseline:
        # Word cuts a picture off that is taller than its exact line; here the line grows, so that nothing is lost.
        return line.picture_height + (height - baseline if line.segments else 0), line.picture_height
    return height, baseline


def _leading(ascent: Pt, descent: Pt, form: ParagraphFormat) -> tuple[Pt, Pt]:
    """(height, baseline from the top) of a line of type by the paragraph's line rule (ECMA-376 17.3.1.33)."""
    natural = ascent + descent
    if form.line_rule == "exact":
        return form.line, _EXACT_ASCENT * form.line
    if form.grid:
        return _on_grid(ascent, descent, form)
    if form.line_rule == "at_least":
        height = max(natural, form.line)
        return height, ascent + height - natural
    height = natural * form.line
    return height, ascent + min(height - natural, 0)  # what is added goes below the type, what is taken off is above it


def _on_grid(ascent: Pt, descent: Pt, form: ParagraphFormat) -> tuple[Pt, Pt]:
    """(height, baseline from the top) on a document grid: as many of its lines as the type needs (17.6.5).

    The type stands in the middle of them; what a multiple or a least height adds goes below and above, as elsewhere.
    """
    natural = ascent + descent
    taken = max(ceil(natural * _GRID_NEED / form.grid - _ROUNDING), 1) * form.grid
    baseline = ascent + (taken - natural) / 2
    if form.line_rule == "at_least":
        height = max(taken, form.line)
        return height, baseline + height - taken
    return taken * max(form.line, 1), baseline


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
