"""Numbered paragraphs: the numbers that they get, how they look, and what of lists cannot be set."""

from __future__ import annotations

import pytest
from pages.constructs import BULLET_LIST, OFFICIAL_LIST, OUTLINE_LIST, RESTARTED, hanging, item, level, numbering
from pages.read.word_xml import all_paragraphs, blocks, constructs, first_paragraph, p, read

from docgen.pages.read.inline_model import Picture, Tab
from docgen.pages.read.numerals import numeral
from docgen.pages.read.run_model import TextRun

PICTURE_BULLET = (
    '<w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape style="width:24pt;height:12pt" o:bullet="t">'
    '<v:imagedata r:id="image1.png"/></v:shape></w:pict></w:numPicBullet>'
    + level(0, "bullet", "•", '<w:lvlPicBulletId w:val="0"/>')
)
DOT = b"\x89PNG\r\n\x1a\n and so on"


def said(document) -> list[str]:
    """The text of each paragraph, `|` for a tab."""
    return [
        "".join(inline.text if isinstance(inline, TextRun) else "|" for inline in paragraph.inlines)
        for paragraph in all_paragraphs(blocks(document))
    ]


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九", 101: "一○一"}),
        (
            "chineseCountingThousand",
            {12: "十二", 101: "一百零一", 110: "一百一十", 1001: "一千零一", 2020: "二千零二十"},
        ),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 25: "贰拾伍"}),
        ("ideographDigital", {10: "一〇", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("japaneseCounting", {10: "十", 21: "二十一", 101: "百一", 1120: "千百二十"}),
        ("ideographLegalTraditional", {3: "參", 21: "貳拾壹"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "甲子"}),
        ("ordinal", {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"}),
        ("001", {1: "001", 12: "012", 1234: "1234"}),
    ],
)
def test_numbers_are_written_in_the_format_asked_for(style, numbers):
    assert {number: numeral(number, style) for number in numbers} == numbers


def test_levels_count_on_their_own_and_begin_anew_under_the_next_number():
    body = "".join(item("项", 2, place) for place in (0, 1, 1, 2, 2, 1, 2, 0, 1))
    labels = [text.partition("|")[0] for text in said(read(body, numbering=numbering("", OUTLINE_LIST)))]
    assert labels == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "1.3", "1.3.1", "2", "2.1"]


def test_a_level_may_go_on_counting():
    going_on = level(0, "decimal", "第%1章") + level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>')
    body = "".join(item("", 1, place) for place in (0, 1, 1, 0, 1))
    assert said(read(body, numbering=numbering(going_on))) == ["第1章|", "第1条|", "第2条|", "第2章|", "第3条|"]


def test_a_level_that_comes_without_its_outer_one_takes_that_as_begun():
    assert said(read(item("项", 1, 1), numbering=numbering(OUTLINE_LIST))) == ["1.1|项"]


def test_lists_of_one_definition_count_together_unless_one_begins_anew():
    body = item("", 2) + item("", 9) + item("", 9) + item("", 2)
    labels = said(read(body, numbering=numbering("", OUTLINE_LIST, nums=RESTARTED)))
    assert labels == ["1|", "5|", "6|", "7|"]


def test_legal_numbering_writes_digits_everywhere():
    legal = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert said(read(item("", 1) + item("", 1, 1), numbering=numbering(legal))) == ["第一章|", "1.1|"]


def test_a_style_brings_its_list_and_keeps_its_own_indent():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:ind w:left="200" w:hanging="200"/></w:pPr></w:style>'
    )
    document = read(p("字", '<w:pStyle w:val="H"/>'), styles=styles, numbering=numbering(BULLET_LIST))
    assert said(document) == ["●|字"]
    assert first_paragraph(document).format.indent_left == 10
    direct = read(item("字", 1), styles=styles, numbering=numbering(BULLET_LIST))
    assert first_paragraph(direct).format.indent_left == 21
    without = p("字", '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert said(read(without, styles=styles, numbering=numbering(BULLET_LIST))) == ["字"]


def test_a_number_looks_as_the_paragraphs_mark_and_its_level_say():
    bold = level(0, "decimal", "%1.", "", hanging(420, 420)).replace("</w:lvl>", "<w:rPr><w:b/></w:rPr></w:lvl>")
    mark = '<w:rPr><w:color w:val="FF0000"/></w:rPr>'
    label, tab, text = first_paragraph(read(item("字", 1, 0, mark), numbering=numbering(bold))).inlines
    assert isinstance(label, TextRun)
    assert isinstance(tab, Tab)
    assert isinstance(text, TextRun)
    assert (label.style.bold, label.style.color) == (True, "FF0000")
    assert (text.style.bold, text.style.color) == (False, "000000")


def test_a_format_of_the_files_own_gives_numbers_with_zeros():
    usual, own = '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{own}</mc:Choice><mc:Fallback>{usual}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    lists = numbering(level(0, "decimal", "第%1号").replace(usual, both))
    assert said(read(item("", 1) * 2, numbering=lists)) == ["第001号|", "第002号|"]


def test_bullets_of_symbol_fonts_become_characters():
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl>'
    bullet = level(0, "bullet", "\uf06c").replace("</w:lvl>", fonts)
    assert said(read(item("字", 1), numbering=numbering(bullet))) == ["●|字"]


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (level(0, "hebrew1", "%1."), "numbers in the format “hebrew1”"),
        (PICTURE_BULLET.replace("image1.png", "image2.emf"), "picture as a bullet"),
        (PICTURE_BULLET.replace("image1.png", "missing.png"), "picture as a bullet"),
    ],
)
def test_what_of_lists_cannot_be_set_is_told(own, told):
    pictures, end, own = own.rpartition("</w:numPicBullet>")
    document = read(item("字", 1), numbering=pictures + end + numbering(own), parts={"image2.emf": b"no picture"})
    assert constructs(document) == [told]


def test_a_picture_stands_as_a_bullet_as_high_as_the_text():
    pictures, end, own = PICTURE_BULLET.rpartition("</w:numPicBullet>")
    document = read(item("字", 1), numbering=pictures + end + numbering(own), parts={"image1.png": DOT})
    picture, tab, _ = first_paragraph(document).inlines
    assert isinstance(picture, Picture)
    assert isinstance(tab, Tab)
    assert (picture.data, picture.width, picture.height) == (DOT, 20, 10)
    assert constructs(document) == []


@pytest.mark.parametrize(("side", "share"), [("left", None), ("center", 0.5), ("right", 1), ("end", 1)])
def test_a_number_stands_out_by_as_much_as_its_alignment_says(side, share):
    own = level(0, "decimal", "（%1）").replace('<w:lvlJc w:val="left"/>', f'<w:lvlJc w:val="{side}"/>')
    number = first_paragraph(read(item("字", 1), numbering=numbering(own))).number
    assert number == (None if share is None else (3, share))


def test_a_list_that_is_not_there_numbers_nothing():
    assert said(read(item("字", 7), numbering=numbering(OFFICIAL_LIST))) == ["字"]
