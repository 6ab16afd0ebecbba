"""Fields: which are open while a text is read, and what each leaves on paper (ECMA-376 17.16).

The layout computes the numbers of pages and sections, and PAGEREF. Of every other field the stored result is taken, as
Word prints it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal, cast

from docgen.messages import Message, message
from docgen.pages.read.inline_model import Inline, PageField, Tab
from docgen.pages.read.links import link_of_field, words_of
from docgen.pages.read.run_model import Link, RunStyle, TextRun

_COMPUTED = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"})
_COMPUTED_IN_MARGINS = _COMPUTED | {"STYLEREF"}
# Fields that print nothing where they stand (17.16.5): entries for tables and indexes, and assignments.
_SILENT = {
    "",
    "ASK",
    "BOOKMARK",
    "PRINT",
    "PRIVATE",
    "RD",
    "SET",
    "TA",
    "TC",
    "XE",
    "ADVANCE",
    "NEXT",
    "NEXTIF",
    "SKIPIF",
}
_FORM_FIELDS = {"FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT"}
_BUTTONS = {"MACROBUTTON", "GOTOBUTTON"}
# What follows \* (17.16.4.3.1): numerals by their name in 17.18.59, matched as [MS-OI29500] 2.1.1772 numbers both; and
# what changes no numerals. Small letters matter.
_NUMERALS = {
    "ARABIC": "decimal",
    "ARABICDASH": "numberInDash",
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
    "CHINESENUM1": "chineseCounting",
    "CHINESENUM2": "chineseLegalSimplified",
    "CHINESENUM3": "chineseCountingThousand",
    "CIRCLENUM": "decimalEnclosedCircle",
    "DBCHAR": "decimalFullWidth",
    "DBNUM1": "ideographDigital",
    "DBNUM2": "japaneseCounting",
    "DBNUM3": "japaneseLegal",
    "DBNUM4": "japaneseDigitalTenThousand",
    "GB1": "decimalEnclosedFullstop",
    "GB2": "decimalEnclosedParen",
    "GB3": "decimalEnclosedCircleChinese",
    "GB4": "ideographEnclosedCircle",
    "HEX": "hex",
    "ORDINAL": "ordinal",
    "SBCHAR": "decimalHalfWidth",
    "ZODIAC1": "ideographTraditional",
    "ZODIAC2": "ideographZodiac",
    "ZODIAC3": "ideographZodiacTraditional",
}
_PAGE_NUMBER = re.compile("[0-9]+|[ivxlc]+|[IVXLC]+")
_OTHER_SWITCHES = {"MERGEFORMAT", "CHARFORMAT"}


@dataclass(slots=True, eq=False, repr=False)
class OpenField:
    """A field between its begin and its end. `style` is that of its result's first run, until then of its begin.

    `has_tabs` and `has_pages` say whether there are tabs and PAGEREF fields in its result; `pieces` are those of its
    instruction, each with its style; `shown` is what a form field shows.
    """

    style: RunStyle
    shown: str | None = None
    instruction: str = ""
    in_result: bool = False
    has_result: bool = False
    link: Link | None = None
    has_tabs: bool = False
    has_pages: bool = False
    pieces: list[tuple[str, RunStyle]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Its name, such as `PAGE`; a formula's is `=`."""
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""


@dataclass(slots=True, eq=False, repr=False)
class OpenFields:
    """The fields that are open, the innermost last; they may run over several paragraphs, as a contents list does.

    `in_margins` of pages, more of them are computed.
    """

    in_margins: bool = False
    _open: list[OpenField] = field(default_factory=list)

    def begin(self, style: RunStyle, shown: str | None = None) -> None:
        """`w:fldChar` of the kind `begin`; `shown` is what a form field shows."""
        self._open.append(OpenField(style, shown))

    def instruct(self, text: str, style: RunStyle | None = None) -> None:
        """`w:instrText`; some fields print their instruction, in its own style."""
        if self._open and not self._open[-1].in_result:
            opened = self._open[-1]
            opened.instruction += text
            opened.pieces.append((text, style or opened.style))

    def separate(self) -> Link | None:
        """`w:fldChar` of the kind `separate`: the stored result follows, and leads where a click on it leads."""
        if not self._open:
            return None
        opened = self._open[-1]
        opened.in_result = True
        opened.link = link_of_field(opened.instruction)
        return opened.link

    def end(self) -> OpenField | None:
        """`w:fldChar` of the kind `end`: the field that it ends, None where none is open."""
        if not self._open:
            return None
        ended = self._open.pop()
        if ended.kind == "PAGEREF":
            self.page()
        return ended

    def tab(self) -> None:
        """A tab stands here."""
        for opened in self._open:
            opened.has_tabs = True

    def in_contents(self) -> bool:
        """Whether what is read now is an entry of a contents list whose page number is no field so far."""
        return any(opened.kind == "TOC" and opened.in_result for opened in self._open)

    def page(self) -> None:
        """The page number of an entry stands here."""
        for opened in self._open:
            opened.has_pages = True

    def admits(self, style: RunStyle) -> bool:
        """Whether text in this style that is met now is printed, and no instruction or computed result.

        Notes that the open fields have a result.
        """
        if not self._open:
            return True
        innermost = self._open[-1]
        if innermost.in_result and not innermost.has_result:
            innermost.style = style
        printed = self._prints()
        for opened in self._open:
            opened.has_result |= opened.in_result
        return printed

    def _prints(self) -> bool:
        computed = _COMPUTED_IN_MARGINS if self.in_margins else _COMPUTED
        return all(opened.in_result and opened.kind not in computed for opened in self._open)

    def unfinished(self) -> bool:
        """Whether a field is still open."""
        return bool(self._open)


def on_paper(ended: OpenField) -> PageField | Message | str | None:
    """What a field that ended here leaves on paper beside its stored result.

    A page field, the text of a field that stores none, or what cannot be set.
    """
    kind = ended.kind
    if kind in _COMPUTED:
        numerals = _numerals(ended.instruction)
        if isinstance(numerals, Message):
            return numerals
        if kind == "PAGEREF":
            return _page_of_bookmark(ended)
        return PageField(cast(Literal["PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"], kind), ended.style, numerals)
    return _beyond(ended)


def _beyond(ended: OpenField) -> Message | str | None:
    """Why the stored result of a field is not what should be printed; or what is printed where none is stored."""
    kind = ended.kind
    if kind == "TOC" and ended.has_tabs and not ended.has_pages:
        return message("page numbers of a contents list, as they are stored")
    if not ended.has_result and kind not in _SILENT:
        shown = _without_result(ended)
        if shown is not None:
            return shown
        return message("field {kind} without a stored result", kind=kind)
    return None


def number_of_page(inlines: Sequence[Inline]) -> TextRun | None:
    """What stands behind the last tab of an entry of a contents list, if it looks like the number of a page."""
    runs = list(takewhile(lambda inline: isinstance(inline, TextRun), reversed(inlines)))
    if not runs or len(runs) == len(inlines) or not isinstance(inlines[-1 - len(runs)], Tab):
        return None
    text = "".join(run.text for run in reversed(runs) if isinstance(run, TextRun))
    first = runs[-1]
    return TextRun(text, first.style) if _PAGE_NUMBER.fullmatch(text) and isinstance(first, TextRun) else None


def _without_result(ended: OpenField) -> str | None:
    """What a field shows that never stores a result: a form field (17.16.5.20), the text of a button (17.16.5.34).

    None where it should have stored one.
    """
    if ended.kind in _FORM_FIELDS:
        return "" if ended.shown is None and ended.kind == "FORMTEXT" else ended.shown
    if ended.kind in _BUTTONS:
        words = ended.instruction.split(maxsplit=2)  # its name, what it runs or leads to, its text
        return words[2].rstrip() if len(words) > 2 else ""
    return None


def _page_of_bookmark(ended: OpenField) -> PageField | Message:
    words = words_of(ended.instruction)
    if len(words) < len(("PAGEREF", "bookmark")) or "\\p" in words:  # `\p` says “above” or “below”
        return message("field {kind}", kind=ended.instruction.strip())
    return PageField("PAGEREF", ended.style, bookmark=words[1])


def _numerals(instruction: str) -> str | Message | None:
    r"""The numerals that a `\*` switch asks for, if one does; what cannot be set, such as a picture after `\#`."""
    words = instruction.replace(r"\*", r" \* ").split()
    asked = [words[index + 1] for index, word in enumerate(words[:-1]) if word == r"\*"]
    formats = [name for name in asked if name.upper() not in _OTHER_SWITCHES]
    known = [_NUMERALS.get(name) or _NUMERALS.get(name.upper()) for name in formats]
    if r"\#" in instruction or None in known:
        return message("number format of the field “{instruction}”", instruction=instruction.strip())
    return known[-1] if known else None
