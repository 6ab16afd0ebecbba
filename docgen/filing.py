"""Files scans of signed paper: holds them against the archived version they should be, then puts them beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.archive.archive import Archive, read_version
from docgen.archive.model import ArchivedVersion
from docgen.archive.scans import FiledScans, Filing, Scan, file_scans
from docgen.bundle.code import CONTENT_DIGITS
from docgen.errors import ArchiveError, Fault
from docgen.messages import Translator, message
from docgen.paper import PICTURES, Irregularity, Kind, PaperForm, ScannedPage, irregularities, own_pages, read_scans


class Examined(NamedTuple):
    """Scans that were read: their files, their pages, what is irregular about them."""

    version: ArchivedVersion
    files: tuple[Path, ...]
    pages: tuple[ScannedPage, ...]
    irregularities: tuple[Irregularity, ...]

    def refused(self, accepted: Collection[Kind]) -> tuple[Fault, ...]:
        """What is irregular beyond the kinds that are accepted."""
        return tuple(item.fault for item in self.irregularities if item.kind not in accepted)

    @property
    def departments(self) -> tuple[str, ...]:
        """The signatories of the version."""
        return tuple(row["department"] for row in self.version.manifest.details.get("signatories", ()))


def form_of(version: ArchivedVersion) -> PaperForm:
    """What the codes on the version's paper say."""
    manifest = version.manifest
    content = manifest.fingerprint[:CONTENT_DIGITS].upper()
    return PaperForm(manifest.number, manifest.version, content, int(manifest.details.get("pages", 0)))


def examine(version: ArchivedVersion, files: Sequence[Path]) -> Examined:
    """Read every page of `files`, in their order. Raises ArchiveError where one is no readable PDF or picture."""
    pages = tuple(read_scans(files))
    return Examined(version, tuple(files), pages, irregularities(pages, form_of(version)))


def file_paper(archive: Archive, examined: Examined, signed: Sequence[str], moment: dt.datetime) -> FiledScans:
    """File what was examined, with the departments that have signed on it; what is irregular counts as accepted.

    Raises ArchiveError where a department is no signatory, or the page that it signs on is not among the scans, or the
    archive cannot be written; then nothing has changed.
    """
    faults = [*_unknown(examined, signed), *_without_page(examined, signed)]
    if faults:
        raise ArchiveError(*faults)
    manifest = examined.version.manifest
    say = Translator("zh")
    filing = Filing(
        signed=tuple(dict.fromkeys(signed)),
        moment=moment,
        pages=tuple(_page_of(page, form_of(examined.version)) for page in examined.pages),
        accepted=tuple(say(item.fault.problem) for item in examined.irregularities),
    )
    scans = [_scan(file.read_bytes()) for file in examined.files]
    with archive.slot(manifest.directory, manifest.name, manifest.number):
        return file_scans(read_version(examined.version.folder), scans, filing)


def _scan(data: bytes) -> Scan:
    return Scan(data, next((suffix for start, suffix in PICTURES.items() if data.startswith(start)), ".pdf"))


def _page_of(scanned: ScannedPage, form: PaperForm) -> int | None:
    return next((code.page for code in scanned.codes if form.owns(code)), None)


def _unknown(examined: Examined, signed: Sequence[str]) -> list[Fault]:
    known = examined.departments
    mend = message("Signatories are {departments}.", departments=list(known))
    return [
        Fault(message("“{department}” is no signatory of this plan", department=name), mend)
        for name in signed
        if name not in known
    ]


def _without_page(examined: Examined, signed: Sequence[str]) -> list[Fault]:
    """A head cannot have signed on a page that was not scanned."""
    own = own_pages(examined.pages, form_of(examined.version))
    places = {row["department"]: row["page"] for row in examined.version.manifest.details.get("signature_places", ())}
    return [
        Fault(
            message(
                "Page {page}, on which {department} signs, is not among the scans", page=places[name], department=name
            ),
            message("Scan that page too, or leave the department out of those that have signed."),
        )
        for name in signed
        if name in places and places[name] not in own
    ]
