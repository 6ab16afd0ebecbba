"""An archive on disk: opens the slot of a document, lists and finds versions, keeps drafts beside it."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
from collections.abc import Iterator
from pathlib import Path

from docgen.archive import store
from docgen.archive.index import Entry, Index
from docgen.archive.locks import exclusive
from docgen.archive.model import MANIFEST_NAME, PAPER_FOLDER, SIGNED_FOLDER, ArchivedVersion, Manifest
from docgen.archive.numbers import version_key
from docgen.archive.slot import Slot, unwritable
from docgen.errors import ArchiveError, Fault
from docgen.messages import message
from docgen.naming import safe_name


class Archive:
    """The archive in `<output>/archive`, and the drafts in `<output>/drafts`."""

    def __init__(self, output: Path) -> None:
        self.root = output.resolve() / "archive"
        self.drafts = output.resolve() / "drafts"

    @contextlib.contextmanager
    def slot(self, directory: str, name: str, number: str) -> Iterator[Slot]:
        """Hold the place of the document `number` until the block is left; another process waits for it.

        Raises ArchiveError where the number belongs to a plan of another name or the name to another number, or the
        archive cannot be written.
        """
        folder = self.root / directory / name
        with contextlib.ExitStack() as stack:
            try:
                # the number first, then the folder: in one order, so that no two wait for each other
                stack.enter_context(exclusive(self._lock(number)))
                stack.enter_context(exclusive(self._lock(Path(directory, name).as_posix())))
                for place in (folder, *folder.glob(f"V*/{SIGNED_FOLDER}"), *folder.glob(f"V*/{PAPER_FOLDER}")):
                    store.sweep(place)
                versions = self._versions(folder, name, number)
            except OSError as error:
                raise unwritable(self.root, error) from error
            yield Slot(self.root, directory, name, number, versions)

    def _lock(self, what: str) -> Path:
        return self.root / ".locks" / f"{hashlib.sha256(what.encode()).hexdigest()[:16]}.lock"

    def _versions(self, folder: Path, name: str, number: str) -> tuple[ArchivedVersion, ...]:
        """The document's versions wherever they stand: an earlier one may lie in another directory."""
        index = Index(self.root)
        known = {self.root / entry.folder for entry in index.entries(number)}
        for candidate in folder.glob("V*"):
            if candidate not in known and (candidate / MANIFEST_NAME).exists():
                index.add(candidate)  # stored, but the run ended before it came into the index
                known.add(candidate)
        versions = [read_version(path) for path in known if path.exists()]
        for version in versions:
            if version.manifest.name != name:
                raise _number_taken(number, version)
            if version.manifest.number != number:
                raise _name_taken(number, version)
        return tuple(sorted(versions, key=lambda version: version_key(version.manifest.version)))

    def entries(self) -> list[Entry]:
        """All versions, newest first, by number within a day."""
        entries = Index(self.root).entries() if self.root.exists() else []
        days = itertools.groupby(entries, lambda item: (item.date, item.number))
        return [entry for _, group in days for entry in _newest_first([*group])]

    def find(self, wanted: str) -> list[ArchivedVersion]:
        """The versions of the document with the number, name or title `wanted`, in ascending order."""
        entries = Index(self.root).find(wanted) if self.root.exists() else []
        entries.sort(key=lambda item: (item.number, version_key(item.version)))
        return [read_version(self.root / entry.folder) for entry in entries]

    def versions(self) -> list[ArchivedVersion]:
        """All versions, in the order of `entries`."""
        return [read_version(self.root / entry.folder) for entry in self.entries()]

    def newest(self) -> list[ArchivedVersion]:
        """The newest version of each document, the one archived last first."""
        latest: dict[str, Entry] = {}
        for entry in self.entries():
            known = latest.get(entry.number)
            if known is None or version_key(known.version) < version_key(entry.version):
                latest[entry.number] = entry
        return [read_version(self.root / entry.folder) for entry in latest.values()]

    def keep_draft(self, name: str, pdf: bytes) -> Path:
        """Put a draft into `drafts/`, over the one before. A name that is not safe as a file name is made so."""
        target = self.drafts / f"{safe_name(name)}_草稿.pdf"
        try:
            store.replace_file(target, pdf)
        except OSError as error:
            raise unwritable(target, error) from error
        return target


def _newest_first(entries: list[Entry]) -> list[Entry]:
    """Versions of one document; mostly one."""
    if len(entries) > 1:
        entries.sort(key=lambda item: version_key(item.version), reverse=True)
    return entries


def read_version(folder: Path) -> ArchivedVersion:
    """The version in `folder`. Raises ArchiveError where its manifest is missing or damaged."""
    file = folder / MANIFEST_NAME
    try:
        return ArchivedVersion(folder, Manifest.from_json(file.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError(
            Fault(
                message("The manifest is missing or damaged"),
                message(
                    "Bring the version's folder back from a backup; docgen archive verify tells what else is amiss."
                ),
                file=file,
            )
        ) from error


def _number_taken(number: str, holder: ArchivedVersion) -> ArchiveError:
    return ArchiveError(
        Fault(
            message("The document number {number} belongs to “{name}”.", number=number, name=holder.manifest.name),
            message("Give this plan a number of its own (the key “number”), or keep the name of the archived plan."),
            file=holder.folder,
        )
    )


def _name_taken(number: str, holder: ArchivedVersion) -> ArchiveError:
    manifest = holder.manifest
    return ArchiveError(
        Fault(
            message(
                "“{name}” is archived under the number {known}, not {number}.",
                name=manifest.name,
                known=manifest.number,
                number=number,
            ),
            message("Give it the number that it has (the key “number”), or give this plan another title or file name."),
            file=holder.folder,
        )
    )
