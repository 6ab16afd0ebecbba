from itertools import pairwise

import pytest
from fonts.made_fonts import write_cff, write_collection, write_truetype
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import FontError
from docgen.fonts import FontLibrary
from docgen.messages import Translator

LIBRARY = FontLibrary.open()
SONG = LIBRARY.face("宋体")


def pieces(text, face=SONG, library=LIBRARY):
    return [(chosen.name, run) for chosen, run in library.split(text, face)]


def test_text_that_the_face_has_stays_in_one_piece():
    assert pieces("第1步：明确协作目标") == [("Song-Regular", "第1步：明确协作目标")]
    assert pieces("") == []


def test_a_character_that_the_face_lacks_comes_from_another_face():
    assert pieces("是☐ 否☑☒。") == [
        ("Song-Regular", "是"),
        ("Symbols-Regular", "☐"),
        ("Song-Regular", " 否"),
        ("Symbols-Regular", "☑☒"),
        ("Song-Regular", "。"),
    ]


def test_fallback_keeps_weight_and_slant():
    rare = "㐀"  # in no bold file
    ((face, _),) = LIBRARY.split(rare, LIBRARY.face("黑体", bold=True, italic=True))
    assert face.file is SONG.file
    assert face.synthetic_bold
    assert face.oblique


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["宋体", "黑体", "楷体", "Wingdings"]),
    st.booleans(),
)
def test_pieces_join_to_the_text_and_each_face_has_its_piece(text, family, bold):
    face = LIBRARY.face(family, bold=bold)
    split = LIBRARY.split(text, face)
    assert "".join(run for _, run in split) == text
    assert all(before is not after for (before, _), (after, _) in pairwise(split))
    missing = set(LIBRARY.missing(text))
    for chosen, run in split:
        assert set(run) <= missing or chosen.covers("".join(set(run) - missing))


def test_missing_names_each_character_once_in_order():
    assert LIBRARY.missing("好\U0001f9ff人\U00013000\U0001f9ff") == "\U0001f9ff\U00013000"


def test_blanks_are_never_missing_and_control_characters_always():
    assert LIBRARY.missing("a\t\r\n\u00a0\u3000\u200b\u2060\ufeff\u2009 ") == ""
    assert LIBRARY.missing("a\x00\x07\x85b") == "\x00\x07"


def test_blanks_have_the_width_that_unicode_gives_them():
    assert SONG.advance("\u00a0") == SONG.advance(" ")
    assert SONG.advance("\u3000") == 1
    assert SONG.advances("\u200b\u200d\ufeff\u2060\n\ufe0f") == [0] * 6
    assert LIBRARY.face("楷体").advance("\u2003") == 1
    assert SONG.advance("\u2011") > 0


def test_opening_the_library_again_gives_the_same_measures():
    again = FontLibrary.open().face("黑体")
    assert again.advances("协作Plan 12") == LIBRARY.face("黑体").advances("协作Plan 12")


class TestOwnFonts:
    def test_serve_every_name_of_the_same_font(self, tmp_path):
        library = FontLibrary.open({"宋体": write_truetype(tmp_path / "own.ttf")})
        face = library.face("SimSun")
        assert face.advance("A") == pytest.approx(1200 / 2048)
        assert face is library.face("宋体")
        assert library.face("黑体").name == "Hei-Regular"

    def test_fall_back_to_the_bundled_ones(self, tmp_path):
        library = FontLibrary.open({"我的字体": write_truetype(tmp_path / "own.ttf")})
        own = library.face("我的字体")
        assert pieces("一三", own, library) == [(own.name, "一"), ("Song-Regular", "三")]

    def test_fill_what_the_bundled_ones_lack(self, tmp_path):
        library = FontLibrary.open({"我的字体": write_truetype(tmp_path / "own.ttf")})
        assert LIBRARY.missing("\U0001f600") == "\U0001f600"
        assert library.missing("\U0001f600") == ""
        ((face, _),) = library.split("\U0001f600", library.face("宋体"))
        assert face is library.face("我的字体")

    def test_bold_is_thickened_unless_a_bold_file_is_named(self, tmp_path):
        regular = write_truetype(tmp_path / "regular.ttf")
        assert FontLibrary.open({"宋体": regular}).face("宋体", bold=True).synthetic_bold
        both = FontLibrary.open({"宋体": regular, "宋体 Bold": write_truetype(tmp_path / "bold.ttf", "Own Bold")})
        assert not both.face("宋体", bold=True).synthetic_bold
        assert [face.name for face, _ in both.split("三㐀", both.face("宋体", bold=True))] == [
            "Song-Bold",
            "Song-Regular-SyntheticBold",
        ]
        assert both.face("宋体", bold=True).file.name == "OwnBold-Regular"
        assert both.face("宋体").file.name == "OwnSong-Regular"

    def test_of_a_collection_the_one_of_that_name_is_taken(self, tmp_path):
        path = write_collection(tmp_path / "own.ttc", "First", "Second")
        library = FontLibrary.open({"Second": path, "宋体": path})
        assert library.face("Second").file.name == "Second-Regular"
        assert library.face("Second").file.number == 1
        assert library.face("宋体").file.name == "First-Regular"

    def test_unusable_files_are_all_told_with_file_and_mend(self, tmp_path):
        broken = tmp_path / "broken.ttf"
        broken.write_bytes(write_truetype(tmp_path / "whole.ttf").read_bytes()[:700])
        text = tmp_path / "text.ttf"
        text.write_text("not a font")
        empty = tmp_path / "empty.ttf"
        empty.touch()
        own = {
            "甲": write_cff(tmp_path / "own.otf"),
            "乙": broken,
            "丙": text,
            "丁": empty,
            "戊": tmp_path / "absent.ttf",
            "己": write_truetype(tmp_path / "locked.ttf", fs_type=2),
        }
        with pytest.raises(FontError) as caught:
            FontLibrary.open(own)
        faults = caught.value.faults
        assert [fault.file for fault in faults] == list(own.values())
        say = Translator("en")
        problems = [say(fault.problem) for fault in faults]
        assert "PostScript outlines" in problems[0]
        assert all("not a whole TrueType font" in problem for problem in problems[1:4])
        assert "cannot be read: there is no such file" in problems[4]
        assert "may not be embedded" in problems[5]
        assert all(fault.mend for fault in faults)


class TestFacesInAnotherProcess:
    @pytest.mark.parametrize("bold", [False, True])
    @pytest.mark.parametrize("italic", [False, True])
    @pytest.mark.parametrize("family", ["宋体", "黑体", "楷体", "仿宋", "小标宋", "Wingdings", "自备"])
    def test_are_found_by_their_key(self, tmp_path, family, bold, italic):
        own = {"自备": write_truetype(tmp_path / "own.ttf"), "宋体 Bold": write_truetype(tmp_path / "bold.ttf", "Bold")}
        here, there = FontLibrary.open(own), FontLibrary.open(own)
        face = here.face(family, bold=bold, italic=italic)
        assert here.face_of(here.key_of(face)) is face
        assert there.face_of(here.key_of(face)) is there.face(family, bold=bold, italic=italic)

    def test_one_file_that_serves_as_regular_and_as_bold_gives_two(self, tmp_path):
        file = write_truetype(tmp_path / "own.ttf")
        library = FontLibrary.open({"自备": file, "自备 Bold": file})
        faces = [library.face("自备", bold=bold) for bold in (False, True)]
        assert [library.face_of(library.key_of(face)) for face in faces] == faces
        assert [face.bold for face in faces] == [False, True]
