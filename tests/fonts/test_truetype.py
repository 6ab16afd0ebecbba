"""What is read from a font file, compared with what fontTools reads."""

from pathlib import Path

import pytest
from fonts.made_fonts import truetype_font, write_truetype
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.fonts import FontLibrary
from docgen.fonts.library import FILES
from docgen.fonts.truetype import TrueTypeFile, UnusableFontError

BUNDLED = sorted(path.name for path in FILES.iterdir())


@pytest.mark.parametrize("name", BUNDLED)
def test_glyphs_and_advances_agree_with_fonttools(name):
    expected, font = TTFont(FILES / name), TrueTypeFile(FILES / name)
    units, metrics, order = expected["head"].unitsPerEm, expected["hmtx"].metrics, expected.getReverseGlyphMap()
    cmap = expected.getBestCmap()
    no_ink = (
        set("\u00ad\u034f\ufeff")
        | {chr(code) for code in range(0x2000, 0x2070)}
        | {chr(code) for code in range(0xFE00, 0xFE10)}
    )
    compared = [code for code in cmap if chr(code) not in no_ink]
    assert len(compared) >= len(cmap) - 100
    assert [font.glyph(code) for code in compared] == [order[cmap[code]] for code in compared]
    assert [font.advance(code) for code in compared] == [metrics[cmap[code]][0] / units for code in compared]


def test_a_character_map_of_format_4_is_read(tmp_path):
    path = write_truetype(tmp_path / "own.ttf")
    font = TTFont(path)
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format == 4]
    scattered = {0x2460 + 7 * n: name for n, name in enumerate(("A", "one", "B", "space", "two"))}
    for table in font["cmap"].tables:
        table.cmap.update(scattered | {0x61: "two", 0x62: "A", 0x63: "one"})
    font.save(path)
    cmap, order = TTFont(path).getBestCmap(), font.getReverseGlyphMap()
    own = TrueTypeFile(path)
    assert {code: own.glyph(code) for code in range(0x20, 0x10000) if own.glyph(code)} == {
        **{code: order[name] for code, name in cmap.items()},
        **dict.fromkeys((160,), order["space"]),
    }


def test_line_metrics_are_those_that_libreoffice_takes(tmp_path):
    song = FontLibrary.open().face("宋体")
    assert (song.ascent, song.descent, song.line_gap) == (1.151, 0.286, 0)
    assert song.line_height == pytest.approx(1.437)

    hhea = TrueTypeFile(write_truetype(tmp_path / "hhea.ttf")).metrics
    assert (hhea.ascent, hhea.descent, hhea.line_gap) == (1800 / 2048, 400 / 2048, 100 / 2048)
    assert (hhea.underline_position, hhea.underline_thickness) == (-250 / 2048, 100 / 2048)

    font = truetype_font()
    font["OS/2"].fsSelection |= 1 << 7
    font.save(tmp_path / "typo.ttf")
    typo = TrueTypeFile(tmp_path / "typo.ttf").metrics
    assert (typo.ascent, typo.descent) == (1500 / 2048, 500 / 2048)

    font = truetype_font()
    font["hhea"].ascent = font["hhea"].descent = font["hhea"].lineGap = 0
    font.save(tmp_path / "win.ttf")
    win = TrueTypeFile(tmp_path / "win.ttf").metrics
    assert (win.ascent, win.descent) == (1900 / 2048, 450 / 2048)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("fuzz") / "own.ttf"
    return write_truetype(path), path.read_bytes()


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read_but_never_a_surprise(whole, data):
    path, content = whole
    damaged = bytearray(content[: data.draw(st.integers(0, len(content)))])
    for _ in range(data.draw(st.integers(0, 8))):
        if damaged:
            damaged[data.draw(st.integers(0, min(len(damaged), 600) - 1))] = data.draw(st.integers(0, 255))
    other = Path(path).with_name("damaged.ttf")
    other.unlink(missing_ok=True)
    other.write_bytes(damaged)
    try:
        font = TrueTypeFile(other, "Own Song")
    except UnusableFontError:
        return
    assert font.advance(0x41) >= 0
    font.covers("A一二三")
