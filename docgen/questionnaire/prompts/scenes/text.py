"""Scenes in which a text is typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from docgen.messages import Translator, message
from docgen.questionnaire.prompts import foot
from docgen.questionnaire.prompts.foot import Hint
from docgen.questionnaire.prompts.front import TextOptions
from docgen.questionnaire.prompts.listing import Listing
from docgen.questionnaire.prompts.model import Choice, Given, Outcome, Question, Remark
from docgen.questionnaire.prompts.scenes.scene import Action, Fragments, Scene
from docgen.terminal_text import cleaned

_MENU_ROWS = 8
"""Names offered at a time; more would push the line about while it is typed."""


class TextScene(Scene):
    """A text in a line or, with `multiline`, in several; a menu of names where `completions` are offered."""

    def __init__(self, question: Question, translate: Translator, options: TextOptions) -> None:
        super().__init__(question, translate)
        self.line = cleaned(options.default)
        self.is_proposal = options.is_proposal and bool(self.line)
        self.inserts = {"escape enter": "\n"} if options.multiline else {}
        self._remarker = options.remark
        self._remark: Remark | None = None
        self._is_untouched = not options.default
        self._menu = Listing([Choice(name, name) for name in options.completions]) if options.completions else None
        self._look()

    @property
    def keys(self) -> Mapping[str, Action]:
        """Enter; the menu's keys and Ctrl-N while there is something to pick or take."""
        keys: dict[str, Action] = {"enter": self._enter}
        if self._menu is not None and self._menu.shown:
            keys |= {"down": self._next, "tab": self._next, "up": self._previous, "s-tab": self._previous}
        if self._remark and self._remark.offer is not None:
            keys["c-n"] = self._take_offer
        return keys

    @property
    def hints(self) -> Sequence[Hint]:
        """The keys that do something now."""
        hints = [foot.ACCEPT]
        if self.is_proposal:
            hints.append(foot.REPLACE)
        if self.inserts:
            hints.append(foot.LINE_BREAK)
        if "tab" in self.keys:
            hints.append(foot.COMPLETE)
        if "c-n" in self.keys:
            hints.append(foot.OFFER)
        return hints

    @property
    def wanted_rows(self) -> int:
        """The names offered, a few at a time."""
        return min(len(self._menu.shown), _MENU_ROWS) if self._menu else 0

    @property
    def remark(self) -> Remark | None:
        """What the remarker says; of an empty line only once it was touched."""
        if self._is_untouched and self._remark and self._remark.is_error:
            return None  # nobody has done anything wrong yet
        return self._remark

    def below(self, columns: int, rows: int) -> list[Fragments]:
        """The menu of names."""
        return self._menu.lines(columns, min(rows, _MENU_ROWS)) if self._menu else []

    def changed(self) -> None:
        """Narrow the menu and look at the line anew."""
        self._is_untouched = self.is_proposal = False
        if self._menu is not None:
            self._menu.narrow(self.line, pointing=False)
        self._look()

    def answer(self, value: object) -> str:
        """The text in one line."""
        return " ".join(str(value).split("\n"))

    def _look(self) -> None:
        self._remark = self._remarker(self.line.strip()) if self._remarker else None

    def _enter(self) -> Outcome | None:
        self._is_untouched = False
        self._look()
        if self._remark and self._remark.is_error:
            return None
        return Given(self.line.strip())

    def _take_offer(self) -> None:
        if self._remark and self._remark.offer is not None:
            self.line = cleaned(self._remark.offer)
            self.changed()

    def _next(self) -> None:
        self._point(1)

    def _previous(self) -> None:
        self._point(-1)

    def _point(self, step: int) -> None:
        """Put the next name of the menu into the line; the menu stays as what was typed narrowed it."""
        if self._menu is None:
            return
        self._menu.move(step)
        pointed = self._menu.pointed
        if pointed is not None:
            self.line = cleaned(str(pointed.value))
            self._is_untouched = self.is_proposal = False
            self._look()


class LongScene(Scene):
    """A paste area: Enter breaks the line, so that also a terminal without bracketed paste takes many lines."""

    inserts = MappingProxyType({"enter": "\n", "tab": "\t"})

    @property
    def keys(self) -> Mapping[str, Action]:
        """What ends the text: Alt-Enter, and Ctrl-D once there is one."""
        keys: dict[str, Action] = {"escape enter": self._finish}
        if self.line:
            keys["c-d"] = self._finish  # on the empty line it leaves, as everywhere
        return keys

    @property
    def hints(self) -> Sequence[Hint]:
        """Ctrl-D, once there is something to end."""
        return [foot.FINISH] if self.line else []

    @property
    def placeholder(self) -> str:
        """How to end the text."""
        return self._translate(message("paste or type, then Ctrl-D"))

    def answer(self, value: object) -> str:
        """The text in one line."""
        return " ".join(str(value).split("\n"))

    def _finish(self) -> Outcome:
        return Given(self.line.strip())
