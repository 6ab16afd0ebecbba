"""A sheet that is blank on purpose, and says so: nobody shall think that a page failed to print."""

from __future__ import annotations

from docgen.bundle.lines import Style, set_line
from docgen.fonts import FontLibrary
from docgen.lengths import Pt
from docgen.pages.model import Page

NOTE = "（此页空白）"
_SIZE: Pt = 10.5
_GREY = "8C8C8C"


def blank_page(like: Page, fonts: FontLibrary) -> Page:
    """A page of the size of `like` with nothing but a small note in its middle."""
    line = set_line(NOTE, Style(fonts.face("宋体"), _SIZE, _GREY), fonts)
    return Page(like.width, like.height, tuple(line.at((like.width - line.width) / 2, like.height / 2)))
