"""Compares what two engines made of one Word file, and holds it against the goals."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.lengths import from_mm

from .lines import PageLine

_PT_PER_MM = from_mm(1)
_LEVEL = from_mm(2)
"""How far from a line its parts may stand on the other side."""
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")
"""Where a space stands that nobody has typed."""


class Goal(NamedTuple):
    """What documents are to reach: pages and text the same, so many lines broken alike, none too far away.

    `alike` is the least share of lines in each document, `together` that in all of them; `shift` is in mm.
    """

    alike: float
    together: float
    shift: float


TEMPLATES = Goal(alike=0.95, together=0.98, shift=2.0)
"""In each document less than in all: where one line is broken elsewhere, so is the next, and some have but twenty."""
FIXTURES = Goal(alike=0.95, together=0.95, shift=2.0)


class Shift(NamedTuple):
    """How far a line stands from where the other engine has it, in mm; `text` and `page` (from 1) say which line."""

    across: float = 0.0
    down: float = 0.0
    text: str = ""
    page: int = 0

    @property
    def largest(self) -> float:
        """The larger of both axes."""
        return max(self.across, self.down)


class Comparison(NamedTuple):
    """How alike two PDF files are.

    `pages` and `lines` count here and there; `alike` lines have the same text on the same page; `shift` is the largest
    of one of those. `lost` are the visible characters that only the other engine has, `added` those that only ours has;
    `ours` and `theirs` are the lines that have no partner.
    """

    pages: tuple[int, int]
    lines: tuple[int, int]
    alike: int
    across: Shift
    down: Shift
    lost: str
    added: str
    ours: tuple[PageLine, ...]
    theirs: tuple[PageLine, ...]

    @property
    def share(self) -> float:
        """The share of lines broken alike; 1 where there is no text."""
        return self.alike / max(self.lines) if max(self.lines) else 1.0

    @property
    def shift(self) -> Shift:
        """The largest shift of a line on its page."""
        return max(self.across, self.down, key=lambda shift: shift.largest)

    @property
    def same_text(self) -> bool:
        """Whether both have the same characters, in whatever order they are drawn."""
        return not self.lost and not self.added

    def missed(self, goal: Goal) -> list[str]:
        """What of `goal` is not reached, in words."""
        told = []
        if self.pages[0] != self.pages[1]:
            told.append(f"{self.pages[0]} pages instead of {self.pages[1]}")
        if not self.same_text:
            told.append(f"text differs: lost “{self.lost[:20]}”, added “{self.added[:20]}”")
        if self.share < goal.alike:
            told.append(f"{100 * self.share:.1f} % of lines broken alike")
        for axis, shift in (("across", self.across), ("down", self.down)):
            if shift.largest > goal.shift:
                told.append(f"“{shift.text[:12]}” on page {shift.page} {shift.largest:.1f} mm {axis}")
        return told


def compare(ours: Sequence[PageLine], theirs: Sequence[PageLine], pages: tuple[int, int]) -> Comparison:
    """Lay the lines of both beside each other; `pages` are their numbers of pages."""
    ours = _joined(ours, theirs)
    theirs = _joined(theirs, ours)
    pairs = [*_pairs(ours, theirs)]
    shifts = [_shift(mine, other) for mine, other in pairs]
    mine_text, their_text = (Counter("".join(line.text for line in lines)) for lines in (ours, theirs))
    return Comparison(
        pages=pages,
        lines=(len(ours), len(theirs)),
        alike=len(pairs),
        across=max((shift._replace(down=0) for shift in shifts), key=lambda shift: shift.across, default=Shift()),
        down=max((shift._replace(across=0) for shift in shifts), key=lambda shift: shift.down, default=Shift()),
        lost="".join((their_text - mine_text).elements()),
        added="".join((mine_text - their_text).elements()),
        ours=_left(ours, [mine for mine, _ in pairs]),
        theirs=_left(theirs, [other for _, other in pairs]),
    )


def _pairs(ours: Sequence[PageLine], theirs: Sequence[PageLine]) -> Iterator[tuple[PageLine, PageLine]]:
    """Lines of the same text on the same page; of several, those that stand nearest to each other."""
    groups: dict[tuple[int, str], tuple[list[PageLine], list[PageLine]]] = defaultdict(lambda: ([], []))
    for side, lines in enumerate((ours, theirs)):
        for line in lines:
            groups[line.page, line.text][side].append(line)
    for mine, others in groups.values():
        near = sorted(
            (abs(line.x - other.x) + abs(line.baseline - other.baseline), place, number)
            for place, line in enumerate(mine)
            for number, other in enumerate(others)
        )
        taken: set[int] = set()
        given: set[int] = set()
        for _, place, number in near:
            if place not in taken and number not in given:
                taken.add(place)
                given.add(number)
                yield mine[place], others[number]


def _joined(lines: Sequence[PageLine], others: Sequence[PageLine]) -> list[PageLine]:
    """`lines`, neighbours put together where `others` have them as one: a gap was a hair wider than a line may have."""
    known = {(line.page, line.text) for line in lines}
    joined = [*lines]
    for whole in others:
        if (whole.page, whole.text) not in known and (parts := _parts(whole, joined)):
            joined = [line for line in joined if line not in parts]
            joined.append(parts[0]._replace(text=whole.text, right=parts[-1].right))
    return joined


def _parts(whole: PageLine, lines: Sequence[PageLine]) -> list[PageLine]:
    """The neighbours among `lines` that read as `whole` does, put together; none where there are none."""
    level = [line for line in lines if line.page == whole.page and abs(line.baseline - whole.baseline) < _LEVEL]
    level.sort(key=lambda line: line.x)
    for start in range(len(level)):
        for stop in range(start + 2, len(level) + 1):
            if "".join(line.text for line in level[start:stop]) == whole.text:
                return level[start:stop]
    return []


def _shift(mine: PageLine, other: PageLine) -> Shift:
    """How far both ends of a line, and its baseline, stand apart.

    LibreOffice puts a fifth of an em between Han and Latin, Word and docgen a quarter: that is no shift of the end.
    """
    spaces = 0.05 * mine.size * len(_SPACED.findall(mine.text))
    across = max(abs(mine.x - other.x), abs(mine.right - other.right) - spaces)
    return Shift(across / _PT_PER_MM, abs(mine.baseline - other.baseline) / _PT_PER_MM, mine.text, mine.page + 1)


def _left(lines: Sequence[PageLine], paired: Sequence[PageLine]) -> tuple[PageLine, ...]:
    rest = Counter(lines)
    rest.subtract(Counter(paired))
    return tuple(line for line, count in rest.items() for _ in range(count))
