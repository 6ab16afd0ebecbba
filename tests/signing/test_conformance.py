"""A signed bundle is still PDF/A: PDFBox Preflight says of it what it says of the unsigned one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from preflight import faults_as_part_1
from small_bundle import EDITION, checked, fonts, plan_documents, signing_page
from small_signing import report, signatory, signing

from docgen.bundle import assemble

SIGNERS = ("市场部", "销售部")


def built(part: Any) -> bytes:
    plan = checked(*(signatory(department) for department in SIGNERS))
    return assemble([*plan_documents(), signing_page(*SIGNERS)], plan, EDITION, fonts(), part=part).pdf


@pytest.mark.parametrize(("part", "faults"), [(1, set()), (2, {"7.11.2"}), (3, {"7.11.2", "1.2.9", "1.4.7"})])
def test_signing_leaves_it_as_valid_as_it_was(part: int, faults: set[str], tmp_path: Path) -> None:
    seal = io.BytesIO()
    Image.new("RGB", (90, 90), (200, 30, 30)).save(seal, "PNG")
    pdf = built(part)
    assert faults_as_part_1(pdf, tmp_path) == faults
    pdf = signing(pdf, SIGNERS[0], seal=seal.getvalue()).pdf
    pdf = signing(pdf, SIGNERS[1]).pdf
    assert faults_as_part_1(pdf, tmp_path) == faults
    assert report(pdf).is_sound
