"""The sentence of docgen, in code.

    answers ─check→ CheckedAnswers ─fill→ FilledWord… ─lay out→ Pages ─assemble→ Bundle ─store→ ArchivedVersion

`build` makes a final version and archives it; `draft` makes whatever the answers give and marks it as such.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docgen.answers import load_answers
from docgen.archive.contents import Contents
from docgen.archive.demands import refuse_unarchivable
from docgen.archive.numbers import DRAFT_VERSION, FIRST_VERSION, document_number
from docgen.collector import uncollected
from docgen.edition import Edition, Status
from docgen.naming import plan_file_name
from docgen.outcome import Archived, Drafted, Outcome, Rejected, Unchanged
from docgen.rules import check
from docgen.workshop import Workshop

if TYPE_CHECKING:
    from docgen.bundle.model import Bundle
    from docgen.rules.model import CheckedAnswers, Report
    from docgen.word.model import FilledWord


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
    issue = _edition(checked, values["archive"]["file_name"], Status.FINAL, workshop)
    with workshop.archive.slot(values["archive"]["directory"], issue.name, issue.number) as slot:
        if slot.latest and slot.holds(issue.fingerprint):
            return Unchanged(slot.latest, checked.findings)
        issue = issue.following(slot.next_version, slot.earlier)
        words, bundle = make(checked, issue, workshop)
        contents = Contents.of(checked, words, bundle)
        return Archived(slot.store(contents, issue, values, workshop.program), checked.findings)


def draft(file: Path, workshop: Workshop) -> Drafted:
    """Make a draft of the plan in `file`, whatever its findings: watermarked, with a page that lists them."""
    report = check_file(file, workshop)
    checked = report.draft
    issue = _edition(checked, plan_file_name(checked.values, checked.pack.document_kind), Status.DRAFT, workshop)
    _, bundle = make(checked, issue, workshop)
    return Drafted(workshop.archive.keep_draft(issue.name, bundle.pdf), issue, report.findings)


@uncollected()
def make(checked: CheckedAnswers, edition: Edition, workshop: Workshop) -> tuple[tuple[FilledWord, ...], Bundle]:
    """Fill the Word templates, lay them out, and assemble the pages into one PDF. Writes nothing."""
    from docgen.bundle import assemble
    from docgen.pages import lay_out
    from docgen.word import fill

    words = fill(checked, edition, workshop.fonts, kept=workshop.kept)
    documents = lay_out(words, workshop.fonts, workshop.engine)
    return words, assemble(documents, checked, edition, workshop.fonts, duplex=workshop.duplex)


def _edition(checked: CheckedAnswers, name: str, status: Status, workshop: Workshop) -> Edition:
    """What would be issued if the archive were empty."""
    organisation = workshop.settings.organisation
    return Edition(
        name=name,
        number=document_number(checked.values, name, organisation.number_prefix),
        version=DRAFT_VERSION if status is Status.DRAFT else FIRST_VERSION,
        date=workshop.today,
        status=status,
        organisation=organisation,
        fingerprint=workshop.fingerprint(checked),
    )
