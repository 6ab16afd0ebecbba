"""The style sheet of a document: every style with its `w:basedOn` chain resolved (ECMA-376 17.7).

A sheet is read once for all documents that have the same styles, theme and settings, and remembers what it resolved:
the looks of runs and paragraphs are few, however long a document is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

from docgen.lengths import Pt
from docgen.pages.read import cell_properties as cells
from docgen.pages.read import paragraph_properties as paragraphs
from docgen.pages.read import run_properties as runs
from docgen.pages.read import table_properties as tables
from docgen.pages.read.cell_properties import CellLayer, CellProperties, read_cell_layer
from docgen.pages.read.numbering import NumberedList, Numbering, PictureBullet, Suffix
from docgen.pages.read.ooxml import Element, W, child, fingerprint, flag, is_on, parse_xml, val
from docgen.pages.read.paragraph_properties import ParagraphLayer, ParagraphLook, read_paragraph_layer
from docgen.pages.read.run_properties import RunLayer, RunLayers, RunLook, read_run_layer
from docgen.pages.read.table_properties import RowProperties, TableLayer, read_row_properties, read_table_layer
from docgen.pages.read.theme import Theme, read_theme

_MEMORY = 4096  # looks remembered a sheet; the largest real templates have a few hundred
T = TypeVar("T")


class StyleLayers(NamedTuple):
    """What a style says on each kind of thing; also one conditional format of a table style (`w:tblStylePr`).

    Of rows it says whether they are headers.
    """

    run: RunLayer = runs.NOTHING
    paragraph: ParagraphLayer = paragraphs.NOTHING
    cell: CellLayer = cells.NOTHING
    table: TableLayer = tables.NOTHING
    is_header: bool = False

    def over(self, base: StyleLayers) -> StyleLayers:
        """Put this style on top of the one it is based on, or one conditional format on top of another."""
        return StyleLayers(
            self.run.over(base.run),
            self.paragraph.over(base.paragraph),
            self.cell.over(base.cell),
            self.table.over(base.table),
            self.is_header or base.is_header,
        )


class Style(NamedTuple):
    """A style with its chain resolved. `conditional` are a table style's formats by the name of their condition."""

    layers: StyleLayers
    conditional: Mapping[str, StyleLayers]


class CellStyle:
    """What a table style says for one kind of cell. The sheet keeps one for each: it is a key, by identity."""

    __slots__ = ("layers",)

    def __init__(self, layers: StyleLayers) -> None:
        self.layers = layers


NO_TABLE = CellStyle(StyleLayers())


class RunLooks:
    """The looks of the runs in paragraphs of one style that stand in one kind of cell, by what their properties say.

    `auto_color` is what the colour `auto` means there.
    """

    def __init__(self, sheet: StyleSheet, paragraph_style: str, cell: CellStyle, auto_color: str) -> None:
        self._sheet = sheet
        self._paragraph = sheet.style("paragraph", paragraph_style).layers.run
        self._table = cell.layers.run
        self._auto_color = auto_color
        self._known: dict[Hashable, RunLook] = {}

    def look(self, properties: Element | None, spacing: Pt = 0, cell: Pt = 0) -> RunLook:
        """How a run with these direct properties looks, where the grid adds `spacing` or sets cells of this width."""
        key = (fingerprint(properties), spacing, cell)
        look = self._known.get(key)
        if look is None:
            if len(self._known) >= _MEMORY:
                self._known.clear()
            look = self._known[key] = self._make(properties, spacing, cell)
        return look

    def label(self, mark: Element | None, level: RunLayer) -> RunLook:
        """How a paragraph's number looks: as its mark does, where its level says nothing else (17.9.24)."""
        return self._combine(level.over(read_run_layer(mark, self._sheet.theme)))

    def _make(self, properties: Element | None, spacing: Pt, cell: Pt) -> RunLook:
        look = self._combine(read_run_layer(properties, self._sheet.theme))
        return look.spaced(spacing, cell) if spacing or cell else look

    def _combine(self, direct: RunLayer) -> RunLook:
        sheet = self._sheet
        character = sheet.style("character", direct.values.get("character_style")).layers.run
        layers = RunLayers(sheet.run_defaults, self._table, self._paragraph, character, direct)
        return runs.combine(layers, self._auto_color)


class Label(NamedTuple):
    """What numbers a paragraph: its list, the level from 0, what follows the number, and how the number looks.

    `outdent` is the share of the number's width that stands left of its place.
    """

    list: NumberedList
    level: int
    suffix: Suffix
    look: RunLook
    outdent: float = 0
    picture: PictureBullet | None = None


class ParagraphKind(NamedTuple):
    """All that the properties of a paragraph decide where it stands. `style` is its id, `mark` the look of its mark.

    `mark_is_deleted` by a tracked change (ECMA-376 17.13.5.15); `runs` gives the looks of what stands in it;
    `label` says how it is numbered.
    """

    style: str
    look: ParagraphLook
    mark: RunLook
    mark_is_deleted: bool
    runs: RunLooks
    label: Label | None = None


class StyleSheet:
    """The styles of a document, their defaults and theme."""

    def __init__(self, root: Element | None, theme: Theme, numbering: Element | None = None) -> None:
        self.theme = theme
        self.numbering = Numbering(numbering, theme)
        self._elements: dict[tuple[str, str], Element] = {}
        self._default: dict[str, str] = {}
        self._styles: dict[tuple[str, str], Style] = {}
        self._memory: dict[Hashable, Any] = {}
        defaults = child(root, W + "docDefaults")
        self.run_defaults = read_run_layer(child(child(defaults, W + "rPrDefault"), W + "rPr"), theme)
        self.paragraph_defaults = read_paragraph_layer(child(child(defaults, W + "pPrDefault"), W + "pPr"))
        for element in root.iterchildren(W + "style") if root is not None else ():
            kind, identifier = element.get(W + "type", "paragraph"), element.get(W + "styleId", "")
            self._elements[kind, identifier] = element
            if flag(element.get(W + "default")):
                self._default.setdefault(kind, identifier)

    @cached_property
    def usual_size(self) -> Pt:
        """The size of text in the default paragraph style."""
        return RunLooks(self, "", NO_TABLE, "000000").look(None).style.size

    def paragraph_style_named(self, name: str) -> str | None:
        """The id of the paragraph style with this name or one of these other names, in small letters (17.7.4.9, .1)."""
        for kind, identifier in self._elements:
            if kind == "paragraph":
                element = self._elements[kind, identifier]
                names = [val(child(element, W + "name")) or "", *(val(child(element, W + "aliases")) or "").split(",")]
                if name in {known.strip().lower() for known in names}:
                    return identifier
        return None

    def style_id(self, kind: str, identifier: str | None) -> str:
        """The id of the style that applies: this one, or the default one where there is no such (17.7.4.17)."""
        if identifier and (kind, identifier) in self._elements:
            return identifier
        return self._default.get(kind, "")

    def style(self, kind: str, identifier: str | None) -> Style:
        """The style of this kind (`paragraph`, `character`, `table`) that applies for an id."""
        key = (kind, self.style_id(kind, identifier))
        if key not in self._styles:
            self._styles[key] = self._resolve(key, frozenset())
        return self._styles[key]

    def _resolve(self, key: tuple[str, str], seen: frozenset[tuple[str, str]]) -> Style:
        """Follow `w:basedOn`; a chain that bites its tail ends there."""
        element = self._elements.get(key)
        if element is None or key in seen:
            return Style(StyleLayers(), {})
        base = self._resolve((key[0], val(child(element, W + "basedOn")) or ""), seen | {key})
        conditional = dict(base.conditional)
        for part in element.iterchildren(W + "tblStylePr"):
            condition = part.get(W + "type", "")
            conditional[condition] = self._layers(part).over(conditional.get(condition, StyleLayers()))
        return Style(self._layers(element).over(base.layers), conditional)

    def _layers(self, element: Element) -> StyleLayers:
        return StyleLayers(
            read_run_layer(child(element, W + "rPr"), self.theme),
            read_paragraph_layer(child(element, W + "pPr")),
            read_cell_layer(child(element, W + "tcPr"), self.theme),
            read_table_layer(child(element, W + "tblPr"), self.theme),
            is_on(child(child(element, W + "trPr"), W + "tblHeader")),
        )

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for a key."""
        found: T | None = self._memory.get(key)
        if found is None:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            found = self._memory[key] = make()
        return found

    def cell_style(self, table_style: str, conditions: tuple[str, ...] = ()) -> CellStyle:
        """What a table style says for a cell to which these conditions apply, the weakest first (17.7.6)."""

        def make() -> CellStyle:
            style = self.style("table", table_style)
            layers = style.layers
            for condition in conditions:
                if condition in style.conditional:
                    layers = style.conditional[condition].over(layers)
            return CellStyle(layers)

        return self.remembered(("cell style", table_style, conditions), make)

    def cell_properties(self, properties: Element | None) -> CellProperties:
        """What a `w:tcPr` says."""
        return self.remembered(("tcPr", fingerprint(properties)), lambda: CellProperties(properties, self.theme))

    def row_properties(self, properties: Element | None) -> RowProperties:
        """What a `w:trPr` says."""
        return self.remembered(("trPr", fingerprint(properties)), lambda: read_row_properties(properties))

    def paragraph_kind(self, properties: Element | None, cell: CellStyle, auto_color: str) -> ParagraphKind:
        """What a `w:pPr` comes to in such a cell, where `auto_color` is what the colour `auto` means."""

        def make() -> ParagraphKind:
            style = self.style_id("paragraph", val(child(properties, W + "pStyle")))
            styled = self.style("paragraph", style).layers.paragraph
            direct = read_paragraph_layer(properties)
            numbered, level = self._numbered(style, styled, direct)
            of_list = numbered.levels[level].paragraph if numbered else paragraphs.NOTHING
            # The list's indents go before those of a style, unless it is the style that asks for the list.
            middle = (styled, of_list) if "list" in direct.values else (of_list, styled)
            layers = (self.paragraph_defaults, cell.layers.paragraph, *middle, direct)
            mark = child(properties, W + "rPr")
            run_looks = self._run_looks(style, cell, auto_color)
            mark_is_deleted = child(mark, W + "del") is not None or child(mark, W + "moveFrom") is not None
            label = None
            if numbered:
                of_level = numbered.levels[level]
                label_look = run_looks.label(mark, of_level.run)
                if is_on(child(mark, W + "specVanish")):  # only the end is hidden (17.3.2.36), and not the number
                    label_look = label_look._replace(hidden=False)
                label = Label(
                    numbered, level, of_level.suffix, label_look, outdent=of_level.outdent, picture=of_level.picture
                )
            look = paragraphs.combine(layers)
            return ParagraphKind(style, look, run_looks.look(mark), mark_is_deleted, run_looks, label)

        return self.remembered(("pPr", fingerprint(properties), cell, auto_color), make)

    def _numbered(self, style: str, styled: ParagraphLayer, direct: ParagraphLayer) -> tuple[NumberedList | None, int]:
        """The list and the level that a paragraph is numbered by (ECMA-376 17.9.18, 17.9.23)."""
        values = styled.values | direct.values
        numbered = self.numbering.find(values.get("list"))
        if numbered is None:
            return None, 0
        level = values.get("list_level")
        level = numbered.level_of(style) if level is None else level
        return (numbered, level) if level in numbered.levels else (None, 0)

    def _run_looks(self, paragraph_style: str, cell: CellStyle, auto_color: str) -> RunLooks:
        key = ("runs", paragraph_style, cell, auto_color)
        return self.remembered(key, lambda: RunLooks(self, paragraph_style, cell, auto_color))


@lru_cache(maxsize=32)  # a pack has about a dozen templates
def style_sheet(
    styles: bytes | None, theme: bytes | None, numbering: bytes | None, east_asian_language: str
) -> StyleSheet:
    """The sheet for the bytes of styles.xml, theme1.xml and numbering.xml. Raises `etree.XMLSyntaxError`."""
    theme_root = parse_xml(theme) if theme else None
    return StyleSheet(
        parse_xml(styles) if styles else None,
        read_theme(theme_root, east_asian_language),
        parse_xml(numbering) if numbering else None,
    )
