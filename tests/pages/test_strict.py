"""A file in the Strict form gives the pages of its Transitional twin."""

from __future__ import annotations

import pytest
from pages.constructs import file
from pages.read.word_xml import p, tbl, tc, tr
from pages.test_against_office import FILES
from small_pages import word
from strict_files import as_template, strict

from docgen.form import bundled_forms
from docgen.pages import lay_out
from docgen.pages.read import read_document
from docgen.word import read_package

MARGINS = '<w:tcMar><w:left w:w="300" w:type="dxa"/></w:tcMar><w:tcBorders><w:left w:val="single"/></w:tcBorders>'
TABLE = tbl(
    tr(tc("甲", MARGINS), tc("乙"), properties='<w:trHeight w:val="800"/>'),
    properties='<w:tblW w:w="2500" w:type="pct"/><w:jc w:val="right"/>',
    grid=(2000, 3000),
)
FILES_IN_BOTH_FORMS = FILES | {
    "table": file(TABLE),
    "raised": file(p("字", run='<w:position w:val="6"/><w:w w:val="66"/>')),
}


@pytest.mark.parametrize("name", FILES_IN_BOTH_FORMS)
def test_the_pages_are_those_of_the_transitional_form(name, fonts):
    docx = FILES_IN_BOTH_FORMS[name]
    (twin,), (document,) = lay_out([word(docx=docx)], fonts), lay_out([word(docx=strict(docx))], fonts)
    assert document.pages == twin.pages


@pytest.mark.parametrize("template", sorted(bundled_forms().glob("*/*.docx")), ids=lambda file: file.stem)
def test_templates_read_the_same(template):
    data = template.read_bytes()
    assert read_document(strict(data)) == read_document(data)


def test_the_parts_of_a_strict_template_are_those_of_a_transitional_document():
    docx = file(p("字"))
    parts = read_package(as_template(strict(docx)))
    assert not any(b"purl.oclc.org" in part or b"strict" in part for part in parts.values())
    assert b"document.main+xml" in parts["[Content_Types].xml"]
