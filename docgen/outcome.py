"""What became of an answer file: archived, unchanged, drafted or rejected. Each has the findings of the check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from docgen.archive.model import ArchivedVersion
from docgen.edition import Edition
from docgen.rules.model import Finding


@dataclass(frozen=True, slots=True)
class Archived:
    """A new version was archived; `findings` are its warnings."""

    version: ArchivedVersion
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The newest archived version holds just this; nothing was written."""

    version: ArchivedVersion
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft was written to `pdf`."""

    pdf: Path
    edition: Edition
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """The answers have errors; nothing was written."""

    findings: tuple[Finding, ...]


Outcome: TypeAlias = Archived | Unchanged | Drafted | Rejected
