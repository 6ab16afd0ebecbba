"""Picture files inside a Word file: which formats can be set, and what is done to a picture (ECMA-376 20.1.8, 20.2).

PNG and JPEG go to the page as they are; GIF, BMP and TIFF become PNG. Metafiles (EMF, WMF) and SVG are beyond.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import NamedTuple

from docgen.messages import Message, message
from docgen.pages.read.context import Reading
from docgen.pages.read.drawing_model import Crop, ShownPicture
from docgen.pages.read.ooxml import PIC, A, Element, R, child, local_name, number
from docgen.picture_files import MOST_PIXELS, is_see_through

_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x09\x00", "WMF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_SET_FORMATS = {"PNG", "JPEG"}
_CONVERTED = {"GIF", "BMP", "TIFF"}
_EMF_MARK = b" EMF"  # bytes 40 to 43 of an enhanced metafile
_HARMLESS_IN_BLIP = {"extLst", "lum", "grayscl"}
_CROP_UNIT = 100_000  # thousandths of a percent


class Tone(NamedTuple):
    """How light a picture is made (`a:lum`; `gain` and `blacklevel` in VML): shares, 0 and 1 where it stays.

    `grey` takes its colours away.
    """

    brightness: float = 0
    contrast: float = 1
    grey: bool = False


NO_TONE = Tone()


def is_set_format(data: bytes) -> bool:
    """Whether a picture's bytes are of a format that goes to the page as it is."""
    return format_of(data) in _SET_FORMATS


def format_of(data: bytes) -> str:
    """The name of a picture's format, or `?`."""
    for start, name in _FORMATS:
        if data.startswith(start):
            return name
    if data[40:44] == _EMF_MARK:
        return "EMF"
    return "SVG" if b"<svg" in data[:1000] else "?"


def read_picture_file(relation: str, reading: Reading, tone: Tone = NO_TONE) -> bytes | None:
    """The PNG or JPEG bytes of a picture; None, and what is in the way noted, where there are none.

    Of a chart that the page will have as vectors they are empty.
    """
    part = reading.story.part.related(relation)
    if part is None:
        reading.cannot_set(message("picture that is linked, not embedded"))
        return None
    if part.package.is_drawn(part.path):
        return b""
    data = part.data
    kind = format_of(data)
    if kind not in _SET_FORMATS and kind not in _CONVERTED:
        reading.cannot_set(message("picture in the format {format}", format=kind))
        return None
    if kind in _SET_FORMATS and tone == NO_TONE:
        return data
    converted = _converted(data, kind, tone)
    if converted is None:
        reading.cannot_set(message("picture that is damaged or too large"))
    return converted


@lru_cache(maxsize=32)
def _converted(data: bytes, kind: str, tone: Tone) -> bytes | None:
    """A PNG of the picture in `data`, toned; None where it cannot be read."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=(kind,)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            shown = picture.convert("RGBA" if is_see_through(picture) else "RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    if tone.grey:
        grey = ImageOps.grayscale(shown.convert("RGB")).convert(shown.mode)
        if shown.mode == "RGBA":
            grey.putalpha(shown.getchannel("A"))
        shown = grey
    if (tone.brightness, tone.contrast) != (0, 1):
        steps = [round(255 * _toned(step / 255, tone)) for step in range(256)]
        shown = shown.point(steps * 3 + (list(range(256)) if shown.mode == "RGBA" else []))
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()


def _toned(value: float, tone: Tone) -> float:
    """A share of light after contrast about the middle, and brightness."""
    return min(max((value - 0.5) * tone.contrast + 0.5 + tone.brightness, 0), 1)


def read_shown_picture(picture: Element, name: str, reading: Reading) -> ShownPicture | None:
    """What a `pic:pic` shows; what is done to it and cannot be is noted."""
    fill = child(picture, PIC + "blipFill")
    blip = child(fill, A + "blip")
    data = read_picture_file("" if blip is None else blip.get(R + "embed", ""), reading, _tone(blip))
    if data is None:
        return None
    for construct in _blip_beyond(blip, fill):
        reading.cannot_set(construct)
    return ShownPicture(name, data, _crop(child(fill, A + "srcRect")))


def _tone(blip: Element | None) -> Tone:
    lum = child(blip, A + "lum")
    grey = child(blip, A + "grayscl") is not None
    if lum is None:
        return Tone(grey=grey) if grey else NO_TONE
    contrast = number(lum.get("contrast")) / _CROP_UNIT
    return Tone(number(lum.get("bright")) / _CROP_UNIT / 2, 1 + min(contrast, 1), grey)


def _crop(source: Element | None) -> Crop:
    """An `a:srcRect` (20.1.8.55)."""
    if source is None:
        return Crop()
    return Crop(*(number(source.get(edge)) / _CROP_UNIT for edge in "ltrb"))


def _blip_beyond(blip: Element | None, fill: Element | None) -> list[Message]:
    found: list[Message] = []
    if blip is not None and any(local_name(effect) not in _HARMLESS_IN_BLIP for effect in blip):
        found.append(message("picture with a colour effect"))
    if child(fill, A + "tile") is not None:
        found.append(message("picture that is repeated like tiles"))
    return found
