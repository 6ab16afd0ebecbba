"""Finished PDF files: what of them is known, and which are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from small_pdfs import cropped, locked, pdf, rewritten, turned_page

from docgen.form.model import DocumentSpec
from docgen.messages import Text
from docgen.pages.finished import OpenPdf, UnusablePdfError, lay_out_pdf
from docgen.pages.model import FinishedPdf, InkItem, LaidOutDocument, LinkItem, PdfItem


def laid_out(data: bytes) -> LaidOutDocument:
    return lay_out_pdf(FinishedPdf(DocumentSpec("annex-1", Text("附件"), Path("a.pdf")), "a.pdf", data))


def test_every_page_is_there_at_its_size() -> None:
    document = laid_out(pdf("one", "two", size=(400, 300)))
    assert [(page.width, page.height) for page in document.pages] == [(400, 300), (400, 300)]
    for number, page in enumerate(document.pages):
        assert page.items[0] == PdfItem(0, 0, 400, 300, page.items[0].pdf, number)


def test_turned_and_cropped_pages_have_the_size_at_which_they_are_seen() -> None:
    (page,) = laid_out(turned_page(pdf("x", size=(400, 300)), 90)).pages
    assert (page.width, page.height) == (300, 400)
    (page,) = laid_out(cropped(pdf("x", size=(400, 300)), 50, 60, 350, 260)).pages
    assert (page.width, page.height) == (300, 200)


def foot(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(0, 0, 595, 842, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.rect(100, 30, 50, 10, stroke=0, fill=1)
    canvas.rect(100, 500, 50, 10, stroke=0, fill=1)


def test_ink_is_found_at_the_foot_and_white_is_no_ink() -> None:
    (page,) = laid_out(pdf(foot)).pages
    (ink,) = [item for item in page.items if isinstance(item, InkItem)]
    assert (ink.x, ink.y, ink.width, ink.height) == pytest.approx((100, 842 - 40, 50, 10), abs=1)


def test_all_ink_of_a_page_is_found_where_it_is_wanted() -> None:
    with OpenPdf(pdf(foot)) as opened:
        (page,) = opened.pages(fully=frozenset((0,)))
    tops = sorted(item.y for item in page.items if isinstance(item, InkItem))
    assert tops == pytest.approx([842 - 510, 842 - 40], abs=1)


def test_links_lead_to_addresses_and_pages_and_nowhere_else() -> None:
    def first(canvas: Canvas) -> None:
        canvas.linkURL("https://example.org/a report", (10, 20, 110, 40))
        canvas.linkURL("javascript:alert(1)", (10, 60, 110, 80))
        canvas.linkAbsolute("", "second", (200, 20, 300, 40))

    def second(canvas: Canvas) -> None:
        canvas.bookmarkPage("second")

    (page, _) = laid_out(pdf(first, second)).pages
    address, jump = [item for item in page.items if isinstance(item, LinkItem)]
    assert address.uri == "https://example.org/a%20report"
    assert (address.x, address.y, address.width, address.height) == pytest.approx((10, 802, 100, 20), abs=0.01)
    assert (jump.uri, jump.page) == ("", 1)


def test_bookmarks_become_headings() -> None:
    def page(canvas: Canvas) -> None:
        canvas.bookmarkPage("a", fit="XYZ", left=0, top=700, zoom=0)
        canvas.addOutlineEntry("第一章", "a", 0)
        canvas.bookmarkPage("b")
        canvas.addOutlineEntry("第一节", "b", 1)

    marks = laid_out(pdf("x", page)).headings
    assert [(mark.level, mark.text, mark.page) for mark in marks] == [(1, "第一章", 1), (2, "第一节", 1)]
    assert marks[0].y == pytest.approx(142, abs=0.5)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "damaged"),
        (b"Hello", "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (pdf("x")[:400], "damaged"),
        (locked(pdf("x")), "encrypted"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnusablePdfError) as raised:
        laid_out(data)
    assert raised.value.reason == reason


def test_what_is_said_of_a_file_does_not_depend_on_the_file_before_it() -> None:
    without_pages = rewritten(pdf("x"), lambda writer: writer.remove_page(0))
    reasons = []
    for data in (without_pages, locked(pdf("x")), without_pages):
        with pytest.raises(UnusablePdfError) as raised:
            laid_out(data)
        reasons.append(raised.value.reason)
    assert reasons[0] == reasons[2] != "encrypted" == reasons[1]


def test_a_file_that_only_withholds_rights_is_shown() -> None:
    assert (
        len(laid_out(rewritten(pdf("x"), lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))).pages) == 1
    )
