"""Signs what is archived and verifies it: ties `docgen.signing` to versions, their states and the archive's journal.

Each signature makes one more state of the version; which file is signed is settled while the document's slot is held,
so that two who sign at the same moment sign one after the other.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docgen.archive.archive import Archive, read_version
from docgen.archive.model import MANIFEST_NAME, ArchivedVersion
from docgen.archive.states import (
    SignedState,
    Signing,
    deputies,
    latest_pdf,
    manifest_entry,
    signed_states,
    store_state,
)
from docgen.errors import ArchiveError, Fault, SigningError
from docgen.messages import message
from docgen.os_errors import reason

if TYPE_CHECKING:
    from docgen.signing.report import Report
    from docgen.signing.signing import Signed
    from docgen.signing.trusting import Trust
    from docgen.signing.verifying import Original


class Place(NamedTuple):
    """Where a file stands in an archive: the archive's root, the version it belongs to."""

    root: Path
    version: ArchivedVersion


def place_of(path: Path) -> Place | None:
    """The version that `path` is, or lies in: its folder, its bundle or one of its signed states; None outside."""
    path = path.resolve()
    for folder in (path, *path.parents):
        if (folder / MANIFEST_NAME).is_file():
            version = read_version(folder)
            depth = len(Path(version.manifest.directory, version.manifest.name, version.manifest.version).parts)
            return Place(folder.parents[depth - 1], version)
    return None


def original_of(version: ArchivedVersion) -> Original:
    """The bundle as the manifest has it."""
    from docgen.signing.verifying import Original

    size, sha256 = manifest_entry(version)
    manifest = version.manifest
    return Original(size, sha256, manifest.number, manifest.version, manifest.fingerprint)


def sign_version(place: Place, sign: Callable[[bytes], Signed], moment: dt.datetime) -> SignedState:
    """Sign the latest state of a version with `sign`, and store what comes of it as the next state.

    Raises ArchiveError where the file has changed since it was archived, SigningError where `sign` refuses.
    """
    manifest = place.version.manifest
    archive = Archive(place.root.parent)
    with archive.slot(manifest.directory, manifest.name, manifest.number):
        before = unchanged_pdf(place.version)
        signed = sign(before)
        details = {"deputised": signed.deputised} if signed.deputised else {}
        signing = Signing(signed.department, signed.signer, moment, details)
        return store_state(place.root, place.version, signed.pdf, hashlib.sha256(before).hexdigest(), signing)


def unchanged_pdf(version: ArchivedVersion) -> bytes:
    """The latest state. Raises ArchiveError where it is not what the archive's records say."""
    states = signed_states(version)
    file = latest_pdf(version)
    expected = states[-1].record.sha256 if states else manifest_entry(version)[1]
    try:
        data = file.read_bytes()
    except OSError as error:
        problem = message("Cannot read: {reason}", reason=reason(error))
        raise ArchiveError(Fault(problem, message("Bring it back from a backup."), file=file)) from error
    if hashlib.sha256(data).hexdigest() != expected:
        problem = message("The file has been changed since it was archived; nobody must sign it")
        raise ArchiveError(
            Fault(problem, message("Bring it back from a backup, and find out who changed it."), file=file)
        )
    return data


def verify_file(file: Path, trust: Trust, archive: Archive) -> Report:
    """Verify a file; what is or comes from a version in an archive, also against what is kept there.

    `archive` is asked for the version that the pages of a file outside any archive say they are. Who was let sign in
    another's place, as the archive's records have it, is told but is no doubt.
    """
    from docgen.signing.verifying import verify

    try:
        pdf = file.read_bytes()
    except OSError as error:
        problem = message("Cannot read: {reason}", reason=reason(error))
        raise SigningError(Fault(problem, message("Check the path."), file=file)) from error
    report = verify(pdf, trust)
    place = place_of(file) or _kept(report, archive)
    if place is None:
        return report
    from docgen.signing.verifying import original_doubts

    if recorded := _recorded_deputies(place.version):
        report = verify(pdf, replace(trust, deputies=recorded))

    doubts = [*original_doubts(pdf, original_of(place.version), report), *_archive_doubts(pdf, place)]
    return replace(report, doubts=(*report.doubts, *doubts))


def take_over(place: Place, pdf: bytes, department: str, trust: Trust, moment: dt.datetime) -> SignedState:
    """Store a file that another program signed as the next state, if it is the latest one plus that one signature.

    Raises SigningError with every doubt about it.
    """
    from docgen.signing.signing import Signed
    from docgen.signing.verifying import verify

    def taken(before: bytes) -> Signed:
        known = replace(trust, deputies=deputies(place.version))
        report = verify(pdf, known, original_of(place.version))
        faults = list(report.doubts)
        own = next((item for item in report.signatures if item.department == department), None)
        earlier = verify(before, trust).signatures
        if not pdf.startswith(before) or own is None or len(report.signatures) != len(earlier) + 1:
            problem = message(
                "The file is not the latest state with the signature of {department} added", department=department
            )
            faults.append(Fault(problem, message("Sign the archive's latest file, and give what comes of that.")))
        if faults or own is None:
            raise SigningError(*faults)
        deputised = "" if own.signer == own.person else own.person
        return Signed(pdf, own.department, own.signer, deputised)

    return sign_version(place, taken, moment)


def _recorded_deputies(version: ArchivedVersion) -> dict[str, str]:
    """What the records say; a damaged one is told as a doubt about the archive, and lets nobody pass."""
    try:
        return deputies(version)
    except ArchiveError:
        return {}


def _kept(report: Report, archive: Archive) -> Place | None:
    """The version in `archive` that the pages say they are."""
    found = archive.find(report.number) if report.number and archive.root.exists() else []
    versions = (
        item for item in found if (item.manifest.number, item.manifest.version) == (report.number, report.version)
    )
    return next((Place(archive.root, version) for version in versions), None)


def _archive_doubts(pdf: bytes, place: Place) -> list[Fault]:
    """Whether these bytes are a state of the version, and the latest one."""
    from docgen.archive.states import check_states

    digest = hashlib.sha256(pdf).hexdigest()
    doubts = list(check_states(place.root, place.version).faults)
    known = [manifest_entry(place.version)[1]]
    try:
        known += [state.record.sha256 for state in signed_states(place.version)]
    except ArchiveError as error:
        doubts += [fault for fault in error.faults if fault not in doubts]
    if digest not in known:
        problem = message("The archive has no such file among the states of this version")
        doubts.append(Fault(problem, message("Take the file from the archive again; do not rely on this one.")))
    elif digest != known[-1]:
        count = len(known) - 1 - known.index(digest)
        problem = message("This is an earlier state: {count} signatures have followed", count=count)
        doubts.append(Fault(problem, message("Take the latest one: {file}.", file=str(latest_pdf(place.version)))))
    return doubts
