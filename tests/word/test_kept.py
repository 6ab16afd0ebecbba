"""Compiled templates are kept between runs, and what is kept can never do harm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_templates import EDITION, fonts, plan

from docgen.word import fill
from docgen.word.kept import CompiledStore

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from small_templates import EDITION, fonts, plan
from docgen.word import fill
from docgen.word.kept import CompiledStore
words = fill(plan(), EDITION, fonts(), kept=CompiledStore(Path({folder!r})))
print(len(words), "docxtpl" in sys.modules)
"""


def in_another_process(folder: Path) -> str:
    code = CODE.format(tests=str(ROOT / "tests"), folder=str(folder))
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout


def test_second_run_compiles_nothing(tmp_path: Path) -> None:
    assert in_another_process(tmp_path / "kept").split()[1] == "True"
    assert in_another_process(tmp_path / "kept").split()[1] == "False"


def test_what_is_kept_fills_to_the_same_bytes(tmp_path: Path) -> None:
    store = CompiledStore(tmp_path)
    for spec in plan().pack.documents:
        data = spec.template.read_bytes()
        assert store.load(data) is None
    in_another_process(tmp_path)
    assert all(store.load(spec.template.read_bytes()) for spec in plan().pack.documents if not spec.draft_only)
    once = [word.docx for word in fill(plan(), EDITION, fonts())]
    again = [word.docx for word in fill(plan(), EDITION, fonts(), kept=store)]
    assert once == again


@pytest.mark.parametrize("damage", [b"", b"not marshal", b"\xe3\x00\x00"])
def test_damaged_file_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    in_another_process(tmp_path)
    for file in tmp_path.glob("*.template"):
        file.write_bytes(damage)
    assert in_another_process(tmp_path).split()[1] == "True"


def test_folder_that_cannot_be_made_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert in_another_process(tmp_path / "file" / "kept").split()[0].isdigit()


def test_another_template_has_another_entry(tmp_path: Path) -> None:
    store = CompiledStore(tmp_path)
    store.save(b"one", [])
    assert store.load(b"one") == []
    assert store.load(b"two") is None


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="needs root to give a file away")
def test_file_of_somebody_else_is_not_run(tmp_path: Path) -> None:
    store = CompiledStore(tmp_path)
    store.save(b"one", [])
    (file,) = tmp_path.glob("*.template")
    os.chown(file, 12345, 12345)
    assert store.load(b"one") is None


def test_no_more_than_two_hundred_are_kept(tmp_path: Path) -> None:
    store = CompiledStore(tmp_path)
    for number in range(205):
        store.save(str(number).encode(), [])
    assert len(list(tmp_path.iterdir())) == 200
