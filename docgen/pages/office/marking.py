"""Marks places so that they can be found again on LibreOffice's pages: by a colour that occurs nowhere else.

The cell (or paragraph) around a tagged content control is shaded in a second copy of the Word file; shading moves
nothing, so that its rectangle on the copy's page is that of the cell on the page that is kept.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.pages.read.ooxml import Element, W, child, val

_CONTROL, _CELL, _PARAGRAPH = W + "sdt", W + "tc", W + "p"


def mark_places(root: Element, taken: str) -> Mapping[str, tuple[str, ...]]:
    """Shade what holds the tagged controls of `root`; gives the tags by colour (`RRGGBB`).

    `taken` is text in which every colour of the document occurs.
    """
    holders: dict[Element, list[str]] = {}
    for control in root.iter(_CONTROL):
        tag = val(child(child(control, W + "sdtPr"), W + "tag"))
        holder = _holder(control)
        if tag and holder is not None:
            holders.setdefault(holder, []).append(tag)
    colors = _free_colors(taken)
    marked = {}
    for holder, tags in holders.items():
        color = next(colors)
        _shade(holder, color)
        marked[color] = tuple(tags)
    return marked


def _holder(control: Element) -> Element | None:
    """The cell around a control, else the first cell in it, else the paragraph around it or first in it."""
    for name in (_CELL, _PARAGRAPH):
        around = next(control.iterancestors(name), None)
        inside = next(control.iter(name), None)
        if around is not None or inside is not None:
            return around if around is not None else inside
    return None


def _free_colors(taken: str) -> Iterator[str]:
    present = taken.upper()
    return (color for number in itertools.count(1) if (color := f"{number * 0x010307 % 0x1000000:06X}") not in present)


def _shade(holder: Element, color: str) -> None:
    name = W + ("tcPr" if holder.tag == _CELL else "pPr")
    properties = child(holder, name)
    if properties is None:
        properties = etree.Element(name)
        holder.insert(0, properties)
    for old in properties.findall(W + "shd"):
        properties.remove(old)
    etree.SubElement(properties, W + "shd", {W + "val": "clear", W + "color": "auto", W + "fill": color})
