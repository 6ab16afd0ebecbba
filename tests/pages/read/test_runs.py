"""What stands inside a paragraph."""

import pytest
from pages.read.word_xml import (
    blocks,
    constructs,
    first_paragraph,
    first_run,
    p,
    read,
    tags_of,
    tbl,
    tc,
    text_of,
    tr,
    unsupported,
)

from docgen.pages.read.inline_model import ColumnBreak, LineBreak, PageBreak, PageField, Tab
from docgen.pages.read.run_model import TextRun


def inlines(content: str, **others: object):
    return first_paragraph(read(f"<w:p>{content}</w:p>", **others)).inlines


def r(content: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def test_white_space_is_kept_only_where_it_is_asked_for():
    assert inlines(r("<w:t>  甲 乙 </w:t>"))[0].text == "甲 乙"
    assert inlines(r(t("  甲 乙 ")))[0].text == "  甲 乙 "
    assert inlines(r(t("甲\n乙\t丙")))[0].text == "甲 乙 丙"


def test_neighbouring_runs_of_one_look_are_one_run():
    found = inlines(r(t("甲")) + '<w:proofErr w:type="spellStart"/>' + r(t("乙")) + r(t("丙"), "<w:b/>"))
    assert [(run.text, run.style.bold) for run in found] == [("甲乙", False), ("丙", True)]


def test_breaks_tabs_and_hyphens():
    found = inlines(
        r(t("甲") + "<w:br/>" + "<w:cr/>" + "<w:tab/>" + '<w:br w:type="page"/>')
        + r(t("乙") + "<w:noBreakHyphen/>" + t("丙") + "<w:softHyphen/>")
    )
    assert [type(inline) for inline in found] == [TextRun, LineBreak, LineBreak, Tab, PageBreak, TextRun]
    assert found[-1].text == "乙\u2011丙"


def test_breaks_of_lines_columns_and_pages_are_told_apart():
    kinds = [type(inline) for inline in inlines(r('<w:br/><w:br w:type="column"/><w:br w:type="page"/>'))]
    assert kinds == [LineBreak, ColumnBreak, PageBreak]


@pytest.mark.parametrize(
    ("symbol", "text"),
    [
        ('w:font="Wingdings" w:char="F0FE"', "☑"),
        ('w:font="Wingdings" w:char="00FE"', "☑"),
        ('w:font="Wingdings 2" w:char="F052"', "☑"),
        ('w:font="Symbol" w:char="F0B7"', "•"),
        ('w:font="Symbol" w:char="F061"', "α"),
    ],
)
def test_symbols_become_text(symbol, text):
    assert inlines(r(f"<w:sym {symbol}/>"))[0].text == text


def test_text_in_a_symbol_font_becomes_what_it_shows():
    assert inlines(r(t("þ甲"), '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'))[0].text == "☑甲"


def test_an_unknown_symbol_is_told():
    symbol = r('<w:sym w:font="Marlett" w:char="F061"/>')
    assert constructs(read(f"<w:p>{symbol}</w:p>")) == ["character F061 of the font Marlett"]


def test_the_east_asian_hint_moves_ambiguous_characters_only():
    fonts = '<w:rFonts w:ascii="Arial" w:eastAsia="宋体" w:hint="eastAsia"/>'
    found = inlines(r(t("“A”中"), fonts))
    assert [(run.text, run.style.latin) for run in found] == [
        ("“", "宋体"),
        ("A", "Arial"),
        ("”", "宋体"),
        ("中", "Arial"),
    ]
    assert [run.text for run in inlines(r(t("“A”中"), fonts.replace('w:hint="eastAsia"', "")))] == ["“A”中"]


def test_capitals_are_written_as_such():
    assert inlines(r(t("a市场"), "<w:caps/>"))[0].text == "A市场"


def test_hidden_text_is_not_there():
    document = read(f"<w:p>{r(t('见'))}{r(t('密'), '<w:vanish/><w:strike/>')}</w:p>")
    assert text_of(blocks(document)) == "见"
    assert document.unsupported == ()


def test_tracked_changes_count_as_accepted():
    content = (
        f"<w:ins>{r(t('入'))}</w:ins><w:del>{r('<w:delText>出</w:delText>')}</w:del>"
        f"<w:moveFrom>{r(t('旧'))}</w:moveFrom><w:moveTo>{r(t('新'))}</w:moveTo>"
    )
    assert "".join(run.text for run in inlines(content)) == "入新"


def test_text_in_links_smart_tags_and_controls_is_kept():
    content = (
        f'<w:hyperlink r:id="x">{r(t("链"))}</w:hyperlink><w:smartTag>{r(t("标"))}</w:smartTag>'
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r(t('控'))}</w:sdtContent></w:sdt>"
        f"<w:customXml>{r(t('定'))}</w:customXml><w:bookmarkStart/><w:bookmarkEnd/>"
    )
    assert "".join(run.text for run in inlines(content)) == "链标控定"


def control(content: str, tag: str = "") -> str:
    properties = f'<w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr>' if tag else ""
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_the_tag_of_a_control_marks_its_place_at_every_level():
    body = (
        f"<w:p>{control(r(t('行')), 'inline')}</w:p>"
        + control(control(p("块"), "inner") + p("次"), "block")
        + tbl(control(tr(control(tc("格"), "cell"), tc("二")), "row"), grid=(1000, 1000))
    )
    document = read(body)
    inline, block, second, table = blocks(document)
    assert tags_of(inline) == ["inline"]
    assert tags_of(block) == ["block", "inner"]
    assert tags_of(second) == []
    assert [tags_of(cell.blocks[0]) for cell in table.rows[0].cells] == [["row", "cell"], []]
    assert text_of(blocks(document)) == "行块次格二"


def test_a_choice_that_is_not_understood_gives_way_to_its_fallback():
    choices = (
        f'<mc:AlternateContent><mc:Choice Requires="{{}}">{t("新")}</mc:Choice>'
        f"<mc:Fallback>{t('旧')}</mc:Fallback></mc:AlternateContent>"
    )
    assert inlines(r(choices.format("wp15")))[0].text == "旧"
    assert inlines(r(choices.format("w14")))[0].text == "新"
    assert inlines(r(choices.format("wps")))[0].text == "新"


# --- fields -----------------------------------------------------------------------------------------------------------


def field(instruction: str, result: str | None = None, properties: str = "") -> str:
    stored = "" if result is None else '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + result
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{r(f"<w:instrText>{instruction}</w:instrText>", properties)}'
        f'{stored}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize("instruction", [" PAGE ", r"PAGE \* MERGEFORMAT", r" page \* Arabic"])
def test_page_fields_simple_and_complex(instruction):
    size = '<w:sz w:val="18"/>'
    (found,) = inlines(field(instruction, r(t("7"), size)))
    assert (found.kind, found.style.size) == ("PAGE", 9)
    (simple,) = inlines(f'<w:fldSimple w:instr="{instruction}">{r(t("7"), size)}</w:fldSimple>')
    assert simple == found


def test_the_number_of_pages_without_a_stored_result():
    (found,) = inlines(field("NUMPAGES"))
    assert isinstance(found, PageField)
    assert found.kind == "NUMPAGES"


def test_an_instruction_split_over_runs_is_one():
    parts = '<w:instrText>NUM</w:instrText></w:r><w:r><w:instrText xml:space="preserve">PAGES </w:instrText>'
    content = f'<w:r><w:fldChar w:fldCharType="begin"/>{parts}<w:fldChar w:fldCharType="end"/></w:r>'
    assert inlines(content)[0].kind == "NUMPAGES"


def test_other_fields_show_their_stored_result():
    document = read(f"<w:p>{field('DATE', r(t('今天')))}{field('XE 词')}</w:p>")
    assert text_of(blocks(document)) == "今天"
    assert document.unsupported == ()


def test_a_field_inside_an_instruction_is_no_text():
    nested = field("IF " + "</w:instrText></w:r>" + field("PAGE", r(t("3"))) + "<w:r><w:instrText>= 1", r(t("首页")))
    assert [inline.text for inline in inlines(nested)] == ["首页"]


def test_a_page_field_inside_a_stored_result_is_computed():
    nested = field("REF 目录", r(t("第")) + field("PAGE", r(t("3"))) + r(t("页")))
    assert [getattr(inline, "text", "#") for inline in inlines(nested)] == ["第", "#", "页"]


def test_a_field_over_several_paragraphs_keeps_its_text():
    begin = r('<w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText>')
    body = (
        f'<w:p>{begin}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(t("第一章"))}</w:p>'
        f'<w:p>{r(t("第二章"))}<w:r><w:fldChar w:fldCharType="end"/></w:r>{r(t("完"))}</w:p>'
    )
    document = read(body)
    assert text_of(blocks(document)) == "第一章第二章完"
    assert document.unsupported == ()


@pytest.mark.parametrize(
    ("instruction", "result", "told"),
    [
        (r"PAGE \* HEBREW1", "IV", r"number format of the field “PAGE \* HEBREW1”"),
        (r"NUMPAGES \# 00", "04", r"number format of the field “NUMPAGES \# 00”"),
        ("REF 书签", None, "field REF without a stored result"),
        ("FORMCHECKBOX", None, "field FORMCHECKBOX without a stored result"),
    ],
)
def test_fields_that_cannot_be_set_are_told(instruction, result, told):
    document = read(f"<w:p>{field(instruction, None if result is None else r(t(result)))}</w:p>")
    assert unsupported(document) == [(told, "body, paragraph 1" + (f" “{result}”" if result else ""))]


def test_underlining():
    assert first_run(read(p("字", run='<w:u w:val="single"/>'))).style.underline
    assert not first_run(read(p("字", run='<w:u w:val="none"/>'))).style.underline
    document = read(p("字", run='<w:u w:val="wave"/>'))
    assert first_run(document).style.underline
    assert first_run(document).style.adornment.underline == "wave"
    assert constructs(document) == []
