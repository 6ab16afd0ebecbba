"""Scanned pages: what the codes on them say, from pixels."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image
from sizes import size
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


@pytest.fixture(scope="module")
def scanned(pdf: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[list[ScannedPage]]:
    """What was read of the bundle's 13 pages, scanned again and again: 65 pages, in the full proof 1,001."""
    chance, pages, folder = random.Random(20260701), rendered(pdf), tmp_path_factory.mktemp("scans")
    return [
        read(write_scan(folder / f"{round_}.pdf", [scan(page, chance) for page in pages]))
        for round_ in range(size(5, 77))
    ]


def test_codes_of_skewed_grey_noisy_and_upside_down_pages_are_read(scanned: list[list[ScannedPage]]) -> None:
    codes = [[code.page for code in page.codes] for stack in scanned for page in stack]
    wanted = [[number] for stack in scanned for number in range(1, len(stack) + 1)]
    unread = [place for place, pair in enumerate(zip(codes, wanted, strict=True)) if pair[0] != pair[1]]
    assert len(unread) <= 0.005 * len(codes), unread


def test_of_a_thousand_spoilt_scans_each_is_told(scanned: list[list[ScannedPage]]) -> None:
    """A page of a real scan lost, doubled or put in another's place; codes are read of each page by itself."""
    chance = random.Random(7)
    for round_ in range(size(200, 1000)):
        stack = chance.choice(scanned).copy()
        kind = (Kind.MISSING, Kind.DOUBLED, Kind.SWAPPED)[round_ % 3]
        one, other = chance.sample(range(len(stack)), 2)
        if kind is Kind.MISSING:
            del stack[one]
        elif kind is Kind.DOUBLED:
            stack.insert(other, stack[one])
        else:
            stack[one], stack[other] = stack[other], stack[one]
        told = {item.kind for item in irregularities(stack, form(13))}
        assert kind in told, (round_, one, other)


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


def test_pictures_are_read_a_tiff_page_by_page_and_whatever_they_are_called(pdf: bytes, tmp_path: Path) -> None:
    chance = random.Random(13)
    pages = [scan(page, chance) for page in rendered(pdf)]
    files = [tmp_path / name for name in ("1.tif", "5.jpg", "6.png", "7.bin")]
    pages[0].copy().save(files[0], save_all=True, append_images=[page.copy() for page in pages[1:4]])
    for file, page, kind in zip(files[1:], pages[4:], ("JPEG", "PNG", "JPEG"), strict=False):
        page.copy().save(file, kind)
    found = [*read_scans(files)]
    assert [(item.file, item.page) for item in found] == [
        *((files[0], number) for number in range(1, 5)),
        *((file, 1) for file in files[1:]),
    ]
    assert [code.page for item in found for code in item.codes] == [*range(1, 8)]


def test_a_page_on_a_see_through_ground_is_read(pdf: bytes, tmp_path: Path) -> None:
    page = rendered(pdf, [0])[0]
    clear = Image.new("RGBA", page.size)
    clear.putalpha(page.point([255 - level for level in range(256)]))
    clear.save(tmp_path / "scan.png")
    assert [code.page for code in read(tmp_path / "scan.png")[0].codes] == [1]


def test_a_picture_larger_than_any_scan_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "scan.png"
    Image.new("1", (9_000, 9_000)).save(file)
    with pytest.raises(ArchiveError) as caught:
        read(file)
    assert caught.value.faults[0].file == file


@pytest.mark.parametrize(
    "content",
    [b"", b"no PDF at all", b"%PDF-1.7\ntrailer", b"\x89PNG\r\n\x1a\nno picture", b"\xff\xd8\xff\xe0", b"II*\0\0\0"],
)
def test_a_file_that_is_no_scan_is_told(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(content)
    with pytest.raises(ArchiveError) as caught:
        read(file)
    assert caught.value.faults[0].file == file


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        read(tmp_path / "nowhere.pdf")
    assert caught.value.faults[0].mend is not None
