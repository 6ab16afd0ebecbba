"""Hyperlinks, bookmarks, page numbers of bookmarks, notes, comments and tracked changes as they are read."""

from __future__ import annotations

import pytest
from pages.constructs import TAB, par, r
from pages.read.word_xml import (
    all_paragraphs,
    blocks,
    constructs,
    first_paragraph,
    p,
    read,
    tbl,
    tc,
    text_of,
    tr,
    unsupported,
)
from pages.referring import entry, field, link, marked, notes, reference

from docgen.messages import Translator
from docgen.pages.read.document_model import WordDocument
from docgen.pages.read.inline_model import Bookmark, Note, PageField
from docgen.pages.read.run_model import Link, TextRun


def links_of(document: WordDocument) -> dict[str, Link | None]:
    """Each stretch of text with where it leads."""
    runs = [run for block in all_paragraphs(blocks(document)) for run in block.inlines if isinstance(run, TextRun)]
    return {run.text: run.style.adornment.link for run in runs}


def texts(document: WordDocument) -> list[str]:
    return [text_of((paragraph,)) for paragraph in all_paragraphs(blocks(document))]


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("mailto:office@example.org", "mailto:office@example.org"),
        ("https://example.org/计划", "https://example.org/%E8%AE%A1%E5%88%92"),
    ],
)
def test_text_of_a_hyperlink_leads_to_its_address(address, uri):
    document = read(par(r("前"), link(r("网站"), address="a"), r("后")), addresses={"a": address})
    assert links_of(document) == {"前": None, "网站": Link(uri=uri), "后": None}
    assert document.unsupported == ()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "other.docx", "HTTPX://a"])
def test_other_addresses_are_printed_but_lead_nowhere(address):
    document = read(par(link(r("字"), address="a")), addresses={"a": address})
    assert links_of(document) == {"字": None}
    assert document.unsupported == ()


def test_a_hyperlink_leads_to_a_bookmark_or_to_a_place_on_a_page_of_the_web():
    body = par(link(r("内"), anchor="one"), link(r("外"), anchor="two", address="a"))
    document = read(body, addresses={"a": "https://example.org"})
    assert links_of(document) == {"内": Link(bookmark="one"), "外": Link(uri="https://example.org#two")}


@pytest.mark.parametrize(
    ("instruction", "leads_to"),
    [
        ('HYPERLINK "https://example.org/"', Link(uri="https://example.org/")),
        ('HYPERLINK \\l "one"', Link(bookmark="one")),
        ('HYPERLINK "https://example.org" \\o "提示" \\t "_blank"', Link(uri="https://example.org")),
        ("REF one \\h", Link(bookmark="one")),
        ("REF one", None),
        ('INCLUDETEXT "https://example.org"', None),
    ],
)
def test_fields_that_lead_somewhere(instruction, leads_to):
    document = read(par(field(instruction, "结果"), r("后", "<w:b/>")))
    assert links_of(document) == {"结果": leads_to, "后": None}


def test_pageref_is_computed_and_a_missing_bookmark_is_told():
    document = read(par(field("PAGEREF here \\h", "9")) + par(marked("here", r("甲"))))
    (number,) = (inline for inline in first_paragraph(document).inlines if isinstance(inline, PageField))
    assert (number.kind, number.bookmark, number.style.adornment.link) == ("PAGEREF", "here", Link(bookmark="here"))
    told = "page number of the bookmark “there”, which is not there"
    assert unsupported(read(par(field("PAGEREF there", "9")))) == [(told, "body, paragraph 1 “9”")]


def test_a_contents_list_without_page_fields_is_printed_as_stored_and_told():
    begin = '<w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/>'
    begin, end = f"<w:r>{begin}</w:r>", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    document = read(par(begin, r("第一章"), TAB, r("7"), end))
    assert texts(document) == ["第一章7"]
    assert constructs(document) == []
    assert [Translator("en")(found.construct) for found in document.simpler] == [
        "page numbers of a contents list, as they are stored"
    ]
    fresh = par(begin) + entry("第一章", "_Toc1", "7") + par(end, marked("_Toc1", r("第一章")))
    assert constructs(read(fresh)) == []
    assert read(fresh).simpler == ()


def test_numbers_of_a_contents_list_that_are_no_fields_are_computed_where_its_entries_lead_somewhere():
    begin = '<w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/>'
    begin, end = f"<w:r>{begin}</w:r>", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    entries = [link(r("第1章") + TAB + r("1") + r("7"), anchor="one"), link(r("无页码"), anchor="one")]
    lost = link(r("丢失") + TAB + r("9"), anchor="lost")
    document = read(par(begin, *entries, lost, end) + par(marked("one", r("第1章"))))
    numbers = [inline for inline in first_paragraph(document).inlines if isinstance(inline, PageField)]
    assert [(number.kind, number.bookmark) for number in numbers] == [("PAGEREF", "one")]
    assert texts(document) == ["第1章无页码丢失9", "第1章"]
    assert (document.unsupported, document.simpler) == ((), ())


def footnotes_of(document: WordDocument) -> list[str]:
    return [
        text_of(inline.blocks)
        for paragraph in all_paragraphs(blocks(document))
        for inline in paragraph.inlines
        if isinstance(inline, Note)
    ]


def test_footnotes_are_numbered_in_reading_order_and_begin_with_their_number():
    body = par(r("甲"), reference(2), r("乙"), reference(1)) + tbl(tr(f"<w:tc>{par(r('丙'), reference(3))}</w:tc>"))
    document = read(body, parts={"footnotes.xml": notes("一注", "二注", "三注")})
    assert texts(document) == ["甲1乙2", "丙3"]
    assert footnotes_of(document) == ["1 二注", "2 一注", "3 三注"]
    assert document.unsupported == ()


def test_footnotes_in_other_numerals_and_begun_anew_in_a_section():
    properties = (
        '<w:footnotePr><w:numFmt w:val="{}"/><w:numStart w:val="{}"/><w:numRestart w:val="eachSect"/></w:footnotePr>'
    )
    first = par(
        r("甲"), reference(1), properties=f"<w:sectPr>{properties.format('decimalEnclosedCircle', 3)}</w:sectPr>"
    )
    second = par(r("乙"), reference(1)) + f"<w:sectPr>{properties.format('chineseCounting', 1)}</w:sectPr>"
    assert texts(read(first + second, parts={"footnotes.xml": notes("注")})) == ["甲③", "乙一"]


def test_a_mark_of_ones_own_is_not_numbered():
    own = reference(1, more='w:customMarkFollows="1"') + r("※")
    document = read(par(r("甲"), own, r("乙"), reference(2)), parts={"footnotes.xml": notes("注", "注")})
    assert texts(document) == ["甲※乙1"]


def test_endnotes_follow_the_last_section():
    document = read(
        par(r("甲"), reference(1, "endnote")) + p("乙"), parts={"endnotes.xml": notes("注", kind="endnote")}
    )
    assert [text for text in texts(document) if text] == ["甲i", "乙", "i 注"]
    assert document.notes is None


def test_what_cannot_be_set_in_a_note_is_told_with_its_place():
    rtl = "<w:r><w:rPr><w:rtl/></w:rPr><w:t>注</w:t></w:r>"
    outlined = f'<w:footnote w:id="1"><w:p>{rtl}</w:p></w:footnote>'
    document = read(par(reference(1)), parts={"footnotes.xml": outlined})
    assert unsupported(document) == [("right-to-left text", "footnote 1, paragraph 1 “注”")]


def test_comments_are_left_out_and_told():
    content = (
        '<w:commentRangeStart w:id="1"/><w:r><w:t>正文</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    document = read(f"<w:p>{content}</w:p>", parts={"comments.xml": f'<w:comment w:id="1">{p("批注")}</w:comment>'})
    assert texts(document) == ["正文"]
    assert document.unsupported == ()
    say = Translator("en")
    assert [(say(out.construct), say(out.place)) for out in document.left_out] == [
        ("comment", "body, paragraph 1 “正文”")
    ]


def changed(text: str, how: str) -> str:
    """A paragraph whose end a tracked change took away."""
    return par(r(text), properties=f'<w:jc w:val="center"/><w:rPr><w:{how} w:id="1" w:author="a"/></w:rPr>')


@pytest.mark.parametrize("how", ["del", "moveFrom"])
def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(how):
    document = read(changed("前", how) + changed("中", how) + p("后") + p("末"))
    assert texts(document) == ["前中后", "末"]
    assert first_paragraph(document).format.alignment == "left", "the end that is left decides how it is set"
    assert document.unsupported == ()


def test_a_paragraph_without_an_end_before_a_table_or_at_the_end_stands_alone():
    document = read(changed("前", "del") + tbl(tr(tc("格")), grid=(1000,)) + changed("", "del") + changed("后", "del"))
    assert texts(document) == ["前", "格", "后"]
    assert texts(read(p("甲") + par(properties="<w:rPr><w:del/></w:rPr>"))) == ["甲"]


def test_changes_of_looks_and_rows_count_as_accepted():
    looks = '<w:b/><w:rPrChange w:id="1" w:author="a"><w:rPr><w:rtl/></w:rPr></w:rPrChange>'
    rows = tr(tc("增"), properties='<w:ins w:id="2" w:author="a"/>') + tr(tc("删"), properties="<w:del/>")
    document = read(p("字", run=looks) + tbl(rows, grid=(1000,)))
    assert texts(document) == ["字", "增"]
    assert document.unsupported == ()
    (run,) = (run for run in first_paragraph(document).inlines if isinstance(run, TextRun))
    assert run.style.bold


def test_a_bookmark_in_a_hidden_paragraph_goes_to_the_next_and_leaves_no_line():
    hidden = par(marked("here", ""), properties="<w:rPr><w:vanish/></w:rPr>")
    document = read(p("甲") + hidden + p("乙"))
    assert texts(document) == ["甲", "乙"]
    assert blocks(document)[1].inlines[0] == Bookmark("here")
