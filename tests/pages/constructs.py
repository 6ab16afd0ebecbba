"""A small Word file for each construct: what `test_against_office` lays beside LibreOffice's pages."""

from __future__ import annotations

from pages.read.word_xml import p, word_file
from pages.section_constructs import SECTION_CONSTRUCTS

TEXT = "为进一步加强跨部门协作计划的制定和执行工作，明确各部门责任分工，特制定本办法。"
# Fonts that both engines have under these names, so that only the engines can differ.
_FONT = '<w:rFonts w:ascii="Noto Serif SC" w:hAnsi="Noto Serif SC" w:eastAsia="Noto Serif SC"/>'


def file(body: str, *, size: int = 21, section: str = "", more_styles: str = "", **others: object) -> bytes:
    """A Word file in one font of `size` half points, on A4 with a body of 400 x 702 pt (45 lines of 15.6)."""
    styles = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val="{size}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        f'<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        f'<w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
    )
    page = (
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1953" w:bottom="1358" w:left="1953" '
        'w:header="720" w:footer="720"/>'
    )
    return word_file(body + f"<w:sectPr>{page}{section}</w:sectPr>", styles=styles + more_styles, **others)  # type: ignore[arg-type]


def grid(kind: str, pitch: int, characters: int = 0) -> str:
    """A `w:docGrid`."""
    return f'<w:docGrid w:type="{kind}" w:linePitch="{pitch}" w:charSpace="{characters}"/>'


def spacing(rule: str, line: int, more: str = "") -> str:
    """A `w:spacing`."""
    return f'<w:spacing w:line="{line}" w:lineRule="{rule}" {more}/>'


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def level(place: int, style: str, text: str, more: str = "", indent: str = "") -> str:
    """A `w:lvl`; `more` stands before its text, `indent` is its `w:ind`."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr></w:lvl>'
    )


def numbering(*lists: str, nums: str = "") -> str:
    """The definitions 1, 2, … of `lists`, each with the `w:num` of its own number; `nums` are more of those."""
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{place}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for place, levels in enumerate(lists, 1)
    )
    own = "".join(
        f'<w:num w:numId="{place}"><w:abstractNumId w:val="{place}"/></w:num>' for place in range(1, len(lists) + 1)
    )
    return definitions + own + nums


def item(text: str, number: int, place: int = 0, more: str = "") -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def hanging(left: int, width: int) -> str:
    """A `w:ind`."""
    return f'<w:ind w:left="{left}" w:hanging="{width}"/>'


TAB = "<w:r><w:tab/></w:r>"


def tabs(*stops: tuple[str, int] | tuple[str, int, str]) -> str:
    """A `w:tabs` of (kind, place, leader)."""
    said = [(*stop, "none")[:3] for stop in stops]
    written = [f'<w:tab w:val="{kind}" w:pos="{place}" w:leader="{leader}"/>' for kind, place, leader in said]
    return f"<w:tabs>{''.join(written)}</w:tabs>"


def edges(*sides: str) -> str:
    """A `w:pBdr`."""
    drawn = [f'<w:{side} w:val="single" w:sz="12" w:space="6" w:color="FF0000"/>' for side in sides]
    return f"<w:pBdr>{''.join(drawn)}</w:pBdr>"


OFFICIAL_LIST = (
    level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>', '<w:ind w:firstLine="420"/>')
    + level(1, "chineseCounting", "（%2）", '<w:suff w:val="nothing"/>', '<w:ind w:firstLine="420"/>')
    + level(2, "decimal", "%3.", '<w:suff w:val="space"/>', '<w:ind w:firstLine="420"/>')
)
OUTLINE_LIST = (
    level(0, "decimal", "%1", "", hanging(432, 432))
    + level(1, "decimal", "%1.%2", "", hanging(576, 576))
    + level(2, "decimal", "%1.%2.%3", "", hanging(720, 720))
)
BULLET_LIST = level(0, "bullet", "●", "", hanging(420, 420)) + level(1, "lowerLetter", "%2)", "", hanging(840, 420))
RESTARTED = (
    '<w:num w:numId="9"><w:abstractNumId w:val="2"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


CONSTRUCTS = {
    "grid of lines": file(
        p(TEXT * 3)
        + p("三号字占两行", run='<w:sz w:val="32"/>')
        + p(TEXT * 2, spacing("auto", 360))
        + p(TEXT, '<w:snapToGrid w:val="0"/>')
        + p("前空一行", '<w:spacing w:beforeLines="100" w:before="312"/>')
        + p(TEXT * 2),
        section=grid("lines", 312),
    ),
    "line spacing": file(
        p(TEXT * 2, spacing("exact", 560), run='<w:sz w:val="32"/>')
        + p(TEXT * 2, spacing("atLeast", 200))
        + p(TEXT * 2, spacing("atLeast", 500))
        + p(TEXT * 2, spacing("auto", 360))
        + p(TEXT * 2, spacing("auto", 300, 'w:before="120" w:after="240"'))
        + p("末段"),
    ),
    "lists": file(
        item("总则", 1)
        + item("目的", 1, 1)
        + item(TEXT, 1, 2)
        + item(TEXT, 1, 2)
        + item("范围", 1, 1)
        + item("不再从三起", 1, 2)
        + item("分则", 1)
        + item("首级", 2)
        + item("次级", 2, 1)
        + item(TEXT, 2, 2)
        + item("次级", 2, 1)
        + item(TEXT, 3)
        + item("甲", 3, 1)
        + item("乙", 3, 1)
        + item("从五起", 9)
        + item("接着", 9)
        + item("缩进自定", 3, 0, '<w:ind w:left="1200" w:hanging="600"/>')
        + p("末段"),
        numbering=numbering(OFFICIAL_LIST, OUTLINE_LIST, BULLET_LIST, nums=RESTARTED),
    ),
    "tab stops": file(
        par(r("甲方：", ""), TAB, r("乙方："), properties=tabs(("left", 4000)))
        + par(r("第一章　总则"), TAB, r("1"), properties=tabs(("right", 8000, "dot")))
        + par(r("第一节"), TAB, r("12"), properties=tabs(("right", 8000, "underscore")))
        + par(r("左"), TAB, r("居中"), TAB, r("右"), properties=tabs(("center", 4000), ("right", 8000)))
        + par(TAB, r("12.5"), properties=tabs(("decimal", 3000)))
        + par(TAB, r("1024.25"), properties=tabs(("decimal", 3000)))
        + par(r("签字"), TAB, r("默认"), TAB, r("之后"), properties=tabs(("left", 1000)))
        + par(r("悬挂"), TAB, r(TEXT), properties=tabs(("left", 3000)) + hanging(2000, 2000))
        + p("末段"),
    ),
    "borders of paragraphs": file(
        p("红头文件", edges("bottom"))
        + p(TEXT * 2, edges("top", "bottom"))
        + p("隔")
        + p("同一框内", edges("top", "bottom"))
        + p("同一框内", edges("top", "bottom"))
        + p("末段"),
    ),
    "looks of text": file(
        par(
            r("占地面积一百米"),
            r("2", '<w:vertAlign w:val="superscript"/>'),
            r("，水"),
            r("2", '<w:vertAlign w:val="subscript"/>'),
        )
        + par(r("删除线", "<w:strike/>"), r("双删除线", "<w:dstrike/>"), r("突出显示", '<w:highlight w:val="yellow"/>'))
        + par(r(TEXT, '<w:spacing w:val="40"/>'), r(TEXT, '<w:spacing w:val="-10"/>'))
        + par(r(TEXT, '<w:w w:val="150"/>'), r("缩放为三分之二", '<w:w w:val="66"/>'))
        + par(
            r("双下划线", '<w:u w:val="double"/>'),
            r("点下划线", '<w:u w:val="dotted"/>'),
            r("底纹", '<w:shd w:val="clear" w:fill="D9D9D9"/>'),
        )
        + p("Small Capitals of a Name", run="<w:smallCaps/>")
        + p("all capitals", run="<w:caps/>")
        + p("末段"),
    ),
}
CONSTRUCTS |= SECTION_CONSTRUCTS
