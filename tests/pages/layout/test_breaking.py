from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.fonts import FontLibrary
from docgen.pages.layout.breaking import break_lines
from docgen.pages.layout.cutting import Measure
from docgen.pages.layout.lines import Line
from docgen.pages.layout.measure import Measurer
from docgen.pages.read.inline_model import LineBreak, PageField, Picture, Tab
from docgen.pages.read.run_model import Adornment, Link, RunStyle, TextRun

FONTS = FontLibrary.open()
MEASURER = Measurer(FONTS)
STYLE = RunStyle(size=10)
NO_START = "。，、；：？！）》」』】〉…—·％%"
NO_END = "（《「『【〈"
HAN = "协作计划跨部门责任分工风险应对"


def resolve(field: PageField) -> str:
    return {"PAGE": "3", "NUMPAGES": "12"}[field.kind]


def lines(*inlines, width=100.0, alignment="left", first=0.0, rest=0.0) -> list[Line]:
    given_inlines = tuple(TextRun(inline, STYLE) if isinstance(inline, str) else inline for inline in inlines)
    stream = MEASURER.stream(given_inlines, resolve, justify=alignment in {"justify", "distribute"})
    return break_lines(stream, Measure(first, rest, width, 21, alignment))


def said(line: Line) -> str:
    return "".join(segment.text for segment in line.segments)


def right(line: Line) -> float:
    """Where the visible text of a line ends."""
    return max((s.x + s.advance - trailing(s) for s in line.segments if s.text.strip()), default=0)


def trailing(segment) -> float:
    spaces = len(segment.text) - len(segment.text.rstrip(" "))
    return segment.face.width(" ") * segment.size * spaces


pieces = st.lists(
    st.one_of(
        st.text(HAN, min_size=1, max_size=6),
        st.sampled_from(["，", "。", "、", "；", "：", "？", "！", "……", "——", "·", "％"]),
        st.builds(lambda a: f"（{a}）", st.text(HAN, min_size=1, max_size=4)),
        st.builds(lambda a: f"《{a}》", st.text(HAN, min_size=1, max_size=4)),
        st.builds(lambda a: f"“{a}”", st.text(HAN, min_size=1, max_size=4)),
        st.sampled_from(["docgen", "V1.0", "40%", "2026-07-01", "RACI", "1,200", " ", "a/b", "KPI ", "(S4-5)", "5G"]),
    ),
    min_size=1,
    max_size=25,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(pieces, st.floats(80, 300), st.sampled_from(["left", "justify", "center", "right", "distribute"]))
def test_lines_hold_all_characters_in_order_and_keep_to_measure_and_prohibitions(text, width, alignment):
    result = lines(text, width=width, alignment=alignment)
    assert "".join(map(said, result)) == text
    for line in result:
        assert right(line) <= width + 0.1
    for line in result[1:]:
        assert said(line)[:1] not in set(NO_START) or only_prohibited(text, width)
    for line in result[:-1]:
        assert said(line).rstrip()[-1:] not in set(NO_END)


def only_prohibited(text: str, width: float) -> bool:
    """Whether the text has a run of marks, none of which may begin a line, that no line could hold."""
    longest = run = 0
    for character in text:
        run = run + 1 if character in NO_START else 0
        longest = max(longest, run)
    return longest * 5 + 20 > width


@settings(max_examples=100, deadline=None)
@given(pieces, st.floats(0.5, 60))
def test_narrow_columns_lose_nothing_and_end(text, width):
    result = lines(text, width=width)
    assert "".join(map(said, result)) == text
    assert all(said(line) for line in result)


@settings(max_examples=100, deadline=None)
@given(pieces, st.floats(120, 300))
def test_justified_lines_end_flush(text, width):
    result = lines(text, width=width, alignment="justify")
    for line in result[:-1]:
        # A line of one long word has no gap that could widen.
        if any(segment.spacing for segment in line.segments):
            assert abs(right(line) - width) < 0.1


def test_closing_marks_never_begin_a_line():
    assert [said(line) for line in lines("协作计划跨部门责任，分工", width=90)] == ["协作计划跨部门责", "任，分工"]
    assert [said(line) for line in lines("协作计划跨部门责》，分工", width=80)] == ["协作计划跨部门", "责》，分工"]


def test_opening_marks_never_end_a_line():
    assert [said(line) for line in lines("协作计划跨部门（分工）", width=80)] == ["协作计划跨部门", "（分工）"]


def test_dash_and_ellipsis_are_never_torn():
    for width in range(40, 120, 5):
        for line in lines("协作计划——跨部门……责任分工——风险……", width=width):
            assert said(line).count("—") % 2 == 0
            assert said(line).count("…") % 2 == 0


def test_last_mark_gives_up_its_empty_half_to_fit():
    first, *_ = lines("协作计划跨部门责，分工", width=85)
    assert said(first) == "协作计划跨部门责，"
    assert abs(right(first) - 85) < 0.01


def test_marks_next_to_each_other_share_a_square():
    (plain,) = lines("《协作》协", width=500)
    (marks,) = lines("《协作》，协", width=500)
    assert abs(right(marks) - right(plain) - 5) < 0.01


def test_words_numbers_and_percentages_stay_whole():
    assert [said(line) for line in lines("协作计划同比增长1,200.5%以上", width=90)] == [
        "协作计划同比增长",
        "1,200.5%以上",
    ]
    assert [said(line) for line in lines("请看 collaboration plan", width=70)] == ["请看 ", "collaboration ", "plan"]


def test_a_date_breaks_after_a_hyphen_only_where_it_does_not_fit():
    assert [said(line) for line in lines("协作计划在2026-07-01前", width=80)] == ["协作计划在", "2026-07-01前"]
    assert [said(line) for line in lines("2026-07-01", width=45)] == ["2026-07-", "01"]


def test_an_overlong_word_breaks_anywhere_rather_than_stick_out():
    result = lines("pneumonoultramicroscopicsilicovolcanoconiosis", width=60)
    assert len(result) > 3
    assert all(right(line) <= 60.01 for line in result)


def test_quarter_em_stands_between_han_and_latin_only():
    def x_of(text: str, part: str) -> float:
        return next(segment.x for line in lines(text, width=500) for segment in line.segments if segment.text == part)

    assert abs(x_of("协作V", "V") - 22.5) < 0.01
    assert abs(x_of("协作 V", " V") - 20) < 0.01
    assert abs(x_of("协作，V", "V") - 30) < 0.01
    assert abs(x_of("协作_V", "_V") - 20) < 0.01
    first, second = lines("协作计划docgen", width=40)
    assert second.segments[0].x == 0
    assert abs(right(first) - 40) < 0.01


def test_spaces_hang_at_the_end_of_a_line():
    first, second = lines("abcdefgh     ijk", width=55)
    assert said(first) == "abcdefgh     "
    assert second.segments[0].text == "ijk"
    assert second.segments[0].x == 0


def test_quotes_are_chinese_among_han_and_latin_among_latin():
    (line,) = lines("他说“好”", width=500)
    assert {segment.face for segment in line.segments} == {FONTS.face("宋体")}
    style = RunStyle(latin="Arial", east_asian="楷体", size=10)
    (line,) = lines(TextRun("don’t", style), width=500)
    assert {segment.face for segment in line.segments} == {FONTS.face("Arial")}
    (line,) = lines(TextRun("协作’计划", style), width=500)
    assert {segment.face for segment in line.segments} == {FONTS.face("楷体")}


def test_han_takes_the_east_asian_face_and_letters_the_latin_one():
    (line,) = lines(TextRun("协作V1", RunStyle(latin="Arial", east_asian="楷体", size=10)), width=500)
    assert [(segment.text, segment.face) for segment in line.segments] == [
        ("协作", FONTS.face("楷体")),
        ("V1", FONTS.face("Arial")),
    ]


def test_a_character_that_the_face_lacks_comes_from_another():
    rare = "龘"
    (line,) = lines(TextRun(f"协{rare}作☑", RunStyle(east_asian="楷体", size=10)), width=500)
    assert said(line) == f"协{rare}作☑"
    assert all(segment.face.covers(segment.text) for segment in line.segments)
    assert len({segment.face for segment in line.segments}) > 1


def test_distribute_fills_every_line_and_center_and_right_shift():
    (line,) = lines("协作", width=100, alignment="distribute")
    assert abs(right(line) - 100) < 0.1
    assert lines("协作", width=100, alignment="center")[0].segments[0].x == 40
    assert lines("协作", width=100, alignment="right")[0].segments[0].x == 80
    assert lines("协作", width=100, alignment="justify")[0].segments[0].spacing == 0


def test_first_line_indent_and_hanging_indent():
    first, second, *_ = lines(HAN, width=100, first=20)
    assert (first.segments[0].x, second.segments[0].x) == (20, 0)
    first, second, *_ = lines(HAN, width=100, first=0, rest=20)
    assert (first.segments[0].x, second.segments[0].x) == (0, 20)


def test_tabs_go_to_default_stops_and_to_the_hanging_indent():
    (line,) = lines("协", Tab(STYLE), "作", Tab(STYLE), "计", width=200)
    assert [segment.x for segment in line.segments] == [0, 21, 42]
    first, *_ = lines("1.", Tab(STYLE), "作", width=200, first=0, rest=15)
    assert first.segments[-1].x == 15


def test_a_tab_without_room_does_not_stop_the_paragraph():
    result = lines("协作计划", Tab(STYLE), "跨部门", Tab(STYLE), "责任", width=42)
    assert "".join(map(said, result)) == "协作计划跨部门责任"


def test_line_breaks_end_lines_and_the_empty_line_after_them_stays():
    assert [said(line) for line in lines("协", LineBreak(STYLE), LineBreak(STYLE), "作")] == ["协", "", "作"]
    assert [said(line) for line in lines("协", LineBreak(STYLE))] == ["协", ""]
    assert [said(line) for line in lines()] == [""]


def test_a_picture_takes_its_width_and_gives_its_height():
    picture = Picture("logo", b"", 50, 33)
    first, second = lines("协作", picture, "计划跨部门", width=100)
    assert first.pictures == ((20, picture),)
    assert first.picture_height == 33
    assert said(second) == "部门"


def test_fields_are_set_as_what_they_read():
    (line,) = lines("第 ", PageField("PAGE", STYLE), " 页共 ", PageField("NUMPAGES", STYLE), " 页", width=500)
    assert said(line) == "第 3 页共 12 页"


def test_underlines_run_on_through_gaps_and_tabs():
    underlined = RunStyle(size=10, underline=True)
    (line,) = lines("甲", TextRun("协作V1", underlined), Tab(underlined), TextRun("计", underlined), width=200)
    (underline,) = line.underlines
    assert underline.x1 == 10
    assert abs(underline.x2 - (line.segments[-1].x + 10)) < 0.01


@settings(max_examples=200, deadline=None)
@given(pieces, st.floats(60, 300), st.sampled_from(["left", "justify", "center", "right", "distribute"]))
def test_text_stands_where_it_does_with_a_link_under_it(text, width, alignment):
    linked = STYLE._replace(adornment=Adornment(link=Link("https://example.com")))
    plain, with_link = (
        lines(TextRun(text, style), width=width, alignment=alignment, first=20) for style in (STYLE, linked)
    )
    assert [line._replace(links=()) for line in with_link] == plain
