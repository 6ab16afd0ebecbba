"""Walks that end with their test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from walking import Settled, Walk, begin

Begin = Callable[..., Walk]


@pytest.fixture
def begin_walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Begin walks through answer files with the text given (None: no file yet), in terminals of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    walks: list[Walk] = []

    def start(text: str | None = None, settled: Settled | None = None, name: str = "plan.yaml") -> Walk:
        file = tmp_path / name
        if text is not None:
            file.write_text(text, encoding="utf-8")
        walks.append(begin(file, settled))
        return walks[-1]

    yield start
    for walk in walks:
        walk.close()
