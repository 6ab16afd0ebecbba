"""Two general verifiers, pyHanko and poppler's pdfsig, agree with each other and with us on what was signed."""

from __future__ import annotations

import itertools
import os
import random
import re
import subprocess
from pathlib import Path

import pytest
from pyhanko.sign.validation import validate_pdf_signature
from small_signing import DEPARTMENTS, bundle, folder, report, signing, trust

from docgen.signing.fields import open_pdf
from tools import need

FILES = 100
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An NSS database that trusts the authority."""
    certutil = need("certutil")
    made = tmp_path_factory.mktemp("nss")
    run = [certutil, "-d", f"sql:{made}"]
    subprocess.run([*run, "-N", "--empty-password"], check=True, capture_output=True)
    certificate = str(folder() / "authority.pem")
    subprocess.run([*run, "-A", "-n", "authority", "-t", "CT,C,C", "-i", certificate], check=True, capture_output=True)
    return made


def by_pdfsig(file: Path, database: Path) -> list[tuple[str, bool, bool]]:
    """Field, whether valid, whether trusted; pdfsig's exit code says nothing, its text does."""
    command = [need("pdfsig"), "-nssdir", f"sql:{database}", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    parts = re.split(r"^Signature #\d+:$", done.stdout, flags=re.MULTILINE)[1:]
    return [
        (
            re.findall(r"Signature Field Name: (.*)", part)[0],
            "Signature Validation: Signature is Valid." in part,
            "Certificate Validation: Certificate is Trusted." in part,
        )
        for part in parts
        if "The signature form field is not signed." not in part
    ]


def by_pyhanko(pdf: bytes) -> list[tuple[str, bool, bool]]:
    found = []
    for signature in open_pdf(pdf).embedded_regular_signatures:
        status = validate_pdf_signature(signature, trust().context(signature.reader))
        found.append((signature.field_name, bool(status.valid and status.intact), bool(status.trusted)))
    return found


def generated() -> list[bytes]:
    """Files of one to three signatures, in all orders, of different lengths; in the last twenty a bit is changed."""
    chance = random.Random(5)
    files: list[bytes] = []
    for count, signers in enumerate(itertools.cycle(itertools.permutations(DEPARTMENTS))):
        pdf = bundle(pages=1 + count % 4)
        for department in signers:
            pdf = signing(pdf, department).pdf
            files.append(pdf)
        if len(files) >= FILES:
            break
    files = files[:FILES]
    for place in range(FILES - 20, FILES):
        harmed = bytearray(files[place])
        start, end = max((found.span() for found in STREAM.finditer(harmed)), key=lambda span: span[1] - span[0])
        harmed[chance.randrange(start + 50, end - 50)] ^= 1
        files[place] = bytes(harmed)
    return files


def test_pyhanko_pdfsig_and_docgen_agree_on_a_hundred_files(tmp_path: Path, database: Path) -> None:
    file = tmp_path / "signed.pdf"
    disagreements = []
    for number, pdf in enumerate(generated()):
        file.write_bytes(pdf)
        theirs, ours = sorted(by_pdfsig(file, database)), sorted(by_pyhanko(pdf))
        told = report(pdf)
        own = sorted((f"{told.number}:{item.department}", item.is_intact, item.is_trusted) for item in told.signatures)
        is_harmed = number >= FILES - 20
        if not theirs == ours == own or told.is_sound is is_harmed:
            disagreements.append((number, theirs, ours, own, told.doubts))
    assert disagreements == []
