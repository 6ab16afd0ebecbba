"""Sets a section's headers and footers: which one a page has, how much of the page it leaves, what its fields read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.anchoring import PageFrame, Spot
from docgen.pages.layout.around import Column, Scene, spots_in, stacked_in
from docgen.pages.layout.blocks import Typesetter, draws, goes_around, has_field
from docgen.pages.layout.floating import page_frame, place_floating
from docgen.pages.layout.flow import Filled, Flow, Stacked
from docgen.pages.layout.inline_text import Resolve
from docgen.pages.layout.obstacles import Obstacle
from docgen.pages.layout.paragraphs import ParagraphSetter
from docgen.pages.layout.sheet import Sheet, emit_all
from docgen.pages.read.block_model import Block
from docgen.pages.read.document_model import HeaderFooter, Section
from docgen.pages.read.inline_model import PageField, StyleMark
from docgen.pages.read.numerals import numeral
from docgen.pages.read.run_model import RunStyle


class StyledText(NamedTuple):
    """What one page can show of the paragraphs of each style: those on `page`, on the pages before, and after it."""

    page: Sequence[StyleMark]
    before: Sequence[Sequence[StyleMark]]
    after: Sequence[Sequence[StyleMark]]

    def read(self, field: PageField) -> str:
        r"""What a STYLEREF field reads: the first such text on the page, with the switch `\l` the last.

        Where there is none, the last on the pages before, else the first on those after (ECMA-376 17.16.5.59).
        """
        switches = field.numerals or ""
        here = _of_style(self.page, field.bookmark)
        earlier = (_of_style(page, field.bookmark) for page in reversed(self.before))
        later = (_of_style(page, field.bookmark) for page in self.after)
        if here:
            mark = here[-1 if "\\l" in switches else 0]
        elif found := next(filter(None, earlier), None):
            mark = found[-1]
        elif found := next(filter(None, later), None):
            mark = found[0]
        else:
            return ""
        return (mark.number or "0") if "\\n" in switches else mark.text


def _of_style(marks: Sequence[StyleMark], style: str) -> list[StyleMark]:
    return [mark for mark in marks if mark.style == style]


class PageNumber(NamedTuple):
    """A page's number in its document, the number of pages, and whether it is the first of its section.

    `numerals` is how the section writes page numbers; `section` its number from 1, and `section_pages` how many it has.
    `bookmarks` says how the number of the page reads on which each bookmark of the body begins; `styled` what the page
    shows of the paragraphs of a style.
    """

    number: int
    total: int
    opens_section: bool
    numerals: str = "decimal"
    section: int = 1
    section_pages: int = 1
    bookmarks: Mapping[str, str] = MappingProxyType({})
    styled: StyledText | None = None

    @property
    def printed(self) -> str:
        """The number as its section writes it."""
        return numeral(self.number, self.numerals) or str(self.number)

    def resolve(self, field: PageField) -> str:
        """What a page field reads on this page."""
        if field.kind == "PAGEREF":
            return self.bookmarks.get(field.bookmark, "1")
        if field.kind == "STYLEREF":
            return self.styled.read(field) if self.styled else ""
        value, usual = {
            "PAGE": (self.number, self.numerals),
            "NUMPAGES": (self.total, "decimal"),
            "SECTION": (self.section, "decimal"),
            "SECTIONPAGES": (self.section_pages, "decimal"),
        }[field.kind]
        return numeral(value, field.numerals or usual) or str(value)


class HeaderSetter:
    """Sets the headers and footers of one section; the body `goes_around` what floats in them, if anything does."""

    def __init__(self, section: Section, setter: ParagraphSetter, tab: Pt) -> None:
        self._section = section
        self._setter = setter
        self._tab = tab
        self._width = section.room
        self.goes_around = any(
            goes_around(blocks) for kind in (section.headers, section.footers) for blocks in kind if blocks
        )
        self._unchanging: dict[int, Stacked] = {}
        self._heights: dict[int, Pt] = {}

    def body(self, page: PageNumber) -> tuple[Pt, Pt]:
        """(top, bottom) of the body: its margins, or less where a header or footer needs more (as in Word)."""
        section = self._section
        top = max(section.margins.top, section.header_distance + self._height(section.headers, page))
        foot = max(section.margins.bottom, section.footer_distance + self._height(section.footers, page))
        if top + foot >= section.height:  # they leave nothing: overlap rather than loop
            return section.margins.top, section.height - section.margins.bottom
        return top, section.height - foot

    def has_header(self, page: PageNumber) -> bool:
        """Whether the page has a header."""
        return bool(_chosen(self._section.headers, page))

    def has_footer(self, page: PageNumber) -> bool:
        """Whether the page has a footer."""
        return bool(_chosen(self._section.footers, page))

    def emit(self, sheet: Sheet, page: PageNumber) -> None:
        """Put the page's header and footer onto `sheet`."""
        section = self._section
        sheet.repeating = True
        header, footer = self._set(section.headers, page), self._set(section.footers, page)
        frame = page_frame(section, page.number)
        emit_all(header.drawn, sheet, frame.margins.left, section.header_distance)
        emit_all(footer.drawn, sheet, frame.margins.left, section.height - section.footer_distance - footer.height)
        if sheet.spots:
            place_floating(sheet, Scene(frame, self._typesetter(page.resolve).set_anchored), in_header=True)
        sheet.repeating = False

    def obstacles(self, page: PageNumber) -> list[Obstacle]:
        """What floats in the page's header and footer and the body goes around."""
        if not self.goes_around:
            return []
        section, frame = self._section, page_frame(self._section, page.number)
        header, footer = self._set(section.headers, page), self._set(section.footers, page)
        left, foot = frame.margins.left, section.height - section.footer_distance - footer.height
        spots = spots_in(header.drawn, Column(left, section.header_distance, self._width))
        spots += spots_in(footer.drawn, Column(left, foot, self._width))
        scene = Scene(frame, self._typesetter(page.resolve).set_anchored)
        return list(scene.obstacles(spots).values())

    def _height(self, kind: HeaderFooter, page: PageNumber) -> Pt:
        key = id(_chosen(kind, page))
        if key not in self._heights:
            self._heights[key] = self._set(kind, page).height
        return self._heights[key]

    def _set(self, kind: HeaderFooter, page: PageNumber) -> Stacked:
        """Set the page's header or footer; one without fields only once."""
        blocks = _chosen(kind, page)
        if id(blocks) in self._unchanging:
            return self._unchanging[id(blocks)]
        asked: list[PageField] = []

        def resolve(field: PageField) -> str:
            asked.append(field)
            return page.resolve(field)

        typesetter = self._typesetter(resolve)
        if draws(blocks):
            filled = self._around(blocks, page_frame(self._section, page.number), typesetter)
            asked += [PageField("PAGE", RunStyle())] * has_field(blocks)
        else:
            filled = typesetter.stacked(blocks, self._width)
        if not asked:
            self._unchanging[id(blocks)] = filled
        return filled

    def _typesetter(self, resolve: Resolve) -> Typesetter:
        return Typesetter(self._setter, resolve, self._tab)

    def _around(self, blocks: Sequence[Block], frame: PageFrame, typesetter: Typesetter) -> Stacked:
        """A header or footer in which something is anchored: its places count from the page."""
        section = self._section
        is_header = any(blocks is kind for kind in section.headers)
        foot = section.height - section.footer_distance
        stacked = Stacked(Flow(()), [], 0)
        for _ in range(1 if is_header else 2):  # where a footer begins depends on its height
            top = section.header_distance if is_header else foot - stacked.height
            column = Column(frame.margins.left, top, self._width)

            def spots_of(filled: list[Filled], column: Column = column) -> list[Spot]:
                return spots_in(filled[0].drawn, column)

            scene = Scene(frame, typesetter.set_anchored)
            stacked = stacked_in(typesetter.running(blocks, self._width), column, scene, spots_of)
        return stacked


def _chosen(kind: HeaderFooter, page: PageNumber) -> Sequence[Block]:
    """The first page's, the even pages' or the default one (ECMA-376 17.10.1, 17.10.6)."""
    if page.opens_section and kind.first is not None:
        return kind.first
    if page.number % 2 == 0 and kind.even is not None:
        return kind.even
    return kind.default
