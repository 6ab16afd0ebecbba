r"""Makes the bundled fonts of docgen/fonts/files from the packages that publish them.

    npm pack @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3 \
             @expo-google-fonts/noto-sans-symbols-2@0.4.1        # unpack all three below one folder
    apt-get install fonts-lxgw-wenkai=1.250+repack-1 fonts-dejavu-core=2.37-6
    python tools/subset_fonts.py FOLDER [--installed /usr/share/fonts/truetype] [-o docgen/fonts/files]

The same packages and the same fontTools give the same bytes. What is done to each font: only the characters of its
`Recipe` stay; hinting, vertical metrics and layout features go (layout and drawing use none); glyphs are put in the
order of their characters, so that the character map becomes few long runs, which are read fast; and where a font of
Chinese text lacks ≒ (the only character of GBK that the Noto fonts lack), it is put together from its own ＝ and ÷.
Not done here: licences and origins, which stand in docgen/fonts/licences.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.basePen import AbstractPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.reorderGlyphs import reorderGlyphs

ROOT = Path(__file__).parent.parent
TGH_LIST = ROOT / "tests" / "fonts" / "tgh2013.txt"

Charset = Callable[[frozenset[int]], Iterable[int]]
"""Chooses among the characters (code points) that a font has."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one bundled font is made: from which file, with what in it, and its family name (None: as it was)."""

    target: str
    source: str
    charset: Charset
    family: str | None = None


def double_byte(codec: str) -> set[int]:
    """All characters that `codec` writes in two bytes."""
    pairs = (bytes([first, second]) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF))
    return {ord(char) for pair in pairs if len(char := pair.decode(codec, "ignore")) == 1 and char > "\x7f"}


def tgh() -> set[int]:
    """The 8,105 characters of 通用规范汉字表."""
    lines = TGH_LIST.read_text(encoding="utf-8").splitlines()
    return {ord(char) for line in lines if not line.startswith("#") for char in line}


def is_han(code: int) -> bool:
    """Whether `code` is a Han ideograph (any block)."""
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF


def everything(available: frozenset[int]) -> Iterable[int]:
    """Keep all: the body face, where a rare character in a person's name must not stop a plan."""
    return available


def gbk(available: frozenset[int]) -> Iterable[int]:
    """Keep GBK, 通用规范汉字表 and all that is not Han."""
    return available & (double_byte("gbk") | tgh()) | {code for code in available if not is_han(code)}


def gb2312(available: frozenset[int]) -> Iterable[int]:
    """Keep GB 2312, 通用规范汉字表 and all that is not Han: faces for headings."""
    return available & (double_byte("gb2312") | tgh()) | {code for code in available if not is_han(code)}


def symbols(available: frozenset[int]) -> Iterable[int]:
    """Keep arrows, technical signs, enclosed numbers, shapes, dingbats; leave out letters, game pieces and pictures."""
    return _within(available, (0x20, 0x20), (0x2010, 0x27BF), (0x2900, 0x2BFF), (0x1F100, 0x1F1FF), (0x1F780, 0x1F8FF))


def signs(available: frozenset[int]) -> Iterable[int]:
    """Keep European letters and mathematical signs: the last resort for what the other faces lack."""
    return _within(available, (0x20, 0x20), (0xA0, 0x58F), (0x1E00, 0x1FFF), (0x2010, 0x27FF), (0x2900, 0x2BFF))


def _within(available: frozenset[int], *ranges: tuple[int, int]) -> set[int]:
    return {code for code in available if any(first <= code <= last for first, last in ranges)}


_NOT_DRAWN = ["BASE", "FFTM", "GDEF", "GPOS", "GSUB", "MATH", "STAT", "gasp", "kern", "meta", "prep", "vhea", "vmtx"]

RECIPES = (
    Recipe("Song-Regular.ttf", "NotoSerifSC_400Regular.ttf", everything),
    Recipe("Song-Bold.ttf", "NotoSerifSC_700Bold.ttf", gb2312),
    Recipe("Hei-Regular.ttf", "NotoSansSC_400Regular.ttf", gbk),
    Recipe("Hei-Bold.ttf", "NotoSansSC_700Bold.ttf", gb2312),
    # The licence reserves the names LXGW and 霞鹜 to the unchanged font.
    Recipe("Kai-Regular.ttf", "LXGWWenKai-Regular.ttf", gb2312, family="Docgen Kai"),
    Recipe("Symbols-Regular.ttf", "NotoSansSymbols2_400Regular.ttf", symbols),
    Recipe("Signs-Regular.ttf", "DejaVuSans.ttf", signs),
)


def make(recipe: Recipe, source: Path, target: Path) -> None:
    """Write the font of `recipe` from the file `source` to `target`."""
    font = TTFont(source, recalcTimestamp=False)
    add_approximately_equal(font)
    subset(font, recipe.charset(frozenset(font.getBestCmap())))
    order_by_character(font)
    keep_english_names(font)
    if recipe.family:
        rename(font, recipe.family)
    font.save(target, reorderTables=True)


def subset(font: TTFont, codes: Iterable[int]) -> None:
    """Keep the glyphs of `codes` and the tables that drawing needs."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += _NOT_DRAWN
    options.notdef_outline = True
    options.glyph_names = False
    options.name_languages = ["*"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def order_by_character(font: TTFont) -> None:
    """Put the glyphs in the order of their (lowest) characters, after .notdef and before those without one."""
    first: dict[str, int] = {}
    for code, name in sorted(font.getBestCmap().items()):
        first.setdefault(name, code)
    order = font.getGlyphOrder()
    for name in order:  # a composite glyph names its parts only when expanded; before, it numbers them
        font["glyf"][name].expand(font["glyf"])
    rest = sorted(order[1:], key=lambda name: first.get(name, 0x110000))
    reorderGlyphs(font, [order[0], *rest])


def add_approximately_equal(font: TTFont) -> None:
    """Give `font` a ≒ if it has ＝ and ÷ but not that: the bars of ＝, a dot of ÷ left above and one right below."""
    cmap = font.getBestCmap()
    if 0x2252 in cmap or 0xFF1D not in cmap or 0x00F7 not in cmap:
        return
    bars, division = drawing_of(font, cmap[0xFF1D]), drawing_of(font, cmap[0x00F7])
    frame = bounds(bars)
    dots = [contour for contour in contours(division) if width(contour) < (frame[2] - frame[0]) / 2]
    pen = TTGlyphPen(None)
    replay(bars, pen)
    for dot in dots:
        replay(dot, TransformPen(pen, (1, 0, 0, 1, *beside(frame, bounds(dot)))))
    name = "uni2252"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (font["hmtx"][cmap[0xFF1D]][0], round(frame[0]))
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            table.cmap[0x2252] = name


Drawing = list[tuple[str, tuple[tuple[float, float], ...]]]
Box = tuple[float, float, float, float]


def beside(frame: Box, dot: Box) -> tuple[int, int]:
    """How far to move `dot`: above `frame` at its left end, or below at its right end; half a dot away."""
    gap = (dot[3] - dot[1]) / 2
    if dot[1] + dot[3] > frame[1] + frame[3]:
        return round(frame[0] - dot[0]), round(frame[3] + gap - dot[1])
    return round(frame[2] - dot[2]), round(frame[1] - gap - dot[3])


def drawing_of(font: TTFont, glyph: str) -> Drawing:
    """The contours of a glyph as pen steps, composites resolved."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    steps: Drawing = pen.value
    return steps


def replay(drawing: Drawing, pen: AbstractPen) -> None:
    """Draw again, with another pen."""
    for step, points in drawing:
        getattr(pen, step)(*points)


def contours(drawing: Drawing) -> list[Drawing]:
    """The closed contours of a drawing, one by one."""
    result: list[Drawing] = [[]]
    for step in drawing:
        result[-1].append(step)
        if step[0] == "closePath":
            result.append([])
    return result[:-1]


def bounds(drawing: Drawing) -> Box:
    """The box (left, bottom, right, top) around the points of a drawing, in font units."""
    xs, ys = zip(*(point for _, points in drawing for point in points if point is not None), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def width(drawing: Drawing) -> float:
    """How wide the box of a drawing is, in font units."""
    left, _, right, _ = bounds(drawing)
    return right - left


def keep_english_names(font: TTFont) -> None:
    """Keep the names that say what a font is and whose; a PDF carries none of the others."""
    wanted = {0, 1, 2, 3, 4, 5, 6, 13, 14}
    table = font["name"]
    table.names = [
        record
        for record in table.names
        if record.nameID in wanted and (record.platformID, record.platEncID, record.langID) == (3, 1, 0x409)
    ]


def rename(font: TTFont, family: str) -> None:
    """Put `family` in place of the original's name wherever a program shows it."""
    table = font["name"]
    style = table.getDebugName(2)
    postscript = f"{family.replace(' ', '')}-{style}"
    for name_id, text in {1: family, 3: postscript, 4: f"{family} {style}", 6: postscript}.items():
        table.setName(text, name_id, 3, 1, 0x409)


def main() -> None:
    """Make all bundled fonts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the npm packages are unpacked")
    parser.add_argument("--installed", type=Path, default=Path("/usr/share/fonts/truetype"), metavar="FOLDER")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docgen" / "fonts" / "files", metavar="FOLDER")
    arguments = parser.parse_args()
    sources = {path.name: path for folder in (arguments.folder, arguments.installed) for path in folder.rglob("*.ttf")}
    for recipe in RECIPES:
        target = arguments.output / recipe.target
        make(recipe, sources[recipe.source], target)
        print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
