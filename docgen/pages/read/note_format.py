"""How notes are numbered: `w:footnotePr` and `w:endnotePr` of a document and of its sections (ECMA-376 17.11)."""

from __future__ import annotations

from typing import NamedTuple

from docgen.pages.read.ooxml import Element, W, child, number, val


class NoteFormat(NamedTuple):
    """The numerals of notes, the first number, when it begins anew, and where the notes stand.

    `restart` and `position` are the words of ST_RestartNumber and of ST_FtnPos or ST_EdnPos.
    """

    format: str
    start: int = 1
    restart: str = "continuous"
    position: str = ""

    def over(self, properties: Element | None) -> NoteFormat:
        """What `w:footnotePr` or `w:endnotePr` leaves of this."""
        if properties is None:
            return self
        start = val(child(properties, W + "numStart"))
        return NoteFormat(
            format=val(child(properties, W + "numFmt")) or self.format,
            start=self.start if start is None else number(start, 1),
            restart=val(child(properties, W + "numRestart")) or self.restart,
            position=val(child(properties, W + "pos")) or self.position,
        )


FOOTNOTES = NoteFormat("decimal")
ENDNOTES = NoteFormat("lowerRoman")
