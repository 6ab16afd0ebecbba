"""Table and row properties: what a `w:tblPr`, `w:tblPrEx` or `w:trPr` says (ECMA-376 17.4.59, .60, .81)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.cell_properties import borders_beyond, read_borders, read_margins
from docgen.pages.read.model import Border
from docgen.pages.read.ooxml import Element, W, is_on, local_name, number, twips, val
from docgen.pages.read.theme import Theme

HorizontalPlace = Literal["left", "center", "right"]

_PLACES: dict[str, HorizontalPlace] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
}  # fmt: skip
_FULL_PERCENT = 5000  # fiftieths of a percent (ECMA-376 17.4.88)
# The bits of the older way to write w:tblLook (ECMA-376 17.7.6.7, 17.4.56).
_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Width:
    """A preferred width: points, or a share of the room (1.0 is all of it), or neither for `auto`."""

    points: Pt = 0
    share: float = 0


@dataclass(frozen=True, slots=True)
class TableLayer:
    """What one level says about a table; None and missing keys where it says nothing."""

    borders: Mapping[str, Border] = field(default_factory=dict)
    margins: Mapping[str, Pt] = field(default_factory=dict)
    bands: Mapping[str, int] = field(default_factory=dict)
    alignment: HorizontalPlace | None = None
    indent: Pt | None = None
    width: Width | None = None
    beyond: Mapping[str, Message | None] = field(default_factory=dict)

    def over(self, base: TableLayer) -> TableLayer:
        """Put this layer on top of `base`."""
        return TableLayer(
            {**base.borders, **self.borders},
            {**base.margins, **self.margins},
            {**base.bands, **self.bands},
            self.alignment or base.alignment,
            base.indent if self.indent is None else self.indent,
            self.width or base.width,
            {**base.beyond, **self.beyond},
        )


@dataclass(frozen=True, slots=True)
class RowProperties:
    """What a `w:trPr` says.

    `before` are the grid columns left empty (17.4.15); what follows the last cell is empty anyway.
    """

    before: int = 0
    height: Pt = 0
    exact: bool = False
    can_split: bool = True
    is_header: bool = False
    hidden: bool = False
    beyond: Message | None = None


def read_table_layer(properties: Element | None, theme: Theme) -> TableLayer:
    """What a `w:tblPr` or `w:tblPrEx` says. Its layout, caption and description are passed over: the grid counts."""
    read = TableLayer()
    for element in properties if properties is not None else ():
        read = _with_look(read, element, theme) or _with_measure(read, element) or _with_beyond(read, element)
    return read


def _with_look(read: TableLayer, element: Element, theme: Theme) -> TableLayer | None:
    match local_name(element):
        case "tblBorders":
            beyond = {**read.beyond, **borders_beyond(element)}
            return replace(read, borders=read_borders(element, theme), beyond=beyond)
        case "tblCellMar":
            return replace(read, margins=read_margins(element))
        case "jc":
            return replace(read, alignment=_PLACES.get(val(element) or ""))
    return None


def _with_measure(read: TableLayer, element: Element) -> TableLayer | None:
    match local_name(element):
        case "tblInd":
            return replace(read, indent=twips(element.get(W + "w")))
        case "tblW":
            return replace(read, width=read_width(element))
        case "tblStyleRowBandSize" | "tblStyleColBandSize" as name:
            return replace(read, bands={**read.bands, name: number(val(element), 1)})
    return None


def _with_beyond(read: TableLayer, element: Element) -> TableLayer:
    name = local_name(element)
    if name not in {"tblpPr", "tblCellSpacing", "bidiVisual"}:
        return read
    return replace(read, beyond={**read.beyond, name: _beyond(name, element)})


def _beyond(name: str, element: Element) -> Message | None:
    if name == "tblpPr":
        return message("floating table")
    if name == "bidiVisual":
        return message("right-to-left table") if is_on(element) else None
    return message("space between cells") if twips(element.get(W + "w")) else None


def read_width(element: Element | None) -> Width:
    """A `w:tblW` or `w:tcW`; a percentage may also be written `50%` (ECMA-376 17.18.90)."""
    if element is None:
        return Width()
    text = element.get(W + "w", "")
    if text.endswith("%"):
        return Width(share=number(text[:-1]) / 100)
    match element.get(W + "type", "dxa"):
        case "pct":
            return Width(share=number(text) / _FULL_PERCENT)
        case "dxa":
            return Width(points=max(0, twips(text)))
        case _:
            return Width()


def read_look(properties: Element | None) -> frozenset[str]:
    """The switches of a `w:tblLook` that are on; none where there is no such element."""
    look = None if properties is None else properties.find(W + "tblLook")
    if look is None:
        return frozenset()
    bits = int(val(look) or "0", 16) if all(digit in "0123456789abcdefABCDEF" for digit in val(look) or "") else 0
    return frozenset(
        name
        for name, bit in _LOOK_BITS.items()
        if look.get(W + name, "1" if bits & bit else "0") in {"1", "true", "on"}
    )


def read_row_properties(properties: Element | None) -> RowProperties:
    """What a `w:trPr` says. A height without a rule, or with the rule `auto`, is a least height, as in Word."""
    read = RowProperties()
    for element in properties if properties is not None else ():
        match local_name(element):
            case "gridBefore":
                read = replace(read, before=number(val(element)))
            case "trHeight":
                exact = element.get(W + "hRule") == "exact"
                read = replace(read, height=max(0, twips(val(element))), exact=exact)
            case "cantSplit":
                read = replace(read, can_split=not is_on(element))
            case "tblHeader":
                read = replace(read, is_header=is_on(element))
            case "hidden" if is_on(element):
                read = replace(read, hidden=True)
            case "del":
                read = replace(read, hidden=True)
            case "tblCellSpacing":
                read = replace(read, beyond=_beyond("tblCellSpacing", element))
    return read
