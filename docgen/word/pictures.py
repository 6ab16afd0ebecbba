"""Pictures and signing places that a template asks for: their WordprocessingML, media parts and relationships."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from docgen.charts.model import Chart
from docgen.errors import Fault, WordError
from docgen.lengths import Pt, from_mm
from docgen.messages import message

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary

SIGNATURE_TAG = "signature:"
"""A content control whose tag is this and a department's name is where that department signs."""
_EMU_PER_PT = 12700
_PICTURE = (
    "</w:t></w:r><w:r><w:drawing>"
    '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="{id}" name="{name}" descr="{title}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/'
    '2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{id}" name="{name}"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t xml:space="preserve">'
)
_SIGNING_PLACE = Markup(
    '<w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="{tag}"/><w:id w:val="{id}"/></w:sdtPr><w:sdtContent>'
    "<w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
)
_RELATION = (
    '<Relationship Id="{relation}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="media/{media}"/>'
)
_NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


@dataclass(slots=True)
class Pictures:
    """The pictures of one document while it is being filled.

    `values` are the checked answers that charts are drawn from, `width` and `height` the text area of the document's
    first section in points, which a chart has to fit.
    """

    values: Mapping[str, Any]
    fonts: FontLibrary
    width: Pt
    height: Pt
    logo: Path | None
    charts: dict[str, Chart] = field(default_factory=dict)
    _media: dict[str, bytes] = field(default_factory=dict)
    _relations: dict[str, list[str]] = field(default_factory=dict)

    def functions(self, part: str) -> dict[str, Callable[..., Markup]]:
        """The functions that tags in `part` may call."""
        return {
            "chart": lambda name: self._chart(part, name),
            "logo": lambda height_mm=20: self._logo(part, height_mm),
            "sign_here": sign_here,
        }

    def parts(self, before: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts to add or replace: media, relationships, content types. `before` are the document's own."""
        if not self._media:
            return {}
        added = {f"word/media/{name}": data for name, data in self._media.items()}
        for part, relations in self._relations.items():
            name = re.sub(r"([^/]+)$", r"_rels/\1.rels", part)
            text = before.get(name, _NO_RELATIONS.encode()).decode()
            text = re.sub(r"<Relationships([^>]*)/>", r"<Relationships\1></Relationships>", text)
            added[name] = text.replace("</Relationships>", "".join(relations) + "</Relationships>").encode()
        types = before["[Content_Types].xml"].decode()
        for ending in sorted({name.rsplit(".", 1)[1] for name in self._media}):
            if f'Extension="{ending}"' not in types:
                types = re.sub(
                    r"(<Types[^>]*>)", rf'\1<Default Extension="{ending}" ContentType="image/{ending}"/>', types
                )
        return {**added, "[Content_Types].xml": types.encode()}

    def _chart(self, part: str, name: str) -> Markup:
        from docgen import charts

        makers = {
            "flow-chart": charts.flow_chart,
            "gantt-chart": charts.gantt_chart,
            "risk-matrix": charts.risk_matrix,
        }
        if name not in makers:
            known = ", ".join(makers)
            raise ValueError(f"chart('{name}') is none of {known}")
        if name not in self.charts:
            self.charts[name] = makers[name](self.values, self.fonts, self.width, max_height=self.height)
        chart = self.charts[name]
        return self._picture(
            part, name, charts.to_png(chart, self.fonts), "png", (chart.width, chart.height, chart.title)
        )

    def _logo(self, part: str, height_mm: float) -> Markup:
        if self.logo is None:
            return Markup("")
        try:
            data = self.logo.read_bytes()
        except OSError as error:
            raise _unusable_logo(self.logo, error.strerror or str(error)) from error
        ending, width, height = picture_size(data, self.logo)
        tall = from_mm(height_mm)
        return self._picture(part, "logo", data, ending, (tall * width / height, tall, "logo"))

    def _picture(self, part: str, name: str, data: bytes, ending: str, shape: tuple[Pt, Pt, str]) -> Markup:
        width, height, title = shape
        media = f"docgen-{name}.{ending}"
        self._media[media] = data
        relation = f"rIdDocgen{hashlib.sha256(media.encode()).hexdigest()[:8]}"
        entry = _RELATION.format(relation=relation, media=media)
        entries = self._relations.setdefault(part, [])
        if entry not in entries:
            entries.append(entry)
        return Markup(  # noqa: S704 - names of our own, and numbers
            _PICTURE.format(
                cx=round(width * _EMU_PER_PT),
                cy=round(height * _EMU_PER_PT),
                id=1000 + len(self._media),
                name=name,
                title=escape(title),
                relation=relation,
            )
        )


def sign_here(signatory: Mapping[str, Any], text: str = "") -> Markup:
    """Mark where `signatory` signs with a content control; a template says `{{r sign_here(s) }}`."""
    department = str(signatory["department"])
    number = int.from_bytes(hashlib.sha256(department.encode()).digest()[:3])  # w:id must be unique and below 2^31
    return _SIGNING_PLACE.format(title="签章处", tag=SIGNATURE_TAG + department, id=number, text=text)


def picture_size(data: bytes, file: Path) -> tuple[str, int, int]:
    """The kind (`png`, `jpeg`) of a picture and its width and height in pixels. Raises WordError for other kinds."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        width, height = struct.unpack(">II", data[16:24])
        return "png", width, height
    if data.startswith(b"\xff\xd8"):
        place = 2
        while place + 9 < len(data) and data[place] == 0xFF:
            marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
            if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
                height, width = struct.unpack(">HH", data[place + 5 : place + 9])
                return "jpeg", width, height
            place += 2 + length
    raise _unusable_logo(file, "not PNG or JPEG")


def _unusable_logo(file: Path, reason: str) -> WordError:
    problem = message("The logo cannot be used: {reason}", reason=reason)
    return WordError(Fault(problem, message("Name a PNG or JPEG file under [organisation] in docgen.toml."), file=file))
