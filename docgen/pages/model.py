"""Laid-out pages: what stands where. A page is a list of items in drawing order.

All coordinates are points from the page's top left corner, x to the right, y down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.charts.model import Chart
    from docgen.errors import Fault
    from docgen.fonts import Face
    from docgen.form.model import DocumentSpec
    from docgen.word.model import FilledWord


class TextItem(NamedTuple):
    """Characters of one face on one baseline. `advance` is the whole width, `spacing` extra after every character.

    `scale` widens the characters themselves. `turns` are quarter turns to the right around the point where it begins:
    1 for text that runs down the page, 3 for text that runs up.
    """

    x: Pt
    baseline: Pt
    text: str
    face: Face
    size: Pt
    color: str
    advance: Pt
    spacing: Pt = 0
    scale: float = 1
    turns: int = 0


class RuleItem(NamedTuple):
    """A straight line: a border, an underline; its style may be any `LineKind`. Of `dot`, a dot of `width` at its end.

    Of the style `leader`, dots of `width` along it, three widths apart; of `comma` and `ring`, an emphasis mark;
    of `wave` and `double wave`, a line that swings around it.
    """

    x1: Pt
    y1: Pt
    x2: Pt
    y2: Pt
    width: Pt
    color: str
    style: str = "single"


class FillItem(NamedTuple):
    """A filled rectangle: shading."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    color: str


class PictureItem(NamedTuple):
    """A picture; where `name` is one of the document's charts, the chart is drawn instead of `data`.

    `crop` is what is cut off at its left, top, right and bottom edge, as shares of it. What lies below shows through a
    picture that is `cut_out` where it is transparent; else there is white.
    """

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    name: str
    data: bytes
    crop: tuple[float, float, float, float] = (0, 0, 0, 0)
    cut_out: bool = False


class ShapeItem(NamedTuple):
    """A shape: filled, outlined or both. A `line` goes from the top left corner to the bottom right one.

    `corner` is the radius of round corners; `corners` are those of an `edged` one, as shares of its size. The outline's
    middle lies on the rectangle; `dash` is as the style of a `RuleItem`, `heads` says at which ends a line has arrow
    heads.
    """

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    outline: str
    fill: str | None = None
    stroke: str | None = None
    stroke_width: Pt = 0
    dash: str = "single"
    corner: Pt = 0
    heads: tuple[str, ...] = ()
    corners: tuple[tuple[float, float], ...] = ()


class PdfItem(NamedTuple):
    """A page of a PDF file that another program made, shown as it is in this rectangle. `page` is 0-based in `pdf`."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    pdf: bytes
    page: int


class InkItem(NamedTuple):
    """A place where a `PdfItem` shows something. Nothing is drawn for it: it keeps stamps and captions off."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt


class LinkItem(NamedTuple):
    """A rectangle to click: leads to `uri`, or where that is empty to `page`, 0-based in its document."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    uri: str = ""
    page: int = 0


class TurnedItem(NamedTuple):
    """Items that are turned together by `angle` (degrees, clockwise) about the middle of this rectangle.

    The rectangle holds them as they are turned; their own coordinates are those before. What is mirrored, horizontally
    or vertically, was so before it was turned.
    """

    x: Pt
    y: Pt
    width: Pt
    height: Pt
    angle: float
    flips: tuple[bool, bool]
    items: tuple[Item, ...]


Item: TypeAlias = TextItem | RuleItem | FillItem | PictureItem | PdfItem | InkItem | LinkItem | ShapeItem | TurnedItem


def leaves(items: Iterable[Item]) -> Iterator[Item]:
    """The items, instead of turned ones what is turned."""
    for item in items:
        if isinstance(item, TurnedItem):
            yield from leaves(item.items)
        else:
            yield item


class Page(NamedTuple):
    """One page."""

    width: Pt
    height: Pt
    items: tuple[Item, ...]


class Place(NamedTuple):
    """The cell (or paragraph) that holds a tagged content control. `page` is 0-based in its document."""

    tag: str
    page: int
    x: Pt
    y: Pt
    width: Pt
    height: Pt


class HeadingMark(NamedTuple):
    """A heading, for the outline. `page` is 0-based in its document, `y` its top."""

    level: int
    text: str
    page: int
    y: Pt


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A PDF file that goes into the bundle as it is; what `FilledWord` is to a Word file."""

    spec: DocumentSpec
    file_name: str
    data: bytes

    @property
    def charts(self) -> Mapping[str, Chart]:
        """None: its pages are drawn already."""
        return {}


@dataclass(frozen=True, slots=True)
class LaidOutDocument:
    """One document as pages: every character of the file is on one of them.

    `notices` tell what of the file is left out on purpose.
    """

    word: FilledWord | FinishedPdf
    pages: tuple[Page, ...]
    places: tuple[Place, ...] = ()
    headings: tuple[HeadingMark, ...] = ()
    notices: tuple[Fault, ...] = ()
