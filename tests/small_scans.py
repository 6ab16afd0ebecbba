"""Scans of printed pages as scanners make them: a little skewed, grey, noisy, 150 dpi, JPEG, some upside down."""

from __future__ import annotations

import functools
import io
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 150
SKEW = 3.0
"""Degrees either way."""


def scan(page: Image.Image, chance: random.Random, *, upside_down: bool | None = None) -> Image.Image:
    """What a scanner makes of `page`, which was rendered in grey at 300 dpi."""
    turned = page.rotate(chance.uniform(-SKEW, SKEW), Image.Resampling.BILINEAR, fillcolor=255)
    if upside_down is None:
        upside_down = chance.random() < 0.2
    if upside_down:
        turned = turned.transpose(Image.Transpose.ROTATE_180)
    small = turned.resize((page.width // 2, page.height // 2), Image.Resampling.BOX)
    if chance.random() < 0.5:
        small = small.filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.6)))
    black, white = chance.uniform(10, 70), chance.uniform(190, 255)  # a copy of a copy is grey on grey
    grey = small.point([round(black + (white - black) * level / 255) for level in range(256)])
    noisy = ImageChops.add(grey, _noise(grey.size, chance), 1, -128)
    out = io.BytesIO()
    noisy.save(out, "JPEG", quality=chance.randint(50, 85))
    return Image.open(out)


@functools.cache
def _grain(size: tuple[int, int]) -> Image.Image:
    return Image.effect_noise(size, 20)


def _noise(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Noise of up to 20 levels around 128, shifted each time."""
    strength = chance.uniform(0.2, 1)
    shifted = ImageChops.offset(_grain(size), chance.randrange(size[0]), chance.randrange(size[1]))
    return shifted.point([round(128 + strength * (level - 128)) for level in range(256)])


def rendered(pdf: bytes, pages: Iterable[int] | None = None) -> list[Image.Image]:
    """The pages (0-based; all of them by default) in grey at 300 dpi."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            document[page].render(scale=2 * DPI / 72, grayscale=True).to_pil().convert("L")
            for page in (pages if pages is not None else range(len(document)))
        ]


def write_scan(file: Path, pages: Sequence[Image.Image]) -> Path:
    """A PDF of the pictures, a page each, as scanners write it."""
    first, *others = [page.copy() for page in pages]  # Pillow keeps in a picture what it was once saved with
    first.save(file, "PDF", save_all=True, append_images=others, resolution=DPI)
    return file
