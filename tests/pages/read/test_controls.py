"""Content controls: whatever kind they are of, what they show is on paper, and their tags are places."""

from __future__ import annotations

import pytest
from pages.paragraph_constructs import control
from pages.read.word_xml import all_paragraphs, blocks, constructs, p, read, text_of

from docgen.pages.read.inline_model import PlaceMark
from docgen.pages.read.run_model import TextRun

TAG = "<w:tag w:val='sign'/>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


KINDS = [
    "<w:text/>",
    "<w:richText/>",
    '<w:date w:fullDate="2026-07-01T00:00:00Z"><w:dateFormat w:val="yyyy-MM-dd"/></w:date>',
    '<w:dropDownList><w:listItem w:displayText="甲" w:value="1"/></w:dropDownList>',
    "<w:comboBox/>",
    '<w14:checkbox><w14:checked w14:val="1"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/></w14:checkbox>',
    "<w:showingPlcHdr/><w:text/>",
    '<w:dataBinding w:xpath="/a/b" w:storeItemID="{A}"/><w:text/>',
    "<w:lock w:val='sdtContentLocked'/><w:group/>",
    "<w:docPartList/>",
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_control_in_a_line_shows_what_stands_in_it(kind):
    document = read(f"<w:p>{run('前')}{control(kind, run('☒ 内容'))}{run('后')}</w:p>")
    assert text_of(blocks(document)) == "前☒ 内容后"
    assert constructs(document) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_control_around_paragraphs_shows_them(kind):
    document = read(control(kind, p("一") + p("二")) + p("三"))
    assert [text_of((paragraph,)) for paragraph in all_paragraphs(blocks(document))] == ["一", "二", "三"]
    assert constructs(document) == []


def test_controls_in_controls_and_around_cells_and_rows_are_read_through():
    cell = control("<w:text/>", f"<w:tc>{p('格')}</w:tc>")
    row = control("<w:richText/>", f"<w:tr>{cell}<w:tc>{control('<w:text/>', p('邻'))}</w:tc></w:tr>")
    grid = '<w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="1000"/></w:tblGrid>'
    document = read(control("<w:richText/>", control("<w:text/>", f"<w:tbl><w:tblPr/>{grid}{row}</w:tbl>")) + p(""))
    assert text_of(blocks(document)) == "格邻"
    assert constructs(document) == []


def test_a_prompt_keeps_its_grey():
    grey = run("单击此处", '<w:color w:val="808080"/>')
    (paragraph,) = blocks(read(f"<w:p>{control('<w:showingPlcHdr/>', grey)}</w:p>"))
    assert [inline.style.color for inline in paragraph.inlines if isinstance(inline, TextRun)] == ["808080"]


def test_a_ticked_box_in_a_symbol_font_is_a_character():
    box = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    document = read(f"<w:p>{control('<w14:checkbox/>', box)}</w:p>")
    assert text_of(blocks(document)) == "☑"


def test_the_tag_of_a_control_is_a_place():
    (paragraph,) = blocks(read(f"<w:p>{control(TAG, run('签'))}</w:p>"))
    assert [inline.tag for inline in paragraph.inlines if isinstance(inline, PlaceMark)] == ["sign"]
