"""Sets paragraphs with the faces of one font library, and remembers what it has set.

How one becomes lines and strips is in `paragraph_lines`.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.fonts import FontLibrary
from docgen.lengths import Pt
from docgen.pages.layout.breaking import break_lines
from docgen.pages.layout.cutting import Measure
from docgen.pages.layout.flow import Stacked
from docgen.pages.layout.inline_text import Resolve
from docgen.pages.layout.lines import Line
from docgen.pages.layout.measure import Measurer
from docgen.pages.layout.paragraph_lines import SetParagraph, set_whole
from docgen.pages.layout.plain_lines import plain_strip
from docgen.pages.layout.strips import Frame, Strip
from docgen.pages.memory import Memory
from docgen.pages.read.block_model import Block, Paragraph
from docgen.pages.read.inline_model import PageField
from docgen.pages.read.run_model import RunStyle, TextRun

_MEMORY = 1024
"""Paragraphs and cells remembered, of each: about as many as a plan of twenty pages has."""

_ENDLESS: Pt = 1_000_000


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
        plain = plain_strip(paragraph, frame, self._measurer)
        return (plain,) if plain else set_whole(paragraph, frame, self._measurer, resolve)


def _with_fields(strips: tuple[Strip, ...], fields: Sequence[PageField]) -> tuple[Strip, ...]:
    """The strips of an equal paragraph with the `fields` of this one: what each reads where it stands is learned."""
    own = iter(fields)
    return tuple(
        strip._replace(line=strip.line._replace(fields=tuple((next(own), text) for _, text in strip.line.fields)))
        if strip.line.fields
        else strip
        for strip in strips
    )


def _no_field(_: PageField) -> str:
    return ""
