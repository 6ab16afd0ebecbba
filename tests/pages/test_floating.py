"""What floats, as a user sees it: where it lies, that text keeps clear of it, that nothing of it is lost."""

from __future__ import annotations

import io
import subprocess

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages.constructs import TEXT, file, item, level, numbering, par, r
from pages.drawing_xml import (
    NO_LINE,
    TOP_AND_BOTTOM,
    anchor,
    inline,
    line,
    pict,
    picture,
    png,
    shape,
    solid,
    square,
    watermark,
)
from pages.floating_constructs import CLEAR, FLOATING, HEADER, LOGO, floating, two
from pages.read.word_xml import p
from PIL import Image, ImageDraw
from pypdf import PdfReader
from small_pages import pdf_of, word
from small_templates import EDITION, plan, with_documents

from docgen.errors import PagesError
from docgen.pages import lay_out
from docgen.pages.layout import text_of
from docgen.pages.model import Item, LaidOutDocument, Page, PictureItem, ShapeItem, TextItem, TurnedItem, leaves
from docgen.word import fill
from tools import need

LEFT, TOP, WIDTH = 97.65, 72.0, 400.0  # of the text of `file`, in points
PAGE = (595.3, 841.9)


def laid_out(fonts, body: str, **others) -> LaidOutDocument:
    (document,) = lay_out([word(docx=file(body, **others))], fonts)
    return document


def of_kind(page: Page, kind: type) -> list:
    return [found for found in leaves(page.items) if isinstance(found, kind)]


def box_of(found: Item) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of a picture, a shape or text."""
    if isinstance(found, TextItem):
        return found.x, found.baseline - 0.8 * found.size, found.x + found.advance, found.baseline + 0.1 * found.size
    return found.x, found.y, found.x + found.width, found.y + found.height  # type: ignore[union-attr]


def overlap(one: Item, other: Item) -> bool:
    left, top, right, bottom = box_of(one)
    x1, y1, x2, y2 = box_of(other)
    return min(right, x2) - max(left, x1) > 0.1 and min(bottom, y2) - max(top, y1) > 0.1


def rendered(document: LaidOutDocument, fonts, page: int = 0, scale: float = 2) -> Image.Image:
    """A page as another program (PDFium) shows it."""
    with pypdfium2.PdfDocument(pdf_of(document, fonts)) as pdf:
        return pdf[page].render(scale=scale).to_pil().convert("RGB")


def said_on(page: Page) -> str:
    return "".join(found.text for found in leaves(page.items) if isinstance(found, TextItem))


# --- places -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("across", "left"),
    [
        (("page", 30), 30),
        (("margin", 30), LEFT + 30),
        (("column", 30), LEFT + 30),
        (("leftMargin", 30), 30),
        (("rightMargin", 5), LEFT + WIDTH + 5),
        (("character", 4), LEFT + 2 * 10.5 + 4),
        (("page", "center"), (PAGE[0] - 80) / 2),
        (("page", "right"), PAGE[0] - 80),
        (("margin", "left"), LEFT),
        (("margin", "center"), LEFT + (WIDTH - 80) / 2),
        (("column", "right"), LEFT + WIDTH - 80),
        (("leftMargin", "center"), (LEFT - 80) / 2),
        (("page", "outside"), PAGE[0] - 80),
        (("margin", "inside"), LEFT),
        (("insideMargin", 10), 10),
        (("outsideMargin", 10), LEFT + WIDTH + 10),
    ],
)
def test_a_picture_is_at_its_place_across_the_page(fonts, across, left):
    document = laid_out(fonts, par(r("两字"), floating(80, 40, across=across)), parts=LOGO)
    (found,) = of_kind(document.pages[0], PictureItem)
    assert (found.x, found.width, found.height) == pytest.approx((left, 80, 40), abs=0.1)


@pytest.mark.parametrize(
    ("down", "top"),
    [
        (("page", 30), 30),
        (("margin", 30), TOP + 30),
        (("paragraph", 30), TOP + 20 + 30),
        (("line", 7), TOP + 40 + 7),
        (("topMargin", 10), 10),
        (("bottomMargin", 10), PAGE[1] - 67.9 + 10),
        (("page", "center"), (PAGE[1] - 40) / 2),
        (("page", "bottom"), PAGE[1] - 40),
        (("margin", "bottom"), PAGE[1] - 67.9 - 40),
        (("topMargin", "center"), (72 - 40) / 2),
    ],
)
def test_a_picture_is_at_its_place_down_the_page(fonts, down, top):
    exact = '<w:spacing w:line="400" w:lineRule="exact"/>'
    anchored = par(r(TEXT + TEXT[:8]), floating(80, 40, down=down), properties=exact)
    document = laid_out(fonts, p("首段", exact) + anchored, parts=LOGO)
    (found,) = of_kind(document.pages[0], PictureItem)
    assert found.y == pytest.approx(top, abs=0.1)


def test_a_place_given_as_a_share_of_the_page_counts_before_its_older_form(fonts):
    share = (
        '<mc:AlternateContent><mc:Choice Requires="wp14"><wp:positionH relativeFrom="page"><wp14:pctPosHOffset>25000'
        "</wp14:pctPosHOffset></wp:positionH></mc:Choice><mc:Fallback>"
        '<wp:positionH relativeFrom="page"><wp:posOffset>12700</wp:posOffset></wp:positionH></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    old = '<wp:positionH relativeFrom="page"><wp:posOffset>12700</wp:posOffset></wp:positionH>'
    document = laid_out(fonts, par(floating(80, 40, across=("page", 1)).replace(old, share)), parts=LOGO)
    (found,) = of_kind(document.pages[0], PictureItem)
    assert found.x == pytest.approx(PAGE[0] / 4, abs=0.1)


def test_a_simple_position_counts_from_the_page(fonts):
    simple = floating(80, 40).replace('simplePos="0"', 'simplePos="1"')
    simple = simple.replace('<wp:simplePos x="0" y="0"/>', '<wp:simplePos x="127000" y="254000"/>')
    (found,) = of_kind(laid_out(fonts, par(simple), parts=LOGO).pages[0], PictureItem)
    assert (found.x, found.y) == (10, 20)


def test_what_is_outside_changes_sides_on_even_pages(fonts):
    anchored = floating(80, 40, across=("page", "outside"))
    body = par(anchored) + par('<w:r><w:br w:type="page"/></w:r>') + par(anchored)
    document = laid_out(fonts, body, parts=LOGO)
    lefts = [of_kind(page, PictureItem)[0].x for page in document.pages]
    assert lefts == pytest.approx([PAGE[0] - 80, 0], abs=0.1)


def test_a_picture_in_a_cell_counts_from_the_cell(fonts):
    body = two(p("左格"), par(floating(60, 30, across=("margin", "right"), down=("page", 5)), r("右格")))
    (found,) = of_kind(laid_out(fonts, body, parts=LOGO).pages[0], PictureItem)
    assert (found.x, found.y) == pytest.approx((LEFT + 400 - 60, TOP + 5), abs=0.6)


def test_a_cell_is_as_tall_as_the_picture_that_its_text_goes_around(fonts):
    body = two(p("左格"), par(floating(60, 90, wrap=square()), r("右格"))) + p("表后")
    document = laid_out(fonts, body, parts=LOGO)
    (found,) = of_kind(document.pages[0], PictureItem)
    below = next(each for each in of_kind(document.pages[0], TextItem) if each.text == "表后")
    assert not overlap(found, below)
    assert below.baseline > TOP + 90


@pytest.mark.parametrize("wrap", [square(), TOP_AND_BOTTOM, "<wp:wrapNone/>"])
def test_nothing_is_cut_off_at_the_foot_of_a_page(fonts, wrap):
    box = anchor(shape(150, 200, p("框内文字"), looks=line("000000", 1)), 150, 200, wrap=wrap)
    document = laid_out(fonts, p(TEXT) * 44 + par(box, r(TEXT)) + p(TEXT) * 5)
    found = [(number, each) for number, page in enumerate(document.pages) for each in of_kind(page, ShapeItem)]
    ((number, box_item),) = found
    assert box_item.y >= 0
    assert box_item.y + box_item.height <= PAGE[1] + 0.1
    assert "框内文字" in said_on(document.pages[number])


BREAK = '<w:r><w:br w:type="page"/></w:r>'


@pytest.mark.parametrize("wrap", [square(), "<wp:wrapNone/>"])
@pytest.mark.parametrize(
    ("runs", "pages"),
    [
        ((floating, BREAK), [0]),
        ((floating, BREAK, r("后")), [0]),
        ((r("前"), BREAK, floating), [1]),
        ((r("前"), BREAK, floating, r("后")), [1]),
        ((floating, BREAK, floating), [0, 1]),
    ],
)
def test_what_floats_is_on_the_side_of_a_page_break_where_its_anchor_is(fonts, runs, pages, wrap):
    said = "".join(run(60, 40, wrap=wrap) if callable(run) else run for run in runs)
    document = laid_out(fonts, par(said) + p("末段"), parts=LOGO)
    found = [number for number, page in enumerate(document.pages) for _ in of_kind(page, PictureItem)]
    assert found == pages
    assert len(document.pages) == 2


# --- text around ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("construct", [name for name in FLOATING if "front" not in name and "VML" not in name])
def test_no_text_lies_under_a_picture_that_it_goes_around(fonts, construct):
    (document,) = lay_out([word(docx=FLOATING[construct])], fonts)
    for page in document.pages:
        texts = of_kind(page, TextItem)
        for found in of_kind(page, PictureItem):
            assert [text.text for text in texts if overlap(found, text)] == []


def test_text_keeps_its_distance(fonts):
    body = par(floating(100, 60, wrap=square(), away=(0, 10, 0, 20)), r(TEXT * 6))
    document = laid_out(fonts, body, parts=LOGO)
    (found,) = of_kind(document.pages[0], PictureItem)
    texts = of_kind(document.pages[0], TextItem)
    beside = [text for text in texts if text.x > LEFT + 1]
    assert min(text.x for text in beside) == pytest.approx(found.x + found.width + 20, abs=0.1)
    below = [text for text in texts if text.x <= LEFT + 1]
    assert min(box_of(text)[1] for text in below) >= found.y + found.height + 10 - 0.5


def test_the_rectangle_around_its_polygon_counts_for_a_tight_wrap(fonts):
    points = "".join(f'<wp:{kind} x="{x}" y="{y}"/>' for kind, x, y in (
        ("start", 0, 0), ("lineTo", 10800, 0), ("lineTo", 10800, 10800), ("lineTo", 0, 10800),
    ))  # fmt: skip
    wrap = f'<wp:wrapTight wrapText="bothSides"><wp:wrapPolygon>{points}</wp:wrapPolygon></wp:wrapTight>'
    document = laid_out(fonts, par(floating(100, 60, wrap=wrap), r(TEXT * 6)), parts=LOGO)
    beside = [text for text in of_kind(document.pages[0], TextItem) if text.x > LEFT + 1]
    assert [round(text.x - LEFT) for text in beside] == [50, 50]


@pytest.mark.parametrize("indents", ['w:left="420" w:hanging="840"', 'w:left="6000"', 'w:right="6000" w:left="1000"'])
@pytest.mark.parametrize("side", ["left", "right"])
def test_indented_text_keeps_clear_too(fonts, indents, side):
    body = par(floating(200, 60, across=("column", side), wrap=square(), away=CLEAR), r(TEXT * 2),
               properties=f"<w:ind {indents}/>")  # fmt: skip
    document = laid_out(fonts, body, parts=LOGO)
    (found,) = of_kind(document.pages[0], PictureItem)
    assert [text.text for text in of_kind(document.pages[0], TextItem) if overlap(found, text)] == []


def test_a_picture_in_the_line_that_has_no_room_beside_another_goes_below_it(fonts):
    body = par(floating(200, 60, wrap=square(), away=CLEAR), r(TEXT)) + par(
        inline(picture("logo.png", 300, 40), 300, 40)
    )
    document = laid_out(fonts, body + p("末段"), parts=LOGO)
    other, one = sorted(of_kind(document.pages[0], PictureItem), key=lambda found: found.width)
    assert not overlap(one, other)
    assert one.y >= other.y + other.height


def test_a_logo_in_a_header_moves_its_text_and_the_body_down(fonts):
    header = par(floating(100, 80, wrap=TOP_AND_BOTTOM), r("公司名称"))
    document = laid_out(fonts, p(TEXT), section=HEADER, parts=LOGO | {"header1.xml": header})
    (found,) = of_kind(document.pages[0], PictureItem)
    name, *body = of_kind(document.pages[0], TextItem)[::-1]
    assert name.text == "公司名称"
    assert box_of(name)[1] > found.y + found.height - 1
    assert min(text.baseline for text in body) > name.baseline


def test_the_body_goes_around_what_hangs_down_from_the_header(fonts):
    header = par(floating(100, 120, across=("margin", "right"), wrap=square(), away=CLEAR), r("公司名称"))
    document = laid_out(fonts, p(TEXT * 100), section=HEADER, parts=LOGO | {"header1.xml": header})
    assert len(document.pages) > 1
    for page in document.pages:
        (found,) = of_kind(page, PictureItem)
        assert not any(overlap(found, text) for text in of_kind(page, TextItem))


def test_text_goes_around_in_every_column_and_with_footnotes(fonts):
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = par(
        floating(120, 90, across=("margin", "center"), wrap=square(), away=CLEAR), r(TEXT * 3), note, r(TEXT * 90)
    )
    notes = f'<w:footnote w:id="2">{p("注文" * 30)}</w:footnote>'
    columns = '<w:cols w:num="2" w:space="400"/>'
    document = laid_out(fonts, body, section=columns, parts=LOGO | {"footnotes.xml": notes})
    (found,) = of_kind(document.pages[0], PictureItem)
    assert not any(overlap(found, text) for text in of_kind(document.pages[0], TextItem))
    assert text_of(document).count("注文") == 30


def test_text_goes_around_each_of_two_things_that_are_alike(fonts):
    box = anchor(shape(60, 35, looks=line("000000", 1)), 60, 35, across=("column", "left"), wrap=square(), away=CLEAR)
    (page,) = laid_out(fonts, par(box, r(TEXT * 3)) * 2).pages
    shapes, texts = of_kind(page, ShapeItem), of_kind(page, TextItem)
    first, second = (found.y for found in shapes)
    assert second >= first + 35
    assert not any(overlap(found, text) for found in shapes for text in texts)


def test_text_that_goes_around_something_in_a_cell_is_there_once(fonts):
    """Whoever looks for the lines of a page must not take those of a cell for them."""
    cell = "<w:tc><w:tcPr/>" + p("注意", '<w:framePr w:wrap="notBeside"/>') + p("格中") + "</w:tc>"
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'
    document = laid_out(fonts, table + p("末段"))
    assert text_of(document) == "格中末段注意\f"


def test_a_text_frame_without_a_place_stands_where_it_is_in_the_text(fonts):
    frame = '<w:framePr w:wrap="notBeside"/>'
    styles = (
        '<w:style w:type="paragraph" w:styleId="F"><w:pPr><w:framePr w:vAnchor="page" w:y="4000"/></w:pPr></w:style>'
    )
    (page,) = laid_out(fonts, p("前段") + p("注意", frame) + p("后段")).pages
    assert [text.text for text in sorted(of_kind(page, TextItem), key=lambda text: text.baseline)] == [
        "前段",
        "注意",
        "后段",
    ]
    body = p("前段") + p("注意", '<w:pStyle w:val="F"/>' + frame) + p("后段")
    (page,) = laid_out(fonts, body, more_styles=styles).pages
    (found,) = [text for text in of_kind(page, TextItem) if text.text == "注意"]
    assert 200 < found.baseline < 220


ROOM = 702
"""Points from the top margin of the page to its bottom margin."""

BEYOND = "“{title}” has text beyond the edge of the page: “{start}”"

FLOATS = st.lists(
    st.tuples(
        st.integers(20, 390),
        st.integers(10, 500),
        st.sampled_from(["left", "center", "right", 40, 150]),
        st.integers(-40, 300),
        st.sampled_from([square(), square("left"), square("right"), square("largest"), TOP_AND_BOTTOM]),
        st.integers(0, 20),
        st.sampled_from(["paragraph", "page", "margin", "line"]),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FLOATS, st.sampled_from([0, 3]))
def test_whatever_floats_layout_ends_with_all_text_and_none_under_a_picture(fonts, floats, table):
    """A line that finds room on no page, beside more than fits on one, is told as beyond its edge."""
    body = ""
    for width, height, across, down, wrap, length, relative in floats:
        place = {"across": ("column", across), "down": (relative, down), "wrap": wrap, "away": CLEAR}
        body += par(floating(width, height, **place), r(TEXT * length)) + two(p("甲"), p("乙")) * (table == length % 4)
    try:
        document = laid_out(fonts, body + p("末段"), parts=LOGO)
    except PagesError as error:
        refused = {fault.problem.msgid for fault in error.faults}
    else:
        refused = set()
    if refused:
        assert refused == {BEYOND}
        assert sum(height for _, height, *_ in floats) > ROOM
        return
    assert text_of(document).replace("\f", "").count("为进一步") == sum(length for *_, length, _ in floats)
    for page in document.pages:
        texts = of_kind(page, TextItem)
        for found in of_kind(page, PictureItem):
            assert [text.text for text in texts if overlap(found, text)] == []


# --- layers -----------------------------------------------------------------------------------------------------------


def test_a_watermark_lies_behind_the_text_of_every_page(fonts):
    document = laid_out(fonts, p(TEXT * 120), section=HEADER, parts={"header1.xml": p("页眉") + par(watermark("机密"))})
    assert len(document.pages) == 3
    for page in document.pages:
        first = page.items[0]
        assert isinstance(first, TurnedItem)
        assert first.angle == 315
        assert "".join(found.text for found in leaves([first]) if isinstance(found, TextItem)) == "机密"
        assert (first.x + first.width / 2) == pytest.approx(LEFT + WIDTH / 2, abs=0.1)


def test_a_watermark_is_grey_and_goes_up_to_the_right(fonts):
    document = laid_out(fonts, p("字"), section=HEADER, parts={"header1.xml": par(watermark("机密"))})
    image = rendered(document, fonts, scale=1)
    x, y = LEFT + WIDTH / 2, TOP + (PAGE[1] - 72 - 67.9) / 2
    quarters = {
        (right, down): image.crop((round(x - 100 + 100 * right), round(y - 100 + 100 * down),
                                   round(x + 100 * right), round(y + 100 * down)))
        for right in (0, 1) for down in (0, 1)
    }  # fmt: skip
    ink = {place: sum(255 - value for value in part.convert("L").tobytes()) for place, part in quarters.items()}
    assert ink[1, 0] > 3 * ink[0, 0]
    assert ink[0, 1] > 3 * ink[1, 1]
    assert min(image.crop((100, 300, 500, 600)).convert("L").tobytes()) > 150  # half of silver on white


def test_order_decides_what_lies_on_top(fonts):
    red, blue = (anchor(shape(60, 60, looks=solid(color)), 60, 60, order=order) for color, order in
                 (("FF0000", 9), ("0000FF", 3)))  # fmt: skip
    document = laid_out(fonts, par(red, blue))
    assert [found.fill for found in of_kind(document.pages[0], ShapeItem)] == ["0000FF", "FF0000"]


def test_what_is_behind_is_drawn_before_the_text_and_what_is_in_front_after_it(fonts):
    body = par(floating(50, 50, behind=True, order=7), floating(60, 60, order=2), r("字"))
    kinds = [type(found) for found in laid_out(fonts, body, parts=LOGO).pages[0].items]
    assert kinds == [PictureItem, TextItem, PictureItem]


def seal() -> bytes:
    """A red ring on nothing."""
    image = Image.new("RGBA", (90, 90), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((5, 5, 85, 85), outline=(220, 0, 0, 255), width=6)
    packed = io.BytesIO()
    image.save(packed, "PNG")
    return packed.getvalue()


def test_text_shows_through_the_hollow_of_a_seal_on_it(fonts):
    stamp = anchor(picture("seal.png", 90, 90), 90, 90, down=("paragraph", -30))
    body = p("") * 3 + par(stamp, r("盖章处盖章处", '<w:b/><w:sz w:val="40"/>'))
    document = laid_out(fonts, body, parts={"seal.png": seal()})
    image = rendered(document, fonts)
    (found,) = of_kind(document.pages[0], PictureItem)
    middle = image.crop([round(2 * edge) for edge in (found.x + 20, found.y + 20, found.x + 70, found.y + 70)])
    assert min(middle.convert("L").tobytes()) < 60
    assert image.getpixel((round(2 * (found.x + 45)), round(2 * (found.y + 4)) + 5)) == (220, 0, 0)
    assert b"/SMask" not in pdf_of(document, fonts)


# --- pictures ---------------------------------------------------------------------------------------------------------


def quarters(kind: str = "PNG") -> bytes:
    """Red, green, blue, and yellow, line by line."""
    image = Image.new("RGB", (80, 80))
    for place, color in (((0, 0), "red"), ((40, 0), "lime"), ((0, 40), "blue"), ((40, 40), "yellow")):
        image.paste(Image.new("RGB", (40, 40), color), place)
    packed = io.BytesIO()
    image.save(packed, kind)
    return packed.getvalue()


RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)


def corners(document: LaidOutDocument, fonts, left: float, top: float, size: float = 60) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters of a square on the page, line by line."""
    image = rendered(document, fonts)
    places = [(left + across * size, top + down * size) for down in (0.25, 0.75) for across in (0.25, 0.75)]
    return [tuple(255 * (part > 128) for part in image.getpixel((round(2 * x), round(2 * y)))) for x, y in places]


@pytest.mark.parametrize(
    ("frame", "shown"),
    [
        ("", [RED, GREEN, BLUE, YELLOW]),
        ('rot="5400000"', [BLUE, RED, YELLOW, GREEN]),
        ('rot="10800000"', [YELLOW, BLUE, GREEN, RED]),
        ('flipH="1"', [GREEN, RED, YELLOW, BLUE]),
        ('flipV="1"', [BLUE, YELLOW, RED, GREEN]),
        ('rot="5400000" flipH="1"', [YELLOW, GREEN, BLUE, RED]),
    ],
)
@pytest.mark.parametrize("place", [inline, anchor])
def test_pictures_are_turned_and_mirrored(fonts, frame, shown, place):
    content = picture("q.png", 60, 60, frame=frame)
    document = laid_out(fonts, par(place(content, 60, 60)), parts={"q.png": quarters()})
    (found,) = of_kind(document.pages[0], PictureItem)
    assert corners(document, fonts, found.x, found.y) == shown


def test_a_picture_that_is_turned_takes_the_room_of_what_it_becomes(fonts):
    body = par(r("前"), inline(picture("logo.png", 90, 30, frame='rot="5400000"'), 90, 30), r("后"))
    document = laid_out(fonts, body, parts=LOGO)
    before, after = of_kind(document.pages[0], TextItem)
    assert after.x - before.x - before.advance == pytest.approx(30)
    assert before.baseline > TOP + 85


def test_what_is_cut_off_of_a_picture_is_not_shown(fonts):
    content = picture("q.png", 60, 60, crop='<a:srcRect l="50000" b="50000"/>')
    document = laid_out(fonts, par(inline(content, 60, 60)), parts={"q.png": quarters()})
    (found,) = of_kind(document.pages[0], PictureItem)
    assert corners(document, fonts, found.x, found.y) == [GREEN] * 4
    image = rendered(document, fonts)
    assert image.getpixel((round(2 * (found.x - 5)), round(2 * (found.y + 30)))) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_picture_files_of_all_usual_kinds_are_shown(fonts, kind):
    document = laid_out(fonts, par(inline(picture("q", 60, 60), 60, 60)), parts={"q": quarters(kind)})
    (found,) = of_kind(document.pages[0], PictureItem)
    assert corners(document, fonts, found.x, found.y) == [RED, GREEN, BLUE, YELLOW]


def test_a_picture_has_its_outline(fonts):
    content = picture("logo.png", 60, 60, looks=line("0000FF", 4))
    document = laid_out(fonts, par(anchor(content, 60, 60)), parts=LOGO)
    (outline,) = of_kind(document.pages[0], ShapeItem)
    assert (outline.stroke, outline.stroke_width, outline.fill) == ("0000FF", 4, None)
    assert rendered(document, fonts).getpixel((round(2 * LEFT), round(2 * (TOP + 30)))) == BLUE


def test_a_washed_out_picture_is_light(fonts):
    content = picture("logo.png", 60, 60).replace(
        '<a:blip r:embed="logo.png"/>', '<a:blip r:embed="logo.png"><a:lum bright="70000" contrast="-70000"/></a:blip>'
    )
    document = laid_out(fonts, par(anchor(content, 60, 60, behind=True)), parts={"logo.png": png(color=(0, 0, 0))})
    assert rendered(document, fonts).getpixel((round(2 * (LEFT + 30)), round(2 * (TOP + 30)))) == (178, 178, 178)


# --- text boxes and shapes --------------------------------------------------------------------------------------------


def test_a_box_that_is_too_low_for_its_text_grows(fonts):
    box = anchor(shape(120, 30, p(TEXT * 2), looks=line("000000", 1)), 120, 30, wrap=TOP_AND_BOTTOM)
    document = laid_out(fonts, par(box, r("正文")))
    (outline,) = of_kind(document.pages[0], ShapeItem)
    inside = [text for text in of_kind(document.pages[0], TextItem) if text.text != "正文"]
    assert all(box_of(text)[3] < outline.y + outline.height for text in inside)
    (body,) = (text for text in of_kind(document.pages[0], TextItem) if text.text == "正文")
    assert box_of(body)[1] > outline.y + outline.height - 1


def test_lists_in_text_boxes_count_on_from_box_to_box_and_apart_from_the_body(fonts):
    box = anchor(shape(120, 30, item("框内", 1)), 120, 30)
    lists = numbering(level(0, "decimal", "%1.", '<w:suff w:val="nothing"/>'))
    document = laid_out(fonts, item("正文", 1) + par(box) + item("正文", 1) + par(box), numbering=lists)
    said = "".join(found.text for found in of_kind(document.pages[0], TextItem))
    assert said == "1.正文2.正文1.框内2.框内"


def test_a_page_number_in_a_text_box_of_a_footer_is_that_of_each_page(fonts):
    field = '<w:p><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr="PAGE"/><w:r><w:t>页</w:t></w:r></w:p>'
    box = anchor(shape(80, 20, field), 80, 20, across=("margin", "right"))
    section = '<w:footerReference w:type="default" r:id="footer1.xml"/>'
    document = laid_out(fonts, p(TEXT * 120), section=section, parts={"footer1.xml": par(box)})
    numbers = ["".join(each.text for each in of_kind(page, TextItem) if each.x > LEFT + WIDTH - 80 and
                       each.baseline > 790) for page in document.pages]  # fmt: skip
    assert numbers == ["第1页", "第2页", "第3页"]


def test_a_page_number_in_a_text_box_of_the_body_reads_its_page(fonts):
    field = '<w:p><w:fldSimple w:instr="PAGE"/></w:p>'
    body = p(TEXT * 60) + par(anchor(shape(80, 20, field, looks=solid("EEEEEE")), 80, 20), r("末"))
    document = laid_out(fonts, body)
    (outline,) = of_kind(document.pages[1], ShapeItem)
    assert [text.text for text in of_kind(document.pages[1], TextItem) if overlap(outline, text)] == ["末", "2"]


def test_headings_bookmarks_and_links_in_text_boxes_lead_where_they_should(fonts):
    heading = p("框内标题", '<w:outlineLvl w:val="0"/>').replace(
        "<w:r>", '<w:bookmarkStart w:id="5" w:name="here"/><w:r>', 1
    )
    link = '<w:p><w:hyperlink w:anchor="here"><w:r><w:t>去框内</w:t></w:r></w:hyperlink></w:p>'
    body = link + p(TEXT * 60) + par(anchor(shape(150, 60, heading + link), 150, 60))
    document = laid_out(fonts, body)
    assert [(mark.level, mark.text, mark.page) for mark in document.headings] == [(1, "框内标题", 1)]
    links = [(number, found) for number, page in enumerate(document.pages) for found in page.items
             if type(found).__name__ == "LinkItem"]  # fmt: skip
    assert [(number, found.page) for number, found in links] == [(0, 1), (1, 1)]


def test_the_place_to_sign_in_a_text_box_is_the_box(fonts):
    control = f'<w:sdt><w:sdtPr><w:tag w:val="sign:1"/></w:sdtPr><w:sdtContent>{p("签字")}</w:sdtContent></w:sdt>'
    box = anchor(shape(120, 50, control), 120, 50, across=("column", 100), down=("paragraph", 20))
    (place,) = laid_out(fonts, par(box)).places
    assert place[:2] == ("sign:1", 0)
    assert place[2:] == pytest.approx((LEFT + 100, TOP + 20, 120, 50), abs=0.1)


def test_text_without_a_colour_in_a_shape_takes_that_of_its_style(fonts):
    style = (
        '<wps:style><a:lnRef idx="2"><a:srgbClr val="112233"/></a:lnRef><a:fillRef idx="1"><a:srgbClr val="4472C4"/>'
    )
    style += (
        '</a:fillRef><a:effectRef idx="0"/><a:fontRef idx="minor"><a:srgbClr val="FFFFFF"/></a:fontRef></wps:style>'
    )
    content = shape(120, 50, p("白字"), looks="").replace("<wps:txbx>", f"{style}<wps:txbx>")
    document = laid_out(fonts, par(anchor(content, 120, 50)))
    (outline,) = of_kind(document.pages[0], ShapeItem)
    (text,) = of_kind(document.pages[0], TextItem)
    assert (outline.fill, outline.stroke, outline.stroke_width) == ("4472C4", "112233", 1.0)
    assert text.color == "FFFFFF"


def test_the_red_line_is_red_and_as_wide_as_it_says(fonts):
    rule = anchor(shape(WIDTH, 0, looks=line("FF0000", 2.25), kind="line"), WIDTH, 0, down=("paragraph", 8))
    document = laid_out(fonts, par(rule))
    image = rendered(document, fonts)
    for x in (LEFT + 1, LEFT + WIDTH / 2, LEFT + WIDTH - 1):
        assert image.getpixel((round(2 * x), round(2 * (TOP + 8)))) == RED
    assert image.getpixel((round(2 * (LEFT - 3)), round(2 * (TOP + 8)))) == (255, 255, 255)


VML = {
    "text box": '<v:shape type="#_x0000_t202" style="position:absolute;{at}"><v:textbox><w:txbxContent>{text}'
    "</w:txbxContent></v:textbox></v:shape>",
    "rectangle": '<v:rect style="position:absolute;{at}"><v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox>'
    "</v:rect>",
    "group": '<v:group coordsize="800,400" style="position:absolute;{at}"><v:rect style="left:0;top:0;width:800;'
    'height:400"><v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></v:rect></v:group>',
}


@pytest.mark.parametrize("form", VML)
def test_older_boxes_stand_where_their_style_says(fonts, form):
    at = "margin-left:40pt;margin-top:10pt;width:80pt;height:40pt"
    document = laid_out(fonts, par(pict(VML[form].format(at=at, text=p("旧框")))))
    (outline,) = of_kind(document.pages[0], ShapeItem)
    (text,) = of_kind(document.pages[0], TextItem)
    assert box_of(outline) == pytest.approx((LEFT + 40, TOP + 10, LEFT + 120, TOP + 50), abs=0.1)
    assert (outline.fill, outline.stroke) == ("FFFFFF", "000000")
    assert (text.text, text.x) == ("旧框", pytest.approx(LEFT + 40 + 7.2, abs=0.1))


def test_an_older_line_goes_from_point_to_point(fonts):
    drawn = '<v:line style="position:absolute" from="10pt,40pt" to="110pt,20pt" strokecolor="red" strokeweight="2pt"/>'
    document = laid_out(fonts, par(pict(drawn)))
    image = rendered(document, fonts)
    assert image.getpixel((round(2 * (LEFT + 60)), round(2 * (TOP + 30)))) == RED
    assert image.getpixel((round(2 * (LEFT + 20)), round(2 * (TOP + 38)))) == RED
    assert image.getpixel((round(2 * (LEFT + 20)), round(2 * (TOP + 22)))) == (255, 255, 255)


def test_a_picture_watermark_of_a_header_is_on_every_page_and_washed_out(fonts):
    drawn = (
        '<v:shape type="#_x0000_t75" style="position:absolute;width:200pt;height:100pt;z-index:-5;'
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin">'
        '<v:imagedata r:id="logo.png" gain="19661f" blacklevel="22938f"/></v:shape>'
    )
    parts = {"logo.png": png(color=(0, 0, 0)), "header1.xml": par(pict(drawn))}
    document = laid_out(fonts, p(TEXT * 80), section=HEADER, parts=parts)
    for number, page in enumerate(document.pages):
        assert isinstance(page.items[0], PictureItem)
        x, y = page.items[0].x + 1, page.items[0].y + 1
        assert rendered(document, fonts, number).getpixel((round(2 * x), round(2 * y))) == (179, 179, 179)


# --- the file ---------------------------------------------------------------------------------------------------------


def test_all_of_it_makes_sound_pdf_files(fonts, tmp_path):
    qpdf = need("qpdf")
    for number, docx in enumerate(FLOATING.values()):
        (document,) = lay_out([word(docx=docx)], fonts)
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf_of(document, fonts))
        subprocess.run([qpdf, "--check", str(path)], check=True, capture_output=True)
        said = "".join(page.extract_text() for page in PdfReader(path).pages)
        assert sorted("".join(said.split())) == sorted("".join(text_of(document).split()))


def test_the_tags_of_a_template_are_filled_in_its_text_boxes_too(fonts, tmp_path):
    content = p("{{ title }}") + p("{%p for g in goals %}") + p("{{ g.statement }}") + p("{%p endfor %}")
    content += p("{{r sign_here(signers[0]) }}")
    old = '<mc:Fallback><w:pict><v:rect style="position:absolute;width:9pt;height:9pt"><v:textbox><w:txbxContent>'
    old += p("{{ title }}") + "</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent>"
    box = anchor(shape(200, 60, content), 200, 60, wrap=TOP_AND_BOTTOM).replace("</mc:AlternateContent>", old)
    template = tmp_path / "template.docx"
    template.write_bytes(file(par(box, r("编号{{ edition.number }}"))))
    (document,) = lay_out(fill(with_documents(plan(), template), EDITION, fonts), fonts)
    said = said_on(document.pages[0])
    answers = plan().values
    assert said.startswith(f"编号{EDITION.number}{answers['title']}{answers['goals'][0]['statement']}")
    assert said.count(answers["title"]) == 1
    (place,) = document.places
    assert (place.tag, place.width) == ("signature:市场部", 200)


def test_what_an_outline_adds_to_a_picture_keeps_text_away_too(fonts):
    wider = floating(100, 60, wrap=square()).replace('l="0" t="0" r="0" b="0"', 'l="0" t="0" r="63500" b="0"')
    document = laid_out(fonts, par(wider, r(TEXT * 6)), parts=LOGO)
    (found,) = of_kind(document.pages[0], PictureItem)
    beside = [text.x for text in of_kind(document.pages[0], TextItem) if text.x > LEFT + 1]
    assert min(beside) == pytest.approx(found.x + 105, abs=0.1)


@pytest.mark.parametrize(
    ("kind", "outside"),
    [
        ("ellipse", [(2, 2), (98, 2), (2, 78), (98, 78)]),
        ("diamond", [(5, 5), (95, 5), (5, 75), (95, 75)]),
        ("triangle", [(5, 5), (95, 5)]),
        ("rtTriangle", [(95, 5), (60, 20)]),
        ("rightArrow", [(5, 5), (5, 75), (98, 5)]),
        ("leftArrow", [(95, 5), (95, 75), (2, 5)]),
        ("downArrow", [(5, 5), (95, 5), (5, 78)]),
        ("upArrow", [(5, 75), (95, 75), (5, 2)]),
        ("parallelogram", [(2, 5), (98, 75)]),
        ("flowChartTerminator", [(1, 1), (99, 1), (1, 79), (99, 79)]),
        ("hexagon", [(2, 2), (98, 78)]),
        ("star5", [(5, 5), (95, 5), (50, 78)]),
        ("roundRect", [(1, 1), (99, 79)]),
        ("rect", []),
    ],
)
def test_shapes_are_filled_inside_their_outline_only(fonts, kind, outside):
    document = laid_out(fonts, par(anchor(shape(100, 80, looks=solid("FF0000") + NO_LINE, kind=kind), 100, 80)))
    image = rendered(document, fonts, scale=4)
    assert image.getpixel((round(4 * (LEFT + 50)), round(4 * (TOP + 45)))) == RED
    for x, y in outside:
        assert image.getpixel((round(4 * (LEFT + x)), round(4 * (TOP + y)))) == (255, 255, 255), (x, y)
