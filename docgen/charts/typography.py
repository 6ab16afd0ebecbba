"""Turns a text into lines that fit a width, broken where Chinese typesetting allows (GB/T 15834, appendix on kinsoku).

Chart labels are short and centred, so the lines are chosen together (least ragged) and not one after the other. Nothing
here places a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
_ROUNDING: Pt = 1e-6


@dataclass(frozen=True)
class Lettering:
    """Text of one size and weight, which can be measured, broken into lines and made into labels."""

    fonts: FontLibrary
    size: Pt
    bold: bool = False
    color: str = INK
    family: str = "黑体"
    _known: dict[tuple[object, Pt], tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def leading(self) -> Pt:
        """The distance between baselines."""
        return self.size * 1.22

    @cached_property
    def _face(self) -> Face:
        return self.fonts.face(self.family, bold=self.bold)

    def width(self, text: str) -> Pt:
        """How wide `text` is on one line."""
        return self.size * sum(face.width(part) for face, part in self.fonts.split(text, self._face))

    def lines(self, text: str, width: Pt) -> tuple[str, ...]:
        """`text` in as few lines of at most `width` as possible, and those as even as possible.

        A line is wider than `width` only where a single unbreakable character is.
        """
        if (text, width) not in self._known:
            plain = " ".join(text.split())
            pieces = [plain] if self.width(plain) <= width else self._pieces(plain, width)
            self._known[text, width] = self._even(pieces, width)
        return self._known[text, width]

    def list_lines(self, items: tuple[str, ...], width: Pt) -> tuple[str, ...]:
        """`items` as one enumeration in lines; an item that has room on a line is not broken."""
        if (items, width) not in self._known:
            pieces: list[str] = []
            for item in [f"{item}、" for item in items[:-1]] + list(items[-1:]):
                pieces += [item] if self.width(item) <= width else self._pieces(item, width)
            self._known[items, width] = self._even(pieces, width)
        return self._known[items, width]

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

    def _even(self, pieces: Sequence[str], width: Pt) -> tuple[str, ...]:
        """`pieces` joined to the fewest lines, of these the most even ones."""
        filled = [piece for piece in pieces if piece]
        widths = [self.width(piece) for piece in filled]
        blanks = [self.width(piece) - self.width(piece.rstrip()) if piece[-1] == " " else 0.0 for piece in filled]
        ends = _least_ragged(filled, widths, blanks, width)
        return tuple("".join(filled[start:end]).strip() for start, end in pairwise([0, *ends]))

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


def _least_ragged(pieces: Sequence[str], widths: Sequence[Pt], blanks: Sequence[Pt], width: Pt) -> list[int]:
    """Before which pieces to break, with the end last: dynamic programming over the number of lines and their slack.

    `blanks` are the parts of `widths` that vanish where a piece ends a line.
    """
    count = len(pieces)
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)] + [(count + 1, 0.0, 0)] * count
    positions = _positions_in_word(pieces)
    for end in range(1, count + 1):
        penalty = _penalty(pieces, end, positions) if end < count else 0.0
        line = -blanks[end - 1]
        for start in range(end - 1, -1, -1):
            line += widths[start]
            if line > width + _ROUNDING and start < end - 1:
                break
            slack = max(0.0, 1 - line / width)
            best[end] = min(best[end], (best[start][0] + 1, best[start][1] + slack * slack + penalty, start))
    ends: list[int] = []
    end = count
    while end:
        ends.insert(0, end)
        end = best[end][2]
    return ends


def _penalty(pieces: Sequence[str], end: int, positions: list[int]) -> float:
    """How bad a break before `pieces[end]` is. Most Chinese words have two characters: odd places split them."""
    if pieces[end - 1][-1] in _GOOD_AFTER or pieces[end][0] in _GOOD_BEFORE:
        return 0.0
    return _PENALTY_INSIDE_WORD + (_PENALTY_SPLIT_PAIR if positions[end] % 2 else 0)


def _positions_in_word(pieces: Sequence[str]) -> list[int]:
    """For each piece, how many pieces stand between it and the last punctuation or particle before it."""
    positions, position = [], 0
    for piece in pieces:
        if piece[0] in _GOOD_BEFORE:
            position = 0
        positions.append(position)
        particle = piece[-1] in _GOOD_AFTER or piece in _GOOD_BEFORE
        position = 0 if particle else position + 1
    return positions
