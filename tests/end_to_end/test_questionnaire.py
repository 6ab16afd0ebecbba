"""The questionnaire in a real pseudo-terminal: a whole plan typed in, interrupted, killed, and gone on with."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from desk import PLAN, ROOT
from terminal import CTRL_C, CTRL_U, ENTER, Prompt, Terminal
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

    def answers(self, terminal: Terminal, prompt: Prompt) -> Iterator[tuple[Prompt, str]]:
        """Each prompt with the keys that answer it, to the end of the plan; they are pressed after each turn."""
        for _ in range(MOST_PROMPTS):
            keys = self.typist.keys(prompt)
            if keys is None:
                return
            yield prompt, keys
            terminal.press(keys)
            prompt = _come(terminal)
        raise AssertionError("no end:\n" + terminal.screen)

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
        for _ in desk.answers(terminal, prompt):
            pass
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
    """What docgen keeps is the same but for the answer file itself, which is in the PDF, too."""
    folders = [next(output.rglob("manifest.json")).parent for output in (typed, written)]
    manifests = [json.loads((folder / "manifest.json").read_text(encoding="utf-8")) for folder in folders]
    files = [{entry["path"]: entry["sha256"] for entry in manifest.pop("files")} for manifest in manifests]
    assert manifests[0] == manifests[1]
    assert files[0].keys() == files[1].keys()
    own = {path for path in files[0] if path.endswith((".pdf", ".yaml"))}
    assert {path for path in files[0] if files[0][path] != files[1][path]} <= own
    (pdf,) = folders[0].glob("*.pdf")
    pages = [_pages(folder / pdf.name) for folder in folders]
    assert len(pages[0]) == len(pages[1]) > 10
    for number, (one, other) in enumerate(zip(*pages, strict=True), 1):
        assert one == other, f"page {number} differs"


def _pages(file: Path) -> list[tuple[str, bytes]]:
    """The text and the pixels of each page."""
    with pypdfium2.PdfDocument(file) as pdf:
        return [(page.get_textpage().get_text_range(), page.render(scale=1).to_pil().tobytes()) for page in pdf]


# left, interrupted, killed


def test_ctrl_c_and_a_closed_window_lose_no_answer_and_docgen_goes_on_there(
    desk: Desk, plan: dict[str, Any], pack: FormPack
) -> None:
    desk.typist = Typist(plan, pack, desk.file, MOSTLY_PASTED)
    chance = random.Random(3)
    breaks = [*["ctrl-c"] * 10, *["closed"] * 4]
    chance.shuffle(breaks)
    terminal, prompt = desk.begin()
    wait = 2
    while True:
        for prompt, keys in desk.answers(terminal, prompt):
            wait -= 1
            if not wait and breaks:
                break
        else:
            break
        before, place = desk.data(), desk.typist.place
        terminal.press(keys[: chance.randrange(len(keys))] if keys.startswith(CTRL_U) else "")
        if breaks.pop() == "ctrl-c":
            terminal.press(CTRL_C)
            assert terminal.end() == 130, terminal.screen
            assert say("Go on with: docgen edit {file}", file=NAME) in terminal.screen
        else:
            terminal.hang_up()
        assert desk.data() == before
        terminal, prompt = desk.begin(*chance.choice([("new",), ("edit", NAME)]))
        desk.typist.keys(prompt)
        assert desk.typist.place == place
        wait = chance.randint(4, 12)
    assert not breaks
    with terminal:
        terminal.press("f")
        assert terminal.end() == 0
    assert answers_in(desk.file, pack) == plan


def test_fifty_kills_lose_no_accepted_answer_and_docgen_goes_on_there(
    desk: Desk, plan: dict[str, Any], pack: FormPack
) -> None:
    chance = random.Random(50)
    kills, wait = 0, 1
    terminal, prompt = desk.begin()
    while True:
        for prompt, keys in desk.answers(terminal, prompt):
            wait -= 1
            if wait <= 0 and kills < 50:
                break
        else:
            break
        kills, wait = kills + 1, chance.randint(1, 9)
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
    assert kills == 50
    with terminal:
        terminal.press("f")
        assert terminal.end() == 0
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
