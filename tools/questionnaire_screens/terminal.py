"""A pseudo-terminal in which docgen runs: keys go in, a screen comes out."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import pexpect
import pyte

COLUMNS, ROWS = 84, 32
"""Wide enough for any line of the questionnaire; so many rows show the head of a step together with a prompt."""

TODAY = 1782086400
"""2026-06-22, a Monday nine days before the example plan starts, as SOURCE_DATE_EPOCH."""

ENTER, CLEAR, JUMP, MARK_ALL = "\r", "\x15", "\x07", "\x01"

_PATIENCE = 30
"""Seconds until a screen that should appear is given up."""
_QUIET = 0.05
"""Seconds in which a program that has drawn its screen writes nothing more."""
_BRACKETED_PASTE = 2004
_FOOT = re.compile(r"Ctrl-B |\^B ")


def pasted(text: str) -> str:
    """`text` as a terminal hands it on that was asked to bracket pastes: lines end with a carriage return."""
    return "\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~"


class _Screen(pyte.Screen):
    """A screen that counts the prompts: each asks for bracketed pastes when it begins."""

    def __init__(self) -> None:
        self.prompts = 0
        super().__init__(COLUMNS, ROWS)

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        self.prompts += _BRACKETED_PASTE in modes
        super().set_mode(*modes, **kwargs)


class Terminal:
    """Runs `docgen` with the given arguments in `folder`, in Chinese; the program ends with the context."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        self._screen = _Screen()
        self._stream = pyte.Stream(self._screen)
        self._seen = 0
        environment = {
            "COLUMNS": str(COLUMNS),
            "LINES": str(ROWS),
            "DOCGEN_LANG": "zh",
            "SOURCE_DATE_EPOCH": str(TODAY),
            "TERM": "xterm-256color",
        }
        self._program = pexpect.spawn(
            sys.executable,
            ["-m", "docgen", *arguments],
            cwd=str(folder),
            env={**os.environ, **environment},
            dimensions=(ROWS, COLUMNS),
            encoding="utf-8",
        )
        self._program.delaybeforesend = None

    def __enter__(self) -> Self:
        self._await_prompt()
        return self

    def __exit__(self, *_: object) -> None:
        self._program.kill(signal.SIGKILL)
        self._program.close()

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, blanks at their ends and blank lines at the foot cut off."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip().split("\n")

    def press(self, *keys: str) -> None:
        """Press keys each of which is answered by a new prompt."""
        for key in keys:
            self._program.send(key)
            self._await_prompt()

    def type(self, keys: str) -> None:
        """Type into the prompt that stands there."""
        self._program.send(keys)

    def show(self, text: str, since: str = "") -> str:
        """Wait until `text` stands on the screen; give the screen from the last line on that begins with `since`."""
        self._await(lambda: text in "\n".join(self.lines))
        lines = self.lines
        first = max((number for number, line in enumerate(lines) if line.startswith(since)), default=None)
        if first is None:
            raise LookupError(f"no line begins with {since!r}:\n" + "\n".join(lines))
        return "\n".join(lines[first if since else 0 :]).strip("\n")

    def _await_prompt(self) -> None:
        """Wait for the next prompt; its keys at the foot are drawn last."""
        self._await(lambda: self._screen.prompts > self._seen and bool(_FOOT.search(self.lines[-1])))
        self._seen = self._screen.prompts

    def _await(self, holds: Callable[[], bool]) -> None:
        """Take in what the program writes until `holds`, and what else belongs to that screen."""
        while not holds():
            if not self._read(_PATIENCE):
                raise TimeoutError("the screen that was waited for did not come:\n" + "\n".join(self.lines))
        while self._read(_QUIET):
            pass

    def _read(self, seconds: float) -> bool:
        """Take in what the program writes within `seconds`; False where it writes nothing."""
        try:
            self._stream.feed(self._program.read_nonblocking(65536, seconds))
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF as end:
            raise EOFError("docgen has ended:\n" + "\n".join(self.lines)) from end
        return True
