"""Puts the parts of a template into a zip: the same parts give the same bytes (ECMA-376-2)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from docgen.word.house.ooxml import HAIR, NAMESPACES, Page, Setting, field, paragraph
from docgen.word.house.styles import GREY, styles_part
from docgen.word.house.tables import SIDE_MARGIN_MM, Cell, plain_table

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_HEADER_SIZE = 9
"""小五, in points: how wide a Chinese character of the header is."""
_MM_PER_POINT = 25.4 / 72
_SHEET_NUMBERS = 10
"""Room for 　第 10 张 共 12 张, in characters."""

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True, slots=True)
class Template:
    """One Word template: its blocks, its page, and the title in its header (None: no header)."""

    title: str | None
    page: Page
    blocks: tuple[str, ...]

    def to_docx(self) -> bytes:
        """The file."""
        header = self.title is not None
        parts = {
            "[Content_Types].xml": _content_types(header),
            "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
            "word/document.xml": f"{_XML}<w:document {NAMESPACES}><w:body>{''.join(self.blocks)}"
            f"{self.page.to_xml('rId3' if header else None)}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relationships(
                ("styles", "styles.xml"), ("settings", "settings.xml"), *([("header", "header1.xml")] if header else [])
            ),
            "word/styles.xml": styles_part(),
            "word/settings.xml": _SETTINGS,
        }
        if header:
            parts["word/header1.xml"] = f"{_XML}<w:hdr {NAMESPACES}>{self._header()}</w:hdr>"
        return _zipped(parts)

    def _header(self) -> str:
        """Issuer and plan at the left, document and sheet at the right, a thin rule below.

        The issuer is left out where both would need a second line.

        A paragraph border would do in Word; a table's border is what every layout engine sets alike.
        """
        right_width = (len(str(self.title)) + _SHEET_NUMBERS) * _HEADER_SIZE * _MM_PER_POINT + 2 * SIDE_MARGIN_MM
        left_width = self.page.text_width - right_width
        most = int((left_width - 2 * SIDE_MARGIN_MM) / _HEADER_SIZE / _MM_PER_POINT)
        left = paragraph(
            "PageHeader",
            f"{{% if edition.organisation and (edition.organisation ~ title ~ pack.kind)|length < {most} %}}"
            "{{ edition.organisation }}　{% endif %}{{ title|truncate(80, true, '…') }}{{ pack.kind }}",
        )
        sheets = ("　第 ", field("PAGE"), " 张 共 ", field("NUMPAGES"), " 张")
        right = paragraph("PageHeader", str(self.title), *sheets, setting=Setting(align="right"))
        cells = (Cell(left_width, left), Cell(right_width, right))
        return plain_table((cells,), rule=GREY) + paragraph("Gap", setting=HAIR)


_SETTINGS = (
    f"{_XML}<w:settings {NAMESPACES}>"
    '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def _content_types(header: bool) -> str:
    overrides = [("document", "document.main"), ("styles", "styles"), ("settings", "settings")]
    if header:
        overrides.append(("header1", "header"))
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{_TYPES}{kind}+xml"/>' for part, kind in overrides
        )
        + "</Types>"
    )


def _relationships(*targets: tuple[str, str]) -> str:
    return (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{_RELATIONS}{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


def _zipped(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)
    return data.getvalue()
