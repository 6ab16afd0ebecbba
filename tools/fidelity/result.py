"""What came of a sample: both PDF files, how alike they are, and whether that is enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2

from docgen.fonts import FontLibrary
from docgen.pages.office import Office

from .compare import FIXTURES, TEMPLATES, Comparison, Goal, compare
from .engines import Set, set_here, set_there
from .lines import lines_of
from .samples import Sample


class Result(NamedTuple):
    """A sample as both engines set it. `comparison` is None where one of them could not."""

    sample: Sample
    here: Set
    there: Set
    comparison: Comparison | None

    @property
    def goal(self) -> Goal:
        """What is asked of such a sample."""
        return FIXTURES if self.sample.is_fixture else TEMPLATES

    @property
    def missed(self) -> list[str]:
        """What of the goal is not reached, in words; a reason excuses nothing here."""
        if self.comparison is None:
            return [set_.trouble for set_ in (self.here, self.there) if set_.trouble]
        return self.comparison.missed(self.goal)

    @property
    def verdict(self) -> str:
        """`pass`, `missed`, or `on purpose` where a reason is given for what is missed."""
        if not self.missed:
            return "pass"
        return "on purpose" if self.sample.reason else "missed"


def results(samples: Sequence[Sample], fonts: FontLibrary, office: Office) -> Iterator[Result]:
    """Set `samples` by both engines, LibreOffice started once, and compare."""
    for sample, here, there in zip(samples, set_here(samples, fonts), set_there(samples, fonts, office), strict=True):
        yield Result(sample, here, there, compared(here, there))


def compared(here: Set, there: Set) -> Comparison | None:
    """How alike both are; None where one of them could not be set."""
    if here.pdf is None or there.pdf is None:
        return None
    pages = (_count(here.pdf), _count(there.pdf))
    return compare(lines_of(here.pdf), lines_of(there.pdf), pages)


def _count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)
