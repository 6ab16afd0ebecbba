"""The value type of looking through a pack: PackFinding."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple

from docgen.errors import Fault
from docgen.rules.model import Severity


class Kind(enum.Enum):
    """What a finding speaks of; the value is what `--format json` calls it."""

    PACK = "pack"
    """pack.yaml cannot be read or contradicts itself."""
    ASK = "ask"
    """What is said of asking cannot be done."""
    TEMPLATE = "template"
    """The Word file cannot be opened, or its tags do not hold together."""
    NAME = "name"
    """A tag uses a name that the schema lacks."""
    FILLING = "filling"
    """Filled with example answers, the template gives no document, or no pages."""
    CONSTRUCT = "construct"
    """The embedded engine cannot set something in it; LibreOffice can."""
    COMMENT = "comment"
    """It holds comments, which are left out on the pages."""
    SIMPLER = "simpler"
    """The embedded engine sets something in it more simply than Word; no character is lost."""
    UNUSED = "unused"
    """No template shows a field."""


_WARNINGS = frozenset({Kind.CONSTRUCT, Kind.COMMENT, Kind.SIMPLER, Kind.UNUSED})


class PackFinding(NamedTuple):
    """One thing that an author should know of the pack `pack`."""

    pack: str
    kind: Kind
    fault: Fault

    @property
    def severity(self) -> Severity:
        """An error keeps plans from being made, a warning does not."""
        return Severity.WARNING if self.kind in _WARNINGS else Severity.ERROR


@dataclass(frozen=True, slots=True)
class PackReport:
    """All findings of some packs, in the order of packs and files."""

    findings: tuple[PackFinding, ...]

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)
