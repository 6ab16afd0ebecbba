"""The value types of filling: FilledWord, and the parts that it consists of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docgen.charts.model import Chart
from docgen.form.model import DocumentSpec

if TYPE_CHECKING:
    from lxml import etree


class WordParts(NamedTuple):
    """A Word file taken apart, so that whoever is handed it need not unzip and parse it again.

    `data` has the bytes of parts by their names, `roots` the trees of those that were parsed already: nobody changes
    them. `pictures` are what filling added: each may still be in the making, and gives its bytes when called. `drawn`
    are the names of those among them that are pictures of charts: what sets pages has these as vectors.
    """

    data: Mapping[str, bytes]
    roots: Mapping[str, etree._Element]
    pictures: Mapping[str, Callable[[], bytes]]
    drawn: Set[str] = frozenset()

    def read(self, name: str) -> bytes:
        """The bytes of a part; KeyError where there is none of that name."""
        return self.pictures[name]() if name in self.pictures else self.data[name]


@dataclass(frozen=True, slots=True)
class FilledWord:
    """One Word file, filled: no tag is left in it, it opens in Word, LibreOffice and python-docx without repair.

    `charts` maps the `name` of an inline picture's `wp:docPr` to the chart it is a picture of, so that the PDF can have
    the chart as vectors. `packing` gives the file's bytes, which may still be in the making; `parts` is what it holds,
    where that is at hand. The same answers, template and edition give the same bytes.
    """

    spec: DocumentSpec
    file_name: str
    packing: Callable[[], bytes] = field(repr=False, compare=False)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    parts: WordParts | None = field(default=None, repr=False, compare=False)

    @property
    def docx(self) -> bytes:
        """The bytes of the file."""
        return self.packing()

    @property
    def data(self) -> bytes:
        """The same, as every kind of source calls it."""
        return self.docx
