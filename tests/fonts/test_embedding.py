"""PDF files that reportlab makes with the faces, read by other programs."""

import io
import os
import re
import subprocess
import sys

import pypdfium2
import pytest
from fonts.character_sets import tgh
from fonts.made_fonts import write_truetype
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from docgen.fonts import FontLibrary
from tools import need

LIBRARY = FontLibrary.open()
TEXT = "第三步 明确协作流程（2026年）Plan B≥90% 𬭚𬭛𬶨《方案》"


def pdf(*lines, family="宋体", bold=False, library=LIBRARY):
    """A page with each line of text in one face, in one column."""
    face = library.face(family, bold=bold)
    name = library.reportlab_name(face)
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(600, 400), invariant=1, initialFontName=name)
    canvas.setFont(name, 12)
    for number, line in enumerate(lines):
        canvas.drawString(20, 370 - 20 * number, line)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def fonts_of(data):
    """(Type0 font, its descendant, the embedded program) of each font on the first page."""
    resources = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]
    for font in (resources[key] for key in sorted(resources)):
        descendant = font["/DescendantFonts"][0]
        program = descendant["/FontDescriptor"]["/FontFile2"].get_data()
        yield font, descendant, program


@pytest.mark.parametrize(
    ("family", "bold"), [("宋体", False), ("宋体", True), ("黑体", False), ("黑体", True), ("楷体", False)]
)
def test_text_comes_out_again_with_characters_above_the_basic_plane(family, bold, tmp_path):
    data = pdf(TEXT, family=family, bold=bold)
    assert PdfReader(io.BytesIO(data)).pages[0].extract_text().strip() == TEXT
    assert pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().strip() == TEXT
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    said = subprocess.run([need("pdftotext"), str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert said.strip() == TEXT


def test_all_of_the_table_above_the_basic_plane_comes_out_again():
    rare = "".join(char for char in tgh() if ord(char) > 0xFFFF)
    lines = [rare[start : start + 40] for start in range(0, len(rare), 40)]
    extracted = PdfReader(io.BytesIO(pdf(*lines))).pages[0].extract_text()
    assert extracted.split() == lines


def test_a_no_break_space_stays_one():
    assert "100\u00a0万元" in PdfReader(io.BytesIO(pdf("100\u00a0万元 100 万元"))).pages[0].extract_text()


def test_only_the_fonts_that_are_drawn_with_are_in_the_file_and_all_are_embedded(tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf("协作"))
    listed = (
        subprocess.run([need("pdffonts"), str(path)], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    )
    assert len(listed) == 1
    assert re.match(r"[A-Z]{6}\+NotoSerifSC-Regular +CID TrueType +Identity-H +yes yes yes", listed[0])


def test_only_used_glyphs_are_embedded():
    ((_, _, program),) = fonts_of(pdf("协作计划协作"))
    font = TTFont(io.BytesIO(program))
    assert font["maxp"].numGlyphs == 5  # .notdef and four characters
    assert len(program) < 4000


def test_outlines_and_widths_are_those_of_the_font():
    text = "协Wi作"
    ((_, descendant, program),) = fonts_of(pdf(text))
    embedded, original = TTFont(io.BytesIO(program)), TTFont(LIBRARY.face("宋体").file.path)
    for place, char in enumerate(text, 1):
        name = original.getBestCmap()[ord(char)]
        assert embedded["glyf"][embedded.getGlyphName(place)] == original["glyf"][name]
        assert embedded["hmtx"][embedded.getGlyphName(place)] == original["hmtx"][name]
    advance = round(1000 * LIBRARY.face("宋体").advance("W"))
    assert descendant["/W"][:6] == [2, 2, advance, 3, 3, round(1000 * LIBRARY.face("宋体").advance("i"))]
    assert descendant["/DW"] == 1000


def test_the_set_of_character_identifiers_is_whole():
    ((_, descendant, program),) = fonts_of(pdf("协作计划书甲乙丙"))
    bits = "".join(f"{byte:08b}" for byte in descendant["/FontDescriptor"]["/CIDSet"].get_data())
    assert bits == ("1" * TTFont(io.BytesIO(program))["maxp"].numGlyphs).ljust(len(bits), "0")


def test_a_composite_glyph_of_an_own_font_keeps_its_parts(tmp_path):
    library = FontLibrary.open({"自备": write_truetype(tmp_path / "own.ttf")})
    ((_, _, program),) = fonts_of(pdf("二", family="自备", library=library))
    font = TTFont(io.BytesIO(program))
    assert font["maxp"].numGlyphs == 3
    two, one = font["glyf"][font.getGlyphName(1)], font.getGlyphName(2)
    assert [part.glyphName for part in two.components] == [one, one]
    assert font["glyf"][one].numberOfContours == 1


def test_checksums_of_the_embedded_program_are_right():
    ((_, _, program),) = fonts_of(pdf("协作"))
    TTFont(io.BytesIO(program), checkChecksums=2)
    words = [int.from_bytes(program[at : at + 4]) for at in range(0, len(program), 4)]
    assert sum(words) % (1 << 32) == 0xB1B0AFBA


def test_faces_of_one_file_share_one_font():
    plain, slanted = LIBRARY.face("楷体"), LIBRARY.face("楷体", bold=True, italic=True)
    assert LIBRARY.reportlab_name(plain) == LIBRARY.reportlab_name(slanted)


def test_two_own_fonts_of_one_name_are_not_mixed_up(tmp_path):
    first = FontLibrary.open({"宋体": write_truetype(tmp_path / "a.ttf")})
    changed = TTFont(tmp_path / "a.ttf")
    changed["hmtx"]["A"] = (999, 100)
    changed.save(tmp_path / "b.ttf")
    second = FontLibrary.open({"宋体": tmp_path / "b.ttf"})
    names = {library.reportlab_name(library.face("宋体")) for library in (first, second)}
    assert len(names) == 2


_SCRIPT = """
import hashlib, sys
from fonts.test_embedding import TEXT, pdf
print(hashlib.sha256(pdf(TEXT, TEXT[::-1])).hexdigest())
"""


def test_the_same_text_gives_the_same_bytes_in_every_process():
    script = _SCRIPT.format(tests=os.path.dirname(__file__))
    paths = os.pathsep.join([os.path.dirname(os.path.dirname(__file__)), *filter(None, sys.path)])
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "12345")
    }
    assert len(digests) == 1


def test_the_page_looks_like_the_text():
    page = pypdfium2.PdfDocument(pdf("永"))[0]
    image = page.render(scale=8).to_pil().convert("L")
    box = image.point(lambda value: 255 * (value < 128)).getbbox()
    left, bottom, right, top = _bounds("永")
    scale = 8 * 12 / 1000
    assert box == pytest.approx(
        (8 * 20 + left * scale, 8 * 30 - top * scale, 8 * 20 + right * scale, 8 * 30 - bottom * scale), abs=2
    )


def _bounds(char):
    font = TTFont(LIBRARY.face("宋体").file.path)
    glyph = font["glyf"][font.getBestCmap()[ord(char)]]
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax
