"""Table and row properties: what a `w:tblPr`, `w:tblPrEx` or `w:trPr` says (ECMA-376 17.4.59, .60, .81)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from docgen.lengths import Pt
from docgen.messages import Message
from docgen.pages.read.border_model import Border
from docgen.pages.read.cell_properties import Width, borders_beyond, read_borders, read_margins, read_width
from docgen.pages.read.ooxml import Element, W, is_on, local_name, number, twips, val
from docgen.pages.read.theme import Theme

HorizontalPlace = Literal["left", "center", "right"]

_PLACES: dict[str, HorizontalPlace] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
}  # fmt: skip
# The bits of the older way to write w:tblLook (ECMA-376 17.7.6.7, 17.4.56).
_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip


class TableLayer(NamedTuple):
    """What one level says about a table; None and missing keys where it says nothing."""

    borders: Mapping[str, Border]
    margins: Mapping[str, Pt]
    bands: Mapping[str, int]
    alignment: HorizontalPlace | None
    indent: Pt | None
    width: Width | None
    beyond: Mapping[str, Message | None]
    is_fixed: bool | None = None
    mirrored: bool | None = None
    spacing: Pt | None = None

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
            base.is_fixed if self.is_fixed is None else self.is_fixed,
            base.mirrored if self.mirrored is None else self.mirrored,
            base.spacing if self.spacing is None else self.spacing,
        )


class RowProperties(NamedTuple):
    """What a `w:trPr` says.

    `before` and `after` are the grid columns left empty (17.4.15, .14).
    """

    before: int = 0
    after: int = 0
    height: Pt = 0
    exact: bool = False
    can_split: bool = True
    is_header: bool = False
    hidden: bool = False
    spacing: Pt | None = None


NOTHING = TableLayer({}, {}, {}, None, None, None, {})


def read_table_layer(properties: Element | None, theme: Theme) -> TableLayer:
    """What a `w:tblPr` or `w:tblPrEx` says. Its caption and description are passed over."""
    bands: dict[str, int] = {}
    beyond: dict[str, Message | None] = {}
    read = NOTHING._replace(bands=bands, beyond=beyond)
    for element in properties if properties is not None else ():
        match local_name(element):
            case "tblBorders":
                beyond |= borders_beyond(element)
                read = read._replace(borders=read_borders(element, theme))
            case "tblCellMar":
                read = read._replace(margins=read_margins(element))
            case "tblStyleRowBandSize" | "tblStyleColBandSize" as name:
                bands[name] = number(val(element), 1)
            case _:
                read = _placed(read, element)
    return read


def _placed(read: TableLayer, element: Element) -> TableLayer:
    """What one child says of the table's place, width and columns."""
    match local_name(element):
        case "jc":
            read = read._replace(alignment=_PLACES.get(val(element) or ""))
        case "tblInd":
            read = read._replace(indent=twips(element.get(W + "w")))
        case "tblW":
            read = read._replace(width=read_width(element))
        case "tblLayout":
            read = read._replace(is_fixed=element.get(W + "type") == "fixed")
        case "tblCellSpacing":
            read = read._replace(spacing=max(0, read_width(element).points))
        case "bidiVisual":
            read = read._replace(mirrored=is_on(element))
    return read


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
                read = read._replace(before=number(val(element)))
            case "gridAfter":
                read = read._replace(after=number(val(element)))
            case "trHeight":
                exact = element.get(W + "hRule") == "exact"
                read = read._replace(height=max(0, twips(val(element))), exact=exact)
            case "cantSplit":
                read = read._replace(can_split=not is_on(element))
            case "tblHeader":
                read = read._replace(is_header=is_on(element))
            case "hidden" if is_on(element):
                read = read._replace(hidden=True)
            case "del":
                read = read._replace(hidden=True)
            case "tblCellSpacing":
                read = read._replace(spacing=max(0, read_width(element).points))
    return read
