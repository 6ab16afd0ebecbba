"""PDF/A: the file is held against PDFBox Preflight, which knows part 1 only.

So the same code makes the bundle as part 1, which must be valid; of the bundle as it is handed out Preflight may say
only that it is of another part (7.11.2), that files are attached to it (1.2.9) and listed by name (1.4.7).
"""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pages.constructs import TEXT, file, par, r
from pages.drawing_xml import anchor, line, png, shape, solid, square, watermark
from pages.drawing_xml import picture as pic
from pages.floating_constructs import HEADER
from pages.read.word_xml import p
from PIL import Image, ImageCms
from preflight import faults_as_part_1
from small_bundle import DRAFT, EDITION, checked, document, fonts, page, plan_documents, signatory, signing_page
from small_pages import word

from docgen.answers import load_answers
from docgen.bundle import Bundle, assemble, srgb
from docgen.edition import Edition, Organisation
from docgen.form import load_pack
from docgen.pages import lay_out
from docgen.pages.model import PictureItem
from docgen.rules import check
from docgen.word import fill

FORMS = Path(__file__).resolve().parents[2] / "forms"
EXAMPLES = sorted((FORMS / "seven-step-plan" / "examples").glob("*.yaml"))
LOGO = EXAMPLES[0].with_name("logo.png")
OTHER_PART, EMBEDDED_FILE, LIST_OF_FILES = "7.11.2", "1.2.9", "1.4.7"


def build(part: Any, edition: Edition = EDITION, *, example: Path = EXAMPLES[0], duplex: bool = False) -> Bundle:
    answers = check(load_answers(example), load_pack("seven-step-plan", [FORMS])).checked
    assert answers is not None
    documents = lay_out(fill(answers, edition, fonts()), fonts())
    return assemble(documents, answers, edition, fonts(), duplex=duplex, part=part)


def build_small(part: Any, *pictures: bytes) -> Bundle:
    items = [PictureItem(90, 200 + 60 * row, 50, 50, f"picture{row}", data) for row, data in enumerate(pictures)]
    documents = [*plan_documents(), document("pictures", "图片", [page(*items)]), signing_page("市场部", "销售部")]
    heads = [signatory("市场部"), signatory("销售部", "electronic")]
    return assemble(documents, checked(*heads), EDITION, fonts(), part=part)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_built_as_part_1_is_valid(example: Path, tmp_path: Path) -> None:
    assert faults_as_part_1(build(1, example=example).pdf, tmp_path) == set()


def test_a_draft_for_both_sides_of_the_paper_with_a_logo_built_as_part_1_is_valid(tmp_path: Path) -> None:
    with_logo = dataclasses.replace(DRAFT, organisation=Organisation("晨曦电器有限公司", LOGO))
    assert faults_as_part_1(build(1, with_logo, duplex=True).pdf, tmp_path) == set()


def test_part_2_differs_in_the_number_of_its_part_only(tmp_path: Path) -> None:
    assert faults_as_part_1(build(2).pdf, tmp_path) == {OTHER_PART}


def test_part_3_differs_in_its_part_and_in_what_is_attached(tmp_path: Path) -> None:
    assert faults_as_part_1(build(3).pdf, tmp_path) == {OTHER_PART, EMBEDDED_FILE, LIST_OF_FILES}


def picture(mode: str, kind: str, color: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (40, 40), color).save(out, kind, **options)
    return out.getvalue()


def test_pictures_of_every_kind_leave_it_valid(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pictures = [
        picture("RGBA", "PNG", (200, 0, 0, 90)),
        picture("LA", "PNG", (90, 120)),
        picture("P", "PNG", 3, transparency=3),
        picture("I;16", "PNG", 40_000),
        picture("1", "PNG", 1),
        picture("RGB", "PNG", (0, 90, 200), icc_profile=profile),
        picture("L", "JPEG", 90),
        picture("RGB", "JPEG", (0, 90, 200), progressive=True),
        picture("CMYK", "JPEG", (0, 90, 200, 30)),
    ]
    bundle = build_small(1, *pictures)
    assert faults_as_part_1(bundle.pdf, tmp_path) == set()
    assert b"/SMask" not in bundle.pdf
    assert b"/DeviceCMYK" not in bundle.pdf


@pytest.mark.parametrize("part", [1, 2, 3])
def test_the_file_says_which_part_it_keeps_to(part: Any) -> None:
    pdf = build_small(part).pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    assert reader.xmp_metadata is not None
    assert (reader.xmp_metadata.pdfaid_part, reader.xmp_metadata.pdfaid_conformance) == (str(part), "B")
    assert reader.pdf_header == {1: "%PDF-1.4", 2: "%PDF-1.7", 3: "%PDF-1.7"}[part]
    assert bool(reader.attachments) == (part == 3)


def test_answers_are_the_data_and_word_files_the_source() -> None:
    files = pypdf.PdfReader(io.BytesIO(build_small(3).pdf)).attachment_list
    found = {item.name: item.associated_file_relationship for item in files}
    assert found.pop("answers.yaml") == "/Data"
    assert set(found.values()) == {"/Source"}


def test_nothing_in_it_is_transparent_encrypted_or_of_lzw() -> None:
    pdf = build(3).pdf
    for forbidden in (b"/LZWDecode", b"/Encrypt", b"/SMask", b"/CA ", b"/ca ", b"/JavaScript", b"/DeviceCMYK"):
        assert forbidden not in pdf


def test_the_colour_profile_is_read_and_gives_back_every_grey_and_colour() -> None:
    made = ImageCms.ImageCmsProfile(io.BytesIO(srgb.profile()))
    assert ImageCms.getProfileDescription(made).strip() == srgb.NAME
    swatches = Image.new("RGB", (256, 4))
    for value in range(256):
        for row, color in enumerate(((value,) * 3, (value, 0, 0), (0, value, 128), (255 - value, value, 255))):
            swatches.putpixel((value, row), color)
    same = ImageCms.profileToProfile(swatches, made, ImageCms.createProfile("sRGB"))
    assert same is not None
    assert max(abs(a - b) for a, b in zip(swatches.tobytes(), same.tobytes(), strict=True)) <= 1


def test_floating_pictures_seals_watermarks_and_text_boxes_leave_it_valid(tmp_path: Path) -> None:
    body = "".join(
        par(
            anchor(pic("seal", 60, 60, frame='rot="1800000"'), 60, 60, wrap=square()),
            anchor(shape(90, 40, p("框"), looks=solid("EEEEEE") + line("000000", 1), kind=kind), 90, 40),
            r(TEXT * 4),
        )
        for kind in ("rect", "roundRect", "ellipse")
    )
    parts = {"seal": png(color=(200, 0, 0, 90), mode="RGBA"), "header1.xml": par(watermark("机密"))}
    documents = lay_out([word(docx=file(body, section=HEADER, parts=parts))], fonts())
    heads = [signatory("市场部"), signatory("销售部", "electronic")]
    documents = [*plan_documents(), *documents, signing_page("市场部", "销售部")]
    bundle = assemble(documents, checked(*heads), EDITION, fonts(), part=1)
    assert faults_as_part_1(bundle.pdf, tmp_path) == set()
