"""Anchors: where a floating drawing is and how text goes around it, as a `wp:anchor` says (ECMA-376 20.4.2.3)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.lengths import Pt, from_emu
from docgen.pages.read.drawing_model import Anchored, Drawing, Position, Wrap, WrapSide
from docgen.pages.read.ooxml import MC, WP, WP14, Element, child, flag, local_name, number

_POLYGON_UNIT = 21_600  # a wrap polygon counts in these parts of the drawing's size (20.4.2.9)
_PERCENT = 100_000
SIDES: dict[str, WrapSide] = {"left": "left", "right": "right", "largest": "largest"}


def read_anchor(anchor: Element, drawing: Drawing) -> Anchored:
    """The drawing in its place on the page."""
    across, down = Position("column"), Position("paragraph")
    wrap = Wrap()
    for element in _parts(anchor):
        match local_name(element):
            case "positionH":
                across = _position(element)
            case "positionV":
                down = _position(element)
            case "wrapTopAndBottom":
                wrap = _away("top and bottom", anchor)
            case "wrapSquare":
                wrap = _away("square", anchor, element)
            case "wrapTight" | "wrapThrough":
                wrap = _around_polygon(_away("square", anchor, element), element, drawing)
    if flag(anchor.get("simplePos")):
        place = child(anchor, WP + "simplePos")
        across, down = Position("page", _emu(place, "x")), Position("page", _emu(place, "y"))
    return Anchored(
        drawing,
        across,
        down,
        wrap,
        behind=flag(anchor.get("behindDoc")),
        order=number(anchor.get("relativeHeight")),
        in_cell=wrap.kind != "none" or flag(anchor.get("layoutInCell", "1")),
    )


def _parts(anchor: Element) -> Iterator[Element]:
    """The children, those too that stand in the choice of Word 2010 (positions as percentages)."""
    for element in anchor:
        if element.tag == MC + "AlternateContent":
            for branch in element:
                yield from branch
                break
        else:
            yield element


def _position(element: Element) -> Position:
    relative = element.get("relativeFrom", "")
    for part in element:
        text = (part.text or "").strip()
        if part.tag in {WP14 + "pctPosHOffset", WP14 + "pctPosVOffset"}:
            return Position(relative, share=number(text) / _PERCENT)
        if part.tag == WP + "align":
            return Position(relative, align=text)
        if part.tag == WP + "posOffset":
            return Position(relative, from_emu(number(text)))
    return Position(relative)


def _away(kind: str, anchor: Element, element: Element | None = None) -> Wrap:
    """What text keeps away; what an outline or a rotation adds to the size counts too (20.4.2.6)."""
    side: WrapSide = "both" if element is None else SIDES.get(element.get("wrapText", ""), "both")
    effect = child(anchor, WP + "effectExtent")
    top, right, bottom, left = (
        from_emu(number(anchor.get(f"dist{edge}"))) + _emu(effect, edge.lower()) for edge in "TRBL"
    )
    return Wrap("square" if kind == "square" else "top and bottom", side, top, right, bottom, left)


def _around_polygon(wrap: Wrap, element: Element, drawing: Drawing) -> Wrap:
    """The wrap around the rectangle that holds the polygon of `wrapTight` and `wrapThrough` (20.4.2.9)."""
    polygon = child(element, WP + "wrapPolygon")
    points = [(number(point.get("x")), number(point.get("y"))) for point in (polygon if polygon is not None else ())]
    if len(points) < 3:
        return wrap
    across = [x / _POLYGON_UNIT * drawing.width for x, _ in points]
    down = [y / _POLYGON_UNIT * drawing.height for _, y in points]
    return wrap._replace(
        top=wrap.top - max(min(down), 0),
        right=wrap.right + min(max(across) - drawing.width, 0),
        bottom=wrap.bottom + min(max(down) - drawing.height, 0),
        left=wrap.left - max(min(across), 0),
    )


def _emu(element: Element | None, name: str) -> Pt:
    return 0 if element is None else from_emu(number(element.get(name)))
