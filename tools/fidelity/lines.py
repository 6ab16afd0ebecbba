"""Reads the lines of text out of a PDF file: what stands where, whoever made it.

A line is what the eye takes for one: characters on one baseline without a wide gap, so that neighbouring cells of a
table are lines of their own; raised and lowered characters belong to the line that they stand in. Text that runs
upright or is turned is read as if it did not.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

_SAME_BASELINE = 1.2
"""Points: more than two engines round apart what stands on one line."""
_GAP = 0.9
"""Of the type's size: more than justification puts between two characters, less than lies between two cells."""
_RAISED = 0.65
"""Of the larger type's size: how far a character is raised or lowered at most within a line."""
_TOUCHING = 0.3
"""Of the larger type's size: how far from its line a raised character stands at most."""
_LEADER = re.compile(r"([._·-])\1{5,}")
"""What LibreOffice writes, and docgen draws, before a tab stop."""


class Piece(NamedTuple):
    """Characters on a page (0-based): their edges and baseline in points from its top left corner, their size."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    text: str


class PageLine(NamedTuple):
    """A line of text: its 0-based page, left edge and baseline in points from the top left, and visible characters.

    `right` is its right edge, `size` that of its largest type.
    """

    page: int
    x: float
    baseline: float
    text: str
    right: float = 0.0
    size: float = 0.0


def lines_of(pdf: bytes) -> list[PageLine]:
    """The lines of a PDF file, from top to bottom; cells of one row from left to right."""
    pieces = [piece for page in pages_of(pdf) for piece in page]
    return [_line(line) for line in _with_raised([*_runs(pieces)])]


def whole_lines(pieces: Iterable[Piece], *, same: float) -> list[PageLine]:
    """`pieces` in lines as wide as the page: all that stands less than `same` points below a line's first baseline."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.page, piece.baseline)):
        if lines and lines[-1][0].page == piece.page and piece.baseline - lines[-1][0].baseline < same:
            lines[-1].append(piece)
        elif not piece.text.isspace():
            lines.append([piece])
    return [_line(line) for line in lines]


def pages_of(pdf: bytes) -> Iterator[list[Piece]]:
    """The characters of each page of a PDF file, in the order in which they are drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield [*_characters(text, number, page.get_height())]
            text.close()
            page.close()


def _characters(text: pypdfium2.PdfTextPage, page: int, height: float) -> Iterator[Piece]:
    """What is drawn on a page, blanks too: they hold together what stands on either side of them."""
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if raw.FPDFText_IsGenerated(text, index) or not (character.isprintable() or character.isspace()):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        yield Piece(page, x.value, box.right, height - y.value, size, character)


def _runs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces that stand on one baseline without a wide gap, leaders left out."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.page, piece.baseline, piece.left)):
        if rows and rows[-1][-1].page == piece.page and piece.baseline - rows[-1][-1].baseline < _SAME_BASELINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        run: list[Piece] = []
        for piece in _without_leaders(sorted(row, key=lambda piece: piece.left)):
            if run and piece.left - run[-1].right > _GAP * max(piece.size, run[-1].size):
                yield from _visible(run)
                run = []
            run.append(piece)
        yield from _visible(run)


def _visible(run: list[Piece]) -> Iterator[list[Piece]]:
    """The run without its blanks; nothing where there is nothing else."""
    if seen := [piece for piece in run if not piece.text.isspace()]:
        yield seen


def _without_leaders(row: list[Piece]) -> list[Piece]:
    """A row without the dots of leaders; two runs that one parted do not grow together: they stand too far apart."""
    kept: list[Piece] = []
    for _, same in groupby(row, key=lambda piece: piece.text):
        some = [*same]
        if not _LEADER.fullmatch("".join(piece.text for piece in some)):
            kept += some
    return kept


def _with_raised(runs: list[list[Piece]]) -> list[list[Piece]]:
    """The runs, those of raised and lowered characters within the line that they stand in."""
    lines: list[list[Piece]] = []
    for _, page in groupby(sorted(runs, key=lambda run: run[0].page), key=lambda run: run[0].page):
        homes: list[list[Piece]] = []
        for run in sorted(page, key=lambda run: -run[0].size):
            home = next((line for line in homes if _is_raised(run, line)), None)
            if home is None:
                homes.append([*run])
            else:
                home += run
        lines += homes
    return sorted(lines, key=lambda line: (line[0].page, _baseline(line), line[0].left))


def _is_raised(run: list[Piece], line: list[Piece]) -> bool:
    """Whether `run`, of smaller type, stands beside or between the characters of `line`, a little above or below."""
    size = line[0].size
    near = _TOUCHING * size
    return (
        run[0].size < 0.9 * size
        and abs(run[0].baseline - line[0].baseline) < _RAISED * size
        and run[0].left < max(piece.right for piece in line) + near
        and run[-1].right > min(piece.left for piece in line) - near
        and all(piece.right < run[0].left + near or piece.left > run[-1].right - near for piece in line)
    )


def _baseline(pieces: list[Piece]) -> float:
    """The baseline of most characters."""
    counted = Counter[float]()
    for piece in pieces:
        counted[round(piece.baseline, 1)] += len(piece.text)
    return counted.most_common(1)[0][0]


def _line(pieces: list[Piece]) -> PageLine:
    pieces = sorted(pieces, key=lambda piece: piece.left)
    text = _LEADER.sub("", "".join("".join(piece.text.split()) for piece in pieces))
    right = max(piece.right for piece in pieces)
    return PageLine(pieces[0].page, pieces[0].left, _baseline(pieces), text, right, max(piece.size for piece in pieces))
