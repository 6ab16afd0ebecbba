"""Sections: page set-up, headers and footers (ECMA-376 17.6), and the body cut into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.block_model import Block, Table
from docgen.pages.read.blocks import BlockReader, block_elements, read_blocks
from docgen.pages.read.border_model import Margins
from docgen.pages.read.context import NO_PAPER, Paper, Reading, Story
from docgen.pages.read.document_model import HeaderFooter, Section
from docgen.pages.read.drawing_model import boxes_of
from docgen.pages.read.grid import Grid, read_grid
from docgen.pages.read.inline_model import Inline, PageField
from docgen.pages.read.ooxml import Element, R, W, child, is_on, local_name, number, twips, val
from docgen.pages.read.page_borders import page_borders_beyond, read_page_borders
from docgen.pages.read.page_set_up import columns_beyond, numbering_beyond, read_columns, read_numbering, read_start
from docgen.pages.read.settings import Settings
from docgen.pages.read.unsupported import Place
from docgen.pages.read.whole import check_read

_LETTER = (612.0, 792.0)  # what Word takes where no size is given
_INCH: Pt = 72
_HALF_INCH: Pt = 36
_LONGEST: Pt = 14_400
_LEAST_ROOM: Pt = 36


class _Geometry(NamedTuple):
    width: Pt
    height: Pt
    margins: Margins
    header_distance: Pt
    footer_distance: Pt

    @property
    def room(self) -> Pt:
        """The width of the text."""
        return self.width - self.margins.left - self.margins.right


def read_sections(body: Element, story: Story) -> tuple[Section, ...]:
    """The sections of a `w:body`, each with its blocks, headers and footers.

    A continuous section with the page set-up of the one before is one with it.
    """
    return tuple(_joined(_SectionReader(body, story).sections()))


class _SectionReader:
    """Walks the body once; headers and footers are inherited from section to section (ECMA-376 17.10.5)."""

    def __init__(self, body: Element, story: Story) -> None:
        self.body = body
        self.story = story
        self._properties = [found for found in body.iter(W + "sectPr") if _ends_a_section(found)]
        self._references: dict[tuple[str, str], str] = {}
        self._parts: dict[tuple[str, tuple[Pt, Grid]], tuple[Block, ...]] = {}

    def sections(self) -> Iterator[Section]:
        """Each section."""
        count = 0
        properties, reading = self._begin(count)
        blocks = BlockReader()
        for element in block_elements(self.body, reading):
            blocks.read(element, reading)
            if child(child(element, W + "pPr"), W + "sectPr") is not None:
                yield self._end(count, properties, blocks.take())
                count += 1
                properties, reading = self._begin(count)
        rest = blocks.take()
        self.story.close(Place("body"))
        if rest or count == 0:
            yield self._end(count, properties, rest)

    def _begin(self, count: int) -> tuple[Element | None, Reading]:
        properties = self._properties[count] if count < len(self._properties) else None
        geometry = _geometry(properties, self.story.settings)
        columns = read_columns(properties, geometry.room)
        width = columns.width(geometry.room)
        paper = NO_PAPER
        if columns.number == 1 and not self.story.settings.mirror_margins:
            paper = Paper(geometry.width, geometry.margins.left, geometry.margins.top)
        reading = Reading(self.story, Place("body"), width, grid=_grid(properties, self.story), paper=paper)
        if self.story.notes:
            self.story.notes.begin_section(properties, reading)
        return properties, reading

    def _end(self, count: int, properties: Element | None, blocks: tuple[Block, ...]) -> Section:
        for reference in properties if properties is not None else ():
            if reference.tag in {W + "headerReference", W + "footerReference"}:
                kind = local_name(reference).removesuffix("Reference")
                self._references[kind, reference.get(W + "type", "default")] = reference.get(R + "id", "")
        geometry = _geometry(properties, self.story.settings)
        section = Section(
            width=geometry.width,
            height=geometry.height,
            margins=geometry.margins,
            header_distance=geometry.header_distance,
            footer_distance=geometry.footer_distance,
            headers=self._header_footer("header", count, properties),
            footers=self._header_footer("footer", count, properties),
            blocks=blocks,
            start=read_start(properties),
            numbering=read_numbering(properties),
            columns=read_columns(properties, geometry.room),
            mirrored=self.story.settings.mirror_margins,
            borders=read_page_borders(properties, self.story.settings),
            vertical=_VERTICAL.get(val(child(properties, W + "vAlign")), "top"),
        )
        place = Place("section", count + 1)
        for construct in _beyond(properties, section):
            self.story.findings.add(construct, place)
        return section

    def _header_footer(self, kind: str, count: int, properties: Element | None) -> HeaderFooter:
        """Those that the section shows; one that it asks for and nobody gives is blank (ECMA-376 17.10.2, .6)."""
        has_first = is_on(child(properties, W + "titlePg"))
        has_even = self.story.settings.even_and_odd_headers
        frame = (_geometry(properties, self.story.settings).room, _grid(properties, self.story))
        return HeaderFooter(
            default=self._part(kind, "default", count, frame),
            first=self._part(kind, "first", count, frame) if has_first else None,
            even=self._part(kind, "even", count, frame) if has_even else None,
        )

    def _part(self, kind: str, which: str, count: int, frame: tuple[Pt, Grid]) -> tuple[Block, ...]:
        part = self.story.part.related(self._references.get((kind, which), ""))
        if part is None:
            return ()
        key = (part.path, frame)
        if key not in self._parts:
            story = self.story.beside(part, in_margins=True)
            place = Place(kind, count + 1)
            self._parts[key] = read_blocks(part.root, Reading(story, place, frame[0], grid=frame[1]))
            check_read(part.root, self._parts[key], story, place)
            story.close(place)
        return self._parts[key]


def _ends_a_section(properties: Element) -> bool:
    """Whether a `w:sectPr` counts: not in a table or text box, and not what a tracked change says it was before."""
    return next(properties.iterancestors(W + "tbl", W + "txbxContent", W + "sectPrChange"), None) is None


def _joined(sections: Iterator[Section]) -> Iterator[Section]:
    held: Section | None = None
    for section in sections:
        if held is not None and section.start == "continuous" and _set_up(held) == _set_up(section):
            held = held._replace(blocks=held.blocks + section.blocks)
            continue
        if held is not None:
            yield held
        held = section
    if held is not None:
        yield held


def _set_up(section: Section) -> Section:
    """All that two sections must have in common to be one; columns are balanced at the end of each section."""
    if section.columns.number > 1:
        return section
    return section._replace(blocks=(), start="page", numbering=section.numbering._replace(start=None))


def _geometry(properties: Element | None, settings: Settings) -> _Geometry:
    """The page (17.6.13) and its margins (17.6.11). The gutter is part of the margin; a negative one is a fixed one."""
    size, margin = child(properties, W + "pgSz"), child(properties, W + "pgMar")

    def side(name: str, default: Pt) -> Pt:
        return default if margin is None else abs(twips(margin.get(W + name), default))

    width = _LETTER[0] if size is None else twips(size.get(W + "w"), _LETTER[0])
    height = _LETTER[1] if size is None else twips(size.get(W + "h"), _LETTER[1])
    width, height = _paper(width, _LETTER[0]), _paper(height, _LETTER[1])
    gutter = side("gutter", 0)
    on_right = is_on(child(properties, W + "rtlGutter"))
    on_top = settings.gutter_at_top
    top, bottom = _leaving_room(side("top", _INCH) + (gutter if on_top else 0), side("bottom", _INCH), height)
    left, right = _leaving_room(
        side("left", _INCH) + (0 if on_right or on_top else gutter),
        side("right", _INCH) + (gutter if on_right and not on_top else 0),
        width,
    )
    return _Geometry(
        width=width,
        height=height,
        margins=Margins(top=top, right=right, bottom=bottom, left=left),
        header_distance=min(side("header", _HALF_INCH), height),
        footer_distance=min(side("footer", _HALF_INCH), height),
    )


def _paper(side: Pt, usual: Pt) -> Pt:
    """The side of a page: the usual one where it is none, and none longer than a PDF page may be (ISO 32000-1, C.2)."""
    return min(side, _LONGEST) if side > 0 else usual


def _leaving_room(first: Pt, second: Pt, size: Pt) -> tuple[Pt, Pt]:
    """Two margins, narrowed where they leave no room between them; Word refuses to set such margins."""
    most = size - min(_LEAST_ROOM, size / 2)
    share = min(most / (first + second), 1) if first + second else 1
    return first * share, second * share


def _grid(properties: Element | None, story: Story) -> Grid:
    return read_grid(child(properties, W + "docGrid"), story.sheet.usual_size)


# --- what the engine cannot set ---------------------------------------------------------------------------------------


def _beyond(properties: Element | None, section: Section) -> Iterator[Message]:
    """Tell what of a page set-up the engine cannot do."""
    numbering = list(numbering_beyond(properties))
    if numbering and _prints_page_numbers(section):
        yield from numbering
    yield from columns_beyond(properties)
    yield from page_borders_beyond(properties)
    for element in properties if properties is not None else ():
        if element.tag in _BEYOND:
            applies, construct = _BEYOND[element.tag]
            if applies(element):
                yield construct


_VERTICAL: dict[str | None, Literal["top", "center", "bottom"]] = {"center": "center", "bottom": "bottom"}
# Left out on purpose: paperSrc, formProt, noEndnote and printerSettings change no page; notes are read elsewhere.
_BEYOND: dict[str, tuple[Callable[[Element], bool], Message]] = {
    W + "lnNumType": (lambda element: number(element.get(W + "countBy")) > 0, message("line numbers")),
    W + "vAlign": (lambda element: val(element) == "both", message("text spread over the height of the page")),
    W + "textDirection": (lambda element: val(element) not in {None, "lrTb", "lrTbV", "tb"}, message("vertical text")),
    W + "bidi": (is_on, message("right-to-left section")),
}


def _prints_page_numbers(section: Section) -> bool:
    return any(_has_page_field(blocks) for blocks in _all_blocks(section))


def _all_blocks(section: Section) -> Iterator[tuple[Block, ...]]:
    yield section.blocks
    for kind in (section.headers, section.footers):
        yield kind.default
        yield kind.first or ()
        yield kind.even or ()


def _has_page_field(blocks: tuple[Block, ...]) -> bool:
    return any(
        any(_has_page_field(cell.blocks) for row in block.rows for cell in row.cells)
        if isinstance(block, Table)
        else any(_is_page_field(inline) for inline in block.inlines)
        for block in blocks
    )


def _is_page_field(inline: Inline) -> bool:
    """Whether a page number stands here, or in a text box here."""
    is_field = isinstance(inline, PageField) and inline.kind == "PAGE"
    return is_field or any(_has_page_field(blocks) for blocks in boxes_of(inline))
