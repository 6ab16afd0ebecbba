"""The value types of archiving: FileEntry, Manifest, ArchivedVersion; and the manifest's JSON form."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MANIFEST_NAME = "manifest.json"
PAPER_FOLDER, SIGNED_FOLDER = "paper", "signed"
"""In the folder of a version: scans of its paper, and its signed states."""
FORMAT = 1
"""Counts up when the manifest's keys change so that an older program cannot read it."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file of a version: its path inside the version's folder (with `/`), size in bytes and SHA-256 (hex)."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is and holds. `details` is what nobody needs to find it: signatories, documents, warnings, pack.

    `directory` is relative to the archive with `/`; `until` is the last day of retention; `fingerprint` is that of the
    edition (see `docgen.edition`).
    """

    number: str
    name: str
    version: str
    title: str
    lead: str
    date: dt.date
    directory: str
    retention_years: int
    until: dt.date
    fingerprint: str
    viewers: tuple[str, ...]
    editors: tuple[str, ...]
    program: str
    details: Mapping[str, Any]
    files: tuple[FileEntry, ...]

    def to_json(self) -> bytes:
        """UTF-8 JSON with a final newline; keys in a fixed order."""
        data = {"format": FORMAT, **dataclasses.asdict(self)}
        data["date"], data["until"] = self.date.isoformat(), self.until.isoformat()
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Read what `to_json` wrote. Raises ValueError, KeyError or TypeError where it did not."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("format") != FORMAT:
            raise ValueError("manifest of another format")
        data["date"] = dt.date.fromisoformat(data["date"])
        data["until"] = dt.date.fromisoformat(data["until"])
        data["viewers"], data["editors"] = tuple(data["viewers"]), tuple(data["editors"])
        data["files"] = tuple(FileEntry(**entry) for entry in data["files"])
        return cls(**data)


@dataclass(frozen=True, slots=True)
class ArchivedVersion:
    """A version as it lies in the archive. `folder` is absolute."""

    folder: Path
    manifest: Manifest

    @property
    def pdf(self) -> Path:
        """The bundle."""
        return self.folder / f"{self.manifest.name}_{self.manifest.version}.pdf"
