"""The sentence of docgen, in code.

    answers ─check→ CheckedAnswers ─fill→ FilledWord… ─lay out→ Pages ─assemble→ Bundle ─store→ ArchivedVersion

`build` makes a final version and archives it; `draft` makes whatever the answers give and marks it as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docgen.annexes import Shelf
from docgen.answers import load_answers
from docgen.answers.model import ANNEXES
from docgen.archive.contents import Contents
from docgen.archive.demands import refuse_unarchivable
from docgen.collector import uncollected
from docgen.edition import Edition, Status
from docgen.issuing import first_issue
from docgen.naming import plan_file_name
from docgen.outcome import Archived, Drafted, Outcome, Rejected, Unchanged
from docgen.rules import check
from docgen.workshop import Workshop

if TYPE_CHECKING:
    from docgen.bundle.model import Bundle
    from docgen.pages.model import FinishedPdf, LaidOutDocument
    from docgen.rules.model import CheckedAnswers, Report
    from docgen.word.model import FilledWord


class Plan(NamedTuple):
    """An answer file that was checked, and its annexes as they were when they were looked into."""

    report: Report
    annexes: tuple[FilledWord | FinishedPdf, ...]


def check_file(file: Path, workshop: Workshop) -> Report:
    """Read an answer file and hold it against its pack's schema and the editing rules."""
    return _read(file, workshop).report


def build(file: Path, workshop: Workshop) -> Outcome:
    """Make the next version of the plan in `file`, unless it is archived already or has errors."""
    report, annexes = _read(file, workshop)
    if report.checked is None:
        return Rejected(report.findings)
    checked, values = report.checked, report.checked.values
    refuse_unarchivable(checked.pack)
    issue = first_issue(checked, values["archive"]["file_name"], Status.FINAL, workshop, annexes)
    with workshop.archive.slot(values["archive"]["directory"], issue.name, issue.number) as slot:
        if slot.latest and slot.holds(issue.fingerprint):
            return Unchanged(slot.latest, checked.findings)
        issue = issue.following(slot.next_version, slot.earlier)
        words, bundle = make(checked, issue, workshop, annexes)
        contents = Contents.of(checked, words, bundle, annexes)
        version = slot.store(contents, issue, values, workshop.program)
        return Archived(version, checked.findings, bundle.notices)


def draft(file: Path, workshop: Workshop) -> Drafted:
    """Make a draft of the plan in `file`, whatever its findings: watermarked, with a page that lists them."""
    report, annexes = _read(file, workshop)
    checked = report.draft
    name = plan_file_name(checked.values, checked.pack.document_kind)
    issue = first_issue(checked, name, Status.DRAFT, workshop, annexes)
    _, bundle = make(checked, issue, workshop, annexes)
    return Drafted(workshop.archive.keep_draft(issue.name, bundle.pdf), issue, report.findings, bundle.notices)


@uncollected()
def make(
    checked: CheckedAnswers, edition: Edition, workshop: Workshop, annexes: Sequence[FilledWord | FinishedPdf] = ()
) -> tuple[tuple[FilledWord, ...], Bundle]:
    """Fill the Word templates, lay them out, and assemble the pages into one PDF. Writes nothing."""
    from docgen.bundle import assemble

    words, documents = _set(checked, edition, workshop, annexes)
    return words, assemble(documents, checked, edition, workshop.fonts, duplex=workshop.duplex)


def _set(
    checked: CheckedAnswers, edition: Edition, workshop: Workshop, annexes: Sequence[FilledWord | FinishedPdf]
) -> tuple[tuple[FilledWord, ...], tuple[LaidOutDocument, ...]]:
    """The filled Word files, and the pages of these and of the annexes."""
    from docgen.pages import lay_out_all
    from docgen.word import fill

    shared = workshop.partner.set_documents(checked, edition) if workshop.partner else None
    if shared:
        return shared.words, (*shared.documents, *lay_out_all(annexes, workshop.fonts, workshop.engine))
    words = fill(checked, edition, workshop.fonts, kept=workshop.kept)
    return words, lay_out_all((*words, *annexes), workshop.fonts, workshop.engine)


def _read(file: Path, workshop: Workshop) -> Plan:
    workshop.call_partner()  # now: a copy of this process made later would hold the archive's lock as well
    answers, shelf = load_answers(file), Shelf(file.parent)
    report = check(
        answers,
        workshop.pack_of(answers),
        coverage=workshop.fonts.missing,
        default_retention=workshop.settings.retention_years,
        inspect=shelf.inspect,
    )
    return Plan(report, shelf.take(answers.data.get(ANNEXES)))
