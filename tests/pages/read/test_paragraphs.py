"""Alignment, indents, spacing and keeping together."""

import pytest
from pages.constructs import OFFICIAL_LIST, item, numbering
from pages.read.word_xml import all_paragraphs, blocks, first_paragraph, p, read, tbl, tc, text_of, tr


def format_of(properties: str, run: str = '<w:sz w:val="32"/>'):
    return first_paragraph(read(p("字", properties, run))).format


@pytest.mark.parametrize(
    ("written", "alignment"),
    [("left", "left"), ("start", "left"), ("center", "center"), ("right", "right"), ("end", "right"),
     ("both", "justify"), ("distribute", "distribute")],
)  # fmt: skip
def test_alignments(written, alignment):
    assert format_of(f'<w:jc w:val="{written}"/>').alignment == alignment


@pytest.mark.parametrize(
    ("indents", "expected"),
    [
        ('w:left="200" w:right="100" w:firstLine="420"', (10, 5, 21)),
        ('w:start="200" w:end="100"', (10, 5, 0)),
        ('w:left="420" w:hanging="420"', (21, 0, -21)),
        ('w:left="420" w:hanging="420" w:firstLine="100"', (21, 0, -21)),
        ('w:firstLineChars="200" w:firstLine="420"', (0, 0, 32)),
        ('w:leftChars="100" w:rightChars="50" w:hangingChars="100"', (16, 8, -16)),
        ('w:leftChars="0" w:left="420" w:firstLineChars="0" w:firstLine="0"', (21, 0, 0)),
    ],
)
def test_indents_in_characters_go_before_those_in_twips(indents, expected):
    form = format_of(f"<w:ind {indents}/>")
    assert (form.indent_left, form.indent_right, form.first_line) == expected


def test_a_direct_hanging_of_zero_takes_away_the_styles_first_line_indent():
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:ind w:firstLine="420"/></w:pPr></w:style>'
    body = p("字", '<w:pStyle w:val="A"/><w:ind w:hanging="0"/>')
    assert first_paragraph(read(body, styles=styles)).format.first_line == 0


@pytest.mark.parametrize(
    ("spacing", "before", "after"),
    [
        ('w:before="120" w:after="60"', 6, 3),
        ('w:before="120" w:beforeLines="50" w:afterLines="100"', 6, 12),
        ('w:beforeLines="0" w:before="100"', 5, 0),
        ('w:before="120" w:beforeAutospacing="1" w:afterAutospacing="on"', 14, 14),
        ('w:before="12pt" w:after="1mm"', 12, 72 / 25.4),
    ],
)
def test_space_before_and_after(spacing, before, after):
    form = format_of(f"<w:spacing {spacing}/>")
    assert (form.space_before, form.space_after) == pytest.approx((before, after))


@pytest.mark.parametrize(
    ("spacing", "rule", "line"),
    [
        ('w:line="360" w:lineRule="auto"', "auto", 1.5),
        ('w:line="360"', "auto", 1.5),
        ('w:line="560" w:lineRule="exact"', "exact", 28),
        ('w:line="300" w:lineRule="atLeast"', "at_least", 15),
    ],
)
def test_line_spacing(spacing, rule, line):
    form = format_of(f"<w:spacing {spacing}/>")
    assert (form.line_rule, form.line) == (rule, line)


def test_keeping_together():
    form = format_of('<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:widowControl w:val="0"/>')
    assert (form.keep_next, form.keep_lines, form.page_break_before, form.widow_control) == (True, True, True, False)
    assert format_of("").widow_control


CONTEXTUAL = (
    '<w:style w:type="paragraph" w:styleId="A">'
    '<w:pPr><w:spacing w:before="100" w:after="200"/><w:contextualSpacing/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr></w:style>'
)


def test_contextual_spacing_drops_the_space_between_paragraphs_of_one_style():
    body = "".join(p("字", f'<w:pStyle w:val="{style}"/>') for style in "AAAB")
    found = blocks(read(body, styles=CONTEXTUAL))
    assert [(f.format.space_before, f.format.space_after) for f in found] == [(5, 0), (0, 0), (0, 10), (2, 2)]


def test_a_table_between_two_paragraphs_ends_contextual_spacing():
    one = p("字", '<w:pStyle w:val="A"/>')
    body = one + tbl(tr(tc("格")), grid=(1000,)) + one
    first, _, last = blocks(read(body, styles=CONTEXTUAL))
    assert (first.format.space_after, last.format.space_before) == (10, 5)


def test_of_two_automatic_spaces_that_meet_one_counts():
    auto = '<w:spacing w:beforeAutospacing="1" w:afterAutospacing="1"/>'
    first, second = blocks(read(p("甲", auto) + p("乙", auto)))
    assert (first.format.space_after, second.format.space_before) == (14, 0)


def test_a_paragraph_that_is_hidden_with_its_mark_is_not_there():
    hidden = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>"
    document = read(p("甲") + hidden + p("乙"))
    assert len(blocks(document)) == 2
    assert document.unsupported == ()


def test_a_paragraph_with_a_hidden_end_goes_on_in_the_next_and_its_text_keeps_its_look():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:sz w:val="40"/></w:rPr></w:style>'
    )
    separator = '<w:pStyle w:val="H"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>'
    document = read(p("甲", separator) + p("", "<w:rPr><w:vanish/></w:rPr>") + p("乙") + p("丙"), styles=styles)
    first, second = blocks(document)
    assert [(run.text, run.style.size) for run in first.inlines] == [("甲", 20), ("乙", 10)]
    assert first.format.alignment == "left"
    assert text_of((second,)) == "丙"
    assert document.unsupported == ()


@pytest.mark.parametrize(("kind", "said"), [("<w:vanish/><w:specVanish/>", "一、甲乙"), ("<w:vanish/>", "甲乙")])
def test_a_heading_whose_end_alone_is_hidden_keeps_its_number(kind, said):
    hidden = f"<w:rPr>{kind}</w:rPr>"
    body = item("甲", 1, 0, hidden) + item("", 1, 0, hidden) + p("乙") + item("丙", 1)
    first, second = blocks(read(body, numbering=numbering(OFFICIAL_LIST)))
    assert text_of((first,)) == said
    assert text_of((second,)) == "二、丙"


def test_a_cell_keeps_its_only_paragraph_even_if_hidden():
    hidden = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
    body = tbl(f"<w:tr><w:tc>{hidden}</w:tc></w:tr>", grid=(1000,))
    assert len(list(all_paragraphs(blocks(read(body))))) == 1
