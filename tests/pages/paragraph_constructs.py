"""Small Word files about paragraphs and the characters in them, as `constructs` has them for everything else."""

from __future__ import annotations

from pages.constructs import TEXT, file, grid, hanging, item, numbering, par, r
from pages.read.word_xml import p


def box(*sides: str, space: int = 6, size: int = 12, kind: str = "single") -> str:
    """A `w:pBdr`."""
    drawn = [f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="2F5496"/>' for side in sides]
    return f"<w:pBdr>{''.join(drawn)}</w:pBdr>"


def shade(fill: str) -> str:
    """A `w:shd`."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def control(properties: str, content: str) -> str:
    """A `w:sdt`."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


BOUND = '<w:dataBinding w:xpath="/a/b" w:storeItemID="{A}"/><w:text/>'
GREY = '<w:color w:val="808080"/>'
PARTED = box("top", "left", "bottom", "right", "between")
ALL_ROUND = box("top", "left", "bottom", "right")
SPACED = '<w:spacing w:before="120" w:after="240"/>'

UNDERLINES = (
    "single", "words", "double", "thick", "dotted", "dottedHeavy", "dash", "dashedHeavy", "dashLong", "dashLongHeavy",
    "dotDash", "dashDotHeavy", "dotDotDash", "dashDotDotHeavy", "wave", "wavyHeavy", "wavyDouble",
)  # fmt: skip

LINE = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'


def aligned(side: str, text: str, indent: str = hanging(840, 420), style: str = "decimal") -> str:
    """A list whose numbers are aligned to a side."""
    return (
        f'<w:lvl w:ilvl="0"><w:start w:val="8"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="{side}"/><w:pPr>{indent}</w:pPr></w:lvl>'
    )


def fitted(text: str, width: int, spacing: int, group: int) -> str:
    """Text fitted to a width, with the spacing that Word stores for it: LibreOffice goes by that."""
    fit = f'<w:fitText w:val="{width}" w:id="{group}"/>'
    return r(text[:-1], f'<w:spacing w:val="{spacing}"/>{fit}') + r(text[-1], fit)


LARGE = '<w:sz w:val="60"/>'
HEADING = '<w:spacing w:before="240" w:after="120"/><w:keepNext/>'
FILLED_PAGE = '<w:spacing w:before="{}"/>'

PARAGRAPH_CONSTRUCTS = {
    "numbers aligned to the right and centred": file(
        "".join(item(TEXT if place == 1 else "条目", 1) for place in range(4))
        + "".join(item("条目", 2) for _ in range(4))
        + "".join(item(TEXT, 3) for _ in range(2))
        + p("末段"),
        numbering=numbering(
            aligned("right", "%1."),
            aligned("center", "（%1）", hanging(1680, 840)),
            aligned("right", "%1)", hanging(1200, 200)),
        ),
    ),
    "grid of cells": file(
        p(TEXT * 2)
        + par(r("协作计划"), r("三号", '<w:sz w:val="32"/>'), r("与"))
        + p(TEXT, '<w:snapToGrid w:val="0"/>')
        + p(TEXT * 2, '<w:jc w:val="both"/><w:ind w:firstLine="500"/>'),
        section=grid("snapToChars", 312, 2 * 4096),
    ),
    "narrow text in a grid of cells": file(
        par(r("协作计划"), r("三号", '<w:sz w:val="32"/>'), r("与 plan 及2026年")),
        section=grid("snapToChars", 312, 2 * 4096),
    ),
    "widows and orphans": file(
        p("余两行", FILLED_PAGE.format(13000))
        + p(TEXT * 3, "<w:widowControl/>")
        + p("余三行", "<w:pageBreakBefore/>" + FILLED_PAGE.format(12700))
        + p(TEXT * 4, "<w:widowControl/>")
        + p("余一行", "<w:pageBreakBefore/>" + FILLED_PAGE.format(13300))
        + p(TEXT * 4, "<w:widowControl/>")
        + p("余一行", "<w:pageBreakBefore/>" + FILLED_PAGE.format(13300))
        + p(TEXT * 3, '<w:widowControl w:val="0"/>')
        + p("末段")
    ),
    "paragraphs that keep together": file(
        p("占行", FILLED_PAGE.format(12740))
        + p(TEXT * 4, "<w:keepLines/>")
        + p("占行", FILLED_PAGE.format(12000))
        + p("标题", HEADING)
        + p("第二级标题", HEADING)
        + p(TEXT * 4)
        + p("另起一页", "<w:pageBreakBefore/>")
        + p("末段")
    ),
    "content controls": file(
        control("<w:date><w:dateFormat w:val='yyyy年M月d日'/></w:date>", p("二〇二六年七月一日"))
        + f"<w:p><w:r><w:t>选择：</w:t></w:r>{control('<w:dropDownList/>', r('市场部'))}{r('。')}</w:p>"
        + f"<w:p>{control('<w:showingPlcHdr/><w:text/>', r('单击此处输入文字。', GREY))}</w:p>"
        + f"<w:p>{control(BOUND, r('绑定的内容'))}</w:p>"
        + control("<w:richText/>", p("两段") + p(TEXT))
        + control("<w:comboBox/>", control("<w:tag w:val='内'/>", p("套在里面")))
    ),
    "text fitted to a width": file(
        par(fitted("姓名", 1050, 630, 1), r("：")) + par(fitted("身份证", 1050, 210, 2), r("：" + TEXT)) + p("末段")
    ),
    "type of different sizes on a line": file(
        "".join(
            par(r("大", LARGE), r("小"), properties=f'<w:textAlignment w:val="{upright}"/>')
            for upright in ("auto", "baseline", "top", "center", "bottom")
        )
        + p("末段")
    ),
    "underlines": file(
        "".join(
            par(r("下划线 underline 的种类 "), r(f"协作 计划 {kind} plan", f'<w:u w:val="{kind}" w:color="C00000"/>'))
            for kind in UNDERLINES
        )
        + p("末段")
    ),
    "borders and shading of text": file(
        par(r("字符"), r("底纹", '<w:shd w:val="pct20" w:color="auto" w:fill="FFFF00"/>'), r("之后"))
        + par(r("不在纸上", "<w:vanish/>"), r("显示的"), r("也不在", "<w:vanish/>"))
        + par(r("AVAT", '<w:kern w:val="2"/>'), r("大写 caps", "<w:caps/>"), r("双删除", "<w:dstrike/>"))
        + par(
            r("前"), r("框内", f"<w:bdr {LINE}/>"), r("框内也是", f"<w:b/><w:bdr {LINE}/>"), r("后"), properties=SPACED
        )
    ),
    "boxes of paragraphs": file(
        p("前段", SPACED)
        + p(TEXT * 2, ALL_ROUND + SPACED)
        + p("隔", SPACED)
        + p("同一框内", ALL_ROUND + SPACED)
        + p(TEXT, ALL_ROUND + SPACED)
        + p("另一缩进另一框", ALL_ROUND + SPACED + '<w:ind w:left="800" w:right="400"/>')
        + p("双线", box("top", "left", "bottom", "right", kind="double", size=6) + SPACED)
        + p(TEXT, PARTED)
        + p(TEXT * 2, PARTED)
        + p("左侧一线", box("left", size=36) + '<w:ind w:left="420"/>')
        + p("左侧一线，接着", box("left", size=36) + '<w:ind w:left="420"/>')
        + p("末段")
    ),
    "shading of paragraphs": file(
        p(TEXT * 2, shade("D9E2F3") + SPACED)
        + p("同色相接", shade("D9E2F3") + SPACED)
        + p("另一色", shade("FBE4D5") + SPACED)
        + p(TEXT, shade("E2EFD9") + SPACED + '<w:ind w:left="800" w:right="800" w:firstLine="420"/>')
        + p("框内有底", ALL_ROUND + shade("FFF2CC") + SPACED)
        + p("悬挂" + TEXT, shade("EDEDED") + '<w:ind w:left="840" w:hanging="420"/>')
        + p("末段")
    ),
    "a box over two pages": file(
        p("占行", '<w:spacing w:before="12400"/>') + p(TEXT * 6, ALL_ROUND + shade("FFF2CC")) + p("末段")
    ),
}

OTHERWISE_IN_OFFICE = {
    "narrow text in a grid of cells": "LibreOffice gives a word one cell more than its letters need",
}
"""Fixtures of this module that LibreOffice sets otherwise than Word on purpose, and how (docs/layout-engine.md)."""
