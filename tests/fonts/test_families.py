import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.fonts import FontLibrary

LIBRARY = FontLibrary.open()


@pytest.mark.parametrize(
    ("family", "name"),
    [
        ("宋体", "Song-Regular"),
        ("SimSun", "Song-Regular"),
        ("NSimSun", "Song-Regular"),
        ("@宋体", "Song-Regular"),
        ("仿宋", "Song-Regular"),
        ("FangSong", "Song-Regular"),
        ("仿宋_GB2312", "Song-Regular"),
        ("FangSong_GB2312", "Song-Regular"),
        ("华文仿宋", "Song-Regular"),
        ("STFangsong", "Song-Regular"),
        ("华文宋体", "Song-Regular"),
        ("STSong", "Song-Regular"),
        ("思源宋体", "Song-Regular"),
        ("Source Han Serif SC", "Song-Regular"),
        ("Noto Serif CJK SC", "Song-Regular"),
        ("Times New Roman", "Song-Regular"),
        ("Cambria", "Song-Regular"),
        ("Georgia", "Song-Regular"),
        ("方正小标宋简体", "Song-Bold"),
        ("方正小标宋_GBK", "Song-Bold"),
        ("黑体", "Hei-Regular"),
        ("SimHei", "Hei-Regular"),
        ("Microsoft YaHei", "Hei-Regular"),
        ("微软雅黑", "Hei-Regular"),
        ("等线", "Hei-Regular"),
        ("DengXian", "Hei-Regular"),
        ("华文细黑", "Hei-Regular"),
        ("STHeiti", "Hei-Regular"),
        ("思源黑体", "Hei-Regular"),
        ("Source Han Sans SC", "Hei-Regular"),
        ("Noto Sans SC", "Hei-Regular"),
        ("方正黑体_GBK", "Hei-Regular"),
        ("MS Gothic", "Hei-Regular"),
        ("Arial", "Hei-Regular"),
        ("Calibri", "Hei-Regular"),
        ("Helvetica", "Hei-Regular"),
        ("Verdana", "Hei-Regular"),
        ("Courier New", "Hei-Regular"),
        ("楷体", "Kai-Regular"),
        ("KaiTi", "Kai-Regular"),
        ("楷体_GB2312", "Kai-Regular"),
        ("华文楷体", "Kai-Regular"),
        ("STKaiti", "Kai-Regular"),
        ("方正楷体简体", "Kai-Regular"),
        ("LXGW WenKai", "Kai-Regular"),
        ("Segoe UI Symbol", "Symbols-Regular"),
        ("Wingdings", "Symbols-Regular"),
    ],
)
def test_a_name_that_word_says_gets_a_face_of_its_kind(family, name):
    assert LIBRARY.face(family).name == name


@given(st.text())
def test_any_name_gets_a_face(family):
    assert LIBRARY.face(family).has("永")


def test_an_unknown_name_gets_song():
    assert LIBRARY.face("某单位专用字库").name == "Song-Regular"


def test_bold_has_its_own_file_where_there_is_one():
    assert LIBRARY.face("宋体", bold=True).name == "Song-Bold"
    assert not LIBRARY.face("宋体", bold=True).synthetic_bold
    assert LIBRARY.face("黑体", bold=True).name == "Hei-Bold"


def test_bold_kai_is_thickened_when_drawn():
    bold, regular = LIBRARY.face("楷体", bold=True), LIBRARY.face("楷体")
    assert bold.synthetic_bold
    assert not regular.synthetic_bold
    assert bold.width("加粗") == regular.width("加粗")
    assert bold.name != regular.name


def test_italic_is_slanted_when_drawn():
    italic = LIBRARY.face("宋体", italic=True)
    assert italic.oblique
    assert italic.name == "Song-Regular-Oblique"
    assert not LIBRARY.face("宋体").oblique


def test_the_same_style_is_the_same_object():
    assert LIBRARY.face("宋体", bold=True) is LIBRARY.face("SimSun", bold=True)
    assert LIBRARY.face("宋体") is not LIBRARY.face("宋体", italic=True)
