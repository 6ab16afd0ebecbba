"""Who has signed a version, how and since when: what its manifest asks for, its signed states and its filed scans say.

It believes what was recorded when a signature was made or a scan was filed; `docgen verify` is what checks signatures.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple, TypeAlias

from docgen.archive.model import ArchivedVersion
from docgen.archive.scans import filed_scans
from docgen.archive.states import signed_states

Method: TypeAlias = Literal["paper", "electronic"]


class Standing(NamedTuple):
    """One signatory: the method that was planned, and the one it was signed by (None: not yet).

    `moment` is when the electronic signature was made, or when the scan of the paper was filed; `by` is the name in the
    certificate, `deputised` says that it is another's than the plan's, and was let.
    """

    department: str
    name: str
    title: str
    planned: Method
    signed: Method | None = None
    moment: dt.datetime | None = None
    by: str = ""
    deputised: bool = False


def standings(version: ArchivedVersion) -> tuple[Standing, ...]:
    """One for each signatory, in the plan's order; of several signatures the first. Raises ArchiveError."""
    signed: dict[str, tuple[Method, dt.datetime, str, bool]] = {}
    for state in signed_states(version):
        signing = state.record.signing
        is_deputised = bool(signing.details.get("deputised"))
        signed.setdefault(signing.department, ("electronic", signing.moment, signing.signer, is_deputised))
    for filed in filed_scans(version):
        for department in filed.filing.signed:
            signed.setdefault(department, ("paper", filed.filing.moment, "", False))
    return tuple(
        Standing(row["department"], row["name"], row["title"], row["method"], *signed.get(row["department"], ()))
        for row in version.manifest.details.get("signatories", ())
    )
