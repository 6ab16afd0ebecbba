"""How the layers of styles come to the look of a run or paragraph."""

import itertools

import pytest
from pages.read.word_xml import all_paragraphs, blocks, first_paragraph, first_run, p, read, tbl, tc, tr

LAYERS = ("defaults", "table", "paragraph", "character", "direct")


def layered(properties: dict[str, str]) -> str:
    """A style sheet whose layers hold these run properties."""
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{properties.get('defaults', '')}</w:rPr></w:rPrDefault></w:docDefaults>"
        f'<w:style w:type="table" w:styleId="T"><w:rPr>{properties.get("table", "")}</w:rPr></w:style>'
        f'<w:style w:type="paragraph" w:styleId="P"><w:rPr>{properties.get("paragraph", "")}</w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="C"><w:rPr>{properties.get("character", "")}</w:rPr></w:style>'
    )


def paragraph_style(key: str, run: str = "", *, based_on: str = "", properties: str = "") -> str:
    """A paragraph style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    format_ = f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr>"
    return f'<w:style w:type="paragraph" w:styleId="{key}">{base}{format_}</w:style>'


def run_in_all_layers(properties: dict[str, str]):
    """The run that stands in a table cell, with a paragraph style, a character style and direct formatting."""
    run = '<w:rStyle w:val="C"/>' + properties.get("direct", "")
    paragraph = p("字", '<w:pStyle w:val="P"/>', run)
    cell = f"<w:tc>{paragraph}</w:tc>"
    body = tbl(tr(cell), properties='<w:tblStyle w:val="T"/>', grid=(2000,))
    paragraph = next(all_paragraphs(blocks(read(body, styles=layered(properties)))))
    return paragraph.inlines[0].style


@pytest.mark.parametrize("count", range(len(LAYERS)))
def test_the_highest_layer_that_says_a_size_decides(count):
    sizes = {layer: f'<w:sz w:val="{20 + 2 * index}"/>' for index, layer in enumerate(LAYERS[: count + 1])}
    assert run_in_all_layers(sizes).size == 10 + count


@pytest.mark.parametrize("on", list(itertools.product([False, True], repeat=3)))
def test_bold_is_on_where_an_odd_number_of_style_levels_say_so(on):
    layers = [layer for layer, is_on in zip(LAYERS[1:4], on, strict=True) if is_on]
    assert run_in_all_layers(dict.fromkeys(layers, "<w:b/>")).bold == (len(layers) % 2 == 1)


def test_bold_in_the_defaults_stays_bold_whatever_styles_say():
    assert run_in_all_layers({"defaults": "<w:b/>", "paragraph": "<w:b/>"}).bold


@pytest.mark.parametrize(
    ("direct", "bold"), [("<w:b/>", True), ('<w:b w:val="0"/>', False), ('<w:b w:val="off"/>', False)]
)
def test_direct_bold_counts_as_it_stands(direct, bold):
    assert run_in_all_layers({"paragraph": "<w:b/>", "character": "<w:b/>", "direct": direct}).bold is bold
    assert run_in_all_layers({"paragraph": "<w:b/>", "direct": direct}).bold is bold


def test_within_a_based_on_chain_the_later_toggle_counts():
    styles = paragraph_style("A", "<w:b/><w:i/>") + paragraph_style("B", "<w:b/>", based_on="A")
    style = first_run(read(p("字", '<w:pStyle w:val="B"/>'), styles=styles)).style
    assert style.bold
    assert style.italic


def test_fonts_are_inherited_slot_by_slot():
    base = paragraph_style("A", '<w:rFonts w:ascii="Arial" w:eastAsia="黑体"/>')
    styles = base + paragraph_style("B", '<w:rFonts w:eastAsia="楷体"/>', based_on="A")
    style = first_run(read(p("字", '<w:pStyle w:val="B"/>'), styles=styles)).style
    assert (style.latin, style.east_asian) == ("Arial", "楷体")


THEME = (
    "<a:themeElements><a:clrScheme><a:accent1><a:srgbClr val='4f81bd'/></a:accent1></a:clrScheme><a:fontScheme>"
    '<a:majorFont><a:latin typeface="Calibri Light"/><a:ea typeface=""/><a:font script="Hans" typeface="等线 Light"/>'
    '<a:font script="Jpan" typeface="游ゴシック"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="华文仿宋"/></a:minorFont>'
    "</a:fontScheme></a:themeElements>"
)


def test_theme_fonts_go_before_named_ones_and_follow_the_language():
    fonts = '<w:rFonts w:ascii="Arial" w:asciiTheme="majorHAnsi" w:eastAsia="宋体" w:eastAsiaTheme="majorEastAsia"/>'
    style = first_run(read(p("字", run=fonts), theme=THEME)).style
    assert (style.latin, style.east_asian) == ("Calibri Light", "等线 Light")
    japanese = '<w:themeFontLang w:eastAsia="ja-JP"/>'
    assert first_run(read(p("字", run=fonts), theme=THEME, settings=japanese)).style.east_asian == "游ゴシック"
    minor = '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>'
    assert first_run(read(p("字", run=minor), theme=THEME)).style.east_asian == "华文仿宋"


@pytest.mark.parametrize(
    ("color", "expected"),
    [
        ('<w:color w:val="ff0000"/>', "FF0000"),
        ('<w:color w:val="auto"/>', "000000"),
        ('<w:color w:val="auto" w:themeColor="accent1"/>', "4F81BD"),
        ('<w:color w:val="112233" w:themeColor="accent1"/>', "112233"),
    ],
)
def test_colours(color, expected):
    assert first_run(read(p("字", run=color), theme=THEME)).style.color == expected


def test_a_size_that_nothing_gives_is_ten_points():
    assert first_run(read(p("字"))).style.size == 10


def test_the_default_paragraph_style_applies_where_none_or_a_missing_one_is_named():
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    assert first_paragraph(read(p("字"), styles=styles)).format.alignment == "justify"
    assert first_paragraph(read(p("字", '<w:pStyle w:val="no"/>'), styles=styles)).format.alignment == "justify"


def test_a_chain_that_bites_its_tail_ends():
    styles = paragraph_style("A", "<w:b/>", based_on="B") + paragraph_style("B", "<w:i/>", based_on="A")
    style = first_run(read(p("字", '<w:pStyle w:val="A"/>'), styles=styles)).style
    assert style.bold
    assert style.italic


def test_a_heading_has_its_outline_level():
    styles = paragraph_style("1", properties='<w:outlineLvl w:val="0"/>')
    styles += paragraph_style("2", based_on="1", properties='<w:outlineLvl w:val="1"/>')
    found = blocks(read("".join(p("题", f'<w:pStyle w:val="{key}"/>') for key in "12x"), styles=styles))
    assert [paragraph.heading for paragraph in found] == [1, 2, 0]
    assert first_paragraph(read(p("文", '<w:outlineLvl w:val="9"/>'))).heading == 0


def test_an_empty_paragraph_has_the_look_of_its_mark():
    paragraph = first_paragraph(read('<w:p><w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:pPr></w:p>'))
    assert paragraph.inlines == ()
    assert paragraph.mark.size == 22


def test_a_table_style_formats_paragraphs_below_the_paragraph_style():
    styles = (
        "<w:docDefaults><w:pPrDefault><w:pPr>"
        "<w:spacing w:before='40' w:after='200'/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:jc w:val="right"/></w:pPr></w:style>'
        '<w:style w:type="table" w:styleId="T"><w:pPr><w:jc w:val="center"/><w:spacing w:after="0"/></w:pPr></w:style>'
    )
    body = tbl(tr(tc("字")), properties='<w:tblStyle w:val="T"/>', grid=(2000,))
    form = next(all_paragraphs(blocks(read(body, styles=styles)))).format
    assert (form.alignment, form.space_before, form.space_after) == ("right", 2, 0)
