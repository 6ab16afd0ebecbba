from __future__ import annotations

import dataclasses

import pypdfium2
import pytest
from small_bundle import DRAFT, EDITION, checked, document, fonts, page, signatory, signing_page, text

from docgen.bundle import Bundle, assemble
from docgen.errors import BundleError
from docgen.lengths import from_mm
from docgen.messages import Translator
from docgen.pages.model import LaidOutDocument, Place

HEIGHT = from_mm(297)


def build(*documents: LaidOutDocument) -> Bundle:
    answers = checked(signatory("市场部"), signatory("销售部", "electronic"))
    return assemble(documents, answers, EDITION, fonts())


def faults(*documents: LaidOutDocument) -> list[str]:
    with pytest.raises(BundleError) as caught:
        build(*documents)
    say = Translator("en")
    return [
        " ".join(say(part) for part in (fault.problem, fault.place, fault.mend) if part)
        for fault in caught.value.faults
    ]


def words_in(bundle: Bundle, place_index: int) -> str:
    """What another program reads inside a signature place."""
    place = bundle.signatures[place_index]
    with pypdfium2.PdfDocument(bundle.pdf) as pdf:
        words: str = (
            pdf[place.page - 1]
            .get_textpage()
            .get_text_bounded(place.x, place.y, place.x + place.width, place.y + place.height)
        )
    return words


def test_each_signatory_has_a_square_for_a_seal_in_the_cell_of_the_template() -> None:
    bundle = build(document("plan", "部门协作计划", 2), signing_page("市场部", "销售部"))
    first, second = bundle.signatures
    assert (first.department, first.method, first.page) == ("市场部", "paper", 4)
    assert (second.department, second.method, second.page) == ("销售部", "electronic", 4)
    assert (first.width, first.height) == pytest.approx((from_mm(40), from_mm(40)))
    assert first.x >= from_mm(120)
    assert first.x + first.width <= from_mm(165) + 0.01
    assert first.y + first.height <= HEIGHT - from_mm(30)
    assert first.y >= HEIGHT - from_mm(75) - 0.01
    assert second.y + second.height < first.y


def test_guides_say_what_goes_where() -> None:
    bundle = build(signing_page("市场部", "销售部"))
    assert words_in(bundle, 0) == "盖章处"
    assert words_in(bundle, 1) == "电子签名处"


def test_seal_keeps_clear_of_the_words_in_the_cell() -> None:
    side = from_mm(60)
    signing = signing_page("市场部", side=side, items=[text("签字：", from_mm(150), from_mm(86), 10.5)])
    bundle = assemble([signing], checked(signatory("市场部")), EDITION, fonts())
    assert words_in(bundle, 0) == "盖章处"
    place = bundle.signatures[0]
    assert HEIGHT - place.y <= from_mm(83)


def test_caption_gives_way_to_words_that_fill_the_cell() -> None:
    words = [text("市场部经理周岚签字盖章", from_mm(120.5), from_mm(30 + 4.5 * line), 10.5) for line in range(1, 10)]
    bundle = assemble([signing_page("市场部", items=words)], checked(signatory("市场部")), EDITION, fonts())
    assert "盖章处" not in words_in(bundle, 0)


def test_signatory_without_a_place_is_an_error_that_names_department_and_tag() -> None:
    (fault,) = faults(signing_page("市场部"))
    assert "no place for the signature of 销售部" in fault
    assert "{{r sign_here(s) }}" in fault


def test_two_places_for_one_signatory_are_an_error() -> None:
    (fault,) = faults(signing_page("市场部", "销售部"), dataclasses.replace(signing_page("市场部")))
    assert "2 places for the signature of 市场部" in fault


def test_place_that_is_too_small_for_a_seal_is_an_error_that_names_its_size() -> None:
    small = [
        Place(f"signature:{name}", 0, 100, 100 + 120 * row, from_mm(60), from_mm(30))
        for row, name in enumerate(("市场部", "销售部"))
    ]
    first, second = faults(document("signatures", "签字确认页", [page()], places=small))
    assert "市场部 is 60 × 30 mm; a seal needs 40 × 40 mm" in first
    assert "“签字确认页”, page 1" in first
    assert "销售部" in second


def test_draft_may_lack_signatories_and_places() -> None:
    assert assemble([], checked(), DRAFT, fonts()).signatures == ()
    bundle = assemble([signing_page("市场部")], checked(signatory("市场部"), signatory("【待填】")), DRAFT, fonts())
    assert [place.department for place in bundle.signatures] == ["市场部"]


def test_draft_with_an_unknown_way_of_signing_gets_the_guide_for_paper() -> None:
    bundle = assemble([signing_page("市场部")], checked(signatory("市场部", "传真")), DRAFT, fonts())
    assert "盖章处" in words_in(bundle, 0)
