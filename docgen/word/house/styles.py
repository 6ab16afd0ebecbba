"""The house style as a small styles part: the names that template authors see in Word, sizes by 字号."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.word.house.ooxml import NAMESPACES, Align, run_properties

INK = "1F3864"
"""Dark blue of rules and of the cover."""

GREY = "595959"
_KNOWN_TO_WORD = ("Title", "heading 1", "heading 2")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. `line` is exact, or at least where `grows` (for lines that may hold a picture).

    Where text stands `in_cells` no mark hangs out of a line: it would meet the border. LibreOffice hangs none there.
    """

    id: str
    name: str
    size: float
    line: float
    font: str = "宋体"
    bold: bool = False
    color: str = ""
    align: Align = "left"
    before: float = 0
    after: float = 0
    first_line_chars: float = 0
    outline: int = 0
    grows: bool = False
    in_cells: bool = False

    def to_xml(self) -> str:
        """The `w:style` element, in schema order (17.7.4.17)."""
        heading = f'<w:outlineLvl w:val="{self.outline - 1}"/>' if self.outline else ""
        keep = "<w:keepNext/><w:keepLines/>" if self.outline else ""
        rule = "atLeast" if self.grows else "exact"
        indent = ""
        if self.first_line_chars:
            first = round(self.first_line_chars * self.size * 20)
            indent = f'<w:ind w:firstLineChars="{round(self.first_line_chars * 100)}" w:firstLine="{first}"/>'
        marks = '<w:overflowPunct w:val="0"/>' if self.in_cells else ""
        custom = "" if self.name in _KNOWN_TO_WORD else ' w:customStyle="1"'
        look = run_properties(font=self.font, size=self.size, bold=self.bold, color=self.color)
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"{custom}>'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
            f"<w:pPr>{keep}{marks}"
            f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}" '
            f'w:line="{round(self.line * 20)}" w:lineRule="{rule}"/>'
            f'{indent}<w:jc w:val="{self.align}"/>{heading}</w:pPr>'
            f"<w:rPr>{look}</w:rPr></w:style>"
        )


STYLES = (
    Style("Title", "Title", 22, 34, bold=True, align="center", after=16),
    Style("Heading1", "heading 1", 16, 28, font="黑体", first_line_chars=2, before=8, outline=1),
    Style("Heading2", "heading 2", 16, 28, font="楷体", first_line_chars=2, outline=2),
    Style("Body", "公文正文", 16, 28, font="仿宋", align="both", first_line_chars=2),
    Style("Closing", "落款", 16, 28, font="仿宋", align="right"),
    Style("TableCaption", "表题", 12, 20, font="黑体", before=9, after=4, outline=2),
    Style("TableHead", "表头", 10.5, 15, font="黑体", align="center", in_cells=True),
    Style("TableText", "表格文字", 10.5, 15, in_cells=True),
    Style("TableCenter", "表格居中", 10.5, 15, align="center", in_cells=True),
    Style("TableGroup", "表内分组", 10.5, 15, font="黑体", in_cells=True),
    Style("TableLabel", "表格项目", 10.5, 18, font="黑体", align="center", in_cells=True),
    Style("Details", "表前说明", 10.5, 18, color=GREY, after=4),
    Style("Note", "附注", 9, 14, color=GREY, before=2, after=3),
    Style("Picture", "图", 10.5, 14, align="center", grows=True),
    Style("PageHeader", "页眉文字", 9, 13, color=GREY, in_cells=True),
    Style("Tag", "模板标记", 9, 12, color="C00000"),
    Style("Gap", "间隔", 4, 8),
    Style("CoverOrganisation", "封面单位", 18, 30, align="center", color=INK, in_cells=True),
    Style("CoverTitle", "封面标题", 28, 44, bold=True, align="center", in_cells=True),
    Style("CoverKind", "封面文种", 22, 40, font="黑体", align="center", color=INK, before=14, in_cells=True),
    Style("CoverLabel", "封面项目", 14, 24, font="黑体", in_cells=True),
    Style("CoverList", "封面名单", 10.5, 17, font="仿宋", in_cells=True),
    Style("CoverText", "封面内容", 14, 24, font="仿宋", in_cells=True),
)


def styles_part() -> str:
    """The whole of `word/styles.xml`."""
    defaults = run_properties(font="宋体", size=10.5).replace(
        'w:eastAsia="宋体"',
        'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"',
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles {NAMESPACES}>'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/>"
        '<w:spacing w:line="320" w:lineRule="exact"/></w:pPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>" + "".join(style.to_xml() for style in STYLES) + "</w:styles>"
    )
