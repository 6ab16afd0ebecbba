"""`docgen archive` as a user runs it, from the built plan to its destruction."""

from __future__ import annotations

import functools
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from desk import Desk, desk
from PIL import Image
from small_scans import rendered, scan, write_scan

from tools import need

__all__ = ["desk"]

HEADS = ["市场部", "销售部", "研发部", "客服部", "财务部", "行政部"]


@pytest.fixture
def number(desk: Desk) -> str:
    run = desk.run("build", desk.plan(), "--format", "json")
    assert run.code == 0, run.err
    return str(run.data[0]["number"])


@pytest.fixture
def pages(desk: Desk, number: str) -> list[Image.Image]:
    assert number
    return [*scanned(desk.bundles()[0].read_bytes())]


@functools.cache
def scanned(pdf: bytes) -> tuple[Image.Image, ...]:
    """The scans of a bundle; the same plan gives the same bytes in every test."""
    chance = random.Random(3)
    return tuple(scan(page, chance) for page in rendered(pdf))


def test_scans_of_the_signed_paper_are_filed_and_the_status_tells(
    desk: Desk, number: str, pages: list[Image.Image]
) -> None:
    front, back = write_scan(desk.folder / "1.pdf", pages[:9]), write_scan(desk.folder / "2.pdf", pages[9:])
    run = desk.run("archive", "attach", number, front, back, "--signed", "市场部、销售部", "--format", "json")
    assert run.code == 0, run.err
    assert run.data["signed"] == ["市场部", "销售部"]
    assert sorted(item.name for item in Path(run.data["folder"]).iterdir()) == [
        "scan-1.pdf",
        "scan-2.pdf",
        "scans.json",
    ]
    (status,) = desk.run("archive", "status", number, "--format", "json").data
    assert [row["department"] for row in status["signatories"]] == HEADS
    assert [row["signed"] for row in status["signatories"]] == ["paper", "paper", None, None, None, None]
    shown = desk.run("archive", "status")
    assert "纸质" in shown.out
    assert "未签" in shown.out
    assert desk.run("archive", "verify").code == 0


def test_scans_that_are_not_the_whole_plan_are_refused_unless_accepted(
    desk: Desk, number: str, pages: list[Image.Image]
) -> None:
    spoilt = write_scan(desk.folder / "scan.pdf", [pages[1], pages[0], *pages[3:], pages[7]])
    command = ["archive", "attach", number, spoilt, "--signed", "市场部"]
    refused = desk.run(*command)
    assert refused.code == 1
    assert "--accept-missing、--accept-doubled、--accept-swapped" in refused.err
    assert not [*desk.archive.rglob("paper")]
    assert desk.run(*command, "--accept-missing", "--accept-doubled").code == 1
    taken = desk.run(*command, "--accept-missing", "--accept-doubled", "--accept-swapped")
    assert taken.code == 0, taken.err
    assert "缺少" in taken.out


def test_a_head_cannot_have_signed_on_a_page_that_is_not_there(
    desk: Desk, number: str, pages: list[Image.Image]
) -> None:
    run = desk.run("archive", "attach", number, write_scan(desk.folder / "scan.pdf", pages[:3]), "--accept-missing",
                   "--signed", "市场部，外星部")  # fmt: skip
    assert run.code == 1
    assert "市场部" in run.err
    assert "外星部" in run.err


def test_pages_of_an_earlier_version_are_told(desk: Desk, number: str, pages: list[Image.Image]) -> None:
    changed = desk.plan(("周岚, title: 市场部经理", "周岚, title: 市场部总监"))
    assert desk.run("build", changed).code == 0
    old = write_scan(desk.folder / "scan.pdf", pages[:2])
    run = desk.run("archive", "attach", number, old, "--signed", "")
    assert run.code == 1
    assert "V1.0" in run.err
    assert "--version V1.0" in run.err
    assert "--accept-other-version" in run.err
    assert desk.run("archive", "attach", number, old, "--version", "V1.0", "--accept-missing", "--signed", "").code == 0


def test_without_a_terminal_it_is_not_asked_who_signed(desk: Desk, number: str, pages: list[Image.Image]) -> None:
    run = desk.run("archive", "attach", number, write_scan(desk.folder / "scan.pdf", pages))
    assert run.code == 2
    assert "--signed" in run.err


def test_print_file_has_a_copy_for_each_holder(desk: Desk, number: str) -> None:
    run = desk.run("archive", "print", number, "--paging-seal", "--format", "json")
    assert run.code == 0, run.err
    assert run.data["holders"] == [{"name": "市场部", "copies": 1}, {"name": "行政部", "copies": 1}]
    with pypdfium2.PdfDocument(run.data["file"]) as printed, pypdfium2.PdfDocument(desk.bundles()[0]) as bundle:
        assert len(printed) == 2 * (len(bundle) + len(bundle) % 2)
    assert desk.run("archive", "verify").code == 0


def test_a_file_that_was_changed_is_not_printed_for_signing(desk: Desk, number: str) -> None:
    file = desk.bundles()[0]
    file.write_bytes(file.read_bytes().replace(b"%%EOF", b"%%EoF"))
    refused = desk.run("archive", "print", number)
    assert refused.code == 1
    assert "存档后已被改动" in refused.err
    assert not (desk.folder / "output" / "print").exists()


def test_status_tells_of_earlier_versions_when_asked(desk: Desk, number: str) -> None:
    assert desk.run("build", desk.plan(("周岚, title: 市场部经理", "周岚, title: 市场部总监"))).code == 0
    newest, every = (desk.run("archive", "status", *more, "--format", "json").data for more in ((), ("--all",)))
    assert [item["version"] for item in newest] == ["V1.1"]
    assert [(item["number"], item["version"]) for item in every] == [(number, "V1.1"), (number, "V1.0")]


def test_print_file_is_handed_to_lp(desk: Desk, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "lp"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/asked\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    run = desk.run("archive", "print", number, "--lp", "办公室", "--one-sided", "--for", "法务部", "--to", "p.pdf")
    assert run.code == 0, run.err
    assert (tmp_path / "asked").read_text().split() == ["-d", "办公室", "-o", "sides=one-sided", "--", "p.pdf"]


def test_search_finds_what_the_answers_say(desk: Desk, number: str) -> None:
    assert [hit["number"] for hit in desk.run("archive", "search", "丁素琴", "--format", "json").data] == [number]
    assert number in desk.run("archive", "search", "--department", "客服部").out
    nothing = desk.run("archive", "search", "量子纠缠")
    assert (nothing.code, nothing.out.strip()) == (1, "存档中没有符合条件的文件。")
    assert desk.run("archive", "search", "--since", "tomorrow").code == 2


def test_export_can_be_checked_without_docgen(desk: Desk, number: str) -> None:
    run = desk.run("archive", "export", number, "--to", "out.zip")
    assert run.code == 0, run.err
    with zipfile.ZipFile(desk.folder / "out.zip") as archive:
        archive.extractall(desk.folder / "out")
    (folder,) = (desk.folder / "out").iterdir()
    subprocess.run([need("sha256sum"), "--quiet", "-c", "SHA256SUMS"], cwd=folder, check=True)
    report = json.loads((folder / "verification.json").read_text("utf-8"))
    assert (report["number"], report["whole"], len(report["signatures"])) == (number, True, 6)
    assert "各文件与存档清单一致，未发现改动。" in (folder / "verification.txt").read_text("utf-8")


def test_an_export_of_a_damaged_version_says_so(desk: Desk, number: str) -> None:
    desk.bundles()[0].write_bytes(b"%PDF forged")
    run = desk.run("archive", "export", number, "--to", "out.zip")
    assert run.code == 1
    with zipfile.ZipFile(desk.folder / "out.zip") as archive:
        name = next(item for item in archive.namelist() if item.endswith("verification.txt"))
        assert "SHA-256" in archive.read(name).decode()


def test_nothing_is_destroyed_by_a_clock_ten_years_ahead(
    desk: Desk, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1782864000 + 10 * 365 * 86400))
    for _ in range(2):
        run = desk.run("archive", "expire", "--destroy")
        assert run.code == 1
        assert number in run.out
    assert desk.bundles()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")
    assert desk.run("archive", "expire", "--destroy").code == 1  # the archive has seen a later day
    assert desk.bundles()


def test_what_is_past_its_retention_is_shown_then_destroyed_and_recorded(
    desk: Desk, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1782864000 + 4 * 365 * 86400))
    assert desk.run("archive", "expire", "--today", "2030-06-30").code == 0
    assert desk.bundles()
    assert desk.run("archive", "expire", "--today", "2030-07-01", "--destroy").code == 1
    run = desk.run("archive", "expire", "--today", "2030-06-30", "--destroy", "--format", "json")
    assert run.code == 0, run.err
    assert json.loads(Path(run.data["destroyed"][0]).read_text("utf-8"))["manifest"]["number"] == number
    assert not desk.bundles()
    assert desk.run("archive", "verify").code == 0


def test_index_is_rebuilt(desk: Desk, number: str) -> None:
    (desk.archive / "index.sqlite").write_bytes(b"damaged" * 999)
    assert desk.run("archive", "rebuild-index", "--format", "json").data == {"versions": 1}
    assert number in desk.run("archive", "list").out


def test_a_document_that_is_not_there_is_told(desk: Desk) -> None:
    for action in (("print",), ("export",), ("attach",)):
        scans = ["scan.pdf"] if action == ("attach",) else []
        assert desk.run("archive", *action, "XZ-0", *scans).code == 1
    assert desk.run("archive", "status", "XZ-0").code == 1


def test_in_a_terminal_it_is_asked_who_signed(desk: Desk, number: str, pages: list[Image.Image]) -> None:
    file = write_scan(desk.folder / "scan.pdf", pages)
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "docgen", "archive", "attach", number, str(file), "--format", "json"]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, text=True, cwd=desk.folder) as process:
        os.write(ours, "1，行政部\n".encode())
        out = process.communicate(timeout=60)[0]
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, out
    assert json.loads(out[out.index("{") :])["signed"] == ["市场部", "行政部"]
