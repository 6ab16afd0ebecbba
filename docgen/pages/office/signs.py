"""Writes the signs of symbol fonts as what they are in Unicode: which of them LibreOffice would find cannot be told.

It replaces Wingdings and its kind by a font of its own where it can, by empty boxes or Latin letters where it cannot.
Bullets it gets right, and they are left to it.
"""

from __future__ import annotations

from lxml import etree

from docgen.messages import message
from docgen.pages.office.fields import remove
from docgen.pages.read.document_model import Unsupported, WordDocument
from docgen.pages.read.ooxml import Element, W, child
from docgen.pages.read.symbols import as_text, is_symbol_font

_UNKNOWN = message("character {code} of the font {font}").msgid
_SLOTS = (W + "ascii", W + "hAnsi")


def write_signs(root: Element) -> bool:
    """Put Unicode characters in the place of the signs in `root` that are known; whether there were any."""
    found = [_write_symbol(symbol) for symbol in list(root.iter(W + "sym"))]
    found += [_write_run(run) for run in root.iter(W + "r")]
    return any(found)


def unknown_signs(tree: WordDocument) -> tuple[Unsupported, ...]:
    """The signs of a document for which there is no Unicode character: nobody can say what they would look like."""
    return tuple(found for found in tree.unsupported if found.construct.msgid == _UNKNOWN)


def _write_symbol(symbol: Element) -> bool:
    """Replace a `w:sym` (ECMA-376 17.3.3.30)."""
    try:
        known = as_text(symbol.get(W + "font", ""), chr(int(symbol.get(W + "char", ""), 16)))
    except (ValueError, OverflowError):
        known = None
    parent = symbol.getparent()
    if known is None or parent is None:
        return False
    text = etree.Element(W + "t")
    text.text = known
    parent.replace(symbol, text)
    return True


def _write_run(run: Element) -> bool:
    """Replace the text of a run that is set in a symbol font."""
    fonts = child(child(run, W + "rPr"), W + "rFonts")
    name = "" if fonts is None else fonts.get(_SLOTS[0]) or fonts.get(_SLOTS[1]) or ""
    if fonts is None or not is_symbol_font(name):
        return False
    for text in run.iter(W + "t"):
        text.text = "".join(as_text(name, character) or character for character in text.text or "")
    remove(fonts)
    return True
