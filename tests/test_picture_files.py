"""Pictures are opened if they are PNG or JPEG and of a size that a page can hold."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from docgen.picture_files import open_picture


def saved(kind: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (7, 5), "red").save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_both_kinds_are_opened(kind: str) -> None:
    picture = open_picture(saved(kind))
    assert (picture.format, picture.size) == (kind, (7, 5))
    picture.load()


@pytest.mark.parametrize("data", [saved("GIF"), saved("BMP"), b"", b"text", saved("PNG")[:20], saved("JPEG")[:4]])
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"picture|PNG"):
        open_picture(data)


def test_a_picture_that_would_fill_the_memory_is_refused() -> None:
    header = b"IHDR" + struct.pack(">2L5B", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">L", 13) + header + struct.pack(">L", zlib.crc32(header))
    with pytest.raises(ValueError, match="too many pixels"):
        open_picture(saved("PNG")[:8] + chunk + saved("PNG")[33:])


def test_opening_a_png_brings_no_other_readers() -> None:
    code = (
        "import sys; from docgen.picture_files import open_picture\n"
        f"open_picture({saved('PNG')!r}).load()\n"
        "print([name for name in sys.modules if name.startswith('PIL.') and name.endswith('ImagePlugin')])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "['PIL.PngImagePlugin']"
