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
AUTOMATIC = '<w:tblLayout w:type="autofit"/>'


def sized(
    kind: str, wide: int, *more: str, layout: str = FIXED, cells: tuple[str, ...] = ("", ""), grid=(2000, 4000)
) -> str:
    """A table of one row that asks for a width."""
    properties = BORDERS + f'<w:tblW w:w="{wide}" w:type="{kind}"/>' + layout + MARGINS + "".join(more)
    texts = (TEXT[:30], "乙" + TEXT[:40], "丙")
    filled = (cell(p(text), properties=said) for text, said in zip(texts, cells, strict=False))
    return tbl(tr(*filled), properties=properties, grid=grid) + p()


def said(*widths: int, kind: str = "dxa") -> tuple[str, ...]:
    """A `w:tcW` for each cell."""
    return tuple(f'<w:tcW w:w="{wide}" w:type="{kind}"/>' for wide in widths)


TRY = {
    "w1 fixed dxa larger": file(sized("dxa", 8000)),
    "w2 auto dxa larger": file(sized("dxa", 8000, layout=AUTOMATIC)),
    "w3 auto dxa larger, cells": file(sized("dxa", 8000, layout=AUTOMATIC, cells=said(2000, 4000))),
    "w4 pct": file(sized("pct", 2500) + sized("pct", 5000, layout=AUTOMATIC)),
    "w5 cells other than grid": file(sized("auto", 0, cells=said(4000, 2000))),
    "w6 cells other than grid, auto": file(sized("auto", 0, cells=said(4000, 2000), layout=AUTOMATIC)),
    "w7 ind": file(
        sized("dxa", 6000, '<w:tblInd w:w="600" w:type="dxa"/>')
        + sized("dxa", 6000, CENTER)
        + sized("dxa", 6000, '<w:jc w:val="right"/>')
    ),
    "w8 zero": file(sized("dxa", 6000, grid=(0, 2000, 4000), cells=('<w:gridSpan w:val="2"/>', ""))),
    "w9 zero": file(sized("auto", 0, grid=(2000, 0, 4000), cells=(said(2000)[0], '<w:gridSpan w:val="2"/>'))),
    "w10 auto auto": file(sized("auto", 0, layout=AUTOMATIC, cells=said(0, 0, kind="auto"))),
    "w11 no grid": file(sized("auto", 0, layout=AUTOMATIC, cells=said(2000, 4000), grid=())),
    "w12 cells pct": file(sized("pct", 5000, layout=AUTOMATIC, cells=said(1250, 3750, kind="pct"), grid=(4000, 4000))),
    "w13 different rows": file(
        table(
            tr(cell(p(TEXT), properties=width(3000)), cell(p("二"), properties=width(3000))),
            tr(cell(p(TEXT), properties=width(2000)), cell(p("四"), properties=width(4000))),
            grid=(3000, 3000),
        )
    ),
    "w14 gridBefore": file(
        table(
            row("一", "二", "三"),
            tr(
                cell(p("四")), cell(p("五")), properties='<w:gridBefore w:val="1"/><w:wBefore w:w="2000" w:type="dxa"/>'
            ),
            tr(cell(p("六")), properties='<w:gridAfter w:val="2"/>'),
            tr(cell(p("七"), properties='<w:gridSpan w:val="2"/>'), properties='<w:gridBefore w:val="1"/>'),
        )
    ),
}

def floating(attributes: str, *texts: str, grid=(3000, 4700), more: str = "") -> str:
    """A table that floats."""
    said = f"<w:tblpPr {attributes}/>" + BORDERS + FIXED + MARGINS + more
    return tbl(row(*(texts or (TEXT[:20], TEXT))), properties=said, grid=grid)


DISTANCE = 'w:leftFromText="180" w:rightFromText="180"'
TRY |= {
    "f1 text": file(p("前段") + floating(f'{DISTANCE} w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="137"') + p(TEXT) + p("末段")),
    "f2 center": file(p("前段") + floating(f'{DISTANCE} w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="1"') + p(TEXT) + p("末段")),
    "f3 page": file(floating(f'{DISTANCE} w:vertAnchor="page" w:horzAnchor="page" w:tblpX="2200" w:tblpY="2001"') + p(TEXT) + p("末段")),
    "f4 margin": file(floating(f'{DISTANCE} w:topFromText="100" w:bottomFromText="200" w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="right" w:tblpY="400"') + p(TEXT) + p("末段")),
    "f5 beside": file(p("前段") + floating(f'{DISTANCE} w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="137"', "一", "二", grid=(1000, 1000)) + p(TEXT) + p("末段")),
    "f6 tall": file(p("前段") + floating(f'{DISTANCE} w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="500"') + p(TEXT) + p("末段")),
    "f7 x": file(p("前段") + floating(f'{DISTANCE} w:vertAnchor="text" w:horzAnchor="text" w:tblpX="108" w:tblpY="60"') + p("") + p("末段")),
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
BESIDE |= TRY
