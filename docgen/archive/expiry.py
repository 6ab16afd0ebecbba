"""What is past its retention, and its destruction: never before the date, whatever the clock says.

A version is kept through the last day of its retention. That this day is over the clock must say, and it must be shown
in one of two ways besides:

- by the archive's own day book (`days`): so much time has certainly passed since the version was stored;
- by a person who names today's date, read from a calendar and not from the computer: it must be the clock's, too.

A clock that says less than the archive has already seen is wrong; then nothing is destroyed unless a person names the
date. And a version counts as stored no earlier than what the archive had seen by then, nor before its plan begins.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docgen.archive import days, states, store
from docgen.archive.archive import Archive, read_version
from docgen.archive.index import Entry, Index
from docgen.archive.model import MANIFEST_NAME, ArchivedVersion, Manifest
from docgen.errors import ArchiveError, Fault
from docgen.flushing import flush_folder
from docgen.messages import message
from docgen.os_errors import reason
from docgen.retention import last_day

FOLDER = ".destroyed"
_STAGING = f"{store.STAGING_PREFIX}destroyed-"


class Proof(enum.Enum):
    """Why it is certain that a version's retention is over; or that it is not."""

    COUNTED = "counted"
    NAMED = "named"
    NONE = "none"


class Expired(NamedTuple):
    """A version whose retention is over by the clock. `until` is its last day, `counted` the days certainly passed."""

    entry: Entry
    until: dt.date
    counted: int
    needed: int
    proof: Proof


def expired(archive: Archive, today: dt.date, named: dt.date | None = None) -> tuple[Expired, ...]:
    """The versions whose retention is over if the clock's `today` is right; `named` is the date that a person gave.

    Raises ArchiveError where the two dates differ, or the archive has seen a later day than `today` and nobody named
    the date.
    """
    if named is not None and named != today:
        raise ArchiveError(_other_date(named, today))
    book = days.DayBook.open(archive.root)
    entries = archive.entries()
    latest = max((book.latest, *(dt.date.fromisoformat(entry.date) for entry in entries)), default=dt.date.min)
    if named is None and today < latest:
        raise ArchiveError(_clock_behind(today, latest))
    return tuple(_expired(archive, entries, book, today, named))


def _expired(
    archive: Archive, entries: list[Entry], book: days.DayBook, today: dt.date, named: dt.date | None
) -> Iterator[Expired]:
    for entry in entries:
        if dt.date.fromisoformat(entry.until) >= today:
            continue
        version = read_version(archive.root / entry.folder)
        manifest = version.manifest
        stored = max(book.day_of(entry.folder, manifest.date), _begin_of_plan(version))
        until = max(manifest.until, last_day(stored, manifest.retention_years))
        if until >= today:
            continue
        counted, needed = book.days_since(entry.folder, today), (manifest.until - manifest.date).days + 1
        proof = Proof.COUNTED if counted >= needed else Proof.NAMED if named else Proof.NONE
        yield Expired(entry, until, counted, needed, proof)


def _begin_of_plan(version: ArchivedVersion) -> dt.date:
    """The first day of the year or quarter that the plan is for: a clock far behind is found out by it."""
    period = version.manifest.details.get("period") or {}
    try:
        return dt.date(int(period["year"]), 3 * int(period.get("quarter") or 1) - 2, 1)
    except (KeyError, TypeError, ValueError):
        return dt.date.min


def destroy(archive: Archive, item: Expired, today: dt.date, program: str) -> Path:
    """Destroy the version, after a record of it was written, which is returned; everything filed with it goes as well.

    Raises ArchiveError where nothing proves that the retention is over, or the archive cannot be written.
    """
    if item.proof is Proof.NONE:
        raise ArchiveError(_not_proved(item))
    folder = archive.root / item.entry.folder
    manifest = read_version(folder).manifest
    with archive.slot(manifest.directory, manifest.name, manifest.number):
        version = read_version(folder)
        record = archive.root / FOLDER / f"{today}_{hashlib.sha256(item.entry.folder.encode()).hexdigest()[:16]}.json"
        try:
            store.replace_file(record, _record(version, item, today, program))
            Index(archive.root).remove(folder)  # first: a row that leads nowhere would stop whoever lists the archive
            folder.rename(_set_aside(folder))
            flush_folder(folder.parent)
            states.forget(archive.root, version)
            shutil.rmtree(_set_aside(folder))
        except OSError as error:
            problem = message("Cannot destroy: {reason}", reason=reason(error))
            mend = message("Check that you may write to the archive, and run it again: it goes on where it stopped.")
            raise ArchiveError(Fault(problem, mend, file=folder)) from error
        _remove_empty(folder.parent, archive.root)
    return record


def go_on(archive: Archive) -> None:
    """Finish what an interrupted run was destroying; the caller has been told to destroy.

    Where the version stands yet, it is put back into the index, so that `expired` finds it again; where its folder has
    been set aside already, the rest is removed. Raises ArchiveError where the archive cannot be written.
    """
    known = {entry.folder for entry in archive.entries()}
    for manifest, place in _recorded(archive.root):
        folder = archive.root / place
        is_standing = (folder / MANIFEST_NAME).exists()
        if is_standing == (place in known) and not _set_aside(folder).exists():
            continue
        with archive.slot(manifest.directory, manifest.name, manifest.number):  # which sweeps what was set aside
            if is_standing:
                Index(archive.root).add(folder)
                continue
            Index(archive.root).remove(folder)
            states.forget(archive.root, ArchivedVersion(folder, manifest))
        _remove_empty(folder.parent, archive.root)


def _recorded(root: Path) -> Iterator[tuple[Manifest, str]]:
    """Manifest and folder of every version whose destruction was begun, as the records have them."""
    for file in sorted((root / FOLDER).glob("*.json")):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):  # a stray file is no record
            data = json.loads(file.read_text("utf-8"))
            yield Manifest.from_json(json.dumps(data["manifest"]).encode()), str(data["folder"])


def _set_aside(folder: Path) -> Path:
    """Where a version's folder is moved to before its files are removed; whoever holds its slot sweeps it."""
    return folder.with_name(f"{_STAGING}{folder.name}")


def _record(version: ArchivedVersion, item: Expired, today: dt.date, program: str) -> bytes:
    """What was destroyed, when, and on what evidence; the manifest as it was."""
    files = sorted(path for path in version.folder.rglob("*") if path.is_file())
    data: dict[str, Any] = {
        "destroyed": today.isoformat(),
        "until": item.until.isoformat(),
        "proof": item.proof.value,
        "days_counted": item.counted,
        "program": program,
        "folder": item.entry.folder,
        "files": [path.relative_to(version.folder).as_posix() for path in files],
        "manifest": json.loads(version.manifest.to_json()),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _other_date(named: dt.date, today: dt.date) -> Fault:
    problem = message("You say that today is {named}; the computer's clock says {today}", named=named, today=today)
    return Fault(problem, message("Set the clock right, or correct the date. Nothing was destroyed."))


def _clock_behind(today: dt.date, latest: dt.date) -> Fault:
    problem = message(
        "The computer's clock says {today}, but the archive has already seen {latest}", today=today, latest=latest
    )
    mend = message("Set the clock right; if it is right, confirm today's date with --today. Nothing was destroyed.")
    return Fault(problem, mend)


def _not_proved(item: Expired) -> Fault:
    problem = message(
        "{number} {version}: the archive itself shows only {counted} of {needed} days of retention",
        number=item.entry.number,
        version=item.entry.version,
        counted=item.counted,
        needed=item.needed,
    )
    mend = message("Read today's date from a calendar, not from the computer, and confirm it: --today YYYY-MM-DD.")
    return Fault(problem, mend)
