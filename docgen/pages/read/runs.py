"""Inline content: what stands in a paragraph, from its runs to its fields, controls and pictures (ECMA-376 17.3.2, .3).

Tracked changes count as accepted: what was inserted stays, what was deleted goes (17.13.5). Hidden text is not there,
as on Word's paper (17.3.2.41). A soft hyphen is nothing, since no line is broken there (17.3.3.29).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.block_model import Outdent
from docgen.pages.read.bullets import read_bullet
from docgen.pages.read.compounds import combined, guided, overlaid
from docgen.pages.read.context import Reading
from docgen.pages.read.drawing_model import Anchored, Drawing
from docgen.pages.read.drawings import chosen_branch, read_drawing
from docgen.pages.read.fields import OpenField, number_of_page, on_paper
from docgen.pages.read.form_fields import form_field_text
from docgen.pages.read.inline_model import (
    ColumnBreak,
    Compound,
    Inline,
    LineBreak,
    PageBreak,
    PageField,
    Picture,
    PlaceMark,
    Tab,
)
from docgen.pages.read.links import link_of_element, words_of
from docgen.pages.read.notes import NoteMark
from docgen.pages.read.ooxml import MC, Element, M, W, child, local_name, val
from docgen.pages.read.run_model import Link, RunStyle, TextRun
from docgen.pages.read.run_properties import RunLook
from docgen.pages.read.style_references import style_field
from docgen.pages.read.styles import Label, ParagraphKind, RunLooks
from docgen.pages.read.symbols import as_text
from docgen.pages.read.tab_stops import read_absolute_tab
from docgen.pages.read.vml import read_pict

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SMALL_CAPITALS = 0.8  # of the size, in Word and LibreOffice alike
_NON_BREAKING_HYPHEN = "\u2011"
# Characters that `w:hint="eastAsia"` moves from the Latin to the East Asian font (ECMA-376 17.3.2.26): quotation marks,
# dashes, dots, Greek, Cyrillic, arrows, numbers in circles.
_HINTED = re.compile(
    "([\u00a1\u00a4\u00a7\u00a8\u00aa\u00ad\u00af-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00d7\u00f7\u0370-\u04ff\u2010-\u2bff]+)"
)


class InlineReader:
    """Reads one paragraph's children into `inlines`; neighbouring text of one look becomes one run.

    `spacing` is what the document grid adds to every character, `cell` the width of its cells. `label` is the number
    that the paragraph got. `draws` where drawings other than pictures were among them.
    """

    def __init__(self, reading: Reading, looks: RunLooks, spacing: Pt = 0, cell: Pt = 0) -> None:
        self.reading = reading
        self.story = reading.story
        self.looks = looks
        self.spacing = spacing
        self.cell = cell
        self.draws = False
        self.inlines: list[Inline] = list(self.story.marks)
        self.story.marks.clear()
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
                self._add(picture, label.look)
            else:
                self._add_text(text, label.look)
            if label.suffix == "tab":
                self._add(Tab(label.look.style), label.look)
            elif label.suffix == "space":
                self._add_text(" ", label.look)
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
        self._enter(fields.separate())
        self.read(field)
        self._end_field()

    def _read_alternatives(self, alternatives: Element) -> None:
        branch = chosen_branch(alternatives)
        if branch is not None:
            self.read(branch)

    def _read_hyperlink(self, hyperlink: Element) -> None:
        link = link_of_element(hyperlink, self.story.part)
        self._enter(link)
        before = len(self.inlines)
        self.read(hyperlink)
        self._leave(link)
        if link and link.bookmark and self.story.fields.in_contents():
            self._number_entry(link.bookmark, before)

    def _number_entry(self, bookmark: str, start: int) -> None:
        """Compute the page number of a contents list's entry that leads to `bookmark` and whose number is no field.

        LibreOffice stores them so.
        """
        number = number_of_page(self.inlines[start:])
        if number is None or not self.story.references.are_in(self.story.part.root, bookmark):
            return
        while isinstance(self.inlines[-1], TextRun):
            self.inlines.pop()
        self.story.fields.page()
        field = PageField("PAGEREF", number.style, bookmark=bookmark, stored=number.text)
        self.story.references.ask(field, bookmark, self.reading.place, self.story.part.path)
        self.inlines.append(field)

    def _enter(self, link: Link | None) -> None:
        if link:
            self.story.links.append(link)

    def _leave(self, link: Link | None) -> None:
        if link and self.story.links:
            self.story.links.pop()

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
                text = element.text
                if text:
                    preserved = element.get(_XML_SPACE) == "preserve"
                    self._add_text(text if preserved else text.strip(" \t\r\n"), look)
            elif tag in _IN_RUN:
                _IN_RUN[tag](self, element, look)
            elif tag not in _PASSED_OVER_IN_RUN:
                self._cannot_set(message("element {name}", name=local_name(element)), look)

    def _shows(self, look: RunLook) -> bool:
        """Whether content with this look gets on paper here; if so, what of the look cannot be set is noted."""
        if look.hidden or not self.story.fields.admits(look.style):
            return False
        for construct in look.beyond:
            self.reading.cannot_set(construct)
        return True

    def _cannot_set(self, construct: Message, look: RunLook) -> None:
        if self._shows(look):
            self.reading.cannot_set(construct)

    def _add(self, inline: Inline, look: RunLook) -> None:
        if self._shows(look):
            self.inlines.append(inline)

    def _add_text(self, text: str, look: RunLook) -> None:
        if not text or not self._shows(look):
            return
        if not text.isprintable():
            text = text.translate(_WHITE_SPACE)
        if look.symbols:
            text = "".join(self._symbol(look.style.latin, character) for character in text)
        if look.capitals:
            text = text.upper()
        if look.east_asian_hint:
            self._append_hinted(text, look)
        elif look.small_capitals and not look.capitals:
            self._append_small_capitals(text, look.style)
        else:
            self._append(TextRun(text, look.style))

    def _append(self, run: TextRun) -> None:
        last = self.inlines[-1] if self.inlines else None
        if isinstance(last, TextRun) and last.style == run.style:
            self.inlines[-1] = TextRun(last.text + run.text, run.style)
        elif run.text:
            self.inlines.append(run)

    def _append_small_capitals(self, text: str, style: RunStyle) -> None:
        """Small letters become capitals of a smaller size (ECMA-376 17.3.2.33)."""
        small = style._replace(size=style.size * _SMALL_CAPITALS)
        for is_small, letters in groupby(text, str.islower):
            part = "".join(letters)
            self._append(TextRun(part.upper(), small) if is_small else TextRun(part, style))

    def _append_hinted(self, text: str, look: RunLook) -> None:
        """Split off the ambiguous characters, and give them the East Asian font in both slots."""
        for index, part in enumerate(_HINTED.split(text)):
            style = look.style
            self._append(TextRun(part, style._replace(latin=style.east_asian) if index % 2 else style))

    def _symbol(self, font: str, character: str) -> str:
        """What a symbol font shows; letters of other scripts are not in it, and come from another font."""
        known = as_text(font, character)
        if known is None and (character.isascii() or "\uf000" <= character <= "\uf0ff"):
            self.reading.cannot_set(
                message("character {code} of the font {font}", code=f"{ord(character):04X}", font=font)
            )
        return known or character

    def _read_symbol(self, symbol: Element, look: RunLook) -> None:
        font, code = symbol.get(W + "font", ""), symbol.get(W + "char", "")
        try:
            known = as_text(font, chr(int(code, 16)))
        except (ValueError, OverflowError):
            known = None
        if known:
            self._add_text(known, look)
        else:
            self._cannot_set(message("character {code} of the font {font}", code=code, font=font), look)

    def _read_tab(self, _: Element, look: RunLook) -> None:
        self.story.fields.tab()
        self._add(Tab(look.style), look)

    def _read_absolute_tab(self, element: Element, look: RunLook) -> None:
        self.story.fields.tab()
        self._add(Tab(look.style, read_absolute_tab(element)), look)

    def _read_break(self, element: Element, look: RunLook) -> None:
        match element.get(W + "type"):
            case "page":
                self._add(PageBreak(), look)
            case "column":
                self._add(ColumnBreak(), look)
            case _:
                self._add(LineBreak(look.style), look)

    def _read_no_break_hyphen(self, _: Element, look: RunLook) -> None:
        self._add_text(_NON_BREAKING_HYPHEN, look)

    def _read_page_number(self, _: Element, look: RunLook) -> None:
        self._add(PageField("PAGE", look.style), look)

    def _read_field_character(self, element: Element, look: RunLook) -> None:
        match element.get(W + "fldCharType"):
            case "begin":
                self.story.fields.begin(look.style, form_field_text(element))
            case "separate":
                self._enter(self.story.fields.separate())
            case "end":
                self._end_field(hidden=look.hidden)

    def _end_field(self, *, hidden: bool = False) -> None:
        ended = self.story.fields.end()
        self._leave(ended.link if ended else None)
        result = None if ended is None or hidden else self._on_paper(ended)
        if ended is None or result is None or not self.story.fields.admits(ended.style):
            return
        if isinstance(result, Compound):
            self.inlines.append(result)
        elif isinstance(result, PageField):
            if result.bookmark:
                called = words_of(ended.instruction)[1]
                self.story.references.ask(result, called, self.reading.place, self.story.part.path)
            self.inlines.append(result)
        elif isinstance(result, str):
            self._append(TextRun(result, ended.style))
        else:
            self.reading.cannot_set(result)

    def _on_paper(self, ended: OpenField) -> PageField | Compound | Message | str | None:
        if ended.kind == "EQ" and not ended.has_result and (compound := overlaid(ended.pieces)):
            return compound
        if ended.kind == "STYLEREF" and self.story.fields.in_margins:
            return style_field(ended, self.story)
        return on_paper(ended)

    def _read_instruction(self, element: Element, look: RunLook) -> None:
        self.story.fields.instruct(element.text or "", look.style)

    def _read_drawing(self, drawing: Element, look: RunLook) -> None:
        if self._shows(look):
            self._append_drawn(read_drawing(drawing, self.reading))

    def _read_vml(self, picture: Element, look: RunLook) -> None:
        if self._shows(look):
            self._append_drawn(read_pict(picture, self.reading))

    def _append_drawn(self, drawn: Picture | Drawing | Anchored | None) -> None:
        if drawn is not None:
            self.inlines.append(drawn)
            self.draws = self.draws or not isinstance(drawn, Picture)

    def _read_ruby(self, ruby: Element, look: RunLook) -> None:
        """Text and its guide; where they hold more than text, the guide is noted and the text is kept (17.3.3.25)."""
        if not self._shows(look):
            return
        base, guide = self._apart(child(ruby, W + "rubyBase")), self._apart(child(ruby, W + "rt"))
        compound = guided(ruby, base, guide)
        if compound is None:
            self._cannot_set(message("phonetic guide"), look)
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

    def _read_note(self, reference: Element, look: RunLook) -> None:
        """The note goes before its mark, so that no line ends between them."""
        notes = self.story.notes
        if not self._shows(look):
            return
        if notes is None:
            self.reading.cannot_set(message("note in a header, a footer, a text box or another note"))
            return
        reader = notes.footnotes if local_name(reference) == "footnoteReference" else notes.endnotes
        mark, note = reader.refer(reference, self.reading)
        if note:
            self.inlines.append(note)
        self._add_mark(mark, look, in_note=False)

    def _read_note_mark(self, _: Element, look: RunLook) -> None:
        self._add_mark(self.story.note_mark, look, in_note=True)

    def _add_mark(self, mark: NoteMark, look: RunLook, *, in_note: bool) -> None:
        if isinstance(mark, str):
            self._add_text(mark, look)
        else:
            self._add(mark.field(look.style, in_note=in_note), look)

    def _leave_comment_out(self, _: Element, look: RunLook) -> None:
        if self._shows(look):
            self.story.findings.leave_out(message("comment"), self.reading.place, self.story.part.path)

    def _note(self, element: Element, look: RunLook) -> None:
        self._cannot_set(_NOTED[local_name(element)], look)


def control_tag(control: Element) -> str:
    """The tag of a content control, or ""."""
    return val(child(child(control, W + "sdtPr"), W + "tag")) or ""


_RUN, _RUN_PROPERTIES, _TEXT = W + "r", W + "rPr", W + "t"
_WHITE_SPACE = {0x09: " ", 0x0A: " ", 0x0D: " ", 0x85: " ", 0x2028: " ", 0x2029: " "}

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
    W + "pgNum": InlineReader._read_page_number,
    W + "fldChar": InlineReader._read_field_character,
    W + "instrText": InlineReader._read_instruction,
    W + "drawing": InlineReader._read_drawing,
    W + "pict": InlineReader._read_vml,
    W + "object": InlineReader._read_vml,
    W + "ruby": InlineReader._read_ruby,
    W + "commentReference": InlineReader._leave_comment_out,
    W + "footnoteReference": InlineReader._read_note,
    W + "endnoteReference": InlineReader._read_note,
    W + "footnoteRef": InlineReader._read_note_mark,
    W + "endnoteRef": InlineReader._read_note_mark,
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
