"""`docgen forms`: what authors of packs and templates type, and what they read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from desk import EXAMPLES, PLAN, Desk, desk, own_pack
from reading import open_docx

__all__ = ["desk", "own_pack"]


@pytest.fixture
def broken(own_pack: Callable[[], Path]) -> Path:
    """Copies of the packs; one template has a misspelt tag in a cell, one a tag without an end in a paragraph."""
    forms = own_pack()
    risks = forms / "seven-step-plan" / "risks.docx"
    document = open_docx(risks)
    document.tables[0].rows[2].cells[1].paragraphs[0].add_run("{{ r.riks }}")
    document.save(str(risks))
    plan = forms / "seven-step-plan" / "plan.docx"
    document = open_docx(plan)
    document.paragraphs[2].add_run("{% if title %}")
    document.save(str(plan))
    return forms


def test_check_tells_all_packs_and_ends_with_0_where_nothing_is_wrong(desk: Desk) -> None:
    run = desk.run("forms", "check")
    assert (run.code, run.out, run.err) == (0, "seven-step-plan：未发现问题\n", "")


def test_check_tells_file_place_tag_and_mend(desk: Desk, broken: Path) -> None:
    run = desk.run("forms", "check", "--forms", broken)
    assert run.code == 1
    assert "risks.docx" in run.out
    assert "正文表格 1 第 3 行第 2 格" in run.out
    assert "{{ r.riks }}" in run.out
    assert "是否应为“risk”" in run.out
    assert "{% if title %}" in run.out
    assert "2 个错误" in run.out


def test_check_as_json(desk: Desk, broken: Path) -> None:
    run = desk.run("forms", "check", "seven-step-plan", "--forms", broken, "--format", "json")
    assert run.code == 1
    keys = {"pack", "kind", "severity", "file", "line", "part", "place", "tag", "message", "mend"}
    assert [set(item) for item in run.data] == [keys] * len(run.data)
    (name,) = (item for item in run.data if item["kind"] == "name")
    assert (name["severity"], name["part"], name["tag"]) == ("error", "word/document.xml", "{{ r.riks }}")
    assert name["file"].endswith("risks.docx")


def test_check_with_annotate_writes_the_faults_into_copies(desk: Desk, broken: Path) -> None:
    before = {file: file.read_bytes() for file in broken.rglob("*.docx")}
    run = desk.run("forms", "check", "--forms", broken, "--annotate", "-o", "copies")
    assert run.code == 1
    copies = sorted((desk.folder / "copies").iterdir())
    assert [copy.name for copy in copies] == ["plan.docx", "risks.docx"]
    for copy, words in zip(copies, ("没有对应的结束标记", "riks"), strict=True):
        (comment,) = docx.Document(str(copy)).comments
        assert words in comment.text
        assert str(Path("copies") / copy.name) in run.out
    assert {file: file.read_bytes() for file in before} == before


def test_annotate_never_writes_over_a_file(desk: Desk, broken: Path) -> None:
    for _ in range(2):
        desk.run("forms", "check", "--forms", broken, "--annotate")
    names = sorted(file.name for file in (desk.folder / "annotated").iterdir())
    assert names == ["plan-2.docx", "plan.docx", "risks-2.docx", "risks.docx"]


def test_annotate_with_json_keeps_the_output_json(desk: Desk, broken: Path) -> None:
    run = desk.run("forms", "check", "--forms", broken, "--annotate", "--format", "json")
    assert len(run.data) == 2
    assert "annotated" in run.err


def test_check_of_answers_annotates_the_templates_of_their_pack(desk: Desk, broken: Path) -> None:
    run = desk.run("check", PLAN, "--forms", broken, "--annotate")
    assert run.code == 1
    assert "riks" in run.err
    assert sorted(file.name for file in (desk.folder / "annotated").iterdir()) == ["plan.docx", "risks.docx"]
    assert desk.run("check", PLAN, "--forms", broken).code == 0
    sound = desk.run("check", EXAMPLES / "annual-planning.yaml", "--annotate", "-o", "none", "--format", "json")
    assert sound.code == 0
    assert not (desk.folder / "none").exists()


def test_a_pack_that_is_not_there_is_told_beside_the_others(desk: Desk) -> None:
    run = desk.run("forms", "check", "seven-step-plna", "seven-step-plan")
    assert run.code == 1
    assert "是否" in run.out
    assert "seven-step-plan：未发现问题" in run.out


def test_show_tells_where_a_field_stands(desk: Desk) -> None:
    run = desk.run("forms", "show", "seven-step-plan", "goals.target")
    assert run.code == 0
    lines = [line for line in run.out.splitlines() if "{{" in line]
    assert len(lines) == 1
    assert "plan.docx" in lines[0]
    assert "{{ g.target|quantity(g.unit) }}" in lines[0]
    assert lines == [line for line in desk.run("forms", "show", "goals.target").out.splitlines() if "{{" in line]


def test_show_of_a_table_tells_every_tag_that_shows_a_part_of_it(desk: Desk) -> None:
    run = desk.run("forms", "show", "seven-step-plan", "risks")
    assert run.out.count("risks.docx") > 5
    assert "chart('risk-matrix'" in run.out


def test_show_of_a_field_that_no_template_shows_says_so(desk: Desk) -> None:
    run = desk.run("forms", "show", "seven-step-plan", "number")
    assert (run.code, run.out) == (0, "没有模板显示“number”。\n")


def test_show_of_a_field_that_is_not_there_names_the_nearest(desk: Desk) -> None:
    run = desk.run("forms", "show", "seven-step-plan", "goals.taget")
    assert run.code == 1
    assert "“target”" in run.err
    assert desk.run("forms", "show", "nothing").code == 1


def test_new_says_what_it_wrote_and_how_to_go_on(desk: Desk) -> None:
    run = desk.run("forms", "new", "visit", "-o", "mine")
    assert run.code == 0
    assert "pack.yaml" in run.out
    assert "docgen forms check visit --forms mine" in run.out
    assert desk.run("forms", "check", "visit", "--forms", "mine").code == 0
    again = desk.run("forms", "new", "visit", "-o", "mine")
    assert (again.code, again.out) == (0, "表单包 visit 的每份文件都已有模板。\n")
    assert desk.run("forms", "new", "../visit").code == 1


def test_new_takes_the_folder_with_packs_where_none_is_named(desk: Desk) -> None:
    (desk.folder / "docgen.toml").write_text('forms = "ours"\n', encoding="utf-8")
    (desk.folder / "ours").mkdir()
    assert desk.run("forms", "new", "visit").code == 0
    assert (desk.folder / "ours" / "visit" / "pack.yaml").is_file()
    assert desk.run("forms", "new", "visit", "--forms", "others").code == 0
    assert (desk.folder / "others" / "visit" / "pack.yaml").is_file()
