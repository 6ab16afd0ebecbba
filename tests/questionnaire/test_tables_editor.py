"""A table goes to the person's editor and comes back."""

from __future__ import annotations

import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.answers import load_answers
from docgen.errors import AnswersError, DocgenError, EnvironmentLackError
from docgen.form.load import load_pack
from docgen.messages import Translator
from docgen.questionnaire.tables.editor import edit_in_editor, from_text, to_text

FORMS = Path(__file__).parents[2] / "forms"
PACK = load_pack("seven-step-plan", [FORMS])
PLAN = load_answers(FORMS / "seven-step-plan" / "examples" / "product-launch.yaml").data
TASKS = PACK.fields["tasks"].children
FILE = Path("任务.yaml")
CHINESE = Translator("zh")


def editor(script: str) -> str:
    """An editor that runs `script` with the file's path in `file`."""
    return shlex.join([sys.executable, "-c", f"import sys, pathlib; file = pathlib.Path(sys.argv[-1])\n{script}"])


def edit(script: str, tmp_path: Path, text: str = "- 甲\n", **environ: str) -> str | None:
    names = {"EDITOR": editor(script), "TMPDIR": str(tmp_path), **environ}
    return edit_in_editor(text, names, subprocess.run, "任务与交付成果")


def told(error: DocgenError) -> str:
    return "\n".join(CHINESE(fault.problem) for fault in error.faults)


@pytest.mark.parametrize("name", [key for key, field in PACK.fields.items() if field.is_list and key in PLAN])
def test_rows_come_back_as_they_were(name: str) -> None:
    field = PACK.fields[name]
    assert from_text(to_text(PLAN[name], field.children, field.label.zh, CHINESE), FILE) == PLAN[name]


def test_the_text_explains_itself() -> None:
    text = to_text([{"name": "铺货"}], TASKS, "任务与交付成果", CHINESE)
    head, body = text.split("\n\n", 1)
    assert all(line.startswith("#") for line in head.split("\n"))
    assert head.startswith("# 任务与交付成果\n")
    assert re.search(r"#   status +状态（必填）：未开始 / 进行中 / 已完成 / 延期\n?", head)
    assert "清空" in head
    assert body.split("\n")[:2] == ["- phase:", "  name: 铺货"]
    assert [line.split(":")[0].lstrip("- ") for line in body.rstrip().split("\n")] == list(TASKS)


def test_columns_left_blank_are_left_out_and_rows_without_any_are_none() -> None:
    text = "- name: 铺货\n  phase:\n  after: []\n  owner: ''\n- phase:\n  name:\n-\n"
    assert from_text(text, FILE) == [{"name": "铺货"}]


def test_an_empty_table_offers_a_row_to_fill_in() -> None:
    text = to_text([], TASKS, "任务", CHINESE)
    assert from_text(text, FILE) is None
    filled = text.replace("# - phase:", "- phase: 筹备期").replace("#   name:", "  name: 铺货")
    assert from_text(filled, FILE) == [{"phase": "筹备期", "name": "铺货"}]


def test_the_person_cancels_by_leaving_nothing_and_deletes_by_brackets() -> None:
    assert from_text("", FILE) is None
    assert from_text("# 只剩说明\n\n", FILE) is None
    assert from_text("[]\n", FILE) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- a: 1\n- b: [2\n", 2),
        ("- a: 1\n  a: 2\n", 2),
        ("name: 铺货\n", 1),
        ("# \n\n甲\n", 3),
        ('- a: "\\u001b"\n', 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(AnswersError) as caught:
        from_text(text, FILE)
    assert caught.value.faults[0].line == line
    assert caught.value.faults[0].file == FILE


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")) | st.just("\n"), min_size=1)
    .map(str.strip)
    .filter(bool),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)


@given(st.lists(st.dictionaries(st.sampled_from(list(TASKS)), VALUES | st.lists(VALUES, min_size=1), min_size=1)))
def test_any_rows_come_back(rows: list[dict[str, Any]]) -> None:
    text = to_text(rows, TASKS, "任务 # \n- x", CHINESE)
    assert from_text(text, FILE) == (rows or None)


def test_the_editor_changes_a_private_file_with_a_telling_name(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    script = (
        f"pathlib.Path({str(seen)!r}).write_text(f'{{file.name}} {{file.stat().st_mode:o}}', encoding='utf-8')\n"
        "file.write_text(file.read_text(encoding='utf-8').replace('甲', '乙'), encoding='utf-8')"
    )
    assert edit(script, tmp_path) == "- 乙\n"
    name, mode = seen.read_text(encoding="utf-8").split()
    assert name == "任务与交付成果.yaml"
    assert stat.S_IMODE(int(mode, 8)) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["seen"]


@pytest.mark.parametrize("script", ["", "file.write_text('')", "file.write_text(' \\n')", "file.unlink()"])
def test_nothing_changed_and_nothing_left_both_mean_no(script: str, tmp_path: Path) -> None:
    assert edit(script, tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_windows_line_ends_and_byte_order_marks_are_no_change(tmp_path: Path) -> None:
    assert edit("file.write_bytes(b'\\xef\\xbb\\xbf' + file.read_bytes().replace(b'\\n', b'\\r\\n'))", tmp_path) is None


def test_visual_comes_before_editor_and_may_have_arguments(tmp_path: Path) -> None:
    script = "file.write_text(sys.argv[1])"
    visual = f"{editor(script)} --wait"
    assert edit("file.write_text('wrong')", tmp_path, VISUAL=visual) == "--wait"
    assert edit("file.write_text('right')", tmp_path, VISUAL="  ") == "right"


def test_an_editor_is_found_where_none_is_named(tmp_path: Path) -> None:
    found = tmp_path / "bin" / "vi"
    found.parent.mkdir()
    found.write_text("#!/bin/sh\necho '- 丙' > \"$1\"\n", encoding="utf-8")
    found.chmod(0o755)
    assert edit_in_editor("- 甲\n", {"PATH": str(found.parent)}, subprocess.run) == "- 丙\n"


def test_no_editor_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentLackError) as caught:
        edit_in_editor("- 甲\n", {"PATH": str(tmp_path)}, subprocess.run)
    assert "EDITOR" in CHINESE(caught.value.faults[0].mend)


@pytest.mark.parametrize("wanted", ["no-such-editor", "vi 'x"])
def test_an_editor_that_cannot_be_run_is_told(wanted: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentLackError) as caught:
        edit("", tmp_path, EDITOR=wanted)
    assert wanted.split(maxsplit=1)[0] in told(caught.value)


@pytest.mark.parametrize(
    ("script", "error", "kept"),
    [
        ("file.write_text('- new'); sys.exit(3)", EnvironmentLackError, b"- new"),
        ("file.write_bytes('- 新部门'.encode('gbk'))", AnswersError, "- 新部门".encode("gbk")),
    ],
)
def test_what_a_failing_editor_leaves_is_kept_and_named(
    script: str, error: type[DocgenError], kept: bytes, tmp_path: Path
) -> None:
    with pytest.raises(error) as caught:
        edit(script, tmp_path)
    [file] = tmp_path.glob("*/*.yaml")
    assert str(file) in told(caught.value)
    assert file.read_bytes() == kept
