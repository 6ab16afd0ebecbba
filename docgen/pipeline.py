"""The sentence of docgen, in code.

    answers ─check→ CheckedAnswers ─fill→ FilledWord… ─lay out→ Pages ─assemble→ Bundle ─store→ ArchivedVersion

`build` makes a final version and archives it; `draft` makes whatever the answers give and marks it as such.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from docgen.answers import load_answers
from docgen.archive.demands import refuse_unarchivable
from docgen.archive.numbers import document_number
from docgen.archive.slot import Contents
from docgen.edition import Edition, Status
from docgen.naming import plan_file_name
from docgen.rules import check
from docgen.workshop import Workshop

if TYPE_CHECKING:
    from docgen.archive.model import ArchivedVersion
    from docgen.bundle.model import Bundle
    from docgen.rules.model import CheckedAnswers, Finding, Report
    from docgen.word.model import FilledWord


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


def check_file(file: Path, workshop: Workshop) -> Report:
    """Read an answer file and hold it against its pack's schema and the editing rules."""
    answers = load_answers(file)
    pack = workshop.pack_of(answers)
    return check(answers, pack, coverage=workshop.fonts.missing, default_retention=workshop.settings.retention_years)


def build(file: Path, workshop: Workshop) -> Outcome:
    """Make the next version of the plan in `file`, unless it is archived already or has errors."""
    report = check_file(file, workshop)
    if report.checked is None:
        return Rejected(report.findings)
    checked, values = report.checked, report.checked.values
    refuse_unarchivable(checked.pack)
    name = values["archive"]["file_name"]
    number = document_number(values, name, workshop.settings.organisation.number_prefix)
    fingerprint = workshop.fingerprint(checked)
    with workshop.archive.slot(values["archive"]["directory"], name, number) as slot:
        if slot.latest and slot.holds(fingerprint):
            return Unchanged(slot.latest, checked.findings)
        edition = Edition(
            name=name,
            number=number,
            version=slot.next_version,
            date=workshop.today,
            status=Status.FINAL,
            organisation=workshop.settings.organisation,
            fingerprint=fingerprint,
            earlier=slot.earlier,
        )
        words, bundle = make(checked, edition, workshop)
        contents = _contents(checked, words, bundle)
        return Archived(slot.store(contents, edition, values, workshop.program), checked.findings)


def draft(file: Path, workshop: Workshop) -> Drafted:
    """Make a draft of the plan in `file`, whatever its findings: watermarked, with a page that lists them."""
    report = check_file(file, workshop)
    checked, organisation = report.draft, workshop.settings.organisation
    name = plan_file_name(checked.values, checked.pack.document_kind)
    edition = Edition(
        name=name,
        number=document_number(checked.values, name, organisation.number_prefix),
        version="V0",
        date=workshop.today,
        status=Status.DRAFT,
        organisation=organisation,
        fingerprint=workshop.fingerprint(checked),
    )
    _, bundle = make(checked, edition, workshop)
    return Drafted(workshop.archive.keep_draft(name, bundle.pdf), edition, report.findings)


def make(checked: CheckedAnswers, edition: Edition, workshop: Workshop) -> tuple[tuple[FilledWord, ...], Bundle]:
    """Fill the Word templates, lay them out, and assemble the pages into one PDF. Writes nothing."""
    from docgen.bundle import assemble
    from docgen.pages import lay_out
    from docgen.word import fill

    words = fill(checked, edition, workshop.fonts, kept=workshop.kept)
    documents = lay_out(words, workshop.fonts)
    return words, assemble(documents, checked, edition, workshop.fonts, duplex=workshop.duplex)


def _contents(checked: CheckedAnswers, words: tuple[FilledWord, ...], bundle: Bundle) -> Contents:
    return Contents(
        pdf=bundle.pdf,
        forms={word.file_name: word.docx for word in words},
        answers=checked.answers.source,
        answers_suffix=checked.answers.file.suffix,
        details={
            "pack": {"key": checked.pack.key, "version": checked.pack.version, "digest": checked.pack.digest},
            "pages": bundle.pages,
            "documents": [dataclasses.asdict(document) for document in bundle.documents],
            "signatories": [dict(row) for row in checked.values["signatories"]],
            "signature_places": [dataclasses.asdict(place) for place in bundle.signatures],
            "warnings": [
                {"rule": finding.rule, "line": finding.line, "message": finding.message.msgid}
                for finding in checked.findings
            ],
        },
    )
