"""Tables that stand lower than they would, below what floats."""

from __future__ import annotations

from typing import NamedTuple

from docgen.lengths import Pt
from docgen.pages.layout.flow import Ends, Placement
from docgen.pages.layout.sheet import Drawn
from docgen.pages.layout.tables import TableElement


class Lowered(NamedTuple):
    """A table that stands `lead` below where it would, so that it meets nothing that floats."""

    element: TableElement
    lead: Pt

    @property
    def before(self) -> Pt:
        """That of the table."""
        return self.element.before

    @property
    def after(self) -> Pt:
        """That of the table."""
        return self.element.after

    @property
    def height(self) -> Pt:
        """That of the table and what is left free above it."""
        return self.lead + self.element.height

    @property
    def head(self) -> Pt:
        """Likewise."""
        return self.lead + self.element.head

    @property
    def glue(self) -> bool:
        """That of the table."""
        return self.element.glue

    @property
    def whole(self) -> bool:
        """That of the table."""
        return self.element.whole

    @property
    def breaks(self) -> bool:
        """That of the table."""
        return self.element.breaks

    @property
    def ends(self) -> Ends:
        """That of the table."""
        return self.element.ends

    def at_head(self) -> Lowered:
        """The same."""
        return self

    def place(self, room: Pt, *, force: bool, follow: Pt) -> Placement | None:
        """Place its rows below what is left free.

        Where they must be on a page that has no room there, they are at its top and nothing else is on it: what floats
        in their way is anchored behind them, and leaves the page.
        """
        placement = self.element.place(room - self.lead, force=False, follow=follow)
        if placement is None:
            alone = self.element.place(room, force=True, follow=follow) if force else None
            return alone and alone._replace(height=max(alone.height, room))
        drawn = [(x, y + self.lead, what) for x, y, what in placement.drawn]
        return Placement(drawn, placement.height + self.lead, placement.rest)

    def place_all(self, drawn: Drawn, y: Pt) -> Pt:
        """Place all its rows."""
        return self.lead + self.element.place_all(drawn, y + self.lead)
