"""The style sheet of a document: every style with its `w:basedOn` chain resolved (ECMA-376 17.7).

A sheet is read once for all documents that have the same styles, theme and settings, and remembers what it resolved:
the looks of runs and paragraphs are few, however long a document is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar, cast

from docgen.pages.read import paragraph_properties as paragraphs
from docgen.pages.read import run_properties as runs
from docgen.pages.read.cell_properties import CellLayer, read_cell_layer
from docgen.pages.read.ooxml import Element, W, child, fingerprint, flag, parse_xml, val
from docgen.pages.read.paragraph_properties import ParagraphLayer, ParagraphLook, read_paragraph_layer
from docgen.pages.read.run_properties import RunLayer, RunLayers, RunLook, read_run_layer
from docgen.pages.read.table_properties import TableLayer, read_table_layer
from docgen.pages.read.theme import Theme, read_theme

_MEMORY = 4096  # looks remembered a sheet; the largest real templates have a few hundred
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StyleLayers:
    """What a style says on each kind of thing; also one conditional format of a table style (`w:tblStylePr`)."""

    run: RunLayer = runs.NOTHING
    paragraph: ParagraphLayer = paragraphs.NOTHING
    cell: CellLayer = field(default_factory=CellLayer)
    table: TableLayer = field(default_factory=TableLayer)

    def over(self, base: StyleLayers) -> StyleLayers:
        """Put this style on top of the one it is based on, or one conditional format on top of another."""
        return StyleLayers(
            self.run.over(base.run),
            self.paragraph.over(base.paragraph),
            self.cell.over(base.cell),
            self.table.over(base.table),
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with its chain resolved. `conditional` are a table style's formats by the name of their condition."""

    layers: StyleLayers = field(default_factory=StyleLayers)
    conditional: Mapping[str, StyleLayers] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a table style says for one kind of cell; `key` stands for it in the sheet's memory."""

    layers: StyleLayers = field(default_factory=StyleLayers)
    key: Hashable = ()


NO_TABLE = CellStyle()


class StyleSheet:
    """The styles of a document, their defaults and theme."""

    def __init__(self, root: Element | None, theme: Theme) -> None:
        self.theme = theme
        self._elements: dict[tuple[str, str], Element] = {}
        self._default: dict[str, str] = {}
        self._styles: dict[tuple[str, str], Style] = {}
        self._memory: dict[Hashable, object] = {}
        defaults = child(root, W + "docDefaults")
        self.run_defaults = read_run_layer(child(child(defaults, W + "rPrDefault"), W + "rPr"), theme)
        self.paragraph_defaults = read_paragraph_layer(child(child(defaults, W + "pPrDefault"), W + "pPr"))
        for element in root.iterchildren(W + "style") if root is not None else ():
            kind, identifier = element.get(W + "type", "paragraph"), element.get(W + "styleId", "")
            self._elements[kind, identifier] = element
            if flag(element.get(W + "default")):
                self._default.setdefault(kind, identifier)

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
            return Style()
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
        )

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for a key."""
        found = self._memory.get(key)
        if found is None:
            if len(self._memory) >= _MEMORY:
                self._memory.clear()
            found = self._memory[key] = make()
        return cast(T, found)

    def cell_style(self, table_style: str, conditions: tuple[str, ...] = ()) -> CellStyle:
        """What a table style says for a cell to which these conditions apply, the weakest first (17.7.6)."""

        def make() -> CellStyle:
            style = self.style("table", table_style)
            layers = style.layers
            for condition in conditions:
                if condition in style.conditional:
                    layers = style.conditional[condition].over(layers)
            return CellStyle(layers, (table_style, conditions))

        return self.remembered(("cell", table_style, conditions), make)

    def run_look(self, properties: Element | None, paragraph_style: str, cell: CellStyle, auto_color: str) -> RunLook:
        """How a run with these direct properties looks in a paragraph of this style, in such a cell."""

        def make() -> RunLook:
            direct = read_run_layer(properties, self.theme)
            layers = RunLayers(
                defaults=self.run_defaults,
                table=cell.layers.run,
                paragraph=self.style("paragraph", paragraph_style).layers.run,
                character=self.style("character", direct.values.get("character_style")).layers.run,
                direct=direct,
            )
            return runs.combine(layers, auto_color)

        return self.remembered(("run", fingerprint(properties), paragraph_style, cell.key, auto_color), make)

    def paragraph_look(self, properties: Element | None, key: Hashable, style: str, cell: CellStyle) -> ParagraphLook:
        """How a paragraph with these direct properties looks in such a cell; `key` is equal for equal properties."""

        def make() -> ParagraphLook:
            layers = (self.paragraph_defaults, cell.layers.paragraph, self.style("paragraph", style).layers.paragraph)
            return paragraphs.combine((*layers, read_paragraph_layer(properties)))

        return self.remembered(("paragraph", key, style, cell.key), make)


@lru_cache(maxsize=32)  # a pack has about a dozen templates
def style_sheet(styles: bytes | None, theme: bytes | None, east_asian_language: str) -> StyleSheet:
    """The sheet for the bytes of styles.xml and theme1.xml. Raises `etree.XMLSyntaxError`."""
    theme_root = parse_xml(theme) if theme else None
    return StyleSheet(parse_xml(styles) if styles else None, read_theme(theme_root, east_asian_language))
