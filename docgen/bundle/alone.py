"""Turns one laid-out document into a PDF file of its own: its pages, bookmarks and links, and nothing added to them."""

from __future__ import annotations

import datetime as dt

from docgen.bundle.drawing import Marks, Record, draw
from docgen.bundle.finish import Identity
from docgen.bundle.sheets import Chapter, in_sequence
from docgen.fonts import FontLibrary
from docgen.pages.model import LaidOutDocument


def bind_alone(document: LaidOutDocument, date: dt.date, fonts: FontLibrary) -> bytes:
    """The PDF of `document`, dated `date`; the same document, date and fonts give the same bytes."""
    sheets = in_sequence([Chapter.of(document)], fonts, duplex=False)
    record = Record(Identity.alone(document.word.spec.title.zh, document.word.data, date), ())
    return draw(sheets, Marks((), (), watermark=False), record, fonts)
