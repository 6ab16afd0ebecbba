"""Writes text as PDF operators (ISO 32000-1, 9.3 and 9.4): one text object for all of a page's text.

Only what changes from item to item is written. Bold that has no file of its own is stroked as well as filled (text
rendering mode 2); slanted text gets a skewed text matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docgen.charts.vector import rgb
from docgen.fonts import Face, FontLibrary
from docgen.fonts.typecase import Typecase
from docgen.lengths import Pt
from docgen.pages.model import TextItem

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SKEW = 0.2126
"""The tangent of 12 degrees, the slant of Word's made-up italics."""

SYNTHETIC_BOLD = 0.03
"""Em by which the stroke of made-up bold is wide: half of it lies outside the outline."""


def draw_texts(canvas: Canvas, height: Pt, texts: Sequence[TextItem], fonts: FontLibrary) -> None:
    """Draw `texts` on a page of `height`."""
    typecase = Typecase(canvas, fonts)
    pen = _Pen(typecase)
    code = ["q BT"]
    look: tuple[Face, Pt, str, Pt, float, int] | None = None
    for text in texts:
        x, baseline, characters, face, size, color, _, spacing, scale, turns = text
        if (face, size, color, spacing, scale, turns) != look:
            look = (face, size, color, spacing, scale, turns)
            # the text matrix widens the space between characters too
            if change := pen.state(text if scale == 1 else text._replace(spacing=spacing / scale)):
                code.append(change)
            skew = SKEW if face.oblique else 0
            matrix = f"{scale:g} 0 {skew} 1" if not turns else _turned(scale, skew, turns)
            code_of = typecase.code_of(face)
        code.append(f"{matrix} {x:.3f} {height - baseline:.3f} Tm <{''.join(map(code_of, characters))}> Tj")
    code.append("ET Q")
    canvas.addLiteral("\n".join(code))


def _turned(scale: float, skew: float, turns: int) -> str:
    """The operands of a text matrix that turns text by a quarter, to the right or to the left."""
    return f"0 {-scale:g} 1 {-skew:g}" if turns == 1 else f"0 {scale:g} -1 {skew:g}"


class _Pen:
    """Knows the text state that was written last."""

    def __init__(self, typecase: Typecase) -> None:
        self._typecase = typecase
        self._font: tuple[Face, Pt] | None = None
        self._color: str | None = None
        self._spacing: Pt = 0

    def state(self, text: TextItem) -> str:
        """The operators that bring the text state to what `text` needs."""
        code = []
        color = text.color
        if (text.face, text.size) != self._font or (color != self._color and text.face.synthetic_bold):
            self._font = (text.face, text.size)
            code.append(f"{self._typecase.name(text.face)} {text.size:g} Tf")
            bold = text.face.synthetic_bold
            code.append(f"{rgb(color)} RG {SYNTHETIC_BOLD * text.size:.3f} w 2 Tr" if bold else "0 Tr")
        if color != self._color:
            self._color = color
            code.append(f"{rgb(color)} rg")
        if text.spacing != self._spacing:
            self._spacing = text.spacing
            code.append(f"{text.spacing:.4f} Tc")
        return " ".join(code)
