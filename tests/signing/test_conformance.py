"""A signed bundle is still PDF/A: PDFBox Preflight says of it what it says of the unsigned one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from preflight import faults_as_part_1
from small_bundle import EDITION, checked, fonts, plan_documents, signing_page
from small_signing import folder, report, signatory, signing
from time_stamps import authority

from docgen.bundle import assemble
from docgen.signing.appearance import read_seal
from docgen.signing.timestamps import TimeStampService
from docgen.signing.trusting import signing_context

SIGNERS = ("市场部", "销售部")


def built(part: Any) -> bytes:
    plan = checked(*(signatory(department) for department in SIGNERS))
    return assemble([*plan_documents(), signing_page(*SIGNERS)], plan, EDITION, fonts(), part=part).pdf


@pytest.mark.parametrize(("part", "faults"), [(1, set()), (2, {"7.11.2"}), (3, {"7.11.2", "1.2.9", "1.4.7"})])
def test_signing_leaves_it_as_valid_as_it_was(part: int, faults: set[str], tmp_path: Path) -> None:
    Image.new("RGB", (90, 90), (200, 30, 30)).save(tmp_path / "seal.png")
    pdf = built(part)
    assert faults_as_part_1(pdf, tmp_path) == faults
    pdf = signing(pdf, SIGNERS[0], seal=read_seal(tmp_path / "seal.png")).pdf
    pdf = signing(pdf, SIGNERS[1]).pdf
    assert faults_as_part_1(pdf, tmp_path) == faults
    assert report(pdf).is_sound


@pytest.mark.parametrize(
    ("mode", "kind"), [("CMYK", "JPEG"), ("L", "JPEG"), ("1", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("RGBA", "PNG")]
)
def test_whatever_kind_of_picture_a_seal_is_the_file_stays_pdf_a(mode: str, kind: str, tmp_path: Path) -> None:
    Image.new("L", (90, 90), 90).convert("RGBA" if mode == "RGBA" else "L").convert(mode).save(tmp_path / "seal", kind)
    pdf = signing(built(1), SIGNERS[0], seal=read_seal(tmp_path / "seal", 20)).pdf
    assert faults_as_part_1(pdf, tmp_path) == set()


WITHOUT_APPEARANCE = "5.3.1"
"""The field of a document's time stamp has no appearance. Parts 2 and 3 want none of an annotation without extent (ISO
19005-2 6.3.3), part 1 does; but where the last signature has locked the file, pyHanko takes one for a change."""


@pytest.mark.parametrize(("level", "faults"), [("B-T", set()), ("B-LT", set()), ("B-LTA", {WITHOUT_APPEARANCE})])
def test_time_stamps_and_revocation_data_leave_it_valid_too(level: str, faults: set[str], tmp_path: Path) -> None:
    with authority(tmp_path) as (url, certificate):
        context = signing_context([folder() / "authority.pem", certificate], [folder() / "authority.crl"])
        pdf = built(1)
        for department in SIGNERS:
            pdf = signing(pdf, department, level=level, timestamper=TimeStampService(url), context=context).pdf
    assert faults_as_part_1(pdf, tmp_path) == faults
