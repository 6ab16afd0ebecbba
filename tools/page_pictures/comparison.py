"""Compares two grey pictures of a page: forgives how edges are smoothed, but nothing that a reader would notice.

Each pixel is first mixed with its neighbours, so that ink counts and not how an edge is smoothed. It may then be as
light or dark as any neighbour of its place in the other picture, and a little more. So a line that moved by a
millimetre (nearly three pixels) is found, and so is a lost full stop; what moved by less than a pixel may be found or
not. Pages of another program than PDFium are not the same: it draws small type darker.
"""

from __future__ import annotations

from functools import reduce
from typing import Final, NamedTuple

from PIL import Image, ImageChops, ImageFilter

RESOLUTION: Final = 72
"""Dots per inch: a pixel is a point."""
_TOLERANCE: Final = 12
"""Of 255 greys: in 9 pt a lost full stop leaves 26, a lost hyphen 16; kept pictures are rounded by up to 8, and
pypdfium2 4.30 to 5.15 draw our pages alike but for one grey."""
_NEIGHBOURS: Final = 3
_MM_PER_PIXEL: Final = 25.4 / RESOLUTION


class Difference(NamedTuple):
    """Where two pictures of a page differ: `place` in words, `picture` with what came in red, what went in blue."""

    place: str
    picture: Image.Image


def difference(expected: Image.Image, actual: Image.Image) -> Difference | None:
    """What a reader would see to be different in `actual`; None where there is nothing. Both are grey (mode L)."""
    if expected.size != actual.size:
        sizes = [" x ".join(f"{side * _MM_PER_PIXEL:.0f}" for side in picture.size) for picture in (expected, actual)]
        return Difference(f"the page has {sizes[1]} mm instead of {sizes[0]}", actual.convert("RGB"))
    before, after = (picture.filter(ImageFilter.BoxBlur(1)) for picture in (expected, actual))
    worst = reduce(ImageChops.lighter, (*_beyond(before, after), *_beyond(after, before)))
    box = worst.point([255 if grey > _TOLERANCE else 0 for grey in range(256)]).getbbox()
    if box is None:
        return None
    left, top, right, bottom = (side * _MM_PER_PIXEL for side in box)
    place = f"{left:.0f} to {right:.0f} mm from the left, {top:.0f} to {bottom:.0f} mm from the top"
    return Difference(place, over(expected, actual))


def over(before: Image.Image, after: Image.Image) -> Image.Image:
    """Both over each other: what only `after` shows is red, what only `before` shows is blue, the rest grey."""
    faint = ImageChops.lighter(before, after).point([128 + grey // 2 for grey in range(256)])
    channels = (before, ImageChops.darker(before, after), after)
    return Image.merge("RGB", [ImageChops.darker(faint, channel) for channel in channels])


def _beyond(one: Image.Image, other: Image.Image) -> tuple[Image.Image, Image.Image]:
    """How much lighter, and how much darker, each pixel of `one` is than any around its place in `other`."""
    lightest = other.filter(ImageFilter.MaxFilter(_NEIGHBOURS))
    darkest = other.filter(ImageFilter.MinFilter(_NEIGHBOURS))
    return ImageChops.subtract(one, lightest), ImageChops.subtract(darkest, one)
