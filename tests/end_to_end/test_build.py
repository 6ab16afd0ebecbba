"""An answer file becomes an archived bundle; building again adds nothing; a change makes the next version."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from desk import EXAMPLES, PLAN, Desk
from pypdf import PdfReader
from reading import characters, docx_text, open_docx, page_texts, pdf_text

from tools import convert_with_office, need

ALL_EXAMPLES = sorted(EXAMPLES.glob("*.yaml"))


def test_the_plan_is_built_archived_and_told(desk: Desk) -> None:
    run = desk.run("build", PLAN, "--format", "json")
    assert run.code == 0
    (result,) = run.data
    assert (result["outcome"], result["version"], result["findings"]) == ("archived", "V1.0", [])
    name = "2026年Q3晨曦净水器华东区域上市推广协作计划_市场部"
    folder = desk.archive / "协作计划" / "2026" / "Q3" / name / "V1.0"
    assert result["path"] == str(folder / f"{name}_V1.0.pdf")
    assert (folder / "answers.yaml").read_bytes() == PLAN.read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in manifest["files"]:
        assert hashlib.sha256((folder / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
    assert {row["department"] for row in manifest["details"]["signature_places"]} == {
        row["department"] for row in manifest["details"]["signatories"]
    }


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=lambda file: file.stem)
def test_every_example_is_free_of_findings_and_builds(desk: Desk, example: Path) -> None:
    assert desk.run("check", example, "--format", "json").data == []
    assert desk.run("build", example).code == 0


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=lambda file: file.stem)
def test_every_character_of_each_word_file_is_on_its_pages(desk: Desk, example: Path) -> None:
    desk.run("build", example)
    (pdf,) = desk.bundles()
    manifest = json.loads((pdf.parent / "manifest.json").read_text(encoding="utf-8"))
    pages = page_texts(pdf)
    forms = sorted((pdf.parent / "forms").iterdir())
    documents = [item for item in manifest["details"]["documents"] if item["key"] != "contents"]
    assert len(forms) == len(documents)
    for form, document in zip(forms, documents, strict=True):
        first = document["first_page"] - 1
        printed = characters("".join(pages[first : first + document["pages"]]))
        written = characters(docx_text(open_docx(form)))
        assert written - printed == {}, f"{form.name} lost characters"


def test_unchanged_plan_is_not_archived_twice(desk: Desk) -> None:
    file = desk.plan()
    desk.run("build", file)
    before = {path: path.stat().st_mtime_ns for path in desk.archive.rglob("*") if path.is_file()}
    run = desk.run("build", file, "--format", "json")
    assert (run.code, run.data[0]["outcome"]) == (0, "unchanged")
    after = {path: path.stat().st_mtime_ns for path in desk.archive.rglob("*") if path.is_file()}
    assert {path for path in after if "index" not in path.name} == {path for path in before if "index" not in path.name}


def test_a_comment_is_no_change_but_a_value_is(desk: Desk) -> None:
    desk.run("build", desk.plan())
    commented = desk.plan(("# 第二步", "# 第二步（已核对）"))
    assert desk.run("build", commented, "--format", "json").data[0]["outcome"] == "unchanged"
    changed = desk.plan(("铺货二百家即可覆盖目标", "铺货二百家可覆盖目标"))
    result = desk.run("build", changed, "--format", "json").data[0]
    assert (result["outcome"], result["version"]) == ("archived", "V1.1")
    first, second = desk.bundles()
    assert "V1.0" in pdf_text(second)  # the control page tells of the version before
    assert first.parent.name == "V1.0"


def test_same_answers_and_date_give_the_same_bytes_in_another_process(desk: Desk) -> None:
    for folder, seed in (("one", "1"), ("two", "2")):
        command = [sys.executable, "-m", "docgen", "build", str(PLAN), "-o", folder]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    one, two = (
        {
            file.relative_to(desk.folder / folder).as_posix(): file.read_bytes()
            for file in (desk.folder / folder).rglob("*")
            if file.suffix in {".pdf", ".docx", ".yaml", ".json"}
        }
        for folder in ("one", "two")
    )
    assert len(one) > 10
    assert one == two


def test_pdf_is_sound_and_all_its_fonts_are_embedded(desk: Desk) -> None:
    desk.run("build", PLAN)
    (pdf,) = desk.bundles()
    checked = subprocess.run([need("qpdf"), "--check", str(pdf)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert pdf.read_bytes().startswith(b"%PDF-1.7")
    listing = subprocess.run([need("pdffonts"), str(pdf)], capture_output=True, text=True, check=True).stdout
    rows = listing.splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows), listing


def test_bundle_carries_answers_and_word_files(desk: Desk) -> None:
    desk.run("build", PLAN)
    (pdf,) = desk.bundles()
    attached = PdfReader(pdf).attachments
    assert attached["answers.yaml"][0] == PLAN.read_bytes()
    for form in (pdf.parent / "forms").iterdir():
        assert attached[form.name][0] == form.read_bytes()


def test_word_files_open_in_libreoffice(desk: Desk, tmp_path: Path) -> None:
    desk.run("build", PLAN)
    forms = sorted((desk.bundles()[0].parent / "forms").iterdir())
    convert_with_office(forms, "pdf", tmp_path / "pdf")
    for form in forms:
        printed = characters(pdf_text(tmp_path / "pdf" / f"{form.stem}.pdf"))
        assert characters(docx_text(open_docx(form))) - printed == {}, form.name


def test_duplex_starts_every_document_on_an_odd_page(desk: Desk) -> None:
    desk.run("build", PLAN, "--duplex")
    manifest = json.loads(next(desk.archive.rglob("manifest.json")).read_text(encoding="utf-8"))
    assert all(document["first_page"] % 2 == 1 for document in manifest["details"]["documents"])


def test_draft_of_a_faulty_plan_is_marked_and_lists_its_findings(desk: Desk) -> None:
    file = desk.plan(("    target: 500\n", ""))
    assert desk.run("build", file).code == 1
    run = desk.run("build", file, "--draft", "--format", "json")
    assert (run.code, run.data[0]["outcome"]) == (0, "draft")
    pdf = Path(run.data[0]["path"])
    assert pdf.parent == desk.folder / "output" / "drafts"
    texts = page_texts(pdf)
    assert all("草稿" in text for text in texts)
    assert any("G1" in text for text in texts)
    assert desk.bundles() == []


def test_draft_is_built_even_with_a_title_that_fits_no_header(desk: Desk) -> None:
    file = desk.plan(("title: 晨曦净水器华东区域上市推广", f"title: {'长' * 3000}"))
    run = desk.run("build", file, "--draft", "--format", "json")
    assert (run.code, run.data[0]["outcome"]) == (0, "draft")
    assert len(page_texts(Path(run.data[0]["path"]))) > 20
