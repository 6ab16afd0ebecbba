"""Opens the two kinds of picture files that documents may hold, PNG and JPEG, without Pillow's readers for all others.

`PIL.Image.open` imports five of those before it looks at the file, which takes longer than reading a logo.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST_PIXELS: Final = 100_000_000
"""A3 at 600 dots an inch has 70 million; a small file that unpacks to more is meant to fill the memory."""
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def open_picture(data: bytes) -> ImageFile:
    """The picture in `data`; its `format` is PNG or JPEG, and its pixels are not read yet.

    Raises ValueError where it is neither, has too many pixels, or is damaged at its beginning.
    """
    try:
        picture = _opened(data)
    except (SyntaxError, LookupError, TypeError, OSError, struct.error) as error:
        raise ValueError("damaged picture") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    return picture


def is_see_through(picture: Image) -> bool:
    """Whether pixels of it may be transparent."""
    return picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info


def _opened(data: bytes) -> ImageFile:
    if data.startswith(_PNG):
        from PIL.PngImagePlugin import PngImageFile

        return PngImageFile(io.BytesIO(data))
    if data.startswith(_JPEG):
        from PIL.JpegImagePlugin import JpegImageFile

        return JpegImageFile(io.BytesIO(data))
    raise ValueError("neither PNG nor JPEG")
