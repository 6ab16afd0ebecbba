"""A person at the questionnaire: types keys, reads the screen of an 80×24 terminal, and looks into the answer file.

The walk runs in a thread of its own, strictly in turn with the test: `press` hands it keys and comes back when all of
them have been taken and what they led to is on the screen. Nothing waits for a clock.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import io
import queue
import threading
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyte
from prompt_toolkit.application import Application, create_app_session, get_app
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import DummyInput
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.output.vt100 import Vt100_Output

from docgen.answers import load_answers
from docgen.answers.document import AnswerDocument
from docgen.answers.model import UNFINISHED
from docgen.form import load_pack
from docgen.form.model import FormPack
from docgen.messages import Translator
from docgen.questionnaire.layout import layout_of
from docgen.questionnaire.opening import first_spot, greet
from docgen.questionnaire.prompts import Asker
from docgen.questionnaire.screen import Screen
from docgen.questionnaire.turns import Desk, Ending
from docgen.questionnaire.walk import walk
from docgen.questionnaire.worksheet import Worksheet
from docgen.settings import Settings

FORMS = Path(__file__).resolve().parents[1] / "forms"
EXAMPLE = FORMS / "seven-step-plan" / "examples" / "product-launch.yaml"
TODAY = dt.date(2026, 6, 22)

ENTER, SPACE, TAB, DOWN, UP, ALT_ENTER = "\r", " ", "\t", "\x1b[B", "\x1b[A", "\x1b\r"
BACK, JUMP, HELP, LEAVE, INTERRUPT = "\x02", "\x07", "\x1bOP", "\x18", "\x03"
ALL, CLEAR, OFFER, FINISH = "\x01", "\x15", "\x0e", "\x04"
_LONGEST = 20
"""Seconds; a walk that has not come to a prompt by then never will."""


def paste(text: str) -> str:
    """The keys of a bracketed paste."""
    return f"\x1b[200~{text}\x1b[201~"


@functools.cache
def seven_steps() -> FormPack:
    """The form pack of the seven-step plan."""
    return load_pack("seven-step-plan", (FORMS,))


SMALL_PLAN = Path(__file__).with_name("questionnaire").joinpath("small-plan.yaml").read_text(encoding="utf-8")
"""A whole plan of two departments in which the rules find nothing."""


def plan_before(place: str) -> str:
    """The small plan as far as a person has come who now stands at `place`: `assignments`, `tasks.2.end`."""
    key = place.partition(".")[0]
    begun = SMALL_PLAN[: SMALL_PLAN.index(f"\n{key}:") + 1] if f"\n{key}:" in SMALL_PLAN else SMALL_PLAN
    return f"{begun}unfinished: {place}\n"


def plan_at(place: str) -> str:
    """The whole small plan, left at `place`."""
    return f"{SMALL_PLAN}unfinished: '{place}'\n"


class Handover:
    """The walk and the person take turns: one of them moves, the other waits."""

    def __init__(self) -> None:
        self._waiting = threading.Event()

    def to_person(self) -> None:
        self._waiting.set()

    def to_walk(self, go: Callable[[], object]) -> None:
        """Let the walk go on by `go`, and wait until it waits again."""
        self._waiting.clear()
        go()
        assert self._waiting.wait(_LONGEST), "the walk neither asks nor ends"


class Keyboard(DummyInput):
    """Keys for prompt_toolkit. Where all are taken and drawn, it is the person's turn."""

    def __init__(self, handover: Handover) -> None:
        self._handover = handover
        self._keys: list[KeyPress] = []
        self._parser = Vt100Parser(self._keys.append)
        self._loop: AbstractEventLoop | None = None
        self._ready: Callable[[], None] | None = None
        self._app: Application[Any] | None = None

    def press(self, keys: str) -> None:
        self._parser.feed(keys)
        self._parser.flush()
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._look)

    @property
    def closed(self) -> bool:
        return False

    def read_keys(self) -> list[KeyPress]:
        keys = list(self._keys)
        self._keys.clear()
        return keys

    @contextlib.contextmanager
    def attach(self, input_ready_callback: Callable[[], None]) -> Iterator[None]:
        self._loop, self._ready, self._app = get_running_loop(), input_ready_callback, get_app()
        self._loop.call_soon(self._look)
        try:
            yield
        finally:
            self._ready = None

    def _look(self) -> None:
        app = self._app
        if self._ready is None or self._loop is None or app is None or app.is_done:
            return
        if self._keys:
            self._ready()
            self._loop.call_soon(self._look)
            return

        def drawn(_: object) -> None:
            app.after_render -= drawn
            if not app.is_done:
                self._handover.to_person()

        app.after_render += drawn
        app.invalidate()


class Lines(io.TextIOBase):
    """Lines for prompts without a cursor. Where none is left, it is the person's turn."""

    def __init__(self, handover: Handover) -> None:
        self._handover = handover
        self._lines: queue.Queue[str] = queue.Queue()

    def press(self, lines: str) -> None:
        for line in lines.splitlines(keepends=True):
            self._lines.put(line)

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int | None = -1, /) -> str:
        if self._lines.empty():
            self._handover.to_person()
        return self._lines.get()


class Terminal(io.TextIOBase):
    """What the walk prints, as a terminal shows it; lines that leave the screen are kept."""

    encoding = "utf-8"

    def __init__(self, columns: int, rows: int) -> None:
        self.size = Size(rows=rows, columns=columns)
        self._screen = pyte.HistoryScreen(columns, rows, history=100_000)
        self._screen.set_mode(pyte.modes.LNM)
        self._stream = pyte.Stream(self._screen)

    def write(self, text: str) -> int:
        self._stream.feed(text)
        return len(text)

    @property
    def screen(self) -> str:
        """The screen as it is now."""
        return "\n".join(line.rstrip() for line in self._screen.display).strip("\n")

    @property
    def everything(self) -> str:
        """All lines since the start."""
        above = ("".join(line[x].data for x in range(self.size.columns)) for line in self._screen.history.top)
        return "\n".join(line.rstrip() for line in above) + "\n" + self.screen


@dataclass
class Walk:
    """A walk through an answer file, and the person who is asked."""

    file: Path
    terminal: Terminal
    keyboard: Keyboard | Lines
    handover: Handover
    thread: threading.Thread
    came_to: list[Ending | BaseException] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press keys and wait for what they lead to."""
        assert not self.came_to, "the walk has ended"
        self.handover.to_walk(lambda: self.keyboard.press("".join(keys)))
        if self.came_to and isinstance(self.came_to[0], BaseException):
            raise self.came_to[0]

    def answer(self, *texts: str) -> None:
        """Put each text in place of what a line holds, and accept it."""
        for text in texts:
            self.press(CLEAR, text, ENTER)

    def choose(self, *titles: str) -> None:
        """Type a part of a choice in a list and take it; one list after the other."""
        for title in titles:
            self.press(title, ENTER)

    def mark(self, *names: str) -> None:
        """Mark exactly these entries of a list, and accept."""
        self.press(ALL)
        while "[ ]" in self.screen:
            self.press(ALL)
        self.press(ALL)
        for name in names:
            self.press(name, ENTER)
        self.press(ENTER)

    def jump(self, *words: str) -> None:
        """Jump to the place that the words find."""
        self.press(JUMP, " ".join(words), ENTER)

    @property
    def screen(self) -> str:
        """What stands on the screen."""
        return self.terminal.screen

    @property
    def question(self) -> str:
        """The line of the prompt: label, and what is typed there."""
        lines = [line for line in self.screen.splitlines() if line.startswith("? ")]
        return lines[-1].removeprefix("? ").rstrip() if lines else ""

    @property
    def told(self) -> str:
        """Everything on the screen since the walk began, line breaks left out."""
        return self.terminal.everything.replace("\n", "")

    @property
    def ending(self) -> Ending | None:
        """How the walk ended."""
        return next((end for end in self.came_to if isinstance(end, Ending)), None)

    @property
    def data(self) -> dict[str, Any]:
        """The answers in the file, but for its mark of being unfinished."""
        return {key: value for key, value in load_answers(self.file).data.items() if key != UNFINISHED}

    @property
    def bookmark(self) -> str | None:
        """Where the file says that the walk goes on."""
        mark = load_answers(self.file).data.get(UNFINISHED)
        return mark if isinstance(mark, str) else None

    def close(self) -> None:
        """Interrupt the walk where it still asks."""
        if self.thread.is_alive():
            self.handover.to_walk(
                lambda: self.keyboard.press(INTERRUPT if isinstance(self.keyboard, Keyboard) else ":x\n")
            )
        self.thread.join(_LONGEST)


@dataclass(frozen=True)
class Settled:
    """What walks of a test begin with."""

    pack: FormPack = field(default_factory=seven_steps)
    settings: Settings = field(default_factory=Settings)
    language: str = "zh"
    columns: int = 80
    rows: int = 24
    plain: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)


def begin(file: Path, settled: Settled | None = None) -> Walk:
    """Begin a walk through `file`, which need not be there; it stands at its first prompt."""
    settled = settled or Settled()
    handover = Handover()
    terminal = Terminal(settled.columns, settled.rows)
    keyboard = Lines(handover) if settled.plain else Keyboard(handover)
    came_to: list[Ending | BaseException] = []

    def run() -> None:
        try:
            came_to.append(_walk_through(file, settled, keyboard, terminal))
        except BaseException as error:  # noqa: BLE001 (it is raised again where the person waits)
            came_to.append(error)
        handover.to_person()

    thread = threading.Thread(target=run, daemon=True)
    handover.to_walk(thread.start)
    if came_to and isinstance(came_to[0], BaseException):
        raise came_to[0]
    return Walk(file, terminal, keyboard, handover, thread, came_to)


def _walk_through(file: Path, settled: Settled, keyboard: Keyboard | Lines, terminal: Terminal) -> Ending:
    translate = Translator(settled.language)
    output: Any = terminal
    if not settled.plain:
        output = Vt100_Output(terminal, lambda: terminal.size, term="xterm-256color", enable_cpr=False)
    asker = Asker(translate, coloured=False, plain=settled.plain, input=keyboard, output=output)
    with create_app_session(), asker:  # other walks of the test have theirs
        sheet = worksheet(file, settled)
        desk = Desk(sheet, asker, Screen(translate, stream=terminal), settled.environment)
        spot = first_spot(sheet)
        greet(desk, spot)
        return walk(desk, spot)


def worksheet(file: Path, settled: Settled) -> Worksheet:
    """The answers in `file`, or none where it is not there yet."""
    layout = layout_of(settled.pack, Translator(settled.language))
    if file.exists():
        document = AnswerDocument.open(file, layout)
    else:
        document = AnswerDocument.new(file, {"pack": settled.pack.key}, layout)
    return Worksheet(document, settled.pack, TODAY, settled.settings)
