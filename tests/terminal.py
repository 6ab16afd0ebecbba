"""docgen in a real pseudo-terminal: a process that can be typed to, read like a screen, interrupted and killed.

Nothing waits for a clock: whoever reads the screen waits until what is looked for stands there.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyte

PATIENCE = 30
"""Seconds until something that should appear is given up; a busy machine takes its time."""

ENTER, DOWN, UP, SPACE = "\r", "\x1b[B", "\x1b[A", " "
CTRL_B, CTRL_C, CTRL_D, CTRL_G, CTRL_U, CTRL_X = "\x02\x03\x04\x07\x15\x18"
_BRACKETED_PASTE = 2004
_FOOT = re.compile(r"(Ctrl-|\^)B ")
_LABEL = re.compile(r"\? (?P<label>[^：？]*[：？])(?P<line>.*)")
_ENTRY = re.compile(
    r"(?P<pointer>› |  )(?:(?P<key>\w)  )?(?:\[(?P<mark>[x ])\] )?(?P<title>\S.*?)(?:  (?P<note>\S.*))?"
)
_PLACE = re.compile(r"第 \d+ 步 / 共 \d+ 步( · .*)?")


def pasted(text: str) -> str:
    """`text` as a terminal sends it that was asked to bracket pastes: line feeds become carriage returns."""
    return "\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~"


@dataclass(frozen=True)
class Entry:
    """A line of a list: what stands on it, its key, whether it is marked (None: nothing can be marked)."""

    title: str
    key: str | None = None
    mark: bool | None = None
    pointed: bool = False


@dataclass(frozen=True)
class Prompt:
    """What a person sees of a prompt: where it stands, its label, what is in the line, the list beneath."""

    place: str
    label: str
    line: str
    entries: tuple[Entry, ...]

    @property
    def pointed(self) -> int | None:
        """The number of the entry that is pointed at; None: this is a line to type into."""
        return next((number for number, entry in enumerate(self.entries) if entry.pointed), None)

    @property
    def keys(self) -> set[str]:
        """The letters that answer at once."""
        return {entry.key for entry in self.entries if entry.key and entry.key.isalpha()}

    def number(self, title: str) -> int | None:
        """The number of the entry with that title."""
        return next((number for number, entry in enumerate(self.entries) if entry.title == title), None)


class _Screen(pyte.Screen):
    """A screen that counts how often a program began to wait for a line: it has pastes bracketed then."""

    def __init__(self, columns: int, rows: int) -> None:
        self.prompts = 0
        super().__init__(columns, rows)

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        self.prompts += bool(kwargs.get("private")) and _BRACKETED_PASTE in modes
        super().set_mode(*modes, **kwargs)


class Terminal:
    """A terminal of `columns` by `rows` in which `docgen` runs; closed at the end of the context."""

    def __init__(
        self,
        *arguments: str | Path,
        folder: Path,
        columns: int = 100,
        rows: int = 50,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        import pexpect  # not on Windows, where tests that need a terminal are left out

        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn: list[str] | None = None
        self._seen = 0
        self.written = bytearray()
        """All that the program wrote, as it came."""
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "docgen", *map(str, arguments)],
            cwd=str(folder),
            env={**os.environ, "TERM": "xterm-256color", "DOCGEN_LANG": "zh", **(environment or {})},
            dimensions=(rows, columns),
            timeout=PATIENCE,
            echo=True,
        )
        os.set_blocking(self._child.child_fd, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.close(force=True)

    # what stands there

    @property
    def lines(self) -> list[str]:
        """The lines of the screen down to the last that is not blank."""
        if self._drawn is None:
            self._drawn = "\n".join(line.rstrip() for line in self._screen.display).rstrip().split("\n")
        return self._drawn

    @property
    def screen(self) -> str:
        """The screen as text."""
        return "\n".join(self.lines)

    @property
    def text(self) -> str:
        """The screen as one line of text, for what may have been folded."""
        return "".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column of the cursor, from 0."""
        return self._screen.cursor.y, self._screen.cursor.x

    # what is done

    def press(self, *keys: str) -> None:
        """Type keys; what the program writes meanwhile is taken in, so that neither waits for the other."""
        data = "".join(keys).encode()
        while data:
            readable, writable, _ = select.select([self._child.child_fd], [self._child.child_fd], [], PATIENCE)
            if readable and not self._read(0):
                raise AssertionError("the program has ended:\n" + self.screen)
            if writable:
                try:
                    data = data[os.write(self._child.child_fd, data[:1024]) :]
                except BlockingIOError:
                    continue

    def prompt(self) -> Prompt | None:
        """Wait for the next prompt after the one last returned, and read it; None where the program has ended."""
        while not (self._screen.prompts > self._seen and _FOOT.search(self.lines[-1])):
            if not self._read(PATIENCE):
                return None
        self._seen = self._screen.prompts
        return self._parsed()

    def look(self) -> Prompt:
        """The prompt as it stands now."""
        return self._parsed()

    def wait(self, *texts: str) -> None:
        """Wait until all of `texts` stand on the screen, line breaks left out."""
        self.wait_until(lambda: all(text in self.text for text in texts))

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait until what is on the screen is as it should be."""
        while not holds():
            if not self._read(PATIENCE):
                raise AssertionError("the program has ended:\n" + self.screen)

    def watch(self, seconds: float) -> None:
        """Take in what is written in the next moments: for those who act at a moment that nobody can foresee."""
        while select.select([self._child.child_fd], [], [], seconds)[0]:
            if not self._read(0):
                return

    def kill(self, how: signal.Signals) -> None:
        """Send the program a signal and wait for its end."""
        self._child.kill(how)
        self.end()

    def hang_up(self) -> None:
        """Close the window: the program loses its terminal."""
        self._child.ptyproc.fileobj.close()
        deadline = time.monotonic() + PATIENCE
        while self._child.isalive():
            assert time.monotonic() < deadline, "the program goes on without a terminal"
            os.sched_yield()

    def end(self) -> int:
        """Wait for the program's end and give its exit code; negative: the signal that ended it."""
        while self._read(PATIENCE):
            pass
        self._child.wait()
        return -self._child.signalstatus if self._child.signalstatus else int(self._child.exitstatus or 0)

    def _read(self, seconds: float) -> bool:
        """Take in what there is, within `seconds`; False at the end of all output."""
        if seconds and not select.select([self._child.child_fd], [], [], seconds)[0]:
            raise AssertionError(f"nothing more was shown within {seconds} seconds:\n{self.screen}")
        try:
            data = os.read(self._child.child_fd, 65536)
        except BlockingIOError:
            return True
        except OSError:  # Linux's way to say that nobody holds the other end any more
            return False
        self._stream.feed(data)
        self.written += data
        self._drawn = None
        return bool(data)

    def _parsed(self) -> Prompt:
        lines = self.lines
        at = max((number for number, line in enumerate(lines) if line.startswith("? ")), default=None)
        if at is None:
            raise AssertionError("no prompt:\n" + self.screen)
        place = next((line for line in reversed(lines[:at]) if _PLACE.fullmatch(line)), "")
        match = _LABEL.fullmatch(lines[at])
        label, line = (match["label"].rstrip("："), match["line"]) if match else (lines[at][2:], "")
        below = [entry for text in lines[at + 1 : -1] if (entry := _ENTRY.fullmatch(text))]
        entries = (
            Entry(entry["title"], entry["key"], None if entry["mark"] is None else entry["mark"] == "x",
                  entry["pointer"] == "› ")
            for entry in below
        )  # fmt: skip
        return Prompt(place, label, line.strip(), tuple(entries))
