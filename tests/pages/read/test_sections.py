"""Page set-up, headers and footers, and where a section begins."""

import pytest
from pages.read.word_xml import A4, constructs, p, read, tbl, tc, text_of, tr

from docgen.pages.read.inline_model import PageField

HEADERS = {"one.xml": p("页眉一"), "two.xml": p("页眉二"), "first.xml": p("首页"), "even.xml": p("双页")}


def section(content: str = "") -> str:
    return f"<w:sectPr>{content}{A4}</w:sectPr>"


def ending(text: str, content: str = "") -> str:
    """A paragraph that ends a section."""
    return p(text, section(content))


def refer(part: str, which: str = "default", kind: str = "header") -> str:
    return f'<w:{kind}Reference w:type="{which}" r:id="{part}"/>'


def test_page_size_and_margins():
    page = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1000" w:right="1200" '
        'w:bottom="1400" w:left="1600" w:header="851" w:footer="992" w:gutter="200"/></w:sectPr>'
    )
    (found,) = read(p("字") + page).sections
    assert (found.width, found.height) == (841.9, 595.3)
    margins = found.margins
    assert (margins.top, margins.right, margins.bottom, margins.left) == (50, 60, 70, 90)
    assert (found.header_distance, found.footer_distance) == (42.55, 49.6)


def test_without_a_page_set_up_the_page_is_letter_with_an_inch_around():
    (found,) = read(p("字")).sections
    assert (found.width, found.height, found.margins.left, found.margins.top) == (612, 792, 72, 72)


def test_the_gutter_lies_on_top_where_the_settings_say_so():
    page = '<w:sectPr><w:pgMar w:top="1000" w:right="0" w:bottom="0" w:left="1000" w:gutter="200"/></w:sectPr>'
    margins = read(p("字") + page, settings="<w:gutterAtTop/>").sections[0].margins
    assert (margins.top, margins.left) == (60, 50)


def test_the_body_is_cut_after_the_paragraph_that_holds_the_page_set_up():
    found = read(p("甲") + ending("乙") + p("丙") + section()).sections
    assert [text_of(part.blocks) for part in found] == ["甲乙", "丙"]


def test_headers_are_inherited_from_the_section_before():
    body = ending("甲", refer("one.xml")) + ending("乙") + p("丙") + section(refer("two.xml"))
    found = read(body, parts=HEADERS).sections
    assert [text_of(part.headers.default) for part in found] == ["页眉一", "页眉一", "页眉二"]


def test_first_and_even_headers_only_where_they_are_asked_for():
    references = refer("one.xml") + refer("first.xml", "first") + refer("even.xml", "even")
    (plain,) = read(p("甲") + section(references), parts=HEADERS).sections
    assert (plain.headers.first, plain.headers.even) == (None, None)
    (asked,) = read(
        p("甲") + section(references + "<w:titlePg/>"), parts=HEADERS, settings="<w:evenAndOddHeaders/>"
    ).sections
    assert text_of(asked.headers.first) == "首页"
    assert text_of(asked.headers.even) == "双页"
    assert asked.footers.first == ()


def test_fields_in_a_footer():
    content = '<w:p><w:fldSimple w:instr="PAGE"/><w:r><w:t>/</w:t></w:r><w:fldSimple w:instr="NUMPAGES"/></w:p>'
    footer = refer("f.xml", kind="footer")
    (found,) = read(p("甲") + section(footer), parts={"f.xml": content}).sections
    assert [inline.kind for inline in found.footers.default[0].inlines if isinstance(inline, PageField)] == [
        "PAGE",
        "NUMPAGES",
    ]


def test_a_continuous_section_with_the_same_page_is_one_with_the_one_before():
    document = read(ending("甲") + p("乙") + section('<w:type w:val="continuous"/>'))
    assert [text_of(part.blocks) for part in document.sections] == ["甲乙"]
    assert document.unsupported == ()


@pytest.mark.parametrize(
    ("kind", "start"),
    [("continuous", "continuous"), ("oddPage", "odd page"), ("evenPage", "even page"), ("nextPage", "page")],
)
def test_where_a_section_begins(kind, start):
    other = f'<w:sectPr><w:type w:val="{kind}"/><w:pgSz w:w="5000" w:h="5000"/></w:sectPr>'
    document = read(ending("甲") + p("乙") + other)
    assert [part.start for part in document.sections] == ["page", start]
    assert document.unsupported == ()


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ('<w:pgNumType w:fmt="hebrew1"/>', ["page numbers in the format “hebrew1”"]),
        ('<w:pgNumType w:chapStyle="1"/>', ["page numbers with chapters"]),
        ('<w:pgNumType w:fmt="upperRoman" w:start="5"/>', []),
    ],
)
def test_page_numbers_of_a_kind_that_cannot_be_set_matter_where_one_is_printed(numbers, told):
    cell = '<w:tc><w:p><w:fldSimple w:instr="PAGE"/></w:p></w:tc>'
    parts = {"footer.xml": tbl(f"<w:tr>{cell}</w:tr>", grid=(1000,)) + "<w:p/>"}
    footer = refer("footer.xml", kind="footer")
    assert constructs(read(p("甲") + section(numbers + footer), parts=parts)) == told
    assert constructs(read(p("甲") + section(numbers))) == []


def test_columns_of_one_width():
    own = '<w:cols w:equalWidth="0" w:num="2"><w:col w:w="4000" w:space="600"/><w:col w:w="{}"/></w:cols>'
    alike, unlike = (read(p("甲") + section(own.format(width))) for width in (4000, 5300))
    assert alike.sections[0].columns.number == 2
    assert constructs(alike) == []
    assert constructs(unlike) == ["columns of different widths"]


def test_a_former_page_set_up_of_a_tracked_change_does_not_count():
    former = '<w:sectPrChange><w:sectPr><w:pgSz w:w="1" w:h="1"/></w:sectPr></w:sectPrChange>'
    found = read(ending("甲", former) + p("乙") + section()).sections
    assert [part.width for part in found] == [595, 595]


def test_the_line_pitch_of_the_grid_is_the_unit_of_space_in_lines():
    grid = '<w:docGrid w:type="lines" w:linePitch="312"/>'
    document = read(p("甲", '<w:spacing w:beforeLines="50"/>') + section(grid))
    assert document.sections[0].blocks[0].format.space_before == pytest.approx(7.8)


def test_the_default_tab_stop():
    assert read(p("甲"), settings='<w:defaultTabStop w:val="420"/>').default_tab_stop == 21
    assert read(p("甲")).default_tab_stop == 36


def test_a_section_that_ends_inside_a_control():
    body = f"<w:sdt><w:sdtContent>{p('封面')}{ending('完')}</w:sdtContent></w:sdt>" + p("正文") + section()
    assert [text_of(part.blocks) for part in read(body).sections] == ["封面完", "正文"]


def test_a_table_in_a_header():
    parts = {"h.xml": tbl(tr(tc("眉")), properties='<w:tblW w:w="5000" w:type="pct"/>', grid=(10,)) + "<w:p/>"}
    (found,) = read(p("甲") + section(refer("h.xml")), parts=parts).sections
    assert found.headers.default[0].columns == pytest.approx((495,))


def test_a_page_set_up_inside_a_table_ends_no_section():
    cell = f"<w:tc>{ending('格')}</w:tc>"
    body = tbl(f"<w:tr>{cell}</w:tr>", grid=(1000,)) + p("乙") + '<w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr>'
    found = read(body).sections
    assert [(text_of(part.blocks), part.width) for part in found] == [("格乙", 450)]
