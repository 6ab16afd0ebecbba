"""Puts remarks into a Word file as comments (ECMA-376 part 1, 17.13.4): at the words that they speak of.

Word knows comments in the body alone: what is said of a header, footer or note stands at the body's first paragraph,
what is said of a text box at the paragraph that the box is anchored in.
Nothing else in the file changes, and comments that are there stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from lxml import etree

from docgen.errors import Anchor
from docgen.word.markup import escaped
from docgen.word.names import CONTENT_TYPES, DOCUMENT
from docgen.word.package import read_package
from docgen.word.places import W
from docgen.word.zipping import zipped

COMMENTS: Final = "word/comments.xml"
_RELATIONS: Final = "word/_rels/document.xml.rels"
_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_AUTHOR: Final = "docgen"


class Remark(NamedTuple):
    """What is said, a paragraph a line, and where; None is the file as a whole."""

    text: str
    anchor: Anchor | None = None


def with_comments(docx: bytes, remarks: Sequence[Remark], day: dt.date) -> bytes:
    """A copy of the file with a comment for each remark.

    Raises WordError where it is no safe Word file, and lxml's XMLSyntaxError where its body cannot be read.
    """
    parts = dict(read_package(docx))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    body = etree.fromstring(parts[DOCUMENT], parser)
    empty = f'<w:comments xmlns:w="{_MAIN}"/>'.encode()
    name = _comments_part(parts)
    comments = etree.fromstring(parts.get(name, empty), parser)
    first = max((int(item.get(f"{W}id", "0")) for item in comments), default=-1) + 1
    paragraphs = list(body.iter(f"{W}p"))
    for number, remark in enumerate(remarks, first):
        _mark(_paragraph(paragraphs, body, remark.anchor), remark.anchor.tag if remark.anchor else "", number)
        comments.append(etree.fromstring(_comment(number, remark.text, day)))
    parts[DOCUMENT] = _serialised(body)
    if name not in parts:
        parts[_RELATIONS] = _with_relation(parts.get(_RELATIONS), parser)
        parts[CONTENT_TYPES] = _with_type(parts[CONTENT_TYPES], parser)
    parts[name] = _serialised(comments)
    return zipped(parts, ())


def _comments_part(parts: Mapping[str, bytes]) -> str:
    """The part that the body's comments are in, or will be."""
    if _RELATIONS in parts:
        for relation in etree.fromstring(parts[_RELATIONS]):
            if relation.get("Type") == _KIND:
                target = relation.get("Target", "")
                return target.removeprefix("/") if target.startswith("/") else f"word/{target}"
    return COMMENTS


def _paragraph(paragraphs: Sequence[Any], body: Any, anchor: Anchor | None) -> Any:
    """The paragraph that is meant, outside of text boxes; the first where that is none of the body's."""
    if anchor and anchor.part == DOCUMENT and anchor.paragraph < len(paragraphs):
        meant = paragraphs[anchor.paragraph]
        boxes = list(meant.iterancestors(f"{W}txbxContent"))
        return next(boxes[-1].iterancestors(f"{W}p"), meant) if boxes else meant
    if paragraphs:
        return paragraphs[0]
    block = body.find(f"{W}body")
    made = block.makeelement(f"{W}p")
    block.insert(0, made)
    return made


def _mark(paragraph: Any, words: str, number: int) -> None:
    """Put the ends of the comment around the runs that hold `words`, else around all that the paragraph holds."""
    start = paragraph.makeelement(f"{W}commentRangeStart", {f"{W}id": str(number)})
    end = paragraph.makeelement(f"{W}commentRangeEnd", {f"{W}id": str(number)})
    reference = paragraph.makeelement(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", {f"{W}id": str(number)})
    runs = _runs_with(words, paragraph)
    if runs:
        runs[0].addprevious(start)
        runs[-1].addnext(reference)
        runs[-1].addnext(end)
        return
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.extend((end, reference))


def _runs_with(words: str, paragraph: Any) -> list[Any]:
    """The paragraph's own runs over which `words` are spread, first to last; none where that cannot be told."""
    runs = paragraph.findall(f"{W}r")
    texts = ["".join(item.text or "" for item in run.iter(f"{W}t")) for run in runs]
    begin = "".join(texts).find(words) if words else -1
    if begin < 0:
        return []
    found, position = [], 0
    for run, text in zip(runs, texts, strict=True):
        if position < begin + len(words) and position + len(text) > begin:
            found.append(run)
        position += len(text)
    return found


def _comment(number: int, text: str, day: dt.date) -> str:
    """The `w:comment` element.

    A tag in it is pulled apart: should the copy become the template, nothing takes its comments for tags.
    """
    harmless = text.replace("{{", "{ {").replace("{%", "{ %").replace("{#", "{ #")
    lines = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escaped(line)}</w:t></w:r></w:p>' for line in harmless.split("\n")
    )
    return (
        f'<w:comment xmlns:w="{_MAIN}" w:id="{number}" w:author="{_AUTHOR}" w:initials="dg" '
        f'w:date="{day.isoformat()}T00:00:00Z">{lines}</w:comment>'
    )


def _with_relation(part: bytes | None, parser: etree.XMLParser) -> bytes:
    empty = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
    root = etree.fromstring(part or empty, parser)
    entry = {"Id": "rIdDocgenComments", "Type": _KIND, "Target": "comments.xml"}
    etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", entry)
    return _serialised(root)


def _with_type(part: bytes, parser: etree.XMLParser) -> bytes:
    root = etree.fromstring(part, parser)
    entry = {"PartName": f"/{COMMENTS}", "ContentType": _TYPE}
    etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Override", entry)
    return _serialised(root)


def _serialised(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
