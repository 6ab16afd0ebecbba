"""What verifying says: one `Report` a file, with a `SignatureReport` for each signature, and every doubt."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Any

from docgen.errors import Fault


class State(enum.Enum):
    """How far signing has come."""

    NOT_EXPECTED = "not_expected"
    """Nobody signs electronically."""
    UNSIGNED = "unsigned"
    PARTLY = "partly_signed"
    FULLY = "fully_signed"


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature.

    `person` is whom the plan names, `signer` whom the certificate names; `moment` is the time that the signer's own
    clock gave, `stamped` the one of a time stamp authority; `is_intact` says that the signed bytes are those that were
    signed, `is_trusted` that the certificate leads to a trust root; `later` counts the signatures that followed.
    """

    department: str
    person: str
    title: str
    signer: str
    issuer: str
    moment: dt.datetime | None
    stamped: dt.datetime | None
    level: str
    certifies: bool
    locks: bool
    is_intact: bool
    is_trusted: bool
    later: int

    def as_data(self) -> dict[str, Any]:
        """The same for programs: what goes into JSON."""
        return {
            "department": self.department,
            "person": self.person,
            "title": self.title,
            "signer": self.signer,
            "issuer": self.issuer,
            "moment": self.moment.isoformat() if self.moment else None,
            "time_stamp": self.stamped.isoformat() if self.stamped else None,
            "level": self.level,
            "certifies": self.certifies,
            "locks": self.locks,
            "intact": self.is_intact,
            "trusted": self.is_trusted,
            "signatures_after": self.later,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of a file. `missing` are the departments whose signature is not there yet.

    `number`, `version`, `pages` and `content` (20 hex digits) are as stamped on its pages ("" and 0 where no stamp can
    be read); `doubts` is empty only where all that is there is as it should be; `remarks` are no doubts.
    """

    state: State
    number: str
    version: str
    pages: int
    content: str
    signatures: tuple[SignatureReport, ...]
    missing: tuple[str, ...]
    doubts: tuple[Fault, ...]
    remarks: tuple[Fault, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether there is no doubt; a file that is not fully signed can be sound."""
        return not self.doubts

    @property
    def is_complete(self) -> bool:
        """Whether all have signed who sign electronically."""
        return self.state in {State.FULLY, State.NOT_EXPECTED}
