"""Prompts in a real pseudo-terminal: as a person's shell would start them."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

PATIENCE = 30
PROGRAM = """
import os, sys
from docgen.messages import Translator
from docgen.questionnaire.prompts import Asker, Choice, Question, TerminalClosedError
asker = Asker(Translator("zh"), coloured=True, plain=os.environ["TERM"] == "dumb")
try:
    with asker:
        for number in range(int(sys.argv[1])):
            print("=", repr(asker.text(Question("名称", f"第 {number} 项", "说明" * 30))), flush=True)
        with asker.released():
            print("=", repr(input("line> ")), flush=True)
        print("=", repr(asker.choose(Question("部门"), [Choice(n, f"部门{n}") for n in range(12)])), flush=True)
except TerminalClosedError:
    open(sys.argv[2], "w").write("closed")
"""


class Terminal:
    """A pseudo-terminal with the program in it, and what its screen shows."""

    def __init__(self, mark: Path, *, prompts: int, term: str = "xterm-256color") -> None:
        environment = {**os.environ, "TERM": term, "LC_ALL": "C.UTF-8"}
        self.child: pexpect.spawn[str] = pexpect.spawn(
            sys.executable, ["-c", PROGRAM, str(prompts), str(mark)], encoding="utf-8", dimensions=(24, 80),
            env=environment, timeout=PATIENCE,
        )  # fmt: skip
        self.screen = pyte.Screen(80, 24)
        self.sent = ""
        self._stream = pyte.Stream(self.screen)

    def sees(self, text: str) -> None:
        """Read on until `text` stands on the screen."""
        until = time.monotonic() + PATIENCE
        while text not in self.shown:
            assert time.monotonic() < until, self.shown
            try:
                part = self.child.read_nonblocking(4096, timeout=PATIENCE)
            except (pexpect.EOF, pexpect.TIMEOUT):
                raise AssertionError("waited in vain; the screen shows:\n" + self.shown) from None
            self.sent += part
            self._stream.feed(part)

    @property
    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)


Opening = Callable[..., Terminal]


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "mark"


@pytest.fixture
def opened(mark: Path) -> Iterator[Opening]:
    terminals: list[Terminal] = []

    def opening(*, prompts: int, term: str = "xterm-256color") -> Terminal:
        terminals.append(Terminal(mark, prompts=prompts, term=term))
        return terminals[-1]

    yield opening
    for terminal in terminals:
        terminal.child.close(force=True)


def test_prompts_follow_each_other_and_the_terminal_is_given_back(opened: Opening) -> None:
    terminal = opened(prompts=2)
    terminal.sees("保存离开")
    assert "\x1b[6n" not in terminal.sent  # nobody asks where the cursor is: the answer would come among the keys
    terminal.child.send("一\r")
    terminal.sees("= Given(value='一')")
    terminal.sees("第 1 项\n")
    terminal.child.send("\x1b[200~二\x1b[31m\x1b[201~\r")
    terminal.sees("= Given(value='二')")
    terminal.sees("line>")
    terminal.child.send("三\n")
    terminal.sees("= '三'")
    terminal.sees("输入文字可筛选")
    terminal.child.send("部门2")
    terminal.sees("? 部门：部门2")
    terminal.child.send("\x03")
    terminal.sees("= <Key.INTERRUPT")
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    assert terminal.child.exitstatus == 0


def test_ctrl_c_ends_a_paste_whose_end_the_terminal_lost(opened: Opening) -> None:
    terminal = opened(prompts=1)
    terminal.sees("保存离开")
    terminal.child.send("\x1b[200~半截\r粘贴")
    until = time.monotonic() + PATIENCE
    while "= <Key.INTERRUPT" not in terminal.sent:
        assert time.monotonic() < until, terminal.shown
        terminal.child.send("\x03")  # again and again, as people do: the first may come together with the paste
        with contextlib.suppress(pexpect.TIMEOUT):
            terminal.sent += terminal.child.read_nonblocking(4096, timeout=0.2)


def test_ctrl_c_inside_a_paste_that_ends_is_no_key(opened: Opening) -> None:
    terminal = opened(prompts=1)
    terminal.sees("保存离开")
    terminal.child.send("\x1b[200~甲\x03乙\x1b[201~\r")
    terminal.sees("= Given(value='甲乙')")


def test_everything_typed_ahead_is_taken_once_and_shown_once(opened: Opening) -> None:
    terminal = opened(prompts=5)
    terminal.sees("保存离开")
    terminal.child.send("".join(f"第{number}名\r" for number in range(5)))
    terminal.sees("= Given(value='第4名')")
    terminal.sees("line>")
    lines = [line for line in terminal.shown.split("\n") if "名" in line]
    assert lines == [
        line for number in range(5) for line in (f"✔ 名称：第{number}名", f"= Given(value='第{number}名')")
    ]


def test_signal_to_interrupt_is_an_outcome(opened: Opening) -> None:
    terminal = opened(prompts=1)
    terminal.sees("保存离开")
    terminal.child.kill(signal.SIGINT)
    terminal.sees("= <Key.INTERRUPT")


def test_resizing_keeps_the_prompt_whole(opened: Opening) -> None:
    terminal = opened(prompts=1)
    terminal.sees("保存离开")
    terminal.child.send("甲乙")
    terminal.sees("? 名称：甲乙")
    for columns, foot in ((40, "^X 保存离开"), (100, "Ctrl-X 保存离开")):
        terminal.screen.resize(24, columns)
        terminal.screen.reset()
        terminal.child.setwinsize(24, columns)
        terminal.sees(foot)
        terminal.sees("? 名称：甲乙")
    terminal.child.send("丙\r")
    terminal.sees("= Given(value='甲乙丙')")


def test_closed_terminal_ends_the_program_that_ignores_the_hang_up(opened: Opening, mark: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # inherited, as under nohup
    try:
        terminal = opened(prompts=1)
    finally:
        signal.signal(signal.SIGHUP, before)
    terminal.sees("保存离开")
    terminal.child.ptyproc.fileobj.close()
    until = time.monotonic() + PATIENCE
    while not mark.exists() and time.monotonic() < until:
        os.sched_yield()
    assert mark.read_text() == "closed"


def test_dumb_terminal_gets_plain_lines(opened: Opening) -> None:
    terminal = opened(prompts=1, term="dumb")
    terminal.child.expect_exact("名称：")
    terminal.child.sendline("一")
    terminal.child.expect_exact("= Given(value='一')")
    terminal.child.expect_exact("line> ")
    terminal.child.sendline("")
    terminal.child.expect_exact("部门：")
    terminal.child.sendline(":离开")
    terminal.child.expect_exact("= <Key.LEAVE")
    terminal.child.expect(pexpect.EOF)
    assert "\x1b" not in (terminal.child.before or "")


def test_first_prompt_stands_within_half_a_second_of_processor_time(opened: Opening) -> None:
    opened(prompts=1).sees("保存离开")  # bytecode is written
    terminal = opened(prompts=1)
    terminal.sees("保存离开")
    ticks = Path(f"/proc/{terminal.child.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    assert sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK") < 0.5
