"""`docgen archive` on a plan that was signed electronically."""

from __future__ import annotations

import re
import zipfile

import pypdfium2
import pytest
from desk import Desk, desk
from preflight import faults_as_part_1

__all__ = ["desk"]

KEY = "keys/财务部_郑国栋"


@pytest.fixture
def number(desk: Desk) -> str:
    """A plan on which one of two electronic signatories has signed."""
    (desk.folder / "authority.txt").write_text("口令\n", encoding="utf-8")
    plan = desk.plan()
    number = str(desk.run("build", plan, "--format", "json").data[0]["number"])
    assert desk.run("keys", plan, "--passphrase-file", "authority.txt").code == 0
    run = desk.run("sign", number, "--as", "财务部", "--key", f"{KEY}.p12", "--passphrase-file", f"{KEY}.passphrase")
    assert run.code == 0, run.err
    return number


def test_status_print_verify_and_export_know_the_signature(desk: Desk, number: str) -> None:
    (status,) = desk.run("archive", "status", number, "--format", "json").data
    signed = {row["department"]: (row["signed"], row["by"]) for row in status["signatories"] if row["signed"]}
    assert signed == {"财务部": ("electronic", "郑国栋")}

    printed = desk.run("archive", "print", number, "--format", "json").data["file"]
    with pypdfium2.PdfDocument(printed) as paper, pypdfium2.PdfDocument(desk.bundles()[0]) as unsigned:
        pages = len(unsigned)
        shown, empty = ("".join(_words(file, page) for page in range(pages)) for file in (paper, unsigned))
    assert shown.count("郑国栋") > empty.count("郑国栋")

    assert desk.run("archive", "verify", "--signatures").code == 0
    assert desk.run("archive", "export", number, "--to", "out.zip").code == 0
    with zipfile.ZipFile(desk.folder / "out.zip") as archive:
        names = archive.namelist()
        letter = archive.read(next(name for name in names if name.endswith("verification.txt"))).decode()
    assert re.search(r"财务部　郑国栋（财务部经理）：电子签名，.*签发，可信；内容完好；PAdES B-B。", letter)
    assert "应签 6 人，已签 1 人" in letter
    folders = {name.split("/")[1] for name in names}
    assert folders >= {"signed", "trust", "forms", "manifest.json", "SHA256SUMS", "verification.json"}
    assert sum("/trust/" in name for name in names) == 2  # whom to trust, and who was called back


def test_signatures_are_verified_where_a_trust_root_is_known_and_else_it_is_said(desk: Desk, number: str) -> None:
    shown = desk.run("archive", "verify")
    assert (shown.code, "未核验" in shown.out) == (0, False)
    (desk.folder / "keys").rename(desk.folder / "moved")
    shown = desk.run("archive", "verify")
    assert (shown.code, "未核验电子签名" in shown.out) == (0, True)
    assert desk.run("archive", "verify", "--signatures").code == 1  # trusted by nobody
    assert desk.run("archive", "verify", "--trust", "moved/authority.pem").code == 0
    desk.run("archive", "export", number, "--to", "out.zip")
    with zipfile.ZipFile(desk.folder / "out.zip") as archive:
        letter = archive.read(next(name for name in archive.namelist() if name.endswith("verification.txt"))).decode()
    assert "未核验：未指定信任的根证书" in letter


def _words(file: pypdfium2.PdfDocument, page: int) -> str:
    return "".join(file[page].get_textpage().get_text_range().split())


def test_the_signed_file_is_still_pdf_a(desk: Desk, number: str) -> None:
    (state,) = desk.archive.rglob("signed/1/*.pdf")
    assert number
    assert faults_as_part_1(state.read_bytes(), desk.folder) == {"7.11.2", "1.2.9", "1.4.7"}


def test_a_signed_state_that_was_forged_is_told(desk: Desk, number: str) -> None:
    assert number
    (state,) = desk.archive.rglob("signed/1/*.pdf")
    data = bytearray(state.read_bytes())
    data[len(data) // 2] ^= 1
    state.write_bytes(data)
    assert desk.run("archive", "verify").code == 1
    told = desk.run("archive", "verify", "--signatures")
    assert told.code == 1
    assert str(state) in told.err


def test_without_a_trust_root_signatures_are_doubtful_and_hashes_are_not(desk: Desk, number: str) -> None:
    assert number
    (desk.folder / "keys" / "authority.pem").unlink()
    assert desk.run("archive", "verify").code == 0
    assert desk.run("archive", "verify", "--signatures").code == 1
