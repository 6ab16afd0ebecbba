"""Proves that reading lost no text: a second, simpler reading of the same XML is held against the tree, every time.

What it misses is named like a construct that cannot be set, so that no page is made of the rest. It compares how often
each character occurs, not where. Where something is named already, it does not look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Final

from docgen.messages import message
from docgen.pages.read.block_model import Block, Paragraph
from docgen.pages.read.inline_model import Note, PageField
from docgen.pages.read.ooxml import Element, W, child
from docgen.pages.read.run_model import RunStyle, TextRun
from docgen.pages.read.stored_fields import COMPUTED, simple_kind
from docgen.pages.read.symbols import is_symbol_font
from docgen.pages.read.wording import Wording, counted, missing, most_frequent, run_texts

if TYPE_CHECKING:
    from docgen.pages.read.context import Story
    from docgen.pages.read.unsupported import Place

_TEXT: Final = W + "t"
_ELSEWHERE: Final = COMPUTED | {"STYLEREF", "NOTEREF", "EQ"}
"""Fields of which more is known here than their stored results."""


def check_read(element: Element, blocks: Iterable[Block], story: Story, place: Place) -> None:
    """Note it in the story's findings where `blocks` lack text of `element`, from which they were read."""
    if story.findings.are_there:
        return
    blocks = tuple(blocks)
    written = "".join([text.text or "" for text in element.iter(_TEXT)])
    read = "".join(run_texts(blocks))
    if written == read or not Counter(_without_computed(element)) - Counter(read):
        return
    lost = _lost(element, blocks, story)
    if lost:
        construct = message(
            "text that is lost in reading: {count} characters ({examples})",
            count=lost.total(),
            examples=most_frequent(lost),
        )
        story.findings.add(construct, place, story.part.path)


def _without_computed(element: Element) -> str:
    """The texts of `element`, but those that are stored where a page number or the like will be."""
    computed = (field for field in element.iter(W + "fldSimple") if simple_kind(field) in _ELSEWHERE)
    stored = {text for field in computed for text in field.iter(_TEXT)}
    return "".join([text.text or "" for text in element.iter(_TEXT) if text not in stored])


def _lost(element: Element, blocks: Iterable[Block], story: Story) -> Counter[str]:
    """What is printed of `element`, by the second reading, and is nowhere in `blocks`."""
    read = tuple(_all_texts(blocks))
    printed = Wording(None, _ELSEWHERE).of(element)
    if not Counter(printed) - Counter("".join(read)) or not missing([printed], read):
        return Counter()  # the usual case: page numbers, as they were stored
    part = story.part.package.main_document().only("styles")
    styles = part.root if part else None
    lost = missing([Wording(styles, _ELSEWHERE).of(element)], read)
    if lost:  # signs of symbol fonts are written with letters, and read as what they show
        lost -= counted("".join(text.text or "" for run in element.iter(W + "r") if _is_signs(run) for text in run))
    if styles is not None and any(_is_signs(style) for style in styles.iter(W + "style")):
        lost = Counter({char: count for char, count in lost.items() if not char.isascii()})
    return lost


def _is_signs(run_or_style: Element) -> bool:
    fonts = child(child(run_or_style, W + "rPr"), W + "rFonts")
    return fonts is not None and any(is_symbol_font(fonts.get(W + slot, "")) for slot in ("ascii", "hAnsi"))


def _all_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Their text, and that in whatever else stands in a paragraph; notes are held against their own elements."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for inline in block.inlines:
                yield from [] if isinstance(inline, Note) else _texts_in(inline)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _all_texts(cell.blocks)


def _texts_in(value: object) -> Iterator[str]:
    """Every text in a value of the tree, however deep."""
    if isinstance(value, TextRun):
        yield value.text
    elif isinstance(value, PageField):
        yield value.stored
    elif isinstance(value, RunStyle | str | bytes):
        return
    elif is_dataclass(value):
        for member in fields(value):
            yield from _texts_in(getattr(value, member.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts_in(item)
