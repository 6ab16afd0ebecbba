"""A small archive whose versions hold a few bytes: what is tested is the keeping, not the pages."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.archive import Archive, ArchivedVersion, Contents
from docgen.edition import Edition, Organisation, Status

NAME = "2026年Q3晨曦推广协作计划_市场部"
NUMBER = "XZ-2026Q3-TEST01"
DAY = dt.date(2026, 7, 1)
DIRECTORY = "协作计划/2026/Q3"
VALUES = {
    "title": "晨曦推广",
    "departments": [{"name": "市场部", "role": "lead"}, {"name": "销售部", "role": "participating"}],
    "publication": {"viewers": ["市场部", "销售部"], "editors": ["市场部"]},
    "archive": {"retention_years": 3, "directory": DIRECTORY},
}


def store(
    archive: Archive,
    content: str,
    *,
    name: str = NAME,
    number: str = NUMBER,
    directory: str = DIRECTORY,
    day: dt.date = DAY,
    pdf: bytes | None = None,
) -> ArchivedVersion:
    """Archive the next version of a plan whose only content is `content`, or which has the bundle `pdf`."""
    with archive.slot(directory, name, number) as slot:
        edition = Edition(
            name=name,
            number=number,
            version=slot.next_version,
            date=day,
            status=Status.FINAL,
            organisation=Organisation("晨曦"),
            fingerprint=content,
            earlier=slot.earlier,
        )
        bundle = pdf or b"%PDF " + content.encode()
        contents = Contents(bundle, {"01_封面.docx": b"PK" + content.encode()}, content.encode())
        return slot.store(contents, edition, VALUES, "docgen test")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "output")


@pytest.fixture
def keep(archive: Archive) -> Callable[[], ArchivedVersion]:
    """Archive one more version of the same plan at each call."""
    counter = itertools.count(1)
    return lambda: store(archive, f"content {next(counter)}")
