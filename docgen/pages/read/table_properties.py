"""Table and row properties: what a `w:tblPr`, `w:tblPrEx` or `w:trPr` says (ECMA-376 17.4.59, .60, .81)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
        """This layer on top of `base`."""
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
    """What a `w:trPr` says. `before` and `after` are the grid columns left empty (17.4.15, .14)."""

    before: int = 0
    after: int = 0
    height: Pt = 0
    exact: bool = False
    can_split: bool = True
    is_header: bool = False
    hidden: bool = False
    beyond: tuple[Message, ...] = ()


def read_table_layer(properties: Element | None, theme: Theme) -> TableLayer:
    """What a `w:tblPr` or `w:tblPrEx` says. Its layout, caption and description are passed over: the grid counts."""
    found: dict[str, object] = {}
    beyond: dict[str, Message | None] = {}
    bands: dict[str, int] = {}
    for element in properties if properties is not None else ():
        match local_name(element):
            case "tblBorders":
                found["borders"] = read_borders(element, theme)
                beyond |= borders_beyond(element)
            case "tblCellMar":
                found["margins"] = read_margins(element)
            case "jc":
                found["alignment"] = _PLACES.get(val(element) or "")
            case "tblInd":
                found["indent"] = twips(element.get(W + "w"))
            case "tblW":
                found["width"] = read_width(element)
            case "tblStyleRowBandSize" | "tblStyleColBandSize" as name:
                bands[name] = number(val(element), 1)
            case "tblpPr" | "tblCellSpacing" | "bidiVisual" as name:
                beyond[name] = _beyond(name, element)
    return TableLayer(bands=bands, beyond=beyond, **found)  # type: ignore[arg-type]


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
    found: dict[str, object] = {}
    beyond: list[Message] = []
    for element in properties if properties is not None else ():
        match local_name(element):
            case "gridBefore":
                found["before"] = number(val(element))
            case "gridAfter":
                found["after"] = number(val(element))
            case "trHeight":
                found["height"] = max(0, twips(val(element)))
                found["exact"] = element.get(W + "hRule") == "exact"
            case "cantSplit":
                found["can_split"] = not is_on(element)
            case "tblHeader":
                found["is_header"] = is_on(element)
            case "hidden":
                found["hidden"] = is_on(element)
            case "del":
                found["hidden"] = True
            case "tblCellSpacing" if twips(element.get(W + "w")):
                beyond.append(message("space between cells"))
    return RowProperties(beyond=tuple(beyond), **found)  # type: ignore[arg-type]
