"""The value type of filling: FilledWord."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.charts.model import Chart
from docgen.form.model import DocumentSpec


@dataclass(frozen=True, slots=True)
class FilledWord:
    """One Word file, filled: no tag is left in it, it opens in Word, LibreOffice and python-docx without repair.

    `charts` maps the `name` of an inline picture's `wp:docPr` to the chart it is a picture of, so that the PDF can have
    the chart as vectors. The same answers, template and edition give the same bytes.
    """

    spec: DocumentSpec
    file_name: str
    docx: bytes
    charts: Mapping[str, Chart] = field(default_factory=dict)
