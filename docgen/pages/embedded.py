"""The embedded engine: sets a bounded subset of Word in this process with the bundled fonts; names what is beyond."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.errors import Fault, FontError, PagesError
from docgen.fonts import FontLibrary
from docgen.messages import message
from docgen.naming import named
from docgen.pages.layout import ParagraphSetter, lay_out_document
from docgen.pages.model import LaidOutDocument, TextItem, leaves
from docgen.pages.reach import faults_of_reach
from docgen.pages.read import read_document
from docgen.pages.read.document_model import WordDocument

if TYPE_CHECKING:
    from docgen.word.model import FilledWord


def embedded(words: Sequence[FilledWord], fonts: FontLibrary) -> tuple[LaidOutDocument, ...]:
    """Lay out `words`.

    Raises PagesError with a fault for each construct that is not supported, in all of them, and FontError with the
    characters of templates that no font has.
    """
    trees = [read(word) for word in words]
    faults = [fault for tree, word in zip(trees, words, strict=True) for fault in faults_of(tree, word)]
    if faults:
        raise PagesError(*faults)
    return set_pages(list(zip(trees, words, strict=True)), fonts)


def read(word: FilledWord) -> WordDocument:
    """Read a Word file; what of it cannot be set is named in the result. Raises PagesError where it is damaged."""
    return read_document(word.parts or word.docx, name=word.file_name)


def set_pages(documents: Sequence[tuple[WordDocument, FilledWord]], fonts: FontLibrary) -> tuple[LaidOutDocument, ...]:
    """Lay out documents of which nothing is unsupported.

    Raises FontError as `embedded` does, and PagesError where text would stand beyond the edge of a page.
    """
    setter = _setter_of(fonts)
    laid_out = tuple(with_notices(lay_out_document(tree, word, setter), tree) for tree, word in documents)
    if missing := [fault for document in laid_out for fault in _missing(document, fonts)]:
        raise FontError(*missing)
    if beyond := [fault for document in laid_out for fault in faults_of_reach(document)]:
        raise PagesError(*beyond)
    return laid_out


@lru_cache(maxsize=2)
def _setter_of(fonts: FontLibrary) -> ParagraphSetter:
    """One setter for all runs with these fonts: what one plan made it set, the next need not."""
    return ParagraphSetter(fonts)


def _missing(document: LaidOutDocument, fonts: FontLibrary) -> Iterator[Fault]:
    """Characters that no font has. Those of answers were told when they were checked: these are the template's own."""
    for number, page in enumerate(document.pages, 1):
        missing = fonts.missing("".join([item.text for item in leaves(page.items) if isinstance(item, TextItem)]))
        if missing:
            yield Fault(
                message("No font has {chars}", chars=[f"{char} ({named(char)})" for char in sorted(missing)]),
                message("Write it with other characters, or name a font that has them in docgen.toml."),
                file=document.word.spec.template,
                place=message("page {page}", page=number),
            )


def with_notices(document: LaidOutDocument, tree: WordDocument, *, set_here: bool = True) -> LaidOutDocument:
    """The document with notices of what its `tree` leaves out on purpose, and `set_here` of what is set more simply."""
    file = document.word.spec.template
    notices = (*left_out_of(tree, file), *(simpler_in(tree, file) if set_here else ()))
    return replace(document, notices=notices) if notices else document


def left_out_of(tree: WordDocument, file: Path) -> Iterator[Fault]:
    """What to say of the comments that `tree` leaves out, at the place of the first."""
    if not tree.left_out:
        return
    first = tree.left_out[0]
    yield Fault(
        message("The Word file holds {count} comments, which are left out", count=len(tree.left_out)),
        message("Delete them in Word once they are settled."),
        file=file,
        place=first.place,
        anchor=first.anchor,
    )


def simpler_in(tree: WordDocument, file: Path) -> Iterator[Fault]:
    """What to say of each construct that is set more simply than in Word, at the first of its places."""
    told: set[str] = set()
    for found in tree.simpler:
        if repr(found.construct) not in told:
            told.add(repr(found.construct))
            yield Fault(
                message("Set more simply than in Word: {construct}", construct=found.construct),
                message("Look whether the pages do; if not, change it in Word, or let LibreOffice set the file."),
                file=file,
                place=found.place,
                anchor=found.anchor,
            )


def faults_of(tree: WordDocument, word: FilledWord) -> Iterator[Fault]:
    """A fault for each construct of a document that cannot be set."""
    for unsupported in tree.unsupported:
        yield Fault(
            message(
                "“{title}” uses what cannot be set: {construct}", title=word.spec.title, construct=unsupported.construct
            ),
            message(
                "Take it out of the Word file (docs/layout-engine.md says what can take its place), or let LibreOffice"
                " set it."
            ),
            file=word.spec.template,
            place=unsupported.place,
        )
