"""Fields among runs: where they begin and end, and what they leave in the paragraph (ECMA-376 17.16.18, .19, .23).

Which are open, and what each prints, is in `fields`.
"""

from __future__ import annotations

from docgen.messages import Message
from docgen.pages.read.compounds import overlaid
from docgen.pages.read.context import Story
from docgen.pages.read.fields import OpenField, number_of_page, on_paper
from docgen.pages.read.form_fields import form_field_text
from docgen.pages.read.inline_builder import InlineBuilder
from docgen.pages.read.inline_model import Compound, PageField
from docgen.pages.read.links import words_of
from docgen.pages.read.ooxml import Element, W
from docgen.pages.read.run_model import TextRun
from docgen.pages.read.run_properties import RunLook
from docgen.pages.read.style_references import style_field


def read_page_number(builder: InlineBuilder, _: Element, look: RunLook) -> None:
    """`w:pgNum`, a page number without a field around it."""
    builder.add(PageField("PAGE", look.style), look)


def read_field_character(builder: InlineBuilder, element: Element, look: RunLook) -> None:
    """`w:fldChar`: a field begins, its result begins, or it ends."""
    match element.get(W + "fldCharType"):
        case "begin":
            builder.story.fields.begin(look.style, form_field_text(element))
        case "separate":
            builder.enter(builder.story.fields.separate())
        case "end":
            end_field(builder, hidden=look.hidden)


def read_instruction(builder: InlineBuilder, element: Element, look: RunLook) -> None:
    """`w:instrText`."""
    builder.story.fields.instruct(element.text or "", look.style)


def end_field(builder: InlineBuilder, *, hidden: bool = False) -> None:
    """End the innermost field; add what it leaves on paper beside its stored result, unless its end is `hidden`."""
    ended = builder.story.fields.end()
    builder.leave(ended.link if ended else None)
    result = None if ended is None or hidden else _on_paper(ended, builder.story)
    if ended is None or result is None or not builder.story.fields.admits(ended.style):
        return
    if isinstance(result, Compound):
        builder.inlines.append(result)
    elif isinstance(result, PageField):
        if result.bookmark:
            called = words_of(ended.instruction)[1]
            builder.story.references.ask(result, called, builder.reading.place, builder.story.part.path)
        builder.inlines.append(result)
    elif isinstance(result, str):
        builder.append(TextRun(result, ended.style))
    else:
        builder.reading.cannot_set(result)


def _on_paper(ended: OpenField, story: Story) -> PageField | Compound | Message | str | None:
    if ended.kind == "EQ" and not ended.has_result and (compound := overlaid(ended.pieces)):
        return compound
    if ended.kind == "STYLEREF" and story.fields.in_margins:
        return style_field(ended, story)
    return on_paper(ended)


def number_entry(builder: InlineBuilder, bookmark: str, start: int) -> None:
    """Compute the page number of a contents list's entry that leads to `bookmark` and whose number is no field.

    LibreOffice stores them so.
    """
    number = number_of_page(builder.inlines[start:])
    if number is None or not builder.story.references.are_in(builder.story.part.root, bookmark):
        return
    while isinstance(builder.inlines[-1], TextRun):
        builder.inlines.pop()
    builder.story.fields.page()
    field = PageField("PAGEREF", number.style, bookmark=bookmark, stored=number.text)
    builder.story.references.ask(field, bookmark, builder.reading.place, builder.story.part.path)
    builder.inlines.append(field)
