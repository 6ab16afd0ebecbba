"""What filling adds to a document beside text: pictures of charts, the logo, places to sign.

A Pictures belongs to one document while it is filled. Templates call its methods; each gives WordprocessingML to stand
in the paragraph, and the parts and relationships that the zip then needs are collected here.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from docgen.charts.model import Chart
from docgen.edition import Edition
from docgen.errors import Fault, WordError
from docgen.lengths import Pt, from_mm
from docgen.messages import message
from docgen.picture_files import open_picture
from docgen.word.markup import quoted

SIGNATURE_TAG: Final = "signature:"
"""A content control's tag begins so; the department's name follows. `docgen.bundle` looks for it."""

_PICTURE_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_FOLDER = "word/"
_EMU = 12700
_FIRST_ID: Final = 9000


class Picture(NamedTuple):
    """A file that goes into the zip, and the size it is shown in."""

    name: str
    data: Callable[[], bytes]
    suffix: str
    width: Pt
    height: Pt


ChartMaker = Callable[[str, Pt, Pt | None], tuple[Chart, Callable[[], bytes]]]
"""Makes the chart of a name in a width (and at most a height), and what gives its picture."""


@dataclass(slots=True, eq=False, repr=False)
class Pictures:
    """Collects what the parts of one document add. `part` is the one being filled now."""

    edition: Edition
    make_chart: ChartMaker
    text_widths: Mapping[str, Pt]
    part: str = ""
    media: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)
    _ids: int = _FIRST_ID

    def chart(self, name: str, width_mm: float | None = None, height_mm: float | None = None) -> Markup:
        """Draw the chart of that name as wide as the text, or as told, and at most `height_mm` high."""
        width = from_mm(width_mm) if width_mm else self.text_widths.get(name, from_mm(156))
        chart, png = self.make_chart(name, width, from_mm(height_mm) if height_mm else None)
        picture = Picture(chart.name, png, "png", chart.width, chart.height)
        self.charts[chart.name] = chart
        self.drawn.add(_path(picture))
        return self._inline(picture, chart.title)

    def logo(self, height_mm: float = 15) -> Markup:
        """Show the organisation's logo in that height; nothing where there is none."""
        file = self.edition.organisation.logo
        if file is None:
            return Markup("")
        try:
            data = file.read_bytes()
            width, height, kind = _measure(data)
        except (OSError, ValueError) as error:
            problem = message("The logo cannot be read as a picture: {file}", file=str(file))
            raise WordError(Fault(problem, message("Name a PNG or JPEG file in docgen.toml."), file=file)) from error
        shown = from_mm(height_mm)
        return self._inline(
            Picture("logo", lambda: data, kind, shown * width / height, shown), self.edition.organisation.name
        )

    def _next_id(self) -> int:
        self._ids += 1
        return self._ids

    def _inline(self, picture: Picture, description: str) -> Markup:
        """An inline picture (20.4.2.8) in the run that holds the tag."""
        relations = self.relations.setdefault(self.part, [])
        relation = f"rIdDocgen{len(relations) + 1}"
        path = _path(picture)
        relations.append((relation, _PICTURE_RELATION, path.removeprefix(_FOLDER)))
        self.media[path] = picture.data
        number, name = self._next_id(), quoted(picture.name)
        size = f'cx="{round(picture.width * _EMU)}" cy="{round(picture.height * _EMU)}"'
        return Markup(  # noqa: S704 - the foreign texts are quoted or escaped
            '</w:t><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
            f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent {size}/>'
            f'<wp:docPr id="{number}" name={name} descr={quoted(description)}/>'
            f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name={name}/>'
            f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
            '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            '</a:graphicData></a:graphic></wp:inline></w:drawing><w:t xml:space="preserve">'
        )


def _path(picture: Picture) -> str:
    """Where the picture lies in the zip."""
    return f"{_FOLDER}media/docgen-{picture.name}.{picture.suffix}"


def sign_here(signer: Mapping[str, Any]) -> Markup:
    """Mark the place where a department signs with a content control (17.5.2.31)."""
    department = str(signer["department"])
    number = zlib.crc32(department.encode()) >> 1  # unique, the same every time, and below 2^31
    return Markup(  # noqa: S704 - the only foreign text is quoted
        '<w:sdt><w:sdtPr><w:alias w:val="签字（盖章）"/>'
        f'<w:tag w:val={quoted(SIGNATURE_TAG + department)}/><w:id w:val="{number}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>　</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _measure(data: bytes) -> tuple[int, int, str]:
    """Width and height in pixels, and the file's suffix; ValueError for anything but PNG and JPEG."""
    picture = open_picture(data)
    return picture.width, picture.height, {"PNG": "png", "JPEG": "jpg"}[str(picture.format)]
