"""The signed states of an archived version: after each signature one more whole file, none of them ever touched again.

    V1.0/signed/1/<name>_V1.0.pdf  state.json      after the first signature
    V1.0/signed/2/…                                after the second
    .signed/<16 hex digits>.jsonl                  at the archive's root: one line a state, only ever appended to

A state is put on disk like a version: staged beside its place, flushed, renamed (see `store`). Its record names the
SHA-256 of the file that it extends, so the states of a version are a chain that begins at the manifest. The journal at
the root is what tells that a state is missing: without it the chain would end earlier and look whole. Whoever stores a
state holds the document's slot. Knows nothing about what a signature is.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from docgen.archive import store
from docgen.archive.hashing import sha256_of
from docgen.archive.model import SIGNED_FOLDER, ArchivedVersion
from docgen.errors import ArchiveError, Fault
from docgen.flushing import flush_folder
from docgen.messages import message
from docgen.os_errors import reason

RECORD = "state.json"
JOURNAL_FOLDER = ".signed"
"""No directory of a plan begins with a full stop, so the name is free at the archive's root."""
FORMAT = 1
"""Counts up when the record's keys change so that an older program cannot read it."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signed: the department's field, the name in the certificate, when by this machine's clock (with its zone).

    `details` is what the signature says besides: certificate, level, another's name that was allowed.
    """

    department: str
    signer: str
    moment: dt.datetime
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StateRecord:
    """What `state.json` says. `number` counts from 1; `previous` and `sha256` are in hex, `size` is in bytes."""

    number: int
    signing: Signing
    previous: str
    sha256: str
    size: int

    def to_json(self) -> bytes:
        """UTF-8 JSON with a final newline; keys in a fixed order."""
        signing = {**dataclasses.asdict(self.signing), "moment": self.signing.moment.isoformat()}
        data = {"format": FORMAT, **dataclasses.asdict(self), "signing": signing}
        return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()

    @classmethod
    def from_json(cls, text: bytes) -> StateRecord:
        """Read what `to_json` wrote. Raises ValueError, KeyError or TypeError where it did not."""
        data = json.loads(text)
        if not isinstance(data, dict) or data.pop("format") != FORMAT:
            raise ValueError("record of another format")
        signing = data.pop("signing")
        signing["moment"] = dt.datetime.fromisoformat(signing["moment"])
        return cls(signing=Signing(**signing), **data)


@dataclass(frozen=True, slots=True)
class SignedState:
    """A signed state as it lies in the archive. `folder` is absolute; it holds `pdf` and the record."""

    pdf: Path
    record: StateRecord

    @property
    def folder(self) -> Path:
        """Where file and record stand."""
        return self.pdf.parent


class StatesCheck(NamedTuple):
    """What checking a version's states saw: the files that belong to it, their bytes, and every fault."""

    files: tuple[Path, ...]
    size: int
    faults: tuple[Fault, ...]


def signed_states(version: ArchivedVersion) -> tuple[SignedState, ...]:
    """The states of `version`, in order. Raises ArchiveError where a record is missing or damaged."""
    return tuple(_read(version, folder) for folder in _folders(version))


def latest_pdf(version: ArchivedVersion) -> Path:
    """The file with the most signatures: that of the last state, or the bundle as it was archived."""
    folders = _folders(version)
    return folders[-1] / version.pdf.name if folders else version.pdf


def deputies(version: ArchivedVersion) -> dict[str, str]:
    """By department, who was let sign in another's place, as the states' records say. Raises ArchiveError."""
    signings = [state.record.signing for state in signed_states(version)]
    return {signing.department: signing.signer for signing in signings if signing.details.get("deputised")}


def manifest_entry(version: ArchivedVersion) -> tuple[int, str]:
    """Size and SHA-256 of the bundle as the manifest has them."""
    return next((item.size, item.sha256) for item in version.manifest.files if item.path == version.pdf.name)


def store_state(root: Path, version: ArchivedVersion, pdf: bytes, extended: str, signing: Signing) -> SignedState:
    """Store `pdf` as the next state; `extended` is the SHA-256 of the file that it adds a signature to.

    The caller holds the slot of the document in the archive `root`. Raises ArchiveError where `extended` is not the
    latest state, or the archive cannot be written; then nothing has changed.
    """
    states = signed_states(version)
    latest = states[-1].record.sha256 if states else manifest_entry(version)[1]
    if latest != extended:
        raise ArchiveError(_overtaken(version))
    record = StateRecord(len(states) + 1, signing, extended, hashlib.sha256(pdf).hexdigest(), len(pdf))
    target = version.folder / SIGNED_FOLDER / str(record.number)
    try:
        store.sweep(target.parent)
        store.store_folder(target, {version.pdf.name: pdf, RECORD: record.to_json()})
    except OSError as error:
        raise ArchiveError(_unwritable(target, error)) from error
    try:
        _note(root, version, states, record)
    except OSError as error:
        raise ArchiveError(_unnoted(target, error)) from error
    return SignedState(target / version.pdf.name, record)


def check_states(root: Path, version: ArchivedVersion, *, hashes: bool = True) -> StatesCheck:
    """Hold every state of `version` against its record, the chain and the journal of the archive `root`.

    Without `hashes` it is not read again whether a file has the bytes that its record says.
    """
    files: list[Path] = []
    faults: list[Fault] = []
    size = 0
    known: dict[int, str] = {}
    previous = manifest_entry(version)[1]
    folders = _folders(version)
    for number, folder in enumerate(folders, 1):
        pdf = folder / version.pdf.name
        files += [pdf, folder / RECORD]
        try:
            record = _read(version, folder).record
        except ArchiveError as error:
            faults += error.faults
            continue
        size += record.size
        known[number] = record.sha256
        faults += _state_faults(pdf, record, number, previous)
        faults += _content_faults(pdf, record) if hashes else ()
        previous = record.sha256
    journal = _journal(root, version)
    if journal.exists():
        files.append(journal)
    faults += _journal_faults(journal, version, known, len(folders))
    return StatesCheck(tuple(files), size, tuple(faults))


def forget(root: Path, version: ArchivedVersion) -> None:
    """Remove the journal of a version that has been destroyed after its retention."""
    _journal(root, version).unlink(missing_ok=True)


def _folders(version: ArchivedVersion) -> list[Path]:
    """The folders of the states, by number."""
    found = (version.folder / SIGNED_FOLDER).glob("*")
    return sorted((item for item in found if item.name.isdecimal()), key=lambda item: int(item.name))


def _read(version: ArchivedVersion, folder: Path) -> SignedState:
    file = folder / RECORD
    try:
        return SignedState(folder / version.pdf.name, StateRecord.from_json(file.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = message("The record of a signed state is missing or damaged")
        raise ArchiveError(Fault(problem, message("Bring its folder back from a backup."), file=file)) from error


def _state_faults(pdf: Path, record: StateRecord, number: int, previous: str) -> Iterator[Fault]:
    backup = message("Bring it back from a backup, and find out who changed it.")
    if not pdf.is_file():
        yield Fault(message("The file of a signed state is missing"), backup, file=pdf)
    elif (record.number, record.previous) != (number, previous):
        yield Fault(message("The signed state does not follow on the one before it"), backup, file=pdf.parent)


def _content_faults(pdf: Path, record: StateRecord) -> Iterator[Fault]:
    if pdf.is_file() and sha256_of(pdf) != record.sha256:
        backup = message("Bring it back from a backup, and find out who changed it.")
        yield Fault(message("The signed file is not the one that was stored: its SHA-256 differs"), backup, file=pdf)


def _journal_faults(journal: Path, version: ArchivedVersion, known: Mapping[int, str], stored: int) -> Iterator[Fault]:
    """`known` has the SHA-256 of each state whose record can be read, `stored` counts all that there are."""
    backup = message("Bring its folder back from a backup.")
    folder = version.folder / SIGNED_FOLDER
    lines = _lines(journal)
    for number, sha256 in lines.items():
        if not (folder / str(number)).is_dir():
            problem = message("Signed state {number} is lost: the archive's journal has it", number=number)
            yield Fault(problem, backup, file=folder)
        elif known.get(number, sha256) != sha256:
            problem = message("Signed state {number} is not the one in the archive's journal", number=number)
            yield Fault(problem, backup, file=folder / str(number))
    if stored - len(lines) > 1:  # a run that ended between the two writes leaves one state without a line, not more
        yield Fault(
            message("The journal of signed states lacks lines"), message("Bring it back from a backup."), journal
        )


def _note(root: Path, version: ArchivedVersion, before: tuple[SignedState, ...], record: StateRecord) -> None:
    """Append the state to the journal, and any before it that an interrupted run could not append any more."""
    journal = _journal(root, version)
    known = _lines(journal)
    missing = [item for item in (*(state.record for state in before), record) if item.number not in known]
    is_new = not journal.exists()
    journal.parent.mkdir(exist_ok=True)
    lines = [json.dumps({"number": item.number, "sha256": item.sha256}) for item in missing]
    with journal.open("ab") as handle:
        handle.write("\n".join([*([] if _ends_a_line(journal) else [""]), *lines, ""]).encode())
        handle.flush()
        os.fsync(handle.fileno())
    if is_new:
        flush_folder(journal.parent)
        flush_folder(root)


def _journal(root: Path, version: ArchivedVersion) -> Path:
    place = version.folder.relative_to(root).as_posix()
    return root / JOURNAL_FOLDER / f"{hashlib.sha256(place.encode()).hexdigest()[:16]}.jsonl"


def _ends_a_line(journal: Path) -> bool:
    """Whether the journal is as it was left: a crash may have cut its last line short."""
    return journal.read_bytes()[-1:] in {b"", b"\n"}


def _lines(journal: Path) -> dict[int, str]:
    """SHA-256 by number; a line that a crash cut short is no line."""
    found = {}
    for line in journal.read_text("utf-8", errors="replace").splitlines() if journal.exists() else ():
        with contextlib.suppress(ValueError, KeyError, TypeError):
            data = json.loads(line)
            found[int(data["number"])] = str(data["sha256"])
    return found


def _overtaken(version: ArchivedVersion) -> Fault:
    problem = message("The document has been signed by somebody else in the meantime")
    return Fault(problem, message("Sign the latest state: run the command again."), file=version.folder)


def _unnoted(target: Path, error: OSError) -> Fault:
    problem = message(
        "The signature was stored, but not noted in the archive's journal: {reason}", reason=reason(error)
    )
    mend = message("Do not sign again. Make room on the disk: the next signature is noted with it.")
    return Fault(problem, mend, file=target)


def _unwritable(target: Path, error: OSError) -> Fault:
    problem = message("Cannot write: {reason}", reason=reason(error))
    return Fault(problem, message("Make room on the disk. Nothing was stored; sign again."), file=target)
