"""Turns the file of a Word template into a CompiledTemplate: read, cleaned, checked and compiled once a process.

docxtpl's cleaning of the XML (`patch_xml`: tags that Word split over runs, `{%tr`, `{% vm %}` …) costs most of the time
that filling a template takes, and so does Jinja's compiler; neither depends on the answers. This is the only module
that knows docxtpl, and it uses nothing of it but that cleaning: no template is ever rendered by docxtpl itself.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from jinja2 import Template, TemplateSyntaxError, meta, nodes
from lxml import etree

from docgen.errors import Fault, WordError
from docgen.lengths import Pt, from_twips
from docgen.messages import message
from docgen.word.environment import TOO_DEEP, environment
from docgen.word.kept import CompiledPart, CompiledStore
from docgen.word.names import DOCUMENT
from docgen.word.package import read_package
from docgen.word.places import Spot, W, part_name, spots
from docgen.word.tags import Tag, read_tags, structure_faults

_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_TEXTUAL = re.compile(r"(word|docProps)/[^/]*\.xml")
_CHART = re.compile(r"chart\(\s*['\"]([\w-]+)['\"]")
_MISPLACED_MERGE = re.compile(
    r'(<w:tcPr\b[^>]*>)((?:(?!</w:tcPr>).)*?)(<w:vMerge w:val="\{%[^"]*"/>)</w:tcPr>', re.DOTALL
)
_BEFORE_MERGE = re.compile(r"(?:<w:(?:cnfStyle|tcW|gridSpan|hMerge)\b[^>]*/>)*")
_WIDE_BRACE: Final = "｛".encode()
_A4_TEXT_WIDTH: Final[Pt] = 442.2


@dataclass(frozen=True)
class TemplatePart:
    """A part with tags.

    `content` is the part as it stands in the file, `source` what Jinja compiled; its lines begin at paragraphs, as
    those of errors do. Where it `loops_over_cells`, rows may have other numbers of cells than their table has columns.
    """

    name: str
    content: bytes
    source: str
    template: Template
    undeclared: frozenset[str]
    loops_over_cells: bool

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The tags in document order, for saying which one is at fault."""
        return tuple(read_tags(list(spots(etree.fromstring(self.content, _parser()), self.name))))


@dataclass(frozen=True)
class CompiledTemplate:
    """A template, ready to be filled any number of times. `members` are all parts of the file as they were."""

    file: Path
    members: Mapping[str, bytes]
    parts: tuple[TemplatePart, ...]

    @cached_property
    def text_widths(self) -> Mapping[str, Pt]:
        """For every chart that the template names: the width of the text in the section where it stands, in points."""
        document = next((part for part in self.parts if part.name == DOCUMENT), None)
        if document is None or "chart(" not in document.source:
            return {}
        widths: dict[str, Pt] = {}
        root = etree.fromstring(self.members[DOCUMENT], _parser())
        for paragraph_text, width in _sections(root):
            for found in _CHART.finditer(paragraph_text):
                widths.setdefault(found[1], width)
        return widths


_COMPILED: dict[tuple[Path, bytes], CompiledTemplate] = {}
_LATEST: dict[Path, tuple[tuple[int, int, int], CompiledTemplate]] = {}
"""The template that was last in a file, and the file's state then: one that has not changed is not read again."""
_SETTLED: Final = 10**8
"""Nanoseconds after which another change of a file also changes its time; clocks of file systems are coarse."""


def load_template(file: Path, kept: CompiledStore | None = None) -> CompiledTemplate:
    """The template in `file`, compiled the first time that these bytes are seen; `kept` remembers it for other runs.

    Raises WordError with every fault found in it: hostile package, XML that is not well-formed, tags that are broken,
    misplaced or without an end.
    """
    try:
        state = file.stat()
        seen = (state.st_mtime_ns, state.st_size, state.st_ino)
        if file in _LATEST and _LATEST[file][0] == seen:
            return _LATEST[file][1]
        data = file.read_bytes()
    except OSError as error:
        problem = message("The template cannot be read: {reason}", reason=error.strerror or str(error))
        raise WordError(Fault(problem, file=file)) from error
    key = (file, hashlib.sha256(data).digest())
    if key not in _COMPILED:
        _COMPILED[key] = _load(file, data, kept)
    if time.time_ns() - state.st_mtime_ns > _SETTLED:
        _LATEST[file] = (seen, _COMPILED[key])
    return _COMPILED[key]


def _load(file: Path, data: bytes, kept: CompiledStore | None) -> CompiledTemplate:
    try:
        members = read_package(data)
    except WordError as error:
        raise WordError(*(Fault(f.problem, f.mend, file, f.line, f.place) for f in error.faults)) from error
    compiled = kept.load(data) if kept else None
    if compiled is None:
        compiled = _compile(members, file)
        if kept:
            kept.save(data, compiled)
    return CompiledTemplate(file, members, tuple(_ready(part, members[part.name]) for part in compiled))


def _ready(part: CompiledPart, content: bytes) -> TemplatePart:
    template = Template.from_code(environment(), part.code, environment().globals)
    return TemplatePart(part.name, content, part.source, template, part.undeclared, part.loops_over_cells)


def _compile(members: Mapping[str, bytes], file: Path) -> list[CompiledPart]:
    faults: list[Fault] = list(_stray_tags(members, file))
    parts: list[CompiledPart] = []
    for name, content in members.items():
        if _FILLED.fullmatch(name) and (name == DOCUMENT or b"{" in content or _WIDE_BRACE in content):
            try:
                parts.append(_compile_part(name, content, file))
            except WordError as error:
                faults += error.faults
    if faults:
        raise WordError(*faults)
    return parts


def _stray_tags(members: Mapping[str, bytes], file: Path) -> Iterator[Fault]:
    """Tags where nothing is filled in: in the file's properties, in comments, in text of styles."""
    for name, content in members.items():
        if _TEXTUAL.fullmatch(name) and not _FILLED.fullmatch(name) and (b"{{" in content or b"{%" in content):
            problem = message("There is a tag where nothing is filled in.")
            mend = message(
                "Delete it: tags belong into the text, headers, footers and notes (see File › Info › Properties)."
            )
            yield Fault(problem, mend, file=file, place=part_name(name))


def _compile_part(name: str, content: bytes, file: Path) -> CompiledPart:
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        problem = message("The part is not well-formed XML: {reason}", reason=str(error))
        mend = message("Open the file in Word or WPS, save it again as .docx, and try again.")
        raise WordError(Fault(problem, mend, file=file, place=part_name(name))) from error
    _drop_deleted_tags(root)
    places = list(spots(root, name))
    tags = read_tags(places)
    source = _cleaned(etree.tostring(root, encoding="unicode"))
    tree, faults = _parsed(source, places, tags, file)
    if tree is None or faults:
        raise WordError(*faults)
    undeclared = frozenset(meta.find_undeclared_variables(tree))
    try:
        code = environment().compile(tree, name, name)
    except TOO_DEEP as error:
        from docgen.word.diagnosis import too_deep

        raise WordError(*too_deep(error, source, tags, file)) from error
    return CompiledPart(name, source, code, undeclared, any(tag.prefix == "tc" for tag in tags))


def _drop_deleted_tags(root: Any) -> None:
    """Take tags out of text whose deletion is tracked (ECMA-376 17.13.5.14): a deleted tag is none."""
    for text in root.iter(f"{W}delText"):
        if text.text and ("{" in text.text or "}" in text.text):
            text.text = ""


def _parsed(
    source: str, places: Sequence[Spot], tags: Sequence[Tag], file: Path
) -> tuple[nodes.Template | None, list[Fault]]:
    """The syntax tree, and what is wrong."""
    from docgen.word.diagnosis import filters_are_known, misread, syntax_faults

    faults = list(structure_faults(places, tags, file))
    try:
        tree = environment().parse(source)
    except (TemplateSyntaxError, RecursionError) as error:
        faults = list(syntax_faults(tags, file)) + faults
        return None, faults or [misread(error, source, tags, file)]
    if not filters_are_known(tree):
        faults = list(syntax_faults(tags, file)) + faults
    return tree, faults


def _cleaned(xml: str) -> str:
    """The part as Jinja reads it."""
    from docxtpl import DocxTemplate

    cleaned: str = DocxTemplate(None).patch_xml(xml)
    cleaned = _MISPLACED_MERGE.sub(_merge_in_order, cleaned)
    return cleaned.replace("<w:p>", "\n<w:p>").replace("<w:p ", "\n<w:p ")


def _merge_in_order(found: re.Match[str]) -> str:
    """`w:vMerge` where the schema wants it (17.4.70): docxtpl puts it last, and Word calls such a file damaged."""
    start, properties, merge = found[1], found[2], found[3]
    first = _BEFORE_MERGE.match(properties)
    end = first.end() if first else 0
    return f"{start}{properties[:end]}{merge}{properties[end:]}</w:tcPr>"


def _sections(root: Any) -> Iterator[tuple[str, Pt]]:
    """The text of every paragraph with the text width of its section, whose properties stand at its end (17.6)."""
    waiting: list[str] = []
    for paragraph in root.iter(f"{W}p", f"{W}sectPr"):
        if paragraph.tag == f"{W}p":
            waiting.append("".join(item.text or "" for item in paragraph.iter(f"{W}t")))
            continue
        width = _text_width(paragraph)
        yield from ((text, width) for text in waiting)
        waiting = []
    yield from ((text, _A4_TEXT_WIDTH) for text in waiting)


def _text_width(section: Any) -> Pt:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    try:
        left, right = (float(margins.get(f"{W}{side}", 0)) for side in ("left", "right"))
        return from_twips(float(size.get(f"{W}w")) - left - right)
    except (AttributeError, TypeError, ValueError):
        return _A4_TEXT_WIDTH


def _parser() -> etree.XMLParser:
    """A parser that fetches nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
