"""Streams: the characters of a paragraph with their edges on one endless line.

Line breaking is arithmetic on them: what lies between two characters is the difference of two edges, whatever faces,
sizes, quarter-em spaces and compressed punctuation lie in between. `measure` makes them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout import characters
from docgen.pages.layout.inline_text import Mark
from docgen.pages.layout.spans import Span
from docgen.pages.layout.standing import Standing
from docgen.pages.layout.typography import break_classes
from docgen.pages.read.format_model import USUAL_TYPOGRAPHY, Alignment, Typography
from docgen.pages.read.inline_model import AbsoluteTab, PageField, Picture

FULL_WIDTH = 0.9
"""From this advance (in em) on, a punctuation mark is drawn in a full square and has an empty half to lose."""


class SetLayer(NamedTuple):
    """A layer of a `Compound`, measured."""

    stream: Stream
    rise: Pt
    alignment: Alignment


class SetCompound(NamedTuple):
    """A `Compound`, measured: how wide it is, and how far it makes its line reach up and down."""

    layers: tuple[SetLayer, ...]
    width: Pt
    ascent: Pt
    descent: Pt


@dataclass(eq=False, repr=False)
class Stream:
    """A paragraph's characters.

    `text` has one character for every inline that is no text (tab, forced break, picture); `shadow` is `text` with the
    stand-ins of `characters`; `lefts` and `rights` are the edges of each character from the paragraph's beginning,
    before any line is broken; `cuts` are the indexes where a new text item must begin, and `spans` the span of each.
    `insets` is how far each character stands from where its cells begin, if the page has a grid of such. Before the
    indexes in `held` no line begins and nothing is widened; `absolute` are the tabs that lead to a place of their own.
    """

    text: str
    shadow: str
    classes: str
    lefts: list[Pt]
    rights: list[Pt]
    stretched: list[int]
    cuts: list[int]
    spans: list[Span]
    pictures: dict[int, Picture | Standing] = field(default_factory=dict)
    fields: dict[int, tuple[PageField, str]] = field(default_factory=dict)
    tabs: list[int] = field(default_factory=list)
    marks: list[tuple[int, Mark]] = field(default_factory=list)
    typography: Typography = USUAL_TYPOGRAPHY
    insets: list[Pt] = field(default_factory=list)
    held: frozenset[int] = frozenset()
    absolute: dict[int, AbsoluteTab] = field(default_factory=dict)
    compounds: dict[int, SetCompound] = field(default_factory=dict)

    @cached_property
    def breaks(self) -> list[int]:
        """Where a line may begin, ascending; most paragraphs fit on a line, and nobody asks."""
        found = characters.breaks(self.break_classes)
        return [index for index in found if index not in self.held] if self.held else found

    @cached_property
    def break_classes(self) -> str:
        """The classes by which lines are broken."""
        return break_classes(self.classes, self.typography)

    @property
    def extent(self) -> tuple[Pt, Pt]:
        """The widths of the longest stretch without an opportunity to break, and of the longest line where none is."""
        if not self.text:
            return 0, 0
        forced = [index + 1 for index, kind in enumerate(self.classes) if kind == "L"]
        return self._longest([*self.breaks, *forced]), self._longest(forced)

    def _longest(self, cuts: list[int]) -> Pt:
        """The width of the longest stretch between cuts, without the spaces at its end."""
        edges = sorted({0, *cuts, len(self.text)})
        widths = [0.0]
        for start, end in pairwise(edges):
            last = start + len(self.text[start:end].rstrip())
            if last > start:
                widths.append(self.rights[last - 1] - self.lefts[start])
        return max(widths)

    def width_of(self, characters: int) -> Pt:
        """The width of the first characters."""
        return self.rights[characters - 1] - self.lefts[0] if characters else 0

    def outset(self, index: int) -> Pt:
        """How far the character at `index` stands outside a line that it begins: by its empty left half, if it may.

        In a cell of a grid, which begins there instead, it stands inside.
        """
        if self.insets:
            return -self.insets[index]
        if not self.typography.compresses_start or not characters.is_opening(self.shadow[index]):
            return 0
        style = self.spans[bisect_right(self.cuts, index) - 1].style
        square = style.size * style.scale
        return square / 2 if self.rights[index] - self.lefts[index] >= FULL_WIDTH * square else 0
