"""Scanned pages: what the codes on them say, from pixels."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from small_bundle import EDITION, checked, document, fonts, plan_documents, signatory, signing_page
from small_scans import rendered, scan, write_scan

from docgen.bundle import assemble
from docgen.errors import ArchiveError
from docgen.paper import Kind, PaperForm, ScannedPage, irregularities, read_scans

CONTENT = EDITION.fingerprint[:20].upper()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    documents = [*plan_documents(), document("more", "沟通机制", 4), signing_page("市场部")]
    return assemble(documents, checked(signatory("市场部")), EDITION, fonts()).pdf


def form(total: int) -> PaperForm:
    return PaperForm(EDITION.number, EDITION.version, CONTENT, total)


def read(file: Path) -> list[ScannedPage]:
    return [*read_scans([file])]


def test_codes_of_skewed_grey_noisy_and_upside_down_pages_are_read(pdf: bytes, tmp_path: Path) -> None:
    """At least 99.5 %: none of these 65 pages may fail."""
    chance = random.Random(20260701)
    pages = rendered(pdf)
    for round_ in range(5):
        file = write_scan(tmp_path / f"{round_}.pdf", [scan(page, chance) for page in pages])
        assert irregularities(read(file), form(len(pages))) == (), round_


def test_losses_doublings_and_swaps_in_real_scans_are_told(pdf: bytes, tmp_path: Path) -> None:
    chance = random.Random(7)
    pages = [scan(page, chance) for page in rendered(pdf)]
    lost, doubled, swapped = pages.copy(), pages.copy(), pages.copy()
    del lost[4]
    doubled.insert(6, doubled[2])
    swapped[1], swapped[8] = swapped[8], swapped[1]
    for stack, kinds in ((lost, {Kind.MISSING}), (doubled, {Kind.DOUBLED}), (swapped, {Kind.SWAPPED})):
        file = write_scan(tmp_path / "scan.pdf", stack)
        assert {item.kind for item in irregularities(read(file), form(len(pages)))} == kinds


def test_a_blank_back_is_told_from_a_page_whose_code_cannot_be_read(pdf: bytes, tmp_path: Path) -> None:
    chance = random.Random(11)
    page = rendered(pdf, [0])[0]
    back = page.point([255] * 256)
    torn = page.crop((0, 0, page.width, page.height * 9 // 10)).resize(page.size)
    file = write_scan(tmp_path / "scan.pdf", [scan(item, chance, upside_down=False) for item in (page, back, torn)])
    first, second, third = read(file)
    assert (len(first.codes), first.is_blank) == (1, False)
    assert (second.codes, second.is_blank) == ((), True)
    assert (third.codes, third.is_blank) == ((), False)


def test_the_bundle_itself_printed_into_a_pdf_is_read(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "printed.pdf"
    file.write_bytes(pdf)
    pages = read(file)
    assert irregularities(pages, form(len(pages))) == ()


@pytest.mark.parametrize("content", [b"", b"no PDF at all", b"%PDF-1.7\ntrailer"])
def test_a_file_that_is_no_pdf_is_told(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(content)
    with pytest.raises(ArchiveError) as caught:
        read(file)
    assert caught.value.faults[0].file == file


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        read(tmp_path / "nowhere.pdf")
    assert caught.value.faults[0].mend is not None
