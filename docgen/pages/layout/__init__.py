"""Turns a `WordDocument` into pages: says where every character, rule, fill and picture stands.

Guarantees: every character of the document is on a page (checked in production too), the same document gives the same
pages, and layout always ends. Steps, innermost first:

    characters → measure → breaking (cutting → placing) → paragraphs ─┐
                                 tables (grid → splitting → borders) ─┴→ blocks → flow → headers → pages → complete

docs/layout-engine.md walks through them.
"""

from docgen.pages.layout.complete import text_of
from docgen.pages.layout.pages import lay_out_document
from docgen.pages.layout.paragraphs import ParagraphSetter

__all__ = ["ParagraphSetter", "lay_out_document", "text_of"]
