"""Small Word files about what templates must keep clear of, so that Word, LibreOffice and docgen break lines alike."""

from __future__ import annotations

from pages.constructs import TEXT, file, par, r
from pages.read.word_xml import p, tbl, tr

TEN = "甲乙丙丁戊己庚辛壬癸"
LINES = f"{TEN}，子丑寅卯辰巳午未申酉。戌亥"
NO_HANGING = '<w:overflowPunct w:val="0"/>'
CENTRED = '<w:jc w:val="center"/>'
JUSTIFIED = '<w:jc w:val="both"/>'
BREAK = "<w:r><w:br/></w:r>"
COMPRESSING = '<w:characterSpacingControl w:val="compressPunctuation"/>'
TEN_WIDE = '<w:ind w:right="5880"/>'
"""Leaves room for ten characters in 10.5 pt, and no mark, in a body of 400 pt."""


def cell(text: str, properties: str = "", width: int = 2340) -> str:
    """A table of one cell; with the usual margins it has room for ten characters."""
    return tbl(tr(f"<w:tc>{p(text, properties)}</w:tc>"), grid=(width,))


def wide(width: int, text: str) -> str:
    """A centred table of one cell."""
    properties = f'<w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
    return tbl(tr(f"<w:tc>{p(text, CENTRED)}</w:tc>"), properties=properties, grid=(width,))


BREAKING_CONSTRUCTS = {
    "marks that hang": file(p(LINES, TEN_WIDE) + p("末段")),
    "marks in cells that do not hang": file(cell(LINES, NO_HANGING) + p("隔") + cell(TEN * 2, NO_HANGING) + p("末段")),
    "marks that hang in cells": file(cell(LINES) + p("末段")),
    "marks that keep their width": file(p("《甲》《乙》、（丙）、“丁”，戊。" * 4) + p("末段")),
    "marks that are compressed": file(p("《甲》《乙》、（丙）、“丁”，戊。" * 4) + p("末段"), settings=COMPRESSING),
    "spaces between Han and Latin": file(
        par(r("自2026年7月1日至2026年9月30日，含A组3人、B组12人"))
        + par(r("目标500万元"), r("，复购率36%。"))
        + p("末段")
    ),
    "justified lines that end at a line break": file(
        par(r("第一行"), BREAK, r(TEXT), BREAK, r("末行"), properties=JUSTIFIED)
    ),
    "lines that end at a line break and are left": file(
        par(r("第一行"), BREAK, r(TEXT), BREAK, r("末行"), properties=JUSTIFIED),
        settings="<w:compat><w:doNotExpandShiftReturn/></w:compat>",
    ),
    "tables that a hair parts": file(
        wide(6000, TEN + TEN)
        + p("", '<w:spacing w:line="20" w:lineRule="exact"/>', run='<w:sz w:val="2"/>')
        + wide(2600, TEN)
        + p("末段")
    ),
    "tables that touch": file(wide(6000, TEN + TEN) + wide(2600, TEN) + p("末段")),
}

OTHERWISE_IN_OFFICE = {
    "marks that hang in cells": "LibreOffice hangs no mark in a table",
    "marks that are compressed": "LibreOffice compresses no punctuation",
    "tables that touch": "LibreOffice makes one table of both, as wide as the second",
}
"""Fixtures of this module that LibreOffice sets otherwise than Word on purpose, and how (docs/layout-engine.md)."""
