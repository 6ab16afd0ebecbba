"""Text that is fitted to a width: 调整宽度, so that 姓名 is as wide as 身份证号 (ECMA-376 17.3.2.14).

What is too narrow is spread, from the left edge of its first character to the right edge of its last; what is too wide
gets narrower characters, as in Word. Such text is one piece: no line ends in it, and justification leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.lengths import Pt
from docgen.pages.layout.spans import Span
from docgen.pages.read.run_model import PLAIN, Fit


def has_fits(spans: Sequence[Span]) -> bool:
    """Whether any of the text is fitted."""
    return any(span.style.adornment.fit for span in spans if span.style.adornment is not PLAIN)


def fit(spans: list[Span], advances: list[Pt]) -> frozenset[int]:
    """Fit text, in `spans` and `advances`; give the indexes before which it must not be parted."""
    held: set[int] = set()
    for asked, first, last in list(_groups(spans)):
        start, end = spans[first].start, spans[last].start if last < len(spans) else len(advances)
        _fit_group(asked, (start, end), spans, advances, range(first, last))
        held.update(range(start + 1, end))
    return frozenset(held)


def _groups(spans: Sequence[Span]) -> Iterator[tuple[Fit, int, int]]:
    """The fits that are asked for, each with the first of its spans and the one behind its last."""
    place = 0
    for asked, group in groupby(spans, lambda span: span.style.adornment.fit if span.face else None):
        count = len(list(group))
        if asked:
            yield asked, place, place + count
        place += count


def _fit_group(asked: Fit, ends: tuple[int, int], spans: list[Span], advances: list[Pt], places: range) -> None:
    start, end = ends
    natural = sum(advances[start:end])
    gap, scale = 0.0, 1.0
    if natural > asked.width:
        scale = asked.width / natural
    elif end - start > 1:
        gap = (asked.width - natural) / (end - start - 1)
    for index in range(start, end):
        advances[index] = advances[index] * scale + gap
    advances[end - 1] += asked.width - sum(advances[start:end])
    for place in places:
        style = spans[place].style
        spans[place] = spans[place]._replace(style=style._replace(spacing=gap, scale=style.scale * scale))
