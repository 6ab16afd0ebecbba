"""Makes the pictures: the pages of the product-launch plan as a bundle, a draft's own pages, the preview of its pack.

The fingerprint is made up: it stands in the code on every page and would change with every template.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from docgen.answers import load_answers
from docgen.answers.model import Answers
from docgen.authoring.examples import checked_for_show, example_answers
from docgen.authoring.preview import preview
from docgen.authoring.trial import desk_of
from docgen.bundle.model import Bundle
from docgen.edition import Edition, Status
from docgen.form import load_pack
from docgen.form.model import FormPack
from docgen.pipeline import make
from docgen.rules import check
from docgen.settings import load_settings
from docgen.workshop import Workshop

from .comparison import RESOLUTION

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "visual" / "pages"
"""Where the pictures are that somebody agreed to."""
_FORMS = ROOT / "forms"
_PACK = "seven-step-plan"
_EXAMPLES = _FORMS / _PACK / "examples"
_PLAN = _EXAMPLES / "product-launch.yaml"
_TODAY = dt.date(2026, 7, 1)
_GAPS = ("goals", "risks", "signatories", "lead_department", "background", "communication")
"""Answers that the draft lacks, so that its page of findings has something to tell."""
_CHANGING = {"control", "publication"}
"""The documents of the preview that print the true fingerprint; the bundle's have the made-up one."""


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """Every page, by a name that tells where it is from."""
    workshop = Workshop(load_settings(_EXAMPLES / "docgen.toml"), _TODAY)
    pack = load_pack(_PACK, [_FORMS])
    answers = load_answers(_PLAN)
    yield from _bundle(answers, pack, workshop)
    yield from _draft(answers, pack, workshop)
    yield from _preview(pack, workshop)


def _bundle(answers: Answers, pack: FormPack, workshop: Workshop) -> Iterator[tuple[str, Image.Image]]:
    checked = check(answers, pack).checked
    if checked is None:
        raise ValueError("the example has errors")
    _, bundle = make(checked, _edition(workshop, Status.FINAL), workshop)
    drawn = [*_drawn(bundle.pdf)]
    for name, number in _names(bundle):
        yield f"bundle-{name}", drawn[number - 1]


def _draft(answers: Answers, pack: FormPack, workshop: Workshop) -> Iterator[tuple[str, Image.Image]]:
    """The cover of a draft, with its watermark, and the page of findings."""
    data = {key: value for key, value in answers.data.items() if key not in _GAPS}
    draft = check(dataclasses.replace(answers, data=data), pack).draft
    _, bundle = make(draft, _edition(workshop, Status.DRAFT), workshop)
    drawn = [*_drawn(bundle.pdf)]
    shown = {spec.key for spec in pack.documents if spec.draft_only} | {"cover"}
    for document in bundle.documents:
        if document.key in shown:
            for place in range(document.pages):
                yield f"draft-{document.key}-{place + 1}", drawn[document.first_page + place - 1]


def _preview(pack: FormPack, workshop: Workshop) -> Iterator[tuple[str, Image.Image]]:
    """What `docgen preview` makes of every template."""
    keys = {spec.template: spec.key for spec in pack.documents}
    checked = checked_for_show(example_answers(pack, workshop.today), pack)
    with tempfile.TemporaryDirectory() as folder:
        for rendered in preview(checked, Path(folder), desk_of(workshop)).rendered:
            if keys[rendered.template] not in _CHANGING:
                for number, picture in enumerate(_drawn(rendered.pdf.read_bytes()), 1):
                    yield f"preview-{keys[rendered.template]}-{number}", picture


def _edition(workshop: Workshop, status: Status) -> Edition:
    return Edition(
        name="2026年Q3晨曦净水器华东区域上市推广协作计划_市场部",
        number="CX-2026Q3-K7M2P4",
        version="V1.0" if status is Status.FINAL else "V0",
        date=workshop.today,
        status=status,
        organisation=workshop.settings.organisation,
        fingerprint="3f9a2c710b6d4e5f8a91" + "0" * 44,
    )


def _names(bundle: Bundle) -> Iterator[tuple[str, int]]:
    """What each page of a bundle is called, and its number: by its document and its place in that."""
    named = {
        document.first_page + place: f"{document.key}-{place + 1}"
        for document in bundle.documents
        for place in range(document.pages)
    }
    contents = 0
    for number in range(1, bundle.pages + 1):
        contents += number not in named
        yield named.get(number, f"contents-{contents}"), number


def _drawn(pdf: bytes) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
            page.close()
