"""The lines of pages, docgen's and LibreOffice's, so that a test can lay one beside the other."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import mode
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from small_pages import word

from docgen.fonts import FontLibrary
from docgen.pages import lay_out
from docgen.pages.model import TextItem
from tools import convert_with_office

SAME_LINE = 7.0  # points: more than text is raised, less than lines are apart
_LEADER = re.compile(r"([._·-])\1{5,}")  # what LibreOffice writes, and docgen draws, before a tab stop


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
    """The characters gathered into lines; raised and lowered ones belong to the line around them."""
    lines: list[list[tuple[int, float, float, str]]] = []
    for found in sorted(characters, key=lambda character: character[::2][:2]):
        if lines and lines[-1][0][0] == found[0] and found[2] - lines[-1][0][2] < SAME_LINE:
            lines[-1].append(found)
        elif not found[3].isspace():
            lines.append([found])
    return [_line(line) for line in lines]


def _line(characters: list[tuple[int, float, float, str]]) -> PageLine:
    characters = sorted(characters, key=lambda character: character[1])
    text = "".join("".join(text.split()) for *_, text in characters)
    text = _LEADER.sub("", text)
    baseline = mode(round(baseline, 1) for _, _, baseline, _ in characters)
    return PageLine(characters[0][0], characters[0][1], baseline, text)


def assert_alike(mine: list[PageLine], theirs: list[PageLine], tolerance: float = 1.0) -> None:
    """The same lines on the same pages, nowhere more than `tolerance` points apart."""
    assert [(line.page, line.text) for line in mine] == [(line.page, line.text) for line in theirs]
    for line, other in zip(mine, theirs, strict=True):
        assert abs(line.x - other.x) <= tolerance, (line, other)
        assert abs(line.baseline - other.baseline) <= tolerance, (line, other)
