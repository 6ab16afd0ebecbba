"""Blocks: the paragraphs and tables of a body, header, footer or cell, in order (ECMA-376 17.2.2).

A content control or custom XML element around blocks is read through; its tag becomes a mark in the first paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.messages import message
from docgen.pages.read.block_model import Block, Paragraph, Table
from docgen.pages.read.context import Reading, Story
from docgen.pages.read.drawings import chosen_branch
from docgen.pages.read.frames import TextFrame
from docgen.pages.read.inline_model import PlaceMark
from docgen.pages.read.moulds import read_by_words
from docgen.pages.read.ooxml import MC, Element, M, W, child, local_name
from docgen.pages.read.paragraph_borders import edges_of, joined_above, joined_below
from docgen.pages.read.paragraphs import ReadParagraph, Waiting, read_joined, read_paragraph
from docgen.pages.read.runs import RANGE_MARKS, control_tag
from docgen.pages.read.tables import read_table

_PARAGRAPH, _TABLE = W + "p", W + "tbl"
_TRANSPARENT = frozenset(W + name for name in ("customXml", "ins", "moveTo", "smartTag"))
_PASSED_OVER = RANGE_MARKS | {W + "tcPr", W + "sectPr", W + "customXmlPr"}


class BlockReader:
    """Reads the blocks of one container, numbering its paragraphs and tables for the messages."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0
        self._read: list[ReadParagraph | Table] = []
        self._joined: list[Waiting] = []
        self._reading: Reading | None = None
        self._has_frames = False
        self._last: Reading | None = None

    def read(self, element: Element, reading: Reading) -> None:
        """Read one `w:p` or `w:tbl`."""
        if element.tag == _PARAGRAPH:
            self._paragraphs += 1
            reading = reading.at(reading.place.paragraph(self._paragraphs, element))
            paragraph = read_paragraph(element, reading, self._joined)
            if paragraph:
                self._read.append(paragraph)
                if paragraph.look.frame:
                    self._has_frames, self._last = True, reading
            else:
                self._reading = reading
        else:
            self._end_joined()
            self._tables += 1
            self._read.append(read_by_words(element, reading.at(reading.place.table(self._tables)), _read_table))

    def take(self) -> tuple[Block, ...]:
        """What was read since the last time, with the space between neighbours settled."""
        self._end_joined()
        read, self._read = self._read, []
        visible = [block for block in read if isinstance(block, Table) or not block.vanishes] or read[-1:]
        settled = tuple([_settled(visible, index) for index in range(len(visible))])
        if self._has_frames:
            return self._framed(visible, settled)
        return settled

    def _framed(self, read: list[ReadParagraph | Table], blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks with what stands in text frames anchored in the paragraph after it."""
        result: list[Block] = []
        frames: list[tuple[TextFrame, list[Block]]] = []
        for each, block in zip(read, blocks, strict=True):
            frame = each.look.frame if isinstance(each, ReadParagraph) else None
            if frame and frames and frames[-1][0] == frame:
                frames[-1][1].append(block)
            elif frame:
                frames.append((frame, [block]))
            elif frames and isinstance(block, Paragraph) and self._last:
                anchored = [frame.around(tuple(inside), self._last.room) for frame, inside in frames]
                frames = []
                result.append(block._replace(inlines=(*anchored, *block.inlines), draws=True))
            else:
                result.append(block)
        if frames and self._last:
            self._last.cannot_set(message("text frame without a paragraph after it"))
        return (*result, *[block for _, inside in frames for block in inside])

    def _end_joined(self) -> None:
        """Here nothing comes for a paragraph without an end to go on in."""
        if self._joined and self._reading:
            self._read.append(read_joined(self._joined, self._reading))


def read_blocks(container: Element, reading: Reading) -> tuple[Block, ...]:
    """All blocks of a header, footer or cell."""
    reader = BlockReader()
    for element in block_elements(container, reading):
        reader.read(element, reading)
    return reader.take()


def _read_table(element: Element, reading: Reading) -> Table:
    return read_table(element, reading, read_blocks)


def block_elements(container: Element, reading: Reading) -> Iterator[Element]:
    """The `w:p` and `w:tbl` of a container, also those inside controls; what cannot be set is noted."""
    for element in container:
        tag = element.tag
        if tag in {_PARAGRAPH, _TABLE}:
            yield element
        elif tag in _TRANSPARENT:
            yield from block_elements(element, reading)
        elif tag == W + "sdt":
            enter_control(element, reading.story)
            content = child(element, W + "sdtContent")
            if content is not None:
                yield from block_elements(content, reading)
        elif tag == MC + "AlternateContent":
            branch = chosen_branch(element)
            if branch is not None:
                yield from block_elements(branch, reading)
        elif tag == W + "bookmarkStart":
            reading.story.marks += reading.story.references.begin(element)
        elif tag not in _PASSED_OVER:
            reading.cannot_set(_NOTED.get(tag) or message("element {name}", name=local_name(element)))


def enter_control(control: Element, story: Story) -> None:
    """Keep a control's tag for the next paragraph."""
    tag = control_tag(control)
    if tag:
        story.marks.append(PlaceMark(tag))


_NOTED = {
    M + "oMathPara": message("formula"),
    M + "oMath": message("formula"),
    W + "altChunk": message("embedded file (altChunk)"),
    W + "subDoc": message("subdocument"),
}


def _settled(blocks: list[ReadParagraph | Table], index: int) -> Block:
    """A block with the space to its neighbours settled.

    Contextual spacing drops a paragraph's space towards one of the same style (ECMA-376 17.3.1.9); of two automatic
    spaces that meet only the first counts, as in HTML.
    """
    block = blocks[index]
    if isinstance(block, Table):
        return block
    if not block.look.minds_neighbours:
        return block.paragraph
    before = blocks[index - 1] if index else None
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    contextual = block.look.values.get("contextual", False)
    spaced = block.without_space(
        before=(contextual and _same_style(block, before)) or _meets_automatic(before, block),
        after=contextual and _same_style(block, after),
    )
    return _without_shared_borders(spaced.paragraph, block, before, after)


def _without_shared_borders(
    paragraph: Paragraph,
    block: ReadParagraph,
    before: ReadParagraph | Table | None,
    after: ReadParagraph | Table | None,
) -> Paragraph:
    """Neighbours with the same borders and indents stand within one border (ECMA-376 17.3.1.5, .24, .42)."""
    form = paragraph.format
    between = block.look.values.get("border_between")
    if _same_box(block, before):
        form = joined_above(form, between)
    if _same_box(block, after):
        form = joined_below(form, between)
    return paragraph if form is paragraph.format else paragraph._replace(format=form)


def _same_box(block: ReadParagraph, neighbour: ReadParagraph | Table | None) -> bool:
    return isinstance(neighbour, ReadParagraph) and _box(neighbour) == _box(block)


def _box(block: ReadParagraph) -> tuple[object, ...]:
    return edges_of(block.paragraph.format, block.look.values.get("border_between"))


def _same_style(block: ReadParagraph, neighbour: ReadParagraph | Table | None) -> bool:
    return isinstance(neighbour, ReadParagraph) and neighbour.style == block.style


def _meets_automatic(before: ReadParagraph | Table | None, block: ReadParagraph) -> bool:
    automatic = isinstance(before, ReadParagraph) and before.look.values.get("after_auto", False)
    return bool(automatic) and block.look.values.get("before_auto", False)
