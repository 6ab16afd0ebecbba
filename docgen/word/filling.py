"""Fills the Word templates of a form pack: the stage's one public function."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from docgen.edition import Edition
from docgen.errors import Fault, WordError
from docgen.form.model import DocumentSpec
from docgen.lengths import Pt, from_twips
from docgen.rules.model import CheckedAnswers
from docgen.word.context import template_context
from docgen.word.grids import mend_grids
from docgen.word.model import FilledWord
from docgen.word.package import MAIN_PART, write_package
from docgen.word.pictures import Pictures
from docgen.word.template import CompiledTemplate, compile_template, unknown_names

if TYPE_CHECKING:
    from docgen.fonts import FontLibrary

_CORE_PART = "docProps/core.xml"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>'
    '<dc:creator>{creator}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
_HEADING_ROOM: Pt = 40
"""What a chart leaves of the page's height for the heading over it."""


def fill(checked: CheckedAnswers, edition: Edition, fonts: FontLibrary) -> tuple[FilledWord, ...]:
    """Fill every document of the pack that this plan has, in the pack's order.

    Raises WordError that tells what is wrong with all of the templates: file, part, place, tag, mend.
    """
    context = template_context(checked, edition)
    filled: list[FilledWord] = []
    faults: list[Fault] = []
    wanted = [spec for spec in checked.pack.documents if _is_wanted(spec, checked, edition)]
    for number, spec in enumerate(wanted, 1):
        try:
            filled.append(_fill_document(spec, number, context, _Paper(checked, edition, fonts)))
        except WordError as error:
            faults += error.faults
    if faults:
        raise WordError(*faults)
    return tuple(filled)


class _Paper:
    """What a document's pictures and properties are made from."""

    def __init__(self, checked: CheckedAnswers, edition: Edition, fonts: FontLibrary) -> None:
        self.values, self.edition, self.fonts = checked.values, edition, fonts

    def pictures(self, template: CompiledTemplate) -> Pictures:
        width, height = _text_area(template.parts[MAIN_PART].decode())
        return Pictures(self.values, self.fonts, width, height - _HEADING_ROOM, self.edition.organisation.logo)


def _is_wanted(spec: DocumentSpec, checked: CheckedAnswers, edition: Edition) -> bool:
    if spec.draft_only and not edition.is_draft:
        return False
    return spec.condition is None or bool(checked.values.get(spec.condition))


def _fill_document(spec: DocumentSpec, number: int, context: Mapping[str, Any], paper: _Paper) -> FilledWord:
    template = compile_template(spec.template)
    pictures = paper.pictures(template)
    faults = unknown_names(template, {*context, *pictures.functions(MAIN_PART), *_jinja_globals()})
    if faults:
        raise WordError(*faults)
    parts = dict(template.parts)
    for part in template.tagged:
        filled = template.render(part, {**context, **pictures.functions(part)}).encode()
        parts[part] = mend_grids(filled) if b"{%tc" in template.parts[part] else filled
    parts.update(pictures.parts(parts))
    if _CORE_PART in parts:
        parts[_CORE_PART] = _core_properties(spec, paper.edition)
    return FilledWord(spec, f"{number:02}_{spec.title.zh}.docx", write_package(parts), dict(pictures.charts))


def _jinja_globals() -> set[str]:
    from docgen.word.template import environment

    return set(environment().globals)


def _core_properties(spec: DocumentSpec, edition: Edition) -> bytes:
    text = _CORE.format(
        title=escape(f"{edition.name} {spec.title.zh}"),
        subject=escape(f"{edition.number} {edition.version}"),
        creator=escape(edition.organisation.name or "docgen"),
        date=edition.date.isoformat(),
    )
    return text.encode()


def _text_area(document: str) -> tuple[Pt, Pt]:
    """Width and height of the text of the document's last section, in points; those of A4 where it says none."""
    size = re.findall(r"<w:pgSz\b[^>]*>", document)
    margin = re.findall(r"<w:pgMar\b[^>]*>", document)
    if not size or not margin:
        return 415.0, 650.0

    def attribute(name: str, element: str) -> float:
        match = re.search(rf'w:{name}="(\d+)"', element)
        return float(match[1]) if match else 0.0

    width = attribute("w", size[-1]) - attribute("left", margin[-1]) - attribute("right", margin[-1])
    height = attribute("h", size[-1]) - attribute("top", margin[-1]) - attribute("bottom", margin[-1])
    return from_twips(width), from_twips(height)
