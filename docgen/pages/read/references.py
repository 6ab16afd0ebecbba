"""Bookmarks of a whole document, and the fields that ask for the page of one (ECMA-376 17.13.6, 17.16.5.36)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from docgen.messages import message
from docgen.pages.read.inline_model import Bookmark, PageField
from docgen.pages.read.ooxml import Element, W
from docgen.pages.read.unsupported import Findings, Place

_UNWANTED = frozenset({"", "_GoBack"})  # where the author last wrote: nothing leads there


class _Asked(NamedTuple):
    field: PageField
    called: str
    place: Place
    part: str


@dataclass(slots=True, eq=False, repr=False)
class References:
    """Which bookmarks were read, and which are asked for. `marks_styles`: a header shows text of the body by style."""

    _begun: set[str] = field(default_factory=set)
    _asked: list[_Asked] = field(default_factory=list)
    _styles: set[str] = field(default_factory=set)
    marks_styles: bool = False
    _in_part: frozenset[str] | None = None

    @property
    def are_any(self) -> bool:
        """Whether a bookmark was read, or anything asked for."""
        return bool(self._begun or self._asked or self._styles)

    def begin(self, start: Element) -> tuple[Bookmark, ...]:
        """What a `w:bookmarkStart` leaves in the text."""
        name = start.get(W + "name", "")
        if name in _UNWANTED:
            return ()
        self._begun.add(name)
        return (Bookmark(name),)

    def are_in(self, root: Element, bookmark: str) -> bool:
        """Whether `bookmark` begins anywhere in the part of this root, be it read already or not."""
        if self._in_part is None:
            self._in_part = frozenset(start.get(W + "name", "") for start in root.iter(W + "bookmarkStart"))
        return bookmark in self._in_part

    def ask(self, field: PageField, called: str, place: Place, part: str) -> None:
        """A field at `place` asks for the page of a bookmark, or for the text of a style, that it calls so."""
        self._asked.append(_Asked(field, called, place, part))

    def use(self, style: str) -> None:
        """A paragraph with text has the style of this id."""
        self._styles.add(style)

    def close(self, findings: Findings) -> None:
        """End the document: a page number or a text is asked for that nothing gives."""
        for field_, called, place, part in self._asked:
            if field_.kind == "STYLEREF" and field_.bookmark not in self._styles:
                findings.add(message("text of the style “{name}”, which no paragraph has", name=called), place, part)
            elif field_.kind == "PAGEREF" and called not in self._begun:
                construct = message("page number of the bookmark “{name}”, which is not there", name=called)
                findings.add(construct, place, part)
