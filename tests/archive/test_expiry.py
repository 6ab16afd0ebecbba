"""Retention: what may be destroyed and when, under clocks that are right, ahead, behind and jumping."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_archive import store

from docgen.archive import Archive, ArchivedVersion, days
from docgen.archive.expiry import FOLDER, Expired, Proof, destroy, expired, go_on
from docgen.archive.index import Index
from docgen.archive.verify import verify
from docgen.errors import ArchiveError

STORED = dt.date(2026, 7, 1)
YEAR = dt.timedelta(days=365)
LAST = dt.date(2029, 7, 1)
"""The last day of retention of what is stored in these tests on 2026-07-01 for three years."""


def keep(archive: Archive, day: dt.date = STORED, title: str = "甲") -> ArchivedVersion:
    return store(archive, f"content of {title}", name=title, number=f"XZ-{title}", day=day)


def look_after(archive: Archive, *seen: dt.date) -> None:
    for day in seen:
        days.note(archive.root, days.Line(day))


def quarters(start: dt.date, end: dt.date) -> list[dt.date]:
    return [start + dt.timedelta(days=90 * step) for step in range(1, (end - start).days // 90 + 1)]


def proofs(found: Sequence[Expired]) -> list[Proof]:
    return [item.proof for item in found]


def test_nothing_expires_through_the_last_day(archive: Archive) -> None:
    keep(archive)
    look_after(archive, *quarters(STORED, LAST))
    assert expired(archive, LAST) == ()
    assert proofs(expired(archive, LAST + dt.timedelta(days=1))) == [Proof.COUNTED]


def test_a_clock_ten_years_ahead_expires_nothing(archive: Archive) -> None:
    version = keep(archive)
    look_after(archive, *quarters(STORED, STORED + YEAR))
    ahead = STORED + 11 * YEAR
    for _ in range(3):  # and however often it is asked
        found = expired(archive, ahead)
        assert proofs(found) == [Proof.NONE]
        with pytest.raises(ArchiveError):
            destroy(archive, found[0], ahead, "test")
        look_after(archive, ahead)
    assert version.folder.is_dir()


def test_a_clock_that_jumps_to_and_fro_at_every_start_expires_nothing(archive: Archive) -> None:
    keep(archive)
    for start in range(40):  # more jumps than the retention has quarters, within 40 days
        look_after(archive, STORED + 10 * YEAR, STORED + dt.timedelta(days=start))
    assert proofs(expired(archive, STORED + 10 * YEAR, None)) == [Proof.NONE]


def test_what_was_dated_by_a_clock_that_falls_back_at_every_start_is_kept(archive: Archive) -> None:
    keep(archive)
    keep(archive, STORED - 10 * YEAR, "乙")  # by its manifest past its retention since 2019
    for start in range(40):
        look_after(archive, STORED - 10 * YEAR, STORED + dt.timedelta(days=start))
    assert expired(archive, STORED + dt.timedelta(days=40)) == ()


def test_versions_stored_by_a_clock_ten_years_ahead_are_no_evidence(archive: Archive) -> None:
    keep(archive)
    keep(archive, STORED + 10 * YEAR, "乙")
    assert proofs(expired(archive, STORED + 10 * YEAR)) == [Proof.NONE]


def test_a_clock_that_is_behind_what_the_archive_has_seen_is_told(archive: Archive) -> None:
    keep(archive)
    with pytest.raises(ArchiveError):
        expired(archive, STORED - 10 * YEAR)
    assert expired(archive, STORED - 10 * YEAR, STORED - 10 * YEAR) == ()


def test_what_a_clock_ten_years_behind_has_dated_is_kept_from_the_day_that_was_seen_before(archive: Archive) -> None:
    keep(archive)
    keep(archive, STORED - 10 * YEAR, "乙")  # by its manifest past its retention since 2019
    now = STORED + YEAR
    look_after(archive, *quarters(STORED, now))
    assert expired(archive, now, now) == ()
    later = LAST + dt.timedelta(days=1)
    assert proofs(expired(archive, later, later)) == [Proof.NAMED, Proof.NAMED]


def test_a_plan_dated_before_its_own_period_is_kept_from_the_period_on(archive: Archive) -> None:
    keep(archive, STORED - 10 * YEAR)
    folder = archive.entries()[0].folder
    file = archive.root / folder / "manifest.json"
    data = json.loads(file.read_text("utf-8"))
    data["details"] = {"period": {"year": 2026, "quarter": 3}}
    file.write_text(json.dumps(data), encoding="utf-8")
    now = STORED + 2 * YEAR
    assert expired(archive, now, now) == ()


def test_a_person_may_confirm_the_date_but_not_another_one_than_the_clock_says(archive: Archive) -> None:
    keep(archive)
    now = LAST + YEAR
    assert proofs(expired(archive, now, now)) == [Proof.NAMED]
    with pytest.raises(ArchiveError):
        expired(archive, now, now - 8 * YEAR)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(-3660, 3660)), max_size=30), st.integers(-3660, 3660))
def test_however_the_clock_jumps_the_book_never_counts_more_than_has_passed_and_a_quarter_a_jump(
    events: list[tuple[int, int]], error: int
) -> None:
    """True days pass by the first numbers; the clock is off by the second ones."""
    true, lines, jumps, before = STORED, [days.Line(STORED, "V")], 0, 0
    for passed, wrong in events:
        true += dt.timedelta(days=passed)
        lines.append(days.Line(true + dt.timedelta(days=wrong)))
        jumps, before = jumps + (wrong > before), wrong
    jumps += error > before
    counted = days.DayBook(lines).days_since("V", true + dt.timedelta(days=error))
    assert 0 <= counted <= (true - STORED).days + days.LONGEST_STEP * jumps


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=60), st.integers(100, 3660), st.booleans())
def test_a_clock_that_is_right_or_off_by_the_same_amount_counts_a_quarter_too_much_at_most(
    events: list[tuple[int, bool]], error: int, is_off: bool
) -> None:
    true, lines = STORED, [days.Line(STORED, "V")]
    for passed, wrong in events:
        true += dt.timedelta(days=passed)
        lines.append(days.Line(true + dt.timedelta(days=error if wrong else 0)))
    counted = days.DayBook(lines).days_since("V", true + dt.timedelta(days=error if is_off else 0))
    assert counted <= (true - STORED).days + days.LONGEST_STEP


def test_a_line_that_a_crash_cut_short_takes_no_other_with_it(archive: Archive) -> None:
    version = keep(archive)
    with (archive.root / days.FILE_NAME).open("ab") as handle:
        handle.write(b'{"day": "2026-0')
    look_after(archive, STORED + dt.timedelta(days=30))
    book = days.DayBook.open(archive.root)
    folder = version.folder.relative_to(archive.root).as_posix()
    assert (book.latest, book.days_since(folder, STORED + dt.timedelta(days=31))) == (
        STORED + dt.timedelta(days=30),
        31,
    )


def test_what_is_destroyed_leaves_a_record_and_a_whole_archive(archive: Archive) -> None:
    version, other = keep(archive), keep(archive, LAST, "乙")
    now = LAST + YEAR
    (item,) = expired(archive, now, now)
    record = destroy(archive, item, now, "docgen test")
    assert not version.folder.exists()
    assert other.folder.is_dir()
    assert [entry.number for entry in archive.entries()] == ["XZ-乙"]
    data = json.loads(record.read_text("utf-8"))
    assert record.parent == archive.root / FOLDER
    assert (data["destroyed"], data["proof"], data["manifest"]["number"]) == (now.isoformat(), "named", "XZ-甲")
    assert "甲_V1.0.pdf" in data["files"]
    assert verify(archive.root).faults == ()
    assert expired(archive, now, now) == ()


def test_an_interrupted_destruction_is_ended_by_the_next_one(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    version, now = keep(archive), LAST + YEAR
    (item,) = expired(archive, now, now)

    def killed(*_: object) -> None:
        raise OSError("pulled out")

    with monkeypatch.context() as patch:
        patch.setattr("docgen.archive.expiry.shutil.rmtree", killed)
        with pytest.raises(ArchiveError):
            destroy(archive, item, now, "docgen test")
    assert not version.folder.exists()
    keep(archive, now)  # the next use of the document's slot sweeps
    assert verify(archive.root).faults == ()


@pytest.mark.parametrize("step", ["index", "rename", "rmtree"])
def test_a_destruction_that_was_interrupted_stops_nobody_and_goes_on(
    archive: Archive, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, other = keep(archive), keep(archive, title="乙")
    look_after(archive, *quarters(STORED, LAST))
    today = LAST + dt.timedelta(days=1)
    item = next(found for found in expired(archive, today) if found.entry.number == "XZ-甲")
    with monkeypatch.context() as patch:
        holder, name = {"index": (Index, "remove"), "rename": (Path, "rename"), "rmtree": (shutil, "rmtree")}[step]
        patch.setattr(holder, name, _killed)
        with pytest.raises(KeyboardInterrupt):
            destroy(archive, item, today, "test")
    assert [found.manifest.number for found in archive.newest() if found.folder == other.folder] == ["XZ-乙"]
    go_on(archive)
    assert [found.number for found in archive.entries()] == (["XZ-乙"] if step == "rmtree" else ["XZ-甲", "XZ-乙"])
    for left in expired(archive, today):
        destroy(archive, left, today, "test")
    assert archive.entries() == []
    assert not version.folder.parent.exists()
    assert verify(archive.root).faults == ()


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
