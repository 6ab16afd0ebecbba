"""Packs that were started by docgen itself, and the desk that they are tried at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from small_templates import fonts

from docgen.authoring.starting import start_pack
from docgen.authoring.trial import Desk
from docgen.edition import Organisation
from docgen.form import bundled_forms

DAY = dt.date(2026, 7, 1)


@pytest.fixture
def desk() -> Desk:
    return Desk(fonts(), Organisation("晨曦电器集团有限公司"), DAY)


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
