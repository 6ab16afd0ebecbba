"""Small Word files about paragraphs and the characters in them, as `constructs` has them for everything else."""

from __future__ import annotations

from pages.constructs import TEXT, file, par, r
from pages.read.word_xml import p


def box(*sides: str, space: int = 6, size: int = 12, kind: str = "single") -> str:
    """A `w:pBdr`."""
    drawn = [f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="2F5496"/>' for side in sides]
    return f"<w:pBdr>{''.join(drawn)}</w:pBdr>"


def shade(fill: str) -> str:
    """A `w:shd`."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


ALL_ROUND = box("top", "left", "bottom", "right")
SPACED = '<w:spacing w:before="120" w:after="240"/>'

UNDERLINES = (
    "single", "words", "double", "thick", "dotted", "dottedHeavy", "dash", "dashedHeavy", "dashLong", "dashLongHeavy",
    "dotDash", "dashDotHeavy", "dotDotDash", "dashDotDotHeavy", "wave", "wavyHeavy", "wavyDouble",
)  # fmt: skip

LINE = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'

PARAGRAPH_CONSTRUCTS = {
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
