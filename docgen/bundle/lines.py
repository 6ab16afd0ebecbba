"""Sets single lines of text for what the bundle adds to the pages: stamps, contents, notes in signature places.

Turns a string into text items; a character that the wanted face lacks comes from the next face that has it. Justifies
nothing and hyphenates nothing: that is `docgen.pages.layout`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docgen.fonts import Face, FontLibrary
from docgen.lengths import Pt
from docgen.pages.model import TextItem

_ELLIPSIS = "…"
_NEVER_LAST = "（《「『【〈“"
_NEVER_FIRST = "，。、；：？！）》」』】〉”’…"


class Style(NamedTuple):
    """How a line looks; `color` is `RRGGBB`."""

    face: Face
    size: Pt
    color: str = "000000"


class Line(NamedTuple):
    """A set line: stretches of one face each, and the width of the whole."""

    stretches: tuple[tuple[Face, str, Pt], ...]
    style: Style
    width: Pt

    def at(self, x: Pt, baseline: Pt) -> Iterator[TextItem]:
        """The items of this line with its left end at `x`, in page coordinates."""
        for face, text, advance in self.stretches:
            yield TextItem(x, baseline, text, face, self.style.size, self.style.color, advance)
            x += advance


def set_line(text: str, style: Style, fonts: FontLibrary) -> Line:
    """Set `text`, which holds no line break. Raises FontError where no face has a character."""
    stretches = tuple((face, part, face.width(part) * style.size) for face, part in fonts.split(text, style.face))
    return Line(stretches, style, sum(advance for _, _, advance in stretches))


def elide(text: str, tail: str, style: Style, fonts: FontLibrary, room: Pt) -> Line:
    """Set `text` and `tail` in at most `room`; what does not fit is left out of the middle of `text`."""
    line = set_line(text + tail, style, fonts)
    kept = len(text)
    while line.width > room and kept > 1:
        kept -= max(1, int((line.width - room) / style.size))
        head = max(1, (kept + 1) // 2)
        shortened = text[:head].rstrip() + _ELLIPSIS + text[len(text) - max(0, kept - head) :].lstrip()
        line = set_line(shortened + tail, style, fonts)
    return line


def wrap(text: str, style: Style, fonts: FontLibrary, room: Pt) -> list[Line]:
    """Set `text` on as many lines as it needs, breaking anywhere but on the wrong side of a bracket."""
    lines = []
    while text:
        line = set_line(text, style, fonts)
        end = len(text)
        while line.width > room and end > 1:
            end = min(end - 1, int(end * room / line.width) + 1)
            line = set_line(text[:end], style, fonts)
        while 1 < end < len(text) and (text[end] in _NEVER_FIRST or text[end - 1] in _NEVER_LAST):
            end -= 1
        lines.append(set_line(text[:end].rstrip(), style, fonts))
        text = text[end:].lstrip()
    return lines
