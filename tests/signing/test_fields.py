"""Signature fields of the bundle: where they are, what they are called, who gets one."""

from __future__ import annotations

import dataclasses
import io
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader
from small_bundle import DRAFT, EDITION, checked, fonts, plan_documents, signing_page
from small_signing import DEPARTMENTS, bundle, order, signatory

from docgen.bundle import assemble
from docgen.bundle.fields import field_name
from docgen.errors import SigningError
from docgen.signing.fields import blanks, open_pdf
from docgen.signing.signing import sign
from tools import need


def test_each_electronic_signatory_has_a_field_exactly_on_the_block() -> None:
    made = assemble(
        [*plan_documents(), signing_page(*DEPARTMENTS)],
        checked(signatory("市场部"), signatory("销售部", "paper"), signatory("研发部")),
        EDITION,
        fonts(),
    )
    found = blanks(open_pdf(made.pdf).root)
    assert [item.department for item in found] == ["市场部", "研发部"]
    places = {place.department: place for place in made.signatures}
    for item in found:
        place = places[item.department]
        corners = (place.x, place.y, place.x + place.width, place.y + place.height)
        assert item.page == place.page
        assert item.rectangle == pytest.approx(corners, abs=0.01)


def test_a_field_is_named_by_number_and_department_and_says_who_is_to_sign() -> None:
    fields = PdfReader(io.BytesIO(bundle())).get_fields() or {}
    assert list(fields) == [f"XZ-2026Q3-K7M2P4:{department}" for department in DEPARTMENTS]
    assert fields["XZ-2026Q3-K7M2P4:市场部"]["/TU"] == "电子签名：市场部 · 市场部经理 · 周岚"


def test_other_programs_see_the_fields(tmp_path: Path) -> None:
    file = tmp_path / "bundle.pdf"
    file.write_bytes(bundle())
    seen = subprocess.run([need("pdfsig"), str(file)], capture_output=True, text=True, check=False).stdout
    for department in DEPARTMENTS:
        assert f"Signature Field Name: XZ-2026Q3-K7M2P4:{department}" in seen
    assert seen.count("The signature form field is not signed.") == 3


def test_names_with_a_full_stop_stay_apart() -> None:
    assert field_name("市协字.3", "A.B") == "市协字%2E3:A%2EB"
    assert field_name("x", "A.B") != field_name("x", "A%2EB")


def test_who_signs_on_paper_and_drafts_have_no_field() -> None:
    documents = [signing_page("市场部", "销售部")]
    paper = checked(signatory("市场部", "paper"), signatory("销售部", "paper"))
    electronic = checked(signatory("市场部"), signatory("销售部"))
    assert "/AcroForm" not in PdfReader(io.BytesIO(assemble(documents, paper, EDITION, fonts()).pdf)).root_object
    assert "/AcroForm" not in PdfReader(io.BytesIO(assemble(documents, electronic, DRAFT, fonts()).pdf)).root_object


def test_a_fixed_order_is_that_of_the_signatories() -> None:
    assert [(item.sequence, item.in_order) for item in blanks(open_pdf(bundle(fixed=True)).root)] == [
        (1, True),
        (2, True),
        (3, True),
    ]
    with pytest.raises(SigningError) as caught:
        sign(bundle(fixed=True), order("研发部"), fonts())
    assert caught.value.faults[0].problem.msgid == "It is not yet the turn of {department}"
    assert caught.value.faults[0].mend is not None
    assert caught.value.faults[0].mend.params == {"departments": ["市场部", "销售部"]}


def test_the_same_input_gives_the_same_fields() -> None:
    documents = [signing_page("市场部")]
    plan = checked(signatory("市场部"))
    again = dataclasses.replace(plan)
    assert assemble(documents, plan, EDITION, fonts()).pdf == assemble(documents, again, EDITION, fonts()).pdf
