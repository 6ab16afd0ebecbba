"""Draws the lines around a page (ECMA-376 17.6.10): so far from the paper's edges, or from the text."""

from __future__ import annotations

from docgen.lengths import Pt
from docgen.pages.layout.boxes import thickness
from docgen.pages.layout.filling import Leaf, left_margin
from docgen.pages.layout.headers import PageNumber
from docgen.pages.model import RuleItem
from docgen.pages.read.border_model import PageBorders, ParagraphBorder


def draw_page_borders(leaf: Leaf, page: PageNumber) -> None:
    """Draw those that the section of `leaf` asks for on this page."""
    borders = leaf.section.borders
    if borders is None or {"all": False, "first": not leaf.opens, "not first": leaf.opens}[borders.pages]:
        return
    left, top, right, bottom = _from_edges(leaf, borders) if borders.from_edge else _from_text(leaf, page, borders)
    out_left, out_right = _half(borders.left), _half(borders.right)
    for border, ends in (
        (borders.top, (left - out_left, top, right + out_right, top)),
        (borders.bottom, (left - out_left, bottom, right + out_right, bottom)),
        (borders.left, (left, top, left, bottom)),
        (borders.right, (right, top, right, bottom)),
    ):
        if border:
            leaf.sheet.rules.append(RuleItem(*ends, *border.border))


def _half(border: ParagraphBorder | None) -> Pt:
    return thickness(border.border) / 2 if border else 0


def _from_edges(leaf: Leaf, borders: PageBorders) -> tuple[Pt, Pt, Pt, Pt]:
    """The middles of the lines, whose outer edges keep their distance from the paper's."""
    into = [_half(border) + border.space if border else 0.0 for border in borders[:4]]
    top, right, bottom, left = into
    return left, top, leaf.section.width - right, leaf.section.height - bottom


def _from_text(leaf: Leaf, page: PageNumber, borders: PageBorders) -> tuple[Pt, Pt, Pt, Pt]:
    """The middles of the lines, whose inner edges keep their distance from the text."""
    section = leaf.section
    top, bottom = leaf.headers.body(page)
    if borders.around_header and leaf.headers.has_header(page):
        top = min(top, section.header_distance)
    if borders.around_footer and leaf.headers.has_footer(page):
        bottom = max(bottom, section.height - section.footer_distance)
    left = left_margin(section, leaf)
    out = [_half(border) + border.space if border else 0.0 for border in borders[:4]]
    return left - out[3], top - out[0], left + section.room + out[1], bottom + out[2]
