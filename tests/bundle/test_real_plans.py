"""The four examples of the seven-step pack, assembled from their real Word files."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from small_bundle import EDITION, fonts

from docgen.answers import load_answers
from docgen.bundle import Bundle, assemble
from docgen.bundle.code import StampCode
from docgen.form import load_pack
from docgen.lengths import from_mm
from docgen.pages import lay_out
from docgen.rules import check
from docgen.rules.model import CheckedAnswers
from docgen.word import fill

FORMS = Path(__file__).resolve().parents[2] / "forms"
EXAMPLES = sorted((FORMS / "seven-step-plan" / "examples").glob("*.yaml"))

pytestmark = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)


@functools.cache
def build(example: Path) -> tuple[Bundle, CheckedAnswers]:
    checked = check(load_answers(example), load_pack("seven-step-plan", [FORMS])).checked
    assert checked is not None
    return assemble(lay_out(fill(checked, EDITION, fonts()), fonts()), checked, EDITION, fonts()), checked


def test_every_page_is_stamped_with_a_code_that_can_be_scanned(example: Path) -> None:
    bundle, _ = build(example)
    content = EDITION.fingerprint[:20].upper()
    with pypdfium2.PdfDocument(bundle.pdf) as pdf:
        for number, page in enumerate(pdf, 1):
            found = [
                StampCode.decode(code.text) for code in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
            ]
            assert found == [StampCode(EDITION.number, EDITION.version, number, bundle.pages, content)]


def test_contents_name_the_page_on_which_each_document_begins(example: Path) -> None:
    bundle, checked = build(example)
    with pypdfium2.PdfDocument(bundle.pdf) as pdf:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
    contents = next(number for number, words in enumerate(pages) if words.startswith("目录"))
    listed = [item for item in bundle.documents if item.first_page > contents + 1]
    assert {item.key for item in bundle.documents} - {item.key for item in listed} == {"cover", "control"}
    assert len(listed) >= 9
    for item in listed:
        title = "".join(item.title.split())
        assert f"{title}{item.first_page}" in pages[contents]
        assert title in pages[item.first_page - 1]
    assert checked.values["title"] in pages[0]


def test_every_head_has_a_clear_square_for_the_seal(example: Path) -> None:
    bundle, checked = build(example)
    wanted = [(signatory["department"], signatory["method"]) for signatory in checked.values["signatories"]]
    assert [(place.department, place.method) for place in bundle.signatures] == wanted
    signing = next(item for item in bundle.documents if item.key == "signing")
    with pypdfium2.PdfDocument(bundle.pdf) as pdf:
        for place in bundle.signatures:
            assert signing.first_page <= place.page < signing.first_page + signing.pages
            assert (place.width, place.height) == pytest.approx((from_mm(40), from_mm(40)))
            words = pdf[place.page - 1].get_textpage()
            inside = words.get_text_bounded(place.x, place.y, place.x + place.width, place.y + place.height)
            assert inside == {"paper": "盖章处", "electronic": "电子签名处"}[place.method]


def test_bookmarks_lead_to_documents_and_headings(example: Path) -> None:
    bundle, _ = build(example)
    pdf = pypdf.PdfReader(io.BytesIO(bundle.pdf), strict=True)
    top = [item for item in pdf.outline if not isinstance(item, list)]
    found = {item.title: pdf.get_destination_page_number(item) + 1 for item in top}
    assert found.pop("目录") > 0
    assert found == {item.title: item.first_page for item in bundle.documents}
    assert any(isinstance(item, list) for item in pdf.outline)


def test_word_files_and_answers_can_be_taken_out_again(example: Path) -> None:
    bundle, checked = build(example)
    files = {item.name: item.content for item in pypdf.PdfReader(io.BytesIO(bundle.pdf)).attachment_list}
    assert files.pop("answers.yaml") == example.read_bytes() == checked.answers.source
    assert len(files) == len(bundle.documents)
    assert all(name.endswith(".docx") and content.startswith(b"PK") for name, content in files.items())
