"""Makes a Word part say what was stored: turns every field that LibreOffice would work out anew into its stored result.

A date that is today's date on every day it is printed, the name of a temporary file, a reference that it cannot find:
what Word printed when the file was saved counts (ECMA-376 17.16.4). What depends on the pages stays a field.
"""

from __future__ import annotations

from docgen.pages.read.form_fields import form_field_text
from docgen.pages.read.ooxml import Element, W
from docgen.pages.read.stored_fields import CHARACTER, COMPUTED, INSTRUCTION, TEXT, Fields, simple_kind

_FORM_FIELDS = frozenset(("FORMCHECKBOX", "FORMDROPDOWN"))
"""LibreOffice makes fields of a PDF form of them, which no page of a bundle may have: they become what they show."""
_KEPT = COMPUTED | {"HYPERLINK", "TOC", "INDEX", "SYMBOL", "EQ", "ADVANCE", "FORMTEXT", "TC", "XE"}
_SIMPLE = W + "fldSimple"


def freeze(root: Element) -> bool:
    """Leave of each field in `root` that would be worked out anew its stored result alone; whether there was one."""
    fields = Fields()
    ended = [done for element in root.iter(CHARACTER, INSTRUCTION, TEXT) if (done := fields.pass_over(element))]
    shown = [done for done in ended if not done.has_text and done.kind in _FORM_FIELDS and _show(done.marks[0])]
    marks = [mark for done in ended if done.in_result and done.kind not in _KEPT for mark in done.marks]
    marks += [mark for done in shown if not done.in_result for mark in done.marks]
    simple = [element for element in root.iter(_SIMPLE) if simple_kind(element) not in _KEPT]
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
