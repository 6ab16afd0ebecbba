"""Renders each template of a pack with example answers: a PDF of the document, and a PNG of each of its pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from docgen.authoring.trial import Desk, edition_for_show, try_out
from docgen.bundle.alone import bind_alone
from docgen.errors import Fault
from docgen.naming import safe_name
from docgen.rules.model import CheckedAnswers
from docgen.word.context import included_documents

_RESOLUTION: Final = 120
"""Dots per inch of the pictures: small characters can be read, and a page is about 100 KB."""
_POINTS_PER_INCH: Final = 72


class Preview(NamedTuple):
    """One document as it was rendered."""

    title: str
    template: Path
    pdf: Path
    pages: tuple[Path, ...]


class Previews(NamedTuple):
    """What was rendered, what kept other templates from it, and the titles of documents these answers do not have.

    `exit_code` is the highest of what kept templates from it.
    """

    rendered: tuple[Preview, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[str, ...]
    exit_code: int = 0


def preview(checked: CheckedAnswers, folder: Path, desk: Desk) -> Previews:
    """Render every template that `checked` asks for into `folder`. An earlier preview there is replaced."""
    trial = try_out(checked, desk)
    folder.mkdir(parents=True, exist_ok=True)
    rendered: list[Preview] = []
    order = {spec.key: number for number, spec in enumerate(checked.pack.documents, 1)}
    for document in trial.documents:
        spec = document.word.spec
        stem = f"{order[spec.key]:02d}_{safe_name(spec.title.zh)}"
        pdf = bind_alone(document, desk.today, desk.fonts)
        target = folder / f"{stem}.pdf"
        target.write_bytes(pdf)
        rendered.append(Preview(spec.title.zh, spec.template, target, _write_pages(pdf, folder, stem)))
    included = included_documents(checked, edition_for_show(checked, desk))
    left_out = tuple(spec.title.zh for spec in checked.pack.documents if spec not in included)
    return Previews(tuple(rendered), trial.faults, left_out, trial.exit_code)


def _write_pages(pdf: bytes, folder: Path, stem: str) -> tuple[Path, ...]:
    """A picture for each page; those of pages that there no longer are, are taken away."""
    files = []
    for number, picture in enumerate(_pictures(pdf), 1):
        file = folder / f"{stem}-{number}.png"
        file.write_bytes(picture)
        files.append(file)
    numbered = re.compile(re.escape(stem) + r"-\d+\.png")
    for file in folder.iterdir():
        if numbered.fullmatch(file.name) and file not in files:
            file.unlink()
    return tuple(files)


def _pictures(pdf: bytes) -> Iterator[bytes]:
    """Every page as PNG."""
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as document:
        for page in document:
            out = io.BytesIO()
            page.render(scale=_RESOLUTION / _POINTS_PER_INCH).to_pil().save(out, "PNG")
            page.close()
            yield out.getvalue()
