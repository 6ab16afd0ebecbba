"""Reads the codes on scanned pages: from PDF files, as scanners write them, to `ScannedPage`s.

A page is rendered at the resolution it was scanned with, so that no pixel is lost, and looked at in up to four ways:
as it is, enlarged, enlarged and smoothed, enlarged less. Of pages scanned at 150 dpi, 3° askew, grey and noisy, the
first way reads nine of ten and the four together practically all. A code may stand anywhere and in any direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.bundle.code import StampCode
from docgen.errors import ArchiveError, Fault
from docgen.messages import message
from docgen.os_errors import reason
from docgen.paper.model import ScannedPage

if TYPE_CHECKING:
    from PIL.Image import Image

_PER_INCH = 72
_LEAST_DPI, _MOST_DPI = 150, 300
_MOST_PIXELS = 6000
"""Of the longer side: a page of a poster's size is rendered coarser."""
_MARGIN = 0.04
"""Of each side: what a scanner's lid and the paper's edge leave there is not ink."""
_INK = 70
"""Levels of grey that ink is darker than the paper; dirt and the print of the other side are lighter."""
_LEAST_INK = 0.0002
"""Of the page: 12 mm²; a short line of print has more."""


def read_scans(files: Iterable[Path]) -> Iterator[ScannedPage]:
    """Every page of `files`, in order. Raises ArchiveError at the first file that is no readable PDF."""
    import pypdfium2

    for file in files:
        try:
            with pypdfium2.PdfDocument(file.read_bytes()) as document:
                for number in range(len(document)):
                    picture = _picture(document[number])
                    codes = _codes(picture)
                    yield ScannedPage(file, number + 1, codes, not codes and _is_blank(picture))
        except OSError as error:
            problem = message("The scan cannot be opened: {reason}", reason=reason(error))
            raise ArchiveError(
                Fault(problem, message("Check the path, and that you may read the file."), file)
            ) from error
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise ArchiveError(
                Fault(message("The scan is not a readable PDF file"), message("Have the scanner write a PDF."), file)
            ) from error


def _picture(page: Any) -> Image:
    """The page in grey, at the resolution of the scanned picture on it."""
    scale = _scale(page)
    picture: Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture.convert("L")


def _scale(page: Any) -> float:
    """Pixels a point: as many as the largest picture on the page has, within reason."""
    import pypdfium2.raw as pdfium

    widths = [0.0]
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        if right > left and top > bottom:
            pixels = sorted(item.get_px_size())
            sides = sorted((right - left, top - bottom))
            widths.append(pixels[1] / sides[1])
    dpi = min(max(max(widths) * _PER_INCH, _LEAST_DPI), _MOST_DPI)
    scale: float = min(dpi / _PER_INCH, _MOST_PIXELS / max(page.get_size()))
    return scale


def _codes(picture: Image) -> tuple[StampCode, ...]:
    """The codes of ours, from the first way of looking that finds one."""
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for view in _views(picture):
        texts = (found.text for found in zxingcpp.read_barcodes(view, formats=wanted))
        codes = tuple(dict.fromkeys(code for text in texts if (code := _decoded(text))))
        if codes:
            return codes
    return ()


def _views(picture: Image) -> Iterator[Image]:
    from PIL import Image, ImageFilter

    yield picture
    if max(picture.size) <= _MOST_PIXELS / 2:
        double = picture.resize((2 * picture.width, 2 * picture.height), Image.Resampling.BICUBIC)
        yield double
        yield double.filter(ImageFilter.GaussianBlur(1.5))
    yield picture.resize((3 * picture.width // 2, 3 * picture.height // 2), Image.Resampling.BICUBIC)


def _decoded(text: str) -> StampCode | None:
    try:
        return StampCode.decode(text)
    except ValueError:
        return None


def _is_blank(picture: Image) -> bool:
    """Whether the page is the back of a sheet that nothing was printed on."""
    across, down = (round(side * _MARGIN) for side in picture.size)
    inside = picture.crop((across, down, picture.width - across, picture.height - down))
    levels = inside.histogram()
    paper = max(range(256), key=levels.__getitem__)
    return sum(levels[: max(0, paper - _INK)]) < _LEAST_INK * inside.width * inside.height
