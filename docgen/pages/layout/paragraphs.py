"""Turns a paragraph into strips: one for each line, with its height, its baseline and what must stay together.

Guarantees: the strips' text is the paragraph's; breaking between any two strips whose first is not `glue` keeps what
the paragraph asks for (keep-with-next, keep-lines, widow and orphan control; ECMA-376 17.3.1.14, .15, .44).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docgen.lengths import Pt
from docgen.pages.layout.flow import Placement
from docgen.pages.layout.lines import Line, Measure, break_lines
from docgen.pages.layout.measure import Measurer, Resolve
from docgen.pages.layout.sheet import Placed, Sheet
from docgen.pages.model import PictureItem, RuleItem, TextItem
from docgen.pages.read.model import Paragraph, ParagraphFormat, PlaceMark, TextRun

_EXACT_ASCENT = 0.8
"""Of a line of exact height: the part above the baseline, in Word and LibreOffice alike."""

DEFAULT_TAB: Pt = 36
"""The distance of default tab stops where the document does not say (ECMA-376 17.15.1.25: 720 twentieths)."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One line with the space around it. It is placed as a whole or not at all."""

    line: Line
    height: Pt
    baseline: Pt
    before: Pt = 0
    after: Pt = 0
    glue: bool = False
    breaks: bool = False
    ends: bool = False
    tags: tuple[str, ...] = ()
    tagged: tuple[Pt, Pt] = (0, 0)
    heading: tuple[int, str] | None = None

    @property
    def whole(self) -> bool:
        """A line has no inside to break."""
        return True

    @property
    def head(self) -> Pt:
        """All of it."""
        return self.height

    def place(self, room: Pt, *, force: bool, follow: Pt) -> Placement | None:  # noqa: ARG002 - the protocol's
        """Itself, if it fits or must."""
        if self.height > room + 0.01 and not force:
            return None
        return Placement([Placed(0, 0, self)], self.height, None)

    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Put its text, underlines and pictures onto `sheet`."""
        baseline = y + self.baseline
        line = self.line
        counted = None if sheet.repeating else sheet.counted
        for left, text, face, size, color, advance, spacing in line.segments:
            sheet.texts.append(TextItem(x + left, baseline, text, face, size, color, advance, spacing))
            if counted is not None:
                counted.append(text)
        if line.underlines or line.pictures:
            self._emit_rest(sheet, x, baseline)
        if line.fields and not sheet.repeating:
            sheet.fields += line.fields
        for tag in self.tags:
            sheet.place(tag, (x, y, *self.tagged))
        if self.heading:
            sheet.heading(*self.heading, y)

    def _emit_rest(self, sheet: Sheet, x: Pt, baseline: Pt) -> None:
        for x1, x2, drop, width, color in self.line.underlines:
            sheet.rules.append(RuleItem(x + x1, baseline + drop, x + x2, baseline + drop, width, color))
        for left, picture in self.line.pictures:
            top = baseline - picture.height
            sheet.pictures.append(PictureItem(x + left, top, picture.width, picture.height, picture.name, picture.data))
            sheet.counted_pictures += not sheet.repeating


@dataclass(frozen=True, slots=True)
class Frame:
    """The column that a paragraph stands in. In a table cell, page breaks and tags are the cell's affair."""

    width: Pt
    in_cell: bool = False
    tab: Pt = DEFAULT_TAB


def set_paragraph(paragraph: Paragraph, frame: Frame, measurer: Measurer, resolve: Resolve) -> tuple[Strip, ...]:
    """Break `paragraph` to the width of `frame`."""
    form = paragraph.format
    right = frame.width - form.indent_right
    measure = Measure(form.indent_left + form.first_line, form.indent_left, right, frame.tab, form.alignment)
    stream = measurer.stream(paragraph.inlines, resolve, justify=form.alignment in {"justify", "distribute"})
    lines = break_lines(stream, measure)
    if len(lines) > 1 and lines[-2].ends_page and not lines[-1].segments and not lines[-1].pictures:
        lines.pop()  # the paragraph's mark stays on the page that its last break ends (Word; 17.15.3.18 is off)
    mark = measurer.face(paragraph.mark, wide=True)
    empty = (mark.ascent * paragraph.mark.size, (mark.line_height - mark.ascent) * paragraph.mark.size)
    strips = [_strip(line, form, empty) for line in lines]
    if frame.in_cell:
        strips = [replace(strip, ends=False) if strip.ends else strip for strip in strips]
    elif strips[0].ends and not strips[0].height and len(strips) > 1:
        strips = [replace(strips[1], breaks=True), *strips[2:]]  # begins with a page break
    return tuple(_with_keeps(strips, paragraph, frame))


def _strip(line: Line, form: ParagraphFormat, empty: tuple[Pt, Pt]) -> Strip:
    has_text = bool(line.segments)
    ascent, descent = (line.ascent, line.descent) if has_text else empty
    if line.ends_page and not has_text and not line.pictures:
        return Strip(line, 0, 0, ends=True)  # a break of its own takes no line
    height, baseline = _leading(ascent, descent, form)
    if line.picture_height > baseline:
        # Word cuts a picture off that is taller than its exact line; here the line grows, so that nothing is lost.
        baseline, height = line.picture_height, line.picture_height + (height - baseline if has_text else 0)
    return Strip(line, height, baseline, ends=line.ends_page)


def _leading(ascent: Pt, descent: Pt, form: ParagraphFormat) -> tuple[Pt, Pt]:
    """(height, baseline from the top) of a line of type by the paragraph's line rule (ECMA-376 17.3.1.33)."""
    natural = ascent + descent
    if form.line_rule == "exact":
        return form.line, _EXACT_ASCENT * form.line
    if form.line_rule == "at_least":
        height = max(natural, form.line)
        return height, ascent + height - natural
    height = natural * form.line
    return height, ascent + min(height - natural, 0)  # what is added goes below the type, what is taken off is above it


def _with_keeps(strips: Sequence[Strip], paragraph: Paragraph, frame: Frame) -> list[Strip]:
    """The strips with what concerns the paragraph as a whole: space, glue, tags, heading."""
    form = paragraph.format
    last = len(strips) - 1
    widows = form.widow_control and last > 0
    result = []
    for index, strip in enumerate(strips):
        changes: dict[str, object] = {}
        if index == last:
            changes["glue"] = form.keep_next and not strip.ends
            changes["after"] = form.space_after
        elif not strip.ends and (form.keep_lines or (widows and index in {0, last - 1})):
            changes["glue"] = True
        if index == 0:
            changes["before"] = form.space_before
            changes |= _opening(paragraph, frame, sum(strip.height for strip in strips))
        result.append(replace(strip, **changes) if changes else strip)  # type: ignore[arg-type]
    return result


def _opening(paragraph: Paragraph, frame: Frame, height: Pt) -> dict[str, object]:
    """What the first strip carries for the whole paragraph."""
    breaks = paragraph.format.page_break_before and not frame.in_cell
    tags = () if frame.in_cell else tuple(mark.tag for mark in paragraph.inlines if isinstance(mark, PlaceMark))
    heading = None
    if paragraph.heading:
        text = "".join(run.text for run in paragraph.inlines if isinstance(run, TextRun))
        heading = (paragraph.heading, text)
    opening = {"tags": tags, "tagged": (frame.width, height), "heading": heading}
    return opening | ({"breaks": True} if breaks else {})
