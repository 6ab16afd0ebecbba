"""What the bundled fonts can set, counted with fontTools from the files themselves."""

import pytest
from fonts.character_sets import double_byte, tgh
from fontTools.ttLib import TTFont

from docgen.fonts import FontLibrary
from docgen.fonts.library import FILES

LICENCES = FILES.parent / "licences"


def drawn_by(file):
    """The characters for which `file` has an outline."""
    font = TTFont(FILES / file)
    places, numbers = font["loca"].locations, font.getReverseGlyphMap()
    glyphs = {chr(code): numbers[name] for code, name in font.getBestCmap().items()}
    return {char for char, glyph in glyphs.items() if places[glyph] < places[glyph + 1]}


def test_the_list_is_the_table_of_2013():
    listed = tgh()
    assert len(listed) == len(set(listed)) == 8105
    assert sum(ord(char) > 0xFFFF for char in listed) == 196
    assert "".join(listed[:5]) == "一乙二十丁"


def test_the_body_face_draws_all_of_gbk_and_of_the_table():
    needed = {char for char in double_byte("gbk") | set(tgh()) if not char.isspace()}
    assert len(needed) > 22_000
    assert needed - drawn_by("Song-Regular.ttf") == set()


@pytest.mark.parametrize(
    ("file", "codec"),
    [
        ("Song-Bold.ttf", "gb2312"),
        ("Hei-Regular.ttf", "gbk"),
        ("Hei-Bold.ttf", "gb2312"),
        ("Kai-Regular.ttf", "gb2312"),
    ],
)
def test_the_other_faces_draw_their_share(file, codec):
    needed = {char for char in double_byte(codec) | set(tgh()) if not char.isspace()}
    assert needed - drawn_by(file) == set()


def test_no_common_sign_is_missing():
    signs = "☐☑☒✓✔✗✘①②⑳❶→←↑↓⇒⇔↔△▲▽▼○●◎□■◇◆★☆※§№℃‰㎡㎜½¼≠≤≥≈±×÷∞∑√∫ΩμαβπΔ€£¥₫₽•…—–“”‘’《》〈〉【】〔〕⚠ℹ⚑☎✉⬜⟶‣ěšřĂŁß"
    assert FontLibrary.open().missing(signs) == ""


def test_a_character_above_the_basic_plane_is_measured_and_drawn():
    face = FontLibrary.open().face("宋体")
    assert face.has("𬭚")
    assert face.width("𬭚𬭛𬶨") == 3
    assert set("𬭚𬭛𬶨") <= drawn_by("Song-Regular.ttf")


def test_all_files_together_are_at_most_40_mb():
    assert sum(file.stat().st_size for file in FILES.iterdir()) <= 40_000_000


def test_each_file_has_its_origin_and_its_licence_beside_it():
    origins = [file.read_text(encoding="utf-8") for file in LICENCES.glob("*-ORIGIN.txt")]
    for file in FILES.iterdir():
        (origin,) = [text for text in origins if file.name in text.splitlines()[0]]
        licence = origin.split("Licence:")[1].split(".txt")[0].split()[-1] + ".txt"
        assert (LICENCES / licence).stat().st_size > 2000


def test_reserved_names_are_not_used():
    names = [
        str(record) for file in FILES.iterdir() for record in TTFont(file)["name"].names if record.nameID in (1, 4, 6)
    ]
    assert names
    assert not [name for name in names if any(word in name for word in ("LXGW", "霞鹜", "Source", "Vera", "Bitstream"))]
