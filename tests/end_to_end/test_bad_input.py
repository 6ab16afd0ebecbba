"""Bad input gets a clear error with place and mend; nothing is written for it; literal text stays literal."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest
from desk import PLAN, Desk
from reading import pdf_text

from docgen.answers import load_answers

YAML_BOMB = "pack: seven-step-plan\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(YAML_BOMB.encode(), "第 2 行|:2", id="alias bomb"),
        pytest.param("标题：晨曦".encode("gbk"), "UTF-8", id="wrong encoding"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "plan.yaml", id="binary file"),
        pytest.param(b"title: a\ntitle: b\n", "title", id="duplicate key"),
        pytest.param(b'title: "a\\x1b[31mb"\n', ":1", id="control character"),
        pytest.param(b"- a\n- b\n", "plan.yaml", id="a list at the top"),
        pytest.param(b"", "plan.yaml", id="empty file"),
    ],
)
def test_unreadable_answer_file_is_told_with_its_place(desk: Desk, content: bytes, words: str) -> None:
    file = desk.folder / "plan.yaml"
    file.write_bytes(content)
    run = desk.run("build", file)
    assert run.code == 1
    assert any(word in run.err + run.out for word in words.split("|"))
    assert "→" in run.err + run.out
    assert "Traceback" not in run.err
    assert desk.bundles() == []


@pytest.mark.parametrize(
    ("change", "rule", "words"),
    [
        pytest.param(("target: 500", "target: 很多"), "G1", "很多", id="wrong type"),
        pytest.param(("backgroud: x", ""), "schema", "background", id="misspelt key"),
        pytest.param(
            ("start: 2026-07-01\nend", "start: 2026-02-30\nend"), "schema", "2026-02-30", id="impossible date"
        ),
        pytest.param(("title: 晨曦净水器华东区域上市推广", "title: 晨曦/净水器"), "F2", "/", id="slash in the title"),
        pytest.param(("title: 晨曦净水器华东区域上市推广", "title: ../../x"), "F2", "/", id="path in the title"),
        pytest.param(("title: 晨曦净水器华东区域上市推广", f"title: {'长' * 300}"), "F2", "字节", id="300 characters"),
        pytest.param(("directory: 协作计划/2026/Q3", "directory: ../../etc"), "F2", "..", id="path out of the archive"),
    ],
)
def test_faulty_value_is_a_finding_and_nothing_is_written(
    desk: Desk, change: tuple[str, str], rule: str, words: str
) -> None:
    if not change[1]:
        change = ("background: >-", "backgroud: >-")
    file = desk.plan(change)
    run = desk.run("build", file, "--format", "json")
    assert run.code == 1
    findings = run.data[0]["findings"]
    assert any(item["rule"] == rule and words in item["message"] + item["mend"] for item in findings), findings
    assert all(item["line"] and item["mend"] and item["path"] for item in findings)
    assert desk.bundles() == []
    assert not (desk.folder.parent / "x").exists()


def test_markup_and_template_code_in_answers_appear_literally(desk: Desk) -> None:
    literal = ["{{ 7*7 }}", "<w:p>", "A&B <b>", "=SUM(1)"]
    file = desk.plan(
        ("relevant: 支撑全年新品收入目标", f"relevant: '{'；'.join(literal)}'"),
    )
    assert desk.run("build", file).code == 0
    text = "".join(pdf_text(desk.bundles()[0]).split())
    assert "".join("；".join(literal).split()) in text


def test_character_that_no_font_has_names_field_and_character(desk: Desk) -> None:
    file = desk.plan(("人力不足", "人力\U0001f9ff不足"))
    run = desk.run("build", file, "--format", "json")
    assert run.code == 1
    (finding,) = run.data[0]["findings"]
    assert "\U0001f9ff" in finding["message"]
    assert "风险" in finding["path"]
    assert desk.bundles() == []


def test_one_bad_file_never_stops_the_rest(desk: Desk) -> None:
    desk.plan(name="a.yaml")
    (desk.folder / "b.yaml").write_bytes(b"\xff\xfe\x00broken")
    desk.plan(("title: 晨曦净水器华东区域上市推广", "title: 晨曦净水器华南区域上市推广"), name="c.yaml")
    run = desk.run("build", desk.folder, "--jobs", "2", "--format", "json")
    assert run.code == 1
    assert [item["outcome"] for item in run.data] == ["archived", "failed", "archived"]
    again = desk.run("build", desk.folder, "--jobs", "2", "--format", "json")
    assert [item["outcome"] for item in again.data] == ["unchanged", "failed", "unchanged"]


def test_a_summary_closes_a_batch(desk: Desk) -> None:
    desk.plan(name="a.yaml")
    (desk.folder / "b.yaml").write_text("title: [", encoding="utf-8")
    run = desk.run("build", desk.folder)
    assert run.code == 1
    assert "已存档" in run.out
    assert "失败" in run.out
    assert "b.yaml" in run.out


def test_output_that_cannot_be_written_is_told(desk: Desk) -> None:
    (desk.folder / "blocked").write_text("a file, not a folder")
    run = desk.run("build", PLAN, "-o", desk.folder / "blocked")
    assert run.code == 1
    assert "→" in run.err
    assert "Traceback" not in run.err


def test_file_that_is_not_there_is_told(desk: Desk) -> None:
    run = desk.run("build", desk.folder / "nothing.yaml")
    assert run.code == 1
    assert "nothing.yaml" in run.err


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        pytest.param("{{ titel }}", "title", id="unknown variable"),
        pytest.param("{% if title %}", "if", id="missing endif"),
        pytest.param("{{ title | }}", "{{ title | }}", id="syntax error"),
    ],
)
def test_broken_template_is_refused_with_its_place(desk: Desk, own_pack, sentence: str, words: str) -> None:  # type: ignore[no-untyped-def]
    template = own_pack() / "seven-step-plan" / "plan.docx"
    document = docx.Document(str(template))
    document.add_paragraph(sentence)
    document.save(str(template))
    run = desk.run("build", PLAN, "--forms", desk.folder / "forms")
    assert run.code == 1
    assert "plan.docx" in run.err
    assert words in run.err
    assert desk.bundles() == []


def test_character_of_a_template_that_no_font_has_is_told_at_the_template(desk: Desk, own_pack) -> None:  # type: ignore[no-untyped-def]
    template = own_pack() / "seven-step-plan" / "plan.docx"
    document = docx.Document(str(template))
    document.add_paragraph("表情\U0001f9ff")
    document.save(str(template))
    run = desk.run("build", PLAN, "--forms", desk.folder / "forms")
    assert run.code == 1
    assert "plan.docx" in run.err
    assert "\U0001f9ff" in run.err
    assert desk.bundles() == []


def test_hostile_template_is_refused(desk: Desk, own_pack) -> None:  # type: ignore[no-untyped-def]
    template: Path = own_pack() / "seven-step-plan" / "plan.docx"
    with zipfile.ZipFile(template, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/bomb.bin", b"\0" * 300_000_000)
    run = desk.run("build", PLAN, "--forms", desk.folder / "forms")
    assert run.code == 1
    assert "plan.docx" in run.err
    assert desk.bundles() == []


def test_pack_without_the_fields_of_the_archive_is_told_when_building(desk: Desk) -> None:
    pack = desk.folder / "forms" / "note"
    pack.mkdir(parents=True)
    docx.Document().save(pack / "note.docx")
    title = "{title: {type: string, meta: {label: 题目}}}"
    (pack / "pack.yaml").write_text(
        "key: note\ntitle: 便签\nversion: '1'\ndocument_kind: 便签\n"
        f"steps: [{{key: a, title: 一, fields: {title}}}]\n"
        "documents: [{key: note, title: 便签, template: note.docx}]\n",
        encoding="utf-8",
    )
    (desk.folder / "note.yaml").write_text("pack: note\ntitle: 甲\n", encoding="utf-8")
    run = desk.run("build", "note.yaml", "--forms", "forms")
    assert run.code == 1
    assert "departments、signatories、publication、archive" in run.err


def test_answers_are_the_same_plan_in_yaml_json_and_toml(desk: Desk) -> None:
    data = load_answers(PLAN).data
    (desk.folder / "plan.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (desk.folder / "plan.toml").write_text(
        "\n".join(f"{key} = {inline_toml(value)}" for key, value in data.items()), encoding="utf-8"
    )
    runs = [desk.run("build", file, "--format", "json").data[0] for file in (desk.plan(), "plan.json", "plan.toml")]
    assert [run["outcome"] for run in runs] == ["archived", "unchanged", "unchanged"]


def inline_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {inline_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
