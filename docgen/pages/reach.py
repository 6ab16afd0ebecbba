"""Proves that all text stands on paper: a character that is laid out beyond the edge of its page is lost, too.

Such a place comes of what the document asks for: a table wider than the page, an indent of a metre, a row that may not
split on a page that is too low for it. Word prints what remains of it; here it is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.errors import Fault
from docgen.messages import message
from docgen.pages.model import LaidOutDocument, Page, TextItem

_SHARE = 0.5
"""Of the type's size: by so much a character may stick out, which is less than what a reader knows it by."""
_START = 12


def faults_of_reach(document: LaidOutDocument) -> Iterator[Fault]:
    """A fault for each page that has text beyond its edge."""
    title = document.word.spec.title
    for number, page in enumerate(document.pages, 1):
        beyond = next(_beyond(page), None)
        if beyond:
            start = beyond.strip()[:_START]
            yield Fault(
                message("“{title}” has text beyond the edge of the page: “{start}”", title=title, start=start),
                message("Make tables and indents narrower, margins smaller, or the page larger."),
                file=document.word.spec.template,
                place=message("page {page}", page=number),
            )


def _beyond(page: Page) -> Iterator[str]:
    """The texts that do not stand on the page; spaces need not."""
    width, height = page.width, page.height
    for item in page.items:
        if not isinstance(item, TextItem):
            continue
        room = item.size * _SHARE
        above, below = item.baseline < room * _SHARE, item.baseline > height + room * _SHARE
        if above or below or item.x < -room or item.x + item.advance > width + room:
            text = item.text.rstrip()
            right = item.x + item.advance * len(text) / len(item.text)
            if text and (above or below or item.x < -room or right > width + room):
                yield text
