"""The value types of filling: FilledWord, and the parts that it consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docgen.charts.model import Chart
from docgen.form.model import DocumentSpec

if TYPE_CHECKING:
    from lxml import etree


class WordParts(NamedTuple):
    """A Word file taken apart: the bytes of every part by its name, and the trees of those that were parsed already.

    Whoever is handed these need not unzip and parse the file again. Nobody changes a tree.
    """

    data: Mapping[str, bytes]
    roots: Mapping[str, etree._Element]


@dataclass(frozen=True, slots=True)
class FilledWord:
    """One Word file, filled: no tag is left in it, it opens in Word, LibreOffice and python-docx without repair.

    `charts` maps the `name` of an inline picture's `wp:docPr` to the chart it is a picture of, so that the PDF can have
    the chart as vectors. `parts` is what `docx` holds, where it is still at hand. The same answers, template and
    edition give the same bytes.
    """

    spec: DocumentSpec
    file_name: str
    docx: bytes
    charts: Mapping[str, Chart] = field(default_factory=dict)
    parts: WordParts | None = field(default=None, repr=False, compare=False)
