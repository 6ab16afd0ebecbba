"""Looks at what LibreOffice made: whether it is a PDF file, and every character of the Word file is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docgen.errors import Fault, PagesError
from docgen.messages import message
from docgen.pages.finished import OpenPdf, UnusablePdfError
from docgen.pages.model import LaidOutDocument, Place
from docgen.pages.office.manuscript import Manuscript
from docgen.pages.read.wording import missing, most_frequent
from docgen.word.model import FilledWord

_NEAR = 0.5
"""Points: LibreOffice fills a cell more than once, at places that differ by less."""


class Proof(NamedTuple):
    """What came of one Word file: its PDF, and that of its marked copy."""

    printed: bytes
    marked: bytes | None


def review(word: FilledWord, manuscript: Manuscript, proof: Proof) -> LaidOutDocument:
    """The pages of `word`. Raises PagesError where LibreOffice made no whole PDF file or lost text."""
    try:
        places = tuple(_places(manuscript, proof.marked))
        with OpenPdf(proof.printed) as pdf:
            lost = missing(manuscript.texts, pdf.texts())
            if lost:
                raise PagesError(_loss(word, lost.total(), most_frequent(lost)))
            if (absent := manuscript.pictures - pdf.pictures()) > 0:
                raise PagesError(_pictures_lost(word, absent))
            headings = tuple(pdf.headings())
            pages = pdf.pages(fully=frozenset(place.page for place in places))
    except UnusablePdfError as error:
        raise PagesError(not_set(word)) from error
    if any(place.page >= len(pages) for place in places):
        raise PagesError(not_set(word))
    return LaidOutDocument(word, pages, places, headings)


def read_proof(folder: Path, name: str, marked_name: str | None) -> Proof | None:
    """What stands in `folder` after a run; None where a file is missing or empty."""
    files = [folder / name, *([folder / marked_name] if marked_name else [])]
    found = [file.read_bytes() if file.is_file() else b"" for file in files]
    return Proof(found[0], found[1] if marked_name else None) if all(found) else None


def not_set(word: FilledWord) -> Fault:
    """That LibreOffice could not set a file."""
    problem = message("LibreOffice could not set “{title}”", title=word.spec.title)
    mend = message("Open the file in Word or LibreOffice and see whether it is whole; save it again as .docx.")
    return Fault(problem, mend, file=word.spec.template)


def too_slow(word: FilledWord, seconds: float) -> Fault:
    """That LibreOffice was stopped."""
    problem = message(
        "LibreOffice did not finish “{title}” in {seconds} seconds and was stopped",
        title=word.spec.title,
        seconds=round(seconds),
    )
    mend = message("Divide the document, or simplify its tables and pictures.")
    return Fault(problem, mend, file=word.spec.template)


def _loss(word: FilledWord, count: int, examples: list[str]) -> Fault:
    problem = message(
        "“{title}” would lose {count} characters on LibreOffice's pages: {examples}",
        title=word.spec.title,
        count=count,
        examples=examples,
    )
    mend = message(
        "Give text more room that is cut off or covered; for formulas install LibreOffice's part for them"
        " (libreoffice-math)."
    )
    return Fault(problem, mend, file=word.spec.template)


def _pictures_lost(word: FilledWord, count: int) -> Fault:
    problem = message(
        "“{title}” would lose {count} pictures on LibreOffice's pages", title=word.spec.title, count=count
    )
    return Fault(problem, message("Insert them again, as PNG or JPEG files."), file=word.spec.template)


def _places(manuscript: Manuscript, marked: bytes | None) -> Iterator[Place]:
    """Where each tag stands: the box of its colour on the marked copy's pages, once a page."""
    if marked is None:
        return
    with OpenPdf(marked) as pdf:
        for color, tags in manuscript.tags.items():
            seen: list[tuple[int, float, float]] = []
            for page, box in pdf.filled(color):
                if all(page != other or abs(box.x - x) > _NEAR or abs(box.y - y) > _NEAR for other, x, y in seen):
                    seen.append((page, box.x, box.y))
                    yield from (Place(tag, page, *box) for tag in tags)
