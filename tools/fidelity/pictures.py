"""Draws pages: docgen's, LibreOffice's, and where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

_SCALE = 1.25
"""90 dots an inch: small characters can be read."""
_BLANK = "white"


_INK = 245
"""From this grey on a pixel is paper."""
_NEAR = 7
"""Pixels across which ink is looked for on the other page: a millimetre to either side."""


class Trio(NamedTuple):
    """The files of a page's pictures: docgen's, LibreOffice's, and both over each other."""

    ours: Path
    theirs: Path
    difference: Path


class Drawn(NamedTuple):
    """The pictures of a document's pages, and the share of the ink on them that has none near it on the other page.

    Text is measured elsewhere: this tells of rules, shading and pictures that are lacking or stand elsewhere.
    """

    pages: list[Trio]
    elsewhere: float


def draw(ours: bytes | None, theirs: bytes | None, folder: Path, stem: str) -> Drawn:
    """Write the pictures of all pages of both files into `folder`; a page that one lacks is blank there."""
    trios = []
    alone = ink = 0
    for number, (mine, other) in enumerate(zip_longest(_pages(ours), _pages(theirs)), 1):
        size = (max(page.width for page in (mine, other) if page), max(page.height for page in (mine, other) if page))
        sheets = [_on_sheet(page, size) for page in (mine, other)]
        files = Trio(*(folder / f"{stem}-{number}-{side}.png" for side in Trio._fields))
        for file, picture in zip(files, (*sheets, _over(*sheets)), strict=True):
            picture.quantize(64).save(file, optimize=False)
        trios.append(files)
        greys = [sheet.convert("L") for sheet in sheets]
        ink += sum(_count(grey) for grey in greys)
        alone += _count(_alone(*greys)) + _count(_alone(*reversed(greys)))
    return Drawn(trios, alone / ink if ink else 0.0)


def _alone(one: Image.Image, other: Image.Image) -> Image.Image:
    """The ink of `one` that has none near it in `other`; the rest is white."""
    lonely = other.filter(ImageFilter.MinFilter(_NEAR)).point([0 if grey < _INK else 255 for grey in range(256)])
    return ImageChops.lighter(one, ImageChops.invert(lonely))


def _count(grey: Image.Image) -> int:
    """How many pixels are ink."""
    return sum(grey.histogram()[:_INK])


def _pages(pdf: bytes | None) -> Iterator[Image.Image]:
    if pdf is None:
        return
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=_SCALE).to_pil().convert("RGB")
            page.close()


def _on_sheet(page: Image.Image | None, size: tuple[int, int]) -> Image.Image:
    sheet = Image.new("RGB", size, _BLANK)
    if page:
        sheet.paste(page)
    return sheet


def _over(ours: Image.Image, theirs: Image.Image) -> Image.Image:
    """Both over each other: what only docgen shows is red, what only LibreOffice shows is blue, the rest grey."""
    mine, other = ours.convert("L"), theirs.convert("L")
    both = ImageChops.lighter(mine, other)
    faint = both.point([128 + grey // 2 for grey in range(256)])
    return Image.merge(
        "RGB",
        (
            ImageChops.darker(faint, other),
            ImageChops.darker(faint, ImageChops.darker(mine, other)),
            ImageChops.darker(faint, mine),
        ),
    )
