"""`docgen pages`: any Word file as PDF."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from desk import Desk, desk
from office import counting_office, plain, starts, turned
from pages.read.word_xml import p, word_file
from pages.referring import REFERRING
from pypdf import PdfReader
from strict_files import as_template, strict

__all__ = ["desk"]


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice."""
    monkeypatch.setenv("DOCGEN_SOFFICE", "")


def word(desk: Desk, name: str, data: bytes) -> Path:
    file = desk.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def text(pdf: Path) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def test_each_pdf_stands_beside_its_word_file(desk: Desk) -> None:
    one, two = word(desk, "合同.docx", plain("合同正文")), word(desk, "sub/纪要.docx", plain("会议纪要"))
    run = desk.run("pages", one, two)
    assert run.code == 0
    assert text(one.with_suffix(".pdf")) == "合同正文"
    assert text(two.with_suffix(".pdf")) == "会议纪要"
    assert str(one.with_suffix(".pdf")) in run.out


def test_a_folder_takes_them_all(desk: Desk) -> None:
    one, two = word(desk, "a.docx", plain("甲")), word(desk, "b.docx", plain("乙"))
    assert desk.run("pages", one, two, "-o", desk.folder / "out" / "deep").code == 0
    assert sorted(file.name for file in (desk.folder / "out" / "deep").iterdir()) == ["a.pdf", "b.pdf"]
    assert not one.with_suffix(".pdf").exists()


def test_the_same_file_and_date_give_the_same_bytes(desk: Desk) -> None:
    file = word(desk, "a.docx", plain())
    desk.run("pages", file)
    first = file.with_suffix(".pdf").read_bytes()
    desk.run("pages", file)
    assert file.with_suffix(".pdf").read_bytes() == first
    assert PdfReader(file.with_suffix(".pdf")).metadata.title == "a"


@pytest.mark.usefixtures("nowhere")
def test_one_bad_file_does_not_stop_the_others(desk: Desk) -> None:
    good, bad, missing = word(desk, "good.docx", plain("好")), word(desk, "bad.docx", b"no"), desk.folder / "none.docx"
    run = desk.run("pages", bad, missing, good, "--format", "json")
    assert run.code == 1
    assert [(Path(item["file"]).name, item["pages"], len(item["findings"])) for item in run.data] == [
        ("bad.docx", 0, 1),
        ("none.docx", 0, 1),
        ("good.docx", 1, 0),
    ]
    assert text(good.with_suffix(".pdf")) == "好"
    assert not bad.with_suffix(".pdf").exists()


@pytest.mark.usefixtures("nowhere")
def test_without_libreoffice_auto_says_what_to_install_and_embedded_what_to_change(desk: Desk) -> None:
    file = word(desk, "rtl.docx", turned("右起"))
    auto = desk.run("--lang", "en", "pages", file)
    assert auto.code == 3
    assert "right-to-left" in auto.err
    assert "paragraph 1" in auto.err
    assert "apt install libreoffice" in auto.err
    embedded = desk.run("--lang", "en", "pages", file, "--engine", "embedded")
    assert embedded.code == 1
    assert "right-to-left" in embedded.err
    assert "docs/layout-engine.md" in embedded.err
    named = desk.run("--lang", "en", "pages", file, "--engine", "libreoffice")
    assert named.code == 3
    assert "LibreOffice" in named.err
    assert not file.with_suffix(".pdf").exists()


def test_libreoffice_is_started_once_for_all_files_that_need_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("DOCGEN_SOFFICE", str(counting_office(programs)))
    files = [word(desk, f"{name}.docx", turned(name)) for name in "甲乙"] + [word(desk, "丙.docx", plain("丙"))]
    assert desk.run("pages", *files).code == 0
    assert [text(file.with_suffix(".pdf")) for file in files] == ["甲", "乙", "丙"]
    (start,) = starts(programs)
    assert start.count(".docx") == 2


def test_a_pdf_that_docgen_did_not_make_is_never_overwritten(desk: Desk) -> None:
    file = word(desk, "signed.docx", plain())
    file.with_suffix(".pdf").write_bytes(b"%PDF-1.4 the scan with the signatures")
    run = desk.run("pages", file)
    assert run.code == 1
    assert "不是由 docgen 生成" in run.err
    assert file.with_suffix(".pdf").read_bytes() == b"%PDF-1.4 the scan with the signatures"


def test_two_files_never_become_one_pdf(desk: Desk) -> None:
    one, two = word(desk, "a/x.docx", plain("甲")), word(desk, "b/x.docx", plain("乙"))
    run = desk.run("pages", one, two, "-o", desk.folder / "out")
    assert run.code == 1
    assert not (desk.folder / "out").exists() or not list((desk.folder / "out").iterdir())


@pytest.mark.parametrize("option", [("--engine", "word"), ("--jobs", "2")])
def test_wrong_usage_is_told(desk: Desk, option: tuple[str, str]) -> None:
    assert desk.run("pages", "a.docx", *option).code == 2


def test_comments_are_left_out_and_that_is_said(desk: Desk) -> None:
    commented = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    data = word_file(commented, parts={"comments.xml": f'<w:comment w:id="1">{p("旁白")}</w:comment>'})
    file = word(desk, "a.docx", data)
    run = desk.run("pages", file)
    assert run.code == 0
    assert "有 1 条批注，未打印" in run.out
    assert text(file.with_suffix(".pdf")) == "正文"
    (printed,) = json.loads(desk.run("pages", file, "--format", "json").out)
    assert [finding["severity"] for finding in printed["findings"]] == ["warning"]


def test_links_can_be_clicked_in_the_pdf(desk: Desk) -> None:
    body = REFERRING["hyperlinks"]
    file = word(desk, "a.docx", body)
    assert desk.run("pages", file).code == 0
    reader = PdfReader(file.with_suffix(".pdf"))
    web, inside = (note.get_object() for note in reader.pages[0]["/Annots"])
    assert web["/A"]["/URI"] == "https://example.org/a?b=1"
    assert reader.named_destinations or inside["/Dest"]


@pytest.mark.usefixtures("nowhere")
def test_files_in_the_strict_form_and_templates_of_word_are_set_and_those_with_macros_refused(desk: Desk) -> None:
    one, two = word(desk, "严格.docx", strict(plain("严格"))), word(desk, "模板.dotx", as_template(plain("模板")))
    assert desk.run("pages", one, two).code == 0
    assert [text(file.with_suffix(".pdf")) for file in (one, two)] == ["严格", "模板"]
    enabled = word(desk, "宏.docm", with_macros(plain("宏")))
    run = desk.run("--lang", "en", "pages", enabled)
    assert run.code == 1
    assert "macros" in run.err


def with_macros(docx: bytes) -> bytes:
    """The same file with a project of macros in it."""
    data = io.BytesIO(docx)
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return data.getvalue()
