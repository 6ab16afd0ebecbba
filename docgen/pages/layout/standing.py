"""What stands in a line of text as a character does, and is none."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from docgen.lengths import Pt

if TYPE_CHECKING:
    from docgen.pages.layout.sheet import Sheet


class Standing(ABC):
    """A thing on the baseline with a width and a height."""

    width: Pt
    height: Pt

    @abstractmethod
    def emit(self, sheet: Sheet, x: Pt, y: Pt) -> None:
        """Put it onto `sheet` with its top left corner at (`x`, `y`)."""
