"""Small fonts that tests make: TrueType with a composite glyph, a collection, one with CFF outlines."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

UNITS = 2048
CHARACTERS = {0x20: "space", 0x41: "A", 0x42: "B", 0x4E00: "one", 0x4E8C: "two", 0x1F600: "face"}
ADVANCES = {".notdef": 1024, "space": 512, "A": 1200, "B": 1300, "one": 2048, "two": 2048, "face": 2000}


def square(pen, left, bottom, size):
    pen.moveTo((left, bottom))
    pen.lineTo((left, bottom + size))
    pen.lineTo((left + size, bottom + size))
    pen.lineTo((left + size, bottom))
    pen.closePath()


def builder(family: str, *, is_ttf: bool) -> FontBuilder:
    made = FontBuilder(UNITS, isTTF=is_ttf)
    made.setupGlyphOrder(list(ADVANCES))
    made.setupCharacterMap(CHARACTERS)
    made.setupNameTable({"familyName": family, "styleName": "Regular", "psName": f"{family.replace(' ', '')}-Regular"})
    return made


def finish(made: FontBuilder, *, fs_type: int = 0) -> TTFont:
    made.setupHorizontalMetrics({name: (advance, 100) for name, advance in ADVANCES.items()})
    made.setupHorizontalHeader(ascent=1800, descent=-400, lineGap=100)
    made.setupOS2(sTypoAscender=1500, sTypoDescender=-500, usWinAscent=1900, usWinDescent=450, fsType=fs_type)
    made.setupPost(underlinePosition=-200, underlineThickness=100)
    return made.font


def truetype_font(family: str = "Own Song", *, fs_type: int = 0) -> TTFont:
    """`two` is made of two copies of `one`, one of them moved up."""
    made = builder(family, is_ttf=True)
    glyphs = {}
    for index, name in enumerate(ADVANCES):
        pen = TTGlyphPen(glyphs)
        if name == "two":
            pen.addComponent("one", (1, 0, 0, 1, 0, 0))
            pen.addComponent("one", (1, 0, 0, 1, 0, 900))
        elif name != "space":
            square(pen, 100, 0, 400 + 50 * index)
        glyphs[name] = pen.glyph()
    made.setupGlyf(glyphs)
    return finish(made, fs_type=fs_type)


def write_truetype(path: Path, family: str = "Own Song", *, fs_type: int = 0) -> Path:
    truetype_font(family, fs_type=fs_type).save(path)
    return path


def write_collection(path: Path, *families: str) -> Path:
    collection = TTCollection()
    collection.fonts = [truetype_font(family) for family in families]
    collection.save(path)
    return path


def write_cff(path: Path) -> Path:
    made = builder("Own CFF", is_ttf=False)
    strings = {}
    for name, advance in ADVANCES.items():
        pen = T2CharStringPen(advance, None)
        square(pen, 100, 0, 500)
        strings[name] = pen.getCharString()
    made.setupCFF("OwnCFF-Regular", {}, strings, {})
    finish(made).save(path)
    return path
