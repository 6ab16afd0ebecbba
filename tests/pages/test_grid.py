"""The document grid, as Word has it where LibreOffice has not: see also `test_against_office`."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pages.constructs import TEXT, file, grid, par, r, spacing
from pages.office_pages import ours
from pages.read.word_xml import p, tbl, tc, tr, word_file
from small_pages import word

from docgen.pages import lay_out
from docgen.pages.model import TextItem

FONT = '<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/>'
OFFICIAL_PAGE = (  # GB/T 9704: a body of 156 x 225 mm, 三号 type
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="851"/>'
    '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/></w:sectPr>'
)
SIZE_3 = f'<w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'


def distances(lines) -> list[float]:
    return [round(after.baseline - before.baseline, 1) for before, after in pairwise(lines)]


def test_a_page_of_an_official_document_holds_22_lines_of_28_characters(fonts):
    lines = ours(word_file(p("公" * 28 * 30) + OFFICIAL_PAGE, styles=SIZE_3), fonts)
    assert {len(line.text) for line in lines} == {28}
    assert [sum(line.page == number for line in lines) for number in range(2)] == [22, 8]


def test_exact_lines_take_no_notice_of_the_grid(fonts):
    lines = ours(file(p(TEXT * 3, spacing("exact", 560)), section=grid("lines", 312)), fonts)
    assert set(distances(lines)) == {28}


def test_a_least_height_counts_where_it_is_more_than_the_grids(fonts):
    body = p(TEXT * 3, spacing("atLeast", 600)) + p("隔") + p(TEXT * 3, spacing("atLeast", 200))
    taken = distances(ours(file(body, section=grid("lines", 312)), fonts))
    assert (taken[0], taken[-1]) == (30, 15.6)


def test_type_of_12_points_takes_one_line_of_the_usual_grid_as_in_word(fonts):
    assert set(distances(ours(file(p(TEXT * 3), size=24, section=grid("lines", 312)), fonts))) == {15.6}
    assert set(distances(ours(file(p(TEXT * 3), size=32, section=grid("lines", 312)), fonts))) == {31.2}


def test_lines_in_tables_keep_to_the_grid_only_where_the_document_asks_for_it(fonts):
    table = tbl(tr(tc("甲")), tr(tc("乙")), grid=(3000,))
    alone = distances(ours(file(table, section=grid("lines", 480)), fonts))
    setting = "<w:compat><w:adjustLineHeightInTable/></w:compat>"
    asked = distances(ours(file(table, section=grid("lines", 480), settings=setting), fonts))
    assert asked[0] - alone[0] > 8
    assert asked[0] >= 24


def test_runs_and_paragraphs_can_leave_the_grid_of_characters(fonts):
    wide = grid("linesAndChars", 312, 4096 * 10)

    def lengths(body: str) -> int:
        return len(ours(file(body, section=wide), fonts)[0].text)

    assert lengths(p("公" * 60)) == 19
    assert lengths(p("公" * 60, '<w:snapToGrid w:val="0"/>')) == 38
    assert lengths(p("公" * 60, run='<w:snapToGrid w:val="0"/>')) == 38


def test_a_stop_hangs_at_the_lines_end_unless_the_paragraph_forbids_it(fonts):
    text = "公" * 38 + "。" + "文" * 5
    assert [len(line.text) for line in ours(file(p(text)), fonts)] == [39, 5]
    assert [len(line.text) for line in ours(file(p(text, '<w:overflowPunct w:val="0"/>')), fonts)] == [37, 7]


def test_characters_of_every_size_stand_in_cells_that_line_up(fonts):
    large = r("大", '<w:sz w:val="40"/>')
    body = p("公" * 60) + par(r("甲乙"), large, r("丙丁"), r("ab"), r("戊"))
    docx = file(body, section=grid("snapToChars", 312, 4096 * 2))
    (document,) = lay_out([word(docx=docx)], fonts)
    texts = [item for item in document.pages[0].items if isinstance(item, TextItem)]
    assert [len(item.text) for item in texts[:2]] == [32, 28]
    assert (texts[0].x, texts[0].spacing) == pytest.approx((1953 / 20 + 1, 2))
    first, big, second, narrow, last = texts[2:]
    cells = [(item.x - 1953 / 20) / 12.5 for item in (first, second, last)]
    assert cells == pytest.approx([0.08, 4.08, 4 + 2 + 1 + 0.08])
    assert big.x - 1953 / 20 == pytest.approx(2 * 12.5 + (25 - 20) / 2)
    room = 12.5 - narrow.face.width("ab") * 10.5
    assert narrow.x - 1953 / 20 == pytest.approx(6 * 12.5 + room / 2)


def test_cells_are_as_wide_as_the_usual_text_and_what_the_grid_adds(fonts):
    lines = ours(file(p("公" * 100), size=32, section=grid("snapToChars", 579, -849)), fonts)
    assert {len(line.text) for line in lines[:-1]} == {int(400 / (16 - 849 / 4096))}


def test_text_that_leaves_the_grid_stands_in_no_cell(fonts):
    wide = grid("snapToChars", 312, 4096 * 10)
    for body in (p("公" * 60, '<w:snapToGrid w:val="0"/>'), p("公" * 60, run='<w:snapToGrid w:val="0"/>')):
        assert len(ours(file(body, section=wide), fonts)[0].text) == 38
