"""Scenes in which something is picked from a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from docgen.messages import Translator, message
from docgen.questionnaire.prompts import foot
from docgen.questionnaire.prompts.cells import cut
from docgen.questionnaire.prompts.foot import Hint
from docgen.questionnaire.prompts.listing import Listing
from docgen.questionnaire.prompts.model import Choice, Given, Outcome, Question
from docgen.questionnaire.prompts.scenes.scene import Action, Fragments, Scene

_SHORT = 9
"""A list of more choices than there are digits is narrowed by typing; a digit is then part of what is typed."""
_PAGE = 10
_BEST = 12
"""Rows of best matches; a whole screen of them would push the transcript away."""


class ListScene(Scene):
    """A list that typing narrows and arrows move through."""

    def __init__(
        self,
        question: Question,
        translate: Translator,
        choices: Sequence[Choice],
        *,
        marked: Collection[int] | None = None,
        pastes: bool = False,
    ) -> None:
        super().__init__(question, translate, pastes=pastes)
        self._list = Listing(choices, marked)
        self._list.narrow("")

    @property
    def keys(self) -> Mapping[str, Action]:
        """Enter, and what moves through the list."""
        return {
            "enter": self._enter,
            "down": lambda: self._list.move(1),
            "up": lambda: self._list.move(-1),
            "tab": lambda: self._list.move(1),
            "s-tab": lambda: self._list.move(-1),
            "pagedown": lambda: self._list.move(_PAGE, around=False),
            "pageup": lambda: self._list.move(-_PAGE, around=False),
        }

    @property
    def hints(self) -> Sequence[Hint]:
        """Enter; the arrows need no words."""
        return [foot.ACCEPT]

    @property
    def placeholder(self) -> str:
        """That a long list can be narrowed."""
        if not self.is_editable or len(self._list.choices) <= _SHORT:
            return ""
        return self._translate(message("type to narrow the list"))

    @property
    def wanted_rows(self) -> int:
        """A line a choice; one where nothing matches."""
        return max(len(self._list.shown), 1)

    def below(self, columns: int, rows: int) -> list[Fragments]:
        """The list about the choice pointed at."""
        if self._list.shown:
            return self._list.lines(columns, rows)
        return [[("class:note", cut("  " + self._translate(message("Nothing matches what is typed")), columns - 1))]]

    def changed(self) -> None:
        """Narrow the list."""
        self._list.narrow(self.line)

    def answer(self, value: object) -> str:
        """The choice's title."""
        return next((choice.title for choice in self._list.choices if choice.value == value), str(value))

    def _enter(self) -> Outcome | None:
        pointed = self._list.pointed
        return None if pointed is None else Given(pointed.value)


class ChooseScene(ListScene):
    """One of `choices`. Shortcut keys, and digits for the first nine of a short list, answer at once."""

    def __init__(
        self,
        question: Question,
        translate: Translator,
        choices: Sequence[Choice],
        default: Any = None,
        *,
        pastes: bool = False,
    ) -> None:
        super().__init__(question, translate, choices, pastes=pastes)
        self._shortcuts = _shortcuts(choices)
        self._list.labels = {index: label for label, index in self._shortcuts.items()}
        for index, choice in enumerate(choices):
            if default is not None and choice.value == default:
                self._list.point(index)

    @property
    def is_editable(self) -> bool:
        """Not where every choice has its own key: typing would narrow nothing."""
        return not all(choice.key for choice in self._list.choices)

    def takes(self, character: str) -> bool:
        """A key of a choice; in a menu also every other character, which then does nothing."""
        return not self.is_editable or (not self.line and self._meant(character) is not None)

    def take(self, character: str) -> Outcome | None:
        """Answer with the choice whose key was typed."""
        index = self._meant(character)
        return None if index is None else Given(self._list.choices[index].value)

    def _meant(self, character: str) -> int | None:
        """The choice that a key answers with, be it a capital or full width; in a menu also a title of one sign."""
        key = unicodedata.normalize("NFKC", character).lower()
        titles = {choice.title.lower(): index for index, choice in enumerate(self._list.choices)}
        return self._shortcuts.get(key, titles.get(key) if not self.is_editable else None)


class FindScene(ListScene):
    """One of very many choices, found by typing."""

    @property
    def hints(self) -> Sequence[Hint]:
        """Enter and the arrows."""
        return [foot.ACCEPT, foot.SEARCH]

    @property
    def wanted_rows(self) -> int:
        """The best matches: what is below them is found by typing more."""
        return min(super().wanted_rows, _BEST)

    def below(self, columns: int, rows: int) -> list[Fragments]:
        """The best matches."""
        return super().below(columns, min(rows, _BEST))


class MarkScene(ListScene):
    """Any number of `choices`, marked with the space bar."""

    def __init__(
        self, question: Question, translate: Translator, choices: Sequence[Choice], default: Sequence[Any]
    ) -> None:
        self._marked = {index for index, choice in enumerate(choices) if choice.value in default}
        self._listed = {index for index, choice in enumerate(choices) if not choice.is_other}
        super().__init__(question, translate, choices, marked=self._marked)

    @property
    def keys(self) -> Mapping[str, Action]:
        """Those of a list, the space bar, and the key for all."""
        return {**super().keys, " ": self._toggle, "c-a": self._toggle_all}

    @property
    def hints(self) -> Sequence[Hint]:
        """How to mark, and Enter."""
        return [foot.MARK, foot.MARK_ALL, foot.ACCEPT]

    @property
    def placeholder(self) -> str:
        """How to mark, since the foot of a narrow screen has no room for it."""
        if len(self._list.choices) > _SHORT:
            return self._translate(message("Space marks, Enter accepts, typing narrows"))
        return self._translate(message("Space marks, Enter accepts"))

    @property
    def wanted_rows(self) -> int:
        """The list and the tally beneath it."""
        return super().wanted_rows + 1

    def below(self, columns: int, rows: int) -> list[Fragments]:
        """The list, and how many are marked."""
        count = message("{marked} of {all} marked", marked=len(self._marked & self._listed), all=len(self._listed))
        tally = cut(f"  {self._translate(count)}", columns - 1)
        return [*super().below(columns, rows - 1), [("class:note", tally)]]

    def answer(self, value: object) -> str:
        """The titles of the choices marked."""
        values = value if isinstance(value, list) else [value]
        titles = [choice.title for choice in self._list.choices if choice.value in values]
        return self._translate(titles)

    def _enter(self) -> Outcome | None:
        if self.line:  # the name just typed is meant: mark it, and wait for the next
            self._mark_pointed(self._marked.add)
            return None
        return Given(self.marked)

    @property
    def marked(self) -> list[Any]:
        """The values marked so far."""
        return [choice.value for index, choice in enumerate(self._list.choices) if index in self._marked]

    def _toggle(self) -> None:
        self._mark_pointed(lambda index: self._marked.symmetric_difference_update({index}))

    def _mark_pointed(self, change: Any) -> None:
        index = self._list.pointed_index
        if index is not None:
            change(index)
            if self.line:
                self.line = ""
                self._list.narrow("")
                self._list.point(index)

    def _toggle_all(self) -> None:
        shown = set(self._list.shown) & self._listed
        if shown <= self._marked:
            self._marked -= shown
        else:
            self._marked |= shown


def _shortcuts(choices: Sequence[Choice]) -> dict[str, int]:
    """The key of each choice that has one; digits where none has and the list is short."""
    keys = {choice.key.lower(): index for index, choice in enumerate(choices) if choice.key}
    if not keys and len(choices) <= _SHORT:
        keys = {str(index + 1): index for index in range(len(choices))}
    return keys
