"""A list to point into: narrowed by what is typed, moved through, drawn within the rows there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from docgen.questionnaire.prompts.cells import cut, width
from docgen.questionnaire.prompts.matching import Matcher
from docgen.questionnaire.prompts.model import Choice
from docgen.terminal_text import shown

Fragments = list[tuple[str, str]]


class Listing:
    """The choices that match, and the one pointed at. Only what is on the screen is drawn: thousands are no burden."""

    def __init__(self, choices: Sequence[Choice], marked: Collection[int] | None = None) -> None:
        """`marked`: indexes of the choices with a mark, shown in boxes; None where there are no boxes."""
        self.choices = choices
        self.labels: dict[int, str] = {}
        self.shown: list[int] = list(range(len(choices)))
        self._matcher = Matcher(choices)
        self._marked = marked
        self._at: int | None = None
        self._top = 0

    @property
    def pointed_index(self) -> int | None:
        """The index among all choices of the one pointed at; None where there is none."""
        return self.shown[self._at] if self._at is not None and self._at < len(self.shown) else None

    @property
    def pointed(self) -> Choice | None:
        """The choice pointed at."""
        index = self.pointed_index
        return None if index is None else self.choices[index]

    def narrow(self, typed: str, *, pointing: bool = True) -> None:
        """Show what matches `typed`, best first, and point at the first of it (or at nothing)."""
        self.shown = self._matcher.matches(typed)
        self._at = 0 if pointing and self.shown else None
        self._top = 0

    def point(self, index: int) -> None:
        """Point at the choice with `index`, if it is shown."""
        if index in self.shown:
            self._at = self.shown.index(index)

    def move(self, step: int, *, around: bool = True) -> None:
        """Point further down (or up); past the end at the other end, or, without `around`, at the last."""
        if not self.shown:
            return
        count = len(self.shown)
        if self._at is None:
            self._at = 0 if step > 0 else count - 1
        elif around:
            self._at = (self._at + step) % count
        else:
            self._at = min(max(self._at + step, 0), count - 1)

    def lines(self, columns: int, rows: int) -> list[Fragments]:
        """At most `rows` lines about the one pointed at; the last says where in the list it stands if not all fit."""
        if rows <= 0:
            return []
        count = len(self.shown)
        fits = count <= rows or rows < 3
        room = min(rows if fits else rows - 1, count)
        at = self._at or 0
        self._top = min(max(self._top, at - room + 1), at, max(count - room, 0))
        drawn = [self._line(place, columns) for place in range(self._top, self._top + room)]
        if not fits:
            drawn.append([("class:note", cut(f"    {at + 1}/{count}", columns - 1))])
        return drawn

    def _line(self, place: int, columns: int) -> Fragments:
        index = self.shown[place]
        choice = self.choices[index]
        is_pointed = place == self._at
        mark = "" if self._marked is None else "[x] " if index in self._marked else "[ ] "
        label = f"{self.labels[index]}  " if index in self.labels else ""
        room = columns - 1 - 2 - len(mark) - width(label)
        title = cut(shown(choice.title), room)
        note = cut(shown(choice.note), room - width(title) - 2) if choice.note else ""
        return [
            ("class:pointer", "› " if is_pointed else "  "),
            ("class:key", label),
            ("class:mark", mark),
            ("class:pointed" if is_pointed else "class:choice", title),
            ("class:note", f"  {note}" if note else ""),
        ]
