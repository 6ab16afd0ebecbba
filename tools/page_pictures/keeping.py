"""Makes pictures small enough to be kept in the repository."""

from __future__ import annotations

from typing import Final

from PIL import Image

_STEP: Final = 17
"""16 greys are enough for smoothed edges; more make the files larger."""


def kept(picture: Image.Image) -> Image.Image:
    """A grey picture as it is kept: each grey rounded to one of 16."""
    return picture.point([round(grey / _STEP) * _STEP for grey in range(256)])
