"""Where a floating shape of VML is and how text goes around it: its style, and Word's `w10:wrap` (ECMA-376-4 19.3)."""

from __future__ import annotations

from docgen.pages.read.anchors import SIDES
from docgen.pages.read.drawing_model import Anchored, Drawing, Position, Wrap
from docgen.pages.read.ooxml import OFFICE, W10, Element, V, child, number
from docgen.pages.read.vml_values import Style, is_true, length, point_of

_RELATIVE = {
    "char": "character", "text": "text", "left-margin-area": "leftMargin", "right-margin-area": "rightMargin",
    "top-margin-area": "topMargin", "bottom-margin-area": "bottomMargin", "inner-margin-area": "insideMargin",
    "outer-margin-area": "outsideMargin",
}  # fmt: skip
_USUAL_AWAY = 9  # points beside, as Word has it where the style says nothing


def read_vml_anchor(element: Element, style: Style, drawing: Drawing) -> Anchored:
    """The drawing of `element` in its place on the page."""
    around = child(element, W10 + "wrap")
    order = number(style.get("z-index"))
    x, y = style.get("margin-left"), style.get("margin-top")
    if element.tag == V + "line":
        start, end = point_of(element.get("from")), point_of(element.get("to"))
        left, top = min(start[0], end[0]), min(start[1], end[1])
    else:
        left, top = length(x or style.get("left")), length(y or style.get("top"))
    wrap = _wrap(around, style)
    return Anchored(
        drawing,
        _position(style, "horizontal", left, "column", around is not None and around.get("anchorx")),
        _position(style, "vertical", top, "paragraph", around is not None and around.get("anchory")),
        wrap,
        behind=order < 0,
        order=order,
        in_cell=wrap.kind != "none" or is_true(element.get(OFFICE + "allowincell", "t")),
    )


def _position(style: Style, axis: str, offset: float, usual: str, anchor: str | bool | None) -> Position:
    relative = style.get(f"mso-position-{axis}-relative") or (anchor if isinstance(anchor, str) else "")
    relative = _RELATIVE.get(relative, relative)
    if relative in {"", "text"}:
        relative = usual
    share = style.get("mso-left-percent" if axis == "horizontal" else "mso-top-percent")
    align = style.get(f"mso-position-{axis}", "absolute")
    if align != "absolute":
        return Position(relative, align=align)
    if share and number(share):
        return Position(relative, share=number(share) / 1000)
    return Position(relative, offset)


def _wrap(around: Element | None, style: Style) -> Wrap:
    kind = around.get("type", "none") if around is not None else "none"
    if kind == "none":
        return Wrap()
    away = [
        length(style.get(f"mso-wrap-distance-{edge}", f"{usual}pt"))
        for edge, usual in (("top", 0), ("right", _USUAL_AWAY), ("bottom", 0), ("left", _USUAL_AWAY))
    ]
    side = SIDES.get(around.get("side", "") if around is not None else "", "both")
    return Wrap("top and bottom" if kind == "topAndBottom" else "square", side, *away)
