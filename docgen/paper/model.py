"""The value types of paper: PaperForm, ScannedPage, Irregularity."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import NamedTuple

from docgen.bundle.code import StampCode
from docgen.errors import Fault


class PaperForm(NamedTuple):
    """Which bundle a stack of paper should be: what the codes of its pages say, and how many pages it has."""

    number: str
    version: str
    content: str
    total: int

    def owns(self, code: StampCode) -> bool:
        """Whether the page with `code` belongs to this bundle."""
        return (code.number, code.version, code.content, code.total) == self


class ScannedPage(NamedTuple):
    """A page of a scan: its file, its 1-based place there, the codes of ours on it, and whether it has no ink."""

    file: Path
    page: int
    codes: tuple[StampCode, ...]
    is_blank: bool = False


class Kind(enum.Enum):
    """What may be amiss with a stack of scanned pages; the value is the name of the option that accepts it."""

    MISSING = "missing"
    DOUBLED = "doubled"
    SWAPPED = "swapped"
    FOREIGN = "foreign"
    OTHER_VERSION = "other-version"
    UNREADABLE = "unreadable"


class Irregularity(NamedTuple):
    """One thing that is amiss."""

    kind: Kind
    fault: Fault
