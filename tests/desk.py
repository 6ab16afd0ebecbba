"""docgen as a user runs it: a working folder, answer files, the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from docgen.cli.main import main

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "forms" / "seven-step-plan" / "examples"
PLAN = EXAMPLES / "product-launch.yaml"


@dataclass(frozen=True)
class Run:
    """What a run of docgen left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Desk:
    """A working folder with the command at hand."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str | Path) -> Run:
        self.capture.readouterr()
        code = main([str(argument) for argument in arguments])
        printed = self.capture.readouterr()
        return Run(code, printed.out, printed.err)

    def plan(self, *changes: tuple[str, str], name: str = "plan.yaml", source: Path = PLAN) -> Path:
        """Copy an example with parts of its text exchanged; every part must be there."""
        text = source.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return file

    @property
    def archive(self) -> Path:
        return self.folder / "output" / "archive"

    def bundles(self) -> list[Path]:
        return sorted(self.archive.rglob("*.pdf"))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCGEN_LANG", "zh")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")  # 2026-07-01
    return Desk(tmp_path, capsys)


@pytest.fixture
def own_pack(desk: Desk) -> Callable[[], Path]:
    """Copy the form packs into the working folder, where a user may change them."""

    def copy() -> Path:
        return Path(shutil.copytree(ROOT / "forms", desk.folder / "forms"))

    return copy
