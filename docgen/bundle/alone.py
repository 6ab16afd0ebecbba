"""Turns one laid-out document into a PDF file of its own: its pages as they are, without stamp or contents."""

from __future__ import annotations

import datetime as dt

from docgen.bundle.drawing import Marks, Record, draw
from docgen.bundle.finish import Identity
from docgen.bundle.sheets import Chapter, in_sequence
from docgen.fonts import FontLibrary
from docgen.pages.model import LaidOutDocument


def bind_alone(document: LaidOutDocument, date: dt.date, fonts: FontLibrary) -> bytes:
    """The PDF of `document` to be kept, dated `date`, with bookmarks and links: PDF/A as a bundle is.

    The same document, date and fonts give the same bytes.
    """
    sheets = in_sequence([Chapter.of(document)], fonts, duplex=False)
    record = Record(Identity.alone(document.word.spec.title.zh, document.word.data, date), ())
    return draw(sheets, Marks((), (), watermark=False), record, fonts)
