"""Reads the codes on scanned pages: from PDF files and pictures, as scanners write them, to `ScannedPage`s.

A page is rendered at the resolution it was scanned with, so that no pixel is lost, and looked at in up to four ways:
as it is, enlarged, enlarged and smoothed, enlarged less. Of pages scanned at 150 dpi, 3° askew, grey and noisy, the
first way reads nine of ten and the four together practically all. A code may stand anywhere and in any direction.
"""

from __future__ import annotations

import io
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

PICTURES = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"II*\0": ".tif", b"MM\0*": ".tif"}
"""What a picture begins with, whatever its file is called → the ending of its name."""
_PER_INCH = 72
_LEAST_DPI, _MOST_DPI = 150, 300
_MOST_PIXELS = 6000
"""Of the longer side: a page of a poster's size is rendered coarser."""
_LARGEST = 80_000_000
"""Pixels of a picture: A2 at 400 dpi has fewer; a small file may claim any number."""
_MARGIN = 0.04
"""Of each side: what a scanner's lid and the paper's edge leave there is not ink."""
_INK = 70
"""Levels of grey that ink is darker than the paper; dirt and the print of the other side are lighter."""
_LEAST_INK = 0.0002
"""Of the page: 12 mm²; a short line of print has more."""


def read_scans(files: Iterable[Path]) -> Iterator[ScannedPage]:
    """Every page of `files`, in order. Raises ArchiveError at the first file that is no readable PDF or picture."""
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            problem = message("The scan cannot be opened: {reason}", reason=reason(error))
            raise ArchiveError(
                Fault(problem, message("Check the path, and that you may read the file."), file)
            ) from error
        pages = _frames(data, file) if data.startswith(tuple(PICTURES)) else _pages(data, file)
        for number, picture in enumerate(pages, 1):
            codes = _codes(picture)
            yield ScannedPage(file, number, codes, not codes and _is_blank(picture))


def _pages(data: bytes, file: Path) -> Iterator[Image]:
    """The pages of a PDF."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in range(len(document)):
                yield _picture(document[number])
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise ArchiveError(_unreadable(file)) from error


def _frames(data: bytes, file: Path) -> Iterator[Image]:
    """The pictures in a PNG, JPEG or TIFF file: a page each; larger ones than any scan are made smaller."""
    from PIL import Image, ImageSequence

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as opened:
            if opened.width * opened.height > _LARGEST:
                raise ValueError("too large")
            for frame in ImageSequence.Iterator(opened):
                picture = _on_white(frame)
                picture.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
                yield picture
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise ArchiveError(_unreadable(file)) from error


def _on_white(frame: Image) -> Image:
    """`frame` in grey; where one sees through it there is white paper."""
    from PIL import Image

    if not frame.has_transparency_data:
        return frame.convert("L")
    layer = frame.convert("RGBA")
    paper = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(paper, layer).convert("L")


def _unreadable(file: Path) -> Fault:
    problem = message("The scan is neither a readable PDF file nor a picture")
    return Fault(problem, message("Have the scanner write a PDF, or take a PNG, JPEG or TIFF picture."), file)


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
