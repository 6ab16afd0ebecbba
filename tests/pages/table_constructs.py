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


def floating(attributes: str, *texts: str, grid: tuple[int, ...] = (3000, 4700)) -> str:
    """A table that floats, as Word writes it when somebody drags one."""
    distance = 'w:leftFromText="180" w:rightFromText="180"'
    properties = f"<w:tblpPr {distance} {attributes}/>" + BORDERS + FIXED + MARGINS
    return tbl(row(*(texts or (TEXT[:20], TEXT[:20]))), properties=properties, grid=grid)


def nested(*rows: str, grid: tuple[int, ...] = (1200, 1200), properties: str = "") -> str:
    """A cell that holds a table between two paragraphs."""
    own_width = f'<w:tblW w:w="{sum(grid)}" w:type="dxa"/>'
    inner = tbl(*rows, properties=BORDERS + own_width + FIXED + MARGINS + properties, grid=grid)
    return f"<w:tc><w:tcPr/>{p('表前')}{inner}{p('表后')}</w:tc>"


def styled(look: str, *, rows: int = 5) -> str:
    """A table in the style `T`, four columns wide."""
    properties = f'<w:tblStyle w:val="T"/>{look}{FIXED}'
    cells = [[f"{line}{place}" for place in "甲乙丙丁"] for line in range(1, rows + 1)]
    return tbl(*(row(*line) for line in cells), properties=properties, grid=(1500,) * 4) + p()


def part(kind: str, properties: str = "", cell_: str = "", paragraph: str = "") -> str:
    """A `w:tblStylePr`."""
    inside = f"<w:pPr>{paragraph}</w:pPr><w:rPr>{properties}</w:rPr><w:tcPr>{cell_}</w:tcPr>"
    return f'<w:tblStylePr w:type="{kind}">{inside}</w:tblStylePr>'


def ground(color: str) -> str:
    """A `w:shd`."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{color}"/>'


STYLE = (
    f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblPr>{BORDERS}{MARGINS}</w:tblPr>'
    + part("band1Horz", "", ground("DDDDDD"), '<w:ind w:left="200"/>')
    + part("band2Horz", "", "", '<w:ind w:left="400"/>')
    + part("firstRow", "<w:b/>", ground("4472C4"), CENTER)
    + part("lastRow", "<w:b/>", ground("FFE599"), '<w:jc w:val="right"/>')
    + part("firstCol", "<w:b/>", ground("EEEEEE"))
    + part("lastCol", "<w:i/>", ground("CCCCCC"))
    + "</w:style>"
)


def in_style(*tables: str) -> bytes:
    """A file with tables in the style `T`."""
    return file("".join(tables) + p("末段"), more_styles=STYLE)


def _bits(switches: dict[str, int]) -> int:
    names = ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand")
    return sum(switches.get(name, 0) * (0x20 << place) for place, name in enumerate(names))


def look(**switches: int) -> str:
    """A `w:tblLook` of switches."""
    return (
        f'<w:tblLook w:val="{_bits(switches):04X}" '
        + " ".join(f'w:{name}="{on}"' for name, on in switches.items())
        + "/>"
    )


HEADER = "<w:tblHeader/>"

TABLE_CONSTRUCTS |= {
    "preferred width of a table": file(
        sized("dxa", 8000)
        + sized("dxa", 8000, layout=AUTOMATIC, cells=said(2000, 4000))
        + sized("pct", 5000, layout=AUTOMATIC)
    ),
    "place of a table": file(
        sized("dxa", 6000, '<w:tblInd w:w="600" w:type="dxa"/>')
        + sized("dxa", 6000, CENTER)
        + sized("dxa", 6000, '<w:jc w:val="right"/>')
    ),
    "columns without a width": file(
        sized("dxa", 6000, grid=(0, 2000, 4000), cells=('<w:gridSpan w:val="2"/>', ""))
        + sized("auto", 0, grid=(2000, 0, 4000), cells=(said(2000)[0], '<w:gridSpan w:val="2"/>'))
    ),
    "rows that begin and end inside the grid": file(
        table(
            row("一", "二", "三"),
            tr(
                cell(p("四")),
                cell(p("五")),
                properties='<w:gridBefore w:val="1"/><w:wBefore w:w="2000" w:type="dxa"/>',
            ),
            tr(cell(p("六")), properties='<w:gridAfter w:val="2"/><w:wAfter w:w="4000" w:type="dxa"/>'),
            tr(cell(p("七"), properties='<w:gridSpan w:val="2"/>'), properties='<w:gridBefore w:val="1"/>'),
        )
        + p("末段")
    ),
    "rows parted differently": file(
        table(
            tr(
                cell(p(TEXT[:30]), properties='<w:gridSpan w:val="2"/>'),
                cell(p(TEXT), properties='<w:gridSpan w:val="3"/>'),
            ),
            tr(cell(p("一")), cell(p(TEXT[:30]), properties='<w:gridSpan w:val="2"/>'), cell(p("三")), cell(p("四"))),
            tr(cell(p(TEXT), properties='<w:gridSpan w:val="4"/>'), cell(p("五"))),
            grid=(1500, 700, 1800, 2000, 1500),
        )
        + p("末段")
    ),
    "rows that do not count the grid": file(
        table(
            tr(*(cell(p(text), properties=width(2000)) for text in ("一", TEXT[:12], "三"))),
            tr(*(cell(p(text), properties=width(3000)) for text in (TEXT[:20], "五"))),
            tr(cell(p(TEXT), properties=width(6000))),
        )
        + p("末段")
    ),
    "merges in both directions": file(
        table(
            tr(cell(p("一"), properties=MERGE + MIDDLE), cell(p(TEXT), properties='<w:gridSpan w:val="2"/>')),
            tr(cell(properties=GOES_ON), cell(p(TEXT[:20])), cell(p(TEXT), properties=MERGE)),
            tr(
                cell(properties=GOES_ON),
                cell(p("二"), properties='<w:vAlign w:val="bottom"/>'),
                cell(properties=GOES_ON),
            ),
            row("三", "四", "五"),
        )
        + p("末段")
    ),
    "nested table": file(
        table(
            tr(nested(row("内一", TEXT[:16]), row("内三", "内四")), cell(p(TEXT))), row("一", "二"), grid=(3400, 3000)
        )
        + p("末段")
    ),
    "nested table in a merged cell": file(
        table(
            tr(
                nested(row("内一", TEXT[:16]), row("内三", "内四")).replace("<w:tcPr/>", f"<w:tcPr>{MERGE}</w:tcPr>"),
                cell(p("一")),
            ),
            tr(cell(properties=GOES_ON), cell(p("二"))),
            tr(cell(properties=GOES_ON), cell(p("三"))),
            grid=(3400, 3000),
        )
        + p("末段")
    ),
    "nested table over two pages": file(
        p("占行", '<w:spacing w:before="12000"/>')
        + table(
            tr(nested(*(row(f"内{number}", "续") for number in range(8))), cell(p("外"))),
            row("一", "二"),
            grid=(3400, 3000),
        )
        + p("末段")
    ),
    "nested table with a header over two pages": file(
        p("占行", '<w:spacing w:before="12000"/>')
        + table(
            tr(
                nested(
                    tr(cell(p("内头")), cell(p("内头二")), properties=HEADER),
                    *(row(f"内{number}", "续") for number in range(8)),
                ),
                cell(p("外")),
            ),
            row("一", "二"),
            grid=(3400, 3000),
        )
        + p("末段")
    ),
    "nested table in a merged cell over two pages": file(
        p("占行", '<w:spacing w:before="12300"/>')
        + table(
            tr(
                nested(*(row(f"内{number}", "续") for number in range(6))).replace(
                    "<w:tcPr/>", f"<w:tcPr>{MERGE}</w:tcPr>"
                ),
                cell(p("一")),
            ),
            *(tr(cell(properties=GOES_ON), cell(p(str(number)))) for number in range(9)),
            grid=(3400, 3000),
        )
        + p("末段")
    ),
    "header rows over pages": file(
        table(
            tr(cell(p("头"), properties='<w:gridSpan w:val="3"/>'), properties=HEADER),
            tr(cell(p("一")), cell(p("二")), cell(p("三")), properties=HEADER + height(500)),
            *(row(str(number), TEXT[:8], "丙") for number in range(60)),
        )
        + p("末段")
    ),
    "rows that may not split": file(
        p("占行", '<w:spacing w:before="12600"/>')
        + table(
            row("一", TEXT[:10], "三"),
            tr(cell(p("四")), cell(p(TEXT)), cell(p("六")), properties="<w:cantSplit/>"),
            row("七", TEXT, "九"),
        )
        + p("末段")
    ),
    "heights and margins of rows": file(
        table(
            tr(cell(p("一")), cell(p(TEXT)), cell(p("三"), properties=MIDDLE), properties=height(1200)),
            tr(cell(p("四")), cell(p("五"), properties='<w:vAlign w:val="bottom"/>'), properties=height(700, "exact")),
            tr(
                cell(
                    p(TEXT[:20]),
                    properties='<w:tcMar><w:top w:w="200" w:type="dxa"/><w:left w:w="300" w:type="dxa"/>'
                    '<w:bottom w:w="100" w:type="dxa"/></w:tcMar>',
                ),
                cell(p("七")),
            ),
        )
        + p("末段")
    ),
    "conditions of a style": in_style(
        styled(look(firstRow=1, lastRow=1, firstColumn=1, lastColumn=1, noHBand=0, noVBand=1)),
        styled(look(firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1)),
        styled('<w:tblLook w:val="04A0"/>'),
    ),
    "floating table": file(
        p("前段")
        + floating('w:vertAnchor="text" w:horzAnchor="margin" w:tblpXSpec="center" w:tblpY="1"')
        + p(TEXT)
        + p("末段")
    ),
    "floating table at a place of the page": file(
        floating('w:vertAnchor="page" w:horzAnchor="page" w:tblpX="2200" w:tblpY="2001"') + p(TEXT) + p("末段")
    ),
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


def apart(*rows: str) -> str:
    """A table with 3 pt between its cells."""
    return tbl(
        *rows, properties=BORDERS + FIXED + MARGINS + '<w:tblCellSpacing w:w="30" w:type="dxa"/>', grid=(2000, 2000)
    )


BESIDE |= {
    "rows of other widths than the grid": file(
        table(
            tr(cell(p("一"), properties=width(3000)), cell(p("二"), properties=width(3000))),
            tr(cell(p("三"), properties=width(2000)), cell(p("四"), properties=width(4000))),
            grid=(3000, 3000),
        )
        + p("末段")
    ),
    "cells other than the grid": file(
        sized("auto", 0, cells=said(4000, 2000)) + sized("auto", 0, cells=said(4000, 2000), layout=AUTOMATIC)
    ),
    "a word too long for its column": file(
        tbl(
            row("地址", "https://intranet.example.com/plan", "乙"),
            properties=BORDERS + AUTOMATIC + MARGINS,
            grid=(2600, 2600, 2600),
        )
        + p("末段")
    ),
    "columns that contents decide": file(
        tbl(
            tr(
                *(
                    cell(p(text), properties='<w:tcW w:w="0" w:type="auto"/>')
                    for text in ("序号", "任务的名称", TEXT[:20])
                )
            ),
            properties=BORDERS + '<w:tblW w:w="0" w:type="auto"/>' + AUTOMATIC + MARGINS,
            grid=(2600, 2600, 2600),
        )
        + p("末段")
    ),
    "space between cells": file(apart(row("一", "二"), row("三", "四")) + p("末段")),
    "right-to-left table": file(
        table(row("一", "二", "三"), grid=(1000, 2000, 3000), properties="<w:bidiVisual/>") + p("末段")
    ),
    "floating table below a line": file(
        p("前段") + floating('w:vertAnchor="text" w:horzAnchor="margin" w:tblpY="500"') + p(TEXT) + p("末段")
    ),
}

OTHERWISE_IN_OFFICE = {
    "text that runs down": "LibreOffice 7.4 sets Han in such text a whole line apart",
    "all kinds of borders": "LibreOffice gives thick borders another share of the row",
    "rows of other widths than the grid": "LibreOffice goes by the grid, Word by the cells",
    "cells other than the grid": "LibreOffice goes by the grid, Word by the cells",
    "a word too long for its column": "LibreOffice breaks the word, Word widens the column",
    "columns that contents decide": "LibreOffice keeps the columns of the grid",
    "space between cells": "LibreOffice ignores it",
    "right-to-left table": "LibreOffice begins the lines in the cells at the right, too",
    "floating table below a line": "LibreOffice puts a table as wide as the text at once below the line",
}
"""Fixtures of this module that LibreOffice sets otherwise than Word on purpose, and how (docs/layout-engine.md)."""
