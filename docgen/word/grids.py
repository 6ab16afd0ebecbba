"""Mends the grid of tables whose columns were multiplied by `{%tc for … %}`: Word wants a grid column for each cell."""

from __future__ import annotations

from itertools import takewhile

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def mend_grids(xml: bytes) -> bytes:
    """Give every table of the part as many grid columns as its rows have cells, in the width that it had before.

    Columns that stood in the grid already, at the left and at the right, keep their widths; the multiplied ones share
    what is left. The part comes back as it was where no table needs it.
    """
    root = etree.fromstring(xml)
    mended = [table for table in root.iter(f"{_W}tbl") if _mend(table)]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if mended else xml


def _mend(table: etree._Element) -> bool:
    grid = table.find(f"{_W}tblGrid")
    rows = table.findall(f"{_W}tr")
    if grid is None or not rows:
        return False
    before = [_number(column, "w") for column in grid]
    widest = max(rows, key=_columns)
    if _columns(widest) == len(before):
        return False
    widths = _shared(before, [_width(cell) for cell in widest.findall(f"{_W}tc")])
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, f"{_W}gridCol").set(f"{_W}w", str(width))
    for row in rows:
        _set_widths(row, widths)
    return True


def _shared(before: list[int], wanted: list[int]) -> list[int]:
    """The new grid: equal ends kept, the middle scaled to what `before` had there."""
    left = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, wanted, strict=False))))
    ends = zip(reversed(before[left:]), reversed(wanted[left:]), strict=False)
    right = len(list(takewhile(lambda pair: pair[0] == pair[1], ends)))
    middle = wanted[left : len(wanted) - right]
    room = sum(before) - sum(wanted[:left]) - sum(wanted[len(wanted) - right :])
    scale = room / (sum(middle) or 1)
    return [*wanted[:left], *(round(width * scale) for width in middle), *wanted[len(wanted) - right :]]


def _set_widths(row: etree._Element, widths: list[int]) -> None:
    column = 0
    for cell in row.findall(f"{_W}tc"):
        span = _span(cell)
        width = cell.find(f"{_W}tcPr/{_W}tcW")
        if width is not None:
            width.set(f"{_W}w", str(sum(widths[column : column + span])))
        column += span


def _columns(row: etree._Element) -> int:
    return sum(_span(cell) for cell in row.findall(f"{_W}tc"))


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if span is None else _number(span, "val")


def _width(cell: etree._Element) -> int:
    width = cell.find(f"{_W}tcPr/{_W}tcW")
    return 0 if width is None else _number(width, "w")


def _number(element: etree._Element, name: str) -> int:
    return int(float(element.get(f"{_W}{name}", "0")))
