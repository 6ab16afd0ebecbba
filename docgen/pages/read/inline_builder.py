"""The inlines of a paragraph while it is read, and how text gets among them by the look of its run.

Settles what gets on paper at all, what capitals and symbols become, and which characters take the East Asian font.
What each element means is settled in `runs`.
"""

from __future__ import annotations

import re
from itertools import groupby

from docgen.messages import Message, message
from docgen.pages.read.context import Reading
from docgen.pages.read.inline_model import Inline
from docgen.pages.read.ooxml import Element
from docgen.pages.read.run_model import Link, RunStyle, TextRun
from docgen.pages.read.run_properties import RunLook
from docgen.pages.read.symbols import as_text

_SMALL_CAPITALS = 0.8  # of the size, in Word and LibreOffice alike
# Characters that `w:hint="eastAsia"` moves from the Latin to the East Asian font (ECMA-376 17.3.2.26): quotation marks,
# dashes, dots, Greek, Cyrillic, arrows, numbers in circles.
_HINTED = re.compile(
    "([\u00a1\u00a4\u00a7\u00a8\u00aa\u00ad\u00af-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00d7\u00f7\u0370-\u04ff\u2010-\u2bff]+)"
)
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHITE_SPACE = {0x09: " ", 0x0A: " ", 0x0D: " ", 0x85: " ", 0x2028: " ", 0x2029: " "}


def written(text: Element) -> str:
    """The characters of a `w:t`. White space at its ends counts where it is preserved."""
    characters = text.text or ""
    return characters if text.get(_XML_SPACE) == "preserve" else characters.strip(" \t\r\n")


def in_one_line(text: str) -> str:
    """`text` with a space for all that ends a line or leads to a tab stop elsewhere: in Word's text it is one."""
    return text if text.isprintable() else text.translate(_WHITE_SPACE)


class InlineBuilder:
    """Collects the `inlines` of a paragraph; neighbouring text of one look becomes one run."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.story = reading.story
        self.inlines: list[Inline] = list(self.story.marks)
        self.story.marks.clear()

    def enter(self, link: Link | None) -> None:
        """What is read from now on leads where `link` does."""
        if link:
            self.story.links.append(link)

    def leave(self, link: Link | None) -> None:
        """It no longer does."""
        if link and self.story.links:
            self.story.links.pop()

    def shows(self, look: RunLook) -> bool:
        """Whether content with this look gets on paper here; if so, what of the look cannot be set is noted."""
        if look.hidden or not self.story.fields.admits(look.style):
            return False
        for construct in look.beyond:
            self.reading.cannot_set(construct)
        return True

    def cannot_set(self, construct: Message, look: RunLook) -> None:
        """Note a construct that cannot be set, if it gets on paper here."""
        if self.shows(look):
            self.reading.cannot_set(construct)

    def add(self, inline: Inline, look: RunLook) -> None:
        """Add what is no text, if it gets on paper here."""
        if self.shows(look):
            self.inlines.append(inline)

    def add_text(self, text: str, look: RunLook) -> None:
        """Add text as this look has it, if it gets on paper here."""
        if not text or not self.shows(look):
            return
        text = in_one_line(text)
        if look.symbols:
            text = "".join(self._symbol(look.style.latin, character) for character in text)
        if look.capitals:
            text = text.upper()
        if look.east_asian_hint:
            self._append_hinted(text, look)
        elif look.small_capitals and not look.capitals:
            self._append_small_capitals(text, look.style)
        else:
            self.append(TextRun(text, look.style))

    def append(self, run: TextRun) -> None:
        """Add a run as it is, to the one before where that has the same style."""
        last = self.inlines[-1] if self.inlines else None
        if isinstance(last, TextRun) and last.style == run.style:
            self.inlines[-1] = TextRun(last.text + run.text, run.style)
        elif run.text:
            self.inlines.append(run)

    def _append_small_capitals(self, text: str, style: RunStyle) -> None:
        """Small letters become capitals of a smaller size (ECMA-376 17.3.2.33)."""
        small = style._replace(size=style.size * _SMALL_CAPITALS)
        for is_small, letters in groupby(text, str.islower):
            part = "".join(letters)
            self.append(TextRun(part.upper(), small) if is_small else TextRun(part, style))

    def _append_hinted(self, text: str, look: RunLook) -> None:
        """Split off the ambiguous characters, and give them the East Asian font in both slots."""
        for index, part in enumerate(_HINTED.split(text)):
            style = look.style
            self.append(TextRun(part, style._replace(latin=style.east_asian) if index % 2 else style))

    def _symbol(self, font: str, character: str) -> str:
        """What a symbol font shows; letters of other scripts are not in it, and come from another font."""
        known = as_text(font, character)
        if known is None and (character.isascii() or "\uf000" <= character <= "\uf0ff"):
            self.reading.cannot_set(
                message("character {code} of the font {font}", code=f"{ord(character):04X}", font=font)
            )
        return known or character
