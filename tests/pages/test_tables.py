"""What a user would notice about tables: lines from corner to corner, text that runs down and up, kinds of borders."""

from __future__ import annotations

import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pages.constructs import TEXT, file
from pages.read.word_xml import p, tbl, tr
from pages.table_constructs import (
    ALL_KINDS,
    AUTOMATIC,
    BESIDE,
    BORDERS,
    CENTER,
    FIXED,
    GOES_ON,
    MARGINS,
    MERGE,
    MIDDLE,
    TABLE_CONSTRUCTS,
    cell,
    diagonal,
    direction,
    height,
    lined,
    look,
    row,
    said,
    sized,
    table,
)  # fmt: skip
from PIL import Image
from small_pages import pdf_of, word

from docgen.fonts import FontLibrary
from docgen.pages import lay_out
from docgen.pages.model import FillItem, LaidOutDocument, RuleItem, TextItem
from tools import need


def set_pages(docx: bytes, fonts: FontLibrary) -> LaidOutDocument:
    (document,) = lay_out([word(docx=docx)], fonts)
    return document


def texts(document: LaidOutDocument, page: int = 0) -> list[TextItem]:
    return [item for item in document.pages[page].items if isinstance(item, TextItem)]


def rules(document: LaidOutDocument, page: int = 0) -> list[RuleItem]:
    return [item for item in document.pages[page].items if isinstance(item, RuleItem)]


def image_of(document: LaidOutDocument, fonts: FontLibrary, scale: float = 4) -> Image.Image:
    """The first page in grey."""
    with pypdfium2.PdfDocument(pdf_of(document, fonts)) as pdf:
        return pdf[0].render(scale=scale).to_pil().convert("L")


def poppler(document: LaidOutDocument, fonts: FontLibrary, folder: Path) -> str:
    (folder / "file.pdf").write_bytes(pdf_of(document, fonts))
    command = [need("pdftotext"), str(folder / "file.pdf"), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


def test_a_line_goes_from_corner_to_corner_of_a_slanted_head(fonts):
    document = set_pages(TABLE_CONSTRUCTS["slanted head"], fonts)
    slanted = [rule for rule in rules(document) if rule.x1 != rule.x2 and rule.y1 != rule.y2]
    level = sorted({rule.y1 for rule in rules(document) if rule.y1 == rule.y2})
    upright = sorted({rule.x1 for rule in rules(document) if rule.x1 == rule.x2})
    first, *both = slanted
    assert (first.x1, first.y1, first.x2, first.y2) == pytest.approx((upright[0], level[0], upright[1], level[1]))
    assert [rule.style for rule in both] == ["dashed", "dashed"]
    assert {(rule.y1 < rule.y2) for rule in both} == {True, False}
    above, below = texts(document)[:2]
    assert (above.text, below.text) == ("项目", "部门")
    assert above.x > below.x + 50
    assert above.baseline < below.baseline
    page = image_of(document, fonts)
    for share in (0.2, 0.5, 0.8):
        x, y = first.x1 + share * (first.x2 - first.x1), first.y1 + share * (first.y2 - first.y1)
        assert min(page.crop((int(4 * x) - 4, int(4 * y) - 4, int(4 * x) + 4, int(4 * y) + 4)).tobytes()) < 160


def test_text_that_runs_down_reads_from_top_to_bottom(fonts, tmp_path):
    document = set_pages(BESIDE["text that runs down"], fonts)
    label = [item for item in texts(document) if item.text in tuple("审核意见")]
    assert "".join(item.text for item in sorted(label, key=lambda item: item.baseline)) == "审核意见"
    assert len({item.x for item in label}) == 1
    assert all(item.turns == 0 for item in label)
    apart = [after.baseline - before.baseline for before, after in pairwise(label)]
    assert apart == pytest.approx([10.5] * 3)
    left, right = sorted({rule.x1 for rule in rules(document) if rule.x1 == rule.x2})[:2]
    assert label[0].x + 5.25 == pytest.approx((left + right) / 2, abs=0.6)
    level = sorted({rule.y1 for rule in rules(document) if rule.y1 == rule.y2})
    middle = (label[0].baseline - 0.88 * 10.5 + label[-1].baseline + 0.12 * 10.5) / 2
    assert middle == pytest.approx((level[0] + level[2]) / 2, abs=0.6)
    written = "审核意见" + "Plan（甲），丙。"
    assert not Counter(written) - Counter("".join(poppler(document, fonts, tmp_path).split()))


def test_latin_and_brackets_lie_on_their_side_and_stops_stand_at_the_upper_right(fonts):
    found = texts(set_pages(BESIDE["text that runs down"], fonts))
    plan = next(item for item in found if "Plan" in item.text)
    assert (plan.text, plan.turns) == ("Plan", 1)
    assert [item.turns for item in found if item.text in {"（", "）"}] == [1, 1]
    han = next(item for item in found if item.text == "甲")
    stop = next(item for item in found if item.text == "，" and item.baseline > plan.baseline)
    assert han.turns == stop.turns == 0
    assert stop.x == pytest.approx(han.x + 5.25)


def test_no_mark_stands_below_the_cell_that_its_text_runs_down_in(fonts):
    text = "明确责任落实分工年度。"  # the stop is the first that does not fit into 106 pt
    properties = direction("tbRl") + MIDDLE
    document = set_pages(
        file(table(tr(cell(p(text), properties=properties), properties=height(2130)), grid=(1200,))), fonts
    )
    foot = levels(document)[-1]
    down = [item for item in texts(document) if item.text in tuple(text)]
    assert "".join(item.text for item in down) == text
    assert all(item.baseline + 0.12 * item.size <= foot + 0.1 for item in down)


def test_text_that_runs_up_begins_at_the_bottom(fonts):
    found = [item for item in texts(set_pages(BESIDE["text that runs up"], fonts)) if item.turns]
    assert [item.text for item in found] == ["市场部", "研发中心", "Supply chain"]
    assert {item.turns for item in found} == {3}
    middles = [item.baseline - item.advance / 2 for item in found]
    assert middles == pytest.approx([middles[0]] * 3, abs=0.6)


@pytest.mark.parametrize("kind", ["tbRlV", "btLr"])
def test_a_row_grows_to_hold_text_that_runs_down_or_up(kind, fonts):
    text = "分管领导审批意见" * 2
    document = set_pages(
        file(table(tr(cell(p(text), properties=direction(kind)), cell(p("短"))), grid=(500, 3000))), fonts
    )
    level = sorted({rule.y1 for rule in rules(document) if rule.y1 == rule.y2})
    assert level[1] - level[0] == pytest.approx(16 * 10.5, abs=2)
    wide = set_pages(
        file(table(tr(cell(p(text), properties=direction(kind)), cell(p("短"))), grid=(2000, 3000))), fonts
    )
    level = sorted({rule.y1 for rule in rules(wide) if rule.y1 == rule.y2})
    assert level[1] - level[0] < 60  # several lines have room side by side


def test_a_column_of_text_that_runs_down_goes_on_over_a_page_break(fonts):
    label = direction("tbRlV") + MIDDLE
    rows = [tr(cell(p("审核意见", CENTER), properties=MERGE + label), cell(p("一")), properties=height(3000))]
    rows += [tr(cell(properties=GOES_ON + label), cell(p("续")), properties=height(3000)) for _ in range(6)]
    document = set_pages(file(table(*rows, grid=(600, 4000))), fonts)
    assert len(document.pages) == 2
    label_texts = [item for item in texts(document) if item.text in tuple("审核意见")]
    assert "".join(item.text for item in label_texts) == "审核意见"
    assert not [item for item in texts(document, 1) if item.text in tuple("审核意见")]


def test_text_that_runs_down_and_finds_no_room_stands_in_the_middle_overleaf(fonts):
    label = direction("tbRlV") + MIDDLE
    rows = [tr(cell(p("审核意见", CENTER), properties=MERGE + label), cell(p("一")), properties=height(400))]
    rows += [tr(cell(properties=GOES_ON + label), cell(p("续")), properties=height(2000))]
    document = set_pages(file(p("占行", '<w:spacing w:before="13200"/>') + table(*rows, grid=(600, 4000))), fonts)
    down = [item for item in texts(document, 1) if item.text in tuple("审核意见")]
    assert "".join(item.text for item in down) == "审核意见"
    top, foot = sorted({rule.y1 for rule in rules(document, 1) if rule.y1 == rule.y2})
    middle = (down[0].baseline - 0.88 * 10.5 + down[-1].baseline + 0.12 * 10.5) / 2
    assert middle == pytest.approx((top + foot) / 2, abs=0.6)


def test_text_that_runs_down_and_is_longer_than_a_page_is_all_there(fonts):
    text = "协作计划" * 80
    document = set_pages(
        file(table(tr(cell(p(text), properties=direction("tbRl")), cell(p("短"))), grid=(600, 3000))), fonts
    )
    down = [
        item for page in range(len(document.pages)) for item in texts(document, page) if item.text in tuple("协作计划")
    ]
    assert len(down) == 320
    assert len(document.pages) > 1
    for page in range(len(document.pages)):
        assert all(item.baseline < document.pages[page].height - 67 for item in texts(document, page))


@pytest.mark.parametrize(("kind", "size"), ALL_KINDS)
def test_every_kind_of_border_is_drawn_as_many_lines_as_it_has(kind, size, fonts):
    document = set_pages(file(lined(kind, size)), fonts)
    box = rules(document)
    top = min(rule.y1 for rule in box if rule.y1 == rule.y2)
    left = min(rule.x1 for rule in box if rule.x1 == rule.x2)
    page = image_of(document, fonts, 8)
    x = int(8 * (left + 135))
    column = [page.getpixel((x, y)) for y in range(int(8 * (top - 9)), int(8 * (top + 9)))]
    lines = sum(before >= 190 > after for before, after in pairwise(column))
    expected = {"double": 2, "triple": 3, "doubleWave": 2}.get(kind, 1 + kind.count("Thin") + kind.count("Thick"))
    if kind in {"dotted", "dashed", "dashSmallGap", "dotDash", "dotDotDash", "dashDotStroked"}:
        assert lines in {0, 1}
    else:
        assert lines == expected
    assert {rule.style for rule in box} == {box[0].style}


@pytest.mark.parametrize(
    ("pattern", "color"),
    [
        ("pct12", "DFDFDF"),
        ("horzStripe", "808080"),
        ("thinDiagStripe", "BFBFBF"),
        ("diagCross", "404040"),
        ("solid", "000000"),
    ],
)
def test_patterns_are_set_as_the_colour_that_they_have_from_afar(pattern, color, fonts):
    shading = f'<w:shd w:val="{pattern}" w:color="000000" w:fill="FFFFFF"/>'
    document = set_pages(file(table(tr(cell(p("底"), properties=shading)))), fonts)
    assert [item.color for item in document.pages[0].items if isinstance(item, FillItem)] == [color]


def test_text_fitted_to_its_cell_is_one_line_as_wide_as_the_cell(fonts):
    fit = "<w:tcFitText/>"
    document = set_pages(
        file(table(tr(cell(p("姓名"), properties=fit), cell(p("统一社会信用代码证编号" * 2), properties=fit)))), fonts
    )
    short, long = texts(document)
    assert short.advance == pytest.approx(89.2, abs=0.5)
    assert long.scale < 0.5
    assert long.advance == pytest.approx(89.2, abs=0.5)


def test_a_cell_whose_mark_is_hidden_takes_no_height(fonts):
    hidden = "<w:hideMark/>"
    document = set_pages(
        file(table(row("一"), tr(cell(properties=hidden), properties=height(60)), row("三"), grid=(2000,))), fonts
    )
    level = sorted({round(rule.y1, 2) for rule in rules(document) if rule.y1 == rule.y2})
    assert level[2] - level[1] == pytest.approx(3, abs=0.6)


def test_a_deleted_cell_is_not_there_and_a_tracked_merge_is_made(fonts):
    deleted = '<w:cellDel w:id="1" w:author="甲"/>'
    merged, goes_on = '<w:cellMerge w:id="2" w:author="甲" w:vMerge="rest"/>', '<w:cellMerge w:id="3" w:vMerge="cont"/>'
    document = set_pages(
        file(
            table(
                tr(cell(p("一"), properties=merged), cell(p("二")), cell(p("删"), properties=deleted)),
                tr(cell(properties=goes_on), cell(p("三"))),
                grid=(2000, 2000),
            )
        ),
        fonts,
    )
    assert sorted(item.text for item in texts(document)) == ["一", "三", "二"]
    inner = sorted({rule.y1 for rule in rules(document) if rule.y1 == rule.y2})[1]
    across = [rule for rule in rules(document) if rule.y1 == rule.y2 == inner]
    assert len(across) == 1
    assert across[0].x2 - across[0].x1 == pytest.approx(100, abs=1)


def test_a_slanted_line_of_a_table_style_is_drawn(fonts):
    document = set_pages(file(table(tr(cell(p("甲"), properties=diagonal("tr2bl", kind="double"))))), fonts)
    (slanted,) = [rule for rule in rules(document) if rule.x1 != rule.x2 and rule.y1 != rule.y2]
    assert slanted.style == "double"
    assert slanted.y1 > slanted.y2


def uprights(document: LaidOutDocument) -> list[float]:
    """Where the table's upright lines stand."""
    return sorted({round(rule.x1, 1) for rule in rules(document) if rule.x1 == rule.x2})


def levels(document: LaidOutDocument) -> list[float]:
    """Where the table's level lines stand."""
    return sorted({round(rule.y1, 1) for rule in rules(document) if rule.y1 == rule.y2})


def columns(document: LaidOutDocument) -> list[float]:
    """The widths of a table's columns."""
    return [round(right - left, 1) for left, right in pairwise(uprights(document))]


@pytest.mark.parametrize("layout", [FIXED, AUTOMATIC])
def test_columns_are_as_wide_as_all_their_cells_ask_whatever_the_grid_says(layout, fonts):
    document = set_pages(file(sized("auto", 0, cells=said(4000, 2000), layout=layout)), fonts)
    assert columns(document) == pytest.approx([200, 100], abs=0.2)


def test_a_table_that_asks_for_no_width_is_no_wider_than_the_text(fonts):
    wide = said(8000, 8000)
    automatic = set_pages(file(sized("auto", 0, cells=wide, layout=AUTOMATIC)), fonts)
    assert sum(columns(automatic)) == pytest.approx(400, abs=1)
    assert columns(automatic)[0] == pytest.approx(columns(automatic)[1], abs=20)
    exact = set_pages(file(sized("auto", 0, cells=said(6000, 3000), layout=FIXED)), fonts)
    assert columns(exact) == pytest.approx([300, 150], abs=0.2)


def test_a_first_row_that_the_style_makes_a_header_is_repeated_overleaf(fonts):
    header = '<w:tblStylePr w:type="firstRow"><w:trPr><w:tblHeader/></w:trPr></w:tblStylePr>'
    style = f'<w:style w:type="table" w:styleId="H"><w:name w:val="H"/>{header}</w:style>'
    rows = [row("表头", "栏"), *(row("行", str(number)) for number in range(60))]

    def printed(switches: str) -> list[int]:
        properties = f'<w:tblStyle w:val="H"/>{switches}{FIXED}'
        document = set_pages(file(tbl(*rows, properties=properties, grid=(2000, 2000)) + p(), more_styles=style), fonts)
        return [sum(text.text == "表头" for text in texts(document, page)) for page in range(len(document.pages))]

    assert printed(look(firstRow=1)) == [1, 1]
    assert printed(look(firstRow=0)) == [1, 0]


def test_rows_are_parted_where_their_own_cells_say(fonts):
    document = set_pages(BESIDE["rows of other widths than the grid"], fonts)
    left = uprights(document)[0]
    assert [round(line - left) for line in uprights(document)] == [0, 100, 150, 300]
    one, two, three, four, _ = texts(document)
    assert (one.x, two.x - one.x, four.x - three.x) == pytest.approx((three.x, 150, 100))


def test_a_word_that_is_too_long_widens_its_column_at_the_others_cost(fonts):
    document = set_pages(BESIDE["a word too long for its column"], fonts)
    address = next(item for item in texts(document) if "intranet" in item.text)
    assert address.text == "https://intranet.example.com/plan"
    first, second, third = columns(document)
    assert second == pytest.approx(address.advance + 10.8, abs=0.6)
    assert first == pytest.approx(third, abs=0.2)
    assert first + second + third == pytest.approx(390, abs=0.5)
    fixed = set_pages(
        file(table(row("地址", "https://intranet.example.com/plan", "乙"), grid=(2600, 2600, 2600))), fonts
    )
    assert columns(fixed) == pytest.approx([130] * 3, abs=0.2)


def test_where_contents_decide_columns_are_as_wide_as_their_longest_lines(fonts):
    document = set_pages(BESIDE["columns that contents decide"], fonts)
    assert columns(document) == pytest.approx([21 + 10.8, 52.5 + 10.8, 210 + 10.8], abs=0.6)
    assert len({item.baseline for item in texts(document)}) == 2


def test_columns_that_contents_decide_share_the_room_there_is(fonts):
    cells = [cell(p(text), properties='<w:tcW w:w="0" w:type="auto"/>') for text in ("序号", "任务", "明确责任" * 20)]
    properties = BORDERS + '<w:tblW w:w="0" w:type="auto"/>' + MARGINS
    document = set_pages(file(tbl(tr(*cells), properties=properties, grid=(2600,) * 3) + p()), fonts)
    first, second, third = columns(document)
    assert first + second + third == pytest.approx(400, abs=0.5)
    assert first == pytest.approx(second, abs=0.2)
    assert 10.5 + 10.8 <= first < 35


def test_cells_with_space_between_them_have_boxes_of_their_own_in_a_frame(fonts):
    document = set_pages(BESIDE["space between cells"], fonts)
    frame_left, first_left, first_right, second_left, second_right, frame_right = uprights(document)
    assert first_left - frame_left == pytest.approx(3, abs=0.2)
    assert second_left - first_right == pytest.approx(3, abs=0.8)
    assert frame_right - second_right == pytest.approx(3, abs=0.2)
    assert len(levels(document)) == 6
    one, two, three, four, _ = texts(document)
    assert (one.baseline, one.x) == (two.baseline, three.x)
    assert four.baseline - two.baseline > 18


def test_a_right_to_left_table_begins_at_the_right(fonts):
    document = set_pages(BESIDE["right-to-left table"], fonts)
    one, two, three, _ = texts(document)
    assert one.x > two.x > three.x
    assert columns(document) == pytest.approx([150, 100, 50], abs=0.2)
    assert uprights(document)[-1] == pytest.approx(97.65 + 400, abs=0.2)


def test_lines_that_fit_stand_above_a_floating_table_and_the_others_below(fonts):
    document = set_pages(BESIDE["floating table below a line"], fonts)
    before, above, *in_table, last = texts(document)
    assert (before.text, above.text, last.text) == ("前段", TEXT, "末段")
    assert [item.baseline > above.baseline for item in in_table] == [True] * len(in_table)
    assert levels(document)[0] == pytest.approx(before.baseline + 2.9 + 25, abs=0.6)
    assert last.baseline > levels(document)[-1]


def test_no_character_is_lost_in_any_construct(fonts, tmp_path):
    for name, docx in (TABLE_CONSTRUCTS | BESIDE).items():
        document = set_pages(docx, fonts)
        placed = Counter(
            "".join(item.text for page in document.pages for item in page.items if isinstance(item, TextItem))
        )
        read_back = Counter("".join(poppler(document, fonts, tmp_path).split()))
        assert not Counter({char: count for char, count in placed.items() if char.strip()}) - read_back, name
