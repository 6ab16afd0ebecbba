"""Each construct that the engine cannot set is told with its place, and nothing harmless is."""

import pytest
from pages.drawing_xml import anchor, line, shape
from pages.read.word_xml import A4, blocks, constructs, first_run, p, read, simpler, tbl, tc, text_of, tr, unsupported

GRAPHIC = '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}"/></a:graphic>'


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:bdr w:val="apples"/>', "border of the kind “apples”"),
        ("<w:rtl/>", "right-to-left text"),
        ('<w:eastAsianLayout w:vert="1"/>', "characters turned within the line"),
    ],
)
def test_looks_of_text(properties, told):
    document = read(p("一二三", run=properties))
    assert unsupported(document) == [(told, "body, paragraph 1 “一二三”")]
    assert text_of(blocks(document)) == "一二三"


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ("<w:outline/>", "outlined text"),
        ("<w:shadow/>", "text with a shadow"),
        ("<w:emboss/>", "embossed text"),
        ("<w:imprint/>", "engraved text"),
        ('<w:shd w:val="diagStripe" w:fill="FFFF00"/>', "shading pattern “diagStripe”"),
        ("<w14:glow/>", "text effect “glow”"),
        ("<w14:textOutline><w14:solidFill/></w14:textOutline>", "text effect “textOutline”"),
        ("<w14:textFill><w14:gradFill/></w14:textFill>", "text effect “textFill”"),
    ],
)
def test_effects_of_text_are_set_plainly_and_told(properties, told):
    document = read(p("一二三", run=properties))
    assert simpler(document) == [(told, "body, paragraph 1 “一二三”")]
    assert text_of(blocks(document)) == "一二三"
    assert document.unsupported == ()


@pytest.mark.parametrize(
    "properties",
    [
        "<w14:textFill><w14:solidFill/></w14:textFill>",
        "<w14:textOutline><w14:noFill/><w14:round/></w14:textOutline>",
        '<w14:ligatures w14:val="none"/>',
    ],
)
def test_what_only_looks_like_an_effect_is_not_told(properties):
    assert read(p("字", run=properties)).simpler == ()


@pytest.mark.parametrize(
    ("pattern", "colour"), [("diagStripe", "808000"), ("thinHorzCross", "8F8F00"), ("pct25", "BFBF00")]
)
def test_a_pattern_of_lines_is_set_as_the_tint_that_it_makes(pattern, colour):
    document = read(p("字", run=f'<w:shd w:val="{pattern}" w:color="000000" w:fill="FFFF00"/>'))
    assert first_run(document).style.adornment.shading == colour


def test_a_look_that_no_character_has_is_not_told():
    document = read(p("", run='<w:outline/><w:bdr w:val="apples"/>'))
    assert (document.unsupported, document.simpler) == ((), ())


def test_direct_formatting_takes_back_what_a_style_asks_for():
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:bdr w:val="apples"/><w:rtl/></w:rPr></w:style>'
    back = '<w:bdr w:val="none"/><w:rtl w:val="0"/>'
    assert constructs(read(p("字", '<w:pStyle w:val="A"/>', back), styles=styles)) == []


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:pBdr><w:left w:val="apples" w:sz="4"/></w:pBdr>', "border of the kind “apples”"),
        ('<w:framePr w:dropCap="drop" w:lines="3"/>', "drop cap"),
        ('<w:framePr w:w="100"/>', "text frame without a paragraph after it"),
        ("<w:bidi/>", "right-to-left paragraph"),
        ('<w:textDirection w:val="tbRl"/>', "vertical text"),
    ],
)
def test_formats_of_paragraphs(properties, told):
    assert constructs(read(p("字", properties))) == [told]


HARMLESS = (
    '<w:numPr><w:numId w:val="0"/></w:numPr><w:pBdr><w:bottom w:val="nil"/></w:pBdr>'
    '<w:shd w:val="clear" w:fill="auto"/>'
    '<w:kinsoku/><w:wordWrap w:val="0"/><w:overflowPunct/><w:topLinePunct/><w:autoSpaceDE/><w:autoSpaceDN/>'
    '<w:bidi w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/><w:textAlignment w:val="auto"/>'
    '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs><w:suppressLineNumbers/>'
)


def test_what_changes_nothing_on_paper_is_not_told():
    run = (
        '<w:lang w:val="en-US"/><w:kern w:val="2"/><w:szCs w:val="21"/><w:bCs/><w:noProof/><w:webHidden/>'
        '<w:spacing w:val="0"/><w:w w:val="100"/><w:position w:val="0"/><w:vertAlign w:val="baseline"/>'
        '<w:highlight w:val="none"/><w:effect w:val="none"/><w:rtl w:val="0"/><w:shd w:val="clear" w:fill="auto"/>'
    )
    section = (
        f'<w:sectPr w:rsidR="00">{A4}<w:cols w:space="720"/><w:docGrid w:linePitch="360"/>'
        '<w:pgNumType w:fmt="lowerRoman"/>'
        '<w:vAlign w:val="top"/><w:type w:val="nextPage"/><w:paperSrc w:first="1"/></w:sectPr>'
    )
    body = (
        '<w:bookmarkStart w:id="1" w:name="_GoBack"/>' + p("字", HARMLESS, run) + '<w:bookmarkEnd w:id="1"/>' + section
    )
    assert constructs(read(body)) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<w:footnoteReference w:id="2"/>', "footnote that has no text"),
        ('<w:endnoteReference w:id="2"/>', "endnote that has no text"),
        ("<w:object/>", "embedded object"),
        ('<w:pict><v:shape type="#_x0000_t144"><v:textpath string="草稿"/></v:shape></w:pict>', "word art"),
        ('<w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict>', "picture that is linked, not embedded"),
        ('<w:pict><v:shape path="m,l,21600"/></w:pict>', "shape “path”"),
        ('<w:pict><v:shape type="#_x0000_t13"/></w:pict>', "shape “13”"),
        ("<w:pict><v:curve/></w:pict>", "shape"),
        ('<w:pict><v:rect><v:fill type="gradient"/></v:rect></w:pict>', "shape filled with a gradient"),
        ('<w:pict><v:rect><v:shadow on="t"/></v:rect></w:pict>', "shape with an effect"),
        (f"<w:drawing><wp:inline>{GRAPHIC.format(kind='chart')}</wp:inline></w:drawing>", "chart"),
        (f"<w:drawing><wp:inline>{GRAPHIC.format(kind='diagram')}</wp:inline></w:drawing>", "SmartArt"),
        (f"<w:drawing><wp:anchor>{GRAPHIC.format(kind='picture')}</wp:anchor></w:drawing>", "floating picture"),
        ("<w:blink/>", "element blink"),
    ],
)
def test_things_in_a_run(content, told):
    assert unsupported(read(f"<w:p><w:r>{content}</w:r></w:p>")) == [(told, "body, paragraph 1")]


GRADIENT = "<a:gradFill><a:gsLst/></a:gradFill>"
EFFECT = "<a:effectLst><a:outerShdw/></a:effectLst>"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (shape(90, 30, kind="cloud"), "shape “cloud”"),
        (shape(90, 30, looks=GRADIENT), "shape filled with a gradient"),
        (shape(90, 30, looks=EFFECT), "shape with an effect"),
        (shape(90, 30, looks=line("000000", 3).replace("<a:ln ", '<a:ln cmpd="dbl" ')), "shape with a double outline"),
        (shape(90, 30, looks='<a:solidFill><a:srgbClr val="FF0000"><a:alpha val="50000"/></a:srgbClr></a:solidFill>'),
         "shape that lets through what lies below"),
        (shape(90, 30, p("字"), body='vert="eaVert"'), "vertical text"),
        (shape(90, 30, p("字"), body='numCol="2"'), "text box with columns"),
        (shape(90, 30, p("字"), body='rot="5400000"'), "text that is turned in its text box"),
        (shape(90, 30, p("字"), fit='<a:prstTxWarp prst="textArchUp"/>'), "word art"),
    ],
)  # fmt: skip
def test_what_of_a_shape_cannot_be_drawn_is_told(content, told):
    ((construct, place),) = unsupported(read(f"<w:p>{anchor(content, 90, 30)}</w:p>"))
    assert construct == told
    assert place.startswith("body, paragraph 1")


def test_what_of_a_text_boxs_text_cannot_be_set_is_told_with_its_place():
    box = anchor(shape(90, 30, p("甲") + p("旧", run='<w:bdr w:val="apples"/>')), 90, 30)
    assert unsupported(read(f"<w:p>{box}</w:p>")) == [
        ("border of the kind “apples”", "body, paragraph 1 “甲旧”, text box, paragraph 2 “旧”")
    ]


def test_a_footnote_in_a_text_box_is_told():
    box = anchor(shape(90, 30, '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'), 90, 30)
    (told,) = constructs(read(f"<w:p>{box}</w:p>"))
    assert told == "note in a header, a footer, a text box or another note"


def test_formulas_guides_and_unknown_elements():
    guide, base = "<w:rt><w:r><w:t>pin</w:t></w:r></w:rt>", "<w:rubyBase><w:r><w:t>拼</w:t><w:tab/></w:r></w:rubyBase>"
    ruby = f"<w:r><w:ruby>{guide}{base}</w:ruby></w:r>"
    document = read(f"<w:p><m:oMath/>{ruby}<w:marquee/></w:p><w:altChunk/><w:poem/>")
    assert constructs(document) == [
        "formula",
        "phonetic guide",
        "element marquee",
        "embedded file (altChunk)",
        "element poem",
    ]
    assert text_of(blocks(document)) == "拼"


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:lnNumType w:countBy="5"/>', "line numbers"),
        ('<w:pgBorders><w:top w:val="apples"/><w:left w:val="apples"/></w:pgBorders>', "border of the kind “apples”"),
        ('<w:vAlign w:val="both"/>', "text spread over the height of the page"),
        ('<w:textDirection w:val="tbRl"/>', "vertical text"),
        ("<w:bidi/>", "right-to-left section"),
    ],
)
def test_page_set_ups(properties, told):
    assert unsupported(read(p("字") + f"<w:sectPr>{A4}{properties}</w:sectPr>")) == [(told, "section 1")]


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:tblpPr w:vertAnchor="text"/>', "floating table with text beside it"),
        (
            '<w:tblpPr w:vertAnchor="text" w:tblpY="-900"/>',
            "floating table above the place where it stands in the text",
        ),
        ('<w:tblpPr w:vertAnchor="page" w:tblpYSpec="bottom"/>', "floating table at a fixed place of the page"),
        ('<w:tblBorders><w:top w:val="apples"/></w:tblBorders>', "border of the kind “apples”"),
    ],
)
def test_tables(properties, told):
    body = p("字") + tbl(tr(tc("格")), properties=properties, grid=(1000,))
    assert unsupported(read(body)) == [(told, "body, table 1")]


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:textDirection w:val="tbLrV"/>', "vertical text whose lines go from left to right"),
        ('<w:tcBorders><w:tl2br w:val="apples"/></w:tcBorders>', "border of the kind “apples”"),
    ],
)
def test_cells(properties, told):
    body = tbl(tr(tc("一"), tc("二")), tr(tc("三"), tc("四", properties)), grid=(1000, 1000))
    assert unsupported(read(body)) == [(told, "body, table 1, row 2, cell 2")]


def test_a_table_at_a_place_of_the_page_must_open_it():
    where = '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="center"/>'
    floating = tbl(tr(tc("格")), properties=where, grid=(9000,))
    ends = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    told = [("floating table at a fixed place of the page", "body, table 1")]
    assert unsupported(read(floating + p("后"))) == []
    assert unsupported(read(ends + floating + p("后") + "<w:sectPr/>")) == []
    for body in (
        p("前") + floating,
        ends + floating + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
        f"<w:sdt><w:sdtContent>{floating}</w:sdtContent></w:sdt>",
    ):
        assert unsupported(read(body)) == told


@pytest.mark.parametrize("kind", ["<w:drawing/>", '<w:footnoteReference w:id="2"/>'])
def test_what_cannot_stand_in_vertical_text_is_named(kind):
    cell = f'<w:tc><w:tcPr><w:textDirection w:val="tbRl"/></w:tcPr><w:p><w:r>{kind}</w:r></w:p></w:tc>'
    told = unsupported(read(tbl(tr(cell), grid=(1000,))))
    assert ("picture or footnote in vertical text", "body, table 1, row 1, cell 1") in told


def test_the_place_names_nested_tables_headers_and_footers():
    outlined = p("旧", run='<w:bdr w:val="apples"/>')
    inner = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{outlined}</w:tc></w:tr></w:tbl>"
    body = p("甲") + tbl(f"<w:tr><w:tc>{inner}<w:p/></w:tc></w:tr>", grid=(3000,))
    references = '<w:headerReference w:type="default" r:id="h.xml"/><w:footerReference w:type="default" r:id="f.xml"/>'
    parts = {"h.xml": outlined, "f.xml": p("页脚很长很长很长很长很长很长", run="<w:rtl/>")}
    document = read(body + f"<w:sectPr>{references}{A4}</w:sectPr>", parts=parts)
    assert unsupported(document) == [
        ("border of the kind “apples”", "body, table 1, row 1, cell 1, table 1, row 1, cell 1, paragraph 1 “旧”"),
        ("border of the kind “apples”", "header of section 1, paragraph 1 “旧”"),
        ("right-to-left text", "footer of section 1, paragraph 1 “页脚很长很长很长很长很长…”"),
    ]


def test_a_construct_is_told_once_a_paragraph():
    run = '<w:r><w:rPr><w:outline/><w:bdr w:val="apples"/></w:rPr><w:t>旧</w:t></w:r>'
    document = read(f"<w:p>{run * 3}</w:p><w:p>{run}</w:p>")
    assert constructs(document) == ["border of the kind “apples”"] * 2
    assert [found for found, _ in simpler(document)] == ["outlined text"] * 2


def test_a_field_that_never_ends_is_told_since_it_may_swallow_text():
    begin = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>没了</w:t></w:r></w:p>'
    assert unsupported(read(begin)) == [("field without an end", "body")]
    body = p("甲") + '<w:sectPr><w:headerReference w:type="default" r:id="h.xml"/></w:sectPr>'
    assert unsupported(read(body, parts={"h.xml": begin})) == [("field without an end", "header of section 1")]
