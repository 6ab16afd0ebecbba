"""The lines of pages, docgen's and LibreOffice's, so that a test can lay one beside the other."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from small_pages import word

from docgen.fonts import FontLibrary
from docgen.pages import lay_out
from docgen.pages.model import TextItem
from tools import convert_with_office

SAME_LINE = 1.0  # points


class PageLine(NamedTuple):
    """A line of text: its 0-based page, left edge and baseline in points from the top left, and visible characters."""

    page: int
    x: float
    baseline: float
    text: str


def ours(docx: bytes, fonts: FontLibrary) -> list[PageLine]:
    """The lines of the embedded engine."""
    (document,) = lay_out([word(docx=docx)], fonts)
    return _lines(
        (number, item.x, item.baseline, item.text)
        for number, page in enumerate(document.pages)
        for item in page.items
        if isinstance(item, TextItem)
    )


def offices(files: Mapping[str, bytes], folder: Path) -> dict[str, list[PageLine]]:
    """The lines of LibreOffice, which is started once for all `files`."""
    paths = {name: folder / f"{name}.docx" for name in files}
    for name, path in paths.items():
        path.write_bytes(files[name])
    convert_with_office(list(paths.values()), "pdf", folder)
    return {name: _lines(_characters(path.with_suffix(".pdf"))) for name, path in paths.items()}


def _characters(pdf: Path) -> Iterable[tuple[int, float, float, str]]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            height = page.get_height()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                character = chr(pdfium.FPDFText_GetUnicode(text, index))
                if character.isprintable() and not character.isspace():
                    x, y = ctypes.c_double(), ctypes.c_double()
                    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
                    yield number, x.value, height - y.value, character
            text.close()
            page.close()


def _lines(characters: Iterable[tuple[int, float, float, str]]) -> list[PageLine]:
    lines: list[PageLine] = []
    for page, x, baseline, text in sorted(characters, key=lambda found: (found[0], round(found[2]), found[1])):
        visible = "".join(text.split())
        if not visible:
            continue
        if lines and lines[-1].page == page and abs(lines[-1].baseline - baseline) < SAME_LINE:
            lines[-1] = lines[-1]._replace(text=lines[-1].text + visible)
        else:
            lines.append(PageLine(page, x, baseline, visible))
    return lines


def assert_alike(mine: list[PageLine], theirs: list[PageLine], tolerance: float = 1.0) -> None:
    """The same lines on the same pages, nowhere more than `tolerance` points apart."""
    assert [(line.page, line.text) for line in mine] == [(line.page, line.text) for line in theirs]
    for line, other in zip(mine, theirs, strict=True):
        assert abs(line.x - other.x) <= tolerance, (line, other)
        assert abs(line.baseline - other.baseline) <= tolerance, (line, other)
