"""The scans of a version's signed paper: filed beside it, each filing a folder of its own that is never touched again.

    V1.0/paper/1/scan-1.pdf  scan-2.jpg  scans.json      what was filed first
    V1.0/paper/2/…                                       what was filed after it

A filing is put on disk like a version (see `store`): it is there whole or not at all. Its record says who has signed,
which page of the bundle each scanned page is, and what was accepted though it was not in order; it holds the hash of
the record before it. Whoever files holds the document's slot. Nothing here reads a scan.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from docgen.archive import store
from docgen.archive.hashing import sha256_of
from docgen.archive.model import MANIFEST_NAME, PAPER_FOLDER, ArchivedVersion, FileEntry
from docgen.errors import ArchiveError, Fault
from docgen.messages import message
from docgen.os_errors import reason

RECORD = "scans.json"
FORMAT = 1
"""Counts up when the record's keys change so that an older program cannot read it."""


@dataclass(frozen=True, slots=True)
class Filing:
    """What is to be filed: who has signed on this paper, when by this machine's clock, what the pages are.

    `pages` has, for each scanned page in order, the bundle's page that it is (1-based), or None; `accepted` is what was
    irregular and accepted, in Chinese, as it was told.
    """

    signed: tuple[str, ...]
    moment: dt.datetime
    pages: tuple[int | None, ...]
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FiledScans:
    """A filing as it lies in the archive. `folder` is absolute; `previous` is the SHA-256 of the record before it."""

    folder: Path
    number: int
    filing: Filing
    previous: str
    files: tuple[FileEntry, ...]

    def to_json(self) -> bytes:
        """What `scans.json` says: UTF-8 JSON with a final newline; keys in a fixed order."""
        filing = {**dataclasses.asdict(self.filing), "moment": self.filing.moment.isoformat()}
        files = [dataclasses.asdict(entry) for entry in self.files]
        data = {"format": FORMAT, "number": self.number, **filing, "previous": self.previous, "files": files}
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

    @classmethod
    def from_json(cls, folder: Path, text: bytes) -> FiledScans:
        """Read what `to_json` wrote. Raises ValueError, KeyError or TypeError where it did not."""
        data = json.loads(text)
        if not isinstance(data, dict) or data["format"] != FORMAT:
            raise ValueError("record of another format")
        filing = Filing(
            signed=tuple(data["signed"]),
            moment=dt.datetime.fromisoformat(data["moment"]),
            pages=tuple(data["pages"]),
            accepted=tuple(data["accepted"]),
        )
        files = tuple(FileEntry(**entry) for entry in data["files"])
        return cls(folder, int(data["number"]), filing, str(data["previous"]), files)


class Scan(NamedTuple):
    """A file to be filed: its bytes, and the ending that its name gets."""

    data: bytes
    suffix: str = ".pdf"


class ScansCheck(NamedTuple):
    """What checking a version's scans saw: the files that belong to it, their bytes, and every fault."""

    files: tuple[Path, ...]
    size: int
    faults: tuple[Fault, ...]


def filed_scans(version: ArchivedVersion) -> tuple[FiledScans, ...]:
    """What was filed with `version`, in order. Raises ArchiveError where a record is missing or damaged."""
    return tuple(_read(folder) for folder in _folders(version))


def file_scans(version: ArchivedVersion, scans: Sequence[Scan], filing: Filing) -> FiledScans:
    """File `scans` with `version`; the caller holds the document's slot.

    Raises ArchiveError where a scan is filed already, or the archive cannot be written; then nothing has changed.
    """
    earlier = filed_scans(version)
    hashes = [hashlib.sha256(scan.data).hexdigest() for scan in scans]
    if known := [entry for item in earlier for entry in item.files if entry.sha256 in hashes]:
        raise ArchiveError(_filed_already(version, known[0]))
    names = [f"scan-{place}{scan.suffix}" for place, scan in enumerate(scans, 1)]
    entries = [FileEntry(name, len(scan.data), sha256) for name, scan, sha256 in zip(names, scans, hashes, strict=True)]
    number = len(earlier) + 1
    folder = version.folder / PAPER_FOLDER / str(number)
    filed = FiledScans(folder, number, filing, _digest_before(version, number), tuple(entries))
    contents: Mapping[str, bytes] = {
        **{name: scan.data for name, scan in zip(names, scans, strict=True)},
        RECORD: filed.to_json(),
    }
    try:
        store.sweep(folder.parent)
        store.store_folder(folder, contents)
    except OSError as error:
        problem = message("Cannot write: {reason}", reason=reason(error))
        mend = message("Make room on the disk, and check that you may write to the archive. Nothing was filed.")
        raise ArchiveError(Fault(problem, mend, file=folder)) from error
    return filed


def check_scans(version: ArchivedVersion, *, hashes: bool = True) -> ScansCheck:
    """Hold all that was filed with `version` against its records, and the records against each other.

    Without `hashes` it is not read again whether a file has the bytes that its record says.
    """
    files: list[Path] = []
    faults: list[Fault] = []
    size = 0
    for number, folder in enumerate(_folders(version), 1):
        files.append(folder / RECORD)
        try:
            filed = _read(folder)
        except ArchiveError as error:
            faults += error.faults
            files += folder.iterdir()
            continue
        if (filed.number, filed.previous) != (number, _digest_before(version, number)):
            problem = message("What was filed here does not follow on what was filed before it")
            faults.append(Fault(problem, message("Bring the version's folder back from a backup."), file=folder))
        files += [folder / entry.path for entry in filed.files]
        size += sum(entry.size for entry in filed.files)
        faults += _scan_faults(filed, hashes=hashes)
    return ScansCheck(tuple(files), size, tuple(faults))


def _scan_faults(filed: FiledScans, *, hashes: bool) -> Iterator[Fault]:
    mend = message("Bring it back from a backup, or scan the paper again.")
    for entry in filed.files:
        file = filed.folder / entry.path
        if not file.is_file():
            yield Fault(message("A filed scan is missing"), mend, file=file)
        elif hashes and sha256_of(file) != entry.sha256:
            yield Fault(message("The scan is not the one that was filed: its SHA-256 differs"), mend, file=file)


def _folders(version: ArchivedVersion) -> list[Path]:
    """The folders of the filings, by number."""
    found = (version.folder / PAPER_FOLDER).glob("*")
    return sorted((item for item in found if item.name.isdecimal()), key=lambda item: int(item.name))


def _read(folder: Path) -> FiledScans:
    file = folder / RECORD
    try:
        return FiledScans.from_json(folder, file.read_bytes())
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = message("The record of filed scans is missing or damaged")
        raise ArchiveError(Fault(problem, message("Bring its folder back from a backup."), file=file)) from error


def _digest_before(version: ArchivedVersion, number: int) -> str:
    """SHA-256 of the record before the filing `number`; before the first stands the manifest."""
    file = version.folder / PAPER_FOLDER / str(number - 1) / RECORD if number > 1 else version.folder / MANIFEST_NAME
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _filed_already(version: ArchivedVersion, entry: FileEntry) -> Fault:
    problem = message("This scan is filed already, as {name}", name=entry.path)
    return Fault(problem, message("Nothing was filed; docgen archive status tells who has signed."), version.folder)
