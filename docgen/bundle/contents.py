"""The contents (目录): turns titles and page numbers into pages, with what a reader can click.

Planned first, set later: how many pages the contents take decides on which page the documents begin, and only then are
the numbers known. The look follows GB/T 9704: its type area, a 2号 bold Song title, entries in 四号.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.bundle.ink import Box
from docgen.bundle.lines import Line, Style, set_line, wrap
from docgen.bundle.sheets import Chapter, Link
from docgen.fonts import FontLibrary
from docgen.lengths import Pt, from_mm
from docgen.pages.line_kinds import LEADER_DOT, LEADER_PITCH
from docgen.pages.model import Item, Page, RuleItem

TITLE = "目录"
_WIDTH, _HEIGHT = from_mm(210), from_mm(297)
_LEFT, _RIGHT = from_mm(28), _WIDTH - from_mm(26)
_TOP, _BOTTOM = from_mm(37), _HEIGHT - from_mm(35)
_TITLE_SIZE: Pt = 22
_TITLE_SPACE: Pt = 66
"""From the top of the type area to the top of the first entry."""
_ENTRY_SIZE: Pt = 14
_LINE_PITCH: Pt = 21
_ENTRY_SPACE: Pt = 9
"""Extra space after an entry, beyond its lines."""
_NUMBER_ROOM: Pt = 40
"""Kept free at the right for the page number, so that a long title breaks before it."""
_LEADER_GAP: Pt = 6
_DOT, _DOT_PITCH = LEADER_DOT * _ENTRY_SIZE, LEADER_PITCH * _ENTRY_SIZE
_LEADER_COLOR = "606060"


class Plan(NamedTuple):
    """The titles, broken into lines and dealt out to pages: one tuple of entries for each page, in order."""

    pages: tuple[tuple[tuple[Line, ...], ...], ...]


def plan_contents(titles: Sequence[str], fonts: FontLibrary) -> Plan:
    """Deal the entries out to pages; without titles there is one page, without entries."""
    style = Style(fonts.face("宋体"), _ENTRY_SIZE)
    pages: list[list[tuple[Line, ...]]] = [[]]
    y = _TOP + _TITLE_SPACE
    for title in titles:
        lines = tuple(wrap(title, style, fonts, _RIGHT - _LEFT - _NUMBER_ROOM))
        if pages[-1] and y + len(lines) * _LINE_PITCH > _BOTTOM:
            pages.append([])
            y = _TOP
        pages[-1].append(lines)
        y += len(lines) * _LINE_PITCH + _ENTRY_SPACE
    return Plan(tuple(tuple(entries) for entries in pages))


def set_contents(plan: Plan, numbers: Sequence[int], fonts: FontLibrary) -> Chapter:
    """Set the planned pages, each entry a link; `numbers` has the page of each title, in the order of the titles."""
    remaining = iter(numbers)
    style = Style(fonts.face("宋体"), _ENTRY_SIZE)
    pages: list[Page] = []
    links: list[tuple[Link, ...]] = []
    for index, entries in enumerate(plan.pages):
        items: list[Item] = [] if index else [*_title(fonts)]
        clickable = []
        y = _TOP if index else _TOP + _TITLE_SPACE
        for lines in entries:
            number = next(remaining)
            items += _entry(lines, set_line(str(number), style, fonts), y)
            bottom = y + len(lines) * _LINE_PITCH
            clickable.append(Link(Box(_LEFT, y, _RIGHT, bottom), number))
            y = bottom + _ENTRY_SPACE
        pages.append(Page(_WIDTH, _HEIGHT, tuple(items)))
        links.append(tuple(clickable))
    return Chapter(TITLE, tuple(pages), links=tuple(links))


def _title(fonts: FontLibrary) -> Iterator[Item]:
    line = set_line("目　录", Style(fonts.face("宋体", bold=True), _TITLE_SIZE), fonts)
    return line.at((_LEFT + _RIGHT - line.width) / 2, _TOP + _TITLE_SIZE)


def _entry(lines: Sequence[Line], number: Line, y: Pt) -> Iterator[Item]:
    """The lines of a title, dots, and the number level with the last line."""
    baseline = y
    for line in lines:
        baseline = y + (_LINE_PITCH + _ENTRY_SIZE * 0.76) / 2
        y += _LINE_PITCH
        yield from line.at(_LEFT, baseline)
    yield from _leader(_LEFT + lines[-1].width + _LEADER_GAP, _RIGHT - number.width - _LEADER_GAP, baseline)
    yield from number.at(_RIGHT - number.width, baseline)


def _leader(start: Pt, end: Pt, baseline: Pt) -> Iterator[Item]:
    """Dots from `start` to `end`, on one grid for all entries, so that they stand in columns.

    Drawn, not set: full stops would be in the way of whoever searches, copies or listens to the contents.
    """
    x = _RIGHT - math.ceil((_RIGHT - end) / _DOT_PITCH) * _DOT_PITCH
    if x > start:
        y = baseline - 1 - _DOT / 2
        yield RuleItem(x - _DOT / 2, y, start, y, _DOT, _LEADER_COLOR, "leader")
