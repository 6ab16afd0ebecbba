"""Inline content: what stands in a paragraph, from its runs to its fields, controls and pictures (ECMA-376 17.3.2, .3).

Tracked changes count as accepted: what was inserted stays, what was deleted goes (17.13.5). Hidden text is not there,
as on Word's paper (17.3.2.41). A soft hyphen is nothing, since no line is broken there (17.3.3.29). How text gets among
the inlines is settled by `inline_builder`; fields and notes are met by `field_marks` and `note_marks`.
"""

from __future__ import annotations

from collections.abc import Callable

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.block_model import Outdent
from docgen.pages.read.bullets import read_bullet
from docgen.pages.read.compounds import combined, guided
from docgen.pages.read.context import Reading
from docgen.pages.read.drawing_model import Anchored, Drawing
from docgen.pages.read.drawings import chosen_branch, read_drawing
from docgen.pages.read.field_marks import (
    end_field,
    number_entry,
    read_field_character,
    read_instruction,
    read_page_number,
)
from docgen.pages.read.inline_builder import InlineBuilder, written
from docgen.pages.read.inline_model import ColumnBreak, Inline, LineBreak, PageBreak, Picture, PlaceMark, Tab
from docgen.pages.read.links import link_of_element
from docgen.pages.read.note_marks import leave_comment_out, read_note, read_note_mark
from docgen.pages.read.ooxml import MC, Element, M, W, child, local_name, val
from docgen.pages.read.run_model import TextRun
from docgen.pages.read.run_properties import RunLook
from docgen.pages.read.styles import Label, ParagraphKind, RunLooks
from docgen.pages.read.symbols import as_text
from docgen.pages.read.tab_stops import read_absolute_tab
from docgen.pages.read.vml import read_pict

_NON_BREAKING_HYPHEN = "\u2011"


class InlineReader(InlineBuilder):
    """Reads one paragraph's children into `inlines`.

    `spacing` is what the document grid adds to every character, `cell` the width of its cells. `label` is the number
    that the paragraph got. `draws` where drawings other than pictures were among them.
    """

    def __init__(self, reading: Reading, looks: RunLooks, spacing: Pt = 0, cell: Pt = 0) -> None:
        super().__init__(reading)
        self.looks = looks
        self.spacing = spacing
        self.cell = cell
        self.draws = False
        self.label = ""

    def read(self, parent: Element) -> None:
        """Read what stands in `parent`, a paragraph or something around runs."""
        for element in parent:
            tag = element.tag
            if tag == _RUN:
                self._read_run(element)
            elif tag in _TRANSPARENT:
                self.read(element)
            elif tag in _AROUND_RUNS:
                _AROUND_RUNS[tag](self, element)
            elif tag not in _PASSED_OVER:
                self.reading.cannot_set(message("element {name}", name=local_name(element)))

    def read_part(self, paragraph: Element, kind: ParagraphKind, *, is_numbered: bool) -> None:
        """Read a whole paragraph of this kind, which may stand in one with others before it and behind it.

        If it `is_numbered` on its own, its number stands before its text, where there is any.
        """
        self.looks = kind.runs
        start = len(self.inlines)
        self.read(paragraph)
        if any(isinstance(inline, TextRun) and inline.style.adornment.combined for inline in self.inlines[start:]):
            self.inlines[start:] = combined(self.inlines[start:])
        if is_numbered and kind.label and any(isinstance(inline, TextRun) for inline in self.inlines[start:]):
            behind = self.inlines[start:]
            del self.inlines[start:]
            self.number(kind.label)
            self.inlines += behind

    def number(self, label: Label) -> Outdent | None:
        """Begin with the paragraph's number and what follows it (ECMA-376 17.9.28); how far it stands out."""
        text = self.story.counters.label(label.list, label.level)
        self.label = "" if isinstance(text, Message) else text
        if isinstance(text, Message):
            self.reading.cannot_set(text)
        elif text or label.picture:
            picture = label.picture and read_bullet(label.picture, label.look.style.size, self.reading)
            if picture:
                self.add(picture, label.look)
            else:
                self.add_text(text, label.look)
            if label.suffix == "tab":
                self.add(Tab(label.look.style), label.look)
            elif label.suffix == "space":
                self.add_text(" ", label.look)
            if label.outdent:
                return Outdent(1 if picture else len(text), label.outdent)
        return None

    # --- around runs --------------------------------------------------------------------------------------------------

    def _read_control(self, control: Element) -> None:
        tag = control_tag(control)
        if tag:
            self.inlines.append(PlaceMark(tag))
        content = child(control, W + "sdtContent")
        if content is not None:
            self.read(content)

    def _read_simple_field(self, field: Element) -> None:
        fields = self.story.fields
        fields.begin(self.looks.look(None, self.spacing, self.cell).style)
        fields.instruct(field.get(W + "instr", ""))
        self.enter(fields.separate())
        self.read(field)
        end_field(self)

    def _read_alternatives(self, alternatives: Element) -> None:
        branch = chosen_branch(alternatives)
        if branch is not None:
            self.read(branch)

    def _read_hyperlink(self, hyperlink: Element) -> None:
        link = link_of_element(hyperlink, self.story.part)
        self.enter(link)
        before = len(self.inlines)
        self.read(hyperlink)
        self.leave(link)
        if link and link.bookmark and self.story.fields.in_contents():
            number_entry(self, link.bookmark, before)

    def _read_bookmark(self, bookmark: Element) -> None:
        self.inlines += self.story.references.begin(bookmark)

    def _read_direction(self, embedding: Element) -> None:
        if val(embedding) == "rtl":
            self.reading.cannot_set(message("right-to-left text"))
        self.read(embedding)

    def _note_formula(self, _: Element) -> None:
        self.reading.cannot_set(message("formula"))

    # --- inside a run -------------------------------------------------------------------------------------------------

    def _read_run(self, run: Element) -> None:
        look = self.looks.look(child(run, _RUN_PROPERTIES), self.spacing, self.cell)
        self._read_run_content(run, look.leading_to(self.story.links[-1]) if self.story.links else look)

    def _read_run_content(self, parent: Element, look: RunLook) -> None:
        for element in parent:
            tag = element.tag
            if tag == _TEXT:
                self.add_text(written(element), look)
            elif tag in _IN_RUN:
                _IN_RUN[tag](self, element, look)
            elif tag not in _PASSED_OVER_IN_RUN:
                self.cannot_set(message("element {name}", name=local_name(element)), look)

    def _read_symbol(self, symbol: Element, look: RunLook) -> None:
        font, code = symbol.get(W + "font", ""), symbol.get(W + "char", "")
        try:
            known = as_text(font, chr(int(code, 16)))
        except (ValueError, OverflowError):
            known = None
        if known:
            self.add_text(known, look)
        else:
            self.cannot_set(message("character {code} of the font {font}", code=code, font=font), look)

    def _read_tab(self, _: Element, look: RunLook) -> None:
        self.story.fields.tab()
        self.add(Tab(look.style), look)

    def _read_absolute_tab(self, element: Element, look: RunLook) -> None:
        self.story.fields.tab()
        self.add(Tab(look.style, read_absolute_tab(element)), look)

    def _read_break(self, element: Element, look: RunLook) -> None:
        match element.get(W + "type"):
            case "page":
                self.add(PageBreak(), look)
            case "column":
                self.add(ColumnBreak(), look)
            case _:
                self.add(LineBreak(look.style), look)

    def _read_no_break_hyphen(self, _: Element, look: RunLook) -> None:
        self.add_text(_NON_BREAKING_HYPHEN, look)

    def _read_drawing(self, drawing: Element, look: RunLook) -> None:
        if self.shows(look):
            self._append_drawn(read_drawing(drawing, self.reading))

    def _read_vml(self, picture: Element, look: RunLook) -> None:
        if self.shows(look):
            self._append_drawn(read_pict(picture, self.reading))

    def _append_drawn(self, drawn: Picture | Drawing | Anchored | None) -> None:
        if drawn is not None:
            self.inlines.append(drawn)
            self.draws = self.draws or not isinstance(drawn, Picture)

    def _read_ruby(self, ruby: Element, look: RunLook) -> None:
        """Text and its guide; where they hold more than text, the guide is noted and the text is kept (17.3.3.25)."""
        if not self.shows(look):
            return
        base, guide = self._apart(child(ruby, W + "rubyBase")), self._apart(child(ruby, W + "rt"))
        compound = guided(ruby, base, guide)
        if compound is None:
            self.cannot_set(message("phonetic guide"), look)
            self.inlines += base
        else:
            self.inlines.append(compound)

    def _apart(self, parent: Element | None) -> list[Inline]:
        """What stands in `parent`, read by itself."""
        kept, self.inlines = self.inlines, []
        if parent is not None:
            self.read(parent)
        kept, self.inlines = self.inlines, kept
        return kept

    def _read_alternatives_in_run(self, alternatives: Element, look: RunLook) -> None:
        branch = chosen_branch(alternatives)
        if branch is not None:
            self._read_run_content(branch, look)

    def _note(self, element: Element, look: RunLook) -> None:
        self.cannot_set(_NOTED[local_name(element)], look)


def control_tag(control: Element) -> str:
    """The tag of a content control, or ""."""
    return val(child(child(control, W + "sdtPr"), W + "tag")) or ""


_RUN, _RUN_PROPERTIES, _TEXT = W + "r", W + "rPr", W + "t"

_TRANSPARENT = frozenset(W + name for name in ("ins", "moveTo", "smartTag", "customXml"))
_AROUND_RUNS: dict[str, Callable[[InlineReader, Element], None]] = {
    W + "sdt": InlineReader._read_control,
    W + "hyperlink": InlineReader._read_hyperlink,
    W + "bookmarkStart": InlineReader._read_bookmark,
    W + "fldSimple": InlineReader._read_simple_field,
    W + "dir": InlineReader._read_direction,
    W + "bdo": InlineReader._read_direction,
    MC + "AlternateContent": InlineReader._read_alternatives,
    M + "oMath": InlineReader._note_formula,
    M + "oMathPara": InlineReader._note_formula,
}
# Marks of ranges, and what was deleted: nothing of them is on paper.
RANGE_MARKS = frozenset(
    W + name
    for name in (
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd",
        "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
        "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd", "del", "moveFrom",
    )
)  # fmt: skip
_PASSED_OVER = RANGE_MARKS | {W + "pPr", W + "smartTagPr", W + "customXmlPr", W + "fldData"}
_PASSED_OVER_IN_RUN = frozenset(
    W + name for name in ("rPr", "lastRenderedPageBreak", "softHyphen", "delText", "delInstrText", "annotationRef")
)
_IN_RUN: dict[str, Callable[[InlineReader, Element, RunLook], None]] = {
    W + "tab": InlineReader._read_tab,
    W + "ptab": InlineReader._read_absolute_tab,
    W + "br": InlineReader._read_break,
    W + "cr": InlineReader._read_break,
    W + "noBreakHyphen": InlineReader._read_no_break_hyphen,
    W + "sym": InlineReader._read_symbol,
    W + "pgNum": read_page_number,
    W + "fldChar": read_field_character,
    W + "instrText": read_instruction,
    W + "drawing": InlineReader._read_drawing,
    W + "pict": InlineReader._read_vml,
    W + "object": InlineReader._read_vml,
    W + "ruby": InlineReader._read_ruby,
    W + "commentReference": leave_comment_out,
    W + "footnoteReference": read_note,
    W + "endnoteReference": read_note,
    W + "footnoteRef": read_note_mark,
    W + "endnoteRef": read_note_mark,
    W + "separator": InlineReader._read_tab,
    W + "continuationSeparator": InlineReader._read_tab,
    MC + "AlternateContent": InlineReader._read_alternatives_in_run,
}
_NOTED = {
    "dayShort": message("date of printing"),
    "dayLong": message("date of printing"),
    "monthShort": message("date of printing"),
    "monthLong": message("date of printing"),
    "yearShort": message("date of printing"),
    "yearLong": message("date of printing"),
}
_IN_RUN |= {W + name: InlineReader._note for name in _NOTED}
