"""Type of different sizes on one line: on one baseline, or with its tops, middles or bottoms level (17.3.1.39)."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.lengths import Pt
from docgen.pages.layout.spans import Span
from docgen.pages.layout.standing import Standing
from docgen.pages.read.format_model import Upright
from docgen.pages.read.inline_model import Picture


class Levelling:
    """Raises and lowers the type of one line, so that it is level with the tallest thing on it.

    Pictures stand on the baseline as ever: what is beside them moves.
    """

    def __init__(self, upright: Upright, spans: Iterable[Span], pictures: Iterable[Picture | Standing]) -> None:
        reaches = [(span.ascent, span.descent) for span in spans if span.face]
        reaches += [(picture.height, 0.0) for picture in pictures]
        self._upright = upright
        self._ascent, self._descent = max(reaches, key=sum) if reaches else (0.0, 0.0)

    def level(self, span: Span) -> Span:
        """The same type where it stands by the alignment."""
        rise = self._rise(span)
        if not span.face or not rise:
            return span
        adornment = span.style.adornment
        style = span.style._replace(adornment=adornment._replace(rise=adornment.rise + rise))
        return span._replace(style=style, ascent=span.ascent + rise, descent=span.descent - rise)

    def _rise(self, span: Span) -> Pt:
        top, bottom = self._ascent - span.ascent, span.descent - self._descent
        return {"baseline": 0.0, "top": top, "center": (top + bottom) / 2, "bottom": bottom}[self._upright]
