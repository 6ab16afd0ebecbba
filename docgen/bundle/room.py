"""Makes room for the page stamp on annexes, whose makers knew nothing of it.

A page with nothing in the stamp's way stays as it is. Where something is, its contents are made a little smaller, above
the band in which stamps stand; a page too small for a stamp comes to lie on a larger one. Documents of the pack are
left alone: their templates are made with the stamp in mind, and what is in its way is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.bundle.sheets import Chapter, Sheet
from docgen.bundle.stamp import Stamper
from docgen.errors import Fault
from docgen.lengths import Pt, from_mm
from docgen.pages.model import HeadingMark, Item, LaidOutDocument, Page, RuleItem, ShapeItem, TextItem, TurnedItem

_BAND: Pt = from_mm(22)
"""From the page's bottom edge to above the stamp."""
_LEAST: tuple[Pt, Pt] = (from_mm(148), from_mm(105))
"""Width and height of the smallest page that a stamp looks well on: A6, lying."""


def with_room(chapters: Sequence[Chapter], sheets: Sequence[Sheet], stamper: Stamper) -> list[Chapter]:
    """The chapters, annexes so that every page of theirs can be stamped; `sheets` are those of `chapters`."""
    crowded: dict[int, set[int]] = {}
    for sheet in sheets:
        if _is_annexed(sheet.chapter) and (_is_small(sheet.page) or isinstance(stamper.stamp(sheet), Fault)):
            crowded.setdefault(id(sheet.chapter), set()).add(sheet.index)
    return [_roomier(chapter, crowded[id(chapter)]) if id(chapter) in crowded else chapter for chapter in chapters]


def _is_annexed(chapter: Chapter | None) -> bool:
    document = chapter.document if chapter else None
    return document is not None and document.word.spec.part == "annex"


def _is_small(page: Page) -> bool:
    return page.width < _LEAST[0] or page.height < _LEAST[1]


def _roomier(chapter: Chapter, crowded: set[int]) -> Chapter:
    shifts = {index: _Shift(chapter.pages[index]) for index in crowded}
    pages = tuple(shifts[index].page if index in shifts else page for index, page in enumerate(chapter.pages))
    document = chapter.document
    if document is not None:
        headings = tuple(shifts[mark.page].heading(mark) if mark.page in shifts else mark for mark in document.headings)
        document = LaidOutDocument(document.word, pages, document.places, headings)
    return chapter._replace(pages=pages, document=document)


class _Shift:
    """How the contents of a page come to lie on the page that takes its place: `page`."""

    def __init__(self, old: Page) -> None:
        width, height = max(old.width, _LEAST[0]), max(old.height, _LEAST[1])
        self._factor = min(1.0, (height - _BAND) / old.height)
        self._x = (width - self._factor * old.width) / 2
        self._y = (height - _BAND - self._factor * old.height) / 2
        self.page = Page(width, height, tuple(self._item(item) for item in old.items))

    def heading(self, mark: HeadingMark) -> HeadingMark:
        """The heading where it lies now."""
        return mark._replace(y=self._down(mark.y))

    def _item(self, item: Item) -> Item:
        by = self._factor
        if isinstance(item, TextItem):
            placed = item._replace(x=self._across(item.x), baseline=self._down(item.baseline), size=item.size * by)
            return placed._replace(advance=item.advance * by, spacing=item.spacing * by)
        if isinstance(item, RuleItem):
            begun = item._replace(x1=self._across(item.x1), y1=self._down(item.y1), width=item.width * by)
            return begun._replace(x2=self._across(item.x2), y2=self._down(item.y2))
        if isinstance(item, TurnedItem):
            item = item._replace(items=tuple(self._item(part) for part in item.items))
        if isinstance(item, ShapeItem):
            item = item._replace(stroke_width=item.stroke_width * by, corner=item.corner * by)
        placed_box = item._replace(x=self._across(item.x), y=self._down(item.y))
        return placed_box._replace(width=item.width * by, height=item.height * by)

    def _across(self, x: Pt) -> Pt:
        return self._x + self._factor * x

    def _down(self, y: Pt) -> Pt:
        return self._y + self._factor * y
