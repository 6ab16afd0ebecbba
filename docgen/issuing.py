"""Says what would be issued of a checked plan if the archive were empty: its name, number, date and fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docgen.annexes import digest
from docgen.archive.numbers import DRAFT_VERSION, FIRST_VERSION, document_number
from docgen.edition import Edition, Status
from docgen.workshop import Workshop

if TYPE_CHECKING:
    from docgen.pages.model import FinishedPdf
    from docgen.rules.model import CheckedAnswers
    from docgen.word.model import FilledWord


def first_issue(
    checked: CheckedAnswers,
    name: str,
    status: Status,
    workshop: Workshop,
    annexes: Sequence[FilledWord | FinishedPdf],
) -> Edition:
    """What would be issued if the archive were empty."""
    organisation = workshop.settings.organisation
    return Edition(
        name=name,
        number=document_number(checked.values, name, organisation.number_prefix),
        version=DRAFT_VERSION if status is Status.DRAFT else FIRST_VERSION,
        date=workshop.today,
        status=status,
        organisation=organisation,
        fingerprint=workshop.fingerprint(checked, digest(annexes)),
    )
