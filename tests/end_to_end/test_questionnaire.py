"""The questionnaire in a real pseudo-terminal: a whole plan typed in, interrupted, killed, and gone on with."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from desk import PLAN, ROOT
from terminal import CTRL_C, CTRL_U, CTRL_X, ENTER, Prompt, Terminal, pasted
from typist import Typist, answers_in, inside, say

from docgen.answers import load_answers
from docgen.form import load_pack
from docgen.form.model import FormPack
from docgen.yaml12 import KeyPath

NAME = "协作计划.yaml"
DAY = {"SOURCE_DATE_EPOCH": "1782864000"}  # 2026-07-01
MOST_PROMPTS = 1000
PARTLY_PASTED = {"in_scope": 2, "assignments": 1, "tasks": 3, "resources": 0, "risks": 2, "reviews": 0}
MOSTLY_PASTED = {**PARTLY_PASTED, "goals": 1, "departments": 2, "out_of_scope": 0, "assignments": 0, "phases": 1}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")


@pytest.fixture(scope="module")
def pack() -> FormPack:
    return load_pack("seven-step-plan", (ROOT / "forms",))


@pytest.fixture(scope="module")
def plan(pack: FormPack) -> dict[str, Any]:
    return answers_in(PLAN, pack)


class Desk:
    """A person before a terminal, with the plan on paper."""

    def __init__(self, folder: Path, typist: Typist) -> None:
        self.folder = folder
        self.file = folder / NAME
        self.typist = typist

    def begin(self, *arguments: str) -> tuple[Terminal, Prompt]:
        """Start docgen; say yes where it offers to go on."""
        terminal = Terminal(*(arguments or ("new",)), folder=self.folder, environment=DAY)
        prompt = _come(terminal)
        if prompt.label == say("{file} has not been finished", file=NAME):
            terminal.press(ENTER)
            prompt = _come(terminal)
        return terminal, prompt

    def type_on(self, terminal: Terminal, prompt: Prompt, answers: int = MOST_PROMPTS) -> str | None:
        """Answer so many prompts; the keys for the next are given, not pressed. None: the plan's end has come."""
        for _ in range(answers):
            keys = self.typist.keys(prompt)
            if keys is None:
                return None
            terminal.press(keys)
            prompt = _come(terminal)
        assert answers < MOST_PROMPTS, "no end:\n" + terminal.screen
        return self.typist.keys(prompt)

    def finish(self, terminal: Terminal, prompt: Prompt) -> None:
        """Type all that is left, save and leave."""
        assert self.type_on(terminal, prompt) is None
        terminal.press("f")
        assert terminal.end() == 0, terminal.screen

    def data(self) -> dict[str, Any]:
        """What the file says now; it must load."""
        return dict(load_answers(self.file).data) if self.file.exists() else {}


@pytest.fixture
def desk(tmp_path: Path, plan: dict[str, Any], pack: FormPack) -> Desk:
    return Desk(tmp_path, Typist(plan, pack, tmp_path / NAME, PARTLY_PASTED))


def _come(terminal: Terminal) -> Prompt:
    prompt = terminal.prompt()
    assert prompt is not None, "the program has ended:\n" + terminal.screen
    return prompt


# the whole plan


def test_a_plan_typed_in_is_built_like_the_same_plan_written_by_hand(
    desk: Desk, plan: dict[str, Any], pack: FormPack
) -> None:
    terminal, prompt = desk.begin()
    with terminal:
        assert desk.type_on(terminal, prompt) is None
        terminal.press("b")
        assert terminal.end() == 0, terminal.screen
    assert desk.typist.findings == []
    assert answers_in(desk.file, pack) == plan
    assert "unfinished" not in desk.data()
    checked = _run("check", desk.file, "--format", "json", folder=desk.folder)
    assert json.loads(checked.stdout) == []
    built = _run("build", PLAN, "-o", desk.folder / "by-hand", folder=desk.folder)
    assert built.returncode == 0, built.stderr
    _same_bundle(desk.folder / "output", desk.folder / "by-hand")


def _run(*arguments: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """docgen without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "docgen", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "DOCGEN_LANG": "zh", **DAY, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def _same_bundle(typed: Path, written: Path) -> None:
    """What docgen keeps is the same, byte for byte, but for the answer file, which is also attached to the PDF."""
    folders = [next(output.rglob("manifest.json")).parent for output in (typed, written)]
    manifests = [json.loads((folder / "manifest.json").read_text(encoding="utf-8")) for folder in folders]
    files = [{entry["path"]: entry["sha256"] for entry in manifest.pop("files")} for manifest in manifests]
    assert manifests[0] == manifests[1]
    assert files[0].keys() == files[1].keys()
    own = {path for path in files[0] if path.endswith((".pdf", ".yaml"))}
    assert {path for path in files[0] if files[0][path] != files[1][path]} <= own
    (pdf,) = folders[0].glob("*.pdf")
    one, other = (_objects(folder / pdf.name) for folder in folders)
    assert one.keys() == other.keys()
    different = [number for number in one if one[number] != other[number]]
    assert len(different) == 1
    assert b"/EmbeddedFile" in one[different[0]]
    assert b"yaml" in one[different[0]]


def _objects(file: Path) -> dict[int, bytes]:
    """The bytes of each object of a PDF, by its number."""
    found = re.findall(rb"(?s)(?:^|(?<=[\r\n]))(\d+) 0 obj\b(.*?)\bendobj\b", file.read_bytes())
    assert len(found) > 100
    return {int(number): content for number, content in found}


# left, interrupted, killed


def test_ctrl_c_and_a_closed_window_lose_no_answer_and_docgen_goes_on_there(
    desk: Desk, plan: dict[str, Any], pack: FormPack
) -> None:
    desk.typist = Typist(plan, pack, desk.file, MOSTLY_PASTED)
    chance = random.Random(3)
    breaks = [*["ctrl-c"] * 10, "closed", "closed", "sighup", "sigterm"]
    chance.shuffle(breaks)
    terminal, prompt = desk.begin()
    for number, how in enumerate(breaks):
        keys = desk.type_on(terminal, prompt, chance.randint(3, 12) if number else 1)
        assert keys
        before, place = desk.data(), desk.typist.place
        terminal.press(keys[: chance.randrange(len(keys))] if keys.startswith(CTRL_U) else "")
        if how == "ctrl-c":
            terminal.press(CTRL_C)
            assert terminal.end() == 130, terminal.screen
            assert say("Go on with: docgen edit {file}", file=NAME) in terminal.text
        elif how == "closed":
            terminal.hang_up()
        else:
            terminal.kill(signal.Signals[how.upper()])
        assert desk.data() == before
        terminal, prompt = desk.begin(*chance.choice([("new",), ("edit", NAME)]))
        desk.typist.keys(prompt)
        assert desk.typist.place == place
    desk.finish(terminal, prompt)
    assert answers_in(desk.file, pack) == plan


def test_fifty_kills_lose_no_accepted_answer_and_docgen_goes_on_there(
    desk: Desk, plan: dict[str, Any], pack: FormPack
) -> None:
    desk.typist = Typist(plan, pack, desk.file, MOSTLY_PASTED)
    chance = random.Random(50)
    terminal, prompt = desk.begin()
    for _ in range(50):
        keys = desk.type_on(terminal, prompt, chance.randint(0, 6))
        assert keys
        before, place = desk.data(), desk.typist.place
        terminal.press(keys[: chance.randint(0, len(keys))] if chance.random() < 0.3 else keys)
        terminal.watch(chance.uniform(0, 0.03))
        terminal.kill(signal.SIGKILL)
        after = desk.data()
        assert _lost(before, after, place) == []
        terminal, prompt = desk.begin()
        if before and after == before:
            desk.typist.keys(prompt)
            assert desk.typist.place == place
    desk.finish(terminal, prompt)
    assert answers_in(desk.file, pack) == plan
    assert [file.name for file in desk.folder.iterdir() if ".saving-" in file.name] == []


def _lost(before: Mapping[str, Any], after: Mapping[str, Any], place: KeyPath) -> list[KeyPath]:
    """What stood in the file and does so no more, but for `place`, which was just being answered."""
    gone = [path for path, value in _leaves(before, ()) if inside(after, path) != value]
    return [path for path in gone if path != ("unfinished",) and not (place and path[: len(place)] == place)]


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else None
    if items is None:
        yield path, value
        return
    for key, item in items:
        yield from _leaves(item, (*path, key))


# other terminals, and none


@pytest.fixture
def left_at(tmp_path: Path) -> Callable[[str], Path]:
    """The example plan as somebody left it at a place."""

    def leave(place: str, *without: str) -> Path:
        text = PLAN.read_text(encoding="utf-8")
        for key in without:  # up to the next key or step
            text = re.sub(rf"(?ms)^{key}:.*?(?=^[a-z#])", "", text)
        file = tmp_path / NAME
        file.write_text(f"{text}unfinished: {place}\n", encoding="utf-8")
        return file

    return leave


@pytest.mark.parametrize("arguments", [["new"], ["edit", NAME]])
def test_without_a_terminal_one_line_says_what_to_do_instead(
    left_at: Callable[[str], Path], tmp_path: Path, arguments: list[str]
) -> None:
    file = left_at("tasks")
    before = file.read_bytes()
    run = _run(*arguments, folder=tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    (line,) = run.stderr.splitlines()
    assert "docgen new --blank" in line
    assert "docgen build FILE" in line
    assert file.read_bytes() == before


def test_a_blank_file_is_written_without_a_terminal(tmp_path: Path) -> None:
    run = _run("new", "--blank", folder=tmp_path)
    assert run.returncode == 0, run.stderr
    assert load_answers(tmp_path / NAME).data["pack"] == "seven-step-plan"


def test_a_second_questionnaire_on_a_file_is_refused_and_the_first_goes_on(
    left_at: Callable[[str], Path], tmp_path: Path
) -> None:
    file = left_at("title")
    with Terminal("edit", file, folder=tmp_path) as first:
        _come(first)
        with Terminal("edit", file, folder=tmp_path) as second:
            assert second.prompt() is None
            assert second.end() != 0
            assert say("The answer file is being edited in another window") in second.text
        first.press(CTRL_U, "净水器上市", ENTER)
        _come(first)
        assert load_answers(file).data["title"] == "净水器上市"


def test_a_finished_plan_looked_at_stays_as_it_was_to_the_byte(tmp_path: Path) -> None:
    file = tmp_path / NAME
    file.write_bytes(PLAN.read_bytes())
    with Terminal("edit", file, folder=tmp_path) as terminal:
        prompt = _come(terminal)
        assert prompt.number(say("build the bundle and archive it")) == prompt.pointed
        terminal.press("f")
        assert terminal.end() == 0
    assert file.read_bytes() == PLAN.read_bytes()


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 20)])
@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("background", "背景与核心问题"),
        ("departments", "协作部门"),
        ("tasks", "任务与交付成果"),
        ("tasks.8.name", "任务"),
        ("flow.4.next", "下一节点"),
        ("budget.total", "预算总额"),
    ],
)
def test_prompts_of_every_kind_fit_a_small_terminal(
    left_at: Callable[[str], Path], tmp_path: Path, place: str, label: str, columns: int, rows: int
) -> None:
    with Terminal("edit", left_at(place), folder=tmp_path, columns=columns, rows=rows) as terminal:
        prompt = _come(terminal)
        assert prompt.label == label
        assert prompt.place.startswith("第 ")
        assert any(line.startswith(f"? {label}：") for line in terminal.lines)
        assert terminal.lines[-1].endswith((say("save and leave"), say("exit")))
        if place in {"departments", "tasks", "flow.4.next"}:
            assert prompt.pointed is not None
        terminal.press(CTRL_X)
        assert terminal.end() == 0


def test_wide_characters_are_typed_over_several_lines_and_kept_whole(
    left_at: Callable[[str], Path], tmp_path: Path
) -> None:
    file = left_at("background")
    text = "渠道库存为零，须在三季度内铺开终端。" * 12
    with Terminal("edit", file, folder=tmp_path, columns=40, rows=20) as terminal:
        _come(terminal)
        terminal.press(CTRL_U, text)
        terminal.wait_until(lambda: text in "".join(line.strip() for line in terminal.lines))
        terminal.press(ENTER)
        _come(terminal)
    assert load_answers(file).data["background"] == text


def test_pasted_control_characters_and_escape_sequences_do_nothing(
    left_at: Callable[[str], Path], tmp_path: Path
) -> None:
    file = left_at("title")
    with Terminal("edit", file, folder=tmp_path) as terminal:
        _come(terminal)
        terminal.press(CTRL_U, pasted("上市\x00推广\x1b[31m计划\x7f\x1b]0;窗口\x07\u202e甲\x18\x03"))
        terminal.wait("上市推广计划甲")
        terminal.press(ENTER)
        _come(terminal)
    assert load_answers(file).data["title"] == "上市推广计划甲"


def test_five_hundred_pasted_lines_are_taken_in_one_go(left_at: Callable[[str], Path], tmp_path: Path) -> None:
    file = left_at("in_scope")
    lines = [f"第 {number} 项终端的铺货与陈列" for number in range(1, 501)]
    with Terminal("edit", file, folder=tmp_path, columns=80, rows=24) as terminal:
        _come(terminal)
        start = time.monotonic()
        terminal.press(pasted("\n".join(lines)))
        assert _come(terminal).label == say("What is to be done with these rows?")
        terminal.press("r")
        prompt = _come(terminal)
        taken = time.monotonic() - start
        assert (prompt.label, prompt.pointed is not None) == ("协作范围", True)
    assert load_answers(file).data["in_scope"] == lines
    assert taken < 10


def test_a_terminal_that_cannot_move_its_cursor_is_asked_in_plain_lines(tmp_path: Path) -> None:
    with Terminal("new", folder=tmp_path, columns=80, rows=24, environment={"TERM": "dumb"}) as terminal:
        terminal.wait("适用场合：", "4  长期合作机制建设")
        terminal.press("1\n")
        terminal.wait("计划主题：")
        terminal.press("净水器上市推广\n")
        terminal.wait("年份：[")
        terminal.press(":x\n")
        assert terminal.end() == 0, terminal.screen
        assert b"\x1b" not in terminal.written
    assert load_answers(tmp_path / NAME).data["title"] == "净水器上市推广"


def test_no_color_is_respected_and_coloured_otherwise(left_at: Callable[[str], Path], tmp_path: Path) -> None:
    coloured = re.compile(rb"\x1b\[(\d+;)*[34]\d[;m]")
    file = left_at("tasks")
    for environment, expected in (({"NO_COLOR": "1"}, False), ({}, True)):
        with Terminal("edit", file, folder=tmp_path, environment=environment) as terminal:
            _come(terminal)
            assert bool(coloured.search(terminal.written)) is expected
