"""What becomes a version: the bundle, the filled Word files, the answers, and what the manifest tells besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.bundle.model import Bundle
from docgen.messages import Translator
from docgen.pages.model import FinishedPdf
from docgen.rules.model import CheckedAnswers
from docgen.word.model import FilledWord


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a version: `forms` are the filled Word files by name, `answers_suffix` the answer file's ending.

    `details` goes into the manifest as it is; `annexes` are the files that were bound as they are, by name.
    """

    pdf: bytes
    forms: Mapping[str, bytes]
    answers: bytes
    answers_suffix: str = ".yaml"
    details: Mapping[str, Any] = field(default_factory=dict)
    annexes: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        checked: CheckedAnswers,
        words: Sequence[FilledWord],
        bundle: Bundle,
        annexes: Sequence[FilledWord | FinishedPdf] = (),
    ) -> Contents:
        """All that the earlier stages made of one plan."""
        return cls(
            pdf=bundle.pdf,
            forms={word.file_name: word.docx for word in words},
            answers=checked.answers.source,
            answers_suffix=checked.answers.file.suffix,
            details=_details(checked, bundle),
            annexes={annex.file_name: annex.data for annex in annexes},
        )


def _details(checked: CheckedAnswers, bundle: Bundle) -> dict[str, Any]:
    """What nobody needs to find a version but somebody may ask of it; warnings as they were told, in Chinese."""
    say = Translator("zh")
    return {
        "pack": {"key": checked.pack.key, "version": checked.pack.version, "digest": checked.pack.digest},
        "pages": bundle.pages,
        "period": dict(checked.values.get("period") or {}),
        "documents": [document._asdict() for document in bundle.documents],
        "signatories": [dict(row) for row in checked.values["signatories"]],
        "paper_copies": [dict(row) for row in checked.values["archive"].get("paper_copies") or ()],
        "signing_order": checked.pack.signing_order,
        "signature_places": [place._asdict() for place in bundle.signatures],
        "warnings": [
            {"rule": finding.rule, "place": say(finding.path), "message": say(finding.message)}
            for finding in checked.findings
        ],
    }
