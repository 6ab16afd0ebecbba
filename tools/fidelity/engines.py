"""Sets Word files by both engines, to a PDF file each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from docgen.bundle.alone import bind_alone
from docgen.errors import DocgenError
from docgen.fonts import FontLibrary
from docgen.form.model import DocumentSpec
from docgen.messages import Text, Translator
from docgen.pages import lay_out
from docgen.pages.model import LaidOutDocument, PdfItem
from docgen.pages.office import Office
from docgen.word.model import FilledWord

from .samples import TODAY, Sample

_ENGLISH = Translator("en")


class Set(NamedTuple):
    """What an engine made of a Word file: a PDF, or None and why there is none."""

    pdf: bytes | None
    trouble: str = ""


def set_here(samples: Sequence[Sample], fonts: FontLibrary) -> list[Set]:
    """Set every sample by the embedded engine."""
    return [_here(word, fonts) for word in _words(samples)]


def set_there(samples: Sequence[Sample], fonts: FontLibrary, office: Office) -> list[Set]:
    """Set every sample by LibreOffice, in one start."""
    return [_there(outcome) for outcome in office.attempt(_words(samples), fonts)]


def _words(samples: Sequence[Sample]) -> list[FilledWord]:
    """The samples without their charts: both engines show the charts' pictures, as both are given them."""
    return [_word(sample) for sample in samples]


def _word(sample: Sample) -> FilledWord:
    file = f"{sample.name}.docx"
    return FilledWord(DocumentSpec(sample.name, Text(sample.name), Path(file)), file, lambda: sample.docx)


def _here(word: FilledWord, fonts: FontLibrary) -> Set:
    try:
        (document,) = lay_out([word], fonts)
        return Set(bind_alone(document, TODAY, fonts))
    except DocgenError as error:
        return Set(None, _told(error))


def _there(outcome: LaidOutDocument | DocgenError) -> Set:
    if isinstance(outcome, DocgenError):
        return Set(None, _told(outcome))
    (pdf,) = {item.pdf for page in outcome.pages for item in page.items if isinstance(item, PdfItem)}
    return Set(pdf)


def _told(error: DocgenError) -> str:
    return "; ".join(_ENGLISH(fault.problem) for fault in error.faults)
