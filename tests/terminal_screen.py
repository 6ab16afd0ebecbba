"""A person before a terminal: presses keys in process and reads what stands on the screen (drawn by pyte)."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pyte
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from docgen.messages import Language, Translator
from docgen.questionnaire.prompts import Asker, Outcome

PATIENCE = 20
"""Seconds until something that should appear is given up; a busy machine takes its time."""

UP, DOWN, PAGE_DOWN, F1 = "\x1b[A", "\x1b[B", "\x1b[6~", "\x1bOP"
ENTER, TAB, BACKSPACE, ALT_ENTER = "\r", "\t", "\x7f", "\x1b\r"
CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_G, CTRL_N, CTRL_T, CTRL_X = "\x01\x02\x03\x04\x07\x0e\x14\x18"


def pasted(text: str) -> str:
    """`text` as a terminal sends it that is asked to bracket pastes."""
    return f"\x1b[200~{text}\x1b[201~"


class TerminalScreen(io.StringIO):
    """A screen that notices each change."""

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self.changed = threading.Condition()

    def write(self, text: str) -> int:
        with self.changed:
            self._stream.feed(text)
            self.changed.notify_all()
        return super().write(text)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen down to the last that is not blank."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip().split("\n")

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor, from 0."""
        return self._screen.cursor.y, self._screen.cursor.x


class Person:
    """Sits before the screen; asks are made of them one after the other."""

    def __init__(self, keyboard: PipeInput, screen: TerminalScreen, asker: Asker) -> None:
        self._keyboard = keyboard
        self.screen = screen
        self.asker = asker
        self._ended: list[Outcome | BaseException] = []
        self._thread: threading.Thread | None = None

    def asked(self, ask: Callable[..., Outcome], *args: Any, **kwargs: Any) -> None:
        """Put a prompt before them; return once its keys stand at the foot."""
        self._ended.clear()

        def run() -> None:
            try:
                outcome: Outcome | BaseException = ask(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 (handed on to the test)
                outcome = error
            with self.screen.changed:
                self._ended.append(outcome)
                self.screen.changed.notify_all()

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()
        self._wait(lambda: bool(self._ended) or "F1" in self.screen.lines[-1])

    def press(self, keys: str) -> None:
        self._keyboard.send_text(keys)

    def hang_up(self) -> None:
        self._keyboard.close()

    def stand_up(self) -> None:
        """Leave no prompt waiting."""
        if self._thread is not None and self._thread.is_alive():
            self.hang_up()
            self._thread.join(PATIENCE)

    def sees(self, text: str) -> None:
        """Wait until `text` stands on the screen."""
        self._wait(lambda: text in "\n".join(self.screen.lines))

    def sees_no(self, text: str) -> None:
        self._wait(lambda: text not in "\n".join(self.screen.lines))

    @property
    def has_ended(self) -> bool:
        return bool(self._ended)

    @property
    def pressed_ahead(self) -> bool:
        """Whether keys wait for the next prompt."""
        from prompt_toolkit.input import typeahead

        return bool(typeahead._buffer[self._keyboard.typeahead_hash()])

    @property
    def outcome(self) -> Outcome:
        """How the prompt ended; an exception is raised."""
        self._wait(lambda: bool(self._ended))
        assert self._thread is not None
        self._thread.join()
        ended = self._ended[0]
        if isinstance(ended, BaseException):
            raise ended
        return ended

    def answers(self, keys: str, ask: Callable[..., Outcome], *args: Any, **kwargs: Any) -> Outcome:
        """Be asked, press `keys`, and see the prompt end."""
        self.asked(ask, *args, **kwargs)
        self.press(keys)
        return self.outcome

    def _wait(self, condition: Callable[[], bool]) -> None:
        with self.screen.changed:
            if not self.screen.changed.wait_for(condition, PATIENCE):
                raise AssertionError("waited in vain; the screen shows:\n" + "\n".join(self.screen.lines))


@contextmanager
def sitting(columns: int = 80, rows: int = 24, *, language: Language = "zh", coloured: bool = True) -> Iterator[Person]:
    """A person before a fresh screen."""
    screen = TerminalScreen(columns, rows)
    with create_pipe_input() as keyboard:
        output = Vt100_Output(screen, lambda: Size(rows=rows, columns=columns), enable_cpr=False)
        asker = Asker(Translator(language), coloured=coloured, input=keyboard, output=output)
        person = Person(keyboard, screen, asker)
        try:
            yield person
        finally:
            person.stand_up()
