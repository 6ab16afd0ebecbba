"""References among runs: to footnotes and endnotes, with their marks, and to comments (ECMA-376 17.11, 17.13.4).

The notes themselves are read by `notes`.
"""

from __future__ import annotations

from docgen.messages import message
from docgen.pages.read.inline_builder import InlineBuilder
from docgen.pages.read.notes import NoteMark
from docgen.pages.read.ooxml import Element, local_name
from docgen.pages.read.run_properties import RunLook


def read_note(builder: InlineBuilder, reference: Element, look: RunLook) -> None:
    """A footnote or an endnote. The note goes before its mark, so that no line ends between them."""
    notes = builder.story.notes
    if not builder.shows(look):
        return
    if notes is None:
        builder.reading.cannot_set(message("note in a header, a footer, a text box or another note"))
        return
    reader = notes.footnotes if local_name(reference) == "footnoteReference" else notes.endnotes
    mark, note = reader.refer(reference, builder.reading)
    if note:
        builder.inlines.append(note)
    _add_mark(builder, mark, look, in_note=False)


def read_note_mark(builder: InlineBuilder, _: Element, look: RunLook) -> None:
    """The mark of a note before its own text."""
    _add_mark(builder, builder.story.note_mark, look, in_note=True)


def _add_mark(builder: InlineBuilder, mark: NoteMark, look: RunLook, *, in_note: bool) -> None:
    if isinstance(mark, str):
        builder.add_text(mark, look)
    else:
        builder.add(mark.field(look.style, in_note=in_note), look)


def leave_comment_out(builder: InlineBuilder, _: Element, look: RunLook) -> None:
    """Comments are not printed, which is said."""
    if builder.shows(look):
        builder.story.findings.leave_out(message("comment"), builder.reading.place, builder.story.part.path)
