"""Text that can be clicked: where it stands on its line, and where that leads once the pages are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from docgen.lengths import Pt
from docgen.pages.model import LinkItem
from docgen.pages.read.run_model import Link

if TYPE_CHECKING:
    from docgen.pages.layout.spans import Span

_TOLERANCE = 0.01
"""Points by which rounding may part what meets."""


class LinkedText(NamedTuple):
    """A stretch of a line that leads to `link`, from `ascent` above the baseline to `descent` below it."""

    x1: Pt
    x2: Pt
    ascent: Pt
    descent: Pt
    link: Link

    def moved(self, right: Pt, up: Pt) -> LinkedText:
        """The same at another place."""
        return self._replace(x1=self.x1 + right, x2=self.x2 + right, ascent=self.ascent + up, descent=self.descent - up)


def link_text(links: list[LinkedText], x1: Pt, x2: Pt, span: Span, link: Link) -> None:
    """Add the text from `x1` to `x2`; a stretch that leads to the same becomes longer, so that it is one to click."""
    ascent, descent = span.ascent, span.descent
    if links and links[-1].link == link and abs(links[-1].x2 - x1) < _TOLERANCE:
        last = links.pop()
        x1, ascent, descent = last.x1, max(ascent, last.ascent), max(descent, last.descent)
    links.append(LinkedText(x1, x2, ascent, descent, link))


def link_items(links: Sequence[tuple[tuple[Pt, Pt, Pt, Pt], Link]], bookmarks: Mapping[str, int]) -> Iterator[LinkItem]:
    """The rectangles to click on a page; one that leads to a bookmark which is not there leads nowhere."""
    for box, link in links:
        if link.uri:
            yield LinkItem(*box, uri=link.uri)
        elif link.bookmark in bookmarks:
            yield LinkItem(*box, page=bookmarks[link.bookmark])
