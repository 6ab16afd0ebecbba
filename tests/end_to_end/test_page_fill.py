"""The standard templates fill their pages: measured with poppler in the bundles of the examples."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from desk import EXAMPLES, Desk

from tools import need

_STAMP = 68
"""Points at the foot of a page that the stamp has (24 mm)."""
_HEADER = 76
"""Points at the head that the page header may have."""
_LEAST_LINES = 6
"""What a document's last page holds at least: more than a note, or a row below a table's head."""


def lines_of_pages(pdf: Path) -> list[tuple[float, list[float]]]:
    """Of each page its height, and the lower edges of its lines of text between header and stamp, in points."""
    text = subprocess.run(
        [need("pdftotext"), "-bbox-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    pages = []
    for page in text.stdout.split("<page ")[1:]:
        height = float(re.findall(r'height="([0-9.]+)"', page)[0])
        edges = [float(edge) for edge in re.findall(r'<line [^>]*yMax="([0-9.]+)"', page)]
        pages.append((height, [edge for edge in edges if _HEADER < edge < height - _STAMP]))
    return pages


@pytest.mark.parametrize("plan", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_page_is_mostly_empty_and_no_document_ends_with_a_leftover(desk: Desk, plan: Path) -> None:
    assert desk.run("build", plan).code == 0
    (pdf,) = desk.bundles()
    manifest = json.loads((pdf.parent / "manifest.json").read_text(encoding="utf-8"))
    documents = {document["first_page"]: document["title"] for document in manifest["details"]["documents"]}
    pages = lines_of_pages(pdf)
    lasts = {first - 1 for first in documents} | {len(pages)}
    for number, (height, lines) in enumerate(pages, 1):
        if number in lasts:
            assert len(lines) >= _LEAST_LINES or number in documents, f"page {number} holds a leftover"
        else:
            assert max(lines, default=0) > height / 2, f"page {number} is mostly empty"
