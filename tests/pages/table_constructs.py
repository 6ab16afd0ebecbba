"""Small Word files about tables, as `constructs` has them for everything else.

`TABLE_CONSTRUCTS` are set alike by LibreOffice and by docgen. `BESIDE` are those where LibreOffice 7.4 does something
else than Word, for tests of their own.
"""

from __future__ import annotations

from pages.constructs import TEXT, file
from pages.read.word_xml import p, tbl, tr

FIXED = '<w:tblLayout w:type="fixed"/>'
SINGLE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
BORDERS = (
    "<w:tblBorders>"
    + "".join(f"<w:{side} {SINGLE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + "</w:tblBorders>"
)
CENTER = '<w:jc w:val="center"/>'
MIDDLE = '<w:vAlign w:val="center"/>'
MERGE, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def width(twips: int) -> str:
    """A `w:tcW`."""
    return f'<w:tcW w:w="{twips}" w:type="dxa"/>'


def cell(*content: str, properties: str = "") -> str:
    """A cell of paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content) or p()}</w:tc>"


def row(*texts: str, properties: str = "") -> str:
    """A row of cells with a text each."""
    return tr(*(cell(p(text)) for text in texts), properties=properties)


MARGINS = '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'


def table(*rows: str, grid: tuple[int, ...] = (2000, 2000, 2000), properties: str = "") -> str:
    """A table with lines, of columns that stay as they are, with the paragraph that a table needs behind it."""
    return tbl(*rows, properties=BORDERS + FIXED + MARGINS + properties, grid=grid) + p()


def direction(kind: str) -> str:
    """A `w:textDirection`."""
    return f'<w:textDirection w:val="{kind}"/>'


def height(twips: int, rule: str = "atLeast") -> str:
    """A `w:trHeight`."""
    return f'<w:trHeight w:val="{twips}" w:hRule="{rule}"/>'


def diagonal(*sides: str, kind: str = "single") -> str:
    """A `w:tcBorders` with lines from corner to corner."""
    drawn = "".join(f'<w:{side} w:val="{kind}" w:sz="6" w:space="0" w:color="FF0000"/>' for side in sides)
    return f"<w:tcBorders>{drawn}</w:tcBorders>"


OPINION = table(
    tr(cell(p("审核意见", CENTER), properties=MERGE + MIDDLE + direction("tbRlV")), cell(p(TEXT)), cell(p("签字：")),
       properties=height(1200)),
    tr(cell(properties=GOES_ON + direction("tbRlV")), cell(p("部门意见")), cell(p("日期：")), properties=height(900)),
    tr(cell(p("Plan（甲），丙。", CENTER), properties=MIDDLE + direction("tbRl")), cell(p(TEXT)), cell(p("丙")),
       properties=height(2400)),
    grid=(600, 4000, 2400),
)  # fmt: skip


def lined(kind: str, size: int) -> str:
    """A table with borders of this kind."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    drawn = "".join(f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="2F5496"/>' for side in sides)
    properties = f"<w:tblBorders>{drawn}</w:tblBorders>{FIXED}{MARGINS}"
    return tbl(row(kind, "乙"), row("丙", "丁"), properties=properties, grid=(3000, 3000)) + p()


ALL_KINDS = (
    ("single", 4), ("thick", 12), ("double", 6), ("dotted", 4), ("dashed", 4), ("dashSmallGap", 4), ("dotDash", 4),
    ("dotDotDash", 8), ("triple", 4), ("thinThickSmallGap", 24), ("thickThinSmallGap", 24),
    ("thinThickThinSmallGap", 24), ("thinThickMediumGap", 24), ("thickThinMediumGap", 24),
    ("thinThickThinMediumGap", 24), ("thinThickLargeGap", 6), ("thickThinLargeGap", 6), ("thinThickThinLargeGap", 6),
    ("wave", 6), ("doubleWave", 6), ("dashDotStroked", 24), ("threeDEmboss", 24), ("threeDEngrave", 24),
    ("outset", 6), ("inset", 6),
)  # fmt: skip
ALIKE = {"double", "thinThickSmallGap", "thickThinMediumGap", "dashed", "dotDotDash", "single", "dotted"}

TABLE_CONSTRUCTS = {
    "slanted head": file(
        table(
            tr(
                cell(p("项目", '<w:jc w:val="right"/>'), p("部门"), properties=diagonal("tl2br")),
                cell(p("一季度")),
                cell(p("二季度"), properties=diagonal("tl2br", "tr2bl", kind="dashed")),
            ),
            row("市场部", "一", "二"),
        )
        + p("末段")
    ),
    "kinds of borders": file("".join(lined(*kind) for kind in ALL_KINDS if kind[0] in ALIKE)),
}
BESIDE = {
    "text that runs down": file(OPINION + p("末段")),
    "text that runs up": file(
        table(
            tr(
                *(
                    cell(p(text, CENTER), properties=MIDDLE + direction("btLr"))
                    for text in ("市场部", "研发中心", "Supply chain")
                ),
                properties=height(1600),
            ),
            row("一", "二", "三"),
        )
        + p("末段")
    ),
    "all kinds of borders": file("".join(lined(*kind) for kind in ALL_KINDS)),
}
