"""Holds the archive against its manifests: every hash, signed states and scans, files that nobody listed, the index.

It reads and tells; it mends nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple, TypeAlias

from docgen.archive import days, expiry, resuming
from docgen.archive.archive import read_version
from docgen.archive.hashing import sha256_of
from docgen.archive.index import FILE_NAME, Entry, Index, entry_of, version_folders
from docgen.archive.model import MANIFEST_NAME, ArchivedVersion, FileEntry
from docgen.archive.resuming import Checked
from docgen.archive.scans import check_scans
from docgen.archive.states import check_states
from docgen.errors import ArchiveError, Fault
from docgen.messages import message

_OWN = (".locks", days.FILE_NAME, resuming.FILE_NAME, expiry.FOLDER)
"""What stands in the archive's root beside the versions."""


Judge: TypeAlias = Callable[[ArchivedVersion], Iterable[Fault]]


class Verification(NamedTuple):
    """What verifying saw: how many versions, files and bytes, and every fault."""

    versions: int
    files: int
    size: int
    faults: tuple[Fault, ...]


class _Version(NamedTuple):
    """One version as it was found: its row for the index (None: its manifest is damaged), its files, their faults."""

    entry: Entry | None
    files: frozenset[Path]
    size: int
    faults: tuple[Fault, ...]


def verify(
    root: Path,
    *,
    watch: Callable[[Sequence[Path]], Iterable[Path]] = iter,
    checked: Checked | None = None,
    signatures: Judge | None = None,
) -> Verification:
    """Check the whole archive in `root`. Raises ArchiveError only where the index cannot be opened at all.

    `watch` passes the folders of the versions on, one by one, and may tell how far it is; the hashes of versions that
    `checked` holds are not computed again, nor are their signatures judged again. `signatures` tells what is doubtful
    about the electronic signatures of a version.
    """
    folders = [*version_folders(root)]
    found = [_version(root, folder, checked, signatures) for folder in watch(folders)]
    faults = [fault for version in found for fault in version.faults]
    entries = [version.entry for version in found if version.entry]
    listed = frozenset().union(*(version.files for version in found))
    faults += _orphans(root, listed)
    faults += _index_faults(root, entries)
    if checked:
        checked.finish()
    manifests = len(found)
    return Verification(len(entries), len(listed) - manifests, sum(item.size for item in found), tuple(faults))


def faults_of_version(root: Path, folder: Path) -> tuple[Fault, ...]:
    """Everything that is amiss with the version in `folder` and what was filed with it."""
    return _version(root, folder, None, None).faults


def _version(root: Path, folder: Path, checked: Checked | None, signatures: Judge | None) -> _Version:
    try:
        version = read_version(folder)
    except ArchiveError as error:  # what the manifest said of the files is lost: one fault, not one for each
        return _Version(None, frozenset((folder / MANIFEST_NAME, *folder.rglob("*"))), 0, error.faults)
    files = version.manifest.files
    is_known = checked is not None and checked.holds(folder)
    states, scans = check_states(root, version, hashes=not is_known), check_scans(version, hashes=not is_known)
    faults = [] if is_known else [fault for entry in files for fault in _file_faults(folder, entry)]
    faults += [*_place_faults(root, version), *states.faults, *scans.faults]
    if signatures and not is_known and not states.faults:
        faults += signatures(version)
    if checked and not faults:
        checked.note(folder)
    listed = frozenset((folder / MANIFEST_NAME, *(folder / item.path for item in files), *states.files, *scans.files))
    size = sum(item.size for item in files) + states.size + scans.size
    return _Version(entry_of(root, folder), listed, size, tuple(faults))


def _file_faults(folder: Path, entry: FileEntry) -> Iterator[Fault]:
    file = folder / entry.path
    if not file.is_file():
        yield Fault(message("A file of the version is missing"), message("Bring it back from a backup."), file=file)
    elif sha256_of(file) != entry.sha256:
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


def _orphans(root: Path, listed: Set[Path]) -> Iterator[Fault]:
    for file in sorted(root.rglob("*")):
        parts = file.relative_to(root).parts
        is_own = parts[0] in _OWN or parts[0].startswith(FILE_NAME)
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
