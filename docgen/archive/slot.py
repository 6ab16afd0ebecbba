"""The place of one document in the archive: its versions so far, and the next one to be stored.

A slot exists only while its document's lock is held, so what it says of earlier versions stays true until it is left.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.archive import days, numbers, store
from docgen.archive.contents import Contents
from docgen.archive.index import Index
from docgen.archive.model import MANIFEST_NAME, ArchivedVersion, FileEntry, Manifest
from docgen.edition import EarlierVersion, Edition
from docgen.errors import ArchiveError, Fault
from docgen.messages import message
from docgen.os_errors import reason
from docgen.retention import last_day


@dataclass(frozen=True, slots=True)
class Slot:
    """One document's place. `versions` is in ascending order; `directory` is relative to the archive, with `/`."""

    root: Path
    directory: str
    name: str
    number: str
    versions: tuple[ArchivedVersion, ...]

    @property
    def folder(self) -> Path:
        """Where the next version will stand."""
        return self.root / self.directory / self.name

    @property
    def latest(self) -> ArchivedVersion | None:
        """The newest version, or None."""
        return self.versions[-1] if self.versions else None

    def holds(self, fingerprint: str) -> bool:
        """Whether the newest version is this very content, so that there is nothing to archive."""
        return self.latest is not None and self.latest.manifest.fingerprint == fingerprint

    @property
    def next_version(self) -> str:
        """The version that comes next."""
        return numbers.next_version(self.latest.manifest.version) if self.latest else numbers.FIRST_VERSION

    @property
    def earlier(self) -> tuple[EarlierVersion, ...]:
        """The versions so far, as the next edition tells of them."""
        manifests = [version.manifest for version in self.versions]
        return tuple(EarlierVersion(item.version, item.date, item.fingerprint) for item in manifests)

    def store(self, contents: Contents, edition: Edition, values: Mapping[str, Any], program: str) -> ArchivedVersion:
        """Archive `contents` as `edition`. `values` are the checked answers.

        Raises ArchiveError where the folder lies in another version or cannot be written, or the disk is full; then
        nothing has changed.
        """
        files = {f"{self.name}_{edition.version}.pdf": contents.pdf}
        files |= {f"forms/{name}": data for name, data in contents.forms.items()}
        files |= {f"annexes/{name}": data for name, data in contents.annexes.items()}
        files |= {f"answers{contents.answers_suffix}": contents.answers}
        manifest = self._manifest(contents, edition, values, program, _entries(files))
        target = self.folder / edition.version
        _refuse_inside_a_version(self.root, target)
        try:
            store.store_folder(target, {**files, MANIFEST_NAME: manifest.to_json()})
        except OSError as error:
            raise unwritable(target, error) from error
        with contextlib.suppress(OSError):  # the version is stored: the day book is evidence for later, not a condition
            days.note(self.root, days.Line(edition.date, target.relative_to(self.root).as_posix()))
        Index(self.root).add(target)
        return ArchivedVersion(target, manifest)

    def _manifest(
        self,
        contents: Contents,
        edition: Edition,
        values: Mapping[str, Any],
        program: str,
        files: tuple[FileEntry, ...],
    ) -> Manifest:
        years = int(values["archive"]["retention_years"])
        lead = next(row["name"] for row in values["departments"] if row["role"] == "lead")
        return Manifest(
            number=self.number,
            name=self.name,
            version=edition.version,
            title=values["title"],
            lead=lead,
            date=edition.date,
            directory=self.directory,
            retention_years=years,
            until=last_day(edition.date, years),
            fingerprint=edition.fingerprint,
            viewers=tuple(values["publication"]["viewers"]),
            editors=tuple(values["publication"]["editors"]),
            program=program,
            details=contents.details,
            files=files,
        )


def unwritable(target: Path, error: OSError) -> ArchiveError:
    """The error for a folder or file that the system refuses to write."""
    return ArchiveError(
        Fault(
            message("Cannot write: {reason}", reason=reason(error)),
            message("Make room on the disk, or choose a folder you may write to with -o. Nothing was archived."),
            file=target,
        )
    )


def _refuse_inside_a_version(root: Path, target: Path) -> None:
    """What is archived stays as it is; so nothing is put into the folder of a version."""
    for folder in target.relative_to(root).parents:
        if (root / folder / MANIFEST_NAME).exists():
            problem = message("The archive directory lies inside the folder of an archived version")
            mend = message("Choose another directory (the key “directory” under “archive”). Nothing was archived.")
            raise ArchiveError(Fault(problem, mend, file=root / folder))


def _entries(files: Mapping[str, bytes]) -> tuple[FileEntry, ...]:
    return tuple(FileEntry(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in files.items())
