"""What is being issued: the name, number, version, date and status that every page of a bundle carries.

An `Edition` is settled once, before anything is filled, and never changes afterwards.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path


class Status(enum.Enum):
    """Whether the bundle is for signature or only for reading."""

    FINAL = "final"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who issues the plan. `logo` is a PNG or JPEG file."""

    name: str = ""
    logo: Path | None = None
    number_prefix: str = "XZ"


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """A version of the same plan that is already archived."""

    version: str
    date: dt.date
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One issue of one plan.

    `name` is the file name by rule F2 without extension; `version` reads `V1.0`; `fingerprint` is the SHA-256 (64 hex
    digits) of everything that decides what is printed except number, version and date, so that equal fingerprints mean
    an unchanged plan; `earlier` is in ascending order.
    """

    name: str
    number: str
    version: str
    date: dt.date
    status: Status
    organisation: Organisation
    fingerprint: str
    earlier: tuple[EarlierVersion, ...] = ()

    def following(self, version: str, earlier: tuple[EarlierVersion, ...]) -> Edition:
        """The same content as the version that comes after `earlier`."""
        return replace(self, version=version, earlier=earlier)

    @property
    def is_draft(self) -> bool:
        """Whether every page gets the watermark 草稿."""
        return self.status is Status.DRAFT


def fingerprint(*digests: str) -> str:
    """SHA-256 over the digests of answers, pack, settings and, where there are any, annexes, in that order."""
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()
