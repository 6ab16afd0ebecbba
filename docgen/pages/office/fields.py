"""Makes a Word part say what was stored: turns every field that LibreOffice would work out anew into its stored result.

A date that is today's date on every day it is printed, the name of a temporary file, a reference that it cannot find:
what Word printed when the file was saved counts (ECMA-376 17.16.4). What depends on the pages stays a field.
"""

from __future__ import annotations

from docgen.pages.read.ooxml import Element, W
from docgen.pages.read.stored_fields import CHARACTER, COMPUTED, INSTRUCTION, Fields, simple_kind

_KEPT = COMPUTED | {"HYPERLINK", "TOC", "INDEX", "SYMBOL", "EQ", "ADVANCE", "FORMTEXT", "TC", "XE"}
_SIMPLE = W + "fldSimple"


def freeze(root: Element) -> bool:
    """Leave of each field in `root` that would be worked out anew its stored result alone; whether there was one."""
    fields = Fields()
    ended = [done for element in root.iter(CHARACTER, INSTRUCTION) if (done := fields.pass_over(element))]
    marks = [mark for done in ended if done.in_result and done.kind not in _KEPT for mark in done.marks]
    simple = [element for element in root.iter(_SIMPLE) if simple_kind(element) not in _KEPT]
    for mark in marks:
        remove(mark)
    for element in simple:
        unwrap(element)
    return bool(marks or simple)


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
