"""Text boxes: what is written in a shape, a running text of its own (ECMA-376 17.17.1)."""

from __future__ import annotations

from docgen.pages.read.block_model import Block
from docgen.pages.read.context import BLACK, Reading
from docgen.pages.read.ooxml import Element
from docgen.pages.read.styles import NO_TABLE


def read_body(content: Element, reading: Reading, color: str | None) -> tuple[Block, ...]:
    """The blocks of a `w:txbxContent`; `color` is what `auto` means in it.

    The lists of all text boxes count on, apart from those of the text around them, as in Word; notes cannot be referred
    to from there.
    """
    story = reading.story.in_box()
    place = reading.place.box()
    blocks = story.read_blocks(content, Reading(story, place, reading.room, NO_TABLE, color or BLACK, reading.grid))
    story.close(place)
    return blocks
