"""The fonts of one PDF in the making: what they are called in it, and by which codes it knows their characters.

Turns faces and texts into operands of the operators `Tf` and `Tj` (ISO 32000-1, 9.3.1 and 9.4.3). Writes no operator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.fonts.face import Face
from docgen.fonts.library import FontLibrary

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


class _Sorts(NamedTuple):
    """A face in the document: the name of its font there, with the slash, and its characters' codes in hexadecimal."""

    name: str
    codes: Mapping[str, str]


class Typecase:
    """Gives the faces of `fonts` for the document of `canvas`; a face comes into the document when first asked for."""

    def __init__(self, canvas: Canvas, fonts: FontLibrary) -> None:
        self._document: Any = getattr(canvas, "_doc")  # noqa: B009 - fonts need it, and there is no public way to it
        self._fonts = fonts
        self._sorts: dict[Face, _Sorts] = {}

    def name(self, face: Face) -> str:
        """The font's name, with its slash."""
        return (self._sorts.get(face) or self._open(face)).name

    def codes(self, face: Face, text: str) -> str:
        """The characters of `text`, which `face` must have, in hexadecimal."""
        return "".join(map(self.code_of(face), text))

    def code_of(self, face: Face) -> Callable[[str], str]:
        """What gives the code of a character of `face`, in hexadecimal."""
        return (self._sorts.get(face) or self._open(face)).codes.__getitem__

    def _open(self, face: Face) -> _Sorts:
        from reportlab.pdfbase.pdfmetrics import getFont

        font: Any = getFont(self._fonts.reportlab_name(face))
        sorts = _Sorts(font.getSubsetInternalName(0, self._document), font.codes(self._document))
        self._sorts[face] = sorts
        return sorts
