"""Turns a text into lines that fit a width, broken where Chinese typesetting allows (GB/T 15834, appendix on kinsoku).

Chart labels are short and centred, so the lines are chosen together (least ragged) and not one after the other. Nothing
here places a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from docgen.charts.model import Label
from docgen.charts.palette import INK
from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.fonts import Face, FontLibrary

NEVER_FIRST = frozenset("。，、；：？！）》」』】〕〉”’…—％‰℃·～.,;:!?)]}%")
"""Characters that no line may begin with."""
NEVER_LAST = frozenset("（《「『【〔〈“‘([{￥$")
"""Characters that no line may end with."""
_GOOD_AFTER = frozenset("、，；：。） 》/的")
_GOOD_BEFORE = frozenset("与和及并或（《")
_PENALTY_INSIDE_WORD = 0.06
_PENALTY_SPLIT_PAIR = 0.05


@dataclass(frozen=True)
class Lettering:
    """Text of one size and weight, which can be measured, broken into lines and made into labels."""

    fonts: FontLibrary
    size: Pt
    bold: bool = False
    color: str = INK
    family: str = "黑体"
    _widths: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    @property
    def leading(self) -> Pt:
        """The distance between baselines."""
        return self.size * 1.22

    @cached_property
    def _face(self) -> Face:
        return self.fonts.face(self.family, bold=self.bold)

    def width(self, text: str) -> Pt:
        """How wide `text` is on one line."""
        return self.size * sum(map(self._advance, text))

    def lines(self, text: str, width: Pt) -> tuple[str, ...]:
        """`text` in as few lines of at most `width` as possible, and those as even as possible.

        A line is wider than `width` only where a single unbreakable character is.
        """
        text = " ".join(text.split())
        if not text:
            return ()
        if self.width(text) <= width:
            return (text,)
        return tuple(_least_ragged(self._pieces(text, width), self.width, width))

    def list_lines(self, items: Sequence[str], width: Pt) -> tuple[str, ...]:
        """`items` as one enumeration in lines; an item that has room on a line is not broken."""
        pieces: list[str] = []
        for item in [f"{item}、" for item in items[:-1]] + list(items[-1:]):
            pieces += [item] if self.width(item) <= width else self._pieces(item, width)
        return tuple(_least_ragged(pieces, self.width, width))

    def filled_lines(self, text: str, width: Pt) -> tuple[str, ...]:
        """`text` in lines each as full as it can be: for text that is read and not only looked at."""
        lines = [""]
        for piece in self._pieces(" ".join(text.split()), width):
            if lines[-1] and self.width((lines[-1] + piece).rstrip()) > width:
                lines.append("")
            lines[-1] += piece
        return tuple(line.strip() for line in lines if line)

    def label(self, x: Pt, y: Pt, text: str, anchor: Literal["start", "middle", "end"] = "start") -> Label:
        """`text` with its baseline at `y`."""
        return Label(x, y, text, self.size, self.family, self.bold, self.color, anchor)

    def _advance(self, character: str) -> float:
        known = self._widths.get(character)
        if known is None:
            pieces = self.fonts.split(character, self._face)
            known = self._widths[character] = sum(face.width(part) for face, part in pieces)
        return known

    def _pieces(self, text: str, width: Pt) -> list[str]:
        """Parts of `text` between which a line may end; a Latin word too long for a line is broken anywhere."""
        pieces: list[str] = []
        for piece in _unbreakable(text):
            pieces += [piece] if self.width(piece.rstrip()) <= width else list(piece)
        return pieces


def _unbreakable(text: str) -> Iterator[str]:
    piece = text[:1]
    for before, after in pairwise(text):
        if _may_break(before, after):
            yield piece
            piece = ""
        piece += after
    yield piece


def _may_break(before: str, after: str) -> bool:
    if after in NEVER_FIRST or before in NEVER_LAST or after == " ":
        return False
    return before == " " or not (_is_alphabetic(before) and _is_alphabetic(after))


def _is_alphabetic(character: str) -> bool:
    return character < "\u2e80" and (character.isalnum() or character in "-_.,:@'+#&")


def _least_ragged(pieces: list[str], measure: Callable[[str], Pt], width: Pt) -> list[str]:
    """Break between `pieces` into the fewest lines, of these the most even; dynamic programming over the breaks."""
    count = len(pieces)
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)] + [(count + 1, 0.0, 0)] * count
    pairs = _positions_in_word(pieces)
    for end in range(1, count + 1):
        line = 0.0
        for start in range(end - 1, -1, -1):
            line = measure("".join(pieces[start:end]).rstrip())
            if line > width and start < end - 1:
                break
            slack = max(0.0, 1 - line / width)
            cost = best[start][1] + slack * slack + (_penalty(pieces, end, pairs) if end < count else 0)
            best[end] = min(best[end], (best[start][0] + 1, cost, start))
    lines: list[str] = []
    end = count
    while end:
        start = best[end][2]
        lines.insert(0, "".join(pieces[start:end]).strip())
        end = start
    return lines


def _penalty(pieces: list[str], end: int, positions: list[int]) -> float:
    """How bad a break before `pieces[end]` is. Most Chinese words have two characters: odd places split them."""
    if pieces[end - 1][-1] in _GOOD_AFTER or pieces[end][0] in _GOOD_BEFORE:
        return 0.0
    return _PENALTY_INSIDE_WORD + (_PENALTY_SPLIT_PAIR if positions[end] % 2 else 0)


def _positions_in_word(pieces: list[str]) -> list[int]:
    """For each piece, how many pieces stand between it and the last punctuation or particle before it."""
    positions, position = [], 0
    for piece in pieces:
        if piece[0] in _GOOD_BEFORE:
            position = 0
        positions.append(position)
        particle = piece[-1] in _GOOD_AFTER or piece in _GOOD_BEFORE
        position = 0 if particle else position + 1
    return positions
