"""Cell properties: what one `w:tcPr` says (ECMA-376 17.4.69), and the colours and margins that tables share with it.

Its place in the grid and its look are told apart: `GridPlace` and `CellLayer`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from docgen.lengths import Pt
from docgen.messages import Message, message
from docgen.pages.read.block_model import TextDirection
from docgen.pages.read.border_model import Border
from docgen.pages.read.borders import border_beyond, read_border
from docgen.pages.read.ooxml import Element, W, child, is_on, local_name, number, twips, val
from docgen.pages.read.shading import read_shading, shading_beyond
from docgen.pages.read.theme import Theme

Vertical = Literal["top", "center", "bottom"]

_SIDES = {"start": "left", "end": "right"}  # the newer names of ISO/IEC 29500
_VERTICAL: dict[str, Vertical] = {"top": "top", "center": "center", "bottom": "bottom", "both": "top"}
_FULL_PERCENT = 5000  # fiftieths of a percent (ECMA-376 17.4.88)
MOST_COLUMNS = 256  # Word allows 63; a file that asks for millions is broken or hostile
_DIRECTIONS: dict[str | None, TextDirection] = {  # 17.18.93, with the names of ISO/IEC 29500 Strict
    None: "across", "lrTb": "across", "lrTbV": "across", "tb": "across", "tbV": "across",
    "tbRl": "down", "tbRlV": "down", "rl": "down", "rlV": "down",
    "btLr": "turned left", "lr": "turned left",
}  # fmt: skip
_LEFT_TO_RIGHT = {"tbLrV", "lrV"}
_SWITCHES = frozenset({"tcFitText", "hideMark"})


class Width(NamedTuple):
    """A preferred width: points, or a share of the room (1.0 is all of it), or neither for `auto`."""

    points: Pt = 0
    share: float = 0


class CellLayer(NamedTuple):
    """What one level says about cells. Edges are `top` … `left`, `tl2br`, `tr2bl`, in styles `insideH`, `insideV`.

    `shading` is `RRGGBB`, "" for none, None where nothing is said. `beyond` holds what the engine cannot set,
    `switches` whether text is fitted to the cell (17.4.67) and its mark takes no height (17.4.20).
    """

    borders: Mapping[str, Border]
    margins: Mapping[str, Pt]
    shading: str | None
    vertical: Vertical | None
    beyond: Mapping[str, Message | None]
    direction: TextDirection | None = None
    switches: Mapping[str, bool] = MappingProxyType({})

    def over(self, base: CellLayer) -> CellLayer:
        """Put this layer on top of `base`: edge by edge, the later value counts."""
        return CellLayer(
            {**base.borders, **self.borders},
            {**base.margins, **self.margins},
            base.shading if self.shading is None else self.shading,
            self.vertical or base.vertical,
            {**base.beyond, **self.beyond},
            self.direction or base.direction,
            {**base.switches, **self.switches},
        )


NOTHING = CellLayer({}, {}, None, None, {})


class GridPlace(NamedTuple):
    """What a `w:tcPr` says of a cell's place in the grid.

    `merges_down` where it begins or continues a merge with cells below (17.4.85); `continues_down` and
    `continues_right` where it goes on with the merge of the cell above or before. `width` is the preferred one,
    `is_auto` where the contents shall decide.
    """

    column_span: int
    merges_down: bool
    continues_down: bool
    continues_right: bool
    width: Width
    is_deleted: bool = False
    is_auto: bool = False


class CellProperties:
    """All that a `w:tcPr` says. The sheet keeps one for all cells with equal properties: it is a key, by identity."""

    __slots__ = ("layer", "place")

    def __init__(self, properties: Element | None, theme: Theme) -> None:
        self.place = read_grid_place(properties)
        self.layer = read_cell_layer(properties, theme)


def read_grid_place(properties: Element | None) -> GridPlace:
    """The place that a `w:tcPr` asks for. A merge goes on unless it says `restart` (ECMA-376 17.18.57).

    A merge that a tracked change makes counts as made (17.13.5.3), a cell that one deletes as deleted (17.13.5.2).
    """
    down, right = child(properties, W + "vMerge"), child(properties, W + "hMerge")
    tracked = child(properties, W + "cellMerge")
    merge = val(down) if tracked is None else tracked.get(W + "vMerge", "cont")
    merges = down is not None or tracked is not None
    return GridPlace(
        column_span=min(max(1, number(val(child(properties, W + "gridSpan")), 1)), MOST_COLUMNS),
        merges_down=merges,
        continues_down=merges and merge not in {"restart", "rest"},
        continues_right=right is not None and val(right) != "restart",
        width=read_width(child(properties, W + "tcW")),
        is_auto=_is_auto(child(properties, W + "tcW")),
        is_deleted=child(properties, W + "cellDel") is not None,
    )


def read_cell_layer(properties: Element | None, theme: Theme) -> CellLayer:
    """What a `w:tcPr` says of the cell's look."""
    borders: dict[str, Border] = {}
    margins: dict[str, Pt] = {}
    shading: str | None = None
    vertical: Vertical | None = None
    direction: TextDirection | None = None
    beyond: dict[str, Message | None] = {}
    switches: dict[str, bool] = {}
    for element in properties if properties is not None else ():
        match local_name(element):
            case "tcBorders":
                borders, beyond = read_borders(element, theme), beyond | borders_beyond(element)
            case "tcMar":
                margins = read_margins(element)
            case "shd":
                shading = read_shading(element)
                beyond["shd"] = shading_beyond(element)
            case "vAlign":
                vertical = _VERTICAL.get(val(element) or "")
            case name if name in _SWITCHES:
                switches[name] = is_on(element)
            case "textDirection":
                direction = _DIRECTIONS.get(val(element), "across")
                from_left = val(element) in _LEFT_TO_RIGHT
                beyond["textDirection"] = (
                    message("vertical text whose lines go from left to right") if from_left else None
                )
    return CellLayer(borders, margins, shading, vertical, beyond, direction, switches)


def _is_auto(element: Element | None) -> bool:
    """Whether a width is said to be what the contents need."""
    return element is not None and element.get(W + "type", "dxa") in {"auto", "nil"}


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


def read_borders(element: Element, theme: Theme) -> dict[str, Border]:
    """The edges of a `w:tcBorders` or `w:tblBorders` by name."""
    return {side(edge): read_border(edge, theme) for edge in element}


def borders_beyond(element: Element) -> dict[str, Message | None]:
    """What the engine cannot draw, by edge."""
    return {side(edge): border_beyond(edge) for edge in element}


def read_margins(element: Element) -> dict[str, Pt]:
    """The sides of a `w:tcMar` or `w:tblCellMar`; only widths in twips count there (17.4.42).

    Above and below a negative one counts as none: a row is no lower than its text.
    """
    margins = {
        side(edge): twips(edge.get(W + "w")) for edge in element if edge.get(W + "type", "dxa") in {"dxa", "nil"}
    }
    return {name: max(margin, 0) if name in {"top", "bottom"} else margin for name, margin in margins.items()}


def side(element: Element) -> str:
    """The name of an edge: `left` and `right` also where `start` and `end` are written."""
    name = local_name(element)
    return _SIDES.get(name, name)
