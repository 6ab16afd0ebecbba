"""Turns filled Word files into laid-out pages: what stands where, ready to be drawn.

Guarantees: every character and picture of every file is on a page, set as the file says; whatever cannot be set is
named, all of it at once, and then there are no pages. Equal files give equal pages.

The way is `read` (Word → a resolved tree) → `layout` (tree → `model.Page`) → `draw` (page → PDF operators).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from docgen.collector import uncollected

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary
    from docgen.pages.model import FinishedPdf, LaidOutDocument
    from docgen.word.model import FilledWord

__all__ = ["Engine", "lay_out", "lay_out_all"]


class Engine(Protocol):
    """Something that turns Word files into pages. Raises PagesError that tells everything it cannot set."""

    def __call__(self, words: Sequence[FilledWord], fonts: FontLibrary) -> tuple[LaidOutDocument, ...]:
        """Lay out `words`, in their order."""


@uncollected()
def lay_out(
    words: Sequence[FilledWord], fonts: FontLibrary, engine: Engine | None = None
) -> tuple[LaidOutDocument, ...]:
    """Lay out filled Word files with `engine`, by default the embedded one.

    Raises PagesError with one fault for each construct, in any of the files, that the engine cannot set.
    """
    from docgen.pages.embedded import embedded

    return (engine or embedded)(words, fonts)


def lay_out_all(
    files: Sequence[FilledWord | FinishedPdf], fonts: FontLibrary, engine: Engine | None = None
) -> tuple[LaidOutDocument, ...]:
    """Lay out Word files as `lay_out` does, and PDF files as they are, in their order.

    Raises UnusablePdfError, too, where a PDF file cannot be read: whoever hands it over has looked into it.
    """
    from docgen.pages.model import FinishedPdf

    words = [file for file in files if not isinstance(file, FinishedPdf)]
    if len(words) == len(files):
        return lay_out(words, fonts, engine)
    from docgen.pages.finished import lay_out_pdf

    laid_out = iter(lay_out(words, fonts, engine))
    return tuple(lay_out_pdf(file) if isinstance(file, FinishedPdf) else next(laid_out) for file in files)
