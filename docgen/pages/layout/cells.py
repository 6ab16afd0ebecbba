"""Characters in the cells of a document grid (`snapToChars`; ECMA-376 17.6.5, 17.18.14).

Each wide character stands in the middle of as many cells as it needs, narrow text as a whole does the same. So the
lines of a page have their characters below one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.spans import Span
from docgen.pages.read.run_model import PLAIN

_SQUEEZE = 0.12
"""Of a cell: by so much a character may be wider and still stand in one. Where a line shall hold more characters than
fit, such as the 28 of 三号 of an official document, cells are a little narrower than the type."""


class Snapped(NamedTuple):
    """Characters in cells: the spans cut anew where the distance of characters changes, and the edges of each.

    `insets` is how far each character stands from where its cells begin.
    """

    spans: list[Span]
    lefts: list[Pt]
    rights: list[Pt]
    insets: list[Pt]


def has_cells(spans: Sequence[Span]) -> bool:
    """Whether any of the text keeps to cells."""
    return any(span.style.adornment.cell for span in spans if span.style.adornment is not PLAIN)


def snap(spans: Sequence[Span], advances: Sequence[Pt]) -> Snapped:
    """Put characters with these `advances` into the cells that their spans ask for."""
    snapped = Snapped([], [], [], [])
    ends = [*(span.start for span in spans[1:]), len(advances)]
    x: Pt = 0
    for span, end in zip(spans, ends, strict=True):
        cell = span.style.adornment.cell if span.face else 0
        if not cell:
            x = _put(snapped, span, advances[span.start : end], x, 0)
        elif span.wide:
            x = _put_each(snapped, span, advances[span.start : end], x)
        else:
            x = _put(snapped, span, advances[span.start : end], x, cell)
    return snapped


def _put(snapped: Snapped, span: Span, advances: Sequence[Pt], x: Pt, cell: Pt) -> Pt:
    """Put text that stays in one piece; where it ends."""
    width = sum(advances)
    taken = _cells(width, cell) if cell else width
    inset = (taken - width) / 2
    snapped.spans.append(span)
    at = x + inset
    for advance in advances:
        snapped.lefts.append(at)
        snapped.rights.append(at + advance)
        snapped.insets.append(inset)
        at += advance
    snapped.rights[-1] = x + taken
    return x + taken


def _put_each(snapped: Snapped, span: Span, advances: Sequence[Pt], x: Pt) -> Pt:
    """Put wide characters, each into cells of its own; where they end."""
    style, before = span.style, None
    for place, advance in enumerate(advances, span.start):
        taken = _cells(advance, style.adornment.cell)
        if advance != before:
            spaced = style._replace(spacing=style.spacing + taken - advance)
            snapped.spans.append(span._replace(start=place, style=spaced))
            before = advance
        inset = (taken - advance) / 2
        snapped.lefts.append(x + inset)
        snapped.rights.append(x + taken)
        snapped.insets.append(inset)
        x += taken
    return x


def _cells(width: Pt, cell: Pt) -> Pt:
    return max(ceil(width / cell - _SQUEEZE), 1) * cell
