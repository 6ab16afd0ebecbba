"""The lines of pages, docgen's and LibreOffice's, so that a test can lay one beside the other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fidelity.lines import PageLine, Piece, pages_of, whole_lines
from small_pages import word

from docgen.fonts import FontLibrary
from docgen.pages import lay_out
from docgen.pages.model import TextItem
from tools import convert_with_office

__all__ = ["PageLine", "assert_alike", "offices", "ours"]

SAME_LINE = 7.0  # points: more than text is raised, less than lines are apart


def ours(docx: bytes, fonts: FontLibrary) -> list[PageLine]:
    """The lines of the embedded engine."""
    (document,) = lay_out([word(docx=docx)], fonts)
    pieces = (
        Piece(number, item.x, item.x + item.advance, item.baseline, item.size, item.text)
        for number, page in enumerate(document.pages)
        for item in page.items
        if isinstance(item, TextItem)
    )
    return whole_lines(pieces, same=SAME_LINE)


def offices(files: Mapping[str, bytes], folder: Path) -> dict[str, list[PageLine]]:
    """The lines of LibreOffice, which is started once for all `files`."""
    paths = {name: folder / f"{name}.docx" for name in files}
    for name, path in paths.items():
        path.write_bytes(files[name])
    convert_with_office(list(paths.values()), "pdf", folder)
    printed = {name: path.with_suffix(".pdf").read_bytes() for name, path in paths.items()}
    return {name: whole_lines(_visible(pdf), same=SAME_LINE) for name, pdf in printed.items()}


def _visible(pdf: bytes) -> list[Piece]:
    return [piece for page in pages_of(pdf) for piece in page if not piece.text.isspace()]


def assert_alike(mine: list[PageLine], theirs: list[PageLine], tolerance: float = 1.0) -> None:
    """The same lines on the same pages, nowhere more than `tolerance` points apart."""
    assert [(line.page, line.text) for line in mine] == [(line.page, line.text) for line in theirs]
    for line, other in zip(mine, theirs, strict=True):
        assert abs(line.x - other.x) <= tolerance, (line, other)
        assert abs(line.baseline - other.baseline) <= tolerance, (line, other)
