"""The work itself, as both processes do it: document after document, filled and laid out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from docgen.fonts import FontLibrary
from docgen.pages.embedded import embedded
from docgen.partner.model import Done
from docgen.word.filling import Filler


def set_documents(numbers: Iterable[int], filler: Filler, fonts: FontLibrary) -> Iterator[Done]:
    """Fill and lay out the documents at these places. Raises what filling raises, and what the embedded engine does."""
    for number in numbers:
        start = time.perf_counter()
        word = filler.fill(number)
        (document,) = embedded([word], fonts)
        yield Done(number, word, document, time.perf_counter() - start)
