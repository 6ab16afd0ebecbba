"""Text that goes around what floats: pages (and cells, text boxes, headers) are filled until every line keeps clear.

A fill says where each line and table comes to stand. The first one that is not as it must be there is broken anew from
there on, or lowered, and the fill is repeated: all above it stays, so this goes down the page once. What floats stands
where its anchors are, which that may move; the whole is repeated until nothing moves. What finds no rest is pinned to
the page where it is: at worst there is a gap, and never text under a picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from docgen.lengths import Pt
from docgen.pages.layout.anchoring import AnchorPoint, PageFrame, Spot, corner, obstacle
from docgen.pages.layout.drawings import SetDrawing
from docgen.pages.layout.flow import Element, Filled, Flow, Stacked, fill
from docgen.pages.layout.lowering import Lowered
from docgen.pages.layout.obstacles import Obstacle, Slot, lowered, slot
from docgen.pages.layout.sheet import Drawn
from docgen.pages.layout.strips import SlotAt, Source, Strip
from docgen.pages.layout.tables import TableElement
from docgen.pages.layout.tables.borders import Grid
from docgen.pages.read.drawing_model import Anchored

_ROUNDS = 3
"""How often each of the things that float may move before all are pinned where they are."""

_ENDLESS = float("inf")
_NEAR = 0.01
"""Points by which rounding may make places differ."""

_MOST_TRIES = 8
"""How often one line or table is set anew in one column: it may move when what keeps with it does."""

SetAnchored: TypeAlias = Callable[[Anchored], SetDrawing]
"""Sets what is in an anchored drawing."""

Fill: TypeAlias = Callable[[Flow], Filled]
"""Fills one column with a flow."""


class Column(NamedTuple):
    """A column of text: its top left corner on the page, its width."""

    x: Pt
    y: Pt
    width: Pt


def settled(flow: Flow, column: Column, obstacles: Sequence[Obstacle], fill: Fill) -> tuple[Filled, Flow]:
    """The column filled so that nothing meets the obstacles, which count from the page's corner; and the flow as it is.

    Lines that know their source are broken anew, tables are lowered.
    """
    mender = _Mender([each.moved(-column.x, -column.y) for each in obstacles], column.width)
    filled = fill(flow)
    while (changed := mender.mended(flow, filled)) is not None:
        flow = changed
        filled = fill(flow)
    return filled, flow


class _Mender:
    """Finds what is not as it must be among obstacles, which count from the column's corner.

    What is set anew and still is not so is let be after a few times.
    """

    def __init__(self, obstacles: Sequence[Obstacle], width: Pt) -> None:
        self._obstacles = obstacles
        self._width = width
        self._tries: Counter[int] = Counter()

    def mended(self, flow: Flow, filled: Filled) -> Flow | None:
        """The flow with the first element set anew that is not as it must be where it stands; None where all are."""
        for index, y, element in _tops(flow, filled.drawn):
            changed = self._line(flow, index, y, element) if isinstance(element, Strip) else None
            if not isinstance(element, Strip):
                changed = self._table(flow, index, y, element, _height_on_page(filled, y, _table_of(element)))
            if changed is not None and self._tries[index] < _MOST_TRIES:
                self._tries[index] += 1
                return changed
        return None

    def _slot(self, y: Pt, height: Pt, least: Pt) -> Slot:
        return slot(self._obstacles, y, height, self._width, least)

    def _line(self, flow: Flow, index: int, y: Pt, strip: Strip) -> Flow | None:
        source = strip.source
        if source is None or source.slot == self._slot(y, strip.height - source.slot.skip, source.slot.least):
            return None
        return _broken_anew(flow, index, (strip, source, y), self._slot)

    def _table(self, flow: Flow, index: int, y: Pt, element: TableElement | Lowered, height: Pt) -> Flow | None:
        table = _table_of(element)
        lead = element.lead if isinstance(element, Lowered) else 0
        across = (table.table.left, table.table.left + table.table.edges[-1])
        wanted = lowered(self._obstacles, y, height, across) if self._obstacles else 0
        if abs(wanted - lead) <= _NEAR:
            return None
        return _with(flow, index, index + 1, [Lowered(table, wanted) if wanted else table])


def _table_of(element: TableElement | Lowered) -> TableElement:
    return element.element if isinstance(element, Lowered) else element


def _height_on_page(filled: Filled, y: Pt, table: TableElement) -> Pt:
    """How tall the part of a table is that stands on this page, which begins at `y` or below."""
    for _, down, what in filled.drawn:
        if isinstance(what, Grid) and what.columns is table.table.edges and down >= y - _NEAR:
            return what.lines[-1]
    return 0


def _tops(flow: Flow, drawn: Drawn) -> Iterator[tuple[int, Pt, Strip | TableElement | Lowered]]:
    """Each element that stands in the column, as it was drawn there, with its index in the flow and its top."""
    items = iter(drawn)
    for index in range(flow.start, len(flow.elements)):
        element = (flow.first if index == flow.start else None) or flow.elements[index]
        for _, y, what in items:
            if isinstance(element, Strip) and isinstance(what, Strip) and _is_of(what, element.source):
                yield index, y, what
                break
            if isinstance(element, TableElement | Lowered) and isinstance(what, Grid):
                lead = element.lead if isinstance(element, Lowered) else 0
                if what.columns is _table_of(element).table.edges:
                    if y >= lead - _NEAR:  # else it is alone on the page, and stands where it must
                        yield index, y - lead, element
                    break
        else:
            return


def _broken_anew(flow: Flow, index: int, found: tuple[Strip, Source, Pt], slot_at: SlotAt) -> Flow:
    """The flow with a paragraph broken anew from the line at `index` on."""
    strip, source, y = found
    paragraph, first = source.paragraph, index - source.number
    end = index
    elements = flow.elements
    while end < len(elements) and _is_of(elements[end], source):
        end += 1
    kept = [(each.line, each.source.slot) for each in elements[first:index] if isinstance(each, Strip) and each.source]
    lines = [*kept, *paragraph.around(strip.line.start, y, slot_at)]
    opening = elements[first]
    strips = paragraph.strips(
        [line for line, _ in lines], breaks=opening.breaks, skips=[slot.skip for _, slot in lines]
    )
    sourced = [
        each._replace(source=Source(paragraph, number, slot))
        for number, (each, (_, slot)) in enumerate(zip(strips, lines, strict=True))
    ]
    return _with(flow, first, end, anchored(sourced, paragraph.frame.width))


def _is_of(element: Element, source: Source | None) -> bool:
    """Whether an element is a line of the paragraph of `source`; those in the cells of a table are of others."""
    if source is None or not isinstance(element, Strip) or element.source is None:
        return False
    return element.source.paragraph is source.paragraph


def _with(flow: Flow, start: int, end: int, elements: Sequence[Element]) -> Flow:
    """The flow with other elements from `start` to `end`."""
    if flow.first is not None and start == flow.start:
        return flow._replace(first=elements[0])
    return flow._replace(elements=[*flow.elements[:start], *elements, *flow.elements[end:]])


def anchored(strips: Sequence[Strip], width: Pt) -> list[Strip]:
    """The lines of a paragraph with the anchors in them, in a column of this width."""
    found: list[Strip] = []
    down: Pt = 0
    for strip in strips:
        points = tuple([AnchorPoint(drawing, x, down, width) for x, drawing in strip.line.anchors])
        found.append(strip._replace(anchors=points) if points else strip)
        down += strip.height
    return found


def spots_in(drawn: Drawn, column: Column) -> list[Spot]:
    """The anchors of what stands in a column, on the page; not those in cells, which are placed there."""
    return [
        Spot(point, column.x + x, column.y + y)
        for x, y, what in drawn
        if isinstance(what, Strip) and what.anchors
        for point in what.anchors
        if point.top is None
    ]


class Scene:
    """What floats on one page (or in one cell or text box): where each is, and what text goes around.

    What finds no rest is pinned where it is, wherever its anchor goes on that page.
    """

    def __init__(self, page: PageFrame, set_anchored: SetAnchored) -> None:
        self._page = page
        self._set_anchored = set_anchored
        self._pinned: dict[int, tuple[Pt, Pt]] = {}

    def placed(self, spot: Spot) -> tuple[SetDrawing, tuple[Pt, Pt]]:
        """The drawing that is anchored at a spot, and its top left corner."""
        drawing = self._set_anchored(spot.point.anchored)
        pinned = self._pinned.get(id(spot.point.anchored))
        return drawing, pinned or corner(spot, (drawing.width, drawing.height), self._page)

    def obstacles(self, spots: Sequence[Spot]) -> dict[int, Obstacle]:
        """What text goes around, of what is anchored at these spots, by the identity of the drawing."""
        found = {}
        for spot in spots:
            wrap = spot.point.anchored.wrap
            if wrap.kind != "none":
                drawing, at = self.placed(spot)
                found[id(spot.point.anchored)] = obstacle(wrap, at, (drawing.width, drawing.height))
        return found

    def pin(self, spots: Sequence[Spot]) -> None:
        """Have what is anchored at these spots stay where it is."""
        for spot in spots:
            self._pinned[id(spot.point.anchored)] = self.placed(spot)[1]

    def settle(self, fill_columns: FillColumns, spots_of: SpotsOf, fixed: Sequence[Obstacle] = ()) -> list[Filled]:
        """Fill columns around the drawings that are anchored in them, and around those that are there anyway.

        Where that finds no rest, what floats is pinned where it is, one thing after the other and each once, so that
        this ends; one whose anchor then goes to another page leaves a gap.
        """
        obstacles: dict[int, Obstacle] = {}
        seen: list[dict[int, Obstacle]] = []
        pins = False
        while True:
            filled = fill_columns([*fixed, *obstacles.values()])
            spots = spots_of(filled)
            there = self.obstacles(spots)
            if there == obstacles or (pins and there.items() <= obstacles.items()):
                return filled
            pins = pins or there in seen or len(seen) > _ROUNDS + _ROUNDS * len(there)
            if pins:
                self.pin(spots)
                there = obstacles | there
            seen.append(obstacles)
            obstacles = there


FillColumns: TypeAlias = Callable[[Sequence[Obstacle]], list[Filled]]
"""Fills all columns of a page, around obstacles."""

SpotsOf: TypeAlias = Callable[[list[Filled]], list[Spot]]
"""The anchors in filled columns, on the page."""


def stacked_around(flow: Flow, width: Pt, page: PageFrame, set_anchored: SetAnchored) -> Stacked:
    """All of a flow in a cell or text box of this width, around what is anchored in it, which lies in there too.

    It is as tall as holds all that text goes around.
    """

    def spots_of(filled: list[Filled]) -> list[Spot]:
        spots = spots_in(filled[0].drawn, column)
        return [spot._replace(point=spot.point._replace(top=spot.y)) for spot in spots]

    column, scene = Column(0, 0, width), Scene(page, set_anchored)
    stacked = stacked_in(flow, column, scene, spots_of)
    there = scene.obstacles(spots_of([Filled(stacked.drawn, stacked.height, None)]))
    bottoms = [each.bottom for each in there.values()]
    return in_box(stacked._replace(height=max([stacked.height, *bottoms])))


def stacked_in(flow: Flow, column: Column, scene: Scene, spots_of: SpotsOf) -> Stacked:
    """All of a flow in a column without end, around what is anchored in it."""
    latest = [flow]

    def fill_columns(obstacles: Sequence[Obstacle]) -> list[Filled]:
        filled, latest[0] = settled(flow, column, obstacles, fill_all)
        return [filled]

    (filled,) = scene.settle(fill_columns, spots_of)
    return Stacked(latest[0], filled.drawn, filled.height)


def fill_all(flow: Flow) -> Filled:
    """A column without end, filled."""
    return fill(flow, _ENDLESS, force=True)


def in_box(stacked: Stacked) -> Stacked:
    """What stands in a cell or text box, with its anchors told how far below its top they are."""
    told: dict[int, Strip] = {}
    drawn: Drawn = []
    for x, y, what in stacked.drawn:
        new = what
        if isinstance(what, Strip) and any(point.top is None for point in what.anchors):
            points = [point if point.top is not None else point._replace(top=y) for point in what.anchors]
            new = told[id(what)] = what._replace(anchors=tuple(points))
        drawn.append((x, y, new))
    if not told:
        return stacked
    elements = [told.get(id(element), element) for element in stacked.flow.elements]
    return Stacked(stacked.flow._replace(elements=elements), drawn, stacked.height)
