"""STYLEREF in headers: each page shows its own chapter."""

from __future__ import annotations

import pytest
from pages.constructs import item, level, numbering
from pages.office_pages import ours
from pages.read.word_xml import constructs, first_paragraph, p, read, text_of, unsupported, word_file
from pages.referring import field
from pages.section_constructs import PAGE_BREAK, refer, set_up

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="z"><w:name w:val="章题"/><w:aliases w:val="章,Chapter"/></w:style>'
)
HEADING = '<w:pStyle w:val="1"/>'
HEADER = set_up(refer(header="h.xml"))
CHAPTERS = (
    p("封面") + PAGE_BREAK + p("第一章　总则", HEADING) + p("正文") + PAGE_BREAK + p("续") + p("第二章　职责", HEADING)
    + p("第三章　附则", HEADING) + PAGE_BREAK + p("末页")
)  # fmt: skip


def headers(fonts, instruction: str, body: str = CHAPTERS, **others) -> list[str]:
    """What stands at the top of each page."""
    header = f"<w:p>{field(instruction, '旧')}</w:p>"
    docx = word_file(body + HEADER, styles=STYLES, parts={"h.xml": header}, **others)
    first: dict[int, str] = {}
    for line in ours(docx, fonts):
        first.setdefault(line.page, line.text)
    return list(first.values())


@pytest.mark.parametrize("name", ["标题 1", "标题1", "heading 1", "Heading 1", "1"])
def test_a_header_shows_the_chapter_of_its_page(fonts, name):
    expected = ["第一章总则", "第一章总则", "第二章职责", "第三章附则"]
    assert headers(fonts, f'STYLEREF "{name}" \\* MERGEFORMAT') == expected


def test_the_last_of_the_page_where_the_field_asks_for_it(fonts):
    assert headers(fonts, 'STYLEREF "标题 1" \\l') == ["第一章总则", "第一章总则", "第三章附则", "第三章附则"]


def test_the_number_of_a_heading_without_its_full_stop(fonts):
    body = item("总则", 1, 0, HEADING) + PAGE_BREAK + item("职责", 1, 0, HEADING)
    lists = numbering(level(0, "decimal", "%1."))
    assert headers(fonts, "STYLEREF 1 \\n", body, numbering=lists) == ["1", "2"]
    assert headers(fonts, "STYLEREF 1", body, numbering=lists) == ["总则", "职责"]
    assert headers(fonts, "STYLEREF 1 \\n") == ["0"] * 4


def test_styles_of_ones_own_are_found_by_any_of_their_names(fonts):
    body = p("甲", '<w:pStyle w:val="z"/>')
    assert headers(fonts, "STYLEREF 章题", body) == headers(fonts, "STYLEREF Chapter", body) == ["甲"]


def test_a_style_that_no_paragraph_has_is_told():
    for name in ("章题", "没有"):
        parts = {"h.xml": f"<w:p>{field(f'STYLEREF {name}', '旧')}</w:p>"}
        document = read(CHAPTERS + HEADER, styles=STYLES, parts=parts)
        assert len(document.unsupported) == 1
        told, place = unsupported(document)[0]
        assert told in {
            f"text of the style “{name}”, which no paragraph has",
            "text of the style “z”, which no paragraph has",
        }
        assert place == "header of section 1, paragraph 1 “旧”"


def test_contexts_of_numbers_are_told():
    header = field("STYLEREF 1 \\w", "旧")
    parts = {"h.xml": f"<w:p>{header}</w:p>"}
    assert constructs(read(CHAPTERS + HEADER, styles=STYLES, parts=parts)) == ["field STYLEREF 1 \\w"]


def test_in_the_body_the_stored_result_is_printed_as_of_other_fields():
    stored = field("STYLEREF 1 \\s", "2")
    document = read(f"<w:p>{stored}</w:p>", styles=STYLES)
    assert text_of((first_paragraph(document),)) == "2"
    assert document.unsupported == ()
