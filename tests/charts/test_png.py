"""Pixels become a PNG file that every reader understands."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from docgen.charts.png import Pixels

PALETTE = bytes(range(256)) * 3
WIDE = Pixels(300, 2, bytes(value % 256 for value in range(600)), PALETTE, 200)


def test_a_reader_finds_every_pixel_and_colour() -> None:
    image = Image.open(io.BytesIO(WIDE.as_png()))
    image.load()
    assert (image.size, image.mode) == ((300, 2), "P")
    assert image.tobytes() == WIDE.places
    assert bytes(image.getpalette() or ()) == PALETTE


def test_the_file_knows_its_resolution() -> None:
    assert Image.open(io.BytesIO(WIDE.as_png())).info["dpi"] == pytest.approx((200, 200), abs=0.1)
