"""Pictures that stand as bullets of a list (ECMA-376 17.9.9, 17.9.20), set as high as the type of the number."""

from __future__ import annotations

from docgen.lengths import Pt
from docgen.messages import message
from docgen.pages.read.context import Reading
from docgen.pages.read.inline_model import Picture
from docgen.pages.read.numbering import PictureBullet
from docgen.pages.read.pictures import is_set_format


def read_bullet(bullet: PictureBullet, size: Pt, reading: Reading) -> Picture | None:
    """The picture of a bullet in type of `size`; what cannot be set is noted, and is None."""
    numbering = reading.story.part.package.main_document().only("numbering")
    part = numbering and numbering.related(bullet.relation)
    if part is None or not is_set_format(part.data):
        reading.cannot_set(message("picture as a bullet"))
        return None
    return Picture("", part.data, size * bullet.ratio, size)
