"""Lays out a whole document: its sections, page by page, with headers and footers.

Fields in the body read page numbers that are known only afterwards: such a document is laid out again with what the
fields turned out to be, until nothing changes (three times at most: a number that moves itself has no solution).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from docgen.errors import Fault, PagesError
from docgen.messages import message
from docgen.pages.layout.blocks import Typesetter
from docgen.pages.layout.complete import check_complete
from docgen.pages.layout.filling import Leaf, PageFiller
from docgen.pages.layout.headers import PageNumber, StyledText
from docgen.pages.layout.page_borders import draw_page_borders
from docgen.pages.layout.paragraphs import ParagraphSetter
from docgen.pages.layout.sheet import bookmarked
from docgen.pages.model import LaidOutDocument, Page
from docgen.pages.read.document_model import WordDocument
from docgen.pages.read.inline_model import PageField
from docgen.pages.read.numerals import numeral

if TYPE_CHECKING:
    from docgen.word.model import FilledWord

_ROUNDS = 3


def lay_out_document(tree: WordDocument, word: FilledWord, setter: ParagraphSetter) -> LaidOutDocument:
    """Lay out `tree`, the document that was read from `word`.

    Raises PagesError if a character or picture of the tree is on no page, which would be a fault of this engine.
    """
    fields = _Fields()
    for _ in range(_ROUNDS):
        leaves = _body(tree, setter, fields)
        bookmarks = bookmarked([leaf.sheet for leaf in leaves])
        numbers = _numbers(leaves, bookmarks)
        if not fields.learn(leaves, numbers):
            break
    if lost := fields.lost(bookmarks):
        raise PagesError(*(_lost_bookmark(name, word) for name in lost))
    pages = tuple(_finish(leaves, numbers, bookmarks))
    check_complete(tree, [leaf.sheet for leaf in leaves], word.spec.title)
    places = tuple(place for leaf in leaves for place in leaf.sheet.places)
    headings = tuple(heading for leaf in leaves for heading in leaf.sheet.headings)
    return LaidOutDocument(word, pages, places, headings)


def _lost_bookmark(name: str, word: FilledWord) -> Fault:
    """A bookmark whose page is asked for, and which stands in a header or behind all text."""
    construct = message("page number of the bookmark “{name}”, which is not there", name=name)
    return Fault(
        message("“{title}” uses what cannot be set: {construct}", title=word.spec.title, construct=construct),
        message("Update the fields in Word (F9), or let LibreOffice set it."),
        file=word.spec.template,
    )


class _Fields:
    """What the page fields of the body read, as far as it is known."""

    def __init__(self) -> None:
        self._read: dict[int, str] = {}
        self._asked: set[str] = set()
        self._notes: dict[str, str] = {}

    def resolve(self, field: PageField) -> str:
        if field.kind in {"NOTE", "NOTE MARK"}:
            return self._notes.get(field.bookmark) or _note_number(1, field)
        if field.kind == "PAGEREF":
            self._asked.add(field.bookmark)
        return self._read.get(id(field), "1")

    def lost(self, bookmarks: Mapping[str, int]) -> list[str]:
        """Bookmarks whose page was asked for and that are on none."""
        return sorted(self._asked.difference(bookmarks))

    def learn(self, leaves: Sequence[Leaf], numbers: Sequence[PageNumber]) -> bool:
        """Take over what the fields read where they stand now; whether that is something else."""
        read = {
            id(field): number.resolve(field)
            for leaf, number in zip(leaves, numbers, strict=True)
            for field, _ in leaf.sheet.fields
            if field.kind not in {"NOTE", "NOTE MARK"}
        }
        notes = {
            field.bookmark: _note_number(count, field)
            for leaf in leaves
            for count, field in enumerate((field for field, _ in leaf.sheet.fields if field.kind == "NOTE"), 1)
        }
        changed = (read, notes) != (self._read, self._notes)
        self._read, self._notes = read, notes
        return changed


def _note_number(count: int, field: PageField) -> str:
    """The mark of the note that comes as this one on its page (ECMA-376 17.11.19)."""
    return numeral(count, field.numerals or "decimal") or str(count)


def _body(tree: WordDocument, setter: ParagraphSetter, fields: _Fields) -> list[Leaf]:
    """The body of every page."""
    filler = PageFiller(tree, Typesetter(setter, fields.resolve, tree.default_tab_stop), setter)
    for index, section in enumerate(tree.sections):
        following = tree.sections[index + 1] if index + 1 < len(tree.sections) else None
        filler.add(section, balance=following is not None and following.start == "continuous")
    return filler.leaves


def _numbers(leaves: Sequence[Leaf], bookmarks: Mapping[str, int]) -> list[PageNumber]:
    """What the fields of each page can ask for, now that the number of pages is known."""
    alike = Counter(leaf.chapter for leaf in leaves)
    numbers = [leaf.number(len(leaves), alike[leaf.chapter]) for leaf in leaves]
    printed = {name: numbers[page].printed for name, page in bookmarks.items()}
    if printed:
        numbers = [number._replace(bookmarks=printed) for number in numbers]
    styled = [leaf.sheet.styled for leaf in leaves]
    if any(styled):
        shown = [StyledText(marks, styled[:page], styled[page + 1 :]) for page, marks in enumerate(styled)]
        numbers = [number._replace(styled=text) for number, text in zip(numbers, shown, strict=True)]
    return numbers


def _finish(leaves: Sequence[Leaf], numbers: Sequence[PageNumber], bookmarks: Mapping[str, int]) -> Iterator[Page]:
    """Put headers and footers around the bodies."""
    for leaf, number in zip(leaves, numbers, strict=True):
        if not leaf.is_blank:
            leaf.headers.emit(leaf.sheet, number)
            draw_page_borders(leaf, number)
        yield leaf.sheet.finish(leaf.section.width, leaf.section.height, bookmarks)
