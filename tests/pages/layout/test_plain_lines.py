"""What is set at once is what would have been set with all care."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from docgen.fonts import FontLibrary
from docgen.pages.layout.measure import Measurer
from docgen.pages.layout.paragraph_lines import set_whole
from docgen.pages.layout.plain_lines import plain_strip
from docgen.pages.layout.strips import Frame
from docgen.pages.read.block_model import Outdent, Paragraph
from docgen.pages.read.border_model import Border
from docgen.pages.read.format_model import Alignment, ParagraphBox, ParagraphFormat, TabStop, Typography
from docgen.pages.read.inline_model import PlaceMark
from docgen.pages.read.run_model import Adornment, RunStyle, TextRun

MEASURER = Measurer(FontLibrary.open())
CELL = Frame(120, 21, in_cell=True)

TYPOGRAPHIES = [
    Typography(),
    Typography(compresses=False),
    Typography(compresses_start=True),
    Typography(spaces_letters=False),
    Typography(compresses_start=False, no_start="协"),
    Typography(widens_broken=True),
]
texts = st.one_of(
    st.text("协作计划跨部门", min_size=1, max_size=9),
    st.text("协作（）《》“”，。、；—…·①☐\U00020164", min_size=1, max_size=6),
    st.text("aV1.0 -/%°2026,:()\"'é\u00a0\u200b\u0301λж", min_size=1, max_size=8),
    st.text("协作 V2%（）(\u3000\ufffc", min_size=1, max_size=6),
    st.text("协2 …—", min_size=2, max_size=6),
)
styles = st.builds(
    RunStyle,
    size=st.sampled_from([9, 10.5]),
    bold=st.booleans(),
    underline=st.sampled_from([False] * 5 + [True]),
    spacing=st.sampled_from([0, 0, 0.5]),
    scale=st.sampled_from([1, 1, 0.8]),
    adornment=st.sampled_from([Adornment()] * 5 + [Adornment(rise=2), Adornment(shading="FF0000"), Adornment(cell=12)]),
)
above = (Border(0.5), 1.0)
formats = st.builds(
    ParagraphFormat,
    alignment=st.sampled_from(["left", "center", "right", "justify", "distribute"]),
    indent_left=st.sampled_from([0, 10, -5, 200]),
    indent_right=st.sampled_from([0, 10]),
    first_line=st.sampled_from([0, 20, -10]),
    space_before=st.sampled_from([0, 3]),
    space_after=st.sampled_from([0, 4]),
    line_rule=st.sampled_from(["auto", "exact", "at_least"]),
    line=st.sampled_from([1, 1.5, 14]),
    keep_next=st.booleans(),
    page_break_before=st.booleans(),
    grid=st.sampled_from([0, 15.6]),
    hangs_punctuation=st.booleans(),
    tab_stops=st.sampled_from([(), (TabStop(40),)]),
    border_above=st.sampled_from([None, None, None, above]),
    border_below=st.sampled_from([None, None, None, above]),
    box=st.sampled_from([None, None, None, ParagraphBox(shading="00FF00")]),
    typography=st.sampled_from(TYPOGRAPHIES),
    upright=st.sampled_from(["baseline", "center", "top"]),
    mirrors_indents=st.booleans(),
)
paragraphs = st.builds(
    Paragraph,
    st.builds(lambda text, style: (TextRun(text, style),), texts, styles),
    formats,
    styles,
    heading=st.sampled_from([0, 0, 0, 1]),
    number=st.sampled_from([None, None, None, Outdent(1, 1)]),
)
frames = st.builds(Frame, st.sampled_from([5, 30, 60, 120]), st.just(21), in_cell=st.booleans())


@settings(max_examples=1500, deadline=None)
@given(paragraphs, frames)
def test_a_strip_that_is_set_at_once_is_the_one_that_the_long_way_gives(paragraph: Paragraph, frame: Frame) -> None:
    plain = plain_strip(paragraph, frame, MEASURER)
    event(f"set at once: {plain is not None}")
    assert plain is None or (plain,) == set_whole(paragraph, frame, MEASURER, lambda _: "")


@settings(max_examples=1000, deadline=None)
@given(texts, st.sampled_from(["left", "center", "right", "justify"]), st.sampled_from(TYPOGRAPHIES))
def test_so_it_is_in_every_alignment_and_typography(text: str, alignment: Alignment, typography: Typography) -> None:
    form = ParagraphFormat(alignment=alignment, typography=typography)
    paragraph = Paragraph((TextRun(text, RunStyle()),), form, RunStyle())
    plain = plain_strip(paragraph, CELL, MEASURER)
    assert plain is None or (plain,) == set_whole(paragraph, CELL, MEASURER, lambda _: "")


def test_what_most_cells_hold_is_set_at_once() -> None:
    for text in (
        "市场部",
        "配合部门，销售部。",
        "V1.0",
        "A-03",
        "12.5%",
        "2026-07-01",
        "2026年",
        "RACI 矩阵",
        "共3项（含试销）",
    ):
        assert plain_strip(Paragraph((TextRun(text, RunStyle()),), ParagraphFormat(), RunStyle()), CELL, MEASURER)


def test_what_needs_care_is_not() -> None:
    for text in ("计划》（试行）", "《（试行）", "字 ", "\u3000字", "很长的一段文字在这样窄的一列里放不下"):
        assert not plain_strip(Paragraph((TextRun(text, RunStyle()),), ParagraphFormat(), RunStyle()), CELL, MEASURER)
    marked = Paragraph((PlaceMark("sign"), TextRun("字", RunStyle())), ParagraphFormat(), RunStyle())
    assert not plain_strip(marked, CELL, MEASURER)
