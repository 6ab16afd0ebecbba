"""What a signature looks like on paper: name, role and date in Chinese, and the user's own seal if there is one.

Turns a `Look` into a PDF of one page, of the size of the field, with embedded fonts and nothing transparent (PDF/A);
the signature takes that page over as its appearance. pyHanko's own text stamp would embed a whole Chinese font and take
four times as long.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docgen.bundle.lines import Style, elide, set_line
from docgen.errors import Fault, SigningError
from docgen.fonts import FontLibrary
from docgen.lengths import Pt, from_mm
from docgen.messages import message
from docgen.pages.draw import draw_page
from docgen.pages.model import FillItem, Item, Page, PictureItem, RuleItem

if TYPE_CHECKING:
    from PIL import Image

SEAL_SIDE_MM = 40
"""Across, as most companies' seals are (38 to 42 mm); the field has just that room."""
_FRAME: Pt = from_mm(1)
_TOLERANCE: Pt = 0.5
"""A field's corners are rounded, and so is the width that a user measures."""
_INK, _GREY, _RED, _PAPER = "1A1A1A", "595959", "B3261E", "FFFFFF"
_TEXT_BEGINS = 0.6
"""Of the field's height: a seal that is lower than that stands above the text, a higher one behind it."""
_NAME_SIZE, _SEALED_NAME_SIZE, _TEXT_SIZE, _SMALL_SIZE = 22, 13, 8.5, 6.5


class Seal(NamedTuple):
    """The picture of a seal, PNG or JPEG, and its size on paper, which is the true one."""

    picture: bytes
    width: Pt
    height: Pt

    def fits(self, width: Pt, height: Pt) -> bool:
        """Whether it goes into a place of that size as it is: a seal is never made smaller."""
        return self.width <= width + _TOLERANCE and self.height <= height + _TOLERANCE


class Look(NamedTuple):
    """What is shown: whose signature, when, and the certificate it rests on; `deputised` names who should have signed.

    `seal` has room in the field (`Seal.fits`).
    """

    person: str
    department: str
    title: str
    moment: dt.datetime
    certificate: str
    deputised: str = ""
    seal: Seal | None = None


def read_seal(file: Path, width_mm: float = SEAL_SIDE_MM) -> Seal:
    """A seal `width_mm` wide, as high as its picture's proportions make it.

    Raises SigningError where the picture is no PNG or JPEG, or where one sees through it.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        data = file.read_bytes()
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            is_opaque = _is_opaque(picture)
            proportion = picture.height / picture.width
    except (OSError, UnidentifiedImageError, ValueError) as error:
        problem = message("The seal's picture cannot be read")
        raise SigningError(Fault(problem, message("Give a PNG or JPEG file."), file)) from error
    if not is_opaque:
        problem = message("The seal's picture is transparent, which the rules for long-term files (PDF/A) forbid")
        raise SigningError(Fault(problem, message("Save it on a white ground, without transparency."), file))
    width = from_mm(width_mm)
    return Seal(data, width, width * proportion)


def draw_appearance(look: Look, width: Pt, height: Pt, fonts: FontLibrary) -> bytes:
    """A PDF of one page of `width` × `height`, in points."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    out = io.BytesIO()
    name = fonts.reportlab_name(fonts.face("宋体"))
    canvas = Canvas(out, (width, height), pageCompression=1, invariant=1, initialFontName=name)  # type: ignore[arg-type]
    draw_page(canvas, Page(width, height, tuple(_items(look, width, height, fonts))), {}, fonts)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _items(look: Look, width: Pt, height: Pt, fonts: FontLibrary) -> Iterator[Item]:
    """Ground, frame or seal, then the text above them."""
    yield FillItem(_FRAME, _FRAME, width - 2 * _FRAME, height - 2 * _FRAME, _PAPER)
    if (seal := look.seal) is not None:
        above_text = _TEXT_BEGINS * height
        room = above_text if seal.height <= above_text else height
        yield PictureItem(
            (width - seal.width) / 2, (room - seal.height) / 2, seal.width, seal.height, "seal", seal.picture
        )
    else:
        yield from _frame(width, height)
    yield from _text(look, width, height, fonts)


def _frame(width: Pt, height: Pt) -> Iterator[Item]:
    left, top, right, bottom = _FRAME, _FRAME, width - _FRAME, height - _FRAME
    for line in (
        (left, top, right, top),
        (right, top, right, bottom),
        (right, bottom, left, bottom),
        (left, bottom, left, top),
    ):
        yield RuleItem(*line, 0.75, _RED)


def _text(look: Look, width: Pt, height: Pt, fonts: FontLibrary) -> Iterator[Item]:
    """Centred lines, each with its baseline at a share of the height; the name is the largest."""
    room = width - 4 * _FRAME
    for words, style, share in _under_a_seal(look, fonts) if look.seal is not None else _framed(look, fonts):
        if words:
            fitting = _fitting(words, style, fonts, room)
            line = elide(words, "", fitting, fonts, room)
            yield from line.at((width - line.width) / 2, share * height)


def _framed(look: Look, fonts: FontLibrary) -> Iterator[tuple[str, Style, float]]:
    song, kai, hei = fonts.face("宋体"), fonts.face("楷体"), fonts.face("黑体")
    yield "电子签名", Style(hei, _SMALL_SIZE, _RED), 0.14
    yield look.person, Style(kai, _NAME_SIZE, _INK), 0.41
    yield _deputy(look), Style(song, _TEXT_SIZE, _INK), 0.53
    yield _role(look), Style(song, _TEXT_SIZE, _INK), 0.66
    yield _date(look), Style(song, _TEXT_SIZE, _INK), 0.78
    yield f"证书 {look.certificate}", Style(song, _SMALL_SIZE, _GREY), 0.89


def _under_a_seal(look: Look, fonts: FontLibrary) -> Iterator[tuple[str, Style, float]]:
    """In the lower third, where a seal of the usual kind has most paper: below its star, within its ring."""
    song, kai = fonts.face("宋体"), fonts.face("楷体")
    yield _deputy(look), Style(song, _SMALL_SIZE, _INK), 0.65
    yield look.person, Style(kai, _SEALED_NAME_SIZE, _INK), 0.73
    yield _role(look), Style(song, _SMALL_SIZE, _INK), 0.80
    yield _day(look), Style(song, _SMALL_SIZE, _INK), 0.865


def _deputy(look: Look) -> str:
    return f"代 {look.deputised} 签" if look.deputised else ""


def _role(look: Look) -> str:
    """Department and title, the department once: 市场部经理 says it already."""
    return look.title if look.title.startswith(look.department) else f"{look.department} {look.title}".strip()


def _date(look: Look) -> str:
    return f"{_day(look)} {look.moment:%H:%M}"


def _day(look: Look) -> str:
    """Without the hour, which would run into the ring of a round seal."""
    return f"{look.moment.year}年{look.moment.month}月{look.moment.day}日"


def _fitting(words: str, style: Style, fonts: FontLibrary, room: Pt) -> Style:
    """`style`, or the same smaller, so that `words` fit; at least half its size."""
    width = set_line(words, style, fonts).width
    return style._replace(size=style.size * max(0.5, min(1.0, room / width)))


def _is_opaque(picture: Image.Image) -> bool:
    if not picture.has_transparency_data:
        return True
    low, _ = picture.convert("RGBA").getchannel("A").getextrema()
    return low == 255
