"""Guides for a paging seal (骑缝章): where it shall fall on the edge of every sheet.

The sheets are fanned out so that each shows a strip of its edge, and the seal is pressed across all the strips: a sheet
that is exchanged afterwards lacks its part of the seal. On more sheets than a seal can cross legibly, several seals are
set, one a group. The guides are two short lines between which the seal falls, as far apart as the largest seal is wide,
with the group and the sheet between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docgen.bundle.lines import Style, set_line
from docgen.fonts import FontLibrary
from docgen.lengths import Pt, from_mm
from docgen.pages.model import Item, RuleItem

SHEETS_A_SEAL = 20
"""A seal of 40 mm gives each sheet then a strip of 2 mm."""
_SEAL: Pt = from_mm(42)
_EDGE, _LENGTH = from_mm(5), from_mm(5)
"""The lines begin where office printers begin to print."""
_COLOR = "A6A6A6"
_SIZE: Pt = 6.5


class Guide(NamedTuple):
    """Page `page` (1-based) of `pages`, printed on both sides of the paper or on one."""

    page: int
    pages: int
    duplex: bool

    @property
    def sheet(self) -> int:
        """The sheet of paper, from 1."""
        return (self.page + 1) // 2 if self.duplex else self.page

    @property
    def sheets(self) -> int:
        """Sheets of paper in all."""
        return (self.pages + 1) // 2 if self.duplex else self.pages

    @property
    def is_front(self) -> bool:
        """Whether the seal is pressed on this side."""
        return not self.duplex or self.page % 2 == 1

    @property
    def groups(self) -> int:
        """How many seals it takes; the sheets are dealt out to them evenly."""
        return -(-self.sheets // SHEETS_A_SEAL)

    @property
    def group(self) -> int:
        """Which seal this sheet gets, from 1."""
        return (self.sheet - 1) * self.groups // self.sheets + 1


def seal_guides(guide: Guide, width: Pt, height: Pt, fonts: FontLibrary) -> Iterator[Item]:
    """The guides on this page, in page coordinates; on backs nothing.

    They stand half way down the right edge of a portrait page. A landscape page lies in the stack with its head at the
    bound edge, so there it is the middle of the lower edge.
    """
    if not guide.is_front:
        return
    line = set_line(_label(guide), Style(fonts.face("黑体"), _SIZE, _COLOR), fonts)
    if width > height:
        start, end, edge = width / 2 - _SEAL / 2, width / 2 + _SEAL / 2, height - _EDGE
        for x in (start, end):
            yield RuleItem(x, edge - _LENGTH, x, edge, 0.5, _COLOR)
        yield from line.at((start + end - line.width) / 2, edge)
        return
    edge = width - _EDGE
    for y in (height / 2 - _SEAL / 2, height / 2 + _SEAL / 2):
        yield RuleItem(edge - _LENGTH, y, edge, y, 0.5, _COLOR)
    yield from line.at(edge - line.width, height / 2 - _SEAL / 2 + 1.4 * _SIZE)


def _label(guide: Guide) -> str:
    """`骑缝章 3/10`: the sheet of all sheets; with several seals which of them, too."""
    which = f" 第 {guide.group} 枚共 {guide.groups} 枚" if guide.groups > 1 else ""
    return f"骑缝章{which} {guide.sheet}/{guide.sheets}"
