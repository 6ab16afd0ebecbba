"""Fields: which are open while a text is read, and what each leaves on paper (ECMA-376 17.16).

The numbers of pages and sections are computed by the layout. Of every other field the stored result is taken, as
Word prints it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, cast

from docgen.messages import Message, message
from docgen.pages.read.model import PageField, RunStyle

_COMPUTED = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"}
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
# Fields whose stored result is wrong as soon as the pages are other than when the file was saved.
_STALE = {"STYLEREF"}
# What follows \* (17.16.4.3.1): numerals by their name in 17.18.59, and what changes no numerals. Small letters matter.
_NUMERALS = {
    "ARABIC": "decimal",
    "ARABICDASH": "numberInDash",
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
    "CHINESENUM2": "chineseLegalSimplified",
    "CHINESENUM3": "chineseCountingThousand",
    "CIRCLENUM": "decimalEnclosedCircle",
    "DBCHAR": "decimalFullWidth",
    "ZODIAC1": "ideographTraditional",
    "ZODIAC2": "ideographZodiac",
}
_OTHER_SWITCHES = {"MERGEFORMAT", "CHARFORMAT"}


@dataclass(slots=True, eq=False, repr=False)
class OpenField:
    """A field between its begin and its end. `style` is that of its result's first run, until then of its begin."""

    style: RunStyle
    instruction: str = ""
    in_result: bool = False
    has_result: bool = False

    @property
    def kind(self) -> str:
        """Its name, such as `PAGE`; a formula's is `=`."""
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""


@dataclass(slots=True, eq=False, repr=False)
class OpenFields:
    """The fields that are open, the innermost last; they may run over several paragraphs, as a contents list does."""

    _open: list[OpenField] = field(default_factory=list)

    def begin(self, style: RunStyle) -> None:
        """`w:fldChar` of the kind `begin`."""
        self._open.append(OpenField(style))

    def instruct(self, text: str) -> None:
        """`w:instrText`."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    def separate(self) -> None:
        """`w:fldChar` of the kind `separate`: the stored result follows."""
        if self._open:
            self._open[-1].in_result = True

    def end(self) -> OpenField | None:
        """`w:fldChar` of the kind `end`: the field that it ends, None where none is open."""
        return self._open.pop() if self._open else None

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
        return all(opened.in_result and opened.kind not in _COMPUTED for opened in self._open)

    def unfinished(self) -> bool:
        """Whether a field is still open."""
        return bool(self._open)


def on_paper(ended: OpenField) -> PageField | Message | None:
    """What a field that ended here leaves on paper beside its stored result: a page field, or what cannot be set."""
    kind = ended.kind
    if kind in _COMPUTED:
        numerals = _numerals(ended.instruction)
        if isinstance(numerals, Message):
            return numerals
        return PageField(cast(Literal["PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES"], kind), ended.style, numerals)
    if kind in _STALE:
        return message("field {kind}", kind=kind)
    if not ended.has_result and kind not in _SILENT:
        return message("field {kind} without a stored result", kind=kind)
    return None


def _numerals(instruction: str) -> str | Message | None:
    r"""The numerals that a `\*` switch asks for, if one does; what cannot be set, such as a picture after `\#`."""
    words = instruction.replace(r"\*", r" \* ").split()
    asked = [words[index + 1] for index, word in enumerate(words[:-1]) if word == r"\*"]
    formats = [name for name in asked if name.upper() not in _OTHER_SWITCHES]
    known = [_NUMERALS.get(name) or _NUMERALS.get(name.upper()) for name in formats]
    if r"\#" in instruction or None in known:
        return message("number format of the field “{instruction}”", instruction=instruction.strip())
    return known[-1] if known else None
