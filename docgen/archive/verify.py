"""Holds the archive against its manifests: every hash, files that nobody listed, and the index.

It reads and tells; it mends nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docgen.archive.archive import read_version
from docgen.archive.index import FILE_NAME, Entry, Index, entry_of, version_folders
from docgen.archive.model import MANIFEST_NAME, ArchivedVersion, FileEntry
from docgen.archive.states import check_states
from docgen.errors import ArchiveError, Fault
from docgen.messages import message


class Verification(NamedTuple):
    """What verifying saw: how many versions, files and bytes, and every fault."""

    versions: int
    files: int
    size: int
    faults: tuple[Fault, ...]


def verify(root: Path) -> Verification:
    """Check the whole archive in `root`. Raises ArchiveError only where the index cannot be opened at all."""
    faults: list[Fault] = []
    entries: list[Entry] = []
    listed: set[Path] = set()
    count = size = 0
    for folder in version_folders(root):
        listed.add(folder / MANIFEST_NAME)
        try:
            version = read_version(folder)
        except ArchiveError as error:
            faults += error.faults
            listed |= {*folder.rglob("*")}  # what the manifest said of them is lost: one fault, not one for each
            continue
        entries.append(entry_of(root, folder))
        for entry in version.manifest.files:
            listed.add(folder / entry.path)
            count, size = count + 1, size + entry.size
            faults += _file_faults(folder, entry)
        faults += _place_faults(root, version)
        states = check_states(root, version)
        listed |= {*states.files}
        count, size = count + len(states.files), size + states.size
        faults += states.faults
    faults += _orphans(root, listed)
    faults += _index_faults(root, entries)
    return Verification(len(entries), count, size, tuple(faults))


def _file_faults(folder: Path, entry: FileEntry) -> Iterator[Fault]:
    file = folder / entry.path
    if not file.is_file():
        yield Fault(message("A file of the version is missing"), message("Bring it back from a backup."), file=file)
    elif _sha256(file) != entry.sha256:
        yield Fault(
            message("The file is not the one that was archived: its SHA-256 differs from the manifest"),
            message("Bring it back from a backup, and find out who changed it."),
            file=file,
        )


def _place_faults(root: Path, version: ArchivedVersion) -> Iterator[Fault]:
    manifest = version.manifest
    expected = root / manifest.directory / manifest.name / manifest.version
    if version.folder != expected:
        yield Fault(
            message("The version stands in another folder than its manifest says ({expected})", expected=str(expected)),
            message("Move it back."),
            file=version.folder,
        )


def _orphans(root: Path, listed: set[Path]) -> Iterator[Fault]:
    for file in sorted(root.rglob("*")):
        parts = file.relative_to(root).parts
        is_own = parts[0] == ".locks" or parts[0].startswith(FILE_NAME)
        if not file.is_dir() and file not in listed and not is_own:
            yield Fault(
                message("No manifest lists this file"),
                message("Move it out of the archive; a folder named .staging-… is left from an interrupted run."),
                file=file,
            )


def _index_faults(root: Path, entries: list[Entry]) -> Iterator[Fault]:
    indexed = {entry.folder: entry for entry in Index(root).entries()} if root.exists() else {}
    mend = message("Delete index.sqlite; the index is made anew from the manifests.")
    for entry in entries:
        other = indexed.pop(entry.folder, None)
        if other is None:
            yield Fault(message("The index lacks this version"), mend, file=root / entry.folder)
        elif other != entry:
            yield Fault(message("The index and the manifest differ"), mend, file=root / entry.folder)
    for folder in sorted(indexed):
        yield Fault(message("The index names a version that is not there"), mend, file=root / folder)


def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
