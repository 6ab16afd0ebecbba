"""A pack that was just started is whole: it loads, has no findings, and every command works with it at once."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk as WorkingFolder
from desk import desk as working_folder
from reading import docx_text, open_docx

from docgen.authoring.starting import start_pack
from docgen.errors import FormError
from docgen.form import bundled_forms, load_pack

__all__ = ["working_folder"]


def test_a_new_pack_is_checked_previewed_written_and_built_at_once(working_folder: WorkingFolder) -> None:
    run = working_folder.run
    assert run("forms", "new", "visit", "--title", "来访接待方案").code == 0
    checked = run("forms", "check", "visit", "--forms", "forms", "--format", "json")
    assert (checked.code, checked.data) == (0, [])
    assert run("new", "--blank", "visit", "--forms", "forms", "-o", "blank.yaml").code == 0
    assert run("build", "--draft", "blank.yaml", "--forms", "forms").code == 0
    example = working_folder.folder / "forms" / "visit" / "examples" / "example.yaml"
    assert run("check", example, "--forms", "forms", "--format", "json").data == []
    assert run("build", example, "--forms", "forms").code == 0
    assert len(working_folder.bundles()) == 1


def test_a_first_template_shows_labels_tables_and_house_styles(started: Path) -> None:
    document = open_docx(started / "work.docx")
    heads = [cell.text for cell in document.tables[0].rows[0].cells]
    assert heads == ["序号", "事项", "负责部门", "完成标准", "完成日期"]
    names = {style.name for style in document.styles}
    assert {"公文正文", "表头", "表格文字", "表题"} <= names
    assert "{{ row.standard }}" in docx_text(document)


def test_a_step_with_a_document_of_its_own_stands_there_alone(started: Path) -> None:
    assert "items" not in docx_text(open_docx(started / "main.docx"))
    assert "background" not in docx_text(open_docx(started / "work.docx"))
    assert "sign_here" in docx_text(open_docx(started / "signing.docx"))


def test_a_document_added_later_gets_its_template_and_nothing_else_changes(
    changed: Callable[[str, str], Path],
) -> None:
    home = changed("documents:\n", "documents:\n  - {key: basics, title: 基本情况表, template: basics.docx}\n")
    before = {file: file.read_bytes() for file in home.glob("*.*")}
    started = start_pack("visit", "", home.parent, (bundled_forms(),))
    assert started.files == (home / "basics.docx",)
    assert {file: file.read_bytes() for file in before} == before
    assert "background" in docx_text(open_docx(home / "basics.docx"))
    assert start_pack("visit", "", home.parent, (bundled_forms(),)).files == ()


def test_where_the_schema_is_faulty_no_template_is_left_behind(changed: Callable[[str, str], Path]) -> None:
    home = changed("documents:\n", "documents:\n  - {key: more, title: 更多, template: more.docx, part: nowhere}\n")
    with pytest.raises(FormError):
        start_pack("visit", "", home.parent, (bundled_forms(),))
    assert not (home / "more.docx").exists()


def test_every_shared_field_set_gets_a_template_without_findings(
    working_folder: WorkingFolder, changed: Callable[[str, str], Path]
) -> None:
    sets = ("goal", "flow_node", "decision", "task", "resource", "risk", "review", "raci_row", "assignment")
    fields = "".join(f"      all_{name}: {{type: list, schema: {name}, meta: {{label: {name}}}}}\n" for name in sets)
    home = changed("      attention:\n", f"{fields}      attention:\n")
    (home / "work.docx").unlink()
    start_pack("visit", "", home.parent, (bundled_forms(),))
    checked = working_folder.run("forms", "check", "visit", "--forms", home.parent, "--format", "json")
    assert [item for item in checked.data if item["kind"] != "ask"] == []  # the sets speak of tables by other names
    section = open_docx(home / "work.docx").sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


@pytest.mark.parametrize("key", ["shared", "pack", "../up", ".hidden", "接待", "a/b", ""])
def test_a_key_that_cannot_be_a_folder_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(FormError):
        start_pack(key, "方案", tmp_path / "forms", (bundled_forms(),))
    assert not (tmp_path / "forms").exists()


@pytest.mark.parametrize("title", ["", "a/b", 'a"b', "a{b}", "a\\b"])
def test_a_title_that_cannot_be_in_a_file_name_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(FormError):
        start_pack("visit", title, tmp_path / "forms", (bundled_forms(),))
    assert not (tmp_path / "forms").exists()


def test_a_title_with_a_comma_or_colon_stays_whole(tmp_path: Path) -> None:
    home = start_pack("visit", "来访, 接待 #1", tmp_path / "forms", (bundled_forms(),)).folder
    assert load_pack("visit", (home.parent, bundled_forms())).title.zh == "来访, 接待 #1"


def test_a_folder_that_is_no_pack_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "visit").mkdir()
    with pytest.raises(FormError):
        start_pack("visit", "方案", tmp_path, (bundled_forms(),))
    assert list((tmp_path / "visit").iterdir()) == []


def test_templates_are_the_same_bytes_every_time(tmp_path: Path) -> None:
    one, two = (start_pack("visit", "方案", tmp_path / name, (bundled_forms(),)).folder for name in ("a", "b"))
    for file in one.glob("*.docx"):
        assert file.read_bytes() == (two / file.name).read_bytes()
        assert zipfile.ZipFile(file).testzip() is None
