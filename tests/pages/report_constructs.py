"""Word files as offices write them: a report with headings, a letter on a grid of characters, tall headers."""

from __future__ import annotations

from pages.constructs import TEXT, grid, spacing
from pages.read.word_xml import p, word_file

_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"'
    ' w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
    '<w:pPr><w:widowControl/><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:keepNext/>'
    '<w:keepLines/><w:spacing w:before="340" w:after="330" w:line="578" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:keepNext/>'
    '<w:keepLines/><w:spacing w:before="260" w:after="260" w:line="416" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Body Text"/><w:basedOn w:val="a"/><w:pPr>'
    '<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="480"/></w:pPr></w:style>'
)
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="{0}" w:right="1800" w:bottom="{0}" w:left="1800" w:header="700" w:footer="700"/>'
)
_BOTH = '<w:headerReference w:type="default" r:id="h.xml"/><w:footerReference w:type="default" r:id="f.xml"/>'
_LETTER = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
_DATED = "服务期限自2026年7月1日至2027年6月30日，共计12个月，费用500万元，分4期支付，每期125万元。"


def file(body: str, margins: int = 1440, more: str = "", references: str = "", **parts: str) -> bytes:
    """A Word file with these styles; `more` stands at the end of its section."""
    section = f"<w:sectPr>{references}{_PAGE.format(margins)}{more}</w:sectPr>"
    return word_file(body + section, styles=_STYLES, parts={f"{name}.xml": part for name, part in parts.items()})


def styled(text: str, style: str) -> str:
    """A paragraph of a style."""
    return p(text, f'<w:pStyle w:val="{style}"/>')


REPORT_CONSTRUCTS = {
    "a report with headings": file(
        styled("会议纪要", "h1")
        + "".join(styled(f"{number}、议题", "h2") + styled(TEXT * 2, "b") for number in "一二三四五六七八")
    ),
    "headers and footers of many lines": file(
        p(TEXT * 3), 1000, references=_BOTH, h="".join(map(p, "甲乙丙")), f="".join(map(p, "丁戊己"))
    ),
    "lines of an exact height on a grid": file(p(TEXT * 3, spacing("exact", 400)) + p("末段"), more=grid("lines", 312)),
    "a letter on a grid of characters": file(
        p(TEXT * 3, spacing("exact", 560), run=_LETTER), 2000, grid("linesAndChars", 579, -849)
    ),
    "dates around which spaces stand": file(p(_DATED * 3)),
}

OTHERWISE_IN_OFFICE = {
    "lines of an exact height on a grid": "LibreOffice puts lines of an exact height on the grid",
    "a letter on a grid of characters": "LibreOffice takes a grid of lines and characters for one of cells",
    "dates around which spaces stand": "LibreOffice puts a fifth of an em between Han and Latin, Word a quarter",
}
"""Fixtures of this module that LibreOffice sets otherwise than Word on purpose, and how (docs/layout-engine.md)."""
