"""Draws a QR code (ISO/IEC 18004) as one filled path. Turns a text into dark rectangles; knows no stamp and no page.

Dark modules that touch in a row are one rectangle, and all rectangles are one path: a renderer adds up their coverage,
so no light seams show between the rows at any resolution.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from docgen.lengths import Pt

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET_ZONE = 4
"""Light modules around the code (ISO/IEC 18004 6.3.8)."""
LARGEST_VERSION = 7
"""45 modules a side: 0.3 mm each where the code is 16 mm with its quiet zone; a scan of 150 dpi still resolves that."""
_LARGEST_SIDE = 17 + 4 * LARGEST_VERSION
_FORMAT_MASK = (1, 0, 1)
"""What lies over the three bits of the format information that tell the mask (7.9.1)."""
_DARK_RUN = re.compile(b"\1+")
_IS_DARK = bytes(level < 128 for level in range(256))


def best_mask(text: str) -> int:
    """The mask that weighing finds for the code of `text`, as its format information says (ISO/IEC 18004 7.8, 7.9.1).

    To weigh all eight takes five times as long as the rest of making a code. The codes of a bundle differ in the number
    of the page only, so that what is best for one of them serves all.
    """
    told = _modules(text)[8][2:5]
    return sum((bit ^ flip) << place for bit, flip, place in zip(told, _FORMAT_MASK, (2, 1, 0), strict=True))


def draw_qr(canvas: Canvas, text: str, mask: int, x: Pt, y: Pt, side: Pt) -> None:
    """Draw the code of `text` in a square of `side` (quiet zone included) whose bottom left corner is (x, y), as PDF.

    Error correction M: 15 % of the code may be lost. Raises ValueError where `text` needs more than `LARGEST_VERSION`.
    """
    modules = _modules(text, mask)
    span = len(modules) + 2 * QUIET_ZONE
    scale = side / span
    rectangles = " ".join(_rectangles(modules))
    canvas.saveState()
    canvas.addLiteral(f"0 g {scale:.5f} 0 0 {-scale:.5f} {x:.3f} {y + side:.3f} cm {rectangles} f")
    canvas.restoreState()


def fits(text: str) -> bool:
    """Whether a code of `text` has modules large enough to be read from paper."""
    try:
        _modules(text)
    except ValueError:
        return False
    return True


def _modules(text: str, mask: int | None = None) -> Sequence[bytes]:
    """The rows of the code, 1 for dark, without the quiet zone; without `mask` with the one that weighing finds."""
    import zxingcpp

    chosen = {} if mask is None else {"data_mask": mask}
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", **chosen)
    picture = code.to_image(scale=1, add_quiet_zones=False)
    side: int = picture.shape[0]
    if side > _LARGEST_SIDE:
        raise ValueError(f"the text needs a QR code of {side} modules a side")
    dark = bytes(memoryview(picture)).translate(_IS_DARK)  # type: ignore[arg-type]  # it is a buffer
    return [dark[start : start + side] for start in range(0, side * side, side)]


def _rectangles(modules: Sequence[bytes]) -> list[str]:
    """Each run of dark modules in a row as a rectangle, in PDF operators and modules; the quiet zone counts."""
    return [_rectangle(row, *run.span()) for row, cells in enumerate(modules) for run in _DARK_RUN.finditer(cells)]


@cache
def _rectangle(row: int, start: int, end: int) -> str:
    """The modules of a row from `start` to `end`: the codes of a bundle have many in common."""
    return f"{start + QUIET_ZONE} {row + QUIET_ZONE} {end - start} 1 re"
