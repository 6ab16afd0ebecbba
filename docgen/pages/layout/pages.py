"""Lays out a whole document: its sections, page by page, with headers and footers.

Fields in the body read page numbers that are known only afterwards: such a document is laid out again with what the
fields turned out to be, until nothing changes (three times at most: a number that moves itself has no solution).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from docgen.pages.layout.blocks import Typesetter
from docgen.pages.layout.complete import check_complete
from docgen.pages.layout.headers import HeaderSetter, PageNumber
from docgen.pages.layout.notes import fill_with_notes
from docgen.pages.layout.paragraphs import ParagraphSetter
from docgen.pages.layout.sheet import Sheet, bookmarked, emit_all
from docgen.pages.model import LaidOutDocument, Page
from docgen.pages.read.model import PageField, Section, WordDocument

if TYPE_CHECKING:
    from docgen.word.model import FilledWord

_ROUNDS = 3


def lay_out_document(tree: WordDocument, word: FilledWord, setter: ParagraphSetter) -> LaidOutDocument:
    """Lay out `tree`, the document that was read from `word`.

    Raises PagesError if a character or picture of the tree is on no page, which would be a fault of this engine.
    """
    numbers = _Numbers()
    for _ in range(_ROUNDS):
        sheets = _body(tree, setter, numbers)
        if not numbers.learn(sheets):
            break
    pages = tuple(_finish(sheets))
    check_complete(tree, [sheet for sheet, *_ in sheets], word.spec.title)
    places = tuple(place for sheet, *_ in sheets for place in sheet.places)
    headings = tuple(heading for sheet, *_ in sheets for heading in sheet.headings)
    return LaidOutDocument(word, pages, places, headings)


class _Numbers:
    """What the page fields of the body read, as far as it is known."""

    def __init__(self) -> None:
        self._pages: dict[int, int] = {}
        self._total = 1
        self._bookmarks: dict[str, int] = {}

    def resolve(self, field: PageField) -> str:
        if field.kind == "PAGEREF":
            return str(self._bookmarks.get(field.bookmark, 0) + 1)
        return str(self._pages.get(id(field), 1) if field.kind == "PAGE" else self._total)

    def learn(self, sheets: list[_SectionSheet]) -> bool:
        """Take over where the fields stand now; whether that changes what they read."""
        pages = {id(field): sheet.number + 1 for sheet, *_ in sheets for field, _ in sheet.fields}
        total, bookmarks = len(sheets), bookmarked([sheet for sheet, *_ in sheets])
        known = (self._pages, self._total, self._bookmarks)
        changed = bool(pages) and (pages, total, bookmarks) != known
        self._pages, self._total, self._bookmarks = pages, total, bookmarks
        return changed


class _SectionSheet(NamedTuple):
    """A sheet, what sets its headers, and whether it is the first of its section."""

    sheet: Sheet
    section: Section
    headers: HeaderSetter
    opens: bool


def _body(tree: WordDocument, setter: ParagraphSetter, numbers: _Numbers) -> list[_SectionSheet]:
    """The body of every page."""
    sheets: list[_SectionSheet] = []
    typesetter = Typesetter(setter, numbers.resolve, tree.default_tab_stop)
    for section in tree.sections:
        headers = HeaderSetter(section, setter, tree.default_tab_stop)
        width = section.width - section.margins.left - section.margins.right
        flow = typesetter.flow(section.blocks, max(width, 1))
        fill = fill_with_notes(tree.notes, typesetter, max(width, 1))
        opens = True
        while True:
            sheet = Sheet(len(sheets))
            top, bottom = headers.body(PageNumber(len(sheets) + 1, len(sheets) + 1, opens))
            filled = fill(flow, bottom - top)
            emit_all(filled.drawn, sheet, section.margins.left, top)
            sheets.append(_SectionSheet(sheet, section, headers, opens))
            opens = False
            if filled.rest is None:
                break
            flow = filled.rest
    return sheets


def _finish(sheets: list[_SectionSheet]) -> Iterator[Page]:
    """Put headers and footers around the bodies, now that the number of pages is known."""
    bookmarks = bookmarked([sheet for sheet, *_ in sheets])
    for sheet, section, headers, opens in sheets:
        headers.emit(sheet, PageNumber(sheet.number + 1, len(sheets), opens, bookmarks))
        yield sheet.finish(section.width, section.height, bookmarks)
