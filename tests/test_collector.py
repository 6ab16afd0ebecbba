"""The garbage collector rests while something large is made, and only then."""

from __future__ import annotations

import datetime as dt
import gc
from dataclasses import replace
from pathlib import Path

import pytest

from docgen.collector import uncollected
from docgen.pipeline import draft
from docgen.settings import load_settings
from docgen.workshop import Workshop

EXAMPLES = Path(__file__).resolve().parents[1] / "forms" / "seven-step-plan" / "examples"


def test_nothing_is_collected_inside() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_comes_back_after_an_error() -> None:
    @uncollected()
    def fail() -> None:
        raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        fail()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_plan_leaves_no_trees_and_no_files_to_the_collector(tmp_path: Path) -> None:
    settings = replace(load_settings(EXAMPLES / "docgen.toml"), output=tmp_path)
    workshop = Workshop(settings, dt.date(2026, 7, 1))
    draft(EXAMPLES / "product-launch.yaml", workshop)  # what is loaded once is there now
    gc.collect()
    gc.disable()
    try:
        draft(EXAMPLES / "ad-hoc-relocation.yaml", workshop)
        gc.set_debug(gc.DEBUG_SAVEALL)
        gc.collect()
        left = {type(value).__qualname__ for value in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not left & {"_Document", "_Element", "WordParts", "Package", "Story", "Canvas", "PDFDocument"}
