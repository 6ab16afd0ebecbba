"""Packs that were started by docgen itself, and the desk that they are tried at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from authoring_desk import DESK

from docgen.authoring.starting import start_pack
from docgen.authoring.trial import Desk
from docgen.form import bundled_forms


@pytest.fixture
def desk() -> Desk:
    return DESK


@pytest.fixture
def started(tmp_path: Path) -> Path:
    """The folder of a pack `visit` as `docgen forms new` makes it."""
    return start_pack("visit", "来访接待方案", tmp_path / "forms", (bundled_forms(),)).folder


@pytest.fixture
def changed(started: Path) -> Callable[[str, str], Path]:
    """Exchange a part of the started pack's pack.yaml, which must be there."""

    def change(old: str, new: str) -> Path:
        file = started / "pack.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text, old
        file.write_text(text.replace(old, new), encoding="utf-8")
        return started

    return change
