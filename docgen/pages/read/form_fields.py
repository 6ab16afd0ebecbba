"""Form fields of the older kind: what a check box or a list shows, which stores no result (ECMA-376 17.16.17)."""

from __future__ import annotations

from docgen.pages.read.ooxml import Element, W, child, is_on, number, val

_CHECKED, _UNCHECKED = "\u2612", "\u2610"


def form_field_text(begin: Element) -> str | None:
    """What the form field shows that this `w:fldChar` begins; None where it is none, or one for text."""
    data = child(begin, W + "ffData")
    if data is None:
        return None
    box, choices = child(data, W + "checkBox"), child(data, W + "ddList")
    if box is not None:
        checked = child(box, W + "checked")
        return _CHECKED if is_on(child(box, W + "default") if checked is None else checked) else _UNCHECKED
    if choices is not None:
        return _chosen(choices)
    return None


def _chosen(choices: Element) -> str:
    """The entry that was chosen; the first where none was."""
    entries = [val(entry) or "" for entry in choices.iterchildren(W + "listEntry")]
    result = child(choices, W + "result")
    index = number(val(child(choices, W + "default") if result is None else result))
    return entries[index] if 0 <= index < len(entries) else ""
