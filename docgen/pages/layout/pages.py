"""Lays out a whole document: its sections, page by page, with headers and footers.

Fields in the body read page numbers that are known only afterwards: such a document is laid out again with what the
fields turned out to be, until nothing changes (three times at most: a number that moves itself has no solution).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.pages.layout.blocks import Typesetter
from docgen.pages.layout.complete import check_complete
from docgen.pages.layout.filling import Leaf, PageFiller
from docgen.pages.layout.paragraphs import ParagraphSetter
from docgen.pages.model import LaidOutDocument, Page
from docgen.pages.read.model import PageField, WordDocument

if TYPE_CHECKING:
    from docgen.word.model import FilledWord

_ROUNDS = 3


def lay_out_document(tree: WordDocument, word: FilledWord, setter: ParagraphSetter) -> LaidOutDocument:
    """Lay out `tree`, the document that was read from `word`.

    Raises PagesError if a character or picture of the tree is on no page, which would be a fault of this engine.
    """
    numbers = _Numbers()
    for _ in range(_ROUNDS):
        leaves = _body(tree, setter, numbers)
        if not numbers.learn(leaves):
            break
    pages = tuple(_finish(leaves))
    check_complete(tree, [leaf.sheet for leaf in leaves], word.spec.title)
    places = tuple(place for leaf in leaves for place in leaf.sheet.places)
    headings = tuple(heading for leaf in leaves for heading in leaf.sheet.headings)
    return LaidOutDocument(word, pages, places, headings)


class _Numbers:
    """What the page fields of the body read, as far as it is known."""

    def __init__(self) -> None:
        self._read: dict[int, str] = {}

    def resolve(self, field: PageField) -> str:
        return self._read.get(id(field), "1")

    def learn(self, leaves: list[Leaf]) -> bool:
        """Take over what the fields read where they stand now; whether that is something else."""
        read = {id(field): leaf.number(leaves).resolve(field) for leaf in leaves for field, _ in leaf.sheet.fields}
        changed = read != self._read
        self._read = read
        return changed


def _body(tree: WordDocument, setter: ParagraphSetter, numbers: _Numbers) -> list[Leaf]:
    """The body of every page."""
    filler = PageFiller(Typesetter(setter, numbers.resolve, tree.default_tab_stop), setter, tree.default_tab_stop)
    for index, section in enumerate(tree.sections):
        following = tree.sections[index + 1] if index + 1 < len(tree.sections) else None
        filler.add(section, balance=following is not None and following.start == "continuous")
    return filler.leaves


def _finish(leaves: list[Leaf]) -> Iterator[Page]:
    """Put headers and footers around the bodies, now that the number of pages is known."""
    for leaf in leaves:
        if not leaf.is_blank:
            leaf.headers.emit(leaf.sheet, leaf.number(leaves))
        yield leaf.sheet.finish(leaf.section.width, leaf.section.height)
