"""Turns a CompiledTemplate and the names it may use into the parts of a Word file, and these into the bytes of a .docx.

The parts without tags are copied as they are; each part with tags is rendered once, mended where Word demands more
than tags can give, and parsed to prove that it is well-formed; the trees are handed on. The same input gives the same
bytes: fixed times, fixed order, numbers instead of random ids.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import TemplateError
from lxml import etree

from docgen.errors import Fault, WordError
from docgen.messages import message
from docgen.word.grids import fit_grids
from docgen.word.markup import escaped, quoted
from docgen.word.model import WordParts
from docgen.word.names import CONTENT_TYPES
from docgen.word.pictures import Pictures, sign_here
from docgen.word.places import part_name
from docgen.word.template import CompiledTemplate, TemplatePart
from docgen.word.zipping import zipped

CORE: Final = "docProps/core.xml"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE_RELATION: Final = f"{_RELATIONSHIPS}/metadata/core-properties"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_PICTURE_TYPES: Final = {"png": "image/png", "jpg": "image/jpeg"}
_CANNOT_FILL: Final = (TemplateError, WordError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)
"""What a tag may raise; AttributeError is Jinja's own business and comes as UndefinedError."""
_NO_PARAGRAPH: Final = ("</w:tcPr>", "<w:tcPr/>", "</w:tbl>", "<w:tc>")
"""What a cell ends with where its last paragraph is gone."""
_NO_ROWS = re.compile(r"<w:tbl>(?:(?!<w:tbl>).)*?</w:tblGrid>\s*</w:tbl>", re.DOTALL)
_DRAWING_ID = re.compile(r'(<wp:docPr\b[^>]*?\bid=")\d+"')


class Properties(NamedTuple):
    """What the file says about itself (ECMA-376-2 clause 11)."""

    title: str
    author: str
    date: dt.date


_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
)


def render(
    template: CompiledTemplate, context: Mapping[str, Any], pictures: Pictures, properties: Properties
) -> WordParts:
    """The parts of the filled file.

    Raises WordError with the faults of every part: unknown names, what cannot be filled, what would not be well-formed.
    """
    faults: list[Fault] = []
    parts = dict(template.members)
    roots: dict[str, etree._Element] = {}
    names = {**context, "chart": pictures.chart, "logo": pictures.logo, "sign_here": sign_here}
    for part in template.parts:
        unknown = _unknown_names(part, names, template.file)
        if unknown:
            faults += unknown
            continue
        try:
            parts[part.name], roots[part.name] = _render_part(part, names, pictures, template)
        except WordError as error:
            faults += error.faults
    if faults:
        raise WordError(*faults)
    _add(parts, pictures)
    _set_properties(parts, properties)
    return WordParts(parts, roots, pictures.media, pictures.drawn)


def packed(parts: WordParts, template: CompiledTemplate) -> bytes:
    """The .docx of `parts`, which `template` was rendered to."""
    unchanged = {name for name, content in template.members.items() if parts.data[name] is content}
    return zipped({name: parts.read(name) for name in _in_order({*parts.data, *parts.pictures})}, unchanged)


def _unknown_names(part: TemplatePart, names: Mapping[str, Any], file: Path) -> list[Fault]:
    if part.undeclared <= names.keys():
        return []
    from docgen.word.diagnosis import unknown_names

    return list(unknown_names(part, names, file))


def _render_part(
    part: TemplatePart, names: Mapping[str, Any], pictures: Pictures, template: CompiledTemplate
) -> tuple[bytes, etree._Element]:
    """The filled part, as bytes and as the tree that they parse to."""
    pictures.part = part.name
    try:
        xml = part.template.render(names)
    except _CANNOT_FILL as error:
        from docgen.word.diagnosis import filling_fault

        raise WordError(filling_fault(error, part, template.file)) from error
    try:
        content = _mended(xml).encode()
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
        problem = message("The filled part would not be well-formed: {reason}", reason=str(error))
        mend = message(
            "Let every condition and loop begin and end in one paragraph, or in paragraphs or rows of their own."
        )
        raise WordError(Fault(problem, mend, file=template.file, place=part_name(part.name))) from error
    if part.loops_over_cells and fit_grids(root):
        content = etree.tostring(root)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content, root


def _mended(xml: str) -> str:
    """Put back what Word demands and conditions may have taken away.

    A table has rows, and a cell ends with a paragraph (17.4.65).
    """
    xml = xml.replace("\n<w:p", "<w:p")
    if re.search(r"</w:tblGrid>\s*</w:tbl>", xml):
        xml = _NO_ROWS.sub("<w:p/>", xml)
    *cells, rest = xml.split("</w:tc>")
    xml = "</w:tc>".join([*map(_ended, cells), rest])
    if xml.count("<wp:docPr") > 1:
        numbers = iter(range(1, len(xml)))
        xml = _DRAWING_ID.sub(lambda found: f'{found[1]}{next(numbers)}"', xml)
    return xml


def _ended(cell: str) -> str:
    """What stands before a cell's end tag, with a paragraph at its end."""
    content = cell.rstrip()
    return f"{content}<w:p/>{cell[len(content) :]}" if content.endswith(_NO_PARAGRAPH) else cell


def _add(parts: dict[str, bytes], pictures: Pictures) -> None:
    """Put in the relationships to the pictures, and their content types."""
    for part, relations in pictures.relations.items():
        folder, _, file = part.rpartition("/")
        entries = (
            f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>' for identity, kind, target in relations
        )
        _append(parts, f"{folder}/_rels/{file}.rels", "Relationships", "".join(entries))
    present = parts[CONTENT_TYPES].lower()
    for suffix, kind in _PICTURE_TYPES.items():
        if (
            any(name.endswith(f".{suffix}") for name in pictures.media)
            and f'extension="{suffix}"'.encode() not in present
        ):
            _append(parts, CONTENT_TYPES, "Types", f'<Default Extension="{suffix}" ContentType="{kind}"/>')


def _set_properties(parts: dict[str, bytes], properties: Properties) -> None:
    """Write the core properties anew: what the template's author typed there is not the plan's."""
    if CORE not in parts:
        entry = f'<Relationship Id="rIdDocgenCore" Type="{_CORE_RELATION}" Target="{CORE}"/>'
        _append(parts, "_rels/.rels", "Relationships", entry)
        _append(parts, CONTENT_TYPES, "Types", f'<Override PartName="/{CORE}" ContentType={quoted(_CORE_TYPE)}/>')
    moment = f"{properties.date.isoformat()}T00:00:00Z"
    parts[CORE] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(properties.title)}</dc:title><dc:creator>{escaped(properties.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escaped(properties.author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    ).encode()


def _append(parts: dict[str, bytes], name: str, root: str, entries: str) -> None:
    """Add entries at the end of a list part, which is made where it does not exist."""
    empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root} xmlns="{_RELATIONSHIPS}"></{root}>'
    text = parts.get(name, empty.encode()).decode("utf-8-sig")
    opened = re.sub(rf"<{root}\b([^>]*)/>\s*\Z", rf"<{root}\1></{root}>", text)
    parts[name] = re.sub(rf"</{root}>\s*\Z", lambda _: f"{entries}</{root}>", opened).encode()


def _in_order(names: Iterable[str]) -> list[str]:
    """The content types first, as readers of packages expect, then the parts by name."""
    return sorted(names, key=lambda name: (name != CONTENT_TYPES, name))
