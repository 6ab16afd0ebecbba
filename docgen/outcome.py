"""What became of an answer file: archived, unchanged, drafted or rejected. Each has the findings of the check."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeAlias

from docgen.archive.model import ArchivedVersion
from docgen.edition import Edition
from docgen.errors import Fault
from docgen.rules.model import Finding


class Archived(NamedTuple):
    """A new version was archived; `findings` are its warnings, `notices` tell what its documents leave out."""

    version: ArchivedVersion
    findings: tuple[Finding, ...]
    notices: tuple[Fault, ...] = ()


class Unchanged(NamedTuple):
    """The newest archived version holds just this; nothing was written."""

    version: ArchivedVersion
    findings: tuple[Finding, ...]


class Drafted(NamedTuple):
    """A draft was written to `pdf`; `notices` tell what its documents leave out."""

    pdf: Path
    edition: Edition
    findings: tuple[Finding, ...]
    notices: tuple[Fault, ...] = ()


class Rejected(NamedTuple):
    """The answers have errors; nothing was written."""

    findings: tuple[Finding, ...]


Outcome: TypeAlias = Archived | Unchanged | Drafted | Rejected
