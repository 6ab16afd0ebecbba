"""The bundle with LibreOffice's pages is the same bundle: documents, contents, stamps, signature places, bookmarks."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from desk import EXAMPLES, PLAN, Desk
from preflight import faults_as_part_1
from pypdf import PdfReader
from small_bundle import EDITION

from docgen.answers import load_answers
from docgen.bundle import assemble
from docgen.bundle.stamped import read_stamp
from docgen.fonts import FontLibrary
from docgen.form import load_pack
from docgen.pages.office import Office
from docgen.rules import check
from docgen.word import fill
from tools import need


def built(desk: Desk, engine: str, *options: str) -> tuple[Path, PdfReader, Any]:
    run = desk.run("build", PLAN, "--engine", engine, "-o", desk.folder / engine, "--format", "json", *options)
    assert run.code == 0, run.err
    file = Path(run.data[0]["path"])
    manifest = file.parent / "manifest.json"
    details = json.loads(manifest.read_text(encoding="utf-8"))["details"] if manifest.exists() else {}
    return file, PdfReader(file), details


@pytest.fixture
def both(desk: Desk) -> tuple[tuple[Path, PdfReader, Any], tuple[Path, PdfReader, Any]]:
    need("soffice")
    return built(desk, "embedded"), built(desk, "libreoffice")


def titles(outline: list[Any]) -> list[Any]:
    return [titles(item) if isinstance(item, list) else item.title for item in outline]


def test_both_engines_make_the_same_bundle(both: Any) -> None:
    (_, here, ours), (_, there, theirs) = both
    assert theirs["documents"] == ours["documents"]
    assert len(there.pages) == len(here.pages)
    assert titles(there.outline) == titles(here.outline)
    for number, page in enumerate(there.pages, 1):
        stamp = read_stamp(page.get_contents().get_data())
        assert stamp is not None
        assert (stamp.page, stamp.total) == (number, len(there.pages))
    places = {place["department"]: place for place in ours["signature_places"]}
    assert places.keys() == {place["department"] for place in theirs["signature_places"]}
    for place in theirs["signature_places"]:
        expected = places[place["department"]]
        assert place["page"] == expected["page"]
        assert (place["x"], place["y"]) == pytest.approx((expected["x"], expected["y"]), abs=3)
        assert (place["width"], place["height"]) == pytest.approx((expected["width"], expected["height"]))


def test_it_has_the_same_bytes_each_time(desk: Desk) -> None:
    need("soffice")
    first = built(desk, "libreoffice")[0]
    data = first.read_bytes()
    run = desk.run("build", PLAN, "--engine", "libreoffice", "-o", desk.folder / "again", "--format", "json")
    assert Path(run.data[0]["path"]).read_bytes() == data


def test_it_is_pdf_a_too(tmp_path: Path) -> None:
    example = EXAMPLES / "ad-hoc-relocation.yaml"
    answers = check(load_answers(example), load_pack("seven-step-plan", [EXAMPLES.parents[1]])).checked
    assert answers is not None
    fonts = FontLibrary.open()
    documents = Office(Path(need("soffice")), dict(os.environ))(fill(answers, EDITION, fonts), fonts)
    assert faults_as_part_1(assemble(documents, answers, EDITION, fonts, part=1).pdf, tmp_path) == set()


def test_a_draft_says_so_on_every_page(desk: Desk) -> None:
    need("soffice")
    _, reader, _ = built(desk, "libreoffice", "--draft")
    assert all("草稿" in page.extract_text() for page in reader.pages)
