"""Makes a Word part say what was stored: turns every field that LibreOffice would work out anew into its stored result.

A date that is today's date on every day it is printed, the name of a temporary file, a reference that it cannot find:
what Word printed when the file was saved counts (ECMA-376 17.16.4). What depends on the pages stays a field.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.pages.read.form_fields import form_field_text
from docgen.pages.read.ooxml import Element, W

_FORM_FIELDS = frozenset(("FORMCHECKBOX", "FORMDROPDOWN"))
"""LibreOffice makes fields of a PDF form of them, which no page of a bundle may have: they become what they show."""
_COMPUTED = frozenset(("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"))
"""Fields whose result LibreOffice finds out, and rightly."""
_KEPT = _COMPUTED | {"HYPERLINK", "TOC", "INDEX", "SYMBOL", "EQ", "ADVANCE", "FORMTEXT", "TC", "XE"}
_CHARACTER = W + "fldChar"
_INSTRUCTION = W + "instrText"
_SIMPLE = W + "fldSimple"
_TEXT = W + "t"


@dataclass(slots=True)
class _Open:
    """A field that has begun: its marks, whether its stored result has, and whether there is text in that."""

    marks: list[Element] = field(default_factory=list)
    instruction: str = ""
    in_result: bool = False
    has_text: bool = False

    @property
    def kind(self) -> str:
        words = self.instruction.split(maxsplit=1)
        return words[0].upper() if words else ""


class Fields:
    """The fields that are open while a part is walked through in its order."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def pass_over(self, element: Element) -> _Open | None:
        """Take note of a field's mark; the field that it ends, if it does."""
        if element.tag == _CHARACTER:
            kind = element.get(W + "fldCharType")
            if kind == "begin":
                self._open.append(_Open())
            if not self._open:
                return None
            self._open[-1].marks.append(element)
            self._open[-1].in_result |= kind == "separate"
            return self._open.pop() if kind == "end" else None
        if element.tag == _TEXT:
            for opened in self._open:
                opened.has_text |= opened.in_result
        elif element.tag == _INSTRUCTION and self._open and not self._open[-1].in_result:
            self._open[-1].marks.append(element)
            self._open[-1].instruction += element.text or ""
        return None

    def is_stored(self) -> bool:
        """Whether text that stands here is printed as it is: no instruction, and no result that is worked out anew."""
        return all(opened.in_result and opened.kind not in _COMPUTED for opened in self._open)


def is_computed(simple: Element) -> bool:
    """Whether a `w:fldSimple` prints something else than its stored result."""
    return _simple_kind(simple) in _COMPUTED


def freeze(root: Element) -> bool:
    """Leave of each field in `root` that would be worked out anew its stored result alone; whether there was one."""
    fields = Fields()
    ended = [done for element in root.iter(_CHARACTER, _INSTRUCTION, _TEXT) if (done := fields.pass_over(element))]
    shown = [done for done in ended if not done.has_text and done.kind in _FORM_FIELDS and _show(done.marks[0])]
    marks = [mark for done in ended if done.in_result and done.kind not in _KEPT for mark in done.marks]
    marks += [mark for done in shown if not done.in_result for mark in done.marks]
    simple = [element for element in root.iter(_SIMPLE) if _simple_kind(element) not in _KEPT]
    for mark in marks:
        remove(mark)
    for element in simple:
        unwrap(element)
    return bool(marks or simple)


def _show(begin: Element) -> bool:
    """Write what a form field shows before its `begin`, as text; whether it is known."""
    text = form_field_text(begin)
    run = begin.getparent()
    if text is None or run is None:
        return False
    written = run.makeelement(W + "t")
    written.text = text
    run.insert(run.index(begin), written)
    return True


def unwrap(element: Element) -> None:
    """Put an element's children into its place."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def remove(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _simple_kind(simple: Element) -> str:
    words = simple.get(W + "instr", "").split(maxsplit=1)
    return words[0].upper() if words else ""
