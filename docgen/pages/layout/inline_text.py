"""The inlines of a paragraph as one text: what stands where in it, and which style each stretch has.

How wide any of it is, is for `measure` to say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout import characters
from docgen.pages.layout.standing import Standing
from docgen.pages.read.drawing_model import Anchored
from docgen.pages.read.inline_model import (
    AbsoluteTab,
    Bookmark,
    ColumnBreak,
    Compound,
    Inline,
    LineBreak,
    Note,
    PageBreak,
    PageField,
    Picture,
    StyleMark,
    Tab,
)
from docgen.pages.read.run_model import RunStyle, TextRun

Resolve: TypeAlias = Callable[[PageField], str]
"""Says what a page field reads where it stands."""

Mark: TypeAlias = Bookmark | StyleMark | Note | Anchored
"""What has no width, and belongs to the character behind it."""

_IN_TEXT = {
    Picture: characters.OBJECT,
    Compound: characters.OBJECT,
    Tab: "\t",
    LineBreak: "\n",
    PageBreak: "\f",
    ColumnBreak: "\v",
}
"""What stands for an inline that is no text; a PlaceMark, Bookmark, Note or Anchored leaves no trace."""

OBJECTS = frozenset("\t\n\f\v" + characters.OBJECT)
"""Characters that stand for what is no text."""

_NO_STYLE = RunStyle()


class InlineText:
    """The inlines as one text, with the style of each stretch."""

    def __init__(self, inlines: Sequence[Inline | Standing], resolve: Resolve) -> None:
        self.pictures: dict[int, Picture | Standing] = {}
        self.fields: dict[int, tuple[PageField, str]] = {}
        self.tabs: list[int] = []
        self.absolute: dict[int, AbsoluteTab] = {}
        self.compounds: dict[int, Compound] = {}
        self.marks: list[tuple[int, Mark]] = []
        self._starts: list[int] = []
        self._styles: list[RunStyle] = []
        parts: list[str] = []
        length = 0
        for inline in inlines:
            part = inline.text if type(inline) is TextRun else self._part(inline, length, resolve)
            if part:
                if not self._merges(parts, part, inline):
                    self._starts.append(length)
                    self._styles.append(getattr(inline, "style", _NO_STYLE))
                parts.append(part)
                length += len(part)
        self.text = "".join(parts)
        self._starts.append(length)

    def _part(self, inline: Inline | Standing, index: int, resolve: Resolve) -> str:
        """What the text has for an inline that is no text; where it is, is noted."""
        text = _IN_TEXT.get(type(inline), "")
        match inline:
            case PageField():
                text = resolve(inline)
                self.fields[index] = (inline, text)
            case Picture():
                self.pictures[index] = inline
            case Compound():
                self.compounds[index] = inline
            case Standing():
                self.pictures[index] = inline
                text = characters.OBJECT
            case Tab():
                self.tabs.append(index)
                if inline.place:
                    self.absolute[index] = inline.place
            case Bookmark() | StyleMark() | Note() | Anchored():
                self.marks.append((index, inline))
        return text

    def _merges(self, parts: list[str], part: str, inline: Inline | Standing) -> bool:
        """Whether the inline goes on in the style of the one before: word processors cut runs at random."""
        return (
            bool(parts)
            and parts[-1][-1] not in OBJECTS
            and part[0] not in OBJECTS
            and self._styles[-1] == getattr(inline, "style", _NO_STYLE)
        )

    def styled(self) -> Iterator[tuple[int, int, RunStyle]]:
        """(start, end, style) of each stretch."""
        return zip(self._starts, self._starts[1:], self._styles, strict=False)

    def beside_notes(self) -> set[int]:
        """The edges of the marks of notes: Word keeps no distance from them, as it does from numbers."""
        notes = {index for index, mark in self.marks if isinstance(mark, Note)}
        return {edge for start, end, _ in self.styled() if start in notes for edge in (start, end)}

    def size_at(self, index: int) -> Pt:
        """The type size at a character."""
        return self._styles[bisect_right(self._starts, index) - 1].size

    def width_at(self, index: int) -> Pt:
        """The width of what is no text; a tab's depends on its line."""
        return self.pictures[index].width if index in self.pictures else 0
