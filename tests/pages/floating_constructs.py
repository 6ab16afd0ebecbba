"""Small Word files with things that float, as `constructs` has them for everything else."""

from __future__ import annotations

from pages.constructs import TEXT, file, par, r
from pages.drawing_xml import (
    TOP_AND_BOTTOM,
    anchor,
    group,
    inline,
    line,
    pict,
    picture,
    png,
    shape,
    solid,
    square,
)
from pages.read.word_xml import p, tbl

LOGO = {"logo.png": png()}


def floating(width: float, height: float, **more: object) -> str:
    """A run with a floating picture."""
    return anchor(picture("logo.png", width, height), width, height, **more)  # type: ignore[arg-type]


def two(left: str, right: str, width: int = 4000) -> str:
    """A table of two cells, each so many twips wide."""
    cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>' for content in (left, right)]
    fixed = f'<w:tblW w:w="{2 * width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{NO_MARGINS}'
    return tbl(f"<w:tr>{''.join(cells)}</w:tr>", properties=fixed, grid=(width, width))


NO_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
AFTER = p(TEXT * 2) + p("末段")
EXACT = '<w:spacing w:line="320" w:lineRule="exact"/>'
HEADER = '<w:headerReference w:type="default" r:id="header1.xml"/>'
CLEAR = (3, 3, 9, 9)
INSETS = 'lIns="91440" tIns="45720" rIns="91440" bIns="45720"'

IN_FRAME = '<w:framePr w:w="2400" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" {}/>'

FLOATING = {
    "picture on the left": file(
        par(floating(100, 60, wrap=square(), away=CLEAR), r(TEXT * 5)) + AFTER, parts=LOGO
    ),
    "picture on the right": file(
        par(floating(100, 60, across=("column", "right"), wrap=square(), away=CLEAR), r(TEXT * 5)) + AFTER, parts=LOGO
    ),
    "picture in the middle": file(
        par(floating(90, 60, across=("margin", "center"), wrap=square(), away=CLEAR), r(TEXT * 6)) + AFTER, parts=LOGO
    ),
    "text on the left only": file(
        par(floating(90, 60, across=("column", 200), wrap=square("left"), away=CLEAR), r(TEXT * 6)) + AFTER, parts=LOGO
    ),
    "text on the larger side only": file(
        par(floating(90, 60, across=("column", 100), wrap=square("largest"), away=CLEAR), r(TEXT * 6)) + AFTER,
        parts=LOGO,
    ),
    "picture between lines": file(
        p(TEXT * 2)
        + par(floating(120, 50, down=("paragraph", 20), wrap=TOP_AND_BOTTOM, away=(6, 6, 0, 0)), r(TEXT * 4))
        + AFTER,
        parts=LOGO,
    ),
    "picture below its paragraph": file(
        par(floating(120, 50, down=("paragraph", 40), wrap=square(), away=CLEAR), r(TEXT)) + p(TEXT * 3) + AFTER,
        parts=LOGO,
    ),
    "picture at a place of the page": file(
        p(TEXT * 4)
        + par(floating(120, 50, across=("page", 110), down=("page", 100), wrap=square(), away=CLEAR), r(TEXT * 3))
        + AFTER,
        parts=LOGO,
    ),
    "pictures in front and behind": file(
        par(floating(120, 50), r(TEXT * 3)) + par(floating(120, 50, behind=True), r(TEXT * 3)) + AFTER, parts=LOGO
    ),
    "two pictures beside each other": file(
        par(
            floating(80, 60, wrap=square(), away=CLEAR),
            floating(80, 40, across=("column", "right"), wrap=square(), away=CLEAR, order=2),
            r(TEXT * 6),
        )
        + AFTER,
        parts=LOGO,
    ),
    "text box with a frame": file(
        par(
            anchor(
                shape(150, 90, p("主办部门") + p(TEXT), looks=solid("F2F2F2") + line("2F5496", 1)),
                150, 90, across=("column", "right"), wrap=square(), away=CLEAR,
            ),
            r(TEXT * 6),
        )
        + AFTER,
    ),
    "text box as tall as its text": file(
        par(
            anchor(
                shape(160, 20, p(TEXT), looks=line("000000", 0.75), fit="<a:spAutoFit/>"),
                160, 20, down=("paragraph", 5), wrap=TOP_AND_BOTTOM,
            ),
            r(TEXT),
        )
        + AFTER,
    ),
    "text box aligned in its middle": file(
        par(
            anchor(
                shape(160, 90, p("居中"), looks=line("000000", 0.75), body='anchor="ctr" lIns="0" tIns="0"'),
                160, 90, wrap=TOP_AND_BOTTOM,
            ),
            r(TEXT * 4),
        )
        + AFTER,
    ),
    "text box in the line": file(
        par(r("此处"), inline(shape(120, 40, p("行内框"), looks=line("000000", 0.5)), 120, 40), r(TEXT)) + AFTER,
    ),
    "table in a text box": file(
        par(
            anchor(
                shape(
                    220, 90,
                    p("框内表格")
                    + two(p("甲"), p("乙"), 2000)
                    + p(""),
                    looks=line("000000", 0.5),
                ),
                220, 90, wrap=TOP_AND_BOTTOM,
            ),
            r(TEXT),
        )
        + AFTER,
    ),
    "red line of an official document": file(
        p("某某公司文件", '<w:jc w:val="center"/>', '<w:sz w:val="52"/>')
        + par(
            anchor(shape(400, 0, looks=line("FF0000", 2.25), kind="line"), 400, 0, down=("paragraph", 8)),
            properties='<w:jc w:val="center"/>',
        )
        + AFTER,
    ),
    "picture in a header": file(
        p(TEXT * 6),
        section=HEADER,
        parts=LOGO
        | {
            "header1.xml": par(
                floating(100, 60, across=("margin", "right"), wrap=square(), away=CLEAR), r("公司名称")
            )
        },
    ),
    "group of boxes": file(
        par(
            anchor(
                group(
                    300, 60,
                    shape(120, 60, p("左框"), looks=line("000000", 0.5), body=INSETS),
                    shape(120, 60, p("右框"), looks=line("000000", 0.5), body=INSETS, at=f'x="{180 * 12700}" y="0"'),
                ),
                300, 60, wrap=TOP_AND_BOTTOM,
            ),
            r(TEXT),
        )
        + AFTER,
    ),
    "picture in a cell": file(
        two(par(floating(60, 40, wrap=square(), away=CLEAR), r(TEXT * 2)), p("右格")) + AFTER,
        parts=LOGO,
    ),
    "table below a picture": file(
        par(floating(300, 60, wrap=square(), away=CLEAR), r("图"))
        + two(p("甲"), p("乙"))
        + AFTER,
        parts=LOGO,
    ),
    "text box of VML": file(
        par(
            pict(
                '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
                '<v:shape id="b" type="#_x0000_t202" style="position:absolute;margin-left:240pt;margin-top:6pt;'
                'width:160pt;height:60pt;z-index:1;mso-wrap-distance-left:9pt;mso-wrap-distance-right:9pt"><v:textbox><w:txbxContent>'
                + p("旧式文本框")
                + '</w:txbxContent></v:textbox><w10:wrap type="square"/></v:shape>'
            ),
            r(TEXT * 5),
        )
        + AFTER,
    ),
    "indented text beside a picture": file(
        par(
            floating(100, 60, wrap=square(), away=CLEAR), r(TEXT * 2), properties='<w:ind w:firstLine="420"/>'
        )
        + par(r(TEXT * 2), properties='<w:ind w:left="420" w:hanging="420"/>')
        + par(r(TEXT * 2), properties='<w:ind w:left="840" w:right="420"/>')
        + AFTER,
        parts=LOGO,
    ),
    "text frames": file(
        p("框中文字", IN_FRAME.format(''))
        + p(TEXT * 5)
        + p(
            "框中第一段",
            IN_FRAME.format('w:xAlign="right"'),
        )
        + p(
            "框中第二段",
            IN_FRAME.format('w:xAlign="right"'),
        )
        + p(TEXT * 5)
        + AFTER,
    ),
    "page number in a text frame": file(
        p(TEXT * 3),
        section='<w:footerReference w:type="default" r:id="footer1.xml"/>',
        parts={
            "footer1.xml": '<w:p><w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" '
            'w:xAlign="center" w:y="1"/></w:pPr><w:fldSimple w:instr="PAGE"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>'
            + p("")
        },
    ),
    "pages of pictures": file(
        "".join(
            par(
                floating(150, 113, across=("column", side), wrap=square(), away=(0, 0, 9, 9)),
                r(TEXT * 8),
                properties=EXACT,
            )
            for side in ("left", "right") * 4
        )
        + AFTER,
        parts=LOGO,
    ),
}  # fmt: skip

OTHERWISE_IN_OFFICE = {
    "text box with a frame": "LibreOffice keeps the distance of the text also from the edge that a box is aligned to",
}
"""Fixtures of this module that LibreOffice sets otherwise than Word on purpose, and how (docs/layout-engine.md)."""
