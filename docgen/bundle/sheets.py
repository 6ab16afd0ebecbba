"""Which page comes where: turns chapters (documents and the contents) into numbered sheets.

A *sheet* is one side of paper with its number. Where the bundle is printed on both sides, every chapter begins on an
odd number, and blank sheets fill the gaps. Knows nothing about what is drawn on a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docgen.bundle.blank import blank_page
from docgen.bundle.ink import Box
from docgen.fonts import FontLibrary
from docgen.pages.model import LaidOutDocument, Page


class Link(NamedTuple):
    """A rectangle to click, and the page (1-based, of the bundle) that it leads to."""

    box: Box
    page: int


class Chapter(NamedTuple):
    """A stretch of pages with one title: a document, or the contents (`document` is None).

    `links` is empty, or has what can be clicked for each page.
    """

    title: str
    pages: tuple[Page, ...]
    document: LaidOutDocument | None = None
    links: tuple[tuple[Link, ...], ...] = ()

    @classmethod
    def of(cls, document: LaidOutDocument) -> Chapter:
        """A document under its title."""
        return cls(document.word.spec.title.zh, document.pages, document)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper. `number` is 1-based in the bundle, `index` 0-based in its chapter.

    A blank sheet has no chapter; its page has the size of the one before it.
    """

    number: int
    page: Page
    chapter: Chapter | None
    index: int = 0


def first_numbers(counts: Sequence[int], *, duplex: bool) -> list[int]:
    """The 1-based number on which each chapter of so many pages begins."""
    numbers = []
    following = 1
    for count in counts:
        if duplex and following % 2 == 0:
            following += 1
        numbers.append(following)
        following += count
    return numbers


def in_sequence(chapters: Sequence[Chapter], fonts: FontLibrary, *, duplex: bool) -> tuple[Sheet, ...]:
    """All sheets in order; `first_numbers` tells the same numbers."""
    firsts = first_numbers([len(chapter.pages) for chapter in chapters], duplex=duplex)
    return tuple(_sheets(chapters, firsts, fonts))


def _sheets(chapters: Sequence[Chapter], firsts: Sequence[int], fonts: FontLibrary) -> Iterator[Sheet]:
    number = 0
    before: Page | None = None
    for chapter, first in zip(chapters, firsts, strict=True):
        if before is not None and number + 1 < first:
            number += 1
            yield Sheet(number, blank_page(before, fonts), None)
        for index, page in enumerate(chapter.pages):
            number += 1
            yield Sheet(number, page, chapter, index)
            before = page
