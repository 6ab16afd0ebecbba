"""`docgen preview` shows every template as it prints, whatever is wrong with another one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from desk import PLAN, Desk
from desk import desk as working_folder
from PIL import Image
from pypdf import PdfReader
from small_templates import p, template

from tools import need

__all__ = ["working_folder"]


def test_every_template_becomes_a_pdf_and_a_picture_of_each_page(working_folder: Desk) -> None:
    run = working_folder.run("preview", "seven-step-plan")
    assert (run.code, run.err) == (0, "")
    folder = working_folder.folder / "output" / "preview" / "seven-step-plan"
    files = sorted(folder.glob("*.pdf"))
    assert len(files) == 13
    for file in files:
        pages = PdfReader(file).pages
        pictures = sorted(folder.glob(f"{file.stem}-*.png"))
        assert len(pictures) == len(pages)
        with Image.open(pictures[0]) as picture:
            assert picture.width == pytest.approx(float(pages[0].mediabox.width) * 120 / 72, abs=2)
            assert len(set(picture.convert("L").tobytes())) > 10  # something is drawn


def test_answers_of_ones_own_are_shown_and_conditions_hold(working_folder: Desk) -> None:
    text = PLAN.read_text(encoding="utf-8")
    start = text.index("resources:")
    end = text.index("\n\n", start)
    file = working_folder.plan((text[start:end], ""), ("晨曦净水器", "晚霞空调"))
    run = working_folder.run("preview", "seven-step-plan", "--answers", file, "-o", "seen")
    assert run.code == 0
    assert "《资源清单》" in run.err
    (plan,) = (working_folder.folder / "seen").glob("*协作计划书.pdf")
    assert "晚霞空调" in "".join(page.extract_text() for page in PdfReader(plan).pages)
    assert not list((working_folder.folder / "seen").glob("*资源清单*"))


def test_a_faulty_template_is_told_and_the_others_are_shown(working_folder: Desk, started: Path) -> None:
    shutil.move(template(started.parent, p("{{ nobody }}")), started / "work.docx")
    run = working_folder.run("preview", "visit", "--forms", started.parent, "-o", "seen")
    assert run.code == 1
    assert "nobody" in run.err
    assert len(list((working_folder.folder / "seen").glob("*.pdf"))) == 5


def test_what_is_beyond_the_embedded_engine_is_shown_by_libreoffice_or_named(
    working_folder: Desk, started: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need("soffice")
    turned = "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:t>{{ title }}</w:t></w:r></w:p>"
    shutil.move(template(started.parent, turned), started / "work.docx")
    command = ("--lang", "en", "preview", "visit", "--forms", started.parent, "-o", "seen")
    assert working_folder.run(*command).code == 0
    (work,) = (working_folder.folder / "seen").glob("05_*.pdf")
    assert "总部大楼搬迁" in PdfReader(work).pages[0].extract_text()
    embedded = working_folder.run(*command, "--engine", "embedded")
    assert embedded.code == 1
    assert "right-to-left" in embedded.err
    monkeypatch.setenv("DOCGEN_SOFFICE", "")
    lacking = working_folder.run(*command)
    assert lacking.code == 3
    assert "right-to-left" in lacking.err
    assert "apt install libreoffice" in lacking.err


def test_pictures_of_pages_that_are_gone_do_not_stay(working_folder: Desk, started: Path) -> None:
    (working_folder.folder / "seen").mkdir()
    stale = working_folder.folder / "seen" / "05_工作事项表-7.png"
    others = [stale.with_name("05_工作事项表.png"), stale.with_name("work-7.png")]
    for file in (stale, *others):
        file.write_bytes(b"")
    assert working_folder.run("preview", "visit", "--forms", started.parent, "-o", "seen").code == 0
    assert (stale.exists(), [file.exists() for file in others]) == (False, [True, True])


def test_a_pack_without_examples_is_shown_with_those_of_its_fields(working_folder: Desk, started: Path) -> None:
    shutil.rmtree(started / "examples")
    run = working_folder.run("preview", "visit", "--forms", started.parent, "-o", "seen")
    assert (run.code, run.err) == (0, "")
    (work,) = (working_folder.folder / "seen").glob("*工作事项表.pdf")
    assert "新址布线与验收" in PdfReader(work).pages[0].extract_text()
